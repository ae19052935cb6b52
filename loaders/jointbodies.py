"""Joint bodies of ministries, those named again in short (领导小组办公室), and groups of discipline in an office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.naming import Found
from loaders.officenames import HAN, LEVEL_WORDS, breaks
from loaders.offices import known
from loaders.places import place_of

_GROUP = re.compile("(?:派驻)?(?:纪检监察组|纪检组)")
_SECOND_NAME = re.compile(rf"[(（](?P<second>[{HAN}]{{2,12}})[)）]")
_SUPERVISION = re.compile(rf"[{HAN}]{{2,4}}监管组(?!织|成)")
_REGULATORS = ("银监局", "银监分局", "银保监局", "银保监分局", "金融监管局", "金融监管分局")
_GROUP_OF = re.compile("[省市区县州旗]纪委(?:监委)?$")
_TAIL = "领导小组|联席会议|指挥部|工作专班|协调小组|工作小组|委员会"
_FOUNDED = re.compile(
    rf"(?:建立|设立|成立|组建|调整|撤销)(?P<name>[{HAN}]{{4,30}}?部际(?:联席会议|协调(?:领导)?小组))(?!办公室)"
)
_DEFINED = re.compile(
    rf"(?:制度|机制)?[（(]以下(?:统称|简称|称)(?:为)?[“\"]?(?P<short>[{HAN}]{{0,8}}?(?:{_TAIL}))[”\"]?[)）]"
)
# 水利部长江水利委员会（以下简称长江委）, then 长江委: any body named again by the short name that the text gave it.
_SHORT = re.compile(rf"[（(]以下(?:简称|称)(?:为)?[“\"]?(?P<short>[{HAN}]{{3,12}})[”\"]?[)）]")
_ORGANS = ("局", "站", "会", "委", "中心", "所", "院", "厅", "办", "部", "协")
_CLASSES = ("部门", "各区", "公司", "管委会", "委员会", "联席会议")
_YOU = re.compile("你(委|局|厅|署|部|院|办)(?![门托员法理])")
# 各级领导小组, 市联席会议, 部际联席会议: others, or part of the whole name.
_OTHERS = tuple(f"{LEVEL_WORDS}级各际本该等全支下")
_NEXT = re.compile(rf"(?P<name>{_TAIL})(?P<desk>办公室)?(?=[{HAN}])(?!由|成员|制度|机制)")
_NEAR = 80  # characters in which 领导小组办公室 means the one named just before


def founded(text: str) -> Iterator[Found]:
    """The conferences and groups of ministries that a text founds: 同意建立节约用水工作部际联席会议."""
    for m in _FOUNDED.finditer(text) if "部际" in text else ():
        if not breaks().search(m["name"]):
            name = m["name"]
            yield Found(*m.span("name"), name, name, "coordinating body", "national", None, "agencies.national")


def again(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Joint bodies named again by the short name that the text gave them, or right after their whole name."""
    joint = [one for one in found if one.kind == "coordinating body" and one.name.endswith(tuple(_TAIL.split("|")))]
    defined: set[str] = set()
    for one in joint:
        m = _DEFINED.match(text, one.end)
        if m and m["short"] not in defined:
            defined.add(m["short"])
            yield from _in_short(text, one, m["short"], m.start("short"))
    for one in found:
        m = _SHORT.match(text, one.end) if text.startswith(("（以下", "(以下"), one.end) else None
        if m and m["short"] not in defined and m["short"].endswith(_ORGANS) and not m["short"].endswith(_CLASSES):
            defined.add(m["short"])
            yield from _in_short(text, one, m["short"], m.start("short"))
    for one in joint:
        yield from _right_after(text, one, defined)


def addressed(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """The one body that a letter is addressed to, where it points at it: 国家经贸委：你委《…》收悉."""
    to = [one for one in found if text.startswith(("：", ":"), one.end)] if "你" in text else []
    if not to or len({one.name for one in to}) > 1 or text.endswith(("、", "，", ","), 0, to[0].start):
        return
    for m in _YOU.finditer(text, to[0].end):
        if to[0].name.endswith((m[1], {"委": "委员会"}.get(m[1], m[1]))):
            yield replace(to[0], start=m.start(), end=m.end(), rule="agencies.addressed")


def _in_short(text: str, one: Found, short: str, start: int) -> Iterator[Found]:
    for m in re.compile(re.escape(short) + "(?P<desk>办公室)?").finditer(text, start):
        if not text.endswith(_OTHERS, 0, m.start()):
            yield _named(one, m.start(), m.end(), m["desk"])


def _right_after(text: str, one: Found, defined: set[str]) -> Iterator[Found]:
    """省节水工作领导小组统一部署，领导小组办公室负责…: of the one named in the same line just before."""
    line = text.find("\n", one.end)
    stop = min(one.end + _NEAR, line if line >= 0 else len(text))
    for m in _NEXT.finditer(text, one.end + 1, stop):
        known = one.name.endswith(m["name"]) and m["name"] not in defined and m["name"] != "委员会"
        if known and text[m.start() - 1] in "，,；;。":
            yield _named(one, m.start(), m.end(), m["desk"])


def _named(one: Found, start: int, end: int, desk: str | None) -> Found:
    name = one.name + (desk or "")
    return replace(one, start=start, end=end, name=name, official=name, rule="agencies.again")


def supervising(text: str, one: Found) -> Found:
    """The group in a county of the regulator of banks that stands before it: 云江银保监分局松溪监管组."""
    m = _SUPERVISION.match(text, one.end) if one.name.endswith(_REGULATORS) else None
    if m is None or breaks().search(m.group()):
        return one
    return replace(one, end=m.end(), name=one.name + m.group(), official=one.official + m.group())


def second_name(text: str, one: Found) -> str | None:
    """The second name with which an office stands, which is no part of its canonical one: 林业局."""
    return re.split("[(（]", text[one.start : one.end - 1])[-1] if text[one.end - 1] in ")）" else None


def two_named(text: str, one: Found) -> Found:
    """An office with the second name that it bears in brackets: 县规划和自然资源局（林业局） is one body."""
    m = _SECOND_NAME.match(text, one.end) if text.startswith(("(", "（"), one.end) else None
    found = known(text, m.start("second"), "") if m and one.kind == "department" else None
    return replace(one, end=m.end()) if m and found and found.end == m.end("second") else one


def with_group(text: str, one: Found) -> Found:
    """The discipline group that resides in an office, where the text names that: 驻市司法局纪检监察组."""
    m = _GROUP.match(text, one.end)
    if m is None:
        return supervising(text, one)
    posted = next((w for w in ("派驻", "驻") if text.endswith(w, 0, one.start)), None)
    area = place_of(one.region).own if posted else None
    if not (posted and area):
        return one
    start = one.start - len(posted)
    sender = _GROUP_OF.search(text, max(0, start - 5), start)
    name = f"{area.prefix}纪委监委驻{one.name}纪检监察组"
    return replace(
        one,
        start=sender.start() if sender else start,
        end=m.end(),
        name=name,
        official=name,
        kind="Party committee",
    )
