"""Tables for the command line: for people as a table, for programs as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from graph.errors import PolicyGraphError
from graph.library import Library
from graph.ontology import ontology
from graph.records import Edge, Graph, Node
from loaders.calibration import measured, told
from queries.catalog import Question
from queries.runner import Result

FORMATS = ("table", "csv", "json")
MOST_COLUMNS = 8  # more do not fit a screen side by side: each row becomes a paragraph
QUOTE = "quote"
MORE = {"zh": "还有更多行未列出，可加大 --limit", "en": "more rows were left out; raise --limit"}
NOTHING = {
    "zh": "图中没有可供回答的内容；先用 policygraph load 读入文档",
    "en": "the graph holds nothing that could answer; load documents first: policygraph load PATHS",
}
UNFIT = {
    "zh": "没有符合所给条件的内容（{given}）；可放宽条件，ask coverage 列出已载入的地区和年度",
    "en": "nothing fits what was given ({given}); give less, or see `ask coverage` for the regions and years loaded",
}
# Which words of the ontology tell the values of a column in the reader's language: groups of `words`, kinds, relations.
SPOKEN = {
    "status": ("status",),
    "mode": ("mode",),
    "role": ("part", "figure_role"),
    "level": ("told_at",),
    "actor_told": ("actor_told",),
    "basis": ("basis",),
    "basis_kind": ("labels",),
    "kind": ("labels", "kind"),
    "relation": ("relations",),
    "told": ("basis", "actor_told"),
    "polarity": ("polarity",),
    "resolution": ("resolution",),
    "reason": ("reason",),
    "found": ("found",),
    "differs": ("differs",),
    "source": ("basis",),  # what no document says comes from the registry, the hierarchy of offices, a comparison
}
# What is counted of a library, and the columns.
COUNTED = {
    "documents": {"zh": "文档", "en": "documents"},
    "named": {"zh": "所提事物", "en": "named"},
    "statements": {"zh": "关系语句", "en": "statements"},
    "rejects": {"zh": "未采用", "en": "rejects"},
}
HEADS = {
    "what": {"zh": "内容", "en": "what"},
    "kind": {"zh": "类别", "en": "kind"},
    "in_documents": {"zh": "文档中", "en": "in documents"},
    "in_graph": {"zh": "图中", "en": "in the graph"},
    "gold": {"zh": "金标", "en": "gold"},
    "precision": {"zh": "准确率", "en": "precision"},
    "recall": {"zh": "召回率", "en": "recall"},
}
BOTH = {
    "zh": "文档中：各文档分别计数；图中：几份文档提到的同一事物合为一个节点，章节、名录、比对另加关系",
    "en": "in documents: each document counts its own; in the graph: what several documents name is one node; "
    "outlines, the registry and comparison add relations",
}
NOT_TOLD = {"zh": "未载明", "en": "not stated"}
UNMEASURED = {"zh": "未评估", "en": "unmeasured"}
WIDEST = 200  # columns of a table that goes to a file or a pipe


def show(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    form: str,
    *,
    notes: Iterable[str] = (),
    ruled: bool = True,
) -> None:
    """Print rows to standard output, notes to standard error.

    `form` is table, csv or json (a list of objects); `ruled` draws a line under each row of a table.
    """
    if form == "table":
        _table(columns, rows, ruled)
    elif form == "csv":
        sys.stdout.write(as_csv(columns, rows))
    elif form == "json":
        found = [dict(zip(columns, map(plain, row), strict=True)) for row in rows]
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        raise PolicyGraphError(f"--format {form}: use one of {', '.join(FORMATS)}")
    tell(notes)


def tell(notes: Iterable[str]) -> None:
    """Print notes to standard error."""
    words = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    for note in notes:
        words.print(note)


def _console() -> Console:
    # Text from documents is never read as markup: [red] in a title stays [red].
    return Console(width=None if sys.stdout.isatty() else WIDEST, highlight=False, markup=False)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]], ruled: bool) -> None:
    table = Table(show_lines=ruled)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    _console().print(table)


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


def questions(known: Mapping[str, Question], form: str, lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns and rows of a list of questions: name, what it asks, its parameters with their defaults."""
    rows: list[tuple[str, ...]] = []
    for name, question in sorted(known.items(), key=lambda item: (item[1].folder, item[0])):
        parameters = [p.name if p.default is None else f"{p.name}={_default(p.default)}" for p in question.parameters]
        rows.append((name, getattr(question.question, lang), "\n".join(parameters)))
    words = form == "table" and lang == "zh"
    return ("名称", "问题", "参数") if words else ("name", "question", "parameters"), rows


def _default(value: Any) -> str:
    """A default as it is written behind --param."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def answer(result: Result, form: str, lang: str) -> None:
    """Print an answer; what it tells of how many, and how names were understood, go to standard error.

    The table leaves out the columns of ids and keys, which CSV and JSON keep; an answer too wide for a table is
    printed a paragraph a row, the quote on a line of its own.
    """
    notes = [getattr(result.of_how_many, lang), *(getattr(note, lang) for note in result.notes)]
    if result.truncated:
        notes.append(MORE[lang])
    if not result.total:
        given = [p.name for p in result.question.parameters if result.parameters.get(p.name) != p.default]
        notes.append(UNFIT[lang].format(given=", ".join(given)) if given else NOTHING[lang])
    if form != "table":
        show(result.columns, result.rows, form, notes=notes)
        return
    kept = [n for n, name in enumerate(result.columns) if not (name.endswith("_id") or name == "key")]
    names = [result.columns[n] for n in kept]
    rows = [[spoken(result.columns[n], row[n], lang) for n in kept] for row in result.rows]
    if len(names) <= MOST_COLUMNS:
        show(heads(result, names, lang), rows, form)
    else:
        _paragraphs(heads(result, names, lang), names, rows, lang)
    tell(notes)


def heads(result: Result, names: Sequence[str], lang: str) -> list[str]:
    """The columns' words, without the explanation behind the colon."""
    words = {column.name: getattr(column.words, lang) for column in result.question.columns}
    return [re.split("[：:]", words[name])[0] for name in names]


def spoken(column: str, value: Any, lang: str) -> Any:
    """A value of a closed list, or each of several, in the words of a language; any other as it is."""
    if isinstance(value, list | tuple):
        return [spoken(column, one, lang) for one in value]
    if not isinstance(value, str):
        return value
    return next((getattr(told[value], lang) for told in _vocabulary(column) if value in told), value)


def _vocabulary(column: str) -> Iterator[Mapping[str, Any]]:
    """The words that may tell a column's values."""
    for group in SPOKEN.get(column, ()):
        if group in ("labels", "relations"):
            yield getattr(ontology(), group)
        else:
            yield ontology().words[group]


def _paragraphs(words: Sequence[str], names: Sequence[str], rows: Sequence[Sequence[Any]], lang: str) -> None:
    console = _console()
    for number, row in enumerate(rows, 1):
        values = {name: cell(value) for name, value in zip(names, row, strict=True)}
        console.print(f"{number}. {values[names[0]] or NOT_TOLD[lang]}", style="bold")
        told = [(w, values[n]) for w, n in zip(words[1:], names[1:], strict=True) if n != QUOTE and values[n]]
        console.print("   " + "  ".join(f"{word} {value}" for word, value in told))
        if values.get(QUOTE):
            console.print(f"   “{values[QUOTE]}”", style="green")


def cell(value: Any) -> str:
    """A value as the words of a cell; a node, a relationship or a map as JSON."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    if isinstance(value, Node | Edge | Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    return str(value)


def plain(value: Any) -> Any:
    """A value as JSON holds it: dates as their ISO text, nodes and relationships as objects with all they carry."""
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, Node):
        return {"label": value.label, **plain(value.properties)}
    if isinstance(value, Edge):
        return {"type": value.type, "from": value.source, "to": value.target, **plain(value.properties)}
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def counts(library: Library, graph: Graph | None, lang: str) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of what a library holds: per kind, how many in documents and, merged, in the graph.

    A relation also has what readers' gold says of it: how many the gold holds, precision and recall.
    """
    found: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
    for line in library.lines():
        found["documents"][line.document.genre or "?"] += 1
        found["named"].update(e.type for e in line.entities)
        found["statements"].update(r.type for r in line.relations)
        found["rejects"].update(r.reason for r in line.rejects)
    merged: dict[str, Counter[str]] = {}
    if graph is not None:
        merged["named"] = Counter(node.label for node in graph.nodes.values())
        merged["statements"] = Counter(edge.type for edge in graph.edges.values())
    rows: list[list[Any]] = []
    for group, counter in found.items():
        whole = merged.get(group, Counter())
        for key in sorted(counter | whole, key=lambda key: (-counter[key], -whole[key], key)):
            told = _measured(key, lang) if group == "statements" and counter[key] else ("", "", "")
            rows.append([group, key, counter[key] or None, whole[key] or None, *told])
    return ["what", "kind", "in_documents", "in_graph", "gold", "precision", "recall"], rows


def counted(columns: Sequence[str], rows: Sequence[Sequence[Any]], lang: str) -> tuple[list[str], list[list[Any]]]:
    """The same counts in words, for a table: each code with its name beside it."""
    named = {"named": ontology().labels, "statements": ontology().relations, "rejects": ontology().rejects}
    told = []
    for group, key, *rest in rows:
        word = getattr(named.get(group, {}).get(key), lang, "")
        key = NOT_TOLD[lang] if key == "?" else key
        told.append([COUNTED[group][lang], key if word in ("", key) else f"{key} {word}", *rest])
    return [HEADS[name][lang] for name in columns], told


def _measured(relation: str, lang: str) -> tuple[str, str, str]:
    """How many relations the gold holds, precision and recall; unmeasured where there is no gold."""
    count = measured().get(relation)
    if count is None or count.precision is None:
        return (str(count.gold) if count else "", *(UNMEASURED.get(lang, UNMEASURED["en"]),) * 2)
    return str(count.gold), f"{count.precision:.3f}", "" if count.recall is None else f"{count.recall:.3f}"


def measured_on(lang: str) -> list[str]:
    """What the numbers are of, and what precision and recall were measured on."""
    where = told()
    gold = {
        "zh": f"金标、准确率、召回率：{where or '尚未测量'}；规则即据这些文本写成",
        "en": f"gold, precision and recall: {where or 'nothing is measured yet'}; the rules were written with them",
    }
    return [BOTH[lang], gold[lang]]
