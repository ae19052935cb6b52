"""Who signed and when: the line of an agency above the line of a day, at the end of a letter or of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.breaks import colophon
from loaders.dates import PATTERN, Day, days
from loaders.draft import Span
from loaders.head import Head
from loaders.headlines import Row, plain, rows
from loaders.places import Place, place_of
from loaders.scanning import near, scan
from loaders.signers import line_agency

NOWHERE = Place()
_RUN_ON = re.compile(
    rf"[。)）\s”](?P<who>[一-鿿][一-鿿 ]{{1,24}}?)\s*(?:{PATTERN.pattern})"
    r"(?!\s*(?:印发|起|前|以|公|施|发|之|至|到|在|，|、|,))"
)
_YEAR = re.compile(r"[12][90]\d\d|[一二].{3}年")
_YEAR_FIRST = re.compile("[12一二]")
_HAN = re.compile(r"[一-鿿]+$")
_DATED = re.compile("[年./-]")
_IMPRINT = "日印发"
_RANKS = r"省长|市长|州长|区长|县长|部\s*长|局\s*长|署\s*长|主\s*任|主\s*席|行\s*长"
_SIGNED = re.compile(rf"^[^，。；：、]{{2,30}}(?:[厅局委办府院会部室]|(?<!公)司|委员会)$|^(?:{_RANKS})")
_LONGEST = 30  # characters of a line of who signed
_LONGEST_AGENCY = 24
_WIDEST = 260  # characters before a day in which signers stand
_ORGANS = ("府", "厅", "局", "委", "部", "院", "办", "会", "署", "行", "室", "司", "央", "联")
_CLOSED = ("。", "！", ":", "：")


def signature(head: Head) -> tuple[Row, Day] | None:
    """The line of who signed, the first of several, and the day; a letter's own comes before what it carries."""
    lines = rows(head.text, head.end)
    found: list[tuple[Row, Day]] = []
    imprint: list[tuple[Row, Day]] = []
    for index, row in enumerate(lines):
        if row.text.endswith(_IMPRINT) and len(row.text) <= 60:
            imprint += _imprinted(head, lines, index)
        dated = len(row.text) <= 60 and _DATED.search(row.text) and "印发" not in row.text
        m = PATTERN.search(row.text) if dated else None
        day = days(row.text) if m else []
        if not m or not day or row.text[m.end() :].strip(" )）(（此件公开发布主动"):
            continue
        # 东江省水利厅办公室 / 2021年3月6日 / 印发: the imprint of a page whose line breaks are lost.
        printed = index + 1 < len(lines) and lines[index + 1].text.startswith("印发")
        above = row.text[: m.start()].strip(" (（")
        if above:
            found.append((_behind(head, Row(above, row.start + row.text.index(above))), day[0]))
        elif index:
            told = imprint if printed else found
            told.append((_behind(head, _first(head, lines, index)), day[0]))
    own, ended = _own(head, found, lines), _ended(head)
    if own and ended and ended[0].start < own[0].start:
        return ended  # 水利部财政部2022年5月10日（此件公开）, and below it: 水利部办公厅2022年6月7日印发
    return own or _run_on(head) or ended or _own(head, imprint, lines)


def _imprinted(head: Head, lines: Sequence[Row], index: int) -> list[tuple[Row, Day]]:
    """Who printed a text and when, which is all that some pages keep: 云江市人民政府办公室2021年3月6日印发."""
    row = lines[index]
    m = PATTERN.search(row.text)
    day = days(row.text)
    who = Row(row.text[: m.start()].strip(), row.start) if m else row
    if not who.text and index:
        who = _first(head, lines, index)
    known = m is not None and line_agency(head, who.text, NOWHERE) is not None
    return [(who, day[0])] if known and day else []


def _first(head: Head, lines: Sequence[Row], index: int) -> Row:
    """The first of the lines of agencies above a day: joint documents are signed by several."""
    at = index - 1
    last = head.agency(plain(lines[at].text), NOWHERE)
    place = place_of(last.region) if last else NOWHERE
    while at > 0 and line_agency(head, lines[at - 1].text, place) is not None:
        at -= 1
    return lines[at]


def _behind(head: Head, row: Row) -> Row:
    """The line of who signed without what is attached before it: 附件：取水口清单云江市水利局."""
    holds_more = row.text.startswith("附件") or len(row.text) > _LONGEST
    signer = _signer(head, row.text) if holds_more and len(row.text) < _WIDEST else None
    return Row(row.text[slice(*signer)], row.start + signer[0]) if signer else row


def _own(head: Head, found: list[tuple[Row, Day]], lines: Sequence[Row]) -> tuple[Row, Day] | None:
    """The first signature; in a letter without one the day below its last sentence; a day in a table is none."""
    sends = head.wrapped is not None or (head.title is not None and re.search("批转|转发|印发", head.lines))
    for row, day in found:
        signed = len(row.text) <= _LONGEST and (_SIGNED.search(row.text) or head.agency(plain(row.text), NOWHERE))
        unsigned = sends and row.text.endswith(_CLOSED) and row.start < head.end + 1500
        if signed or unsigned:
            return row, day
    tail = (lines if len(lines) > 6 else rows(head.text))[-6:]
    last = [f for f in found if tail and f[0].start >= tail[0].start]
    return last[-1] if last else None


def _run_on(head: Head) -> tuple[Row, Day] | None:
    """The signature in a text without line breaks: …执行。国务院二〇〇二年二月十日."""
    years = (m.start() for m in scan(_YEAR, _YEAR_FIRST, head.text))
    for m in near(_RUN_ON, years, head.text, reach=40, ahead=40):
        who = re.sub(r"\s", "", m["who"])
        found = head.agency(who, NOWHERE)
        day = days(m.group())
        if found and found.end == len(who) and day:
            return Row(who, m.start("who")), day[0]
    return None


def _ended(head: Head) -> tuple[Row, Day] | None:
    """The signature, the first of several, that runs into the names of what is attached where line breaks are lost."""
    for day in days(head.text, head.end):
        if not colophon().match(head.text, day.end):
            continue
        start = max(head.text.rfind("\n", head.end, day.start) + 1, day.start - _WIDEST)
        words = head.text[start : day.start].rstrip()
        signer = _signer(head, words)
        if signer:
            return Row(words[slice(*signer)], start + signer[0]), day
    return None


def _signer(head: Head, words: str) -> Span | None:
    """The first of the agencies that words end in, one behind the other; behind one nobody knows the leftmost."""
    first: Span | None = None
    end = len(words)
    while words.endswith(_ORGANS, 0, end):
        low = max(0, end - _LONGEST_AGENCY)
        last = head.last_agency(words[low:end], NOWHERE, shortest=3)
        if last is None:
            break
        first = (low + last[0], end)
        end = len(words[: first[0]].rstrip("、 \u3000\n"))
    if first is None or not words.endswith(_ORGANS, 0, end):
        return first
    han = _HAN.search(words[:end])
    for start in range(han.start() if han else end, end):
        found = head.agency(words[start:end], NOWHERE)
        if found:
            return start, start + found.end
    return None
