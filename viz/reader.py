"""The reader: one document with every mention underlined, its outline, and the statements of each sentence.

Works from one line alone: no database is needed. What comparison found in other documents may be given beside it.
"""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from graph.ontology import Label, ontology
from graph.records import Entity, Line, Relation, Section
from viz.counterparts import Counterpart
from viz.page import render, static

NAMED = ("Law", "Policy", "Program", "Agency")
LEAVES = ("Measure", "Problem")
PANEL = ("resolution", "reason", "basis", "mode", "part")  # groups of words that the details speak
# The group of words for a property of a kind, where it is not the property's own name.
WORDED = {("Figure", "role"): "figure_role", ("Law", "status"): "validity", ("Policy", "status"): "validity"}


def reader(line: Line, counterparts: Sequence[Counterpart] = (), *, lang: str = "zh") -> str:
    """The page of one document as text."""
    return render(
        "reader.html",
        lang=lang,
        styles=[static("page.css"), static("reader.css")],
        scripts=[static("page.js"), static("reader.js")],
        data=facts(line) | {"counterparts": [asdict(one) for one in counterparts]},
        document=line.document,
        outline=list(contents(line)),
        paragraphs=list(paragraphs(line)),
        counts=Counter(e.type for e in line.entities),
        kinds=kinds(),
        statements=statements(line),
        counterparts=counterparts,
        matched=Counter(one.entity for one in counterparts),
        names={e.id: e.name for e in line.entities},
        rejects=line.rejects,
        repairs=line.document.repairs,
        role_words=ontology().words["role"],
        repair_words=ontology().words["repair"],
        reject_words=ontology().rejects,
        relation_words=ontology().relations,
    )


def kinds() -> dict[str, Label]:
    """Label -> its words in both languages and its mark, for the legend."""
    return {label: ontology().labels[label] for label in (*NAMED, *LEAVES, "Figure")}


def contents(line: Line) -> Iterator[dict[str, Any]]:
    """The outline's items in order of place, with number, heading, role and how many statements stand in each."""
    told = Counter(r.section for r in line.relations)
    roles = {s.id: s.role for s in line.sections}
    for section in sorted(line.sections, key=lambda s: (s.start, -s.end)):
        if section.path:
            # A role that the heading above has too is not said again.
            new = roles.get(section.parent or "") != section.role
            role = section.role if new else None
            yield {"section": section, "label": _label(section), "statements": told[section.id], "role": role}


def _label(section: Section) -> str:
    """The number that an item bears: 一是 of 二/一是~2; nothing where its heading is all that names it."""
    last = section.path.rpartition("/")[2].partition("~")[0]
    return "" if section.heading.startswith(last) else last


def paragraphs(line: Line) -> Iterator[list[dict[str, Any]]]:
    """The text by lines, each a list of segments: words with everything that is said of just them."""
    marks, ends, heads = _marks(line), _statement_ends(line), {s.start: s for s in line.sections if s.path}
    leaves, cuts = _leaves(line), _cuts(line)
    at = 0
    for row in line.document.text.split("\n"):
        stops = [c for c in cuts[_left(cuts, at) : _left(cuts, at + len(row) + 1)] if at <= c <= at + len(row)]
        bounds = sorted({at, *stops, at + len(row)})
        yield [_segment(line, a, b, marks, ends, heads, leaves) for a, b in itertools.pairwise(bounds)]
        at += len(row) + 1


def _segment(
    line: Line,
    start: int,
    end: int,
    marks: dict[int, list[dict[str, Any]]],
    ends: dict[int, list[int]],
    heads: dict[int, Section],
    leaves: dict[int, list[Entity]],
) -> dict[str, Any]:
    return {
        "start": start,
        "words": line.document.text[start:end],
        "marks": marks.get(start, []),
        "statements": ends.get(end, []),
        "section": heads.get(start),
        "leaves": leaves.get(start, []),
    }


def _left(cuts: list[int], place: int) -> int:
    return bisect.bisect_left(cuts, place)


def _cuts(line: Line) -> list[int]:
    """Every place where what is said of the text changes, in order."""
    spans: list[tuple[int | None, int | None]] = [(m.start, m.end) for m in line.mentions]
    spans += [(r.start, r.end) for r in line.relations]
    spans += [(f.properties["start"], f.properties["end"]) for f in _figures(line)]
    spans += [(r.start, r.end) for r in line.rejects]
    spans += [(r.start, r.end) for r in line.document.repairs]
    spans += [(s.start, s.start) for s in line.sections]
    return sorted({place for span in spans for place in span if place is not None})


def _marks(line: Line) -> dict[int, list[dict[str, Any]]]:
    """What covers each segment, by the segment's start: mentions, figures, rejects and repairs."""
    cuts = _cuts(line)
    covered: dict[int, list[dict[str, Any]]] = defaultdict(list)

    def cover(start: int, end: int, mark: dict[str, Any]) -> None:
        inside = cuts[_left(cuts, start) : _left(cuts, end)]
        for place in inside if start < end else [start]:
            covered[place].append(mark)

    for m in line.mentions:
        cover(m.start, m.end, {"what": "mention", "type": m.type, "entity": m.entity})
    for f in _figures(line):
        cover(f.properties["start"], f.properties["end"], {"what": "mention", "type": f.type, "entity": f.id})
    for r in line.rejects:
        cover(r.start, r.end, {"what": "reject", "reason": r.reason})
    for repair in line.document.repairs:
        cover(repair.start, repair.end, {"what": "repair", "kind": repair.kind, "raw": repair.raw})
    return covered


def _figures(line: Line) -> list[Entity]:
    """The numbers whose place is told."""
    return [e for e in line.entities if e.type == "Figure" and e.properties.get("start") is not None]


def _leaves(line: Line) -> dict[int, list[Entity]]:
    """The measures and problems by where their section begins."""
    starts = {s.id: s.start for s in line.sections}
    found: dict[int, list[Entity]] = defaultdict(list)
    for e in line.entities:
        if e.type in LEAVES and e.properties.get("section") in starts:
            found[starts[e.properties["section"]]].append(e)
    return found


def _statement_ends(line: Line) -> dict[int, list[int]]:
    """The numbers of the statements whose quote ends at a place."""
    ends: dict[int, list[int]] = defaultdict(list)
    for number, relation in enumerate(line.relations):
        if relation.end is not None and relation.type != "HAS_FIGURE":
            ends[relation.end].append(number)
    return ends


def facts(line: Line) -> dict[str, Any]:
    """What the page's script reads: entities and statements, with names written out."""
    return {
        "entities": {e.id: entity(e) for e in line.entities},
        "statements": statements(line),
        "relations": {name: both(kind) for name, kind in ontology().relations.items()},
        "kinds": {name: {**both(kind), "mark": kind.mark} for name, kind in kinds().items()},
        "words": {group: {n: both(w) for n, w in ontology().words[group].items()} for group in PANEL},
        "properties": {p.name: both(p) for kind in kinds().values() for p in kind.properties.values()},
    }


class Spoken(Protocol):
    """Whatever has a name in both languages."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def both(words: Spoken) -> dict[str, str]:
    """A name in both languages, for the page's script."""
    return {"zh": words.zh, "en": words.en}


def entity(e: Entity) -> dict[str, Any]:
    """An entity as the details show it."""
    shown = {
        k: v
        for k, v in e.properties.items()
        if k not in ("text", "section", "start", "end") and v not in (None, [], (), "", False)
    }
    return {
        "type": e.type,
        "name": e.name,
        "aliases": list(e.aliases),
        "resolution": e.resolution,
        "reason": e.reason,
        "properties": {k: spoken(e.type, k, v) for k, v in shown.items()},
    }


def spoken(type: str, name: str, value: Any) -> dict[str, str]:
    """A property's value in both languages where the ontology has words for it."""
    words = ontology().words
    group = WORDED.get((type, name), name)
    word = words.get(group, {}).get(str(value))
    if word:
        return both(word)
    plain = " / ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return {"zh": "是", "en": "yes"} if value is True else {"zh": plain, "en": plain}


def statements(line: Line) -> list[dict[str, Any]]:
    """Every statement as the details and the table show it, in order of place."""
    names = {e.id: e.name for e in line.entities}
    paths = {s.id: s.path for s in line.sections}
    return [statement(r, names, paths) for r in line.relations]


def statement(r: Relation, names: Mapping[str, str], paths: Mapping[str, str]) -> dict[str, Any]:
    """One statement, its ends and section written out."""
    return {
        "type": r.type,
        "from": r.source,
        "to": r.target,
        "from_name": names[r.source],
        "to_name": names[r.target],
        "quote": r.quote,
        "start": r.start,
        "end": r.end,
        "trigger": r.trigger,
        "rule": r.rule,
        "confidence": r.confidence,
        "basis": r.basis,
        "polarity": r.polarity,
        "mode": r.mode,
        "article": r.article,
        "role": r.role,
        "section": paths.get(r.section or "", ""),
    }
