"""What the registry knows of the things a line names, as facts: a few rows, never the whole registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from graph.facts import WORKS, Fact, Link
from graph.keys import agency_key, law_key, program_key
from graph.registry import BodyRow, ProgramRow, Registry, WorkRow
from graph.registry.hierarchy import GOVERNMENT, Superior, division_of, superior
from graph.registry.look_up import row_keys

LEVELS = {"province": "provincial", "city": "municipal", "county": "district"}
KINDS = {
    "party": "Party committee",
    "npc": "congress",
    "cppcc": "CPPCC",
    "judicial": "court",
    "procuratorate": "procuratorate",
    "state_council": "government",
    "institution": "public institution",
    "mass_org": "association",
    "association": "association",
    "coordinating": "coordinating body",
    "supervision": "supervisory commission",
}
_AMENDING = re.compile(r"关于修[改订]《([^《》]+(?:《[^《》]+》[^《》]*)?)》的决定$")


def line_facts(named: Mapping[str, Fact], registry: Registry) -> dict[str, Fact]:
    """Every fact that a line brings, by id: those it names, by entity, and the registry's."""
    facts = {fact.id: fact for fact in named.values()}
    return facts | world_facts(facts.values(), registry)


def world_facts(facts: Iterable[Fact], registry: Registry) -> dict[str, Fact]:
    """The registry's facts of the things these facts are of, and of what those depend on, by id."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.type in WORKS:
            for row in {row.key: row for key in fact.keys for row in registry.keyed(key)}.values():
                found |= {f.id: f for f in works(row, registry)}
        elif fact.type == "Program":
            found |= {f.id: f for f in programs(fact.keys, registry)}
        elif fact.type == "Agency":
            region = fact.properties.get("region")
            region = region if isinstance(region, str) else None
            found |= {f.id: f for key in fact.keys for f in agencies(key, region, registry)}
    return found


@cache
def works(row: WorkRow, registry: Registry) -> tuple[Fact, ...]:
    """The fact of a work, then those of the works that replaced it, one after another."""
    found: list[Fact] = []
    seen: set[str] = set()
    at: WorkRow | None = row
    while at is not None and at.key not in seen:
        seen.add(at.key)
        successor = registry.replaced(at)
        found.append(_work(at, successor, registry))
        at = successor
    amended = _amended(row, registry)
    return (*found, *([_work(amended, None, registry)] if amended else []))


def _amended(row: WorkRow, registry: Registry) -> WorkRow | None:
    m = _AMENDING.search(row.title)
    return registry.work(law_key(m[1])) if m else None


def _work_links(row: WorkRow, successor: WorkRow | None, registry: Registry) -> Iterator[Link]:
    """Who replaced and repealed a work, and which it amends."""
    if successor is not None:
        since = {"since": row.repealed} if row.repealed else {}
        yield Link(type="REPLACES", source=successor.key, target=row.key, properties=since)
        if row.source.startswith("repeal clause of"):
            yield Link(type="REPEALS", source=successor.key, target=row.key, properties=since)
    if amended := _amended(row, registry):
        yield Link(type="AMENDS", source=row.key, target=amended.key)


def _work(row: WorkRow, successor: WorkRow | None, registry: Registry) -> Fact:
    said = {
        name: getattr(row, name)
        for name in ("level", "doc_number", "first_effective", "status", "repealed", "region", "source")
    }
    said |= {"editions": list(row.editions), "issuer": "、".join(row.issuer.split(";"))}
    said["promulgated" if row.type == "Law" else "issued"] = row.promulgated
    return Fact(
        type=row.type,
        name=row.title,
        keys=row_keys(row),
        aliases=row.short_names,
        origin="registry",
        resolution="registry",
        properties={name: value for name, value in said.items() if value},
        links=tuple(_work_links(row, successor, registry)),
    )


def programs(keys: Iterable[str], registry: Registry) -> Iterator[Fact]:
    """The facts of the programs that bear one of these keys."""
    rows = _program_rows(registry)
    for key in rows.keys() & set(keys):
        yield _program(rows[key])


@cache
def _program_rows(registry: Registry) -> dict[str, ProgramRow]:
    return {
        program_key(name, row.scope): row for row in reversed(registry.programs) for name in (*row.aliases, row.name)
    }


def _program(row: ProgramRow) -> Fact:
    keys = tuple(dict.fromkeys(program_key(name, row.scope) for name in (row.name, *row.aliases)))
    said = {"kind": row.kind, "scope": row.scope, "source": row.source}
    return Fact(type="Program", name=row.name, keys=keys, aliases=row.aliases, origin="registry", properties=said)


@cache
def agencies(key: str, region: str | None, registry: Registry) -> tuple[Fact, ...]:
    """The fact of an agency, then those of who stands above it up to the State Council, or of who succeeded it."""
    name = key.removeprefix("agency:")
    body = next((row for row in registry.body(name) if row.key == key), None)
    above = superior(registry, name, region)
    if body is None and above is None and not name.endswith(GOVERNMENT):
        return ()
    facts = [_agency(key, region, body, above, registry)]
    if above is not None:
        facts += agencies(agency_key(above.name), above.division.full_name if above.division else None, registry)
    if body is not None and body.successor and agency_key(body.successor) != key:
        facts += agencies(agency_key(body.successor), None, registry)
    return tuple(facts)


def _agency(key: str, region: str | None, body: BodyRow | None, above: Superior | None, registry: Registry) -> Fact:
    links = []
    if above is not None:
        ground = {"ground": above.ground}
        links.append(Link(type="SUBORDINATE_TO", source=key, target=agency_key(above.name), properties=ground))
    if body is not None and body.successor and agency_key(body.successor) != key:
        links.append(Link(type="REPLACES", source=agency_key(body.successor), target=key))
    name = body.name if body else key.removeprefix("agency:")
    said = _central(body) if body else _local(name, region, registry)
    return Fact(type="Agency", name=name, keys=(key,), origin="implied", properties=said, links=tuple(links))


def _central(body: BodyRow) -> dict[str, Any]:
    kind = KINDS.get(body.kind, "department")
    return {"kind": kind, "level": "national", "region": "全国", "source": body.source, "former": body.former}


def _local(name: str, region: str | None, registry: Registry) -> dict[str, Any]:
    division = division_of(registry, region)
    said = {"kind": "government"} if name.endswith(GOVERNMENT) else {}
    if division is None or division.full_name != region:
        return said
    return said | {"region": region, "region_code": division.code, "level": LEVELS.get(division.level, division.level)}
