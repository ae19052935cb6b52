"""Packages of measures known by the number of their articles: “云江人才30条”, 落实用水改革30条措施."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.scanning import near, standing

Span = tuple[int, int]
_CHAR = r"[\u4e00-\u9fff]"
_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_KIND = "(?:政策措施|政策举措|优惠政策|政策|措施|举措)"
# 落实“云江人才30条”: known by its place or matter.
_QUOTED = re.compile(
    r"“(?P<title>(?![一二三四五六七八九十百两双第前后这该本每]|上述|以上|以下|下列)"
    rf"{_CHAR}{{1,10}}(?!一条)(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})条)”"
)
_VERB = "(?:制定|出台|推出|印发|发布|颁布|实施|落实|落细|执行|用好|用足|推动|推进|抓好|升级)"
_SECOND = (
    "(?:好|了|的|并|和)?(?:实施|出台|印发|发布|落实|落细|执行|用足|用好)?(?:好|了)?"
    "(?:我?[省市区县](?![级属直域内])|国家|自治区|全[省市区县])?"
)
_TITLE = (
    rf"(?P<title>(?!系列|一批|一揽子){_CHAR}{{3,22}}?(?:“{_COUNT}条{_KIND}?”{_KIND}?"
    rf"|(?<![第前后每这]){_COUNT}条(?:(?:升级|提升|支持|重点|惠企|稳增长)?{_KIND}|(?=(?:[、和及]{_CHAR}{{3,22}}{_COUNT}条)*等{_CHAR}{{0,4}}{_KIND}))))"
)
# 出台稳供水“20条”, 推动优化水价机制12条举措落地, 制定实施惠民生27条、节水12条等政策: behind a verb.
_BEHIND_VERB = re.compile(f"{_VERB}{_SECOND}{_TITLE}")
_MORE = re.compile(f"(?:[、和及]|以及){_TITLE}")
_LOOSE = re.compile(r"[的了将把各]|进行|通过|有关|相关|提出|包括|制定|出台|印发|落实|执行|航线|道路|铁路|线路|等")

_COUNTED = re.compile(rf"{_COUNT}条(?:”|{_KIND}|(?:升级|提升|支持|重点|惠企|稳增长){_KIND}|[、和及等])")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十]")
_REACH = 34


def find(text: str) -> Iterator[Span]:
    """The spans of such names."""
    for m in _QUOTED.finditer(text):
        if f"称“{m['title']}" not in text:  # （以下简称“金融十六条”） names what stands before it
            yield m.span("title")
    articles = (at for at in standing(text, "条") if _NUMERAL.match(text, at - 1))
    for count in near(_COUNTED, articles, text, reach=3):
        yield from _named(text, count.start(), count.end())


def _named(text: str, start: int, end: int) -> Iterator[Span]:
    """The name that a number of articles at a place closes, where a verb or another such name stands before it."""
    low = max(0, start - _REACH, max(text.rfind(stop, 0, start) for stop in "。；\n，,") + 1)
    for form in (_BEHIND_VERB, _MORE):
        m = form.search(text, low, end + 40)
        while m and m.end("title") <= start:
            m = form.search(text, m.start() + 1, end + 40)
        if m is None or m.start("title") >= start or _LOOSE.search(m["title"][:-2]):
            continue
        if form is _BEHIND_VERB or _COUNTED.search(text, low, m.start("title")):
            yield m.span("title")
            return
