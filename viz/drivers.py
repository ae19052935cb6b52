"""What drives measures, read through the store: those that fit, nearest basis first, and all that is said of these.

The graph may hold ten thousands of measures, a page lists a hundred: all are found and put in order by one light
query each, sentences are read for the listed alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.store import Store
from queries import catalog, runner
from viz.subgraph import BASES, Row, Thing, records, things

CAP = 100  # measures that a page lists
LEVELS = ("leaf", "heading", "document")
UNTOLD = len(LEVELS)
_FITS = """($year = 0 OR m.year = $year) AND coalesce(m.region, '') STARTS WITH $region
  AND (m.name CONTAINS $topic OR coalesce(m.text, '') CONTAINS $topic
       OR any(h IN coalesce(m.headings, []) WHERE h CONTAINS $topic))"""
_HELD = "coalesce(r.polarity, 'positive') = 'positive'"
_PICKED = """RETURN m.id AS id, near, m.year AS year, m.region AS region, m.name AS name
ORDER BY near, coalesce(year, 0) DESC, name, id"""
# Each measure with the nearest level of a statement that drives it; of `{basis}` alone where one is asked for.
_DRIVEN = f"""CALL () {{
  MATCH (m:Measure)-[r:IMPLEMENTS]->(b:Law|Policy|Program)
  WHERE {_HELD} AND ($basis = '' OR b.id = $basis)
  RETURN m, 0 AS near
  UNION
  MATCH (w:Law|Policy)-[r:IMPLEMENTS]->(b:Law|Policy|Program)
  WHERE {_HELD} AND ($basis = '' OR b.id = $basis)
  WITH DISTINCT coalesce(r.section, '') AS at
  MATCH (place:Section {{id: at}})
  WHERE place.role <> 'preamble'
  MATCH (place)-[:HAS_SECTION*1..8]->(leaf:Section)-[:STATES]->(m:Measure)
  RETURN m, 1 AS near
  UNION
  MATCH (w:Law|Policy)-[r:IMPLEMENTS]->(b:Law|Policy|Program)
  WHERE {_HELD} AND ($basis = '' OR b.id = $basis)
  OPTIONAL MATCH (place:Section {{id: coalesce(r.section, '')}})
  WITH w, r.doc AS doc, place
  WHERE place IS NULL OR place.role = 'preamble'
  WITH DISTINCT w, doc
  MATCH (w)-[c:CONTAINS]->(m:Measure)
  WHERE c.doc = doc
  RETURN m, 2 AS near
}}
WITH m, min(near) AS near
WHERE {_FITS}
{_PICKED}"""
# What is said of measures `m` that a work `w` contains by a statement `c`.
_SAID = f"""MATCH (m)<-[:STATES]-(leaf:Section)
WHERE leaf.doc = c.doc
CALL (m, leaf, w) {{
  MATCH (m)-[r:IMPLEMENTS]->(b)
  WHERE r.doc = leaf.doc
  RETURN r, b, leaf AS place, 0 AS level
  UNION
  MATCH (leaf)<-[:HAS_SECTION*1..8]-(place:Section)
  MATCH (w)-[r:IMPLEMENTS]->(b)
  WHERE r.section = place.id AND place.role <> 'preamble'
  RETURN r, b, place, 1 AS level
  UNION
  MATCH (w)-[r:IMPLEMENTS]->(b)
  WHERE r.doc = leaf.doc
  OPTIONAL MATCH (place:Section {{id: coalesce(r.section, '')}})
  WITH r, b, place
  WHERE place IS NULL OR place.role = 'preamble'
  RETURN r, b, place, 2 AS level
}}
WITH m, leaf, r, b, place, level
WHERE {_HELD}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """The measures listed, statements that drive them, the links around them, and how many there are in all.

    `measures`: their ids, nearest first, also of those without any statement. `rows`: one a measure and statement, with
    level, basis, quote, source and path. `works`: which work contains a measure, in which document and section.
    `figures`: which figure a measure states. `matches`: the measure or problem of another document that comparison
    found to be of one matter with it. `matching`: how many measures fit what was asked for, `based` of them with a
    stated basis, `found` how many a page without end would list; `truncated`: there are more than were counted.
    """

    rows: tuple[Row, ...]
    works: tuple[Row, ...]
    figures: tuple[Row, ...]
    things: Mapping[str, Thing]
    measures: tuple[str, ...]
    matching: int
    based: int
    found: int
    truncated: bool
    matches: tuple[Row, ...] = ()
    notes: tuple[catalog.Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What measures are asked for: of a law, policy or program, with words, of a place and those below, of a year."""

    name: str | None = None
    topic: str | None = None
    region: str | None = None
    year: int | None = None

    @property
    def words(self) -> str:
        """It in words."""
        return " · ".join(str(part) for part in (self.name, self.topic, self.region, self.year) if part)


def drivers(store: Store, asked: Asked, *, cap: int = CAP) -> Drivers:
    """What drives the measures of a topic, region and year, or those that a basis drives or a work contains."""
    id, full = runner.node(store, BASES, asked.name) if asked.name else ("", "")
    notes = (
        [catalog.Words(f"“{asked.name}”指{full}。", f"“{asked.name}” is taken for {full}.")]
        if full != (asked.name or "")
        else []
    )
    place = runner.region(store, asked.region) if asked.region else ""
    fits: dict[str, Any] = {"topic": asked.topic or "", "region": place, "year": asked.year or 0}
    picked, truncated = records(store, _DRIVEN, basis=id, **fits)
    near = {row["id"]: row for row in picked}
    held = _contained(store, id, fits) if id else {}
    near |= held
    if id:
        notes += _cited(store, id, fits, near)
    measures = _ordered(near.values())[:cap]
    # A law shows what it drives, a plan also what else drives its own measures.
    rows = [row for row in _rows(store, measures) if not id or row["basis_id"] == id or row["measure_id"] in held]
    matching = len(near) if id else _count(store, fits)
    based = sum(row["near"] < UNTOLD for row in near.values())
    return _read(store, measures, rows, matching, based, len(near), truncated, notes)


def _ordered(picked: Iterable[Row]) -> list[str]:
    """The measures: nearest basis first; each place's and year's first before any one's second; the latest first."""
    turns: Counter[tuple[Any, ...]] = Counter()
    order = []
    for row in sorted(picked, key=lambda row: (row["near"], -(row["year"] or 0), row["name"], row["id"])):
        of = row["near"], row["region"], row["year"]
        order.append((row["near"], turns[of], row["id"]))
        turns[of] += 1
    return [id for _, _, id in sorted(order, key=lambda one: one[:2])]


def _read(
    store: Store, measures: Sequence[str], rows: Sequence[Row], matching: int, based: int, found: int, truncated: bool,
    notes: Sequence[catalog.Words],
) -> Drivers:  # fmt: skip
    """All that a page shows of the measures listed."""
    works, figures, matches = _works(store, measures), _figures(store, measures), _matches(store, measures)
    read = things(store, measures, ("Measure",))
    read |= things(store, (row["basis_id"] for row in rows), BASES)
    read |= things(store, (row["work_id"] for row in works), ("Law", "Policy"))
    read |= things(store, (row["figure_id"] for row in figures), ("Figure",))
    read |= things(store, (row["match_id"] for row in matches), ("Measure", "Problem"))
    return Drivers(
        rows=tuple(rows), works=tuple(works), figures=tuple(figures), matches=tuple(matches), things=read,
        measures=tuple(measures), matching=matching, based=based, found=found, truncated=truncated, notes=tuple(notes),
    )  # fmt: skip


def _contained(store: Store, id: str, fits: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The measures that a work contains, each with the nearest level of what drives it."""
    work = f"MATCH (w:Law|Policy {{id: $id}})-[c:CONTAINS]->(m:Measure)\nWHERE {_FITS}\n"
    whole, _ = records(store, f"{work}WITH m, min({UNTOLD}) AS near\n{_PICKED}", id=id, **fits)
    said, _ = records(store, f"{work}WITH w, c, m\n{_SAID}\nWITH m, min(level) AS near\n{_PICKED}", id=id, **fits)
    return {row["id"]: row for row in (*whole, *said)}


def _cited(store: Store, id: str, fits: Mapping[str, Any], near: Mapping[str, Any]) -> list[catalog.Words]:
    """A note of how many measures cite a work and do no more."""
    query = f"MATCH (b:Law|Policy {{id: $id}})<-[:CITES]-(m:Measure)\nWHERE {_FITS}\nRETURN DISTINCT m.id AS id"
    only = {row["id"] for row in records(store, query, id=id, **fits)[0]} - near.keys()
    told = f"另有 {len(only)} 项举措只引用、未落实。", f"{len(only)} more measures only cite it."
    return [catalog.Words(*told)] if only else []


def _count(store: Store, fits: Mapping[str, Any]) -> int:
    """How many measures fit."""
    rows, _ = records(store, f"MATCH (m:Measure)\nWHERE {_FITS}\nRETURN count(m) AS number", **fits)
    return int(rows[0]["number"]) if rows else 0


def _rows(store: Store, measures: Sequence[str]) -> list[dict[str, Any]]:
    """Every statement that drives one of these measures, nearest first."""
    found, _ = records(
        store,
        f"""UNWIND $ids AS id
        MATCH (m:Measure {{id: id}})<-[c:CONTAINS]-(w:Law|Policy)
        WITH w, c, m
        {_SAID}
        MATCH (d:Document {{id: leaf.doc}})
        RETURN DISTINCT m.id AS measure_id, b.id AS basis_id, level, r.quote AS quote, r.trigger AS trigger,
          d.id AS document_id, d.source AS source, coalesce(place.path, '') AS path, r.key AS key
        ORDER BY measure_id, level, basis_id, key""",
        ids=measures,
    )
    return [row | {"level": LEVELS[row["level"]]} for row in found]


def _works(store: Store, measures: Sequence[str]) -> list[dict[str, Any]]:
    """Which works contain these measures."""
    found, _ = records(
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
    return found


def _figures(store: Store, measures: Sequence[str]) -> list[dict[str, Any]]:
    """Which figures these measures state."""
    found, _ = records(
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
    return found


def _matches(store: Store, measures: Sequence[str]) -> list[dict[str, Any]]:
    """What comparison found to be of one matter with these measures, each once, the likest first.

    `onward`: the measure tells of that task; else that report or problem speaks of this measure.
    """
    found, _ = records(
        store,
        """UNWIND $ids AS id
        MATCH (m:Measure {id: id})-[a:ALIGNS_WITH]-(x:Measure|Problem)
        WITH m, x, startNode(a).id = m.id AS onward, max(a.score) AS score
        MATCH (x)<-[:STATES]-(s:Section)
        MATCH (d:Document {id: s.doc})
        WITH m, x, onward, score, s, d ORDER BY d.source, coalesce(s.start, 0)
        WITH m, x, onward, score, collect(s)[0] AS s, collect(d)[0] AS d
        RETURN m.id AS measure_id, x.id AS match_id, onward, score, coalesce(s.text, x.text, x.name) AS quote,
          d.source AS source, coalesce(s.path, '') AS path
        ORDER BY measure_id, score DESC, match_id""",
        ids=measures,
    )
    return found


def nothing(store: Store, asked: Asked) -> QueryError:
    """Why no measure can be listed, and what could be tried."""
    place = runner.region(store, asked.region) if asked.region else ""
    fits: dict[str, Any] = {"topic": asked.topic or "", "region": place, "year": asked.year or 0}
    if not _count(store, {"topic": "", "region": "", "year": 0}):
        return QueryError("the graph holds no measures: load documents first, policygraph load PATHS")
    some = _count(store, fits)
    if asked.name:
        return QueryError(
            f"{asked.words}: no measure carries it out that fits; `ask measures_of_law --param law={asked.name}` lists "
            f"those that cite it, `page network --name {asked.name}` draws what stands around it"
        )
    if some:
        return QueryError(
            f"{asked.words}: {some} measures fit, but none with a stated basis; `ask measures_without_basis` lists them"
        )
    return QueryError(
        f"{asked.words}: no measure fits{_instead(store, asked, fits)}; `ask coverage` lists regions and years"
    )


def _instead(store: Store, asked: Asked, fits: Mapping[str, Any]) -> str:
    """How many would fit without one of the things asked for."""
    given = [(name, empty) for name, empty in (("topic", ""), ("region", ""), ("year", 0)) if fits[name]]
    if len(given) < 2:
        return ""
    told = [(name, _count(store, {**fits, name: empty})) for name, empty in given]
    return "".join(f"; without --{name}: {number}" for name, number in told if number)
