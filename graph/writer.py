"""Rows into a database, batch by batch: what is gone is deleted first, then nodes are set, then what joins them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.batches import MESSAGE_BYTES, Row, batches, edge_row, grouped, node_row
from graph.bolt import Writing
from graph.errors import StoreError
from graph.ontology import Ontology
from graph.records import Delta
from graph.values import size

BATCH_ROWS = 2_000
DELETE_ROWS = 500
Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Changes:
    """How many nodes and relationships were written and deleted."""

    nodes: int = 0
    edges: int = 0
    deleted_nodes: int = 0
    deleted_edges: int = 0

    def __str__(self) -> str:
        if not (self.nodes or self.edges or self.deleted_nodes or self.deleted_edges):
            return "database: up to date, nothing to change"
        written = f"{self.nodes:,} nodes and {self.edges:,} relationships written"
        return f"database: {written}, {self.deleted_nodes:,} and {self.deleted_edges:,} deleted"


def write(session: Writing, delta: Delta, kinds: Ontology, progress: Progress | None = None) -> Changes:
    """Bring a change into the database; of what is deleted, label or type and id or key are enough."""
    _refuse_unknown(delta, kinds)
    tell = progress or (lambda what, count: None)
    changes = Changes()
    for kind, keys in grouped((edge.type, edge.key) for edge in delta.delete_edges):
        changes.deleted_edges += sum(session.batch(_edges_gone(kind), rows) for rows in batches(keys, DELETE_ROWS))
    for label, ids in grouped((node.label, node.id) for node in delta.delete_nodes):
        changes.deleted_nodes += sum(session.batch(_nodes_gone(label), rows) for rows in batches(ids, DELETE_ROWS))
    for label, nodes in grouped(map(node_row, delta.upsert_nodes)):
        for rows in batches(nodes, BATCH_ROWS):
            _refuse_large(rows, delta)
            changes.nodes += session.batch(_nodes_set(label), rows)
            tell("nodes", len(rows))
    for ends, edges in grouped(map(edge_row, delta.upsert_edges)):
        for rows in batches(edges, BATCH_ROWS):
            _refuse_large(rows, delta)
            changes.edges += session.batch(_edges_set(*ends), rows, every=" ".join(ends))
            tell("relationships", len(rows))
    return changes


def _refuse_unknown(delta: Delta, kinds: Ontology) -> None:
    """Labels and types get into the text of statements, where they are never parameters: only the ontology's may."""
    edges = delta.upsert_edges
    labels = {node.label for node in (*delta.upsert_nodes, *delta.delete_nodes)}
    labels |= {label for edge in edges for label in (edge.source_label, edge.target_label)}
    types = {edge.type for edge in (*edges, *delta.delete_edges)}
    for name in sorted((labels - kinds.labels.keys()) | (types - kinds.relations.keys())):
        raise StoreError(f"{name} is no label or relation of the ontology: nothing was sent")


def _refuse_large(rows: list[Row], delta: Delta) -> None:
    """A message that the server drops would be waited for without end: its document is named instead."""
    if len(rows) > 1 or size(rows[0]) <= MESSAGE_BYTES:
        return
    document = rows[0]["props"].get("doc", rows[0].get("id"))
    source = next((node.properties.get("source") for node in delta.upsert_nodes if node.id == document), document)
    remedy = "forget it, and load it again in several files"
    raise StoreError(f"{source}: a piece of {size(rows[0]) / 1e6:,.0f} MB is more than a database takes: {remedy}")


def _edges_gone(kind: str) -> str:
    return f"MATCH ()-[r:{kind}]->() WHERE r.key IN $rows DELETE r RETURN count(*) AS n"


def _nodes_gone(label: str) -> str:
    return f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n RETURN count(*) AS n"


def _nodes_set(label: str) -> str:
    return f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n = r.props RETURN count(n) AS n"


def _edges_set(source: str, kind: str, target: str) -> str:
    return (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}}) "
        f"MERGE (a)-[e:{kind} {{key: r.key}}]->(b) SET e = r.props RETURN count(e) AS n"
    )
