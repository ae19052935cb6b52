"""Raw text to clean text: damage and glosses mended, page noise out, one script, with the way back to the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from graph.records import Repair
from loaders.files import Source
from loaders.noise import noise
from loaders.offsets import Edit, Offsets, apply, identity, merged
from loaders.repair import mend
from loaders.script import encode, simplify, unwanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """A clean text with what was mended in it. `damaged` are spans that could not be mended: no entity crosses them."""

    text: str
    raw: str
    script: str
    offsets: Offsets
    repairs: tuple[Repair, ...] = ()
    damaged: tuple[tuple[int, int], ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    number: int = 1


def clean(source: Source) -> Clean:
    """The clean text of a source; it may be empty where the source holds nothing but page noise."""
    return clean_text(source.raw, source.meta)


def clean_text(raw: str, meta: Mapping[str, str] | None = None) -> Clean:
    """The clean text of a raw one, with the fields of its page header added to what the page itself tells."""
    mends, broken = mend(raw)
    mended, inner, told = apply(raw, mends) if mends else (raw, identity(len(raw)), ())
    flat, script = simplify(mended)
    edits, found = noise(flat)
    text, outer, removed = apply(flat, [*edits, *_unwanted(flat)])
    offsets = outer.through(inner)
    repairs = [_repair(raw, edit, start, inner) for edit, start in removed]
    repairs += _carried(raw, told, outer, [edit for edit, _ in removed])
    damaged = merged([(offsets.place(a), offsets.place(b)) for a, b in broken])
    return Clean(
        text=text,
        raw=raw,
        script=script,
        offsets=offsets,
        repairs=tuple(sorted(repairs, key=lambda repair: (repair.start, repair.end))),
        damaged=tuple((start, end) for start, end in damaged if start < end),
        meta={**found, **(meta or {})},
    )


def _unwanted(text: str) -> list[Edit]:
    """Edits that drop control, private-use and zero-width characters; a carriage return alone becomes a line break."""
    codes = encode(text)
    edits = []
    for at in map(int, np.flatnonzero(unwanted()[codes])):
        soft = text[at] == "\u00ad" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        edits.append(Edit(at, at + 1, "-" if soft else ""))
    return edits


def _repair(raw: str, edit: Edit, start: int, inner: Offsets) -> Repair:
    first, last = inner.raw_span(edit.start, edit.end)
    return Repair(kind=str(edit.kind), start=start, end=start + len(edit.fixed), raw=raw[first:last], fixed=edit.fixed)


def _carried(raw: str, told: tuple[tuple[Edit, int], ...], outer: Offsets, removed: list[Edit]) -> list[Repair]:
    """The mends of the source, at their places in the clean text; those inside removed lines are told there."""
    gone = [(edit.start, edit.end) for edit in removed]
    repairs, i = [], 0
    for edit, at in told:
        while i < len(gone) and gone[i][1] < at:
            i += 1
        if i < len(gone) and gone[i][0] <= at and at + len(edit.fixed) <= gone[i][1]:
            continue
        start, end = outer.place(at), outer.place(at + len(edit.fixed))
        repairs.append(Repair(kind=str(edit.kind), start=start, end=end, raw=raw[edit.start : edit.end], fixed=""))
    return repairs
