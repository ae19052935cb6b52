"""The fixed words found in one pass each: names of the registry by one automaton, cue words of the rules by another.

The automaton of names reports every occurrence of every term; per kind the leftmost-longest ones are kept, so that
a noun inside a law's title does not hide the title, nor the title the noun. Of cue words every text is full and few
are asked for: their automaton keeps the leftmost-longest itself, and no hit is made of them.
"""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

FEW = 64  # words that are found sooner one by one than an automaton of them is built


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
        self._terms: list[list[tuple[str, Any]]] = []  # kind and value
        places: dict[str, int] = {}
        for term in terms:
            at = places.setdefault(term.text, len(self._terms))
            if at == len(self._terms):
                self._terms.append([])
            self._terms[at].append((term.kind, term.value))
        self._automaton = ahocorasick_rs.AhoCorasick(list(places), store_patterns=False)

    def find(self, text: str) -> dict[str, list[Hit]]:
        """The leftmost-longest hits of each kind, in order of place; hits of one kind do not overlap.

        Several terms of one kind with the same text give one hit each at the same place.
        """
        kept: dict[str, list[Hit]] = {}
        known = self._terms
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        matches.reverse()  # they come in order of their ends: so of one start the longest stands first
        matches.sort(key=itemgetter(1))
        held: dict[str, tuple[int, int]] = {}  # of each kind the last one kept
        for index, start, end in matches:
            for kind, value in known[index]:
                first, last = held.get(kind, (0, 0))
                if start >= last or (start == first and end == last):
                    held[kind] = (start, end)
                    kept.setdefault(kind, []).append(Hit(start, end, kind, value))
        return kept


def occurrences(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where some words stand in a text, the leftmost-longest of them."""
    if len(words) > FEW:
        automaton = ahocorasick_rs.AhoCorasick(words, ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False)
        return [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]
    found: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


class Crowd:
    """The words of one kind in an automaton; no two are the same."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = list(terms)
        words = [term.text for term in self._terms]
        # Of the kinds of automaton this one searches fastest; so few words make it small.
        dense, longest = ahocorasick_rs.Implementation.DFA, ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick(words, longest, store_patterns=False, implementation=dense)

    def find(self, text: str) -> Rows:
        """The leftmost-longest hits of a text."""
        return Rows(self._terms, self._automaton.find_matches_as_indexes(text))


class Rows:
    """Hits in order of place, as the automaton tells them."""

    def __init__(self, terms: Sequence[Term] = (), matches: Sequence[tuple[int, int, int]] = ()) -> None:
        self._terms, self._matches = terms, matches
        self._starts = [start for _, start, _ in matches]

    def between(self, start: int, end: int) -> Sequence[tuple[int, int, int]]:
        """The hits that begin in a stretch of text, as rows that end in start and end."""
        first = bisect.bisect_left(self._starts, start)
        return self._matches[first : bisect.bisect_left(self._starts, end, first)]

    def value(self, row: tuple[int, int, int]) -> Any:
        """The value of the term of a row."""
        return self._terms[row[0]].value
