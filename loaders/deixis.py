"""Bodies that a text names by their rank alone: 本级人大常委会, 上一级政府, resolved from who speaks or acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.keys import agency_key
from loaders.draft import Draft
from loaders.naming import LEVELS
from loaders.offices import office
from loaders.places import Area, place_of

POINTING = re.compile(
    r"(?P<rank>本级|同级|上一级|上级)(?:地方)?(?=人民政府|政府|党委|人大|人民代表大会|政协|纪委|监委)"
)
_NEXT = re.compile(r"及其|以及|[、和与及]")
_STANDING = re.compile("常务委员会|常委会")
_KINDS = "人政党纪监"
_OF_DEPARTMENTS = (
    "部门",
    "机关",
    "机构",
    "有关",
    "相关",
    "主管",
    "单位",
    "领导",
    "负责",
    "工作部门",
    "办公厅",
    "办公室",
)
# The bodies that every level has, each with its like at the centre.
_CENTRE = {
    "{}人民政府": "国务院",
    "中共{}委员会": "中国共产党中央委员会",
    "{}人民代表大会": "全国人民代表大会",
    "{}人民代表大会常务委员会": "全国人民代表大会常务委员会",
    "中国人民政治协商会议{}委员会": "中国人民政治协商会议全国委员会",
    "中共{}纪律检查委员会": "中国共产党中央纪律检查委员会",
    "{}监察委员会": "国家监察委员会",
    "{}纪委监委": "中央纪委国家监委",
}


@dataclass(frozen=True, slots=True)
class Pointed:
    """A body named by its rank: where the words stand, how they go on from the rank, whether a rank above is meant."""

    start: int
    end: int
    above: bool


def pointed(text: str, at: int) -> list[Pointed]:
    """The bodies that a place names by rank: 本级党委和人大常委会、上一级政府 are three."""
    found: list[Pointed] = []
    above = None
    while True:
        m = POINTING.match(text, at)
        if m is not None:
            above, at = m["rank"].startswith("上"), m.end()
        if above is None or text[at : at + 1] not in _KINDS + "常":
            return found
        standing = _STANDING.match(text, at)
        kind = None if standing else office(text, at, "county")
        end = standing.end() if standing else kind.end if kind and kind.name in _CENTRE else None
        if end is None or text.startswith(_OF_DEPARTMENTS, end):
            return found
        found.append(Pointed(m.start() if m else at, end, above))
        joint = _NEXT.match(text, end)
        if joint is None:
            return found
        at = joint.end()


class Deixis:
    """Writes out the bodies that a document names by rank, as those of the body that bears the duty."""

    def __init__(self, draft: Draft) -> None:
        self._draft, self._text = draft, draft.text

    def bodies(self, bearer: str, words: Iterable[Pointed]) -> Iterator[str]:
        """The bodies, with their mentions, as the bearer's own level or the one above it has them."""
        for one in words:
            body = self._body(bearer, one)
            if body is not None:
                self._draft.mention(body, one.start, one.end)
                yield body

    def _body(self, bearer: str, one: Pointed) -> str | None:
        areas, centre = self._areas(bearer)
        word = POINTING.sub("", self._text[one.start : one.end])
        if word in ("常委会", "常务委员会"):
            word = "人大" + word
        if one.above:
            centre, areas = len(areas) == 1, areas[:-1]
        area = areas[-1] if areas else None
        found = office(word, 0, area.level if area else "county")
        if found is None or found.end != len(word) or not (area or centre):
            return None
        if area is None:
            name = _CENTRE[found.name]
            values = {"kind": found.kind, "level": "national"}
            return self._draft.entity("Agency", name, (agency_key(name),), properties=values)
        values = {"kind": found.kind, "level": LEVELS.get(area.level, area.level), "region": area.full}
        key = agency_key(found.identity(area.prefix))
        return self._draft.entity("Agency", found.full(area.prefix), (key,), properties=values)

    def _areas(self, bearer: str) -> tuple[tuple[Area, ...], bool]:
        """The divisions of a body from the province down, and whether it is one of the centre."""
        entity, head = self._draft.entities[bearer], self._draft.head
        region, level = entity.properties.get("region"), entity.properties.get("level")
        if region is None and entity.name == head.issuer:
            region, level = head.region, head.level
        return place_of(str(region) if region else None).areas, level == "national"
