"""What changed in the graph between two revisions of a library, at the cost of what the changed documents name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from graph.edges import LEAVES, aligned_edges, line_edges, linked_edges
from graph.facts import Fact, named_facts
from graph.identity import Found
from graph.judgements import Judged, Judgement, judged
from graph.library import Library
from graph.neighbours import neighbours
from graph.nodes import line_nodes, part_node
from graph.records import Delta, Edge, Graph, Line
from graph.registry import Registry
from graph.sheets import Sheet, sheet
from graph.things import Pool, Things


def delta(library: Library, registry: Registry, judgements: Iterable[Judgement], since: int) -> Delta | None:
    """What changed since a revision; None where the library no longer knows it, or the registry changed: merge anew."""
    decided = judged(judgements)
    with library.prepared(registry):
        if not library.covers(since):
            return None
        change = Change(library, registry, decided, since)
        before, after = change.side(now=False), change.side(now=True)
    rejected = decided.rejected
    return _difference(before, Graph(after.nodes, {k: e for k, e in after.edges.items() if k not in rejected}))


def _difference(before: Graph, after: Graph) -> Delta:
    """What makes the one of the other; an edge whose end changed its label is deleted and set again."""
    old_nodes = [n for key, n in before.nodes.items() if key not in after.nodes or after.nodes[key].label != n.label]
    new_nodes = [n for key, n in after.nodes.items() if before.nodes.get(key) != n]
    old_edges = [e for key, e in before.edges.items() if key not in after.edges or _ends(after.edges[key]) != _ends(e)]
    new_edges = [e for key, e in after.edges.items() if before.edges.get(key) != e]
    return Delta(
        tuple(sorted(new_nodes, key=lambda n: n.id)),
        tuple(sorted(old_nodes, key=lambda n: n.id)),
        tuple(sorted(new_edges, key=lambda e: e.key)),
        tuple(sorted(old_edges, key=lambda e: e.key)),
    )


def _ends(edge: Edge) -> tuple[str, ...]:
    return edge.type, edge.source_label, edge.source, edge.target_label, edge.target


class Change:
    """The part of the graph that two revisions of a library may tell apart, as it was and as it is."""

    def __init__(self, library: Library, registry: Registry, decided: Judged, since: int) -> None:
        self._library = library
        self._known: dict[str, Found] = {}
        self._gone, self._come = library.changes(since)
        gone, come = Pool(self._gone, registry), Pool(self._come, registry)
        self._fewer = Counter(gone.counts)  # how many documents less than before bring a fact
        self._fewer.subtract(come.counts)
        self._was, self._now = Things(self._look_back, decided), Things(self._look, decided)
        self._keys = self._reached((*gone.keys, *come.keys))
        facts = {name: fact for key in self._keys for name, (fact, _) in self._facts(key).items()}
        moved = [fact for fact in facts.values() if self._was.of_fact(fact) != self._now.of_fact(fact)]
        self._kept = self._naming(moved)
        self._compared = {line.document.id for line in self._naming(f for f in moved if f.type in LEAVES)}
        far = library.index.linking({key for fact in moved for key in fact.keys})
        self._linking = facts | {fact.id: fact for fact in far}

    def _facts(self, key: str) -> Found:
        if key not in self._known:
            self._known[key] = self._library.index.facts(key)
        return self._known[key]

    def _look(self, key: str) -> Found:
        return {name: row for name, row in self._facts(key).items() if row[1] > 0}

    def _look_back(self, key: str) -> Found:
        rows = {name: (fact, n + self._fewer[name]) for name, (fact, n) in self._facts(key).items()}
        return {name: row for name, row in rows.items() if row[1] > 0}

    def _reached(self, keys: Iterable[str]) -> set[str]:
        """Every key that hangs together with one of these, before or after."""
        reached: set[str] = set()
        near = list(dict.fromkeys(keys))
        while near:
            key = near.pop()
            if key not in reached:
                found = self._was.reach(key) | self._now.reach(key)
                near += found - reached
                reached.add(key)
        return reached

    def _naming(self, moved: Iterable[Fact]) -> list[Line]:
        """The documents that did not change but name something whose node did."""
        named = self._library.index.naming({fact.id for fact in moved}) - {line.document.id for line in self._come}
        return [line for line in map(self._library.line, sorted(named)) if line is not None]

    def side(self, *, now: bool) -> Graph:
        """The nodes and edges in question, after the change or before it."""
        things, lines = (self._now, self._come) if now else (self._was, self._gone)
        nodes = {part.id: part_node(part) for part in things.all(sorted(self._keys))}
        edges: dict[str, Edge] = {}
        sheets: list[Sheet] = []
        compared = {line.document.id for line in lines} | self._compared
        for line in lines:
            nodes |= line_nodes(line)
        for line in (*lines, *self._kept):
            named = named_facts(line)
            edges |= line_edges(line, things.of_entities(named))
            made = sheet(line, named) if line.document.id in compared else None
            sheets += [made] if made else []
        edges |= aligned_edges(self._pairs(sheets), things.of_item)
        alive = [fact for fact in self._linking.values() if things.of_fact(fact) is not None]
        return Graph(nodes, edges | linked_edges(alive, things.of_key))

    def _pairs(self, sheets: Collection[Sheet]) -> Iterator[tuple[Sheet, Sheet]]:
        """Every two documents one of which is among these; the others are those that did not change."""
        yield from neighbours(sheets)
        changed = {line.document.id for line in (*self._gone, *self._come)} | {made.document for made in sheets}
        for made in sheets:
            for other in self._library.index.sheets(made.region):
                if other.document not in changed:
                    yield made, other
                    yield other, made
