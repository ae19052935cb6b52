"""Spans of a text in order of place, asked what lies where without reading them all."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from graph.records import Mention
from loaders.draft import Span


class Spans:
    """Spans of a text, joined where they overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        joined: list[Span] = []
        for start, end in sorted(spans):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]

    def free(self, start: int, end: int) -> bool:
        """Whether no span overlaps this one."""
        at = bisect.bisect_right(self._ends, start)
        return at == len(self._starts) or self._starts[at] >= end

    def take(self, start: int, end: int) -> bool:
        """Whether no span overlaps this one; if so it is held from now on."""
        at = bisect.bisect_right(self._ends, start)
        if at < len(self._starts) and self._starts[at] < end:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True

    def holds(self, place: int) -> bool:
        """Whether a place lies in one of the spans."""
        return not self.free(place, place + 1)


class Mentions:
    """Mentions in order of place."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.all: Sequence[Mention] = tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))
        self._starts = [m.start for m in self.all]

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """Those that start in a stretch of text and end in it."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return [m for m in self.all[low:high] if m.end <= end]

    def near(self, start: int, end: int) -> Sequence[Mention]:
        """Those that start in a stretch of text, wherever they end."""
        return self.all[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]


def outermost(mentions: list[Mention]) -> list[Mention]:
    """The mentions that lie in no other of the list; sorted by place, the longest first."""
    kept: list[Mention] = []
    for m in mentions:
        if not kept or m.end > kept[-1].end or (m.start, m.end) == (kept[-1].start, kept[-1].end):
            kept.append(m)
    return kept


def outside(mentions: Iterable[Mention], spans: list[Span]) -> list[Mention]:
    """The mentions that lie in none of the spans; both sorted by place."""
    kept, at, reach = [], 0, -1
    for m in mentions:
        while at < len(spans) and spans[at][0] <= m.start:
            reach = max(reach, spans[at][1])
            at += 1
        if m.start >= reach:
            kept.append(m)
    return kept
