"""Values on their way to a database and back: what it may store, and what a row of an answer holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.records import Edge, Node


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer under their column names; `truncated` where there were more than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


def capped(columns: Iterable[str], records: Iterable[Iterable[Any]], limit: int, max_bytes: int) -> Table:
    """At most `limit` rows, and no more than so many bytes, of an answer."""
    names = tuple(columns)
    rows: list[tuple[Any, ...]] = []
    weight = 0
    for record in records:
        row = tuple(plain(value) for value in record)
        weight += size(row)
        if len(rows) == limit or weight > max_bytes:
            return Table(names, tuple(rows), truncated=True)
        rows.append(row)
    return Table(names, tuple(rows))


def sent(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as they are sent: lists for tuples, nothing for None and for an empty list."""
    lists = {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}
    return {name: value for name, value in lists.items() if value is not None and value != []}


def plain(value: Any) -> Any:
    """A value of an answer without the driver's types: dates of Python, nodes and edges as our records."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping) and not hasattr(value, "element_id"):
        return {name: plain(item) for name, item in value.items()}
    if hasattr(value, "to_native"):
        return value.to_native()
    if hasattr(value, "labels"):
        return _node(value)
    if hasattr(value, "start_node") and hasattr(value, "type"):
        return _edge(value)
    if hasattr(value, "nodes") and hasattr(value, "relationships"):
        return [_node(value.start_node), *_steps(value)]
    return value


def size(value: Any) -> int:
    """About how many bytes a value takes on the wire; Chinese takes three a character."""
    if isinstance(value, str):
        return 3 * len(value)
    if isinstance(value, Mapping):
        return sum(len(name) + size(item) for name, item in value.items())
    if isinstance(value, list | tuple):
        return sum(map(size, value))
    if isinstance(value, Node | Edge):
        return size(value.properties)
    return 9


def _steps(path: Any) -> list[Node | Edge]:
    """Edges and nodes of a path in turn, after its first node."""
    pairs = zip(path.relationships, path.nodes[1:], strict=True)
    return [record for edge, node in pairs for record in (_edge(edge), _node(node))]


def _node(value: Any) -> Node:
    properties = {name: plain(item) for name, item in value.items()}
    return Node(next(iter(value.labels), ""), str(properties.get("id", "")), properties)


def _edge(value: Any) -> Edge:
    properties = {name: plain(item) for name, item in value.items()}
    ends = [
        (next(iter(end.labels), ""), str(end.get("id", ""))) if end is not None else ("", "")
        for end in (value.start_node, value.end_node)
    ]
    return Edge(value.type, str(properties.get("key", "")), *ends[0], *ends[1], properties)
