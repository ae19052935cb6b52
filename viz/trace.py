"""The trace: what drives a measure, as columns basis → work → measure → figure, each hop with its sentence.

A statement links a basis with the work that makes it. Its level says how near it is to a measure: `leaf` (the measure's
own words), `heading` (a statement of a section around it), `document` (the work's title or preamble). Beside a measure
stands what comparison found to be of one matter with it in another document: computed, not stated, and shown so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.ontology import ontology
from graph.store import Store
from queries.catalog import Words
from viz.cards import badges, title
from viz.drivers import CAP, LEVELS, Asked, Drivers, drivers, nothing
from viz.page import render, static
from viz.subgraph import Row, Thing
from viz.titles import pieces

COLUMNS = ("basis", "work", "measure", "match", "figure")
SWEEPS = 7  # barycentre sweeps; more change nothing on graphs of this size. The last goes right: works keep together
LONGEST = 320  # characters of a measure's text that its hop quotes
PAIRED = 200  # of each of two texts that comparison joined: both are to be seen at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing in a column: `title` is short, `name` full, `badges` region, year, number, status …"""

    id: str
    column: str
    label: str
    title: str
    name: str
    badges: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A link of two cards and the statements it stands on.

    Each statement has level, quote, trigger, document and section; that of a basis names the `measures` it drives.
    """

    source: str
    target: str
    statements: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the page shows: cards, hops, and per column how many there are in all."""

    heading: Words
    cards: tuple[Card, ...]
    hops: tuple[Hop, ...]
    totals: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Words, ...] = ()


def trace(store: Store, asked: Asked, *, lang: str = "zh") -> str:
    """The page as text; QueryError where a name or region tells nothing or several things, or no measure is found."""
    found = drivers(store, asked)
    if not found.measures:
        raise nothing(store, asked)
    about = asked.words
    heading = Words(
        f"举措的依据{'：' + about if about else ''}", f"What drives measures{': ' + about if about else ''}"
    )
    return page(traced(found, heading), lang=lang)


def page(trace: Trace, *, lang: str = "zh") -> str:
    """The page of a trace as text."""
    # The column of what comparison found stands only where it found something.
    columns = {name: cards for name, cards in arranged(trace).items() if cards or name != "match"}
    kinds = ontology().labels
    return render(
        "trace.html",
        lang=lang,
        styles=[static("page.css"), static("trace.css")],
        scripts=[static("page.js"), static("trace.js")],
        data={
            "cards": {card.id: _card(card) for card in trace.cards},
            "hops": [{"source": h.source, "target": h.target, "statements": list(h.statements)} for h in trace.hops],
            "kinds": {k: {"zh": kinds[k].zh, "en": kinds[k].en, "mark": kinds[k].mark} for k in kinds},
            "columns": list(columns),
        },
        heading=trace.heading,
        notes=trace.notes,
        columns=columns,
        kinds=kinds,
        pieces=pieces,
        totals={c: (len(columns[c]), max(trace.totals.get(c, 0), len(columns[c]))) for c in columns},
        hops=trace.hops,
        cards={card.id: card for card in trace.cards},
    )


def _card(card: Card) -> dict[str, Any]:
    told = [{"zh": badge.zh, "en": badge.en} for badge in card.badges]
    return {"column": card.column, "label": card.label, "name": card.name, "badges": told}


def traced(found: Drivers, heading: Words, *, cap: int = CAP) -> Trace:
    """The trace of what was read: at most `cap` cards a column."""
    bases = _most(Counter(row["basis_id"] for row in found.rows), cap)
    homes = _most(Counter(row["work_id"] for row in found.works), cap)
    matches = [id for id, _ in _likest(found.matches)][:cap]
    figures = _spread(found.figures, cap)
    kept = {
        "basis": bases, "work": homes, "measure": found.measures, "match": matches,
        "figure": [row["figure_id"] for row in figures],
    }  # fmt: skip
    # A plan may be a basis of one work and the work of other measures: a card in each column.
    cards = [_thing_card(found.things[id], column) for column in COLUMNS for id in dict.fromkeys(kept[column])]
    hops = [
        *_driving(found, found.rows, found.works, set(bases), set(homes)),
        *_containing(found, found.works, set(homes)),
        *_matching(found, set(matches)),
        *_counting(figures),
    ]
    return Trace(heading=heading, cards=tuple(cards), hops=tuple(hops), totals=_totals(found), notes=_notes(found))


def _thing_card(thing: Thing, column: str) -> Card:
    return Card(
        id=f"{column}:{thing.id}", column=column, label=thing.label, title=title(thing), name=thing.name,
        badges=badges(thing),
    )  # fmt: skip


def _totals(found: Drivers) -> dict[str, int]:
    """How many there are: measures in all, of the other columns those that belong to the measures listed."""
    return {
        "basis": len({row["basis_id"] for row in found.rows}),
        "work": len({row["work_id"] for row in found.works}),
        "measure": found.found,
        "match": len({row["match_id"] for row in found.matches}),
        "figure": len({row["figure_id"] for row in found.figures}),
    }


def _notes(found: Drivers) -> tuple[Words, ...]:
    """Of how many, in words."""
    shown = len(found.measures)
    least, at_least = ("至少 ", "at least ") if found.truncated else ("", "")
    counted = Words(
        f"符合条件的举措 {found.matching} 项，其中{least} {found.based} 项载明依据；本页列出 {shown} 项。".replace(
            "  ", " "
        ),
        f"{found.matching} measures fit; {at_least}{found.based} of them have a stated basis; {shown} are shown.",
    )
    nearest = Words(
        "依据写得近者优先（举措本身、上级标题、全文引言），各地各年轮流列出；其他各列只列与这些举措相连的。"
        "可用 --topic、--region、--year、--name 缩小范围。",
        "First those whose basis is said nearest (the measure itself, a heading, the whole document), each place and "
        "year in turn; other columns hold what is joined to them. --topic, --region, --year and --name narrow it.",
    )
    return (counted, *([nearest] if found.found > shown else []), *found.notes)


def _likest(matches: Iterable[Row]) -> list[tuple[str, float]]:
    """What comparison found, each with its best score, the best first."""
    best: dict[str, float] = {}
    for row in matches:
        best[row["match_id"]] = max(best.get(row["match_id"], 0.0), row["score"])
    return sorted(best.items(), key=lambda one: (-one[1], one[0]))


def _most(counts: Counter[str], cap: int) -> list[str]:
    return sorted(counts, key=lambda id: (-counts[id], id))[:cap]


def _spread(figures: Sequence[Row], cap: int) -> list[Row]:
    """At most so many figures, each measure's first before any measure's second."""
    turn: Counter[str] = Counter()
    order = []
    for place, row in enumerate(figures):
        order.append((turn[row["measure_id"]], place, row))
        turn[row["measure_id"]] += 1
    return [row for _, _, row in sorted(order, key=lambda one: one[:2])[:cap]]


def _driving(
    found: Drivers, rows: Iterable[Row], works: Iterable[Row], bases: set[str], homes: set[str]
) -> Iterable[Hop]:
    """The hops from basis to work: each statement once, with its level and the measures it drives."""
    home = {(row["measure_id"], row["document_id"]): row["work_id"] for row in works}
    hops: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        work = home.get((row["measure_id"], row["document_id"]))
        if work is None or work not in homes or row["basis_id"] not in bases:
            continue
        told = hops[row["basis_id"], work].setdefault(
            (row["key"], row["level"]), _statement(row, row["level"]) | {"measures": []}
        )
        if f"measure:{row['measure_id']}" not in told["measures"]:
            told["measures"].append(f"measure:{row['measure_id']}")
    for (basis, work), statements in hops.items():
        near_first = sorted(statements.values(), key=lambda s: LEVELS.index(s["level"]))
        yield Hop(source=f"basis:{basis}", target=f"work:{work}", statements=tuple(near_first))


def _containing(found: Drivers, works: Iterable[Row], homes: set[str]) -> Iterable[Hop]:
    hops: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in works:
        if row["work_id"] in homes:
            words = _text(found.things[row["measure_id"]])
            hops[row["work_id"], row["measure_id"]].append(_statement({**row, "quote": words}, "contains"))
    for (work, measure), told in hops.items():
        yield Hop(source=f"work:{work}", target=f"measure:{measure}", statements=tuple(told))


def _matching(found: Drivers, matches: set[str]) -> Iterable[Hop]:
    """The hops from a measure to what comparison found: both texts, and how like they are."""
    own: dict[str, Row] = {row["measure_id"]: row for row in reversed(found.works)}
    for row in found.matches:
        if row["match_id"] in matches:
            here = own.get(row["measure_id"], {})
            told = _statement({**here, "quote": _text(found.things[row["measure_id"]], PAIRED)}, "computed")
            other = {"quote": _cut(str(row["quote"]), PAIRED), "document": row["source"], "section": row["path"]}
            said = told | {"score": row["score"], "match": _match(found.things[row["match_id"]], row), "other": other}
            yield Hop(source=f"measure:{row['measure_id']}", target=f"match:{row['match_id']}", statements=(said,))


def _match(thing: Thing, row: Row) -> str:
    """What the other is to the measure: the task that it tells of, the report or the problem that speaks of it."""
    return "problem" if thing.label == "Problem" else "task" if row["onward"] else "report"


def _text(thing: Thing, most: int = LONGEST) -> str:
    return _cut(str(thing.properties.get("text") or thing.name), most)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _counting(figures: Iterable[Row]) -> Iterable[Hop]:
    hops: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in figures:
        hops[row["measure_id"], row["figure_id"]].append(_statement(row, "figure"))
    for (measure, figure), told in hops.items():
        yield Hop(source=f"measure:{measure}", target=f"figure:{figure}", statements=tuple(told))


def _statement(row: Row, level: str) -> dict[str, Any]:
    return {
        "level": level,
        "quote": row.get("quote") or "",
        "trigger": row.get("trigger") or "",
        "document": row.get("source") or "",
        "section": row.get("path") or "",
    }


def arranged(trace: Trace) -> dict[str, list[Card]]:
    """The cards by column, ordered so that ribbons cross little: barycentre sweeps from left to right and back.

    Method: Sugiyama, Tagawa and Toda 1981, the ordering step alone.
    """
    columns = {c: sorted((k for k in trace.cards if k.column == c), key=lambda k: (k.name, k.id)) for c in COLUMNS}
    left, right = _neighbours(trace.hops)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        order: Sequence[str] = COLUMNS[1:] if forward else COLUMNS[-2::-1]
        near = left if forward else right
        places = _places(columns)
        for column in order:
            columns[column].sort(key=lambda card: _barycentre(near.get(card.id, ()), places, places[card.id]))
            places |= _places({column: columns[column]})
    return columns


def _places(columns: Mapping[str, Sequence[Card]]) -> dict[str, float]:
    """Where each card stands in its column, from 0 to 1: columns are of different lengths."""
    return {card.id: (n + 0.5) / len(cards) for cards in columns.values() for n, card in enumerate(cards)}


def _neighbours(hops: Iterable[Hop]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What each card is joined with on its left and right: by near statements, failing these by any."""
    near: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    every: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for hop in hops:
        close = any(s["level"] != "document" for s in hop.statements)
        for left, right in (every, near) if close else (every,):
            left[hop.target].append(hop.source)
            right[hop.source].append(hop.target)
    return every[0] | near[0], every[1] | near[1]


def _barycentre(near: Sequence[str], places: Mapping[str, float], own: float) -> float:
    known = [places[n] for n in near if n in places]
    return sum(known) / len(known) if known else own
