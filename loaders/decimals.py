"""The items of a text that is numbered by points: 1 总则, 1.1 编制目的, 2.1.3 现场指挥部, as contingency plans are.

A number with points may be a value (1.6个月) or a version, and 1. is an item of other texts: a text is held to be
numbered so only where 1.1 and 1.2 open lines, and no 一、 or 第一章 has gone before.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from graph.frozen import record
from loaders.scanning import lines

KINDS = ("point1", "point2", "point3", "point4")  # the kinds of their markers, from the outermost
# What a number at a line's start counts or measures, where it numbers nothing.
_UNIT = r"(?![个项条年月日天人元万亿千百倍米吨度户家]|\s*[%％‰])"
_LINE = re.compile(
    r"^[^\S\n]*(?P<mark>(?P<digits>\d{1,2}(?:[.．]\d{1,2}){0,3})[.．、]?)"
    rf"{_UNIT}(?=[^\S\n]*[“《（(\u4e00-\u9fff])",
    re.MULTILINE,
)
_OTHER = re.compile(
    r"^[^\S\n]*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[编章条])", re.MULTILINE
)
_FIRST, _SECOND = re.compile(r"\n[^\S\n]*1[.．]1(?![.．]?\d)"), re.compile(r"\n[^\S\n]*(?:1[.．]2|2[.．]1)(?![.．]?\d)")
_FEWEST = 3


@record(frozen=True, slots=True)
class Point:
    """A number by points at a line's start: its figures, and where it stands."""

    figures: tuple[int, ...]
    start: int
    end: int

    @property
    def label(self) -> str:
        """The number as a path shows it."""
        return ".".join(map(str, self.figures))


def points(text: str) -> list[Point]:
    """The numbers that part a text numbered by points, in order of place; none where it is not numbered so."""
    if not (_FIRST.search(text) and _SECOND.search(text)):
        return []
    found = [Point(_figures(m["digits"]), *m.span("mark")) for m in lines(_LINE, text)]
    inner = [point for point in found if len(point.figures) > 1]
    outer = _OTHER.search(text)
    if len(inner) < _FEWEST or (outer and outer.start() < inner[0].start):
        return []
    return list(_held(_behind_contents(text, found)))


def _behind_contents(text: str, found: list[Point]) -> list[Point]:
    """The numbers behind those of a list of contents: from the last 1.1 on whose heading is that of the first."""
    firsts = [i for i, point in enumerate(found) if point.figures == (1, 1)]
    same = [i for i in firsts if _heading(text, found[i]) == _heading(text, found[firsts[0]])]
    begin = same[-1] if len(same) > 1 else 0
    return found[begin - (begin > 0 and found[begin - 1].figures == (1,)) :]


def _heading(text: str, point: Point) -> str:
    return re.sub(r"\s", "", text[point.end :].lstrip().partition("\n")[0]).rstrip("….·0123456789")


def _held(found: list[Point]) -> Iterator[Point]:
    """The numbers with points, and those without below which one with points counts on: 2 before 2.1."""
    inner = [point for point in found if len(point.figures) > 1]
    starts = [point.start for point in inner]
    chapter = 0
    for point in found:
        after = bisect.bisect_right(starts, point.start)
        below = inner[after] if after < len(inner) else None
        if len(point.figures) > 1:
            yield point
        elif below and below.figures[0] == point.figures[0] and below.figures[1] == 1:
            chapter = point.figures[0]
            yield point
        elif below is None and point.figures[0] == chapter + 1:
            chapter += 1  # 8 附则: the last has none below it
            yield point


def _figures(digits: str) -> tuple[int, ...]:
    return tuple(int(figure) for figure in re.split("[.．]", digits))
