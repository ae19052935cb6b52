"""From clean text back to the source: a text edited step by step, its repairs, and where each character came from."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from graph.frozen import record

Index = npt.NDArray[np.intp]  # numpy looks up and adds up places of this width several times as fast as narrower ones


@record(frozen=True, slots=True)
class Edit:
    """One change of a text: `start`:`end` becomes `fixed`; `kind` names the repair, None for a change of layout."""

    start: int
    end: int
    fixed: str = ""
    kind: str | None = None


@record(frozen=True, slots=True, eq=False)
class Offsets:
    """Where each character of a text starts and ends in its source; `starts` has one more, the source's end."""

    starts: Index
    ends: Index

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of the text came from; an empty span stays empty."""
        first: int = self.starts.item(start)
        return first, first if start >= end else self.ends.item(end - 1)

    def place(self, position: int) -> int:
        """The first character of the text that came from the source's position or from behind it."""
        return int(np.searchsorted(self.starts[:-1], position))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that came from a span of the source, without what was inserted before it."""
        if start >= end:
            return self.place(start), self.place(start)
        last = self.place(end)
        return min(int(np.searchsorted(self.ends, start, side="right")), last), last

    def through(self, inner: Offsets) -> Offsets:
        """These offsets, where the source is itself an edited text with `inner` offsets into its own source."""
        starts = self.starts[:-1]
        ends = inner.starts.take(starts)
        if len(inner.ends):
            ends = np.where(self.ends > starts, inner.ends.take(np.maximum(self.ends - 1, 0)), ends)
        # What is inserted into an expansion ends with the character before it, so that ends stay in order.
        return Offsets(inner.starts.take(self.starts), np.maximum.accumulate(ends) if len(ends) else ends)

    def cut(self, start: int, end: int) -> Offsets:
        """The offsets of a slice of the text, still into the whole source."""
        ends = self.ends[start:end]
        last = ends[-1:] if len(ends) else self.starts[start : start + 1]
        return Offsets(np.concatenate((self.starts[start:end], last)), ends)


@record(frozen=True, slots=True)
class Mend:
    """One repair: the place of what now stands there, and the span of the source that it stands for."""

    kind: str
    start: int
    end: int
    raw_start: int
    raw_end: int


@record(frozen=True, slots=True, eq=False)
class Trail:
    """A text on its way from the source: what it has become, where it came from, what was mended and what is broken."""

    text: str
    offsets: Offsets
    mends: tuple[Mend, ...] = ()
    damaged: tuple[tuple[int, int], ...] = ()

    def edited(self, edits: Sequence[Edit], damaged: Sequence[tuple[int, int]] = ()) -> Trail:
        """The trail one step on; earlier repairs inside what a new one removes are told by that one."""
        if not edits and not damaged:
            return self
        text, outer, told = apply(self.text, edits)
        new = [Mend(str(e.kind), at, at + len(e.fixed), *self.offsets.raw_span(e.start, e.end)) for e, at in told]
        gone = merged([(edit.start, edit.end) for edit, _ in told if edit.start < edit.end])
        old = []
        for mend in self.mends:
            if not inside(mend.start, mend.end, gone):
                start, end = outer.span(mend.start, mend.end)
                old.append(replace(mend, start=start, end=end))
        spans = merged([outer.span(a, b) for a, b in (*self.damaged, *damaged)])
        mends = sorted([*old, *new], key=lambda mend: (mend.start, mend.raw_start, mend.end))
        return Trail(text, outer.through(self.offsets), tuple(mends), tuple((a, b) for a, b in spans if a < b))


def inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span lies in one of several that are in order and apart; an empty one on the edge does not."""
    i = bisect.bisect_right(spans, start, key=lambda span: span[0]) - 1
    return i >= 0 and end <= spans[i][1] and (start < end or spans[i][0] < start < spans[i][1])


def identity(length: int) -> Offsets:
    """The offsets of a text that is its source."""
    places = np.arange(length + 1, dtype=np.intp)
    return Offsets(places, places[1:])


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, Offsets, tuple[tuple[Edit, int], ...]]:
    """The edited text, its offsets into `text`, and each edit that is a repair with the place of its `fixed`.

    Of edits that overlap the first in order of place stands, of those at one place the longest, beside insertions.
    """
    pieces: list[str] = []
    starts: list[Index] = []
    ends: list[Index] = []
    told: list[tuple[Edit, int]] = []
    at = length = 0
    every = np.arange(len(text) + 1, dtype=np.intp)
    for edit in sorted(edits, key=_order):
        if edit.start < at:
            continue
        if edit.start > at:
            pieces.append(text[at : edit.start])
            starts.append(every[at : edit.start])
            ends.append(every[at + 1 : edit.start + 1])
            length += edit.start - at
        if edit.kind:
            told.append((edit, length))
        if edit.fixed:
            pieces.append(edit.fixed)
            first, last = _spread(edit, every)
            starts.append(first)
            ends.append(last)
            length += len(edit.fixed)
        at = edit.end
    pieces.append(text[at:])
    starts.append(every[at:])
    ends.append(every[at + 1 :])
    return "".join(pieces), Offsets(np.concatenate(starts), np.concatenate(ends)), tuple(told)


def _order(edit: Edit) -> tuple[int, bool, int]:
    return (edit.start, edit.start != edit.end, -edit.end)


def _spread(edit: Edit, every: Index) -> tuple[Index, Index]:
    """Starts and ends of the characters of `fixed`, spread evenly over what they replace."""
    count, width = len(edit.fixed), edit.end - edit.start
    if count == width:
        return every[edit.start : edit.end], every[edit.start + 1 : edit.end + 1]
    steps = [edit.start + i * width // count for i in range(count)]
    ends = [edit.start - (-(i + 1) * width // count) for i in range(count)]
    return np.array(steps, np.intp), np.array(ends, np.intp)


def merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that meet joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
