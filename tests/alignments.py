"""Alignments held against labels: which planned task does an item of a report speak of, or none?

`tests/gold/alignment.csv` holds the labels without running text: `source` (stem of the document), `start` (of the leaf
in its text), `target` (the document whose tasks are asked), `answers` (starts of the tasks that are right, empty for
none) and `half` (chosen: thresholds were set with it; held: they were not).
"""

from __future__ import annotations

import csv
from pathlib import Path

from graph.alignment import Sheet, alignments, sheet
from graph.facts import named_facts
from graph.records import Line
from loaders.extraction import extract
from tests.measuring import read

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "gold" / "alignment.csv"
REPORTS = "d07[012]_*.txt"


def sheets(corpus: Path) -> dict[str, Sheet]:
    """What the labelled documents report and plan, by the stem of their file."""
    samples = extract([ROOT / "samples" / "documents"], _raise, overlay=ROOT / "samples" / "registry")
    lines: list[Line] = [*read(sorted((corpus / "dev").glob(REPORTS))), *samples]
    made = {Path(line.document.source).stem: sheet(line, named_facts(line)) for line in lines}
    return {stem: held for stem, held in made.items() if held is not None}


def rate(corpus: Path, half: str) -> tuple[int, int, int]:
    """Of a half: how many answers are right, how many are given, how many items have one; ValueError: a lost item."""
    known = sheets(corpus)
    right = answered = asked = 0
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["half"] != half:
                continue
            some, other, start = known[row["source"]], known.get(row["target"]), int(row["start"])
            if start not in {item.start for item in some.said}:
                raise ValueError(f"{row['source']}: no item at {start}")
            wanted = {int(place) for place in row["answers"].split()}
            asked += bool(wanted)
            for match in alignments(some, other) if other else ():
                if match.source.start == start:
                    answered += 1
                    right += match.target.start in wanted
    return right, answered, asked


def _raise(error: Exception) -> None:
    raise error
