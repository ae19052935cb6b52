"""Headings without a number: short lines that end in no stop, each over paragraphs (news of a policy has them).

They count in texts that no 一、 and no 第一条 parts, two or more of them, where the title tells a plan or a report or
most of them say themselves what is done or granted: 提高公积金贷款额度, 优化土地供应.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from loaders import roles, rulebook
from loaders.draft import Masthead
from loaders.headlines import Row, rows
from loaders.markers import HEAD, Marker

_PARTING = frozenset(("part", "chapter", "section", "article", "cn", "cnp", "annex"))
_NUMBER = re.compile(r"(?:\d{1,2}(?:\s+|(?=[^\d\s.．、）)%％年月日个项条万亿元平米:：/\-—倍折天])))?[●■▲◆★※·]?\s*")
_FEWEST = 2
_PARAGRAPH = 40  # characters: what stands below a heading
_STOPPED = ("。", "；", ";", "：", ":", "”", "！", "）", ")")


def find(text: str, marks: Sequence[Marker], head: Masthead) -> list[Marker]:
    """The markers of the headings without a number, in order; none in a text that is numbered or that is a law."""
    if head.work_type == "Law" or any(m.place == "line" and m.kind in _PARTING for m in marks):
        return []
    numbered = {m.start for m in marks if m.place == "line"}
    found = [line for line in _candidates(rows(text), head.body_start) if line[0] not in numbered]
    headings = [text[start:end] for _, start, end in found]
    if len(found) < _FEWEST or not (roles.by_name(head, text) in ("planned", "done") or roles.act_or_grant(headings)):
        return []
    return [
        Marker(HEAD, n, line, start, heading[:20], "line")
        for n, ((line, start, _), heading) in enumerate(zip(found, headings, strict=True), 1)
    ]


def _candidates(lines: Sequence[Row], body: int) -> Iterable[tuple[int, int, int]]:
    """Where the line of a heading begins, and where its words begin and end."""
    for at in range(1, len(lines) - 1):
        row, above, below = lines[at], lines[at - 1], lines[at + 1]
        if not _shape().fullmatch(row.text) or row.start < body or len(below.text) < _PARAGRAPH:
            continue
        if below.text.endswith(_STOPPED) and (at == 1 or above.text.endswith(_STOPPED)):
            number = _NUMBER.match(row.text)
            yield row.start, row.start + (number.end() if number else 0), row.end


@functools.cache
def _shape() -> re.Pattern[str]:
    barred = rulebook.choice(rulebook.words("outline", "not_subhead"))
    return re.compile(
        rf"(?!{barred})(?!\d{{1,2}}[.．、）)]|[一二三四五六七八九十]{{1,3}}[、是]|[(（第\[〔【Q问答A])(?=.{{0,9}}[\u4e00-\u9fff]{{4}}|[^\u4e00-\u9fff])"
        r"[^。；;，、=!！?？…\n][^。；;=!！?？…\n]{2,38}[^。；;，,、：:=!！?？…—\n]"
    )
