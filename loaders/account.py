"""What became of the documents of one run: how many were read, what they hold, what failed, where nothing was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.errors import DocumentError
from graph.records import Line

SHOWN = 20  # documents without findings that are named one by one


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
            if not line.mentions and not any(e.type in ("Measure", "Problem") for e in line.entities):
                self.empty.append(f"{line.document.source}: nothing found: {why(line)}")
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


def why(line: Line) -> str:
    """Why a document gave nothing, in words."""
    text = line.document.text
    han = sum("一" <= char <= "鿿" for char in text)
    if not text.strip():
        return "the file holds no text beside page noise"
    if han * 5 < len(text.replace(" ", "")):
        return "the text is not Chinese"
    if not any(section.path for section in line.sections):
        return "no numbered items, and no law, policy, program or agency is named"
    return "its items tell of no tasks or results, and no law, policy, program or agency is named"
