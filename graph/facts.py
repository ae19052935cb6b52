"""What one line says of each thing it names, apart from where: the facts that nodes are made of.

Equal facts of different documents are one fact, so that a node that thousands of documents name (国务院) is made of a
few. A line also brings the registry's facts of what it names, and of what those depend on: who replaced a repealed
work, who stands above an agency.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any

from graph.keys import digest, figure_keys
from graph.records import Document, Entity, Line

VERSION = 2  # of what facts say; a library made with another one makes them anew
WORKS = ("Law", "Policy")
LOCAL = ("section", "start", "end")  # what belongs to a place in one document and not to the thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation that the registry tells between two keys."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What is said of one thing; `origin` is registry, own (a document's own work), named or implied.

    Implied is what the registry adds to an agency: the text's own words about it come first.
    """

    type: str
    name: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    origin: str = "named"
    resolution: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    @cached_property
    def text(self) -> str:
        """The fact as JSON, the same fact always the same text."""
        row = {name: getattr(self, name) for name in FIELDS} | {"links": [asdict(link) for link in self.links]}
        return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def id(self) -> str:
        """A hash of the fact."""
        return digest("fact", self.text)


FIELDS = tuple(f.name for f in fields(Fact))


def read_fact(text: str) -> Fact:
    """The fact that JSON text holds."""
    row = json.loads(text)
    lists = {name: tuple(row[name]) for name in ("keys", "aliases", "candidates")}
    return Fact(**(row | lists | {"links": tuple(Link(**link) for link in row["links"])}))


def named_facts(line: Line) -> dict[str, Fact]:
    """The fact of each entity of a line, by the entity's id."""
    own, keys = own_work(line), entity_keys(line)
    return {e.id: _fact(e, keys[e.id], line.document, own=e.id == own) for e in line.entities}


def own_work(line: Line) -> str | None:
    """The id of the entity that is the document's own work."""
    work = line.document.work
    if work is None:
        return None
    return next((e.id for e in line.entities if (e.type, e.name) == (work.type, work.name)), None)


def entity_keys(line: Line) -> dict[str, tuple[str, ...]]:
    """The keys of each entity; figures are known by their leaf and words, what bears no key in its document only."""
    keys = {e.id: e.keys or (f"local:{digest(line.document.id, e.type, e.name)}",) for e in line.entities}
    return keys | dict(_figures(line, keys))


def _figures(line: Line, keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    figures = {e.id: e for e in line.entities if e.type == "Figure"}
    met: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for relation in line.relations:
        figure = figures.get(relation.target)
        if relation.type == "HAS_FIGURE" and figure is not None and figure.id not in seen:
            seen.add(figure.id)
            met[relation.source, figure.name] += 1
            yield figure.id, figure_keys(keys[relation.source], figure.name, met[relation.source, figure.name])


def _fact(entity: Entity, keys: tuple[str, ...], document: Document, *, own: bool) -> Fact:
    properties = {k: v for k, v in entity.properties.items() if k not in LOCAL and v not in (None, "", (), [])}
    if entity.type in ("Measure", "Problem", "Figure") and document.region:
        properties.setdefault("region", document.region)
    if own:
        properties = _masthead(document) | properties
    return Fact(
        type=entity.type,
        name=entity.name,
        keys=keys,
        aliases=tuple(sorted(set(entity.aliases))),
        origin="own" if own else "named",
        resolution=entity.resolution,
        candidates=tuple(sorted(set(entity.candidates))),
        reason=entity.reason,
        properties=properties,
    )


def _masthead(document: Document) -> dict[str, Any]:
    """What a document's masthead says of the work."""
    said = {
        "genre": document.genre,
        "issuer": document.issuer,
        "doc_number": document.doc_number,
        "issued": document.published,
        "region": document.region,
        "region_code": document.region_code,
    }
    return {name: value for name, value in said.items() if value}
