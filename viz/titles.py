"""Chinese titles made short for cards and labels: what tells one document from the next comes first.

市政府办公厅关于印发《云江市营商环境行动方案》的通知 and a hundred like it differ only behind the first ten words.
"""

from __future__ import annotations

import math
import re

CHARACTERS = 10  # full-width characters in a line of a label
LINES = 2
# Marks that end something never begin a line; marks that open something never end one (GB/T 15834-2011, section 5.1).
NOT_FIRST = "》〉）」』】〕］”’、，。；：！？!?,.;:)]}%％—…"
NOT_LAST = "《〈（「『【〔［“‘([{"
_QUOTED = re.compile(r"关于(?:印发|转发|发布|公布)[^《]{0,12}《(?P<core>.+)》")
_BARE = re.compile(r"关于(?:印发|转发|发布|公布)(?P<core>[^《》]+?)的(?:通知|公告|通告|决定|命令)$")
_MAKER = re.compile(r"(?P<maker>[^《》关于]{3,24}?(?:政府|办公室|办公厅|委员会|常委会|[局厅委部院署]))关于(?=.{4})")
_YEARS = re.compile(r"[（(]?\d{4}(?:年?[—－–~～-]+\d{4})?年?度?[）)]?")
_STATE = "中华人民共和国"
# 云江市 before these words is a part of a body's name, not of the title's.
_BODY = re.compile(r"人民|政府|市委|省委|区委|县委|委员会|中级|高级")


def short(name: str, *, region: str = "", issuer: str = "") -> str:
    """The title without its wrapper, its state and the place or issuer that stand beside it.

    >>> short("云江市人民政府关于印发《云江市数据条例》的通知", region="东江省云江市")
    '数据条例'
    """
    found = _QUOTED.search(name) or _BARE.search(name)
    core = found["core"] if found else name
    core = _without(core, _STATE)
    if issuer:
        core = _without(core, issuer)
    core = _MAKER.sub("关于", core, count=1) if _MAKER.match(core) else core
    if core.startswith("关于") and len(core) > 6:
        return core[2:]
    for start in range(len(region)):
        rest = _without(core, region[start:])
        if rest != core and not _BODY.match(rest):
            return rest
    return core


def maker(name: str) -> str:
    """The body that a title begins with: 云江市人民政府办公室 of 云江市人民政府办公室关于…的通知."""
    found = _MAKER.match(name)
    return found["maker"] if found else ""


def pieces(title: str) -> list[tuple[str, bool]]:
    """The title in pieces, and whether a piece must not be broken: （2021—2025年） stays in one line."""
    cuts, last = [], 0
    for found in _YEARS.finditer(title):
        cuts += [(title[last : found.start()], False), (found[0], True)]
        last = found.end()
    return [(text, whole) for text, whole in (*cuts, (title[last:], False)) if text]


def _without(text: str, prefix: str) -> str:
    # What is left must still be a title: 中华人民共和国宪法 is 宪法, 云江市 stays.
    rest = text.removeprefix(prefix).lstrip("的 ")
    return rest if len(rest) > 1 else text


def width(char: str) -> float:
    """How wide a character is, a Chinese one being 1."""
    return 0.55 if ord(char) < 0x2E80 and char not in "“”‘’—…·" else 1.0


def wrapped(title: str, *, characters: int = CHARACTERS, lines: int = LINES) -> str:
    """The title in lines of at most so many full-width characters, the last ending in … where some is left out.

    What needs several lines is shared among them evenly: no line of a single character.
    """
    room = sum(map(width, title.strip()))
    least = math.ceil(room / max(1, math.ceil(room / characters)))
    for narrow in range(least, characters):
        rows = _rows(title.strip(), narrow, lines)
        if not rows[-1:] or not rows[-1].endswith("…"):
            return "\n".join(rows)
    return "\n".join(_rows(title.strip(), characters, lines))


def _rows(rest: str, characters: int, lines: int) -> list[str]:
    rows: list[str] = []
    while rest and len(rows) < lines:
        cut = _cut(rest, characters)
        rows.append(rest[:cut].strip())
        rest = rest[cut:].lstrip()
    if rest:
        rows[-1] = rows[-1][: max(1, _cut(rows[-1], characters - 1))].rstrip(NOT_LAST) + "…"
    return rows


def _cut(text: str, characters: int) -> int:
    """How many characters of the text make one line."""
    room, cut = float(characters), 0
    while cut < len(text) and room >= width(text[cut]):
        room -= width(text[cut])
        cut += 1
    if cut >= len(text):
        return len(text)
    kept = cut
    # A mark that ends something is drawn up: one hangs over the edge, more take the word before with them.
    if text[cut] in NOT_FIRST and (cut + 1 == len(text) or text[cut + 1] not in NOT_FIRST):
        return cut + 1
    while cut > 1 and (text[cut] in NOT_FIRST or text[cut - 1] in NOT_LAST or _within_word(text, cut)):
        cut -= 1
    return cut if cut > 1 else kept


def _within_word(text: str, cut: int) -> bool:
    # 2025 and English words stay whole.
    return text[cut - 1].isascii() and text[cut - 1].isalnum() and text[cut].isascii() and text[cut].isalnum()
