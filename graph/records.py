"""The records of one extraction line and of the merged graph: frozen, without behaviour.

`Line` is what extraction writes for one document and what everything after it reads. Offsets count
characters of `Document.text` (the clean text), end exclusive; `raw_*` count characters of the decoded
source. Records of the graph (`Node`, `Edge`, `Graph`, `Delta`) are what merging returns and a store writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from graph.frozen import record

Properties = Mapping[str, Any]


@record(frozen=True, slots=True, kw_only=True)
class Repair:
    """One mend of the source: `kind` is boilerplate, gloss or damage; `start`:`end` of `fixed` in the clean text."""

    kind: str
    start: int
    end: int
    raw: str
    fixed: str


@record(frozen=True, slots=True, kw_only=True)
class Work:
    """The Law or Policy that a document is a text of: its label and canonical name."""

    type: str
    name: str


@record(frozen=True, slots=True, kw_only=True)
class Document:
    """One loaded copy of a text and what its masthead says of it; None where the text does not say."""

    id: str
    source: str
    part: int
    sha256: str
    title: str | None
    genre: str | None
    issuer: str | None
    doc_number: str | None
    published: str | None
    period: str | None
    region: str | None
    region_code: str | None
    level: str | None
    work: Work | None
    script: str
    repairs: tuple[Repair, ...]
    text: str
    raw: str | None


@record(frozen=True, slots=True, kw_only=True)
class Section:
    """One item of the outline; `start`:`end` is the item with everything below it."""

    id: str
    path: str
    level: int
    heading: str
    role: str
    start: int
    end: int
    parent: str | None


@record(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words that name an entity, where they stand."""

    type: str
    entity: str
    surface: str
    start: int
    end: int
    raw_start: int
    raw_end: int


@record(frozen=True, slots=True, kw_only=True)
class Entity:
    """What the document names or states; `keys` are identity keys, strongest first."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    resolution: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    properties: Properties = field(default_factory=dict)


@record(frozen=True, slots=True, kw_only=True)
class Relation:
    """One statement: `source` and `target` are entity ids (`from` and `to` in the line)."""

    type: str
    source: str
    target: str
    trigger: str | None
    quote: str | None
    start: int | None
    end: int | None
    raw_start: int | None
    raw_end: int | None
    section: str | None
    rule: str
    confidence: float | None
    basis: str
    polarity: str
    mode: str | None = None
    article: str | None = None
    role: str | None = None


@record(frozen=True, slots=True, kw_only=True)
class Reject:
    """Something seen and not used, with the reason (one of `graph/ontology.yaml`, rejects)."""

    surface: str
    start: int
    end: int
    reason: str
    rule: str


@record(frozen=True, slots=True, kw_only=True)
class Line:
    """Everything extraction knows of one document."""

    document: Document
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    rejects: tuple[Reject, ...]


@record(frozen=True, slots=True)
class Node:
    """A node of the graph: one label, a stable id, properties without nulls."""

    label: str
    id: str
    properties: Properties


@record(frozen=True, slots=True)
class Edge:
    """A relationship of the graph: one statement, told apart by `key`; ends by label and id."""

    type: str
    key: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: Properties


@record(frozen=True, slots=True)
class Graph:
    """A whole graph: nodes by id and relationships by key."""

    nodes: Mapping[str, Node]
    edges: Mapping[str, Edge]


@record(frozen=True, slots=True)
class Delta:
    """What makes one graph of another: take the deleted away first, then set the others."""

    upsert_nodes: tuple[Node, ...] = ()
    delete_nodes: tuple[Node, ...] = ()
    upsert_edges: tuple[Edge, ...] = ()
    delete_edges: tuple[Edge, ...] = ()
