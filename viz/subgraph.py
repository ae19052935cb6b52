"""The part of the graph that a network shows, read through the store, with how much there is of it in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.store import Store
from queries import runner

ROWS = 20_000  # rows read for one page; a page that reaches this says "at least"
BASES = ("Law", "Policy", "Program")
THINGS = (*BASES, "Agency", "Measure", "Problem")
# What a network draws; sections, mentions and figures are for the reader and the trace.
LINKS = (
    "IMPLEMENTS", "CITES", "ISSUED", "CARRIES_OUT", "CONTAINS", "REPORTS_TO", "SUPERVISES", "SUBORDINATE_TO", "AMENDS",
    "REPEALS", "REPLACES", "ALIGNS_WITH",
)  # fmt: skip
_ANY = "|".join(THINGS)
_STATEMENT = """r.key AS key, r.quote AS quote, r.trigger AS trigger, r.rule AS rule, r.confidence AS confidence,
  r.basis AS basis, r.polarity AS polarity, r.mode AS mode, r.article AS article, r.role AS role, r.ground AS ground,
  r.doc AS doc, r.section AS section, r.score AS score"""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A node as pages need it."""

    id: str
    label: str
    name: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subgraph:
    """Nodes with the statements between them, and how many of each there are in what was asked for."""

    things: Mapping[str, Thing]
    statements: tuple[Row, ...]
    nodes_in_all: int
    truncated: bool
    centre: str | None = None


def records(store: Store, cypher: str, limit: int = ROWS, **parameters: Any) -> tuple[list[dict[str, Any]], bool]:
    """The rows of a query as mappings, and whether some were left out."""
    table = store.read(cypher, parameters, limit=limit)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows], table.truncated


def things(store: Store, ids: Iterable[str], labels: Sequence[str] = THINGS) -> dict[str, Thing]:
    """The nodes of these ids."""
    wanted = sorted(set(ids))
    found: dict[str, Thing] = {}
    # One label at a time: an index holds the ids of one label, and without one the engine looks through all nodes.
    for label in labels if wanted else ():
        rows, _ = records(
            store,
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, n.name AS name, "
            "properties(n) AS properties ORDER BY id",
            limit=100_000, ids=wanted,
        )  # fmt: skip
        found |= {row["id"]: Thing(label=label, **row) for row in rows}
    return found


def subgraph(store: Store, *, name: str | None = None, region: str | None = None, limit: int = 300) -> Subgraph:
    """At most `limit` nodes around a thing, around the works of a region's documents, or around those of all.

    Nearest first, then those with most links to what is already there.
    """
    # A whole country's measures would fill any page: without a name or region it shows works, programs and bodies.
    labels = THINGS if name or region else (*BASES, "Agency")
    if name:
        centre, _ = runner.node(store, THINGS, name)
        seeds = {id: thing.label for id, thing in things(store, [centre]).items()}
    else:
        centre = None
        seeds = _works(store, runner.region(store, region) if region else "", labels)
    chosen, seen, cut = _rings(store, seeds, labels, limit)
    found = things(store, chosen)
    told, more = _statements(store, chosen)
    return Subgraph(
        things={id: found[id] for id in chosen if id in found}, statements=tuple(told), nodes_in_all=len(seen),
        truncated=cut or more, centre=centre,
    )  # fmt: skip


def _works(store: Store, region: str, labels: Sequence[str]) -> dict[str, str]:
    """The works of documents with their labels, those first that are linked with most."""
    found, _ = records(
        store,
        "MATCH (d:Document)-[:TEXT_OF]->(w:Law|Policy) WHERE coalesce(d.region, '') STARTS WITH $region "
        f"OPTIONAL MATCH (w)-[:{'|'.join(LINKS)}]-(x:{'|'.join(labels)}) "
        "RETURN w.id AS id, labels(w)[0] AS label, count(DISTINCT x.id) AS links ORDER BY links DESC, id",
        region=region,
    )
    return {row["id"]: row["label"] for row in found}


def _rings(
    store: Store, seeds: Mapping[str, str], labels: Sequence[str], limit: int
) -> tuple[dict[str, str], set[str], bool]:
    """What is shown, all that was seen, and whether there is more than was looked at: two steps out from the seeds."""
    # Seeds take half the room: works alone, without what they share, are not linked with each other.
    begun = dict(list(seeds.items())[: max(1, limit // 2)])
    cut = len(begun) < len(seeds)
    chosen, seen, edge = dict(begun), set(seeds), begun
    for _ in range(2):
        near, more = _near(store, edge, labels)
        new = [row for row in near if row["id"] not in chosen]
        new.sort(key=lambda row: (-row["near"], THINGS.index(row["label"]), -row["links"], row["id"]))
        seen |= {row["id"] for row in near}
        edge = {row["id"]: row["label"] for row in new[: limit - len(chosen)]}
        cut = cut or more or len(edge) < len(new)
        chosen |= edge
    return chosen, seen, cut


def _near(store: Store, edge: Mapping[str, str], labels: Sequence[str]) -> tuple[list[dict[str, Any]], bool]:
    """What is linked with these nodes: with how many of them, and by how many statements."""
    found: dict[str, dict[str, Any]] = {}
    cut = False
    for label, ids in _by_label(edge):
        rows, more = records(
            store,
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r:{'|'.join(LINKS)}]-(x:{'|'.join(labels)}) "
            "RETURN x.id AS id, labels(x)[0] AS label, count(DISTINCT id) AS near, count(r) AS links ORDER BY id",
            limit=50_000, ids=ids,
        )  # fmt: skip
        cut = cut or more
        for row in rows:
            known = found.setdefault(row["id"], row | {"near": 0, "links": 0})
            known["near"] += row["near"]
            known["links"] += row["links"]
    return list(found.values()), cut


def _by_label(nodes: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The ids of each label: an index holds those of one."""
    return [(label, ids) for label in THINGS if (ids := sorted(id for id, of in nodes.items() if of == label))]


def _statements(store: Store, nodes: Mapping[str, str]) -> tuple[list[dict[str, Any]], bool]:
    """Every statement between these nodes, with its document and section."""
    found: list[dict[str, Any]] = []
    cut = False
    for label, ids in _by_label(nodes):
        rows, more = records(
            store,
            f"""UNWIND $ids AS id
            MATCH (a:{label} {{id: id}})-[r:{"|".join(LINKS)}]->(b:{_ANY})
            WHERE b.id IN $all
            OPTIONAL MATCH (d:Document {{id: r.doc}})
            OPTIONAL MATCH (s:Section {{id: coalesce(r.section, '')}})
            RETURN a.id AS source_id, b.id AS target_id, type(r) AS type, {_STATEMENT},
              coalesce(d.source, '') AS source, coalesce(s.path, '') AS path
            ORDER BY type, source_id, target_id, key""",
            ids=ids, all=sorted(nodes),
        )  # fmt: skip
        found += rows
        cut = cut or more
    return sorted(found, key=lambda row: (row["type"], row["source_id"], row["target_id"], row["key"])), cut
