"""Lines as JSON text: one document a line, the same record always the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.records import Document, Entity, Line, Mention, Reject, Relation, Repair, Section, Work

RENAMED = {"source": "from", "target": "to"}
BACK = {"from": "source", "to": "target"}
OPTIONAL = ("mode", "article", "role")


def dumps(line: Line) -> str:
    """The line as one JSON object without line breaks, in the field order of the extraction format."""
    return json.dumps(to_dict(line), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Line:
    """The line that a JSON object holds; KeyError or TypeError where it is none."""
    return from_dict(json.loads(text))


def to_dict(line: Line) -> dict[str, Any]:
    """The line as plain lists and dictionaries."""
    document = _fields(line.document)
    document["work"] = _fields(line.document.work) if line.document.work else None
    document["repairs"] = [_fields(r) for r in line.document.repairs]
    return {
        "document": document,
        "sections": [_fields(s) for s in line.sections],
        "mentions": [_fields(m) for m in line.mentions],
        "entities": [_entity(e) for e in line.entities],
        "relations": [_relation(r) for r in line.relations],
        "rejects": [_fields(r) for r in line.rejects],
    }


def _fields(record: Any) -> dict[str, Any]:
    # dataclasses.asdict copies every value deeply; these are frozen, and a line has thousands of them.
    return {name: getattr(record, name) for name in record.__slots__}


def from_dict(data: dict[str, Any]) -> Line:
    """The line that plain data holds; KeyError or TypeError where a field is missing or unknown."""
    document = dict(data["document"])
    work = document.pop("work")
    repairs = tuple(Repair(**r) for r in document.pop("repairs"))
    return Line(
        document=Document(**document, work=Work(**work) if work else None, repairs=repairs),
        sections=tuple(Section(**s) for s in data["sections"]),
        mentions=tuple(Mention(**m) for m in data["mentions"]),
        entities=tuple(_read_entity(e) for e in data["entities"]),
        relations=tuple(Relation(**{BACK.get(k, k): v for k, v in r.items()}) for r in data["relations"]),
        rejects=tuple(Reject(**r) for r in data["rejects"]),
    )


def write(lines: Iterable[Line]) -> Iterator[str]:
    """Each line as text with its line break."""
    for line in lines:
        yield dumps(line) + "\n"


def _entity(entity: Entity) -> dict[str, Any]:
    row = _fields(entity)
    row["properties"] = dict(entity.properties)
    if entity.type not in ("Law", "Policy"):
        for name in ("resolution", "candidates", "reason"):
            del row[name]
    return row


def _read_entity(row: dict[str, Any]) -> Entity:
    lists = {name: tuple(row.get(name, ())) for name in ("aliases", "keys", "candidates")}
    return Entity(**(row | lists))


def _relation(relation: Relation) -> dict[str, Any]:
    row = _fields(relation)
    return {RENAMED.get(k, k): v for k, v in row.items() if k not in OPTIONAL or v is not None}
