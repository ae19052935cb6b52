"""Measure the rules on gold: `python -m tests.measuring` (make calibrate) needs POLICYGRAPH_CORPUS.

Writes loaders/rules/confidence.csv and measured.csv from the seeds and the documents that may be worked on, and the
table of figures in docs/quality.md, where the documents kept apart and those never seen stand beside them; then the
generated pages.
"""

from __future__ import annotations

import datetime
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.records import Line
from loaders import calibration, gold
from loaders.account import Account
from loaders.extraction import extract
from loaders.gold import Entry
from loaders.scoring import ORDER, Count, score
from tests import gold as own
from viz import handbook

ROOT = Path(__file__).parent.parent
QUALITY = ROOT / "docs" / "quality.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)
# The gold that rules are written and measured with, and the gold that only scores, by part.
OPEN = {
    "work": "documents to work on",
    "second": "second draw",
    "third": "of many genres",
    "fourth": "plans and reports",
}
CLOSED = {
    "apart": "documents kept apart",
    "unseen": "never seen",
    "fresh": "never seen, second",
    "latest": "never seen, third",
}


def seeds(corpus: Path) -> tuple[list[Line], list[Entry]]:
    """Lines and gold of the seed documents."""
    return read([corpus / "seeds"]), gold.read(corpus / "gold" / "seeds")


def drawn(corpus: Path, part: str) -> tuple[list[Line], list[Entry]]:
    """Lines and gold of a part of the project's own gold, one of OPEN or CLOSED."""
    with tempfile.TemporaryDirectory() as folder:
        answers, texts = Path(folder) / "gold", Path(folder) / "documents"
        own.fill(corpus, answers, part)
        return read(own.documents(corpus, part, texts)), gold.read(answers)


def read(paths: Sequence[Path]) -> list[Line]:
    """The lines of files; the first that cannot be read is raised."""
    account = Account()
    lines = list(extract(paths, account.failed))
    for error in account.errors:
        raise error
    return lines


def table(sets: Mapping[str, tuple[Sequence[Line], Sequence[Entry]]]) -> str:
    """Scores of several sets side by side, as Markdown: each cell holds gold, precision, recall and F1."""
    scores = {name: score(lines, golds) for name, (lines, golds) in sets.items()}
    heads = [f"{name} ({len(golds)})" for name, (_, golds) in sets.items()]
    rows = ["| kind | " + " | ".join(heads) + " |", "|---" * (1 + len(sets)) + "|"]
    for kind in ORDER:
        if any(kind in counts for counts in scores.values()):
            rows.append(f"| {kind} | " + " | ".join(cell(counts.get(kind)) for counts in scores.values()) + " |")
    return "\n".join(rows)


def cell(count: Count | None) -> str:
    """How many cases gold holds, precision, recall and F1; dashes where there is nothing to divide by."""
    if count is None:
        return "–"
    shares = ("–" if share is None else f"{share:.2f}" for share in (count.precision, count.recall, count.f1))
    return " · ".join((str(count.gold), *shares))


def main(corpus: Path) -> None:
    """Write the tables, the figures and the pages."""
    sets = {"seeds": seeds(corpus)} | {name: drawn(corpus, part) for part, name in OPEN.items()}
    lines = [line for found, _ in sets.values() for line in found]
    calibration.calibrate(lines, {name: golds for name, (_, golds) in sets.items()})
    figures = table(sets | {name: drawn(corpus, part) for part, name in CLOSED.items()})
    told = f"Measured on {datetime.date.today()}. Documents in brackets; each cell: gold · precision · recall · F1.\n\n"
    told += f"{figures}\n"
    QUALITY.write_text(FIGURES.sub(lambda _: told, QUALITY.read_text(encoding="utf-8")), encoding="utf-8")
    handbook.write(ROOT / "docs")


if __name__ == "__main__":
    main(Path(os.environ["POLICYGRAPH_CORPUS"]))
