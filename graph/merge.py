"""Lines into nodes and relationships: a pure function of the set of lines, the registry and the judgements.

A node is a function of the facts that share its keys, so one document more touches the nodes it names and no others:
`merge` makes the whole graph, `graph.delta` only what differs between two revisions of a library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.edges import aligned_edges, line_edges, linked_edges
from graph.facts import named_facts
from graph.judgements import Judgement, judged
from graph.library import Library, Lines
from graph.lines import dumps
from graph.neighbours import neighbours
from graph.nodes import line_nodes, part_node
from graph.records import Edge, Graph, Line
from graph.registry import Registry
from graph.sheets import Sheet, sheet
from graph.things import Pool, Things


def merge(lines: Iterable[Line], registry: Registry, judgements: Iterable[Judgement] = ()) -> Graph:
    """The whole graph of some lines, whatever their order; a library serves as lines and is not held in memory."""
    lines = lines.lines() if isinstance(lines, Library) else lines
    rows = lines if isinstance(lines, Lines) else _distinct(lines)
    decided = judged(judgements)
    pool = Pool(rows, registry)
    things = Things(pool.look, decided)
    nodes = {part.id: part_node(part) for part in things.all(pool.keys)}
    edges: dict[str, Edge] = {}
    sheets: list[Sheet] = []
    for line in rows:
        named = named_facts(line)
        nodes |= line_nodes(line)
        edges |= line_edges(line, things.of_entities(named))
        made = sheet(line, named)
        sheets += [made] if made else []
    edges |= linked_edges(pool.facts.values(), things.of_key)
    edges |= aligned_edges(neighbours(sheets), things.of_item)
    return Graph(nodes, {key: edge for key, edge in edges.items() if key not in decided.rejected})


def _distinct(lines: Iterable[Line]) -> Collection[Line]:
    """The lines by document; of two contents of one document the same is taken whatever the order."""
    found: dict[str, Line] = {}
    for line in lines:
        known = found.get(line.document.id)
        if known is None or (known != line and dumps(line) < dumps(known)):
            found[line.document.id] = line
    return found.values()
