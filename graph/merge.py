"""Lines into nodes and relationships: a pure function of the set of lines, the registry and the judgements.

A node is a function of the facts that share its keys, so one document more touches the nodes it names and no others:
`merge` makes the whole graph, `delta` only what differs between two revisions of a library.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.alignment import alignments
from graph.edges import LEAVES, End, aligned_edge, line_edges, link_edge, links
from graph.facts import Fact, named_facts
from graph.identity import Found, Look, Part, component, parts
from graph.judgements import Judged, Judgement, judged
from graph.library import Library
from graph.lines import dumps
from graph.neighbours import neighbours
from graph.nodes import document_node, part_node, section_nodes
from graph.records import Delta, Edge, Graph, Line, Node
from graph.registry import Registry
from graph.sheets import Item, Sheet, sheet
from graph.world import world_facts


def merge(lines: Iterable[Line], registry: Registry, judgements: Iterable[Judgement] = ()) -> Graph:
    """The whole graph of some lines, whatever their order; a library serves as lines and is not held in memory."""
    rows = lines if isinstance(lines, Library) else _distinct(lines)
    decided = judged(judgements)
    pool = Pool(rows, registry)
    things = Things(pool.look, decided)
    nodes = {part.id: part_node(part) for part in things.all(pool.keys)}
    edges: dict[str, Edge] = {}
    sheets: list[Sheet] = []
    for line in rows:
        named = named_facts(line)
        nodes |= _own_nodes(line)
        edges |= line_edges(line, things.ends(named))
        made = sheet(line, named)
        sheets += [made] if made else []
    edges |= _linked(things, pool.facts.values())
    edges |= _aligned(things, neighbours(sheets))
    return Graph(nodes, {key: edge for key, edge in edges.items() if key not in decided.rejected})


def _distinct(lines: Iterable[Line]) -> Collection[Line]:
    """The lines by document; of two contents of one document the same is taken whatever the order."""
    found: dict[str, Line] = {}
    for line in lines:
        known = found.get(line.document.id)
        if known is None or (known != line and dumps(line) < dumps(known)):
            found[line.document.id] = line
    return found.values()


class Pool:
    """The facts of some lines, by id and by key, with how many documents bring each."""

    def __init__(self, lines: Iterable[Line], registry: Registry) -> None:
        self.facts: dict[str, Fact] = {}
        self.counts: Counter[str] = Counter()
        self.keys: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            facts = line_facts(line, registry)
            self.counts.update(facts.keys())
            for name in facts.keys() - self.facts.keys():
                self.facts[name] = facts[name]
                for key in facts[name].keys:
                    self.keys[key].append(name)

    def look(self, key: str) -> Found:
        """The facts that bear a key."""
        return {name: (self.facts[name], self.counts[name]) for name in self.keys.get(key, ())}


def line_facts(line: Line, registry: Registry) -> dict[str, Fact]:
    """Every fact that a line brings, the registry's among them, by id."""
    named = {fact.id: fact for fact in named_facts(line).values()}
    return named | world_facts(named.values(), registry)


class Things:
    """The parts that facts make up, found as they are asked for."""

    def __init__(self, look: Look, decided: Judged) -> None:
        self._look = look
        self._judged = decided
        self._near: dict[str, tuple[frozenset[str], list[Part]]] = {}
        self._by_key: dict[str, Part] = {}
        self._by_fact: dict[str, Part] = {}

    def reach(self, key: str) -> frozenset[str]:
        """Every key that hangs together with this one, and its parts made ready."""
        if key not in self._near:
            found, facts = component(key, self._look, self._judged)
            keys, made = frozenset(found), parts(facts, self._judged)
            self._near.update(dict.fromkeys(keys, (keys, made)))
            for part in made:
                self._by_key.update(dict.fromkeys(part.keys, part))
                self._by_fact.update(dict.fromkeys(part.facts, part))
        return self._near[key][0]

    def of_key(self, key: str) -> Part | None:
        """The part that holds a key, or None where nothing bears it."""
        self.reach(key)
        return self._by_key.get(key)

    def of_fact(self, fact: Fact) -> Part | None:
        """The part that a fact is in, or None where no document brings it."""
        return self._part(fact.keys[0], fact.id)

    def end(self, fact: Fact) -> End | None:
        """Label and id of the node that a fact is in."""
        return _end(self.of_fact(fact))

    def _part(self, key: str, fact: str) -> Part | None:
        self.reach(key)
        return self._by_fact.get(fact)

    def all(self, keys: Iterable[str]) -> Iterator[Part]:
        """Each part that hangs together with one of the keys, once; a part may have lost every key to others."""
        made: set[str] = set()
        for key in keys:
            self.reach(key)
            for part in self._near[key][1]:
                if part.id not in made:
                    made.add(part.id)
                    yield part

    def of_item(self, item: Item) -> End | None:
        """Label and id of the node that a measure or problem is in."""
        return _end(self._part(item.key, item.fact))

    def ends(self, named: Mapping[str, Fact]) -> dict[str, End]:
        """Label and id of the node of each entity of a line, by the facts that are named."""
        found = {entity: self.end(fact) for entity, fact in named.items()}
        return {entity: end for entity, end in found.items() if end is not None}


def _end(part: Part | None) -> End | None:
    return (part.label, part.id) if part else None


def _own_nodes(line: Line) -> dict[str, Node]:
    return {node.id: node for node in (document_node(line), *section_nodes(line))}


def _linked(things: Things, facts: Iterable[Fact]) -> dict[str, Edge]:
    """The registry's relations of these facts, as far as the things have nodes."""
    made = (link_edge(link, things.of_key) for link in links(facts))
    return {edge.key: edge for edge in made if edge is not None}


def _aligned(things: Things, pairs: Iterable[tuple[Sheet, Sheet]]) -> dict[str, Edge]:
    """What the one of each two documents says of the tasks of the other."""
    found: dict[str, Edge] = {}
    for some, other in pairs:
        for match in alignments(some, other):
            source, target = things.of_item(match.source), things.of_item(match.target)
            if source is not None and target is not None:
                edge = aligned_edge((some.document, other.document), match, source, target)
                if edge is not None:
                    found[edge.key] = edge
    return found


# ---------------------------------------------------------------- from one revision to another


def delta(library: Library, registry: Registry, judgements: Iterable[Judgement], since: int) -> Delta | None:
    """What changed in the graph since a revision, at the cost of what the changed documents name.

    None where the library no longer knows that revision, or the registry has changed since: then merge anew.
    """
    library.prepare(registry)
    if not library.covers(since):
        return None
    decided = judged(judgements)
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
        self.library = library
        self.gone, self.come = library.changes(since)
        self.shift: Counter[str] = Counter()
        self._known: dict[str, Found] = {}
        touched: dict[str, Fact] = {}
        for lines, step in ((self.gone, 1), (self.come, -1)):
            for line in lines:
                facts = line_facts(line, registry)
                touched |= facts
                for name in facts:
                    self.shift[name] += step
        self.was, self.now = Things(self._look_back, decided), Things(self._look, decided)
        self.keys = self._reached(key for fact in touched.values() for key in fact.keys)
        self.facts = {name: fact for key in self.keys for name, (fact, _) in self._facts(key).items()}
        moved = [fact for fact in self.facts.values() if self.was.end(fact) != self.now.end(fact)]
        self.kept = self._documents(moved)
        leaves = [fact for fact in moved if fact.type in LEAVES]
        self.aside = {line.document.id for line in self._documents(leaves)} if leaves else set()
        far = library.linking({key for fact in moved for key in fact.keys})
        self.links = self.facts | {fact.id: fact for fact in far}

    def _facts(self, key: str) -> Found:
        if key not in self._known:
            self._known[key] = self.library.facts(key)
        return self._known[key]

    def _look(self, key: str) -> Found:
        return {name: row for name, row in self._facts(key).items() if row[1] > 0}

    def _look_back(self, key: str) -> Found:
        rows = {name: (fact, n + self.shift[name]) for name, (fact, n) in self._facts(key).items()}
        return {name: row for name, row in rows.items() if row[1] > 0}

    def _reached(self, keys: Iterable[str]) -> set[str]:
        """Every key that hangs together with one of these, before or after."""
        reached: set[str] = set()
        near = list(dict.fromkeys(keys))
        while near:
            key = near.pop()
            if key not in reached:
                found = self.was.reach(key) | self.now.reach(key)
                near += found - reached
                reached.add(key)
        return reached

    def _documents(self, moved: Iterable[Fact]) -> list[Line]:
        """The documents that did not change but name something whose node did."""
        changed = {line.document.id for line in self.come}
        return list(self.library.naming({fact.id for fact in moved}, but=changed))

    def side(self, *, now: bool) -> Graph:
        """The nodes and edges in question, after the change or before it."""
        things = self.now if now else self.was
        lines = self.come if now else self.gone
        nodes = {part.id: part_node(part) for part in things.all(sorted(self.keys))}
        edges: dict[str, Edge] = {}
        for line in lines:
            nodes |= _own_nodes(line)
        sheets: list[Sheet] = []
        told = {line.document.id for line in lines} | self.aside
        for line in (*lines, *self.kept):
            named = named_facts(line)
            edges |= line_edges(line, things.ends(named))
            made = sheet(line, named) if line.document.id in told else None
            sheets += [made] if made else []
        edges |= _aligned(things, self._pairs(sheets))
        alive = [fact for fact in self.links.values() if things.of_fact(fact) is not None]
        return Graph(nodes, edges | _linked(things, alive))

    def _pairs(self, sheets: Collection[Sheet]) -> Iterator[tuple[Sheet, Sheet]]:
        """Every two documents one of which is among these; the others are those that did not change."""
        mine = {made.document for made in sheets}
        yield from neighbours(sheets)
        changed = {line.document.id for line in (*self.gone, *self.come)} | mine
        for made in sheets:
            for other in self.library.sheets(made.region):
                if other.document not in changed:
                    yield made, other
                    yield other, made
