"""Questions as files: each `.cypher` with its title, parameters, columns and denominator in a header of comments.

    // title: 举措的依据 | What is behind measures
    // question: … | …
    // parameter: year integer = 0 ; 年度，0 为全部 | year, 0 for all
    // column: measure ; 举措 | measure
    // counts: measure_id
    // unit: 项举措 | measures
    // total: MATCH (m:Measure) RETURN count(m) AS total

A user's own folder of such files is read beside the project's. Every file is checked when it is read: parameters
declared are those used, labels and relations are the ontology's, columns are those returned, and nothing writes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import readonly
from graph.errors import DataError, QueryError
from graph.ontology import Ontology, ontology

FOLDER = Path(__file__).parent
# A parameter of these types takes a name, an alias or an id, and gives the query the node's id.
KINDS = {
    "law": ("Law",),
    "work": ("Law", "Policy"),
    "basis": ("Law", "Policy", "Program"),
    "program": ("Program",),
    "agency": ("Agency",),
    "measure": ("Measure",),
    "thing": ("Law", "Policy", "Program", "Measure", "Problem", "Agency"),
}
PLAIN = ("text", "integer", "boolean", "date", "region")
_HEADER = re.compile(r"//\s*(?P<name>[a-z]+):\s*(?P<value>.*\S)\s*")
_PARAMETER = re.compile(r"(?P<name>[a-z_]+) (?P<type>[a-z]+)(?: = (?P<default>\"[^\"]*\"|[^ ;]+))? ; (?P<words>.+)")
_COLUMN = re.compile(r"(?P<name>[a-z_]+) ; (?P<words>.+)")
_STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LABELS = re.compile(r"\(\s*\w*\s*:\s*([A-Za-z_|!]+)")
_TYPES = re.compile(r"\[\s*\w*\s*:\s*([A-Za-z_|!]+)")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be given; `default` is None where it must be given."""

    name: str
    type: str
    default: Any
    words: Words


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer."""

    name: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question: its words, its Cypher, and what its answer is counted against."""

    name: str
    folder: str
    file: Path
    title: Words
    question: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    counts: str
    unit: Words
    total: str
    cypher: str


def questions(own: Path | None = None) -> dict[str, Question]:
    """All questions by name: the project's, then those of the user's own folder."""
    found: dict[str, Question] = {}
    for folder in (FOLDER, *([own] if own else [])):
        for file in sorted(folder.glob("**/*.cypher")):
            question = read(file)
            if question.name in found:
                raise DataError(f"{file}: {found[question.name].file} has this name: give the file another")
            found[question.name] = question
    return found


def one(name: str, own: Path | None = None) -> Question:
    """The question of a name; QueryError tells the names there are."""
    known = questions(own)
    if name not in known:
        raise QueryError(f"no question is named {name}: ask one of {', '.join(known)}")
    return known[name]


def read(file: Path) -> Question:
    """The question of a file, checked; DataError names the file and the fault."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{file}: cannot be read: save it as UTF-8 ({fault})") from fault
    return Reading(file, text).question()


class Reading:
    """Reads one file; every fault names it."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.header: dict[str, list[str]] = {}
        lines = text.splitlines()
        body = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("//")), len(lines))
        for number, line in enumerate(lines[:body], 1):
            found = _HEADER.fullmatch(line)
            if found:
                self.header.setdefault(found["name"], []).append(found["value"])
            elif line.strip("/ "):
                raise self.fail(f"line {number}: write the header as // name: value")
        self.cypher = "\n".join(lines[body:]).strip()

    def fail(self, what: str) -> DataError:
        """The fault."""
        return DataError(f"{self.file}: {what}")

    def question(self) -> Question:
        """The question, checked."""
        unknown = set(self.header) - {"title", "question", "parameter", "column", "counts", "unit", "total"}
        if unknown:
            raise self.fail(f"unknown header {', '.join(sorted(unknown))}")
        question = Question(
            name=self.file.stem,
            folder=self.file.parent.name,
            file=self.file,
            title=self.words(self.single("title")),
            question=self.words(self.single("question")),
            parameters=tuple(map(self.parameter, self.header.get("parameter", []))),
            columns=tuple(map(self.column, self.header.get("column", []))),
            counts=self.single("counts"),
            unit=self.words(self.single("unit")),
            total="\n".join(self.header.get("total", [])),
            cypher=self.cypher,
        )
        for fault in faults(question, ontology()):
            raise self.fail(fault)
        return question

    def single(self, name: str) -> str:
        """The value of a header that stands once."""
        values = self.header.get(name, [])
        if len(values) != 1:
            raise self.fail(f"needs one line // {name}: …")
        return values[0]

    def words(self, value: str) -> Words:
        """Chinese and English, parted by |."""
        zh, _, en = value.partition(" | ")
        if not zh.strip() or not en.strip():
            raise self.fail(f"{value!r} needs words in both languages: 中文 | English")
        return Words(zh.strip(), en.strip())

    def parameter(self, value: str) -> Parameter:
        """A parameter."""
        found = _PARAMETER.fullmatch(value)
        if not found or found["type"] not in (*PLAIN, *KINDS):
            known = ", ".join((*PLAIN, *KINDS))
            raise self.fail(f"parameter {value!r}: write name type = default ; 中文 | English; types: {known}")
        default = found["default"]
        parsed = None if default is None else plain_value(found["type"], default.strip('"'), found["name"])
        return Parameter(found["name"], found["type"], parsed, self.words(found["words"]))

    def column(self, value: str) -> Column:
        """A column."""
        found = _COLUMN.fullmatch(value)
        if not found:
            raise self.fail(f"column {value!r}: write name ; 中文 | English")
        return Column(found["name"], self.words(found["words"]))


def plain_value(kind: str, value: Any, name: str) -> Any:
    """A parameter's value in its type; QueryError says what it should look like."""
    text = str(value).strip()
    if kind == "integer":
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise QueryError(f"{name} must be a whole number, not {text!r}")
        return int(text)
    if kind == "boolean":
        if text.lower() not in ("true", "false"):
            raise QueryError(f"{name} must be true or false, not {text!r}")
        return text.lower() == "true"
    if kind == "date":
        try:
            return datetime.date.fromisoformat(text)
        except ValueError as fault:
            raise QueryError(f"{name} must be a day as 2024-01-31, not {text!r}") from fault
    return text


def faults(question: Question, kinds: Ontology) -> Iterator[str]:
    """What is wrong with a question: its parameters, its columns, its kinds, or that it does more than read."""
    declared = {parameter.name for parameter in question.parameters}
    columns = [column.name for column in question.columns]
    for part in (question.cypher, question.total):
        bare = bare_text(part)
        used = set(re.findall(r"\$(\w+)", bare))
        if used - declared:
            yield f"uses ${', $'.join(sorted(used - declared))}, which no // parameter: declares"
        if part is question.cypher and declared - used:
            yield f"declares {', '.join(sorted(declared - used))}, which the query does not use"
        try:
            readonly.check(part)
        except QueryError as fault:
            yield str(fault)
        yield from _unknown(bare, kinds)
        yield from _pruned(bare)
    if returned(question.cypher) != columns:
        yield f"returns {', '.join(returned(question.cypher))}, but declares the columns {', '.join(columns)}"
    if question.counts not in columns:
        yield f"counts {question.counts}, which is no column"
    if returned(question.total) != ["total"]:
        yield "the last of // total: must return count(…) AS total"


def bare_text(cypher: str) -> str:
    """The query without its strings and comments."""
    return _STRINGS.sub("''", cypher)


def _unknown(bare: str, kinds: Ontology) -> Iterator[str]:
    checks: tuple[tuple[re.Pattern[str], Mapping[str, Any], str], ...] = (
        (_LABELS, kinds.labels, "label"),
        (_TYPES, kinds.relations, "relation"),
    )
    for pattern, known, what in checks:
        for names in pattern.findall(bare):
            for name in re.findall(r"\w+", names):
                if name not in known:
                    yield f"{name} is no {what} of the ontology"


def _pruned(bare: str) -> Iterator[str]:
    """Relationships used in the map of a later pattern alone: the embedded engine takes them for unused.

    MATCH (w)<-[r:CITES]-() MATCH (d:Document {id: r.doc}) RETURN count(w) counts 0 there, without an error.
    """
    for name in sorted(set(re.findall(r"\[\s*(\w+)\s*:", bare))):
        elsewhere = re.sub(rf"\{{\s*\w+\s*:\s*{name}\.\w+\s*\}}|\[\s*{name}\s*:", " ", bare)
        mapped = re.search(rf":\s*{name}\.\w+\s*\}}", bare)
        if mapped and not re.search(rf"\b{name}\b", elsewhere):
            yield f"uses {name} in {{…: {name}.…}} alone: name it in a WITH, a WHERE or the RETURN too"


def returned(cypher: str) -> list[str]:
    """The column names of the last RETURN: each item's alias, or the variable it is."""
    tail = re.split(r"\bRETURN\b(?:\s+DISTINCT\b)?", bare_text(cypher))[-1]
    tail = re.split(r"\b(?:ORDER BY|SKIP|LIMIT)\b", tail)[0]
    return [re.split(r"\s+AS\s+|\s+", item.strip())[-1] for item in _items(tail)]


def _items(text: str) -> Iterator[str]:
    """The parts between commas that stand in no bracket."""
    depth, begun = 0, 0
    for place, mark in enumerate(text):
        depth += (mark in "([{") - (mark in ")]}")
        if mark == "," and depth == 0:
            yield text[begun:place]
            begun = place + 1
    yield text[begun:]
