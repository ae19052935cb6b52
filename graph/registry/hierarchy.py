"""Who stands above an agency, by its name and the kinds of graph/registry/superiors.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.keys import fold_title
from graph.registry.look_up import Registry
from graph.registry.rows import Division

GOVERNMENT = "人民政府"
COUNCIL = "国务院"
_STREET = re.compile(r".+(街道办事处|街道办)$")
_TOWN = re.compile(r"(街道|镇|乡|苏木)$")
TOWN_NAME = range(1, 8)  # characters of a town's own name
_TOWNSHIP = re.compile(r".+[镇乡]人民政府$")


@dataclass(frozen=True, slots=True)
class Superior:
    """The agency above another, with the article that says so and the division of it."""

    name: str
    ground: str
    division: Division | None


def superior(registry: Registry, name: str, region: str | None) -> Superior | None:
    """Who stands above the agency of this full name in this region, or None where the table does not tell."""
    grounds = {row.kind: row for row in registry.superiors}
    body = next((row for row in registry.body(name) if row.name == name), None)
    if body is not None:
        row = grounds.get("office_central" if body.kind == "state_council" and name != COUNCIL else body.kind)
        return Superior(row.superior, row.ground, None) if row else None
    division = division_of(registry, region)
    if division is None:
        return None
    kind = kind_of(registry, name, division)
    row = grounds.get(kind or "")
    if row is None:
        return None
    if row.superior == "government":
        return Superior(government(registry, division), row.ground, division)
    above = registry.above(division)
    return Superior(government(registry, above) if above else COUNCIL, row.ground, above)


def division_of(registry: Registry, region: str | None) -> Division | None:
    """The division of this full name; of a town, which the table does not hold, the county it lies in."""
    names = [region or ""]
    town = _TOWN.search(names[0])
    if town is not None:
        names += [names[0][: town.start() - size] for size in TOWN_NAME]
    divisions = (d for name in names for d in registry.divisions(name) if d.full_name == name)
    return next(divisions, None)


def front(registry: Registry, division: Division) -> str:
    """What stands before the names of a division's offices: 广州市海珠区, but 昆山市 alone, and 济源市."""
    above = registry.above(division) if division.level == "county" else None
    if above is None or (division.name.endswith("市") and above.level == "city"):
        return division.name
    return f"{above.name if above.level == 'city' or above.name.endswith('市') else ''}{division.name}"


def government(registry: Registry, division: Division) -> str:
    """The name of a division's government."""
    return front(registry, division) + GOVERNMENT


def kind_of(registry: Registry, name: str, division: Division) -> str | None:
    """What kind of body of this division bears the name, or None where the tables do not tell."""
    fronts = {division.full_name, front(registry, division), division.name}
    place = next((one for one in sorted(fronts, key=len, reverse=True) if name.startswith(one)), None)
    if place is None:
        return None
    rest = name[len(place) :]
    if rest == GOVERNMENT:
        return "government"
    if _STREET.match(rest):
        return "street_office"
    if _TOWNSHIP.match(rest):
        return "township"
    row = registry.department(fold_title(rest))
    return row.kind if row else None
