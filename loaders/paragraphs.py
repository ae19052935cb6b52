"""Paragraphs that each tell a provision, in texts that number and head none: notices and news of one.

《通知》明确，……最高贷款额度上浮20%。 is a leaf whose name is its first sentence. They count where the title tells of a
plan, two or more of them; where headings without a number stand, those are the leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import roles
from loaders.draft import Masthead
from loaders.headlines import rows
from loaders.markers import PARAGRAPH, Marker

_FEWEST = 2
_SHORTEST = 20  # characters of a paragraph
_STOPS = ("。", "；", ";", "！", "）", ")", "”")
_FIRST = re.compile(r"[^。；;！!]*")
# 《通知》明确, 根据《措施》，: who says so
_SAID = re.compile(
    r"(?:此外|同时|另外|其中|并且)?[，,]?(?:根据|按照)?(?:《[^《》]{1,40}》|[一-鿿]{0,8}(?:通知|措施|文件|意见|方案|新政|政策))"
    r"(?:[，,]|(?:还|也)?(?:明确|提出|要求|规定|显示|提到|指出|称)[，,:：]?)要?"
)


def find(text: str, marks: Sequence[Marker], head: Masthead) -> list[Marker]:
    """The markers of the paragraphs that provide, in order; none in a text with other items or that is no plan."""
    if head.work_type == "Law" or any(m.place == "line" for m in marks) or roles.by_name(head, text) != "planned":
        return []
    lines = (row for row in rows(text, head.body_start) if len(row.text) >= _SHORTEST and row.text.endswith(_STOPS))
    found = [row for row in lines if provides(row.text)]
    if len(found) < _FEWEST:
        return []
    return [Marker(PARAGRAPH, n, row.start, row.start, row.text[:20], "line") for n, row in enumerate(found, 1)]


def provides(paragraph: str) -> bool:
    """Whether a paragraph grants, forbids or sets something, and does not tell of the news itself."""
    first = _FIRST.match(paragraph)
    sentence = first[0].translate(roles.WIDE) if first else ""
    if roles.words("reporting").search(sentence):
        return False
    said = _SAID.match(sentence)
    words = sentence[said.end() if said else 0 :]
    return roles.is_act(words) or roles.words("grants").search(words) is not None
