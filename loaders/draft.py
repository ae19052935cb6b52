"""What the components of the pipeline fill for one document before it becomes a line."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Doc

from graph.records import Entity, Mention, Reject, Relation, Section
from loaders.gazetteer import Hit, Rows
from loaders.offsets import Offsets

Span = tuple[int, int]
LEAVES = ("Measure", "Problem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What a document says of itself; None where it does not say. Spans count in the clean text."""

    title: str | None = None
    title_span: Span | None = None
    genre: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    shares_number: bool = False  # with other works that the same notice issues, which the number tells not apart
    published: str | None = None
    period: str | None = None
    region: str | None = None
    region_code: str | None = None
    level: str | None = None
    work_type: str | None = None
    work_name: str | None = None
    work_aliases: tuple[str, ...] = ()
    issuer_spans: tuple[Span, ...] = ()
    number_span: Span | None = None
    body_start: int = 0

    @property
    def year(self) -> int | None:
        """The year that the document reports on, or None."""
        return int(self.period[:4]) if self.period and self.period[:4].isdecimal() else None


@dataclass(slots=True)
class Draft:
    """One document in the making. Components read what earlier ones left and add their own."""

    text: str
    head: Masthead
    sections: tuple[Section, ...] = ()
    damaged: tuple[Span, ...] = ()
    offsets: Offsets | None = None  # from the text back to its source; None where the text is the source
    confidences: Mapping[str, float] = field(default_factory=dict)  # of rules, as measured against gold
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    cues: Rows = field(default_factory=Rows)
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    fired: list[tuple[str, int, int]] = field(default_factory=list)
    work: str | None = None  # entity id of the document's own work
    notes: dict[str, Any] = field(default_factory=dict)  # what one component tells a later one, by its name
    _by_key: dict[tuple[str, str], str] = field(default_factory=dict)
    _seen: set[tuple[object, ...]] = field(default_factory=set)
    _leaves: dict[str, str] = field(default_factory=dict)
    _cuts: tuple[list[int], list[Section | None]] | None = None

    def section_at(self, place: int) -> Section | None:
        """The innermost section that holds a place of the text, or None outside the outline."""
        if self._cuts is None:
            self._cuts = _innermost(self.sections)
        starts, holders = self._cuts
        at = bisect.bisect_right(starts, place) - 1
        return holders[at] if at >= 0 else None

    def leaf_at(self, place: int) -> str | None:
        """The id of the Measure or Problem whose section holds a place, or None outside them."""
        section = self.section_at(place)
        return self._leaves.get(section.id) if section else None

    def entity(
        self, kind: str, name: str, keys: Iterable[str] = (), *, within: str | None = None, **values: Any
    ) -> str:
        """The id of the entity of this kind with this name or one of these keys, added where it is new.

        An entity met again under another name keeps its first name and takes the other as an alias. `within` is the
        section that a name stands for its entity in; elsewhere the same name is another's.
        """
        wanted = [(kind, key) for key in keys]
        wanted.append((kind, f"name:{within} {name}" if within else f"name:{name}"))
        known = self._known(wanted)
        if known is None:
            known = f"e{len(self.entities) + 1}"
            self.entities[known] = Entity(id=known, type=kind, name=name, keys=tuple(keys), **values)
            if kind in LEAVES:
                self._leaves[values["properties"]["section"]] = known
        else:
            self._meet(known, name, tuple(keys))
        for w in wanted:
            self._by_key.setdefault(w, known)
        return known

    def _known(self, wanted: Iterable[tuple[str, str]]) -> str | None:
        for key in wanted:
            if (known := self._by_key.get(key)) is not None:
                return known
        return None

    def _meet(self, known: str, name: str, keys: tuple[str, ...]) -> None:
        entity = self.entities[known]
        if name != entity.name and name not in entity.aliases:
            entity = replace(entity, aliases=(*entity.aliases, name))
        fresh = tuple(k for k in keys if k not in entity.keys)
        self.entities[known] = replace(entity, keys=(*entity.keys, *fresh)) if fresh else entity

    def mention(self, entity: str, start: int, end: int) -> None:
        """Note that text[start:end] names the entity; the same place twice is one mention."""
        if self._is_new("mention", entity, start, end):
            raw_start, raw_end = self._raw_span(start, end)
            row = Mention(
                type=self.entities[entity].type,
                entity=entity,
                surface=self.text[start:end],
                start=start,
                end=end,
                raw_start=raw_start,
                raw_end=raw_end,
            )
            self.mentions.append(row)

    def reject(self, start: int, end: int, reason: str, rule: str) -> None:
        """Note that text[start:end] was seen and not used, and why."""
        if self._is_new("reject", start, end, reason, rule):
            row = Reject(surface=self.text[start:end], start=start, end=end, reason=reason, rule=rule)
            self.rejects.append(row)

    def fire(self, rule: str, start: int, end: int) -> None:
        """Note that a rule found something at a place; the examples of the rules are tested by it."""
        self.fired.append((rule, start, end))

    def relate(
        self,
        kind: str,
        source: str,
        target: str,
        *,
        start: int | None,
        end: int | None,
        rule: str,
        trigger: str | None = None,
        section: str | None = None,
        basis: str = "stated",
        polarity: str = "positive",
        mode: str | None = None,
        article: str | None = None,
        role: str | None = None,
    ) -> None:
        """Add one statement; its quote is text[start:end], or none where it is structural without a place."""
        told = (kind, source, target, start, end, rule, trigger, section, basis, polarity, mode, article, role)
        if not self._is_new("relation", *told):
            return
        place = None if start is None or end is None else (start, end)
        raw_start, raw_end = self._raw_span(*place) if place else (None, None)
        row = Relation(
            type=kind,
            source=source,
            target=target,
            trigger=trigger,
            quote=self.text[start:end] if place else None,
            start=start,
            end=end,
            raw_start=raw_start,
            raw_end=raw_end,
            section=section,
            rule=rule,
            confidence=self.confidences.get(rule) if polarity == "positive" else None,  # gold judges no denials
            basis=basis,
            polarity=polarity,
            mode=mode,
            article=article,
            role=role,
        )
        self.relations.append(row)

    def _is_new(self, *told: object) -> bool:
        known = len(self._seen)
        self._seen.add(told)
        return len(self._seen) > known

    def _raw_span(self, start: int, end: int) -> Span:
        return self.offsets.raw_span(start, end) if self.offsets else (start, end)


def _innermost(sections: Iterable[Section]) -> tuple[list[int], list[Section | None]]:
    """Where the innermost section changes, and which it is from there on."""
    starts: list[int] = []
    holders: list[Section | None] = []
    open_: list[Section] = []

    def cut(place: int) -> None:
        holder = open_[-1] if open_ else None
        if starts and starts[-1] == place:
            holders[-1] = holder
        else:
            starts.append(place)
            holders.append(holder)

    for section in sorted(sections, key=lambda s: (s.start, -s.end)):
        while open_ and open_[-1].end <= section.start:
            end = open_.pop().end
            cut(end)
        open_.append(section)
        cut(section.start)
    while open_:
        end = open_.pop().end
        cut(end)
    return starts, holders


def draft_of(doc: Doc) -> Draft:
    """The draft that a spaCy document carries."""
    draft = doc.user_data["draft"]
    assert isinstance(draft, Draft)
    return draft
