"""A question asked: names resolved to nodes, the query run as the reader, the answer counted against its whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.keys import fold_law, fold_title
from graph.store import Store
from queries.catalog import KINDS, Parameter, Question, Words, plain_value

ROWS = 1_000
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An answer: its rows, of how many they tell, and what the names given were taken to mean.

    `counted` of `total` things stand in the rows; where the rows were cut, at least so many.
    """

    question: Question
    parameters: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    counted: int
    total: int
    truncated: bool
    notes: tuple[Words, ...]

    @property
    def of_how_many(self) -> Words:
        """The sentence that says of how many."""
        unit = self.question.unit
        least = ("至少 ", "at least ") if self.truncated else ("", "")
        return Words(
            f"{least[0]}{self.counted} / {self.total} {unit.zh}", f"{least[1]}{self.counted} of {self.total} {unit.en}"
        )

    def records(self) -> list[dict[str, Any]]:
        """The rows as mappings from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask(
    store: Store,
    question: Question,
    given: Mapping[str, Any] | None = None,
    *,
    limit: int = ROWS,
    timeout: float = 60.0,
) -> Result:
    """The answer to a question; QueryError where a parameter is missing, unknown, or names nothing in the graph."""
    values, notes = parameters(store, question, given or {})
    table = store.read(question.cypher, values, limit=limit, timeout=timeout)
    total = store.read(question.total, values, timeout=timeout).rows
    # The embedded engine names no columns where there are no rows.
    columns = tuple(column.name for column in question.columns)
    place = columns.index(question.counts)
    return Result(
        question=question,
        parameters=values,
        columns=columns,
        rows=table.rows,
        counted=len({row[place] for row in table.rows} - {None}),
        total=int(total[0][0]) if total else 0,
        truncated=table.truncated,
        notes=tuple(notes),
    )


def parameters(store: Store, question: Question, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Words]]:
    """The values that a query takes, and how each name given was understood."""
    known = {parameter.name for parameter in question.parameters}
    if set(given) - known:
        extra = ", ".join(sorted(set(given) - known))
        raise QueryError(f"{question.name} has no parameter {extra}: it takes {', '.join(sorted(known)) or 'none'}")
    values: dict[str, Any] = {}
    notes: list[Words] = []
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            raise QueryError(f"{question.name} needs {parameter.name}: {parameter.words.en}")
        values[parameter.name], note = _meant(store, parameter, value)
        notes += [note] if note else []
    return values, notes


def _meant(store: Store, parameter: Parameter, value: Any) -> tuple[Any, Words | None]:
    """The value that a query takes for what was given, and a note where they differ."""
    text = str(value).strip()
    if parameter.type == "region" and text:
        full = region(store, text)
        return full, None if full == text else Words(f"{text}：{full}", f"{text}: {full}")
    if parameter.type in KINDS and text:
        id, name = node(store, KINDS[parameter.type], text)
        return id, None if name == text else Words(f"{text}：{name}", f"{text}: {name}")
    return plain_value(parameter.type, value, parameter.name), None


def node(store: Store, labels: tuple[str, ...], text: str) -> tuple[str, str]:
    """Id and name of the one node that an id, a name, an alias, a number or a part of a name tells."""
    bare = text.strip("《》 ")
    query = (
        f"MATCH (n:{'|'.join(labels)}) "
        "WHERE n.id = $text OR n.name IN $names OR any(a IN coalesce(n.aliases, []) WHERE a IN $names) "
        "OR n.doc_number = $text "
        "RETURN n.id, n.name, n.name IN $names ORDER BY n.name, n.id LIMIT 50"
    )
    exact = store.read(query, {"text": bare, "names": [text, bare, f"中华人民共和国{bare}"]}).rows
    # A thing of that very name goes before another's alias.
    best = [row for row in exact if row[2]] or list(exact)
    if not best:
        best = _folded(store, labels, bare)
    if len(best) == 1:
        return best[0][0], best[0][1]
    if not best:
        raise QueryError(
            f"nothing in the graph is named {text}: `ask coverage` lists documents, `ask cited_not_held` other laws "
            "and policies, `ask programs` programs, `ask reporting_lines` agencies"
        )
    some = "; ".join(f"{row[1]} ({row[0]})" for row in best[:SHOWN])
    more = f" and {len(best) - SHOWN} more" if len(best) > SHOWN else ""
    raise QueryError(f"{text} may be {some}{more}: give the whole name, or the id")


def _folded(store: Store, labels: tuple[str, ...], text: str) -> list[tuple[Any, ...]]:
    """Nodes whose folded name is the folded text; else those whose name holds the text."""
    query = (
        f"MATCH (n:{'|'.join(labels)}) WHERE n.name CONTAINS $part RETURN n.id, n.name ORDER BY n.name, n.id LIMIT 500"
    )
    holding = store.read(query, {"part": text}).rows
    folded = [row for row in holding if fold_title(row[1]) == fold_title(text) or fold_law(row[1]) == fold_law(text)]
    return folded or list(holding)


def region(store: Store, text: str) -> str:
    """The full name of a region that documents or measures stand in: 松溪区 gives 东江省云江市松溪区."""
    query = "MATCH (d:Document) WHERE d.region CONTAINS $text RETURN DISTINCT d.region AS region ORDER BY region"
    found = {row[0][: row[0].index(text) + len(text)] for row in store.read(query, {"text": text}).rows}
    if len(found) == 1:
        return str(found.pop())
    if text in found:
        return text
    if not found:
        raise QueryError(f"no loaded document is of {text}: `ask coverage` lists the regions")
    raise QueryError(f"{text} may be {', '.join(sorted(found))}: give the full name")
