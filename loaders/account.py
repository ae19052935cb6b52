"""What became of the documents of one run: how many were read, what they hold, what failed, where nothing was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.errors import DocumentError
from graph.facts import own_work
from graph.records import Line

SHOWN = 20  # documents without findings that are named one by one
NAMELESS = "beside itself it names no law, policy, program or agency"
WHY = {
    "no_text": "no text is left beside page noise",
    "not_chinese": "the text is not Chinese",
    "no_outline": f"it has no numbered items; {NAMELESS}",
    "empty_outline": f"its numbered items hold no sentence; {NAMELESS}",
    "articles_only": f"its articles set rules and tell of no tasks; {NAMELESS}",
    "no_tasks": f"its items tell of no tasks or results; {NAMELESS}",
}


@dataclass(slots=True)
class Account:
    """Counts of one run, filled as lines pass."""

    documents: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    relations: int = 0
    errors: list[DocumentError] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def failed(self, error: DocumentError) -> None:
        """Note a document that could not be read."""
        self.errors.append(error)

    def counted(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines, each counted as it passes."""
        for line in lines:
            self.documents += 1
            self.entities.update(e.type for e in line.entities)
            self.relations += len(line.relations)
            if reason := why(line):
                self.empty.append(f"{line.document.source}: nothing found: {WHY[reason]}")
            yield line

    def summary(self) -> str:
        """The run in a few lines of words."""
        counts = ", ".join(f"{n:,} {kind}" for kind, n in sorted(self.entities.items()))
        rows = [
            f"{self.documents:,} documents read, {len(self.errors):,} failed: {counts or 'nothing found'}; "
            f"{self.relations:,} statements"
        ]
        rows += self.empty[:SHOWN]
        if len(self.empty) > SHOWN:
            rows.append(f"and {len(self.empty) - SHOWN} more documents in which nothing was found")
        return "\n".join(rows)


def why(line: Line) -> str | None:
    """Why a document gave nothing, or None where it gave something beside its own work and who issued it."""
    own = own_work(line)
    masthead = {own, *(r.source for r in line.relations if r.type == "ISSUED" and r.target == own)}
    if any(entity.id not in masthead for entity in line.entities):
        return None
    from loaders.measures import nothing  # here, for it brings spaCy: a second that few commands need

    return nothing(line.document.text, line.sections, found=False)
