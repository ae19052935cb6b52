"""Where a text lists its own contents (目录), whose lines look like the items and headings that they only name."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from loaders.draft import Span
from loaders.headlines import Row, rows

_HEAD = re.compile(r"^[^\S\n]*(?:[#*•\-—]+[^\S\n]*)?目[^\S\n]*[录次](?=[^\S\n]*$)", re.MULTILINE)
_LEADERS = re.compile(r"(?:…{2,}|[….·．_-]{4,})[\d\s]{0,4}$")  # 1.1 编制目的………………6
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百\d]+[编章节篇部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d|附"
)
_LONGEST = 60  # characters of an entry
_FEWEST = 3  # entries that make a list
_MOST = 400


@functools.lru_cache(maxsize=4)  # the title and the outline ask for the same text
def contents(text: str) -> Span | None:
    """The first list of contents of a text; None where it has none.

    It goes from its heading to the last entry before the first of them stands again, now as a heading; or over lines
    that end in leaders.
    """
    head = _HEAD.search(text) if "目" in text else None
    return (_headed(text, head) if head else None) or (_led(text) if "……" in text or "....." in text else None)


def _headed(text: str, head: re.Match[str]) -> Span | None:
    held: list[Row] = []
    below = rows(text, head.end())
    for row in below[:_MOST]:
        if "。" in row.text or len(_entry(row.text)) > _LONGEST or (held and _entry(row.text) == _entry(held[0].text)):
            break  # the words before the first heading, or this itself
        held.append(row)
    rest = [_entry(row.text) for row in below[len(held) :]]
    if not held or not any(row.startswith(_entry(held[0].text)) for row in rest):
        return None
    return _whole(head.start(), [row for row in held if _NUMBERED.match(row.text)])


def _led(text: str) -> Span | None:
    led = [row for row in rows(text) if len(row.text) < 2 * _LONGEST and _LEADERS.search(row.text)]
    return _whole(led[0].start, led) if led else None


def _whole(start: int, entries: Sequence[Row]) -> Span | None:
    return (start, entries[-1].end) if len(entries) >= _FEWEST else None


def _entry(line: str) -> str:
    """A line of a list of contents without the leaders and the number of a page behind it, and without blanks."""
    return re.sub(r"\s", "", _LEADERS.sub("", line))
