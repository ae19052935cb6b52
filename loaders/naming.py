"""One agency name that begins at a place of a text: behind a level (市政府), a division, or by pointing (我厅)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.frozen import record
from loaders.funds import fund
from loaders.officenames import HAN, LEVEL_WORDS, ZONES, Office, breaks, zone_official
from loaders.offices import office
from loaders.places import Area, Areas, Place, place_of

LEVELS = {"province": "provincial", "city": "municipal", "county": "district", "town": "street"}
# 地区财政局 is an office of the text's own 地区; 各地区财政局 are many.
LEVEL = re.compile(rf"自治[区州县旗]|街道|(?:(?<![{HAN}])|(?<=[由和与及]))地区|{'|'.join(LEVEL_WORDS)}")
LONGER = "自街地"  # what the words of more than one character begin with
LEVEL_FIRST = re.compile(f"[{LONGER}{LEVEL_WORDS}]")
_JOINT = re.compile(rf"[、/](?:自治[区州县旗]|街道|[{LEVEL_WORDS}])")
_OWN_WORDS = "厅|局|委|办|部|院|署|会|府|中心|所|站|行|队|处"
OWN = re.compile(
    rf"[我本]({_OWN_WORDS})(?![法理公事员托门外内级议期])"
    "|全(厅|局)(?=干部|系统|上下|各|党员|工作|职工|年)|(厅|局|委)机关(?!工委)"
)
OWN_FIRST = re.compile("[我本全厅局委]")
# What an issuer's name ends in where a text points at it by one character.
_OWN_DESK = re.compile("(?<=[部署局厅委会])办公[厅室]$")
_DIVISION = re.compile(
    rf"(?<=[、，,。；;：:\s由和与])部(?P<name>(?![门署分长队级委内位里机属省])[{HAN}]{{2,10}}?(?:局|司|中心|研究院|办公厅))"
    r"(?=[、，,。；;：:\s）)]|要|应|将|负责|会同|牵头|组织|等)"
)
_ENDINGS = {"府": ("政府",), "委": ("委", "委员会"), "办": ("办", "办公室")}
_WHOLE = {
    "中共": ("中共{}委员会", "Party committee"),
    "中国共产党": ("中共{}委员会", "Party committee"),
    "政协": ("中国人民政治协商会议{}委员会", "CPPCC"),
    "中国人民政治协商会议": ("中国人民政治协商会议{}委员会", "CPPCC"),
    "共青团": ("共青团{}委员会", "association"),
}
_COMMITTEE = re.compile("(?:第[一二三四五六七八九十]+届)?委(?:员会)?(?!员)")
_LEAGUE = re.compile(f"([{LEVEL_WORDS}])委(?!员|托)")
_NO_LEAGUE = ("集", "兵", "社", "财", "军")  # 集团, 兵团 …
_ZONE = re.compile(rf"[{HAN}]{{2,16}}?(?:{ZONES})(?:管委会|管理委员会)")
CORPS = "新疆生产建设兵团"
PREFIXES = tuple(sorted(_WHOLE, key=len, reverse=True))


@record(frozen=True, slots=True, order=True)
class Found:
    """An agency at a place of a text, by its canonical name; `official` is the form for its identity."""

    start: int
    end: int
    name: str
    official: str
    kind: str
    level: str
    region: str | None
    rule: str
    former: bool = False
    joint: bool = False  # 市、区政府: what follows, 区政府, may be another agency


def made(start: int, area: Area, found: Office, rule: str) -> Found:
    """An office behind a division as an agency; an 自治区's Party offices carry 党委, not 委."""
    prefix = area.prefix
    name, official = found.full(prefix), found.identity(prefix)
    if prefix.endswith("自治区") and name.startswith(f"中共{prefix}委") and not name.endswith("区委员会"):
        name = official = name.replace(f"{prefix}委", f"{prefix}党委", 1)
    return Found(start, found.end, name, official, found.kind, LEVELS.get(area.level, area.level), area.full, rule)


def short_name(text: str, at: int, place: Place) -> Found | None:
    """The office behind 市, 省, 区, 我市 … that begins at a place of a text, by the divisions of the document."""
    m = LEVEL.match(text, at + text.startswith(("我", "本"), at))
    area = place.named(m.group()) if m else None
    if m is None or area is None:
        return None
    found = office(text, m.end(), area.level)
    if found:
        return made(at, area, found, "agencies.office")
    joint = _JOINT.match(text, m.end())
    found = office(text, joint.end(), area.level) if joint else None
    if found and not text.endswith("部门", 0, found.end):
        return replace(made(at, area, found, "agencies.office"), joint=True)
    return None


def league_short(text: str, at: int, place: Place) -> Found | None:
    """The Youth League's committee whose level stands at a place behind its first word: 团市委."""
    m = _LEAGUE.match(text, at) if text[at - 2 : at - 1] not in _NO_LEAGUE else None
    area = place.named(m[1]) if m else None
    found = Office(m.end(), "共青团{}委员会", "association", "共青团{}委员会") if m else None
    return made(at - 1, area, found, "agencies.office") if area and found else None


def own_office(text: str, at: int, issuer: str | None) -> Found | None:
    """The issuing office where a text points at it: 我厅, 本局, 全厅."""
    m = OWN.match(text, at)
    if not m or not issuer:
        return None
    word = m[1] or m[2] or m[3]
    # 水利部办公厅 writes 我部 of the ministry whose office it is.
    bodies = (issuer, _OWN_DESK.sub("", issuer))
    body = next((b for b in bodies if b.endswith(_ENDINGS.get(word, (word,)))), None)
    return Found(at, m.end(), body, body, "", "", None, "agencies.deictic") if body else None


def own_divisions(text: str, issuer: str) -> Iterator[Found]:
    """The offices of a ministry that its own text names behind 部: 部海事局, 部信息中心."""
    body = _OWN_DESK.sub("", issuer)
    for m in _DIVISION.finditer(text) if body.endswith("部") and not body.startswith("中") else ():
        name = body + m["name"]
        yield Found(m.start(), m.end(), name, name, "department", "national", None, "agencies.deictic")


def named_office(text: str, at: int, place: Place, areas: Areas) -> Found | None:
    """The office behind a division's name that begins at a place: 云江市司法局, 中共云江市委员会."""
    for word in PREFIXES:
        if text.startswith(word, at):
            chain = areas.chain(text, at + len(word), place)
            return prefixed(text, at, word, chain) if chain else None
    chain = areas.chain(text, at, place)
    if not chain:
        if corps := corps_office(text, at, place):
            return corps
        return fund_of_short(text, at, place, areas) or zone_of_short(text, at, place, areas)
    area, end = chain
    if area.level == "province" and (below := below_short(text, at, end, place, areas)):
        return below
    found = office(text, end, area.level, named=True)
    return made(at, area, found, "agencies.office") if found else None


def below_short(text: str, at: int, end: int, place: Place, areas: Areas) -> Found | None:
    """The fund of a city that stands by its short name behind its province's: 东江省云江住房公积金管理中心."""
    found = fund_of_short(text, end, place, areas)
    return replace(found, start=at) if found else None


def fund_of_short(text: str, at: int, place: Place, areas: Areas) -> Found | None:
    """The body of the housing fund that begins at a place with a division's short name."""
    ends = (at + size for size in range(2, 6)) if "公积金" in text[at : at + 10] else ()
    return next(filter(None, (short_named(text, at, end, place, areas) for end in ends)), None)


def zone_of_short(text: str, at: int, place: Place, areas: Areas) -> Found | None:
    """The committee of a zone that begins at a place with the short name of its city: 云江高新区管委会."""
    m = _ZONE.match(text, at)
    shorts = (areas.shorts.get(text[at : at + size], ()) for size in range(4, 1, -1)) if m else ()
    named = next((found for short in shorts if (found := [a for a in short if a.level != "county"])), None)
    area = areas.choose(named, text, at, place) if named else None
    if m is None or area is None or breaks().search(m.group()):
        return None
    name = m.group()
    level = LEVELS[area.level]
    return Found(at, m.end(), name, zone_official(name), "government", level, area.full, "agencies.zone")


def short_named(text: str, at: int, end: int, place: Place, areas: Areas) -> Found | None:
    """The body of the housing fund behind a division's short name: 云江住房公积金管理中心."""
    found = fund(text, end, "") if text.startswith(("住房公积金", "公积金"), end) else None
    named = areas.shorts.get(text[at:end], ()) if found else ()
    cities = [a for a in named if a.level != "county"]  # funds are the cities': 长沙, not 长沙县
    area = areas.choose(cities or named, text, end, place) if named else None
    name = text[at : found.end] if found else ""
    return replace(made(at, area, found, "agencies.office"), name=name) if found and area else None


def corps_office(text: str, at: int, place: Place) -> Found | None:
    """The office of the Corps in 新疆 that begins at a place, in texts of 新疆 by its short name: 兵团水利局."""
    short = bool(place.areas) and place.areas[0].name.startswith("新疆")
    name = next((w for w in (CORPS, "兵团") if text.startswith(w, at) and (w == CORPS or short)), None)
    found = office(text, at + len(name), "province", named=True) if name else None
    area = place_of(CORPS).own
    return made(at, area, found, "agencies.office") if found and area else None


def prefixed(text: str, at: int, word: str, chain: tuple[Area, int]) -> Found | None:
    """中共云江市委宣传部, 政协云江市委员会, 共青团云江市委: the kind stands before the division."""
    area, end = chain
    whole, kind = _WHOLE[word]
    if kind == "Party committee":
        found = office(text, end, area.level, named=True)
        if found and "中共" in found.name:
            return made(at, area, found, "agencies.office")
    m = _COMMITTEE.match(text, end)
    return made(at, area, Office(m.end(), whole, kind, whole), "agencies.office") if m else None


def identify(name: str, place: Place, areas: Areas) -> Found | None:
    """A canonical name read again for its kind, level and region, or None where it is no local office."""
    found = named_office(name, 0, place, areas)
    return found if found and found.end == len(name) else None
