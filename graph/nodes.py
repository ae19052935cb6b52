"""Nodes: of a part its facts made one, of a document itself and its sections."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from graph.facts import WORKS, Fact
from graph.identity import Part
from graph.keys import node_id
from graph.ontology import ontology
from graph.records import Line, Node, Section

RANK = {"registry": 0, "own": 1, "named": 2, "implied": 3}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[—–―－\-~～至到]+\s*((?:19|20)\d\d)(?!\d)")


def part_node(part: Part) -> Node:
    """The node of a part."""
    facts = sorted(part.facts.values(), key=lambda row: (RANK[row[0].origin], -row[1], row[0].id))
    name = _name(facts)
    said: dict[str, Any] = {"name": name, "keys": sorted(part.keys)}
    said["aliases"] = sorted({form for fact, _ in facts for form in (fact.name, *fact.aliases)} - {name})
    said |= _voted(facts)
    if part.label in WORKS:
        said |= _identity(facts) | _years(name)
    return node(part.label, part.id, said)


def node(label: str, name: str, said: dict[str, Any]) -> Node:
    """A node with the properties that its label may carry, each in its type, none of them empty."""
    properties = {"id": name}
    for key, kind in ontology().labels[label].properties.items():
        value = typed(kind.type, said.get(key))
        if value is not None:
            properties[key] = value
    return Node(label, name, properties)


def typed(kind: str, value: Any) -> Any:
    """A value in its type, or None where it is empty or cannot be told: a date known to the month is no date."""
    if value in (None, "", [], ()):
        return None
    if kind == "texts":
        return [str(v) for v in (value if isinstance(value, list | tuple) else [value])]
    if kind == "boolean":
        return bool(value)
    text = str(value)
    if kind == "date":
        return _day(text)
    if kind in ("integer", "number"):
        return (int(float(text)) if kind == "integer" else float(text)) if _NUMBER.fullmatch(text) else None
    return text


def _day(text: str) -> datetime.date | None:
    if not _DAY.fullmatch(text[:10]):
        return None
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:  # 2021-02-30 stands in some tables
        return None


def _name(facts: list[tuple[Fact, int]]) -> str:
    """The name that the best source gives most often; of equals the longest."""
    best = RANK[facts[0][0].origin]
    votes: Counter[str] = Counter()
    for fact, count in facts:
        if RANK[fact.origin] == best:
            votes[fact.name] += count
    return min(votes, key=lambda name: (-votes[name], -len(name), name))


def _voted(facts: list[tuple[Fact, int]]) -> dict[str, Any]:
    """Each property as the best source has it, of equal sources as most documents do."""
    votes: dict[str, dict[str, list[Any]]] = {}
    for fact, count in facts:
        for name, value in fact.properties.items():
            row = votes.setdefault(name, {}).setdefault(repr(value), [RANK[fact.origin], 0, value])
            row[0], row[1] = min(row[0], RANK[fact.origin]), row[1] + count
    return {
        name: min(values.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))[1][2]
        for name, values in votes.items()
    }


def _identity(facts: Iterable[tuple[Fact, int]]) -> dict[str, Any]:
    """How sure the identity of a work is."""
    rows = [fact for fact, _ in facts]
    origins = {fact.origin for fact in rows}
    if "own" in origins:
        return {"resolution": "held"}
    if "registry" in origins:
        return {"resolution": "registry"}
    unsure = [fact for fact in rows if fact.resolution == "ambiguous"]
    reason = min((fact.reason for fact in rows if fact.reason), default=None)
    if len(unsure) < len(rows):
        return {"resolution": "named", "reason": reason}
    candidates = sorted({name for fact in unsure for name in fact.candidates})
    return {"resolution": "ambiguous", "candidates": candidates, "reason": reason}


def _years(title: str) -> dict[str, str]:
    """The years that a title names: 法治政府建设实施纲要（2015—2020年）."""
    m = _YEARS.search(title)
    return {"from": m[1], "until": m[2]} if m else {}


def line_nodes(line: Line) -> dict[str, Node]:
    """The nodes of a document itself and of its sections, by id; of those only leaves carry their text."""
    above = {section.parent for section in line.sections}
    sections = (_section(line, section, leaf=section.id not in above) for section in line.sections)
    return {made.id: made for made in (_document(line), *sections)}


def _document(line: Line) -> Node:
    document = line.document
    said = {name: getattr(document, name, None) for name in ontology().labels["Document"].properties}
    return node("Document", document.id, said | {"chars": len(document.text)})


def section_id(document: str, section: str) -> str:
    """The id of a section's node."""
    return node_id(f"section:{document}:{section}")


def _section(line: Line, section: Section, *, leaf: bool) -> Node:
    said = {name: getattr(section, name, None) for name in ontology().labels["Section"].properties}
    said |= {"doc": line.document.id, "text": line.document.text[section.start : section.end] if leaf else None}
    return node("Section", section_id(line.document.id, section.id), said)
