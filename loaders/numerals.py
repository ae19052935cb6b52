"""What a written number is worth: Arabic and Chinese numerals, with the scales 百 千 万 亿 behind them."""

from __future__ import annotations

import functools
import re
import unicodedata
from decimal import Decimal

Number = int | float

# A comma groups thousands only in threes: 1,234件, but not 5,12 of a list.
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[.．]\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿点]*"
# 千瓦, 千米 and 千克 are units: 5万千瓦 is 50000 千瓦.
SCALE = r"(?:[百万亿]|千(?![瓦米克帕卡伏]))+"
NUMERAL = rf"{ARABIC}|{CHINESE}"

DIGITS = {digit: value for value, pair in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for digit in pair}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
_SPLIT = re.compile(rf"({ARABIC})\s*([百千万亿]*)")


@functools.lru_cache(maxsize=512)  # a document says the same ones again and again
def parse(words: str) -> Number | None:
    """The value of a numeral (3,200, 1.1万, 三百二十, 三点五), or None where the characters are none (十四五, 三五)."""
    plain = unicodedata.normalize("NFKC", words).replace(",", "").strip()
    arabic = _SPLIT.fullmatch(plain)
    if arabic:
        return plain_number(Decimal(arabic[1]) * factor(arabic[2]))
    return _chinese(plain)


def factor(scales: str) -> int:
    """What the scales behind a number multiply it by: 万 is 10000, 百万 a million, no scale 1."""
    product = 1
    for char in scales:
        product *= TENS.get(char) or MYRIADS[char]
    return product


def plain_number(value: Decimal) -> Number:
    """The value as an int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _chinese(words: str) -> Number | None:
    whole, point, decimals = words.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    if not decimals or any(char not in DIGITS for char in decimals):
        return None
    digits = "".join(str(DIGITS[char]) for char in decimals)
    return plain_number(Decimal(f"{value}.{digits}"))


def _whole(words: str) -> int | None:
    """The value of 三百二十 or 二〇二〇; None for figures side by side (三五, 十四五) and for a bare 万."""
    if len(words) > 2 and all(char in DIGITS for char in words):
        return int("".join(str(DIGITS[char]) for char in words)) if set(words) & set("零〇") else None
    total = part = 0
    digit: int | None = None
    for char in words:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in TENS:
            if digit is None and char != "十":
                return None
            part, digit = part + (1 if digit is None else digit) * TENS[char], None
        elif char in MYRIADS:
            if not (total + part + (digit or 0)):
                return None
            total, part, digit = (total + part + (digit or 0)) * MYRIADS[char], 0, None
        else:
            return None
    return _last(words, total + part, digit) if words else None


def _last(words: str, whole: int, digit: int | None) -> int | None:
    # 十五五 and 二十四五 are names of plans; 一万二 is short for 一万二千, which officials do not write.
    if digit is None:
        return whole
    return whole + digit if len(words) == 1 or words[-2] in "十零〇" else None
