"""How well an extraction reads, for the command line: scores against gold, gains and losses, confidence of rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from graph.errors import DataError, PolicyGraphError
from graph.lines import loads
from graph.records import Line
from loaders import calibration, gold
from loaders.changes import Change, balances
from loaders.gold import Entry
from loaders.scoring import Count, score
from viz import tables

COLUMNS = ("kind", "gold", "found", "precision", "recall", "F1")


def evaluate(paths: Sequence[Path], form: str, output: Path | None, *, calibrate: bool) -> None:
    """Print what files of lines (and folders of gold) tell; `calibrate` writes the measured confidence of rules."""
    folders = [path for path in paths if path.is_dir()]
    files = [path for path in paths if not path.is_dir()]
    if calibrate and files and folders:
        calibrated(files, folders, output or calibration.FOLDER)
    elif files and folders and not calibrate:
        show_scores(score(_lines(files), [g for name in folders for g in gold.read(name)]), form)
    elif len(files) == 2 and not calibrate:
        show_changes(files[0], files[1], form)
    else:
        raise PolicyGraphError("evaluate: name lines and a folder of gold, or two files of lines, old and new")


def show_scores(counts: dict[str, Count], form: str) -> None:
    """Print a table of counts by kind."""
    rows = [(kind, c.gold, c.found, share(c.precision), share(c.recall), share(c.f1)) for kind, c in counts.items()]
    tables.show(COLUMNS, rows, form, ruled=False)


def share(value: float | None) -> str:
    """A share in three places; nothing where there is none."""
    return "" if value is None else f"{value:.3f}"


def show_changes(old: Path, new: Path, form: str) -> None:
    """Print gains and losses from one file of lines to another."""
    found, changes = balances(_read(old), _read(new))  # one line at a time: files may be large
    if form == "json":
        told = {"types": [asdict(b) for b in found], "changes": [asdict(c) for c in changes]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    elif form == "csv":
        tables.show(tuple(Change.__slots__), [tuple(asdict(c).values()) for c in changes], form)
    else:
        rows = [tuple(asdict(b).values()) for b in found]
        tables.show(("type", "before", "after", "gained", "lost"), rows, form, ruled=False)
        print("\n".join(_told(changes)))


def _told(changes: Sequence[Change]) -> Iterator[str]:
    """Changes as text: the type and document as headings, + or - before each thing, its sentence below."""
    heading = None
    for change in changes:
        if heading != (change.type, change.document):
            heading = (change.type, change.document)
            yield f"\n{change.type} in {change.document}"
        yield f"  {'+' if change.change == 'gained' else '-'} {change.what}"
        yield f"      “{change.sentence}”"


def calibrated(files: Sequence[Path], folders: Sequence[Path], output: Path) -> None:
    """Write the tables of measured rules and relations."""
    sets: dict[str, list[Entry]] = {folder.resolve().name: gold.read(folder) for folder in folders}
    calibration.calibrate(_lines(files), sets, output)
    tables.tell([f"{output / calibration.CONFIDENCE} and {output / calibration.MEASURED} written"])


def _lines(files: Sequence[Path]) -> list[Line]:
    return [line for file in files for line in _read(file)]


def _read(file: Path) -> Iterator[Line]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{file}: cannot be read ({fault}); name a file that `extract` wrote") from fault
    # splitlines() would also part a line at U+2028 or U+0085, which texts hold.
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            try:
                yield loads(row)
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                raise DataError(f"{file}: line {number} is no extraction ({fault!r}); write it anew") from fault
