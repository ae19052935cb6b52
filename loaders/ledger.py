"""What has been read of a document so far: works named, in order of place, and places that are taken."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from loaders.draft import Draft, Span


@dataclass(frozen=True, slots=True)
class Named:
    """A work named at a place: where the words end, its entity, and the name as printed."""

    end: int
    entity: str
    name: str


class Ledger:
    """Writes mentions and rejects into a draft and remembers where they stand."""

    def __init__(self, draft: Draft, covered: list[Span]) -> None:
        self.draft, self.text = draft, draft.text
        self.named: list[Named] = []  # in order of place
        self.covered = sorted(covered)

    def mention(self, entity: str, start: int, end: int, name: str, rule: str, note: bool = True) -> None:
        self.draft.mention(entity, start, end)
        self.draft.fire(rule, start, end)
        if note:
            bisect.insort(self.named, Named(end, entity, name), key=lambda n: n.end)

    def reject(self, start: int, end: int, reason: str, rule: str) -> None:
        if end > start:
            self.draft.reject(start, end, reason, rule)

    def before(self, place: int) -> Named | None:
        at = bisect.bisect_right(self.named, place, key=lambda n: n.end) - 1
        return self.named[at] if at >= 0 else None

    def cover(self, span: Span) -> None:
        bisect.insort(self.covered, span)

    def is_covered(self, start: int, end: int) -> bool:
        """Whether a span touches one that is taken."""
        at = bisect.bisect_left(self.covered, (end, 0)) - 1
        return any(a < end and start < b for a, b in self.covered[max(0, at - 1) : at + 1])

    def damaged(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.draft.damaged)

    def line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1
