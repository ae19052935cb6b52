"""Who signed and when: the line of an agency above the line of a day, at the end of a letter or of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.dates import PATTERN, Day, days
from loaders.head import Head
from loaders.places import Place
from loaders.titles import Row, plain, rows

NOWHERE = Place()
_RUN_ON = re.compile(
    rf"[。)）\s”](?P<who>[一-鿿][一-鿿 ]{{1,24}}?)\s*(?:{PATTERN.pattern})"
    r"(?!\s*(?:印发|起|前|以|公|施|发|之|至|到|在|，|、|,))"
)
_DATED = re.compile("[年./-]")
_RANKS = r"省长|市长|州长|区长|县长|部\s*长|局\s*长|署\s*长|主\s*任|主\s*席|行\s*长"
_SIGNED = re.compile(rf"^[^，。；：、]{{2,30}}(?:[厅局委办府院会部室]|委员会)$|^(?:{_RANKS})")
_CLOSED = ("。", "！", ":", "：")


def signature(head: Head) -> tuple[Row, Day] | None:
    """The line of who signed, the first of several, and the day; a letter's own comes before what it carries."""
    lines = rows(head.text, head.end)
    found = []
    for index, row in enumerate(lines):
        dated = len(row.text) <= 60 and _DATED.search(row.text) and "印发" not in row.text
        m = PATTERN.search(row.text) if dated else None
        day = days(row.text) if m else []
        if not m or not day or row.text[m.end() :].strip(" )）(（此件公开发布主动"):
            continue
        above = row.text[: m.start()].strip(" (（")
        if above:
            found.append((Row(above, row.start + row.text.index(above)), day[0]))
        elif index:
            found.append((_first(head, lines, index), day[0]))
    return _own(head, found, lines) or _run_on(head)


def _first(head: Head, lines: Sequence[Row], index: int) -> Row:
    """The first of the lines of agencies above a day: joint documents are signed by several."""
    at = index - 1
    while at > 0 and _is_agency(head, lines[at - 1].text):
        at -= 1
    return lines[at]


def _is_agency(head: Head, line: str) -> bool:
    return len(line) <= 25 and not re.search("[:：。,，]", line) and head.agency(plain(line), NOWHERE) is not None


def _own(head: Head, found: list[tuple[Row, Day]], lines: Sequence[Row]) -> tuple[Row, Day] | None:
    """The first signature; in a letter without one the day below its last sentence; a day in a table is none."""
    sends = head.title is not None and re.search("批转|转发|印发", head.title.text)
    for row, day in found:
        signed = len(row.text) <= 30 and (_SIGNED.search(row.text) or head.agency(plain(row.text), NOWHERE))
        unsigned = sends and row.text.endswith(_CLOSED) and row.start < head.end + 1500
        if signed or unsigned:
            return row, day
    tail = (lines if len(lines) > 6 else rows(head.text))[-6:]
    last = [f for f in found if tail and f[0].start >= tail[0].start]
    return last[-1] if last else None


def _run_on(head: Head) -> tuple[Row, Day] | None:
    """The signature in a text without line breaks: …执行。国务院二〇〇二年二月十日."""
    for m in _RUN_ON.finditer(head.text):
        who = re.sub(r"\s", "", m["who"])
        found = head.agency(who, NOWHERE)
        day = days(m.group())
        if found and found.end == len(who) and day:
            return Row(who, m.start("who")), day[0]
    return None
