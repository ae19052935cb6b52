"""One script, one width: Traditional to Simplified and full-width digits and letters to ASCII, character by character.

Every change here keeps the length of the text, so no offset moves. Punctuation stays as the source has it.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import numpy as np
import numpy.typing as npt
import opencc

Codes = npt.NDArray[np.uint32]
SIZE = 0x110000
HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
TRADITIONAL = 0.1  # share of Han characters written otherwise in Simplified: real pages have 0.3, stray ones 0.01
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
BREAKS = "\x0b\x0c\x85\u2028\u2029"
# What full-width typing of numbers and Latin words leaves behind: １．５％, 互联网＋, １／３. Brackets, commas
# and dashes stay: they are Chinese punctuation.
SIGNS = "％＋．／＝＆＃＠＄＊＿"
# Simplified 着 (a particle) and 著 (to write) are one character in Traditional; written stays 著 in these words.
WRITTEN = re.compile("(?:(?<=[显编原专土卓昭合名巨译论遗])著)|著(?=[作名称述录者书])")
# In a year written with Chinese numerals the nought is typed in many ways: 二○○五年, 二O一五年, 二0二一年.
YEAR = re.compile(r"[一二](?<![一二三四五六七八九〇].)[一二三四五六七八九〇○◯零ＯO0OОΟo]{3}年")
NOUGHTS = str.maketrans(dict.fromkeys("○◯OО0Οo", "〇"))


def simplify(text: str) -> tuple[str, str]:
    """The text in Simplified characters and one width, of the same length, and the script it was written in."""
    # A carriage return before a line break becomes a blank at the end of its line, one alone a line break.
    codes = encode(text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text)
    script = "traditional" if traditional_share(codes) > TRADITIONAL else "simplified"
    out = decode((_full() if script == "traditional" else _stray()).take(codes))
    if script == "traditional" and "著" in text:
        out = _particles(text, out)
    return (YEAR.sub(lambda m: m[0].translate(NOUGHTS), out) if "年" in out else out), script


@functools.lru_cache(maxsize=2)  # each step of cleaning asks for the same text's
def encode(text: str) -> npt.NDArray[np.intp]:
    """The code points of a text, as places in a table."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)


def decode(codes: Codes) -> str:
    """The text of code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def traditional_share(codes: npt.NDArray[np.intp]) -> float:
    """The share of the Han characters that only Traditional text has."""
    plain, odd = np.bincount(_scripts().take(codes), minlength=3)[1:]
    return float(odd) / float(plain + odd) if plain + odd else 0.0


def to_simplified(text: str) -> str:
    """The text with every Traditional character as its Simplified form, whatever the script of the whole."""
    return decode(_full().take(encode(text)))


def _particles(source: str, text: str) -> str:
    kept = {m.start() for m in WRITTEN.finditer(text)}
    return re.sub("著", lambda m: "著" if m.start() in kept else "着", text)


@functools.cache
def _han() -> dict[int, int]:
    """Traditional code points with their Simplified ones, from OpenCC's t2s."""
    chars = [chr(code) for first, last in HAN for code in range(first, last)]
    converted = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    pairs = zip(chars, converted, strict=True)
    return {ord(char): ord(simple) for char, simple in pairs if simple != char and len(simple) == 1}


def in_gb2312(char: str) -> bool:
    """Whether a character is in the national set of 1980, which has no Traditional form of a simplified one."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@functools.cache
def _width() -> Codes:
    table = np.arange(SIZE, dtype=np.uint32)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, SIGNS)):
        table[code] = code - 0xFEE0
    for char in SPACES:
        table[ord(char)] = 0x20
    for char in BREAKS:
        table[ord(char)] = 0x0A
    # Kangxi radicals and compatibility ideographs look like the character they stand for (⽂ for 文 in PDF text).
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0xFE50, 0xFE6C)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = ord(plain)
    table[ord("﹝")], table[ord("﹞")] = ord("〔"), ord("〕")
    return table


@functools.cache
def _full() -> Codes:
    table = np.arange(SIZE, dtype=np.uint32)
    for code, simple in _han().items():
        if chr(code) != "著":
            table[code] = simple
    return table.take(_width())  # of a compatibility ideograph what its plain one becomes


@functools.cache
def _stray() -> Codes:
    """For Simplified text: stray Traditional characters alone, for 乾 or 瞭 may be meant (乾隆, 瞭望)."""
    table = np.arange(SIZE, dtype=np.uint32)
    for code, simple in _han().items():
        if not in_gb2312(chr(code)):
            table[code] = simple
    return table.take(_width())


@functools.cache
def _scripts() -> npt.NDArray[np.uint8]:
    """For each code point 1 where it is Han, 2 where only Traditional text has it."""
    marks = np.zeros(SIZE, np.uint8)
    for first, last in HAN:
        marks[first:last] = 1
    marks[[code for code in _han() if not in_gb2312(chr(code))]] = 2
    return marks.take(_width())


def unwanted(text: str) -> list[int]:
    """Where the characters stand that no reader should meet: control, private use, zero width, byte order marks."""
    found: list[int] = np.flatnonzero(_unwanted().take(encode(text))).tolist()
    return found


def widened(text: str) -> list[tuple[int, int]]:
    """The runs of full-width figures, letters and signs that `simplify` sets in ASCII."""
    places = np.flatnonzero(_wide().take(encode(text)))
    if not len(places):
        return []
    runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
    return [(int(run[0]), int(run[-1]) + 1) for run in runs]


@functools.cache
def _wide() -> npt.NDArray[np.bool_]:
    marks = np.zeros(SIZE, np.bool_)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, SIGNS)):
        marks[code] = True
    return marks


@functools.cache
def _unwanted() -> npt.NDArray[np.bool_]:
    marks = np.zeros(SIZE, np.bool_)
    for first, last in ((0, 9), (0xE, 0x20), (0x7F, 0xA0), (0xD800, 0xF900), (0x200B, 0x2010), (0x202A, 0x202F)):
        marks[first:last] = True
    marks[0x85] = False
    marks[[0xAD, 0xFEFF, 0xFFFC, 0xFFFE, 0xFFFF, 0x180E]] = True
    marks[0x2060:0x2070] = True
    marks[0xFE00:0xFE10] = True
    marks[0xE0000:] = True
    return marks
