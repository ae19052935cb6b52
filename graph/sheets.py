"""What one document reports, admits and plans: all that comparison reads of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.facts import Fact
from graph.records import Document, Entity, Line

REPORTED = ("done", "ongoing")
NATION = "全国"  # a plan of the centre speaks to everybody: too much resembles it


@dataclass(frozen=True, slots=True)
class Item:
    """A measure or problem of a document: what it says, and where."""

    fact: str
    key: str
    type: str
    start: int
    year: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one document reports, admits and plans."""

    document: str
    region: str
    year: int | None
    said: tuple[Item, ...]
    tasks: tuple[Item, ...]


def sheet(line: Line, named: Mapping[str, Fact]) -> Sheet | None:
    """What a document reports, admits and plans; None where there is nothing, or no place to compare it in.

    `named` has the fact of each entity of the line.
    """
    document = line.document
    if not document.region or document.region == NATION:
        return None
    starts = {section.id: section.start for section in line.sections}
    said, tasks = list[Item](), list[Item]()
    for entity in line.entities:
        start = starts.get(entity.properties.get("section") or "")
        status = entity.properties.get("status")
        if start is not None and (entity.type == "Problem" or (entity.type == "Measure" and status in REPORTED)):
            said.append(_item(entity, named[entity.id], start))
        elif start is not None and entity.type == "Measure" and status == "planned":
            tasks.append(_item(entity, named[entity.id], start))
    if not said and not tasks:
        return None
    return Sheet(document.id, document.region, _year(document), tuple(said), tuple(tasks))


def write_sheet(made: Sheet) -> str:
    """A sheet as JSON."""
    return json.dumps(asdict(made), ensure_ascii=False, separators=(",", ":"))


def read_sheet(text: str) -> Sheet:
    """The sheet that JSON text holds."""
    row = json.loads(text)
    said, tasks = (tuple(Item(**item) for item in row[name]) for name in ("said", "tasks"))
    return Sheet(row["document"], row["region"], row["year"], said, tasks)


def _item(entity: Entity, fact: Fact, start: int) -> Item:
    year = _number(entity.properties.get("year"))
    text = str(entity.properties.get("text") or entity.name)
    return Item(fact.id, fact.keys[0], entity.type, start, year, entity.name, text)


def _year(document: Document) -> int | None:
    """The year that a report reports on, of other documents the one they are of."""
    return _number(document.period or (document.published or "")[:4])


def _number(value: Any) -> int | None:
    text = str(value)
    return int(text) if re.fullmatch(r"\d{4}", text) else None
