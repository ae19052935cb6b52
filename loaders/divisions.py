"""Where the sentences and clauses of a text end, and where the amounts of a leaf stand between them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

import numpy as np

from graph.frozen import record
from graph.records import Entity
from loaders.amounts import Amount, amounts
from loaders.scanning import marks, scan

LONGEST_QUOTE = 160

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，,。；;：:！？!?\n]")
_GAP = re.compile(r"[，,。；;：:！？!?\n（）()]")
_BRACKET = re.compile(r"[（()）]")
# What quotes and titles enclose, and the brackets of 镇（街）, divide no clause.
_WHOLE = re.compile(
    r"《[^《》\n]*》|“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|\([^()（）\d\n，,。；;：:]{1,3}[)）]|（[^()（）\d\n，,。；;：:]{1,3}[)）]"
)
_WHOLE_FIRST = re.compile('[《“"(（]')


@record(frozen=True, slots=True)
class Place:
    """An amount with the start of its sentence, its clause, and the bounds between which its name may stand."""

    amount: Amount
    sentence: int
    clause: tuple[int, int]
    left: int
    right: int


@record(frozen=True, slots=True)
class Leaf:
    """A measure or problem with its span, and the document's divisions."""

    entity: Entity
    start: int
    end: int
    cuts: Cuts


@record(frozen=True, slots=True)
class Cuts:
    """Where the marks stand that divide sentences, clauses and the parts between brackets, and the brackets."""

    sentences: list[int]
    clauses: list[int]
    gaps: list[int]
    brackets: list[int]


def divide(text: str) -> Cuts:
    """The divisions of a text; marks in titles, quotes and short brackets divide nothing."""
    dividing = np.ones(len(text), np.bool_)
    for m in scan(_WHOLE, _WHOLE_FIRST, text):
        dividing[m.start() : m.end()] = False
    return Cuts(
        *((marks(kind, text) & dividing).nonzero()[0].tolist() for kind in (_SENTENCE, _CLAUSE, _GAP, _BRACKET))
    )


def stand(text: str, leaf: Leaf, hidden: bytearray) -> Iterator[Place]:
    """Each amount of a leaf where it stands, in order."""
    found = list(amounts(text, leaf.start, leaf.end, hidden))
    for number, amount in enumerate(found):
        left = last_before(leaf.cuts.gaps, amount.start, found[number - 1].tail if number else leaf.start)
        right = found[number + 1].lead if number + 1 < len(found) else leaf.end
        bound = first_from(leaf.cuts.gaps, amount.tail, right)
        sentence = last_before(leaf.cuts.sentences, amount.start, leaf.start)
        yield Place(amount, sentence, _clause(text, leaf, amount), left, bound)


def last_before(cuts: list[int], place: int, floor: int) -> int:
    """Behind the last of some cuts before a place, but not before the floor."""
    at = bisect.bisect_left(cuts, place) - 1
    return max(floor, cuts[at] + 1) if at >= 0 else floor


def first_from(cuts: list[int], place: int, ceiling: int) -> int:
    """The first of some cuts from a place on, or the ceiling where none stands before it."""
    at = bisect.bisect_left(cuts, place)
    return min(ceiling, cuts[at]) if at < len(cuts) else ceiling


def _clause(text: str, leaf: Leaf, amount: Amount) -> tuple[int, int]:
    """The clause around an amount: between commas, on one line, no longer than a quote may be."""
    cuts = leaf.cuts
    first = max(last_before(cuts.clauses, amount.start, leaf.start), amount.end - LONGEST_QUOTE + 40)
    last = first_from(cuts.clauses, amount.tail, min(leaf.end, amount.tail + LONGEST_QUOTE))
    bracket = first_from(cuts.brackets, amount.end, last)
    if bracket < last and text[bracket] in "）)" and not _opened(text, cuts.brackets, first, amount.start):
        last = bracket
    while text[first].isspace():
        first += 1
    return first, min(last, first + LONGEST_QUOTE)


def _opened(text: str, brackets: list[int], start: int, end: int) -> bool:
    return any(
        text[at] in "（(" for at in brackets[bisect.bisect_left(brackets, start) : bisect.bisect_left(brackets, end)]
    )
