"""Titles of parts that bear no number: a line of its own that only names a section (2026年重点工作) before any 一、.

Reports to a congress have them: “十四五”时期发展成就 over paragraphs, then 2026年工作安排 over 一、 二、 三、.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders import roles
from loaders.markers import Marker

_LINE = re.compile(r"^[^\S\n]*(?P<title>[“”、\w]{6,30})[^\S\n]*$", re.MULTILINE)
_TOLD = ("done", "planned", "problems")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a part and what the part holds; `plain` where no 一、 stands below it."""

    start: int
    end: int
    role: str
    plain: bool


def find(text: str, marks: Iterable[Marker], period: int | None) -> list[Title]:
    """The titles of the parts of a text, in order; none where fewer than two tell what they hold."""
    numbered = [m for m in marks if m.kind == "cn" and m.place == "line"]
    starts = [m.start for m in numbered]
    last_first = max((m.start for m in numbered if m.number == 1), default=0) if numbered else len(text)
    found = []
    for line in _LINE.finditer(text, 0, last_first):
        role = roles.by_heading(line["title"], period) if roles.is_name_of_section(line["title"]) else None
        below = bisect.bisect_right(starts, line.start())
        if role in _TOLD and (not numbered or numbered[below].number == 1):
            first = starts[below] if numbered else len(text)
            found.append((line.start("title"), line.end("title"), role, first))
    if len(found) < 2:
        return []
    nexts = [start for start, *_ in found[1:]] + [len(text)]
    return [Title(s, e, role, first >= following) for (s, e, role, first), following in zip(found, nexts, strict=True)]


def role_at(titles: Sequence[Title], place: int) -> str | None:
    """What the part holds in which a place stands, or None before the first title."""
    at = bisect.bisect_right([t.start for t in titles], place)
    return titles[at - 1].role if at else None
