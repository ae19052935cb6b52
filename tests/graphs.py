"""Small graphs for tests, written in a few lines: `Draft().node(…).edge(…).rows()`; and looks into larger ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph.keys import edge_key
from graph.records import Delta, Edge, Graph, Node

DOCUMENT = "d1"
EVIDENCE: dict[str, Any] = {"section": "s1", "quote": "贯彻落实", "basis": "stated", "polarity": "positive"}


@dataclass(slots=True)
class Draft:
    """Nodes by short id and edges between them, until `rows`."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)

    def node(self, label: str, id: str, name: str | None = None, **properties: Any) -> Draft:
        """Add a node; its name is its id where none is given."""
        told = {"name": name or id, **properties}
        self.nodes[id] = Node(label, id, {key: value for key, value in told.items() if value is not None})
        return self

    def edge(self, type: str, source: str, target: str, **properties: Any) -> Draft:
        """Add a statement of document d1, section s1, unless told otherwise."""
        told = {"doc": DOCUMENT, "start": len(self.edges), **EVIDENCE, **properties}
        key = edge_key(type, source, target, told["doc"], told["start"])
        ends = self.nodes[source].label, source, self.nodes[target].label, target
        kept = {name: value for name, value in told.items() if value is not None}
        self.edges[key] = Edge(type, key, *ends, kept)
        return self

    def document(self, id: str = DOCUMENT, work: str = "p1", **properties: Any) -> Draft:
        """Add a document with its work and one section `s…` beside it."""
        section = id.replace("d", "s", 1)
        told = {
            "title": f"{id}报告",
            "issuer": "云江市人民政府",
            "region": "东江省云江市",
            "period": 2022,
            **properties,
        }
        self.node("Document", id, source=f"{id}.txt", **told)
        if work not in self.nodes:
            self.node("Policy", work, told["title"], issuer=told["issuer"], resolution="held")
        self.edge("TEXT_OF", id, work, doc=id, section=None)
        return self.section(id, section)

    def section(self, document: str, id: str, path: str = "一", heading: str = "工作", role: str = "done") -> Draft:
        """Add a section of a document."""
        self.node("Section", id, heading=heading, path=path, role=role, doc=document, start=0, end=99)
        return self.edge("HAS_SECTION", document, id, doc=document, quote=None)

    def leaf(
        self, id: str, name: str, *, section: str = "s1", work: str = "p1", label: str = "Measure", **p: Any
    ) -> Draft:
        """Add a measure or problem that a section states."""
        document = section.replace("s", "d", 1)[:2]
        told = {"year": 2022, "region": "东江省云江市", **({"status": "done"} if label == "Measure" else {}), **p}
        self.node(label, id, name, **told)
        self.edge("STATES", section, id, doc=document, section=section, quote=None)
        return self.edge("CONTAINS", work, id, doc=document, section=section, quote=None)

    def rows(self) -> Graph:
        """The graph as it stands."""
        return Graph(dict(self.nodes), dict(self.edges))


class Held:
    """What a database would hold."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}

    def apply(self, change: Delta) -> None:
        for edge in change.delete_edges:
            del self.edges[edge.key]
        for node in change.delete_nodes:
            del self.nodes[node.id]
            assert not [e for e in self.edges.values() if node.id in (e.source, e.target)], "an edge lost its end"
        self.nodes |= {node.id: node for node in change.upsert_nodes}
        self.edges |= {edge.key: edge for edge in change.upsert_edges}
        for edge in self.edges.values():
            assert (edge.source_label, edge.target_label) == (
                self.nodes[edge.source].label,
                self.nodes[edge.target].label,
            )

    def graph(self) -> Graph:
        return Graph(self.nodes, self.edges)


def one(graph: Graph, label: str, name: str) -> Node:
    """The one node of a label and name."""
    found = [n for n in graph.nodes.values() if n.label == label and n.properties.get("name") == name]
    assert len(found) == 1, [n.properties.get("name") for n in graph.nodes.values() if n.label == label]
    return found[0]


def edges(graph: Graph, type: str) -> list[Edge]:
    return sorted((e for e in graph.edges.values() if e.type == type), key=lambda e: e.key)
