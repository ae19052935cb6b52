"""How likely characters follow one another, from a document's own words, the titles of works and a dictionary."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from collections.abc import Iterable

from graph.registry import load
from loaders.text import COMMON

OWN = 3  # how much more a pair in the document itself counts than one in a dictionary
SMOOTH = 4.0
UNSEEN = 0.05
KINDS = 8000  # characters there are
WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})  # ，and , are one sign here


class Model:
    """Character bigrams with the document's own text weighed in; scores are natural logarithms."""

    def __init__(self, own: str) -> None:
        singles, pairs = _general()
        own = own.translate(WIDE)
        self._singles = singles + Counter({char: OWN * n for char, n in Counter(own).items()})
        self._pairs = Counter({pair: OWN * n for pair, n in Counter(itertools.pairwise(own)).items()}) + pairs
        self._total = sum(self._singles.values())

    def step(self, before: str, char: str) -> float:
        """How likely a character is behind another."""
        before, char = before.translate(WIDE), char.translate(WIDE)
        single = (self._singles[char] + UNSEEN) / (self._total + UNSEEN * KINDS)
        return math.log((self._pairs[before, char] + SMOOTH * single) / (self._singles[before] + SMOOTH))

    def score(self, words: str, before: str) -> float:
        """How likely words are behind a character."""
        return sum(self.step(a, b) for a, b in itertools.pairwise(before + words))


@functools.cache
def _general() -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Counts of characters and pairs in the titles of the registry and the words of a dictionary (pypinyin's, MIT)."""
    # Its tables take a second to load and much memory; few texts are damaged.
    from pypinyin.phrases_dict import phrases_dict

    titles = (work.title for work in load().all_works)
    words: list[Iterable[str]] = [*titles, *phrases_dict]
    singles = Counter(itertools.chain.from_iterable(words))
    pairs = Counter(itertools.chain.from_iterable(map(itertools.pairwise, words)))
    return singles + Counter(dict.fromkeys(COMMON, 50)), pairs
