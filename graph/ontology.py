"""The ontology: kinds, relations, reasons, words and marks of graph/ontology.yaml, checked when loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import DataError

FILE = Path(__file__).with_name("ontology.yaml")
TYPES = ("text", "texts", "integer", "number", "boolean", "date")
BASES = ("stated", "structural", "registry", "computed")
TOP = ("labels", "relations", "evidence", "rejects", "words", "genres")
_LABEL = re.compile(r"[A-Z][A-Za-z]*")
_RELATION = re.compile(r"[A-Z][A-Z_]*")
_PROPERTY = re.compile(r"[a-z][a-z0-9_]*")
_VALUE = re.compile(r"[A-Za-z][A-Za-z_ ]*")
_COLOR = re.compile(r"#[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class Word:
    """A name in both languages of the interface."""

    zh: str
    en: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of nodes or relations and the type of its value."""

    name: str
    type: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node: its words, how it is drawn, what it may carry."""

    name: str
    zh: str
    en: str
    note: str
    color: str
    shape: str
    mark: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of relation: its words, its ends, who tells it, and the bases it may rest on."""

    name: str
    zh: str
    en: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    told_by: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything that may be said, by name."""

    labels: Mapping[str, Label]
    relations: Mapping[str, RelationKind]
    evidence: Mapping[str, Property]
    rejects: Mapping[str, Word]
    words: Mapping[str, Mapping[str, Word]]
    genres: Mapping[str, tuple[str, ...]]

    def fits(self, relation: str, source: str, target: str) -> bool:
        """Whether the relation may join these two kinds."""
        kind = self.relations.get(relation)
        return kind is not None and source in kind.sources and target in kind.targets


@cache
def ontology(path: Path = FILE) -> Ontology:
    """The ontology of a file; DataError, with the key, at the first fault."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise DataError(f"{path}: cannot be read ({' '.join(str(fault).split())})") from fault
    return Reading(path).whole(data)


class Reading:
    """Reads the parts of one file; every fault names the file and the key."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def whole(self, data: Any) -> Ontology:
        """The ontology that plain data holds."""
        top = self.fields(data, "", TOP)
        labels = {name: self.label(name, row) for name, row in self.table(top["labels"], "labels", _LABEL)}
        relations = {
            name: self.relation(name, row, labels) for name, row in self.table(top["relations"], "relations", _RELATION)
        }
        words = {
            group: dict(self.words(rows, f"words/{group}", _VALUE))
            for group, rows in self.table(top["words"], "words", _PROPERTY)
        }
        self.unlike(labels.values(), "labels")
        self.unlike(relations.values(), "relations")
        return Ontology(
            labels=labels,
            relations=relations,
            evidence=self.properties(top["evidence"], "evidence"),
            rejects=dict(self.words(top["rejects"], "rejects")),
            words=words,
            genres={n: self.names(row, f"genres/{n}") for n, row in self.table(top["genres"], "genres", _LABEL)},
        )

    def fail(self, key: str, what: str) -> DataError:
        """The fault at a key."""
        return DataError(f"{self.path}: {key or 'top'}: {what}")

    def table(self, data: Any, key: str, pattern: re.Pattern[str]) -> Iterable[tuple[str, Any]]:
        """The entries of a mapping whose keys are all names of the right form."""
        if not isinstance(data, dict) or not data:
            raise self.fail(key, "must be a mapping with entries")
        for name in data:
            if not isinstance(name, str) or not pattern.fullmatch(name):
                raise self.fail(f"{key}/{name}", f"the name must match {pattern.pattern}")
        return list(data.items())

    def fields(self, data: Any, key: str, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
        """A mapping with just these keys."""
        if not isinstance(data, dict):
            raise self.fail(key, "must be a mapping")
        for name in required:
            if name not in data:
                raise self.fail(f"{key}/{name}".lstrip("/"), "is missing")
        for name in data:
            if name not in required + optional:
                raise self.fail(
                    f"{key}/{name}".lstrip("/"), f"is not known; known are {', '.join(required + optional)}"
                )
        return data

    def text(self, row: dict[str, Any], name: str, key: str) -> str:
        """A value that must be text and not empty."""
        value = row[name]
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"{key}/{name}", "must be text")
        return value

    def names(self, value: Any, key: str) -> tuple[str, ...]:
        """A list of words, each once."""
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v for v in value):
            raise self.fail(key, "must be a list of words")
        if len(set(value)) < len(value):
            raise self.fail(key, "holds a word twice")
        return tuple(value)

    def word_of(self, data: Any, key: str) -> Word:
        """Words in both languages."""
        row = self.fields(data, key, ("zh", "en"), ("note",))
        return Word(self.text(row, "zh", key), self.text(row, "en", key), str(row.get("note", "")))

    def words(self, data: Any, key: str, pattern: re.Pattern[str] = _PROPERTY) -> Iterable[tuple[str, Word]]:
        """A table of words."""
        return [(name, self.word_of(row, f"{key}/{name}")) for name, row in self.table(data, key, pattern)]

    def properties(self, data: Any, key: str) -> dict[str, Property]:
        """A table of properties."""
        found = {}
        for name, value in self.table(data, key, _PROPERTY):
            here = f"{key}/{name}"
            row = self.fields(value, here, ("type", "zh", "en"))
            if row["type"] not in TYPES:
                raise self.fail(f"{here}/type", f"is {row['type']}; must be one of {', '.join(TYPES)}")
            found[name] = Property(name, row["type"], self.text(row, "zh", here), self.text(row, "en", here))
        return found

    def label(self, name: str, data: Any) -> Label:
        """A kind of node."""
        key = f"labels/{name}"
        row = self.fields(data, key, ("zh", "en", "note", "style", "properties"))
        style = self.fields(row["style"], f"{key}/style", ("color", "shape", "mark"))
        color = self.text(style, "color", f"{key}/style")
        if not _COLOR.fullmatch(color):
            raise self.fail(f"{key}/style/color", f"is {color}; write it as #1B4F9C")
        zh, en, note = (self.text(row, part, key) for part in ("zh", "en", "note"))
        shape, mark = (self.text(style, part, f"{key}/style") for part in ("shape", "mark"))
        return Label(name, zh, en, note, color, shape, mark, self.properties(row["properties"], f"{key}/properties"))

    def relation(self, name: str, data: Any, labels: Mapping[str, Label]) -> RelationKind:
        """A kind of relation."""
        key = f"relations/{name}"
        row = self.fields(data, key, ("zh", "en", "from", "to", "told_by", "basis"))
        ends = {end: self.names(row[end], f"{key}/{end}") for end in ("from", "to")}
        for end, kinds in ends.items():
            if unknown := [kind for kind in kinds if kind not in labels]:
                raise self.fail(f"{key}/{end}", f"{unknown[0]} is no label")
        basis = self.names(row["basis"], f"{key}/basis")
        if unknown := [b for b in basis if b not in BASES]:
            raise self.fail(f"{key}/basis", f"{unknown[0]} is none of {', '.join(BASES)}")
        zh, en, told_by = (self.text(row, part, key) for part in ("zh", "en", "told_by"))
        return RelationKind(name, zh, en, ends["from"], ends["to"], told_by, basis)

    def unlike(self, kinds: Iterable[Label | RelationKind], key: str) -> None:
        """No two kinds may be called the same."""
        seen: dict[str, str] = {}
        for kind in kinds:
            for word in (kind.zh, kind.en.lower()):
                if word in seen:
                    raise self.fail(f"{key}/{kind.name}", f"is called {word}, as {seen[word]} is")
                seen[word] = kind.name
