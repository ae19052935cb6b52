"""Edges: what one line states between nodes, what the registry tells of them, and what comparison finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph.alignment import Match, alignments
from graph.facts import Fact, Link, own_work
from graph.identity import End
from graph.keys import edge_key
from graph.nodes import section_id, typed
from graph.ontology import ontology
from graph.records import Edge, Line, Mention, Relation, Section
from graph.sheets import Item, Sheet

LEAVES = ("Measure", "Problem")


def line_edges(line: Line, ends: dict[str, End]) -> dict[str, Edge]:
    """Every edge that a line states, by key; `ends` tells the node of each of its entities."""
    return _by_key((*_outline(line), *_leaves(line, ends), *_mentions(line, ends), *_stated(line, ends)))


def linked_edges(facts: Iterable[Fact], end_of: Callable[[str], End | None]) -> dict[str, Edge]:
    """The registry's relations of these facts by key, where both ends have nodes; `end_of` tells the node of a key."""
    made = (_linked(link, end_of(link.source), end_of(link.target)) for fact in facts for link in fact.links)
    return _by_key(edge for edge in made if edge is not None)


def _linked(link: Link, source: End | None, target: End | None) -> Edge | None:
    if source is None or target is None or source == target:
        return None
    basis = "structural" if link.type == "SUBORDINATE_TO" else "registry"
    said = {"basis": basis, "polarity": "positive", "rule": "registry", **link.properties}
    return _edge(link.type, source, target, "registry", None, said)


def aligned_edges(pairs: Iterable[tuple[Sheet, Sheet]], end_of: Callable[[Item], End | None]) -> dict[str, Edge]:
    """What the one of each two documents says of the tasks of the other, by key; `end_of` tells the node of an item."""
    made = (
        _aligned(f"{some.document} {other.document}", match, end_of(match.source), end_of(match.target))
        for some, other in pairs
        for match in alignments(some, other)
    )
    return _by_key(edge for edge in made if edge is not None)


def _aligned(documents: str, match: Match, source: End | None, target: End | None) -> Edge | None:
    """The edge of one match: each two documents have their own, so that no other document changes it."""
    if source is None or target is None or source == target or not ontology().fits("ALIGNS_WITH", source[0], target[0]):
        return None
    key = edge_key("ALIGNS_WITH", source[1], target[1], documents, match.source.start)
    said = {"basis": "computed", "polarity": "positive", "rule": "alignment", "score": match.score}
    return _edge("ALIGNS_WITH", source, target, "computed", None, said, key)


def _by_key(edges: Iterable[Edge]) -> dict[str, Edge]:
    """The edges by key; of two statements at one place between the same ends the same is kept whatever their order."""
    found: dict[str, Edge] = {}
    for edge in edges:
        known = found.get(edge.key)
        if known is None or repr(sorted(edge.properties.items())) < repr(sorted(known.properties.items())):
            found[edge.key] = edge
    return found


def _edge(
    kind: str, source: End, target: End, document: str, start: int | None, said: dict[str, Any], key: str | None = None
) -> Edge:
    key = key or edge_key(kind, source[1], target[1], document, start)
    properties: dict[str, Any] = {"key": key, "doc": document}
    kinds = ontology().evidence
    for name, value in said.items():
        value = None if value is None else typed(kinds[name].type, value)
        if value is not None:
            properties[name] = value
    if start is not None:
        properties["start"] = start
    return Edge(kind, key, *source, *target, properties)


def _section_end(line: Line, section: str) -> End:
    return "Section", section_id(line.document.id, section)


def _outline(line: Line) -> Iterator[Edge]:
    """HAS_SECTION: the document has its outermost sections, each section those below it."""
    document = line.document.id
    for section in line.sections:
        above = ("Document", document) if section.parent is None else _section_end(line, section.parent)
        said: dict[str, Any] = {"basis": "structural", "end": section.end}
        yield _edge("HAS_SECTION", above, _section_end(line, section.id), document, section.start, said)


def _leaves(line: Line, ends: dict[str, End]) -> Iterator[Edge]:
    """TEXT_OF of the own work; STATES and CONTAINS of each measure and problem."""
    document = line.document.id
    own = own_work(line)
    if own is not None:
        title = {"basis": "stated", "quote": line.document.title}
        yield _edge("TEXT_OF", ("Document", document), ends[own], document, None, title)
    sections = {section.id: section for section in line.sections}
    for entity in line.entities:
        leaf = sections.get(entity.properties.get("section") or "")
        if entity.type not in LEAVES or leaf is None:
            continue
        here = _section_end(line, leaf.id)
        said: dict[str, Any] = {"basis": "structural", "end": leaf.end, "section": here[1]}
        yield _edge("STATES", here, ends[entity.id], document, leaf.start, said)
        if own is not None:
            yield _edge("CONTAINS", ends[own], ends[entity.id], document, leaf.start, said)


def _mentions(line: Line, ends: dict[str, End]) -> Iterator[Edge]:
    """MENTIONS: one for each section and thing, with the number of mentions and the place of the first."""
    pairs: dict[tuple[str, End], list[Mention]] = {}
    inner = innermost(line.sections)
    for mention in sorted(line.mentions, key=lambda m: (m.start, m.end)):
        section = inner(mention.start)
        if section is not None:
            pairs.setdefault((section, ends[mention.entity]), []).append(mention)
    for (section, target), rows in pairs.items():
        here = _section_end(line, section)
        said = {"basis": "stated", "count": len(rows), "quote": rows[0].surface, "end": rows[0].end, "section": here[1]}
        yield _edge("MENTIONS", here, target, line.document.id, rows[0].start, said)


def innermost(sections: Iterable[Section]) -> Callable[[int], str | None]:
    """A look-up of the innermost section that holds a place."""
    ordered = sorted(sections, key=lambda s: (s.end - s.start, s.level))

    def find(place: int) -> str | None:
        return next((s.id for s in ordered if s.start <= place < s.end), None)

    return find


def _stated(line: Line, ends: dict[str, End]) -> Iterator[Edge]:
    """What the sentences state; nothing is related to itself, and the ends must fit the relation."""
    sections = {section.id for section in line.sections}
    for relation in line.relations:
        source, target = ends[relation.source], ends[relation.target]
        if source != target and ontology().fits(relation.type, source[0], target[0]):
            said = _said(relation)
            here = _section_end(line, relation.section) if relation.section in sections else None
            said["section"] = here[1] if here else None
            yield _edge(relation.type, source, target, line.document.id, relation.start, said)


def _said(relation: Relation) -> dict[str, Any]:
    names = ("quote", "end", "trigger", "rule", "confidence", "basis", "polarity", "mode", "article", "role")
    return {name: getattr(relation, name) for name in names}
