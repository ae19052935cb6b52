"""Where each node of a network stands: islands by a stated attribute, what several islands share in the middle.

Nothing here is left to chance or to the browser: the same graph gives the same picture.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

SPACING = 74.0  # between rings of the sunflower; labels of two lines fit between neighbours
STRETCH = 1.5  # labels are wider than high
MARGIN = 80.0
HEART = 0.7  # the hub is larger than the rest
GAP = 34.0  # between islands, for their names
TURN = math.radians(40)  # so that the first neighbours stand beside the hub and above it, not on its label
GOLDEN = math.pi * (3 - math.sqrt(5))  # Vogel 1979: points turned by it fill a disc evenly
ANGLES = 72
CENTRE = ""


@dataclass(frozen=True, slots=True)
class Island:
    """A group of nodes around a place, and how far it reaches."""

    group: str
    x: float
    y: float
    radius_x: float
    radius_y: float
    members: tuple[str, ...]


def graph(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    """The nodes with how often each two are linked."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(ids)
    for pair, count in sorted(Counter(tuple(sorted(link)) for link in links).items()):
        made.add_edge(*pair, weight=count)
    return made


def grouped(whole: nx.Graph[str], homes: Mapping[str, str]) -> dict[str, str]:
    """Each node's group: its home; else the one group that all its links lead to; else the middle."""
    groups = dict(homes)
    for id in whole:
        if id not in homes:
            near = {homes[other] for other in whole[id] if other in homes}
            groups[id] = near.pop() if len(near) == 1 else CENTRE
    return groups


def islands(whole: nx.Graph[str], groups: Mapping[str, str], hubs: Sequence[str] = ()) -> list[Island]:
    """The islands: the middle first, then the largest next to those that it is most linked with."""
    members: dict[str, list[str]] = {}
    for id in whole:
        members.setdefault(groups[id], []).append(id)
    order = sorted(members, key=lambda group: (group != CENTRE, -len(members[group]), group))
    bonds = _bonds(whole, groups)
    placed: dict[str, tuple[float, float, float]] = {}
    for group in order:
        radius = _radius(len(members[group]))
        x, y = _free(placed, radius, bonds.get(group, {}))
        placed[group] = x, y, radius
    first = set(hubs)
    return [
        Island(
            group, placed[group][0] * STRETCH, placed[group][1], placed[group][2] * STRETCH, placed[group][2],
            tuple(sorted(members[group], key=lambda id: (id not in first, -whole.degree(id), id))),
        )
        for group in order
    ]  # fmt: skip


def places(found: Iterable[Island]) -> dict[str, tuple[int, int]]:
    """Where each member of each island stands: a sunflower, the best linked in its heart."""
    spots = {}
    for island in found:
        for number, id in enumerate(island.members):
            reach, turn = SPACING * math.sqrt(number + HEART if number else 0), TURN + number * GOLDEN
            spots[id] = (
                round(island.x + reach * math.cos(turn) * STRETCH),
                round(island.y + reach * math.sin(turn)),
            )
    return spots


def _radius(members: int) -> float:
    return SPACING * math.sqrt(max(members - 1, 0) + HEART) + MARGIN


def _bonds(whole: nx.Graph[str], groups: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """How often each two groups are linked."""
    bonds: dict[str, dict[str, int]] = {}
    for a, b, data in whole.edges(data=True):
        one, other = groups[a], groups[b]
        if one != other:
            for near, far in ((one, other), (other, one)):
                known = bonds.setdefault(near, {})
                known[far] = known.get(far, 0) + int(data["weight"])
    return bonds


def _free(
    placed: Mapping[str, tuple[float, float, float]], radius: float, bonds: Mapping[str, int]
) -> tuple[float, float]:
    """The place nearest to the middle where a circle is free; of several the one nearest to what it is linked with."""
    away, step = 0.0, 30.0
    while placed:
        turns = [2 * math.pi * n / ANGLES for n in range(ANGLES)]
        spots = [(away * math.cos(turn), away * math.sin(turn)) for turn in turns]
        free = [spot for spot in spots if _fits(spot, radius, placed)]
        if free:
            return min(free, key=lambda spot: (_pull(spot, placed, bonds), spot))
        away += step
    return 0.0, 0.0


def _fits(spot: tuple[float, float], radius: float, placed: Mapping[str, tuple[float, float, float]]) -> bool:
    return all(math.dist(spot, (x, y)) >= radius + other + GAP for x, y, other in placed.values())


def _pull(
    spot: tuple[float, float], placed: Mapping[str, tuple[float, float, float]], bonds: Mapping[str, int]
) -> float:
    return round(sum(n * math.dist(spot, placed[group][:2]) for group, n in bonds.items() if group in placed), 3)
