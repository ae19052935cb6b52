"""How sure it is that two items are of one matter, told from their words alone.

Words count by how rare their pairs of characters are in tasks in general (`commonness.yaml`), so that 推进 and 加强
tell next to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from math import fsum, sqrt
from pathlib import Path

import yaml

from graph.sheets import Item

RARE = 9.0  # weight of a pair of characters that is not listed
NAME, TEXT = 0.6, 0.4  # what names and texts bring to a likeness
TELLING = 4.0  # the weight from which a pair that two texts share counts by itself
ENOUGH = 16.0  # shared weight below which nothing is alike: 加强 推进 各项工作 are common to all
HALF = 300.0  # shared weight that makes a likeness of one half: some forty rare pairs, as two long paragraphs share
_RUN = re.compile(r"[㐀-鿿A-Za-z]{2,}")
_MARKS = re.compile(r"[“”‘’《》〈〉\"\s]")


class Vector:
    """The pairs of characters of a text by weight, and how long they are together."""

    __slots__ = ("length", "weights")

    def __init__(self, text: str, damped: Mapping[str, float]) -> None:
        common = commonness()
        self.weights = {pair: damped.get(pair, 1.0) * common.get(pair, RARE) for pair in pairs(text)}
        self.length = sqrt(fsum(weight * weight for weight in self.weights.values())) or 1.0

    def cosine(self, other: Vector) -> float:
        """The share of both that is common, from 0 to 1."""
        small, large = sorted((self.weights, other.weights), key=len)
        # fsum: pairs come in the order of either text, and the sum must not depend on it
        common = fsum(weight * large[pair] for pair, weight in small.items() if pair in large)
        return common / (self.length * other.length)


class Wording:
    """The name and the text of an item, ready for comparison."""

    __slots__ = ("name", "text")

    def __init__(self, item: Item, damped: Mapping[str, float]) -> None:
        self.name, self.text = Vector(item.name, damped), Vector(item.text, damped)


def score(some: Wording, other: Wording, least: float = 0.0) -> float:
    """How sure it is that two items are of one matter, from 0 to 1.

    Short items are alike by the share of their words that is common, long paragraphs by how many telling words are.
    A name may be taken up in the text of the other. Texts less alike than `least` are not alike at all.
    """
    telling = other.text.weights
    shared = fsum(w for pair, w in some.text.weights.items() if w >= TELLING and pair in telling)
    if shared < ENOUGH:  # most tasks share next to nothing with an item: told before anything else is reckoned
        return 0.0
    texts = some.text.cosine(other.text)
    if texts < least:
        return 0.0
    names = max(some.name.cosine(other.name), some.name.cosine(other.text), some.text.cosine(other.name))
    alike = NAME * names + TEXT * texts
    return round(1 - (1 - min(alike, 1.0)) * (1 - shared / (shared + HALF)), 4)


def damped(tasks: Iterable[Item]) -> dict[str, float]:
    """Below 1 for each pair that many tasks of one document share (its place, its theme): it tells them apart less."""
    shared = Counter(pair for task in tasks for pair in pairs(task.text))
    return {pair: sqrt(1 / count) for pair, count in shared.items() if count > 1}


def pairs(text: str) -> dict[str, None]:
    """The pairs of characters that stand in a text, each once, across marks of quotation but no others."""
    runs = _RUN.findall(_MARKS.sub("", text))
    return dict.fromkeys(a + b for run in runs for a, b in pairwise(run))


@cache
def commonness() -> dict[str, float]:
    """The weight of each pair of characters that is common in tasks."""
    read = yaml.safe_load(Path(__file__).with_name("commonness.yaml").read_text(encoding="utf-8"))
    return {pair: level + 0.5 for level, text in read["levels"].items() for pair in text.split()}
