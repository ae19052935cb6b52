"""What comparison finds for one document among those of a library: tasks, reports and problems of one matter.

The same that the merged graph holds as ALIGNS_WITH, reckoned for the one document: no database is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.alignment import alignments
from graph.facts import named_facts
from graph.library import Library
from graph.records import Line
from graph.sheets import Item, Sheet, sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A measure or problem of another place and what it is to the document's own `entity`.

    `match`: `task` the planned task that it tells of, `report` the measure that tells of it, `problem` the shortcoming
    that it answers, `answer` the task that answers it. `own` and `text` are the words of both.
    """

    entity: str
    match: str
    score: float
    own: str
    name: str
    type: str
    text: str
    title: str
    source: str
    path: str


def counterparts(library: Library | None, line: Line) -> list[Counterpart]:
    """What the documents of a library, and this one itself, hold of one matter with its measures and problems."""
    named = named_facts(line)
    mine = sheet(line, named)
    if mine is None:
        return []
    entities = {fact.id: id for id, fact in reversed(named.items())}
    starts = {item.fact: item.start for item in (*mine.said, *mine.tasks)}
    best: dict[tuple[str, str], tuple[Item, Item, str, str, float]] = {}
    for pair in _pairs(library, mine):
        own, other, score = pair[0], pair[1], pair[4]
        known = best.get((own.fact, other.fact))  # a plan may be loaded twice
        if known is None or known[4] < score:
            best[own.fact, other.fact] = pair
    places = Places(library, line)
    ordered = sorted(best.values(), key=lambda pair: (starts[pair[0].fact], -pair[4], pair[1].fact))
    return [
        Counterpart(
            entity=entities[own.fact], match=match, score=score, own=own.text, name=other.name, type=other.type,
            text=other.text, title=places.title(document), source=places.source(document),
            path=places.path(document, other.start),
        )
        for own, other, document, match, score in ordered
    ]  # fmt: skip


def _pairs(library: Library | None, mine: Sheet) -> Iterator[tuple[Item, Item, str, str, float]]:
    """The document's own item, the other with its document, what it is to the own, and the score."""
    for other in library.index.sheets(mine.region) if library is not None else ():
        if other.document != mine.document:
            for match in alignments(mine, other):
                told = "answer" if match.source.type == "Problem" else "task"
                yield match.source, match.target, other.document, told, match.score
            for match in alignments(other, mine):
                told = "problem" if match.source.type == "Problem" else "report"
                yield match.target, match.source, other.document, told, match.score
    for match in alignments(mine, mine):
        yield match.source, match.target, mine.document, "answer", match.score
        yield match.target, match.source, mine.document, "problem", match.score


class Places:
    """Titles, sources and sections of a library's documents, each read once."""

    def __init__(self, library: Library | None, mine: Line) -> None:
        self._library = library
        self._lines: dict[str, Line | None] = {mine.document.id: mine}

    def _line(self, document: str) -> Line | None:
        if document not in self._lines:
            self._lines[document] = self._library.line(document) if self._library is not None else None
        return self._lines[document]

    def title(self, document: str) -> str:
        """A document's title."""
        line = self._line(document)
        return (line.document.title or "") if line else ""

    def source(self, document: str) -> str:
        """Where a document was read from."""
        line = self._line(document)
        return line.document.source if line else ""

    def path(self, document: str, start: int) -> str:
        """The section that begins at a place, the innermost."""
        line = self._line(document)
        found = [s for s in line.sections if s.start == start] if line else []
        return max(found, key=lambda s: s.level).path if found else ""
