"""What one extraction says and another does not: gains and losses between two sets of lines, kind by kind.

An entity is known by its document, type and name, a relation by its document, type and ends; what stands several
times counts as often.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.records import Entity, Line

Key = tuple[str, str, str]  # document, type, what
_ENDS = "。！？；\n"
LONGEST = 160  # characters of a sentence that are shown


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was gained or lost, with the sentence that it stands in."""

    change: str
    type: str
    document: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Balance:
    """How many of a type there were and are, and how many of them came and went."""

    type: str
    before: int
    after: int
    gained: int
    lost: int


def balances(old: Iterable[Line], new: Iterable[Line]) -> tuple[list[Balance], list[Change]]:
    """Gains and losses of every type, and each changed thing, by type and document."""
    was, now = _sentences(old), _sentences(new)
    before, after = ({key: len(said) for key, said in side.items()} for side in (was, now))
    gained, lost = Counter(after) - Counter(before), Counter(before) - Counter(after)
    changes = [
        Change(change, type_, document, what, said)
        for change, side, here, there in (("lost", lost, was, now), ("gained", gained, now, was))
        for (document, type_, what), number in side.items()
        for said in _news(here[document, type_, what], there.get((document, type_, what), []))[:number]
    ]
    changes.sort(key=lambda c: (c.type, c.document, c.change, c.what))
    sides = [_by_type(side) for side in (before, after, gained, lost)]
    types = sorted({type_ for side in sides for type_ in side})
    return [Balance(type_, *(side[type_] for side in sides)) for type_ in types], changes


def _sentences(lines: Iterable[Line]) -> dict[Key, list[str]]:
    """The sentence of each time that something is said."""
    found: dict[Key, list[str]] = defaultdict(list)
    for key, said in _said(lines):
        found[key].append(said)
    return found


def _news(here: list[str], there: list[str]) -> list[str]:
    """The sentences of one side, those that the other does not have first."""
    return sorted(here, key=lambda said: said in there)


def _by_type(side: Mapping[Key, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, type_, _), number in side.items():
        found[type_] += number
    return found


def _said(lines: Iterable[Line]) -> Iterator[tuple[Key, str]]:
    """Everything that lines say, each with its sentence."""
    for line in lines:
        document = line.document.source if line.document.part == 1 else f"{line.document.source}#{line.document.part}"
        names = {e.id: f"{e.type} {e.name}" for e in line.entities}
        places = _places(line)
        for e in line.entities:
            yield (document, e.type, e.name), sentence(line.document.text, *places[e.id])
        for r in line.relations:
            denied = " (denied)" * (r.polarity == "negative")
            what = f"{names.get(r.source, r.source)} → {names.get(r.target, r.target)}{denied}"
            yield (document, r.type, what), r.quote or ""


def _places(line: Line) -> dict[str, tuple[int, int]]:
    """Where each entity first stands: its mention, its statement, or the beginning of its section."""
    places: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    sections = {s.id: s for s in line.sections}
    for e in line.entities:
        if section := sections.get(_section(e)):
            places[e.id] = (section.start, section.start)
    for r in reversed(line.relations):
        if r.type == "HAS_FIGURE" and r.start is not None and r.end is not None:
            places[r.target] = (r.start, r.end)
    for m in reversed(line.mentions):
        places[m.entity] = (m.start, m.end)
    return places


def _section(entity: Entity) -> str:
    return str(entity.properties.get("section"))


def sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds a place, cut where it is long."""
    begun = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    after = re.compile(f"[{_ENDS}]").search(text, max(start, end - 1))
    whole = text[begun : after.end() if after else len(text)].strip()
    return whole if len(whole) <= LONGEST else whole[:LONGEST] + "…"
