"""Rows on their way to a database: grouped by statement, cut into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from graph.records import Edge, Node
from graph.values import sent, size

BATCH_BYTES = 3_000_000
MESSAGE_BYTES = 15_000_000  # the embedded engine drops a message above 16 MB without a word
Row = dict[str, Any]


def node_properties(node: Node) -> Row:
    """A node's properties as they are sent."""
    return {**sent(node.properties), "id": node.id}


def edge_properties(edge: Edge) -> Row:
    """A statement's properties as they are sent."""
    return {**sent(edge.properties), "key": edge.key}


def node_row(node: Node) -> tuple[str, Row]:
    """What a node is grouped by, its label, and its row."""
    return node.label, {"id": node.id, "props": node_properties(node)}


def edge_row(edge: Edge) -> tuple[tuple[str, str, str], Row]:
    """What a statement is grouped by (the label it starts from, its type, the label it ends at), and its row."""
    row = {"source": edge.source, "target": edge.target, "key": edge.key, "props": edge_properties(edge)}
    return (edge.source_label, edge.type, edge.target_label), row


def grouped(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, list[Any]]]:
    """Rows by what goes before them, in order."""
    for name, group in groupby(sorted(pairs, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield name, [row for _, row in group]


def batches(rows: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """Rows in batches of at most so many, and of a size that every server takes; a larger row stands alone."""
    batch: list[Any] = []
    weight = 0
    for row in rows:
        heavy = size(row)
        if batch and (len(batch) == most or weight + heavy > BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(row)
        weight += heavy
    if batch:
        yield batch
