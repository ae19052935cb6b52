"""Tables for the command line: for people as a table, for programs as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from graph.errors import PolicyGraphError
from graph.library import Library
from graph.ontology import ontology
from queries.catalog import Question
from queries.runner import Result

FORMATS = ("table", "csv", "json")
WIDEST = 200  # columns of a table that goes to a file or a pipe


def show(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str, *, notes: Iterable[str] = ()) -> None:
    """Print rows to standard output, notes to standard error.

    `form` is table, csv or json (a list of objects).
    """
    if form == "table":
        _table(columns, rows)
    elif form == "csv":
        sys.stdout.write(as_csv(columns, rows))
    elif form == "json":
        print(
            json.dumps([dict(zip(columns, map(plain, row), strict=True)) for row in rows], ensure_ascii=False, indent=1)
        )
    else:
        raise PolicyGraphError(f"--format {form}: use one of {', '.join(FORMATS)}")
    words = Console(stderr=True, highlight=False, soft_wrap=True)
    for note in notes:
        words.print(note)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    # Text from documents is never read as markup: [red] in a title stays [red].
    console = Console(width=None if sys.stdout.isatty() else WIDEST, highlight=False, markup=False)
    table = Table(show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    console.print(table)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as CSV text with a header; a cell that a spreadsheet would run as a formula is quoted with '."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell(value)) for value in row] for row in rows)
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _number(text) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def questions(known: Mapping[str, Question], lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns and rows of a list of questions: name, what it asks, its parameters with their defaults."""
    rows = []
    for name, question in sorted(known.items(), key=lambda item: (item[1].folder, item[0])):
        parameters = [p.name if p.default is None else f"{p.name}={p.default}" for p in question.parameters]
        rows.append((name, getattr(question.question, lang), "\n".join(parameters)))
    return ("name", "question", "parameters"), rows


def answer(result: Result, form: str, lang: str) -> None:
    """Print an answer; what it tells of how many, and how names were understood, go to standard error.

    The table leaves out the columns of ids and keys, which CSV and JSON keep.
    """
    notes = [getattr(result.of_how_many, lang), *(getattr(note, lang) for note in result.notes)]
    if result.truncated:
        notes.append("more rows were left out; raise --limit")
    kept = [n for n, c in enumerate(result.columns) if form != "table" or not (c.endswith("_id") or c == "key")]
    words = {column.name: getattr(column.words, lang) for column in result.question.columns}
    heads = [words[result.columns[n]] if form == "table" else result.columns[n] for n in kept]
    show(heads, [[row[n] for n in kept] for row in result.rows], form, notes=notes)


def cell(value: Any) -> str:
    """A value as the words of a cell."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    return str(value)


def plain(value: Any) -> Any:
    """A value as JSON holds it; dates as their ISO text."""
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def counts(library: Library, lang: str) -> tuple[tuple[str, ...], list[tuple[str, str, int]]]:
    """Columns and rows of what a library holds: per kind of document, entity, statement and reject, how many."""
    found: dict[str, Counter[str]] = {name: Counter() for name in ("documents", "entities", "statements", "rejects")}
    for line in library.lines():
        found["documents"][line.document.genre or "?"] += 1
        found["entities"].update(e.type for e in line.entities)
        found["statements"].update(r.type for r in line.relations)
        found["rejects"].update(r.reason for r in line.rejects)
    named = {"entities": ontology().labels, "statements": ontology().relations, "rejects": ontology().rejects}
    rows = []
    for group, counter in found.items():
        for key, number in sorted(counter.items(), key=lambda item: (-item[1], item[0])):
            word = getattr(named.get(group, {}).get(key), lang, "")
            rows.append((group, f"{key} {word}".strip(), number))
    return ("what", "kind", "number"), rows
