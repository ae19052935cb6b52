"""One automaton over all fixed words: names of the registry and cue words of the rules.

The automaton reports every occurrence of every term; per kind the leftmost-longest ones are kept, so that
a cue inside a law's title does not hide the title, nor the title the cue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs


@dataclass(frozen=True, slots=True)
class Term:
    """A fixed word: `kind` says which component asks for it, `value` is what that component wants back."""

    text: str
    kind: str
    value: Any = None


class Hit(NamedTuple):
    """A term found in a text; `value` is the term's."""

    start: int
    end: int
    kind: str
    value: Any


class Gazetteer:
    """All terms in one automaton; build once, use for every text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: list[list[Term]] = []
        places: dict[str, int] = {}
        for term in terms:
            at = places.setdefault(term.text, len(self._terms))
            if at == len(self._terms):
                self._terms.append([])
            self._terms[at].append(term)
        self._automaton = ahocorasick_rs.AhoCorasick(list(places), store_patterns=False)

    def find(self, text: str) -> dict[str, list[Hit]]:
        """The leftmost-longest hits of each kind, in order of place; hits of one kind do not overlap.

        Several terms of one kind with the same text give one hit each at the same place.
        """
        kept: dict[str, list[Hit]] = {}
        known = self._terms
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        matches.reverse()  # they come in order of their ends: so of one start the longest stands first
        for index, start, end in sorted(matches, key=itemgetter(1)):
            for term in known[index]:
                kind = term.kind
                hits = kept.get(kind)
                if hits is None:
                    kept[kind] = [Hit(start, end, kind, term.value)]
                    continue
                first, last, _, _ = hits[-1]
                if start >= last or (start == first and end == last):
                    hits.append(Hit(start, end, kind, term.value))
        return kept
