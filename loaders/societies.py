"""Associations of the whole country by name (中国轮渡协会), joint bodies of the State, banks that agree on rates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.naming import LEVELS, Found
from loaders.officenames import HAN, LEVEL_WORDS, breaks
from loaders.places import Areas
from loaders.scanning import near, standing

# 中国轮渡协会; not 全国各行业协会, 全国性行业协会, 全国工作会商会.
_SOCIETY = re.compile(
    rf"(?:中国|中华全国|中华|全国)(?P<core>(?:(?!中国|中华|全国)[{HAN}]){{2,14}}?)"
    rf"(?:协会|学会|联合会|促进会|基金会|(?<!会)商会)(?![议员长][^{HAN}]?|会议)"
)
_ENDS = ("协会", "学会", "联合会", "促进会", "基金会", "商会")
_NO_SOCIETY = re.compile(
    f"^(?:性|范围|层面|政府|企业|社会|公民|特色|境内|人民政治|这|在|与|和)|(?:行业|各类|有关|地方)$|[{LEVEL_WORDS}]"
)
_NATIONAL = re.compile(
    rf"(?:全国(?!人大|人民|政协|总|各|性|范围|工作|统一)|国家(?!级|层面|机关|有关|相关|和|与|对)|中央(?!和|与|对|有关|企业|财政|预算|层面|文件|决策|精神|部署))"
    rf"(?P<core>[{HAN}]{{4,20}}?)"
    r"(?:领导小组(?:办公室)?|专家委员会|工作委员会(?:办公室)?|协调小组(?:办公室)?|组委会|指导委员会|咨询委员会|部际联席会议|部际协调领导小组)"
)
_JOINT_ENDS = ("领导小组", "委员会", "协调小组", "组委会", "联席会议")
# 在沪深交易所上市, 加强与沪深交易所的对接: the market, where nobody acts. Who acts is listed or has a verb of its own.
_EXCHANGES = re.compile(
    "(?<![在到赴于])(?P<places>沪深北?)(?:证券)?交易?所(?!上市|挂牌|发行|首发|新上市|主板|的?(?:对接|合作|沟通|联系))"
)
_EXCHANGE_AT = {"沪": "上海", "深": "深圳", "北": "北京"}
_MECHANISM = "市场利率定价自律机制"
_LONGEST = 10  # characters of a division's name


def societies(text: str) -> Iterator[Found]:
    """The associations that bear the country's name."""
    for m in near(_SOCIETY, standing(text, *_ENDS), text, reach=20):
        if not (_NO_SOCIETY.search(m["core"]) or breaks().search(m["core"])):
            name = m.group()
            yield Found(m.start(), m.end(), name, name, "association", "national", None, "agencies.society")


def joint_bodies(text: str) -> Iterator[Found]:
    """The joint bodies of the State that have a name of their own."""
    for m in near(_NATIONAL, standing(text, *_JOINT_ENDS), text, reach=28):
        if not breaks().search(m["core"]):
            name = m.group()
            yield Found(m.start(), m.end(), name, name, "coordinating body", "national", None, "agencies.national")


def exchanges(text: str) -> Iterator[Found]:
    """The stock exchanges that a text names together: 沪深交易所, 沪深北交易所, 沪深交所."""
    for m in _EXCHANGES.finditer(text) if "沪深" in text else ():
        for at, char in enumerate(m["places"]):
            name = f"{_EXCHANGE_AT[char]}证券交易所"
            last = at == len(m["places"]) - 1
            start, end = m.start() + at, m.end() if last else m.start() + at + 1
            yield Found(start, end, name, name, "public institution", "national", None, "agencies.society")


def mechanisms(text: str, areas: Areas) -> Iterator[Found]:
    """The body in which a place's banks agree on rates: 云江市市场利率定价自律机制, 东江地区市场利率定价自律机制."""
    at = text.find(_MECHANISM)
    while at >= 0:
        end = at + len(_MECHANISM)
        stop = at - 2 if text.endswith("地区", 0, at) else at
        for start in range(max(0, stop - _LONGEST), stop - 1):
            name = text[start:stop]
            found = areas.by_name.get(name) or [a for a in areas.shorts.get(name, ()) if a.level != "county"]
            if len(found) == 1:
                area = found[0]
                name = area.prefix + _MECHANISM
                yield Found(start, end, name, name, "association", LEVELS[area.level], area.full, "agencies.society")
                break
        at = text.find(_MECHANISM, end)
