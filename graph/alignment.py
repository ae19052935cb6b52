"""Which planned task a reported measure, or an admitted problem, speaks of: found by comparing their words.

Two documents are compared at a time, and the answer depends on the two alone: what else is loaded never changes it.
Each item of the one gets at most one task of the other, and only where that one stands out. Words count by how rare
their pairs of characters are in tasks in general (`commonness.yaml`), so that 推进 and 加强 tell next to nothing.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from math import fsum, sqrt
from pathlib import Path
from typing import Any

import yaml

from graph.facts import Fact
from graph.records import Document, Entity, Line

REPORTED = ("done", "ongoing")
EARLIER = 5  # years back that a report may answer to: the span of a five-year plan
LATER = 2  # years after a problem was admitted in which a task may answer it
NATION = "全国"  # a plan of the centre speaks to everybody: too much resembles it
RARE = 9.0  # weight of a pair of characters that is not listed
NAME, TEXT = 0.6, 0.4  # what names and texts bring to a likeness
TELLING = 4.0  # the weight from which a pair that two texts share counts by itself
ENOUGH = 16.0  # shared weight below which nothing is alike: 加强 推进 各项工作 are common to all
HALF = 300.0  # shared weight that makes a likeness of one half: some forty rare pairs, as two long paragraphs share
LEAST = 0.25  # the score from which a task is named
LIKENESS = 0.13  # of the texts, which a plan on a theme must reach; a report's own plan covers all that its body does
APART = 0.9  # the next best task must stay below this share of the best
_RUN = re.compile(r"[㐀-鿿A-Za-z]{2,}")
_MARKS = re.compile(r"[“”‘’《》〈〉\"\s]")

Words = Mapping[str, float]  # pairs of characters by weight


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


@dataclass(frozen=True, slots=True)
class Match:
    """An item of one document and the task of another that it speaks of."""

    source: Item
    target: Item
    score: float


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


def alignments(some: Sheet, other: Sheet) -> Iterator[Match]:
    """What the one says of the tasks of the other; the two may be one."""
    asked = [
        (item, [task for task in other.tasks if _in_time(some, item, other, task)])
        for item in some.said
        if _near(some, item, other)
    ]
    if not any(tasks for _, tasks in asked):
        return
    weights = _weights(other.tasks)
    wordings = {task: Wording(task, weights) for _, tasks in asked for task in tasks}
    for item, tasks in asked:
        if tasks:
            words, least = Wording(item, weights), 0.0 if _kin(some, other) else LIKENESS
            match = _best(item, [(score(words, wordings[task], least), task) for task in tasks])
            if match is not None:
                yield match


def _kin(some: Sheet, other: Sheet) -> bool:
    """Whether the tasks stand in a report of the same place: 2016年工作安排 behind 2015年工作回顾."""
    return some.region == other.region and bool(other.said)


def _near(some: Sheet, item: Item, other: Sheet) -> bool:
    """Whether a document's tasks may be those that an item speaks of, by place."""
    if item.type == "Problem":
        return other.region.startswith(some.region)
    return some.document != other.document and (
        other.region.startswith(some.region) or some.region.startswith(other.region)
    )


def _in_time(some: Sheet, item: Item, other: Sheet, task: Item) -> bool:
    """A report tells of tasks set before its year is over; a problem is answered in the years to come."""
    said, planned = item.year or some.year, task.year or other.year
    if said is None or planned is None:
        return False
    if item.type == "Problem":
        return said < planned <= said + LATER
    return said - EARLIER <= planned <= said


def _best(item: Item, rows: Iterable[tuple[float, Item]]) -> Match | None:
    """The task that stands out, or None."""
    ranked = sorted(rows, key=lambda row: (-row[0], row[1].start, row[1].fact))
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, item)
    if best[0] < LEAST or second[0] > best[0] * APART:
        return None
    return Match(item, best[1], best[0])


class Wording:
    """The weight of each pair of characters in the name and in the text of an item, and how long each is."""

    __slots__ = ("name", "name_length", "text", "text_length")

    def __init__(self, item: Item, weights: Mapping[str, float]) -> None:
        self.name, self.name_length = _weighed(item.name, weights)
        self.text, self.text_length = _weighed(item.text, weights)


def score(some: Wording, other: Wording, least: float = 0.0) -> float:
    """How sure it is that two items are of one matter, from 0 to 1.

    Short items are alike by the share of their words that is common, long paragraphs by how many telling words are.
    A name may be taken up in the text of the other. Texts less alike than `least` are not alike at all.
    """
    shared = fsum(w for pair, w in some.text.items() if w >= TELLING and pair in other.text)
    if shared < ENOUGH:  # most tasks share next to nothing with an item: told before anything else is reckoned
        return 0.0
    texts = _cosine(some.text, some.text_length, other.text, other.text_length)
    if texts < least:
        return 0.0
    names = max(
        _cosine(some.name, some.name_length, other.name, other.name_length),
        _cosine(some.name, some.name_length, other.text, other.text_length),
        _cosine(some.text, some.text_length, other.name, other.name_length),
    )
    alike = NAME * names + TEXT * texts
    return round(1 - (1 - min(alike, 1.0)) * (1 - shared / (shared + HALF)), 4)


def _cosine(some: Words, length: float, others: Words, other_length: float) -> float:
    small, large = sorted((some, others), key=len)
    # fsum: sets of pairs come in the order of either text, and the sum must not depend on it
    return fsum(weight * large[pair] for pair, weight in small.items() if pair in large) / (length * other_length)


def _weighed(text: str, weights: Mapping[str, float]) -> tuple[Words, float]:
    """The pairs of characters of a text by weight, and the length of that vector."""
    common = commonness()
    found = {pair: weights.get(pair, 1.0) * common.get(pair, RARE) for pair in pairs(text)}
    return found, sqrt(fsum(weight * weight for weight in found.values())) or 1.0


def _weights(tasks: Iterable[Item]) -> dict[str, float]:
    """Pairs that many tasks of one document share (its place, its theme) tell them apart less."""
    rows = [set(pairs(task.text)) for task in tasks]
    shared = Counter(pair for row in rows for pair in row)
    return {pair: sqrt(1 / count) for pair, count in shared.items() if count > 1}


def pairs(text: str) -> dict[str, None]:
    """The pairs of characters that stand in a text, each once, across marks of quotation but no others."""
    runs = _RUN.findall(_MARKS.sub("", text))
    return dict.fromkeys(a + b for run in runs for a, b in pairwise(run))


@cache
def commonness() -> dict[str, float]:
    """The weight of each pair of characters that is common in tasks."""
    read = yaml.safe_load((Path(__file__).parent / "commonness.yaml").read_text(encoding="utf-8"))
    return {pair: level + 0.5 for level, text in read["levels"].items() for pair in text.split()}


# ---------------------------------------------------------------- documents that may be compared


def chain(region: str) -> Iterator[str]:
    """Every beginning of a region's full name: those of the places above it are among them."""
    return (region[:end] for end in range(2, len(region) + 1))


class Places:
    """Sheets by place."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._by_region: dict[str, list[Sheet]] = {}
        for each in sheets:
            self._by_region.setdefault(each.region, []).append(each)
        self._regions = sorted(self._by_region)

    def around(self, region: str) -> Iterator[Sheet]:
        """The sheets of a place, of those above and of those below it."""
        for place in chain(region):
            yield from self._by_region.get(place, ())
        for place in self._regions[bisect_left(self._regions, region) :]:
            if not place.startswith(region):
                break
            if place != region:
                yield from self._by_region[place]
