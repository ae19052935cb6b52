"""The part of the graph that a page shows, read through the store, with how much there is of it in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.store import Store
from queries import catalog, runner

ROWS = 20_000  # statements read for one page; a page that reaches this says "at least"
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
class Drivers:
    """Statements that drive measures, the links around these measures, and how many there are.

    `measures`: their ids, also of those without any statement. `rows`: one a measure and statement, with level, basis,
    quote, source and path. `works`: which work contains a measure, in which document and section. `figures`: which
    figure a measure states. `matching`: how many measures fit what was asked for; `truncated`: there are more
    statements than were read.
    """

    rows: tuple[Row, ...]
    works: tuple[Row, ...]
    figures: tuple[Row, ...]
    things: Mapping[str, Thing]
    measures: tuple[str, ...]
    matching: int
    truncated: bool
    notes: tuple[catalog.Words, ...] = ()


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
    found, _ = records(
        store,
        f"UNWIND $ids AS id MATCH (n:{'|'.join(labels)} {{id: id}}) "
        "RETURN n.id AS id, labels(n)[0] AS label, n.name AS name, properties(n) AS properties ORDER BY id",
        limit=100_000,
        ids=sorted(set(ids)),
    )
    return {row["id"]: Thing(**row) for row in found}


# The trace


def drivers(
    store: Store,
    *,
    name: str | None = None,
    topic: str | None = None,
    region: str | None = None,
    year: int | None = None,
) -> Drivers:
    """What drives the measures of a topic, region and year, or those that a basis drives or a work contains."""
    place = runner.region(store, region) if region else ""
    notes: list[catalog.Words] = []
    if name:
        id, full = runner.node(store, BASES, name)
        notes += [catalog.Words(f"{name}：{full}", f"{name}: {full}")] if full != name else []
        rows, measures, cited, cut = _of_name(store, id, topic or "", place, year or 0)
        matching = len(measures)
        if cited:
            told = f"另有 {cited} 项举措只引用、未落实。", f"{cited} more measures only cite it."
            notes.append(catalog.Words(*told))
    else:
        question = catalog.one("laws_behind_measures")
        asked = {"topic": topic or "", "region": place, "year": year or 0}
        answer = runner.ask(store, question, asked, limit=ROWS)
        rows, matching, cut = answer.records(), answer.total, answer.truncated
        notes += answer.notes
        measures = sorted({row["measure_id"] for row in rows})
    works, figures = _around(store, measures)
    ids = {*measures, *(row["basis_id"] for row in rows), *(row["work_id"] for row in works)}
    found = things(store, ids) | things(store, (row["figure_id"] for row in figures), ("Figure",))
    return Drivers(
        rows=tuple(rows), works=tuple(works), figures=tuple(figures), things=found, measures=tuple(measures),
        matching=matching, truncated=cut, notes=tuple(notes),
    )  # fmt: skip


_OF_MEASURES = """MATCH (m)<-[:STATES]-(leaf:Section)
WHERE leaf.doc = c.doc
CALL (m, leaf, w) {
  MATCH (m)-[r:IMPLEMENTS]->(b)
  WHERE r.doc = leaf.doc
  RETURN r, b, leaf AS place, 'leaf' AS level
  UNION
  MATCH (leaf)<-[:HAS_SECTION*1..8]-(place:Section)
  MATCH (w)-[r:IMPLEMENTS]->(b)
  WHERE r.section = place.id
  RETURN r, b, place, 'heading' AS level
  UNION
  MATCH (w)-[r:IMPLEMENTS]->(b)
  WHERE r.doc = leaf.doc
  OPTIONAL MATCH (place:Section {id: coalesce(r.section, '')})
  WITH r, b, place
  WHERE place IS NULL OR place.role = 'preamble'
  RETURN r, b, place, 'document' AS level
}
WITH m, leaf, r, b, place, level
WHERE coalesce(r.polarity, 'positive') = 'positive'
MATCH (d:Document {id: leaf.doc})
RETURN m.id AS measure_id, b.id AS basis_id, level, r.quote AS quote, r.trigger AS trigger, r.mode AS mode,
  d.id AS document_id, d.source AS source, coalesce(place.path, '') AS path, r.key AS key
ORDER BY measure_id, level DESC, basis_id, key"""
_FITS = """($year = 0 OR m.year = $year) AND coalesce(m.region, '') STARTS WITH $region
  AND (m.name CONTAINS $topic OR coalesce(m.text, '') CONTAINS $topic
       OR any(h IN coalesce(m.headings, []) WHERE h CONTAINS $topic))"""


def _of_name(
    store: Store, id: str, topic: str, region: str, year: int
) -> tuple[list[dict[str, Any]], list[str], int, bool]:
    """Rows of the measures that a work contains or a basis drives; these measures; how many only cite it; any cut."""
    asked: dict[str, Any] = {"topic": topic, "region": region, "year": year}
    own, held, cut = _of_work(store, id, asked)
    answer = runner.ask(store, catalog.one("measures_of_law"), {"law": id, "region": region}, limit=ROWS)
    fits, _ = records(
        store,
        f"UNWIND $ids AS id MATCH (m:Measure {{id: id}})\nWHERE {_FITS}\nRETURN m.id AS id ORDER BY id",
        ids=sorted({row["measure_id"] for row in answer.records()}),
        **asked,
    )
    fitting = {row["id"] for row in fits}
    driven = [
        row | {"basis_id": id}
        for row in answer.records()
        if row["relation"] == "IMPLEMENTS" and row["measure_id"] in fitting
    ]
    measures = held | {row["measure_id"] for row in driven}
    return own + driven, sorted(measures), len(fitting - measures), cut or answer.truncated


def _of_work(store: Store, id: str, asked: Mapping[str, Any]) -> tuple[list[dict[str, Any]], set[str], bool]:
    """Rows of what drives the measures of a work; all its measures that fit; whether any row is missing."""
    contained = f"MATCH (w:Law|Policy {{id: $id}})-[c:CONTAINS]->(m:Measure)\nWHERE {_FITS}\n"
    rows, cut = records(store, f"{contained}WITH w, c, m\n{_OF_MEASURES}", id=id, **asked)
    held, _ = records(store, f"{contained}RETURN DISTINCT m.id AS id ORDER BY id", id=id, **asked)
    return rows, {row["id"] for row in held}, cut


def _around(store: Store, measures: Sequence[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Which works contain these measures, and which figures they state."""
    works, _ = records(
        store,
        """UNWIND $ids AS id
        MATCH (m:Measure {id: id})<-[c:CONTAINS]-(w:Law|Policy)
        MATCH (d:Document {id: c.doc})
        OPTIONAL MATCH (s:Section {id: coalesce(c.section, '')})
        RETURN w.id AS work_id, m.id AS measure_id, d.id AS document_id, d.source AS source,
          coalesce(s.path, '') AS path, c.key AS key
        ORDER BY measure_id, work_id, key""",
        ids=measures,
    )
    figures, _ = records(
        store,
        """UNWIND $ids AS id
        MATCH (m:Measure {id: id})-[r:HAS_FIGURE]->(f:Figure)
        OPTIONAL MATCH (d:Document {id: r.doc})
        OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
        RETURN m.id AS measure_id, f.id AS figure_id, r.quote AS quote, d.source AS source, r.start AS start,
          coalesce(s.path, '') AS path, r.key AS key
        ORDER BY measure_id, start, key""",
        ids=measures,
    )
    return works, figures


# The network


def subgraph(store: Store, *, name: str | None = None, region: str | None = None, limit: int = 300) -> Subgraph:
    """At most `limit` nodes around a thing, around the works of a region's documents, or around those of all.

    Nearest first, then those with most links to what is already there.
    """
    if name:
        centre, _ = runner.node(store, THINGS, name)
        seeds = [centre]
    else:
        centre = None
        seeds = _works(store, runner.region(store, region) if region else "")
    # A whole country's measures would fill any page: without a name or region it shows works, programs and bodies.
    labels = THINGS if name or region else (*BASES, "Agency")
    chosen, seen, cut = _rings(store, seeds, labels, limit)
    found = things(store, chosen)
    told, more = _statements(store, sorted(found))
    return Subgraph(
        things={id: found[id] for id in chosen if id in found}, statements=tuple(told), nodes_in_all=len(seen),
        truncated=cut or more, centre=centre,
    )  # fmt: skip


def _works(store: Store, region: str) -> list[str]:
    found, _ = records(
        store,
        "MATCH (d:Document)-[:TEXT_OF]->(w:Law|Policy) WHERE coalesce(d.region, '') STARTS WITH $region "
        "RETURN DISTINCT w.id AS id ORDER BY id",
        region=region,
    )
    return [row["id"] for row in found]


def _rings(store: Store, seeds: Sequence[str], labels: Sequence[str], limit: int) -> tuple[list[str], set[str], bool]:
    """What is shown, all that was seen, and whether there is more than was looked at: two steps out from the seeds."""
    cut = len(seeds) > limit
    chosen, seen, edge = list(seeds[:limit]), set(seeds), list(seeds[:limit])
    for _ in range(2):
        near, more = records(
            store,
            f"UNWIND $ids AS id MATCH (n:{_ANY} {{id: id}})-[r:{'|'.join(LINKS)}]-(x:{'|'.join(labels)}) "
            "RETURN x.id AS id, labels(x)[0] AS label, count(DISTINCT id) AS near, count(r) AS links ORDER BY id",
            limit=50_000, ids=edge,
        )  # fmt: skip
        new = [row for row in near if row["id"] not in set(chosen)]
        new.sort(key=lambda row: (-row["near"], THINGS.index(row["label"]), -row["links"], row["id"]))
        seen |= {row["id"] for row in near}
        edge = [row["id"] for row in new[: limit - len(chosen)]]
        cut = cut or more or len(edge) < len(new)
        chosen += edge
    return chosen, seen, cut


def _statements(store: Store, ids: Sequence[str]) -> tuple[list[dict[str, Any]], bool]:
    """Every statement between these nodes, with its document and section."""
    return records(
        store,
        f"""UNWIND $ids AS id
        MATCH (a:{_ANY} {{id: id}})-[r:{"|".join(LINKS)}]->(b:{_ANY})
        WHERE b.id IN $ids
        OPTIONAL MATCH (d:Document {{id: r.doc}})
        OPTIONAL MATCH (s:Section {{id: coalesce(r.section, '')}})
        RETURN a.id AS source_id, b.id AS target_id, type(r) AS type, {_STATEMENT},
          coalesce(d.source, '') AS source, coalesce(s.path, '') AS path
        ORDER BY type, source_id, target_id, key""",
        ids=ids,
    )
