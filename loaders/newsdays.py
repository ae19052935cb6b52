"""The day of news, which tell month and day alone: 6月18日，云江市水利局发布《…》; the year is told by what follows."""

from __future__ import annotations

import datetime
import re

_ISSUED = re.compile(
    r"(?<![\d年至—~\-])(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:[上下]午)?(?:[,，](?!.{0,3}20\d\d年)|(?=[一-鿿]))"
    r"[^。\n《》]{0,60}?(?:发布|印发|出台|下发|公布|发文|发出)(?!的)[^。\n《》]{0,14}《"
)
_DATELINE = re.compile(r"新华社[一-鿿]{2,6}(?P<m>\d{1,2})月(?P<d>\d{1,2})日电")
_SINCE = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日起")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_UNTIL = re.compile(
    r"(?:至|到|截至|在)((?:19|20)\d\d)年\d{1,2}月|((?:19|20)\d\d)年\d{1,2}月\d{1,2}日(?:[(（]含[^（()）]*[)）])?[之以]?前"
)
_NAMED = re.compile("《[^《》]*》|[（(][^（()）]*号[^（()）]*[)）]")
_OPENING = 500  # characters in which news tell when it was
_NEAR = 70  # days between the issue and what it sets in force
_LATE = 11  # months from which on the year spoken of may be the next one


def news_day(text: str) -> str | None:
    """The day on which news say that a text was issued or held, where they tell the year too."""
    m = _ISSUED.search(text, 0, _OPENING) or _DATELINE.search(text, 0, _OPENING)
    if m is None:
        return None
    month, day = int(m["m"]), int(m["d"])
    year = _by_force(text, month, day) or _by_years(text, month)
    made = _date(year, month, day) if year else None
    return made.isoformat() if made else None


def _by_force(text: str, month: int, day: int) -> int | None:
    """The year in which the day lies near the one on which the text comes into force."""
    since = _SINCE.search(text)
    start = _date(int(since["y"]), int(since["m"]), int(since["d"])) if since else None
    if start is None:
        return None
    days = (_date(year, month, day) for year in (start.year - 1, start.year, start.year + 1))
    near = [d for d in days if d and abs((d - start).days) <= _NEAR]
    return near[0].year if near else None


def _by_years(text: str, month: int) -> int | None:
    """The one year in which the text sets an end; late in a year, of that and the next told at once, the former."""
    ends = {int(m[1] or m[2]) for m in _UNTIL.finditer(text)}
    if len(ends) == 1 and month < _LATE:
        return ends.pop() if ends == {int(y) for y in _YEAR.findall(_NAMED.sub("", text))} else None
    spoken = sorted({int(y) for y in _YEAR.findall(_NAMED.sub("", text[:_OPENING]))})
    next_too = len(spoken) == 2 and spoken[1] == spoken[0] + 1
    return spoken[0] if month >= _LATE and next_too else None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
