"""Where the items of an outline begin: 一、 （一） 1. （1） ① 一是 首先 第一， 第X条 ——, and which of these count.

`candidates` lists everything that looks like a marker, in order of place. Whether a marker counts depends on its
sequence, which `loaders/outline.py` decides: 统一是, 1.1万条 and 营商环境5.0 continue nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from graph.frozen import record
from loaders import decimals
from loaders.scanning import lines, meeting, scan, tried

DIGIT_NAMES = "〇一二三四五六七八九"
CN = "〇零一二三四五六七八九十百"
DIGITS = {char: value for value, pair in enumerate(("〇零", "一", "二两", *"三四五六七八九")) for char in pair}

# From the outermost kind to the innermost, as officials nest them (GB/T 9704-2012: 一、 （一） 1. （1）).
WORN, BARE = "worn", "bare"  # a numeral that a scan has made a stroke; a number without its point
HEAD = "head"  # a heading without a number, see loaders/subheads.py
RECALL = "recall"  # a paragraph of a run that opens alike, see loaders/anaphora.py
PARAGRAPH = "paragraph"  # a paragraph that provides, see loaders/paragraphs.py
RANK = {
    "annex": 0, HEAD: 5, "part": 1, "chapter": 2, "section": 3, "article": 4,
    **{kind: 6 + depth for depth, kind in enumerate(decimals.KINDS)}, "cn": 10, "cnp": 20, "ar": 30, "arp": 40,
    "arr": 42, BARE: 43, "ring": 45, "ordinal": 50, "dash": 52, RECALL: 53, "label": 54, PARAGRAPH: 56,
    "is": 60, "must": 60,
}  # fmt: skip
SPOKEN = frozenset(("ordinal", "is", "must"))  # kinds that run on within a paragraph
BLOCKS = frozenset(("part", "chapter", "section", "article", *decimals.KINDS, "cn", "cnp", "ar", "annex"))
UNITS = {"编": "part", "分编": "part", "篇": "part", "部分": "part", "章": "chapter", "节": "section", "条": "article"}

_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 99}
_BLOCK = rf"""
    第(?P<unit>[{CN}]{{1,5}}|\d{{1,3}})(?P<of>分编|部分|[编篇章节条])(?P<bis>之[一二三四五六七八九十]+)?(?![的款项第规之])
  | (?P<cn>[{CN}]{{1,4}})\s?[、.．](?![{CN}]{{1,3}}、)
  | [(（]\s*(?P<cnp>[{CN}]{{1,4}})\s*[)）](?![、，]?[(（][{CN}])
  | (?P<ring_cn>[\u3220-\u3229])
  | (?P<ar>\d{{1,3}})\s*[.．、](?:(?!\d)|(?=20\d\d年))
  | (?P<ring_ar>[\u2488-\u249b])
  | [(（]\s*(?P<arp>\d{{1,3}})\s*[)）]
  | (?P<ring_arp>[\u2474-\u2487])
  | (?P<arr>\d{{1,2}})[)）]
  | (?P<ring>[\u2460-\u2473])
"""
_SPOKEN = rf"""
    (?P<is>[{CN[2:]}]{{1,3}})是(?!否)
  | (?P<must>[{CN[2:]}]{{1,3}})要(?=[^求点素件])
  | 第(?P<ordinal>[{CN[2:]}]{{1,2}})(?=[,，、：:是])
  | 其(?P<which>[一二三四五六])(?=[,，、：:是])
  | (?P<word>首先|其次|再次|最后)(?=[,，、：:是要])
"""
# What a marker begins with; looked for first, for each of the choices costs time.
_FIRST = rf"(?=[第{CN}(（\d其首再最\u3220-\u3229\u2460-\u249b])"
# What a number at a line's start counts or measures, where it numbers nothing: 3个, 5月, 2万元.
_COUNTERS = (
    "个项条类种件宗起份篇次场期批轮例所间座栋幢处套台部辆艘架册卷本张幅块支只头匹株棵枚盏根组队片门节课笔单票家户名位人层楼室区"
    "岁年月日号时分秒周天季度元万亿千百十米公里亩平立升吨斤克倍成级省市县镇乡村街届岛大至到及和或是以余多"
)
_LINE = re.compile(
    rf"^[^\S\n]*(?=[第{CN}(（\d其首再最\u3220-\u3229\u2460-\u249b—－─\-附])(?P<mark>{_BLOCK}|{_SPOKEN}|(?P<worn>[-—－─])[^\S\n]?、"
    rf"|(?P<bare>\d{{1,2}})(?=[“《\u4e00-\u9fff])(?![{_COUNTERS}])|(?P<dash>[—－─-]{{2,6}})(?=[^\s—－─-])"
    r"|(?P<annex>附\s?[件录表](?:[^\S\n]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}))?)\s*(?=[：:\n]|$|[-－—]\d|[^\s，。、]{2,40}$"
    r"|(?<=\d)[^\s，。；、所中的规列为和及][^\n]{60,}))",
    re.MULTILINE | re.VERBOSE,
)
_INSIDE = re.compile(rf"[。；;：:，,！!？?”）)][^\S\n]*{_FIRST}(?P<mark>{_BLOCK}|{_SPOKEN})", re.VERBOSE)
_STOP = re.compile("[。；;：:，,！!？?”）)]")
_BEHIND_STOP = re.compile(rf"[第{CN}(（\d其首再最\u3220-\u3229\u2460-\u249b]|[^\S\n]")
# In a text whose line breaks are lost a heading runs into the first item below it: 一、总体要求（一）指导思想以…
_BARE = re.compile(rf"(?<=[^\s。；;：:，,！!？?第、统之])(?P<mark>{_BLOCK})", re.VERBOSE)
_ANNEX = re.compile(r"(?P<mark>(?P<annex>(?<=[。日\n])附\s?件\s?[\d一二三]?))(?![的中所])")
_LISTED = re.compile(r"(?<=[^\s《（(见])(?P<mark>(?P<annex>附件))(?=[：:]\s?1\s?[.．、])")  # 附件：1.… 2.… in a line
# 1 / 给予购房补贴: pages made for telephones set the number of an item on a line of its own, above its heading. What is
# numbered there may also be a list of other documents.
_ALONE = re.compile(
    rf"^[^\S\n]*(?P<mark>(?:0?(?P<ar>\d{{1,2}})|(?P<cn>[{CN[2:]}]{{1,3}}))[.．、]?\s*\n\s*)"
    rf"(?=[^\s\d{CN}][^\n]{{3,}})(?![^\n]*[〔\[]\d{{4}}[〕\]]\d+号)",
    re.MULTILINE,
)
_CLOSED = tuple("。；！？”》）)!?;")
_BLOCK_FIRST = re.compile(rf"[第{CN}(（\d\u3220-\u3229\u2460-\u249b]")
_ANNEX_FIRST = re.compile("附")
_LONG = 400  # characters of a line that may have swallowed others
_AROUND = {
    "cnp": ("（", "）"), "arp": ("（", "）"), "arr": ("", "）"),
    "ordinal": ("第", ""), "is": ("", "是"), "must": ("", "要"),
}  # fmt: skip
_CODE = {"ring_cn": ("cnp", 0x3220), "ring_ar": ("ar", 0x2488), "ring_arp": ("arp", 0x2474), "ring": ("ring", 0x2460)}


@record(frozen=True, slots=True)
class Marker:
    """A place that looks like the beginning of an item: `place` is line, inside (after a mark) or bare."""

    kind: str
    number: int
    start: int
    end: int
    label: str
    place: str
    before: str = ""

    @property
    def rank(self) -> int:
        """How deep the kind stands."""
        return RANK[self.kind]


def chinese(numeral: str) -> int:
    """The value of a Chinese numeral below a thousand: 三, 十二, 二十, 一百零三."""
    total = digit = 0
    for char in numeral:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = DIGITS.get(char, 0)
    return total + digit


def candidates(text: str) -> list[Marker]:
    """Everything that looks like a marker, in order of place, none inside another."""
    found = {m.start: m for m in _inside(text)}
    found |= {m.start: m for m in (_marker(hit, "line", text) for hit in lines(_LINE, text))}
    found |= {m.start: m for m in _alone(text)}
    found |= {m.start: m for m in _pointed(text)}
    kept: list[Marker] = []
    for start in sorted(found):
        if not kept or start >= kept[-1].end:
            kept.append(found[start])
    return _mended(kept) if any(m.kind in (WORN, BARE) for m in kept) else kept


def _mended(marks: list[Marker]) -> list[Marker]:
    """The markers with what a scan has lost: the strokes of a numeral (-、政策措施), the point behind a number.

    A stroke is the numeral before the next, else 一; a number without point is one with it where such a one follows.
    """
    mended: list[Marker] = []
    numeral = 2
    point: Marker | None = None
    for mark in reversed(marks):
        if mark.kind == WORN:
            number = max(1, numeral - 1)
            mark = replace(mark, kind="cn", number=number, label=_numeral(number))
        elif mark.kind == BARE and point and (point.kind, point.number) == ("ar", mark.number + 1):
            mark = replace(mark, kind="ar")
        if mark.place == "line":
            numeral = mark.number if mark.kind == "cn" else numeral
            point = mark if mark.kind in ("ar", BARE) else point
        mended.append(mark)
    return mended[::-1]


def _alone(text: str) -> Iterator[Marker]:
    """The numbers on lines of their own that count from one on, two at least, where none is a page's in a sentence."""
    run: list[Marker] = []
    for hit in lines(_ALONE, text):
        marker = replace(_marker(hit, "line", text), kind="cn")  # the outermost, whatever the figures
        if run and marker.number == run[-1].number + 1 and _is_closed(text, marker.start):
            run.append(marker)
        elif marker.number == 1 and len(run) < 2:
            run = [marker]
    yield from run if len(run) > 1 else ()


def _pointed(text: str) -> Iterator[Marker]:
    """The numbers of a text that is numbered by points: 1, 1.1, 1.1.1."""
    for point in decimals.points(text):
        kind = decimals.KINDS[len(point.figures) - 1]
        yield Marker(kind, point.figures[-1], point.start, point.end, point.label, "line")


def _is_closed(text: str, end: int) -> bool:
    """Whether the words before a place, blanks apart, end a sentence or stand in marks."""
    while end and text[end - 1].isspace():
        end -= 1
    return text.endswith(_CLOSED, 0, end)


def _inside(text: str) -> Iterator[Marker]:
    for hit in tried(_INSIDE, meeting(_STOP, _BEHIND_STOP, text), text):
        yield _marker(hit, "inside", text)
    for hit in scan(_LISTED, _ANNEX_FIRST, text) if "附件" in text else ():
        yield _marker(hit, "inside", text)
    for start, end in _long(text):
        for pattern, first, place in ((_BARE, _BLOCK_FIRST, "bare"), (_ANNEX, _ANNEX_FIRST, "inside")):
            for hit in scan(pattern, first, text, start, end):
                yield _marker(hit, place, text)


def _long(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    rows = text.split("\n")
    for line in rows if max(map(len, rows)) >= _LONG else ():
        if len(line) >= _LONG:
            yield at, at + len(line)
        at += len(line) + 1


def _marker(hit: re.Match[str], place: str, text: str) -> Marker:
    start, end = hit.span("mark")
    kind, number, label = _read(hit)
    before = text[hit.start()] if place == "inside" else ""
    return Marker(kind, number, start, end, label, place, before)


def _read(hit: re.Match[str]) -> tuple[str, int, str]:
    """Kind, number and path label of a marker."""
    name, value = _told(hit)
    if name in _CODE:
        kind, base = _CODE[name]
        number = ord(value) - base + 1
        return (
            kind,
            number,
            {"cnp": f"（{_numeral(number)}）", "ar": str(number), "arp": f"（{number}）"}.get(kind, value),
        )
    if name == "unit":
        number = int(value) if value.isdecimal() else chinese(value)
        return UNITS[hit["of"]], number, f"第{value}{hit['of']}{hit['bis'] or ''}"
    if name == "word":
        return "ordinal", _WORDS[value], value
    if name == "which":
        return "ordinal", chinese(value), f"其{value}"
    if name in ("dash", "annex", WORN):
        return name, 0, "——" if name == "dash" else re.sub(r"\s", "", value)
    number = int(value) if value.isdecimal() else chinese(value)
    before, behind = _AROUND.get(name, ("", ""))
    return name, number, f"{before}{value}{behind}"


def _told(hit: re.Match[str]) -> tuple[str, str]:
    """The group that tells the kind of a marker, with its words."""
    for name, value in zip(_kinds(hit.re), hit.groups(), strict=True):
        if name and value:
            return name, value
    raise AssertionError(hit)


@functools.cache
def _kinds(pattern: re.Pattern[str]) -> tuple[str | None, ...]:
    """Of each group of a pattern the kind of marker that it tells, if any."""
    names = {at: name for name, at in pattern.groupindex.items() if name not in ("mark", "of", "bis")}
    return tuple(names.get(at) for at in range(1, pattern.groups + 1))


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = f"{DIGIT_NAMES[tens] if tens > 1 else ''}十" if tens else ""
    return head + (DIGIT_NAMES[ones] if ones or not tens else "")
