"""Who issued by lines of their own without a day: agencies above the title, or at the very end of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.keys import fold_title
from loaders.draft import Span
from loaders.head import Head
from loaders.headlines import Row, is_note, plain, rows
from loaders.naming import Found
from loaders.places import Place

_NO_LINE = re.compile("[:：。,，;；《》]|版权|主办|承办|抄送|来源")
_SALUTATION = re.compile("各位(?:代表|委员|副主任)|主任[、,，]|主席团[:：]")
_SPEAKER = re.compile(
    r"(?P<who>[一-鿿]{4,30}?)代?(?:厅长|局长|主任|院长|检察长|部长)[\s·]{1,8}[一-鿿·]{1,6}(?:\s{1,4}[一-鿿]{1,3}){0,2}"
)
_LONGEST = 48  # characters of a line of agencies
_HEAD = 600  # characters from the title to the salutation of a report
_FOOT = 3  # lines at the end, notes apart, among which the signers stand


def line_agency(head: Head, line: str, place: Place) -> Found | None:
    """The first of the agencies that make up a whole line: 云江市水利局、云江市财政局; None where it holds more."""
    bare = plain(line)
    if len(bare) > _LONGEST or _NO_LINE.search(bare):
        return None
    first = head.agency(bare, place)
    at = first.end if first else 0
    while first and at < len(bare):
        at += bare.startswith(("、", " "), at)
        more = head.agency(bare[at:], place)
        if more is None:
            return None
        at += more.end
    return first


def above_title(head: Head, place: Place) -> tuple[Found, Span] | None:
    """The first of the agencies that stand on lines of their own right above the title, and where."""
    if head.title is None:
        return None
    return _topmost(head, rows(head.text, 0, head.title.start), place) or _above_again(head, place)


def _topmost(head: Head, lines: Sequence[Row], place: Place) -> tuple[Found, Span] | None:
    """The first of the agencies that the last of some lines name, and where."""
    found = None
    for row in reversed(lines):
        agency = line_agency(head, row.text, place)
        if agency is None:
            break
        found = agency, (row.start, row.start + agency.end)
    return found


def _above_again(head: Head, place: Place) -> tuple[Found, Span] | None:
    """The first of the agencies between the title and the same once more below them."""
    found, title = None, fold_title(head.title.text) if head.title else ""
    for row in rows(head.text, head.title.end if head.title else head.end, head.end + 400):
        agency = line_agency(head, row.text, place)
        if agency is None:
            bare = fold_title(plain(row.text))
            again = len(bare) > 3 and (bare in title or title in bare)
            if found or not (again or row.end <= head.end):
                return found if again else None
        else:
            found = found or (agency, (row.start, row.start + agency.end))
    return None


def at_the_end(head: Head, place: Place) -> tuple[Found, Span] | None:
    """The first of the agencies that end the text on lines of their own, no day below them."""
    lines = [row for row in rows(head.text, head.end)[-8:] if not is_note(row.text)]
    return _topmost(head, lines[-_FOOT:], place)


def speaker(head: Head, place: Place) -> tuple[Found, Span] | None:
    """The office whose head gives a report to a congress, by the line above the salutation, and where it is named."""
    if head.genre() != "报告":
        return None
    lines = rows(head.text, head.start, head.start + _HEAD)[:12]
    spoken = next((i for i, row in enumerate(lines) if _SALUTATION.match(row.text)), 0)
    for row in reversed(lines[max(0, spoken - 3) : spoken]):
        named = _SPEAKER.fullmatch(row.text)
        line = plain(named["who"] if named else row.text)
        found = line_agency(head, line, place)
        if found and found.end == len(line):
            return found, (row.start, row.start + found.end)
    return None
