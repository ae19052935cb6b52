"""How well lines hold against gold: right, found and asked for, kind by kind, and rule by rule.

Entities count once a document, relations once by their type and ends; what the gold marks optional, or has no list
for, counts neither way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.records import Entity, Line, Relation
from loaders.gold import LEAVES, NAMED, Alignment, Entry, Pair, folded, forms, likeness, overlap, wordings

FIELDS = ("issuer", "doc_number", "published", "period", "region")
RELATIONS = (
    "CITES",
    "IMPLEMENTS",
    "ISSUED",
    "CARRIES_OUT",
    "REPORTS_TO",
    "SUPERVISES",
    "AMENDS",
    "REPEALS",
    "REPLACES",
)
JUDGED = (*RELATIONS, "HAS_FIGURE")
DRIVERS, ON_PROGRAMS, ALL = "IMPLEMENTS law or policy", "IMPLEMENTS program", "all relations"
ORDER = ("work name", *FIELDS, *NAMED, "Law or Policy", "Measure", "Measure status", "Problem", "Figure indicator",
         "Figure role", *JUDGED, DRIVERS, ON_PROGRAMS, "IMPLEMENTS mode", ALL)  # fmt: skip
FINISHED = {"ongoing": "done"}  # what is under way and what is done are not told apart
LONG = 24  # characters: a whole clause names no indicator


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind are right, were found, and are in the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found; None where the gold has none."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def score(lines: Iterable[Line], golds: Iterable[Entry]) -> dict[str, Count]:
    """The count of every kind over all documents of the gold, in the order of the table."""
    total: dict[str, Count] = defaultdict(Count)
    for alignment in alignments(lines, golds):
        for kind, count in counts(alignment):
            total[kind] += count
            if kind in RELATIONS:
                total[ALL] += count
    return {kind: total[kind] for kind in ORDER if total[kind] != Count()}


def alignments(lines: Iterable[Line], golds: Iterable[Entry]) -> Iterator[Alignment]:
    """Each gold with the line of its file, known by the name without its ending, or with none."""
    by_stem = {Path(line.document.source).stem: line for line in lines if line.document.part == 1}
    for gold in golds:
        yield Alignment(gold, by_stem.get(Path(gold["file"]).stem))


def judged(lines: Iterable[Line], golds: Iterable[Entry]) -> Iterator[tuple[str, bool]]:
    """The rule of each statement that the gold judges, and whether it is right.

    A rule that says the same of two things several times in one document is judged once for them.
    """
    for alignment in alignments(lines, golds):
        for kind in _kinds(alignment):
            verdict = Verdict(alignment, kind)
            seen = {(r.rule, pair) for pair, said in verdict.said.items() for r in said}
            yield from ((rule, pair in verdict.right) for rule, pair in sorted(seen) if pair in verdict.counted)


def counts(alignment: Alignment) -> Iterator[tuple[str, Count]]:
    """What one document adds to each kind."""
    if not alignment.gold["work"].get("optional"):
        yield "work name", _one(_own(alignment), alignment.gold["work"], set(forms(alignment.gold["work"])))
    yield from _fields(alignment)
    for kind, key in (NAMED | LEAVES).items():
        if key in alignment.gold:
            yield kind, _entities(alignment, kind, alignment.gold[key])
    yield from _properties(alignment)
    for kind in _kinds(alignment):
        yield from Verdict(alignment, kind).counts()


def _kinds(alignment: Alignment) -> tuple[str, ...]:
    return JUDGED if "figures" in alignment.gold else RELATIONS


def _own(alignment: Alignment) -> str | None:
    work = alignment.line.document.work if alignment.line else None
    return work.name if work else None


def _one(got: str | None, wanted: object, accepted: set[str]) -> Count:
    """The count of a value that stands once: nothing asked and nothing given counts nothing."""
    return Count(int(bool(got) and folded(got) in accepted), int(bool(got)), int(bool(wanted)))


def _fields(alignment: Alignment) -> Iterator[tuple[str, Count]]:
    gold, agencies = alignment.gold["work"], alignment.gold.get("agencies", ())
    for field in FIELDS:
        if field not in gold:
            continue
        got = getattr(alignment.line.document, field) if alignment.line else None
        accepted = {folded(gold[field])}
        if field == "issuer":
            # The issuer is right under any name of its agency; one that readers only guess at is left open.
            guessed = {form for a in agencies if a.get("optional") for form in forms(a)}
            if gold.get("optional") or (not gold[field] and folded(got) in guessed):
                continue
            accepted |= {form for a in agencies if folded(gold[field]) in forms(a) for form in forms(a)}
        yield field, _one(got, gold[field], accepted if gold[field] else set())


def _entities(alignment: Alignment, kind: str, entries: Iterable[Entry]) -> Count:
    """The count of entities of a kind; one entry under two names, or found as two leaves, is a false find."""
    names: dict[int, set[str]] = defaultdict(set)
    wrong = set()
    for e in alignment.of_kind(kind):
        entry = alignment.known.get(e.id)
        if entry is None:
            wrong.add(e.id if kind in LEAVES else folded(e.name))
        elif not entry.get("optional"):
            names[id(entry)].add(folded(e.name))
    twice = sum(len(found) - 1 for found in names.values())
    asked = sum(not entry.get("optional") for entry in entries)
    return Count(len(names), len(names) + len(wrong) + twice, asked)


def _properties(alignment: Alignment) -> Iterator[tuple[str, Count]]:
    """What is said of entities that are found rightly."""
    for e in alignment.entities:
        entry = alignment.known.get(e.id)
        if entry is None or alignment.shrugged((str(entry.get("id") or entry["name"]), str(entry.get("in")))):
            continue
        for kind, right in _said(alignment.kind(e), e, entry):
            yield kind, Count(int(right), 1, 1)


def _said(kind: str, e: Entity, entry: Entry) -> Iterator[tuple[str, bool]]:
    if kind == "Instrument":
        yield "Law or Policy", e.type == entry["type"]
    if kind == "Measure" and "status" in entry:
        got, wanted = e.properties.get("status"), entry["status"]
        yield "Measure status", FINISHED.get(str(got), got) == FINISHED.get(wanted, wanted)
    if kind == "Figure" and entry.get("indicator"):
        yield "Figure indicator", _same_indicator(folded(e.properties.get("indicator")), wordings(entry))
    if kind == "Figure" and entry.get("role"):
        yield "Figure role", e.properties.get("role") == entry["role"]


def _same_indicator(got: str, wanted: Iterable[str]) -> bool:
    """Whether an indicator is worded as one of those wanted, a little longer or shorter."""
    return len(got) >= 2 and any(
        got in w or (w in got and len(got) <= max(LONG, 2 * len(w))) or likeness(got, w) >= 0.6 for w in wanted if w
    )


class Verdict:
    """The statements of one relation in a document: which pairs of ends are right, counted and asked for."""

    def __init__(self, alignment: Alignment, kind: str) -> None:
        self.alignment, self.kind = alignment, kind
        self.said = _said_pairs(alignment, kind)
        self.wanted, may = _wanted(alignment, kind)
        self.counted = {p for p in self.said if p in self.wanted or not (p in may or alignment.shrugged(p))}
        self.asked = set(self.wanted)
        if kind == "CITES":
            # What is implemented is cited: such a CITES is neither missed nor false, but right where it is asked for.
            wanted, optional = _wanted(alignment, "IMPLEMENTS")
            implemented = _said_pairs(alignment, "IMPLEMENTS").keys()
            self.counted -= (wanted.keys() | optional | implemented) - self.wanted.keys()
            self.asked -= implemented - self.counted
        self.right = self.counted & self.asked

    def counts(self) -> Iterator[tuple[str, Count]]:
        """The count of the relation, and of IMPLEMENTS also by what is implemented and in which mode."""
        yield self.kind, self._count(self.right, self.counted, self.asked)
        if self.kind == "IMPLEMENTS":
            on_programs = self._on_programs()
            every = (self.right, self.counted, self.asked)
            yield DRIVERS, self._count(*({p for p in side if p[1] not in on_programs} for side in every))
            yield ON_PROGRAMS, self._count(*({p for p in side if p[1] in on_programs} for side in every))
            yield from (("IMPLEMENTS mode", Count(int(right), 1, 1)) for right in self._modes())

    def _count(self, right: set[Pair], found: set[Pair], asked: set[Pair]) -> Count:
        return Count(len(right), len(found), len(asked))

    def _on_programs(self) -> set[str]:
        found = {self.alignment.end(e.id) for e in self.alignment.of_kind("Program")}
        return found | {p["name"] for p in self.alignment.gold.get("programs", ())}

    def _modes(self) -> Iterator[bool]:
        """Whether each right pair is said to be carried out or founded as in the sentence that the gold quotes."""
        for pair in sorted(self.right):
            entry = self.wanted[pair]
            if entry.get("mode"):
                said = self.said[pair]
                quoted = [r for r in said if overlap(r.quote, entry["quote"])] or said
                yield {r.mode for r in quoted} == {entry["mode"]}


def _said_pairs(alignment: Alignment, kind: str) -> dict[Pair, list[Relation]]:
    """The statements of a relation by their ends; a figure that hangs on nothing has an empty list."""
    pairs: dict[Pair, list[Relation]] = defaultdict(list)
    for r in alignment.stated(kind):
        pairs[alignment.end(r.source), alignment.end(r.target)].append(r)
    if kind == "HAS_FIGURE":
        hung = {r.target for r in alignment.stated(kind)}
        pairs |= {("?", alignment.end(e.id)): [] for e in alignment.of_kind("Figure") if e.id not in hung}
    return pairs


def _wanted(alignment: Alignment, kind: str) -> tuple[dict[Pair, Entry], set[Pair]]:
    """The relations of a kind that the gold asks for, and those that it leaves open."""
    gold = alignment.gold
    entries = [r for r in gold.get("relations", ()) if r["type"] == kind]
    if kind == "HAS_FIGURE":
        entries = [{"from": f["in"], "to": f["id"]} for f in gold.get("figures", ())]
    wanted: dict[Pair, Entry] = {}
    may: set[Pair] = set()
    for entry in entries:
        pair = (entry["from"], entry["to"])
        if entry.get("optional") or alignment.shrugged(pair):
            may.add(pair)
        else:
            wanted[pair] = entry
    return wanted, may
