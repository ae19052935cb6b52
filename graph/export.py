"""The merged graph as files: CSV tables, JSON lines, GraphML."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import PolicyGraphError
from graph.ontology import ontology
from graph.records import Edge, Graph, Node

if TYPE_CHECKING:
    import networkx


# XML 1.0 has no place for these, and spreadsheets none for the first of them.
_NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(graph: Graph, kind: str, output: Path) -> None:
    """Write the graph: `csv` a folder with a table for each label and relation, `jsonl` or `graphml` one file."""
    if kind not in WRITERS:
        raise PolicyGraphError(f"{kind}: no such form; it can be {', '.join(WRITERS)}")
    try:
        WRITERS[kind](graph, output)
    except OSError as fault:
        raise PolicyGraphError(f"{output}: cannot be written ({fault.strerror}); name another place") from fault


def _csv(graph: Graph, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for label, kind in ontology().labels.items():
        nodes = sorted((n for n in graph.nodes.values() if n.label == label), key=lambda n: n.id)
        _save(folder / f"{label}.csv", table(["id", *kind.properties], (n.properties for n in nodes)))
    for name in ontology().relations:
        edges = sorted((e for e in graph.edges.values() if e.type == name), key=lambda e: e.key)
        columns = ["source_label", "source", "target_label", "target", *ontology().evidence]
        _save(folder / f"{name}.csv", table(columns, (ends(e) | dict(e.properties) for e in edges)))


def table(columns: list[str], rows: Iterable[Any]) -> str:
    """Rows as CSV text; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def ends(edge: Edge) -> dict[str, str]:
    """The ends of an edge, by label and id."""
    return {name: getattr(edge, name) for name in ("source_label", "source", "target_label", "target")}


def _jsonl(graph: Graph, path: Path) -> None:
    nodes = sorted(graph.nodes.values(), key=lambda n: (n.label, n.id))
    edges = sorted(graph.edges.values(), key=lambda e: (e.type, e.key))
    rows = [*map(_node_row, nodes), *map(_edge_row, edges)]
    _save(path, "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows))


def _node_row(node: Node) -> dict[str, Any]:
    return {"label": node.label, "id": node.id, "properties": dict(node.properties)}


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {"type": edge.type, "key": edge.key, **ends(edge), "properties": dict(edge.properties)}


def _plain(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def network(graph: Graph) -> networkx.MultiDiGraph[str]:
    """The graph for networkx: labels, types and properties as attributes, parallel statements kept apart by key."""
    import networkx  # here, for only GraphML is worth its loading

    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in sorted(graph.nodes.values(), key=lambda n: n.id):
        made.add_node(node.id, label=node.label, **_flat(node.properties, but=("id", "label")))
    for edge in sorted(graph.edges.values(), key=lambda e: e.key):
        attributes = _flat(edge.properties, but=("key",))
        made.add_edge(edge.source, edge.target, key=edge.key, type=edge.type, **attributes)
    return made


def _flat(properties: Any, but: tuple[str, ...]) -> dict[str, Any]:
    """Properties as GraphML takes them: text, numbers and truth values."""
    flat = {}
    for name, value in properties.items():
        if name not in but:
            text = "; ".join(value) if isinstance(value, list) else value
            text = text.isoformat() if isinstance(text, datetime.date) else text
            flat[name] = _NOT_XML.sub("\ufffd", text) if isinstance(text, str) else text
    return flat


def _graphml(graph: Graph, path: Path) -> None:
    import networkx

    path.parent.mkdir(parents=True, exist_ok=True)
    made = network(graph)
    with path.open("wb") as file:
        networkx.write_graphml_xml(made, file)


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


WRITERS: dict[str, Callable[[Graph, Path], None]] = {"csv": _csv, "jsonl": _jsonl, "graphml": _graphml}
