"""Bytes to text: the encoding found by trying, in the order that makes the least mistakes."""

from __future__ import annotations

import codecs
import functools
import re

from graph.errors import DocumentError
from loaders.script import to_simplified

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"{\\rtf": "an RTF file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
# The commonest characters of written Chinese: a text decoded rightly has every third of its characters here,
# one decoded wrongly one in thirty.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系"
    "军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别"
    "她手角期根论运农指几九区强放决西被干做必战先回则任取完举务府市委省县厅局办规划施改监督责落保障行依据按照工作会议报告"
)
ENOUGH = 0.2  # share of the Han characters that are common ones
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
HAN = re.compile(r"[\u4e00-\u9fff]")
SAMPLE = 20_000


def decode(data: bytes, name: str) -> str:
    """The text that bytes hold, without byte order mark; DocumentError naming the file where they hold none."""
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise DocumentError(f"{name}: is {kind}, not text; save its text as UTF-8 and load that")
    text = _marked(data)
    if text is None:
        text = _unmarked(data)
    if text is None:
        raise DocumentError(f"{name}: {_complaint(data)}")
    if len(CONTROL.findall(text)) > max(2, len(text) // 200):
        raise DocumentError(f"{name}: holds binary data, not text; leave it out or save its text as UTF-8")
    return text


def _marked(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return attempt(data[len(mark) :], encoding)
    return None


def _unmarked(data: bytes) -> str | None:
    """The text of the first encoding that fits: UTF-8 by its form, the others by what comes out as well."""
    if b"\x00" not in data:
        text = attempt(data, "utf-8")
        if text is not None:
            return text
        narrow = [text for text in (attempt(data, "gb18030"), attempt(data, "big5hkscs")) if text is not None]
    else:
        narrow = []
    wide = [attempt(data, encoding) for encoding in ("utf-16-le", "utf-16-be")] if len(data) % 2 == 0 else []
    texts = [*narrow, *(text for text in wide if text is not None)]
    best = max(texts, key=chinese, default=None)
    return best if best is not None and chinese(best) >= ENOUGH else None


def attempt(data: bytes, encoding: str) -> str | None:
    """The text in one encoding, or None where the bytes are not of it."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def chinese(text: str) -> float:
    """How much a text looks like Chinese: the share of common characters among those that are not ASCII letters."""
    sample = to_simplified(text[:SAMPLE])
    han = HAN.findall(sample)
    odd = sum(1 for char in sample if "\ue000" <= char <= "\uf8ff" or char > "\uffff" or CONTROL.match(char))
    # A reading that yields private-use characters, or other scripts instead of Han, is a wrong one.
    other = sum(1 for char in sample if "\u00a0" < char < "\u2000" or "\u3040" < char < "\u3400" or char > "\ua000")
    other -= sum(1 for char in sample if "\uff00" < char < "\uff66")
    return sum(char in COMMON for char in han) / (len(han) + odd + max(other, 0) or 1)


def _complaint(data: bytes) -> str:
    if b"\x00" in data:
        return "holds binary data, not text; leave it out or save its text as UTF-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) // 2:
            return f"is damaged at byte {error.start + 1} of its UTF-8; mend that place or save the file again"
    return "is neither UTF-8, GB18030, Big5 nor UTF-16 text; save it as UTF-8"


@functools.cache
def mojibake() -> re.Pattern[str]:
    """What the commonest characters become when their UTF-8 is read as GBK: 的 as 鐨, the comma as 锛, 。 as 銆."""
    first = {char.encode()[:2].decode("gbk") for char in "的，。是在一不中人有和为发法政府"}
    return re.compile(f"[{''.join(sorted(first))}]")
