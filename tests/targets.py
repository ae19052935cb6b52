"""References resolved to a work of the registry, drawn by seed and judged one by one: is it the work that is meant?

`tests/gold/targets.csv` holds the judgements, without running text: `document` (stem of the file), `start` and `end`
(characters of the decoded file), `surface_sha` (hash of the words there), `key` (of the work meant, empty where the
registry has it not), `turned_down` (the key of a work that is not meant), `verdict` (right, wrong or doubtful, when
it was judged) and the `seed` of its draw.

    python -m tests.targets draw SEED COUNT LINES.jsonl …      python -m tests.targets rate LINES.jsonl …
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph.keys import digest, fold_title
from graph.lines import loads
from graph.records import Line

TABLE = Path(__file__).parent / "gold" / "targets.csv"
SEED, COUNT = 20261125, 300
APART = ("d019_", "d060_", "d028_", "d039_", "d053_")  # kept apart to score
AROUND = 70


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """One mention resolved to the registry: where it stands and what it was resolved to."""

    document: str
    start: int
    end: int
    key: str
    surface: str
    name: str
    context: str
    told: str

    @property
    def surface_sha(self) -> str:
        return digest(fold_title(self.surface))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One row of the table."""

    document: str
    start: str
    end: str
    surface_sha: str
    key: str
    turned_down: str
    verdict: str
    seed: str

    @property
    def place(self) -> tuple[str, int]:
        return self.document, int(self.start)


def resolved(line: Line) -> Iterator[Case]:
    """Every mention of a line that is resolved to a work of the registry."""
    document, entities = line.document, {e.id: e for e in line.entities}
    stem = Path(document.source).stem
    told = f"{document.title} | {document.issuer} | {document.published} | {document.region}"
    for m in line.mentions:
        entity = entities[m.entity]
        if m.type in ("Law", "Policy") and entity.resolution == "registry":
            near = document.text[max(0, m.start - AROUND) : m.end + AROUND]
            yield Case(stem, m.raw_start, m.raw_end, entity.keys[0], m.surface, entity.name, near, told)


def drawn(cases: Iterable[Case], seed: int = SEED, count: int = COUNT) -> list[Case]:
    """The cases of a draw, in order of place; none of the documents kept apart."""
    every = sorted(case for case in cases if not case.document.startswith(APART))
    return sorted(random.Random(seed).sample(every, min(count, len(every))))


def judgements() -> list[Judgement]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Judgement(**row) for row in csv.DictReader(file)]


def faults(cases: Iterable[Case], judged: Sequence[Judgement]) -> list[str]:
    """One line for each judged place that is now resolved to another work than the one meant, or no more resolved."""
    found: dict[tuple[str, int], set[str]] = {}
    for case in cases:
        found.setdefault((case.document, case.start), set()).add(case.key)
    rows = []
    for row in judged:
        keys = found.get(row.place, set())
        if row.turned_down in keys:
            rows.append(f"wrong: {row.document} {row.start}: {row.turned_down}")
        elif row.key and row.key not in keys:
            rows.append(f"{'wrong' if keys else 'lost'}: {row.document} {row.start}: {row.key}, not {sorted(keys)}")
    return rows


def read(path: Path) -> Iterator[Case]:
    """The cases of a file of lines."""
    with path.open(encoding="utf-8") as file:
        for text in file:
            yield from resolved(loads(text))


def draw(seed: int, count: int, paths: Sequence[str]) -> None:
    """Print the cases of a draw, each with what there is to judge it by."""
    for n, case in enumerate(drawn(chain.from_iterable(read(Path(p)) for p in paths), seed, count)):
        print(f"{n}\t{case.document}\t{case.told}\n\t{case.surface} → {case.key}\n\t{case.context!r}")


def rate(paths: Sequence[str]) -> None:
    """Print for each draw how many of its judged places are now right, wrong, or resolved no more."""
    cases, table = list(chain.from_iterable(read(Path(p)) for p in paths)), judgements()
    for seed in sorted({row.seed for row in table}):
        judged = [row for row in table if row.seed == seed]
        rows = faults(cases, judged)
        print(f"{seed}: {len(judged)} judged, now {dict(Counter(row.split(':')[0] for row in rows))}", *rows, sep="\n")


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        draw(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
    else:
        rate(sys.argv[2:])
