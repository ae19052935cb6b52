"""What all relations of one document rest on: mentions, sentences, subjects, issuer, and the adding of a statement."""

from __future__ import annotations

from graph.keys import agency_key
from loaders import clauses
from loaders.clauses import Sentences
from loaders.draft import Draft
from loaders.spans import Mentions, outermost, outside
from loaders.subjects import Subjects

WORKS = ("Law", "Policy")


class Telling:
    """The relations of one document in the making."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.text = draft, draft.text
        mentions = sorted(draft.mentions, key=lambda m: (m.start, -m.end))
        self.targets = [m for m in mentions if m.type in (*WORKS, "Program")]
        self.agencies = Mentions(outermost([m for m in mentions if m.type == "Agency"]))
        works = [(m.start, m.end) for m in self.targets if m.type in WORKS]
        self.free = Mentions(outside(self.agencies.all, works))  # agencies outside the names of works
        self.sentences = Sentences(self.text)
        self.subjects = Subjects(self.text, self.free.all, self.sentences)
        self.issuer = self._find_issuer()

    def _find_issuer(self) -> str | None:
        """The entity of the document's issuer, with a mention; None where it is named nowhere."""
        name = self.draft.head.issuer
        if not name:
            return None
        key = agency_key(name)
        bodies = ((i, e) for i, e in self.draft.entities.items() if e.type == "Agency")
        known = next((i for i, e in bodies if name in (e.name, *e.aliases) or key in e.keys), None)
        if known is not None and any(m.entity == known for m in self.draft.mentions):
            return known
        if not self.draft.head.issuer_spans:
            return None
        entity = self.draft.entity("Agency", name, (key,), properties={})
        self.draft.mention(entity, *self.draft.head.issuer_spans[0])
        return entity

    def is_problem(self, place: int) -> bool:
        """Whether a place lies among shortcomings."""
        section = self.draft.section_at(place)
        return section is not None and section.role == "problems"

    def leaf(self, place: int) -> str | None:
        """The measure that holds a place; a problem states nothing of its own."""
        leaf = self.draft.leaf_at(place)
        return leaf if leaf is not None and self.draft.entities[leaf].type == "Measure" else None

    def section(self, place: int) -> str | None:
        """The id of the innermost section that holds a place."""
        section = self.draft.section_at(place)
        return section.id if section else None

    def add(
        self,
        kind: str,
        source: str,
        target: str,
        rule: str,
        trigger: str | None,
        needed: tuple[int, int],
        *,
        mode: str | None = None,
        polarity: str = "positive",
        role: str | None = None,
    ) -> bool:
        """Add a statement with the clause that says it; False where no clause can."""
        low, high = self.sentences.at(needed[0])
        bounds = self._bounds(needed[0])
        sentence = (max(low, bounds[0]), min(high, bounds[1]))
        span = needed if rule == "relations.actor_list" else clauses.quote(self.text, sentence, needed)
        if span is None:
            return False
        self.draft.relate(
            kind,
            source,
            target,
            start=span[0],
            end=span[1],
            rule=rule,
            trigger=trigger,
            section=self.section(needed[0]),
            mode=mode,
            polarity=polarity,
            role=role,
        )
        self.draft.fire(rule, *span)
        return True

    def _bounds(self, place: int) -> tuple[int, int]:
        """The section that a quote must keep to."""
        section = self.draft.section_at(place)
        return (section.start, section.end) if section else (0, len(self.text))
