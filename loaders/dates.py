"""Days as documents write them: 2021年1月11日, 2021-01-11, 二〇二一年一月十一日."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from loaders.scanning import scan

DIGITS = {
    c: n for n, chars in enumerate(("〇○零ＯO０0", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in chars
}
_C = "〇○零一二三四五六七八九Ｏ"
DAY = (
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日|[-./](?P<m2>\d{1,2})[-./](?P<d2>\d\d(?=[012]\d:[0-5]\d)|\d{1,2}(?!\d)))"
    rf"|(?P<cy>[一二][{_C}O0０]{{3}})年(?P<cm>[元一二三四五六七八九十]{{1,2}})月(?P<cd>[一二三四五六七八九十]{{1,3}})日"
)
PATTERN = re.compile(DAY)
_FIRST = re.compile("[12一二]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where it stands."""

    iso: str
    start: int
    end: int


def days(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """The days that a text names, in order; what is no day of the calendar is left out."""
    found = []
    for m in scan(PATTERN, _FIRST, text, start, len(text) if end is None else end):
        iso = read(m)
        if iso:
            found.append(Day(iso, m.start(), m.end()))
    return found


def read(m: re.Match[str]) -> str | None:
    """The day of a match as YYYY-MM-DD, or None where the calendar has none such."""
    if m["cy"]:
        year = int("".join(str(DIGITS[c]) for c in m["cy"]))
        month, day = numeral(m["cm"]), numeral(m["cd"])
    else:
        year, month, day = int(m["y"]), int(m["m"] or m["m2"]), int(m["d"] or m["d2"])
    if not (1949 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    if day > 28 and month != 12 and (datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)).day < day:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def numeral(word: str) -> int:
    """The value of a Chinese numeral below a hundred; 元 is 1."""
    if word == "元":
        return 1
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return DIGITS.get(word, 0)
    return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
