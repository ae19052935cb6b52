"""Readers' gold beside a line: which entry of the gold each found thing is.

The gold of a document is a JSON object: `file`, `work`, lists of `instruments`, `agencies`, `programs`, `measures`,
`problems`, `figures` and `relations`. An entry has a `name`, other forms that are as good (`accept`) and may be
`optional`: neither missed where it is absent nor wrong where it is found. docs/quality.md tells what is compared.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.errors import DataError
from graph.records import Entity, Line, Relation

Entry = Mapping[str, Any]
Pair = tuple[str, str]
NAMED = {"Instrument": "instruments", "Agency": "agencies", "Program": "programs"}
LEAVES = {"Measure": "measures", "Problem": "problems"}
WORKS = ("Law", "Policy")
WORK = "WORK"  # the document's own work, as the gold's relations call it
_DROPPED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』（）()\[\]〔〕【】,，.。:：;；、·—\-－–~～]")
_CLAUSE_END = re.compile(r"[,，;；。:：]")
_START = 24  # characters: a lead sentence that is cut short still names its leaf
_NEARLY = 0.85  # share of characters in common: a word more or less
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}


def read(folder: Path) -> list[Entry]:
    """The gold of a folder, in the order of its file names; DataError where a file is none."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise DataError(f"{folder}: holds no gold; name a folder of JSON files, one for each document")
    return [_read(path) for path in paths]


def _read(path: Path) -> Entry:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise DataError(f"{path}: no valid JSON ({fault}); mend the file") from fault
    if not isinstance(gold, dict) or not gold.get("file") or not isinstance(gold.get("work"), dict):
        raise DataError(f"{path}: is no gold; it needs a `file` and a `work`")
    return gold


def folded(name: object) -> str:
    """A name without blanks, brackets, quotes and punctuation, which tell nothing apart."""
    return _DROPPED.sub("", str(name or ""))


def forms(entry: Entry) -> list[str]:
    """Every folded form of an entry's name, its own first."""
    return [f for f in map(folded, (entry.get("name"), *entry.get("accept", ()))) if f]


def likeness(a: str, b: str) -> float:
    """The share of characters that two strings have in common, in their order."""
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def same_leaf(a: str, b: str) -> bool:
    """Whether two lead sentences name one leaf: alike, one a leading clause of the other, or of one beginning."""
    x, y = folded(a), folded(b)
    if not x or not y:
        return False
    if x == y or x in _clauses(b) or y in _clauses(a):
        return True
    return (min(len(x), len(y)) >= _START and x[:_START] == y[:_START]) or likeness(x, y) >= _NEARLY


def _clauses(name: str) -> set[str]:
    starts = (folded(name[: m.start()]) for m in _CLAUSE_END.finditer(name))
    return {start for start in starts if len(start) >= 4}


def overlap(a: str | None, b: str | None) -> bool:
    """Whether two passages share a run of half the shorter one's characters."""
    x, y = folded(a), folded(b)
    run = difflib.SequenceMatcher(None, x, y, autojunk=False).find_longest_match().size
    return x == y != "" or (run >= 2 and 2 * run >= min(len(x), len(y)))


def quantity(figure: Entry) -> tuple[float | None, float | None, str]:
    """Value, end of the range and unit of a figure: 1.2万件 is 12000件, 四成 is 40%, 3个工作日 is 3工作日."""
    unit, scale = folded(unicodedata.normalize("NFKC", str(figure.get("unit") or ""))), 1.0
    while unit[:1] in _SCALES:
        unit, scale = unit[1:], scale * _SCALES[unit[0]]
    if unit == "成":
        unit, scale = "%", scale * 10
    value, value_to = (
        None if n is None else round(float(n) * scale, 6) for n in (figure.get("value"), figure.get("value_to"))
    )
    return value, value_to, unit.removeprefix("个") or unit


class Alignment:
    """A line held against the gold of its document; without a line everything of the gold is missed."""

    def __init__(self, gold: Entry, line: Line | None) -> None:
        self.gold, self.line = gold, line
        self.entities: Sequence[Entity] = line.entities if line else ()
        self.by_id = {e.id: e for e in self.entities}
        own = line.document.work.name if line and line.document.work else None
        self.work_forms = {*forms(gold["work"]), folded(own)} - {""}
        self.optional = _optional(gold)
        self.known: dict[str, Entry] = {}  # id of an entity: its entry in the gold
        for kind, key in NAMED.items():
            self.known |= self._names(kind, gold.get(key, ()))
        for kind, key in LEAVES.items():
            self.known |= self._leaves(kind, gold.get(key, ()))
        self.known |= self._figures(gold.get("figures", ()))

    def kind(self, entity: Entity) -> str:
        """The kind of an entity: laws and policies are instruments, but for the document's own work."""
        if entity.type not in WORKS:
            return entity.type
        return WORK if folded(entity.name) in self.work_forms else "Instrument"

    def of_kind(self, kind: str) -> list[Entity]:
        """The entities of a kind."""
        return [e for e in self.entities if self.kind(e) == kind]

    def stated(self, kind: str) -> Iterator[Relation]:
        """The statements of a relation that the text makes and does not deny."""
        for r in self.line.relations if self.line else ():
            if r.type == kind and r.basis == "stated" and r.polarity != "negative":
                yield r

    def end(self, entity: str) -> str:
        """An end of a relation as the gold calls it, or a name of its own where the gold does not know it."""
        found = self.by_id[entity]
        if self.kind(found) == WORK:
            return WORK
        if entry := self.known.get(entity):
            return str(entry.get("id") or entry["name"])
        return f"?{found.name}" if found.type in (*WORKS, "Agency", "Program") else f"?{entity}"

    def shrugged(self, pair: Pair) -> bool:
        """Whether a relation hangs on an optional entry."""
        return not self.optional.isdisjoint(pair)

    def path(self, leaf: Entity) -> str:
        """The folded path of numbers of a leaf."""
        sections = self.line.sections if self.line else ()
        return next((folded(s.path) for s in sections if s.id == leaf.properties.get("section")), "")

    def _names(self, kind: str, entries: Iterable[Entry]) -> dict[str, Entry]:
        accepted = {folded(entry["name"]): entry for entry in entries}
        for entry in entries:
            for form in forms(entry):
                accepted.setdefault(form, entry)
        return {e.id: accepted[folded(e.name)] for e in self.of_kind(kind) if folded(e.name) in accepted}

    def _leaves(self, kind: str, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Leaves with their entries, the surest pairs first; leaves of one wording are told apart by path and order."""
        tests: tuple[Callable[[Entry, Entity], bool], ...] = (
            lambda g, e: folded(e.name) in forms(g) and self.path(e) == folded(g.get("path")),
            lambda g, e: folded(e.name) in forms(g),
            lambda g, e: any(same_leaf(e.name, form) for form in (g["name"], *g.get("accept", ()))),
        )
        found, pairs, named = self.of_kind(kind), dict[str, Entry](), set[str]()
        for test in tests:
            for entry in entries:
                if entry["id"] not in named:
                    leaf = next((e for e in found if e.id not in pairs and test(entry, e)), None)
                    if leaf is not None:
                        pairs[leaf.id] = entry
                        named.add(entry["id"])
        return pairs

    def _figures(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Figures with the entries of their leaf and quantity, those of the likest indicator first."""
        leaves: dict[str, set[str]] = defaultdict(set)
        for r in self.stated("HAS_FIGURE"):
            if r.source in self.known:
                leaves[r.target].add(str(self.known[r.source].get("id")))
        every = [(g, e) for g in entries for e in self.of_kind("Figure")
                 if g["in"] in leaves[e.id] and quantity(g) == quantity(e.properties)]  # fmt: skip
        pairs: dict[str, Entry] = {}
        named: set[str] = set()
        for entry, figure in sorted(every, key=lambda pair: _closeness(*pair), reverse=True):
            if figure.id not in pairs and entry["id"] not in named:
                pairs[figure.id] = entry
                named.add(entry["id"])
        return pairs


def wordings(figure: Entry) -> list[str]:
    """The folded wordings of what a figure of the gold counts."""
    return [folded(figure.get("indicator")), *map(folded, figure.get("accept", ()))]


def _closeness(entry: Entry, figure: Entity) -> tuple[float, float, bool]:
    told = folded(figure.properties.get("indicator"))
    alike = [likeness(told, wording) for wording in wordings(entry)]
    return max(alike), alike[0], figure.properties.get("role") == entry.get("role")


def _optional(gold: Entry) -> set[str]:
    named = {e["name"] for key in NAMED.values() for e in gold.get(key, ()) if e.get("optional")}
    return named | {e["id"] for key in (*LEAVES.values(), "figures") for e in gold.get(key, ()) if e.get("optional")}
