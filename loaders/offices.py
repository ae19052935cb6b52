"""The grammar of office names: what may follow a place (市, 广州市) to make the name of an office.

`office(text, at, level)` reads the longest name that begins there; `Office.full(prefix)` writes it out in full.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from loaders.departments import association, department, field, first_characters
from loaders.funds import fund
from loaders.officenames import HAN, LEVEL_WORDS, Office, breaks
from loaders.openoffices import kind_of, no_office, open_office
from loaders.organs import congress, court, cppcc, discipline, government, league, party, procuratorate, street
from loaders.rulebook import words

Reader = Callable[[str, int, str], Office | None]
SHARED = (government, congress, cppcc, discipline, court, procuratorate, department, association, fund)
_LISTED = re.compile(
    rf"(?!国家|全国|中央|中国|中共)(?P<core>[{HAN}]{{2,10}}?)(?P<head>局|厅|委|办|协会|商会)(?=[、，,。；;）)〕\n]|等|按|将|要|牵头|配合|负责)"
)


def office(text: str, at: int, level: str, *, named: bool = False) -> Office | None:
    """The longest office name that begins at a place behind a division of some level, or None.

    `named` says that the division stands there by name (广州市), where more may follow than behind a bare 市.
    """
    best = _longest(_readers().get(text[at : at + 1], ()), text, at, level)
    return open_office(text, at, named) if best is None else best


def known(text: str, at: int, level: str) -> Office | None:
    """The office that begins at a place without its own, of the kinds that every place has: 司法局, 人大常委会."""
    return _longest((r for r in _readers().get(text[at : at + 1], ()) if r in SHARED), text, at, level)


def _longest(readers: Iterable[Reader], text: str, at: int, level: str) -> Office | None:
    best = None
    for read_one in readers:
        found = read_one(text, at, level)
        if found and (best is None or found.end > best.end):
            best = found
    return best


def shared(text: str, at: int, level: str) -> Office | None:
    """The office that begins behind a 、 and shares the place of the one before: 市公安局、司法局."""
    best = known(text, at, level)
    m = _LISTED.match(text, at) if best is None else None
    if m and not breaks().search(m["core"]) and not no_office(m.group()) and m["core"][0] not in LEVEL_WORDS:
        return Office(m.end(), "{}" + m.group(), kind_of(m["head"]), "{}" + m.group())
    return best


@functools.cache
def _readers() -> dict[str, tuple[Reader, ...]]:
    """Which readers can read a name that begins with a character: most characters begin none."""
    fields = first_characters()
    firsts: dict[Reader, Iterable[str]] = {
        government: "人政府",
        street: "办",
        party: "党委工",
        congress: "人第一二三四五六七八九十",
        cppcc: "政第一二三四五六七八九十",
        discipline: "纪监",
        court: "人中高基法",
        procuratorate: "人检",
        league: "团",
        department: fields,
        field: fields,
        fund: "住公直",
        association: {name[0] for name in words("agencies", "associations")},
    }
    table: dict[str, list[Reader]] = {}
    for reader, chars in firsts.items():
        for char in chars:
            table.setdefault(char, []).append(reader)
    return {char: tuple(readers) for char, readers in table.items()}
