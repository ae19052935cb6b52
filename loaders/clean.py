"""Raw text to clean text: damage and glosses mended, page noise out, one script, with the way back to the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph.records import Repair
from loaders.breaks import breaks
from loaders.cells import cells
from loaders.files import Source
from loaders.noise import noise
from loaders.offsets import Edit, Offsets, Trail, identity
from loaders.repair import mend
from loaders.script import simplify, unwanted, widened
from loaders.wraps import wraps


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
    shares_number: bool = False  # whether the notice that issues it issues others too


def clean(source: Source) -> Clean:
    """The clean text of a source; it may be empty where the source holds nothing but page noise."""
    return clean_text(source.raw, source.meta)


def clean_text(raw: str, meta: Mapping[str, str] | None = None) -> Clean:
    """The clean text of a raw one, with the fields of its page header added to what the page itself tells."""
    trail = Trail(raw, identity(len(raw))).edited(*mend(raw))
    flat, script = simplify(trail.text)
    folded = _folded(trail.text, flat)
    trail = replace(trail, text=flat)
    rows, told = cells(flat)
    if rows:  # lines are sought in what the cells hold
        trail = trail.edited([*folded, *_unwanted(flat), *rows])
        trail = trail.edited(breaks(trail.text))
    else:
        trail = trail.edited([*folded, *_unwanted(flat), *breaks(flat)])
    edits, found = noise(trail.text)
    trail = trail.edited(edits)
    trail = trail.edited(wraps(trail.text))
    return Clean(
        text=trail.text,
        raw=raw,
        script=script,
        offsets=trail.offsets,
        repairs=repairs(trail, raw),
        damaged=trail.damaged,
        meta={**told, **found, **(meta or {})},
    )


def repairs(trail: Trail, raw: str) -> tuple[Repair, ...]:
    """The repairs of a trail, in order of place."""
    return tuple(
        Repair(
            kind=mend.kind,
            start=mend.start,
            end=mend.end,
            raw=raw[mend.raw_start : mend.raw_end],
            fixed=trail.text[mend.start : mend.end],
        )
        for mend in trail.mends
    )


def _folded(text: str, flat: str) -> list[Edit]:
    """The repairs that tell of full-width figures and letters set in ASCII: ４０．明确责任 is 40.明确责任."""
    return [Edit(start, end, flat[start:end], "damage") for start, end in widened(text)]


def _unwanted(text: str) -> list[Edit]:
    """Edits that drop control, private-use and zero-width characters; a soft hyphen in 2014\u00ad2020 is a dash."""
    edits = []
    for at in unwanted(text):
        dash = text[at] == "\u00ad" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        edits.append(Edit(at, at + 1, "-" if dash else ""))
    return edits
