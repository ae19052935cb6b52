"""Where a document stands: its division with those above it, and the divisions that a text names.

`Place` is read from a division's full name alone (广东省广州市海珠区), so that a short name (市政府, 区委) can be
written out wherever the masthead is known. `Areas` knows the registry's divisions and finds them in text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import ahocorasick_rs

from graph.frozen import record
from graph.registry import Division, Registry

NATION = "全国"
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_PROVINCE = re.compile(r"北京市|天津市|上海市|重庆市|.{2,8}?(?:自治区|特别行政区|省)|新疆生产建设兵团")
_CITY = re.compile(r".{1,14}?(?:自治州|地区|盟|市)(?!区)")
_TOWN = re.compile(r"(.*[区县市旗])?(.{1,6}?(?:街道|镇|乡|苏木))$")
_TOWN_OFFICE = re.compile("([一-鿿]{1,4}?(?:街道|镇|乡))(?=人民政府|政府|办事处|党委|党工委|工委)")
_PEOPLES = re.compile("(?<=..)(?:哈萨克|柯尔克孜|塔吉克|锡伯|蒙古)$")
_TOWN_TITLED = re.compile(
    r"(?!各|全|所有|重点|特色|美丽|示范|中心|乡镇|城镇|村镇)[一-鿿]{1,4}?(?:街道|(?<![乡城村集])镇|乡)(?=(?:19|20)\d\d年|关于)"
)
_ENDINGS = (
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "省",
    "市",
    "州",
    "盟",
    "区",
    "县",
    "旗",
    "街道",
    "镇",
    "乡",
)


@record(frozen=True, slots=True)
class Area:
    """A division: its name, what stands in front of the names of its offices, its name from the province down."""

    name: str
    prefix: str
    full: str
    level: str
    code: str | None = None

    @property
    def ending(self) -> str:
        """The word that says what kind of division it is: 省, 市, 区, 自治州."""
        return next((e for e in _ENDINGS if self.name.endswith(e)), "")


@record(frozen=True, slots=True)
class Place:
    """The divisions of a document from the province down; empty for the centre and where nothing is known."""

    areas: tuple[Area, ...] = ()
    national: bool = False

    @property
    def own(self) -> Area | None:
        """The division that the document speaks for, or None."""
        return self.areas[-1] if self.areas else None

    def named(self, word: str) -> Area | None:
        """The division that 市, 区, 省, 自治州 … means here: the own one, else the nearest above it, else None.

        In the text of a county-level city 市 is that city, in the text of a district the city above it.
        """
        for area in reversed(self.areas):
            if means(area, word):
                return area
        return None


def means(area: Area, word: str) -> bool:
    """Whether a word for a kind of division can mean this one: 州 is an 自治州, 县 an 自治县 too."""
    if word == "区":
        return area.level == "county" and area.name.endswith("区")
    if word in ("自治区", "省", "盟", "街道"):
        return area.name.endswith(word)
    if word in ("镇", "乡"):
        return area.level == "town" and area.name.endswith(word)
    if word == "旗":
        return area.level == "county" and area.name.endswith("旗")
    return area.name.endswith(word)


@functools.lru_cache(maxsize=4096)
def place_of(region: str | None, code: str | None = None, level: str | None = None) -> Place:
    """The place that a division's full name says; 全国 is the centre."""
    if not region or region == NATION:
        return Place(national=region == NATION)
    province = _PROVINCE.match(region)
    if not province:
        return Place((Area(region, region, region, level or "county", code),))
    names = [province.group(), *_below(region[province.end() :], province.group())]
    return Place(tuple(_chain(names, code)))


def _below(rest: str, province: str) -> list[str]:
    """The city, county and town of what follows the province."""
    names = []
    town = _TOWN.match(rest) if rest and rest[-1] in "道镇乡木" else None
    if town:
        rest = rest[: town.start(2)]
    if rest and province not in MUNICIPALITIES:
        city = _CITY.match(rest)
        if city and (city.end() == len(rest) or rest[city.end() :]):
            names.append(city.group())
            rest = rest[city.end() :]
    if rest:
        names.append(rest)
    return [*names, *([town.group(2)] if town else [])]


def _chain(names: Sequence[str], code: str | None) -> Iterator[Area]:
    above: list[Area] = []
    for index, name in enumerate(names):
        area = area_below(above, name, code if index == len(names) - 1 else None)
        above.append(area)
        yield area


def area_below(above: Sequence[Area], name: str, code: str | None) -> Area:
    """The division of this name below others.

    Offices carry the city in front of the district (广州市海珠区司法局), never the province in front of a city;
    a county-level city stands alone (昆山市人民政府).
    """
    if not above:
        return Area(name, name, name, "province", code)
    parent = above[-1]
    full = parent.full + name
    if name[-1] in "道镇乡木" and (name.endswith(("街道", "苏木")) or name[-1] in "镇乡"):
        return Area(name, parent.prefix + name, full, "town", code)
    if parent.level == "province":
        direct = parent.name in MUNICIPALITIES
        level = "county" if direct or (name[-1] in "县旗区" and not name.endswith("地区")) else "city"
        return Area(name, parent.prefix + name if direct else name, full, level, code)
    return Area(name, name if name.endswith("市") else parent.prefix + name, full, "county", code)


def titled_town(line: str, area: Area, end: int) -> Area:
    """The town or street of a county whose title it is, else the division: 松溪区海棠街道2022年…报告."""
    m = _TOWN_TITLED.match(line, end) if area.level == "county" else None
    return area_below(place_of(area.full, area.code, area.level).areas, m.group(), None) if m else area


class Areas:
    """The divisions of a registry, found in text by name."""

    def __init__(self, registry: Registry) -> None:
        self.by_code: dict[str, Area] = {}
        self.by_full: dict[str, Area] = {}
        self.by_name: dict[str, list[Area]] = {}
        self.shorts: dict[str, list[Area]] = {}
        self.below: dict[tuple[str, str], Area] = {}
        rows = [row for row in registry.all_divisions if row.level != "country"]
        taken = frozenset(row.name for row in rows)
        for row in sorted(rows, key=lambda r: (not r.in_use, r.code)):
            self._add(row, taken)
        names = [n for n in self.by_name if len(n) > 2]
        self.sizes = _sizes((name[:2], name) for name in names)
        self.sizes_below = _sizes(self.below)
        self.names = names + [s for s in self.shorts if s not in self.by_name]
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick(self.names, matchkind=longest, store_patterns=False)

    def _add(self, row: Division, taken: Collection[str]) -> None:
        area = place_of(row.full_name, row.code, row.level).own
        known = self.by_name.get(row.name, ())
        if area is None or (known and not row.in_use) or any(a.full == area.full for a in known):
            return
        self.by_code.setdefault(row.code, area)
        self.by_full.setdefault(area.full, area)
        parent = area.full[: -len(row.name)]
        for name in (row.name, *(n for n in _autonomous(row) if n not in taken)):
            self.by_name.setdefault(name, []).append(area)
            self.below.setdefault((parent, name), area)
        if len(row.short) > 1 and row.short != row.name:
            self.shorts.setdefault(row.short, []).append(area)

    def place(self, area: Area) -> Place:
        """The chain of an area with the codes that the registry has."""
        return place_of(area.full, area.code, area.level)

    def find(self, text: str) -> list[str]:
        """The leftmost-longest names and short names of divisions in a text, in order of place."""
        return [self.names[index] for index, _, _ in self._automaton.find_matches_as_indexes(text)]

    def chain(self, text: str, start: int, place: Place) -> tuple[Area, int] | None:
        """The division that a text names at a place, read as far down as it goes, and where its name ends."""
        at, area = start, None
        while step := self._step(text, at, area, place):
            area, at = step
        town = _TOWN_OFFICE.match(text, at) if area and area.level == "county" else None
        if area and town:
            return area_below(place_of(area.full, area.code, area.level).areas, town[1], None), town.end()
        return (area, at) if area else None

    def _step(self, text: str, at: int, above: Area | None, place: Place) -> tuple[Area, int] | None:
        if above is not None:
            for size in self.sizes_below.get(above.full, ()):
                area = self.below.get((above.full, text[at : at + size]))
                if area:
                    return area, at + size
            return None
        for size in self.sizes.get(text[at : at + 2], ()):
            name = text[at : at + size]
            if size > 2 and name in self.by_name:  # names of two characters (和县) are words too often
                chosen = self.choose(self.by_name[name], text, at + size, place)
                return (chosen, at + size) if chosen else None
        return None

    def choose(self, areas: Sequence[Area], text: str, end: int, place: Place) -> Area | None:
        """The one of several divisions of a name that the text means: the only one, or the one nearest to the place."""
        if len(areas) == 1:
            return areas[0]
        followed = [a for a in areas if any((a.full, text[end : end + n]) in self.below for n in range(2, 12))]
        if len(followed) == 1:
            return followed[0]
        for area in reversed(place.areas):
            near = [a for a in areas if a.full.startswith(area.full) or area.full.startswith(a.full)]
            if len(near) == 1:
                return near[0]
        return None


def _autonomous(row: Division) -> tuple[str, ...]:
    """What an autonomous prefecture, county or banner is called without its nationalities: 楚雄州, 景宁县."""
    bare = _PEOPLES.sub("", row.short)
    whole = row.name.endswith(("自治州", "自治县", "自治旗")) and len(bare) > 1
    return (bare + row.name[-1],) if whole else ()


def _sizes(names: Iterable[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    """How long the names of each group are, the longest first."""
    found: dict[str, set[int]] = {}
    for group, name in names:
        found.setdefault(group, set()).add(len(name))
    return {group: tuple(sorted(sizes, reverse=True)) for group, sizes in found.items()}


_KEPT: dict[int, tuple[Registry, Areas]] = {}


def areas_of(registry: Registry) -> Areas:
    """The areas of a registry, built once."""
    known = _KEPT.get(id(registry))
    if known is None or known[0] is not registry:
        known = _KEPT[id(registry)] = (registry, Areas(registry))
    return known[1]
