"""The day by which a task shall be done, as far as its words tell it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from loaders import rulebook

_HINTED = ("前", "时限", "时间", "期限", "20")  # of each way in which the pattern below is met, its rarest word
_HINT = re.compile(r"[年月日底末内]之?以?前|时限|时间要求|完成时间|完成期限|[到至]20\d\d年")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: date as 2020-12-31, 2020-12 or 2020, or None where only words tell it (长期坚持)."""

    date: str | None
    words: str
    start: int
    end: int
    rule: str


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["id"], re.compile(r["pattern"])) for r in rulebook.rules("measures") if "pattern" in r)


def find(text: str, year: int | None) -> Deadline | None:
    """The deadline that a leaf states; of several the one that a rule higher in the file finds, there the last."""
    if not any(word in text for word in _HINTED) or not _HINT.search(text):
        return None
    for rule, pattern in _patterns():
        hits = list(pattern.finditer(text))
        if hits:
            hit = hits[-1]
            return Deadline(_date(hit.groupdict(), year), hit[0].strip(), hit.start(), hit.end(), rule)
    return None


def _date(parts: dict[str, str | None], year: int | None) -> str | None:
    if parts.get("recurring"):
        return None  # 每年11月底前: no one day
    told = parts.get("year") or (str(year) if (year and parts.get("month")) or parts.get("yearend") else None)
    if not told or told == "None":
        return None
    if parts.get("month"):
        date = f"{told}-{int(parts['month'] or 0):02}"
        return f"{date}-{int(parts['day'] or 0):02}" if parts.get("day") else date
    return f"{told}-12" if parts.get("yearend") else told
