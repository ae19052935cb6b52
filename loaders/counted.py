"""What each amount of a leaf counts: as its clause names it, a list shares it out, or the words before tell."""

from __future__ import annotations

import re

from loaders.divisions import Leaf, Place, first_from, last_before
from loaders.grants import given
from loaders.indicators import indicator, is_but_done, named_before, said_behind, unchanged
from loaders.timespans import bounded

_LISTED = re.compile(r"[、和及与或]+")
_MEASURED = ("money", "measure", "share")
FAR = 300  # characters: a name farther back is another's


def named(text: str, leaf: Leaf, place: Place, previous: str | None, reach: int) -> tuple[str, int, int]:
    """What the amount counts; where its clause does not say, the clause before it or the leaf's own name does."""
    amount = place.amount
    left = max(place.left, min(reach, amount.lead))
    told = bounded(text, amount, left, first_from(leaf.cuts.sentences, amount.tail, leaf.end)) or given(
        text, amount, left, place.sentence
    )
    if len(told) >= 2:
        return told, left, amount.tail
    like = text.startswith(amount.unit, place.left - len(amount.unit))
    if previous and like and amount.kind in _MEASURED and _LISTED.fullmatch(text, place.left, amount.lead):
        return previous, left, amount.tail  # 每月3500元、2500元、1500元三个类型的公寓
    name, first, last = indicator(text, amount, left, place.right, previous)
    if len(name) < 2 and left > place.left:
        name, first, last = indicator(text, amount, place.left, place.right, previous)
    if previous and is_but_done(name):
        return previous, first, last
    back, floor = place.left, max(place.sentence, min(reach, place.left))
    while back > floor and len(name) < 2:
        edge = last_before(leaf.cuts.gaps, back - 1, floor)
        name, back = named_before(text[max(edge, back - FAR) : back - 1]), edge
    if len(name) < 2 and previous:
        listed = not text[place.left : amount.lead].strip("、和及与以 \u3000\xa0")
        name = previous if listed or amount.kind == "share" else unchanged(previous)
    if len(name) < 2:
        name = said_behind(text[amount.tail : place.right]) or named_before(leaf.entity.name)
    return name if len(name) >= 2 else leaf.entity.name[:24], first, last
