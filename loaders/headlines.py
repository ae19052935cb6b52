"""The lines that open a document: each with its place, and whether it is a note, a title's or the body's."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from typing import NamedTuple

from loaders.draft import Span
from loaders.rulebook import choice, read, words

NUMBER = re.compile(
    r"(?P<sign>[一-鿿A-Za-z]{1,12}(?:[(（][一-鿿]{1,6}[)）])?[一-鿿]{0,4})\s*[〔﹝［\[【(（〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞］\]】)）〉]\s*第?\s*(?P<n>\d{1,5})\s*号"
)
_YEARED = re.compile(r"[〔﹝［\[【(（〈]\s*(?:19|20)\d\d")
ORDER = re.compile(
    r"(?:(?<=\d日)|(?<![一-鿿]))(?P<who>(?!日)[一-鿿]{2,30}?)令\s*[(（]?\s*"
    r"(?:(?:第\s*)?(?P<n>(?<![\d一二三四五六七八九十百])[\d一二三四五六七八九十百]+)\s*号|(?P<y>\d{4})\s*年\s*第\s*(?P<m>\d+)\s*号)"
)
SERIAL = re.compile(r"[(（]?\s*(?:\d{4}\s*年\s*)?第\s*[\d一二三四五六七八九十百]+\s*号\s*[)）]?")
ADDRESSED = re.compile(
    r"(?:各|人民政府|委员会|单位|部门|机构|公司|局|厅|办|院|企业|同志|代表|委员)[^。;；]{0,30}[:：]$"
)
OUTLINED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]+[编章节条])"
)
# What pages made for telephones bear below the headline: 云江发布2023-02-1121:43发表于东江.
_POSTED = re.compile(r"\d\d[:：]\d\d\s*发表于[一-鿿]{2,3}$")
_DAY = re.compile(r"[\d\s年月日:：.\-/时分秒()（）•·]{6,40}")
MARKS = " #\u3000*•●■◆▪"  # what may stand before a heading
_TAIL = r"(?:\s*[(（][^()（）]{1,40}[)）]){0,2}(?:\[\d{1,2}\])?"  # …统计公报[1]: the mark of a note
# The number under which an office registers its rules: YJCR-2021-01005.
_REGISTERED = re.compile(r"[A-Z]{2,8}[\s—–-]{0,3}\d{2,4}[\s—–-]{0,3}\d{2,6}(?:[\s—–-]{1,3}\d{2,6})?号?")


class Row(NamedTuple):
    """A line of a text without the blanks around it, and where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def rows(text: str, start: int = 0, end: int | None = None) -> list[Row]:
    """The lines of a part of a text that are not blank."""
    places, every = _rows(text)
    stop = len(text) if end is None else end
    first = bisect_left(places, start)
    found = every[first : bisect_left(places, stop)]
    if found and found[-1].end > stop:
        found[-1:] = _bare(text[found[-1].start : stop], found[-1].start)
    if first and every[first - 1].end > start:
        found[:0] = _bare(text[start : min(every[first - 1].end, stop)], start)
    return found


@functools.lru_cache(maxsize=2)  # each part of the masthead asks for lines of one text
def _rows(text: str) -> tuple[list[int], list[Row]]:
    """The lines of a text that are not blank, and where each begins."""
    found, at = list[Row](), 0
    for line in text.splitlines(keepends=True):
        found += _bare(line, at)
        at += len(line)
    return [row.start for row in found], found


def _bare(line: str, at: int) -> list[Row]:
    """A line that begins at a place, without the blanks around it; none where it is blank."""
    bare = line.strip().strip("\ufeff\u200b")
    return [Row(bare, at + line.index(bare))] if bare else []


def plain(line: str) -> str:
    """A title's line without the mark of a heading and without blanks set between its characters."""
    line = line.removeprefix("#").strip(MARKS)
    parts = line.split()
    if len(parts) > 1 and sum(len(p) == 1 for p in parts) >= len(parts) - 2:
        return "".join(parts)
    return " ".join(parts)


def genre_of(title: str) -> str | None:
    """The kind of document that a title ends in, or None; a report may be called 情况, 总结 or 年报."""
    m = _kinds().search(plain(title))
    if not m:
        return None
    return str(read("masthead")["same_genre"].get(m["kind"], m["kind"]))


def is_note(row: str) -> bool:
    """Whether a line tells about the document: its number, a date, a source, a button of the page."""
    if _noted().match(row) or _POSTED.search(row) or row in ("大", "中", "小", "】", "【"):
        return True
    number = NUMBER.match(row.strip("()（） "))
    if (number and len(row) - number.end() < 20 and genre_of(row) is None) or SERIAL.fullmatch(row):
        return True
    if row[:1].isascii() and _REGISTERED.fullmatch(row):
        return True
    return _DAY.fullmatch(row) is not None


def opens_body(row: str) -> bool:
    """Whether a line belongs to the body: a sentence, an item, an addressee."""
    if OUTLINED.match(row) or ADDRESSED.search(row):
        return True
    return "。" in row or (len(row) > 130 and "," in row.replace("，", ","))


def number_in(text: str, start: int, end: int, open_: bool = False) -> tuple[str, Span] | None:
    """The number of a document between two places, written with 〔〕, or None; `open_` lets one open book marks."""
    for m in NUMBER.finditer(text, start, end) if _YEARED.search(text, start, end) else ():
        sign = re.sub(r"\s", "", m["sign"]).rpartition("文件")[2]  # 云江市水利局文件云水规〔2021〕6号
        if open_ or not text[max(0, m.start() - 1) : m.start()].endswith(("《", "”")):
            return f"{sign}〔{m['year']}〕{int(m['n'])}号", m.span()
    return None


@functools.cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{choice(words('masthead', 'genres'))})[”\"》]?{_TAIL}》?$")


@functools.cache
def _noted() -> re.Pattern[str]:
    labels = rf"(?:{choice(words('masthead', 'notes'))}|[一-鿿]{{2,4}}(?:日期|时间))"
    return re.compile(rf"[【\[•·\s]*{labels}(?:[:：】\[〔\s]|$)")
