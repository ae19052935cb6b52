"""The trace: what drives a measure, as columns basis → work → measure → figure, each hop with its sentence.

A statement links a basis with the work that makes it. Its level says how near it is to a measure: `leaf` (the measure's
own words), `heading` (a statement of a section around it), `document` (the work's title or preamble).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from viz.page import render, static

COLUMNS = ("basis", "work", "measure", "figure")
SWEEPS = 6  # barycentre sweeps; more change nothing on graphs of this size


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing in a column: `title` is short, `name` full, `badges` region, year, number, status …"""

    id: str
    column: str
    label: str
    title: str
    name: str
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A link of two cards and the statements it stands on, each with quote, level, source and section path."""

    source: str
    target: str
    statements: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the page shows: cards, hops, and per column how many there are in all."""

    heading: str
    cards: tuple[Card, ...]
    hops: tuple[Hop, ...]
    totals: Mapping[str, int] = field(default_factory=dict)


def page(trace: Trace, *, lang: str = "zh") -> str:
    """The page of a trace as text."""
    columns = arranged(trace)
    names = {card.id: card.name for card in trace.cards}
    return render(
        "trace.html",
        lang=lang,
        styles=[static("page.css"), static("trace.css")],
        scripts=[static("page.js"), static("trace.js")],
        data={"hops": [_hop(hop) for hop in trace.hops], "names": names},
        heading=trace.heading,
        columns=columns,
        totals={c: (len(columns[c]), max(trace.totals.get(c, 0), len(columns[c]))) for c in COLUMNS},
        hops=trace.hops,
        names=names,
    )


def _hop(hop: Hop) -> dict[str, Any]:
    return {"source": hop.source, "target": hop.target, "statements": [dict(s) for s in hop.statements]}


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
        places = {card.id: n for cards in columns.values() for n, card in enumerate(cards)}
        for column in order:
            columns[column].sort(key=lambda card: _barycentre(near.get(card.id, ()), places, places[card.id]))
            places |= {card.id: n for n, card in enumerate(columns[column])}
    return columns


def _neighbours(hops: Iterable[Hop]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    left: dict[str, list[str]] = defaultdict(list)
    right: dict[str, list[str]] = defaultdict(list)
    for hop in hops:
        left[hop.target].append(hop.source)
        right[hop.source].append(hop.target)
    return left, right


def _barycentre(near: Sequence[str], places: Mapping[str, int], own: int) -> float:
    known = [places[n] for n in near if n in places]
    return sum(known) / len(known) if known else float(own)
