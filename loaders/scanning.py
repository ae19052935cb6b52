"""Searching a text for a pattern at the few places alone where it can begin.

A pattern whose first part is a choice, a look-behind or a line's start is tried by `re` at every character, which is
slow. Where one of a set of characters stands is told by a table for the whole text at once.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

CODES = 0x10000  # a table holds the code points below; texts with others, which are rare, are searched by `re`
FEW = 2  # words that are sought one by one
SHORT = 300  # characters: in a shorter stretch `re` has found a set of characters before a table is set up

Set = re.Pattern[str]  # one that matches a single character
Marks = npt.NDArray[np.bool_]  # one for each character of a text


def scan(
    pattern: re.Pattern[str], first: Set, text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds, tried only where `first`, a set of characters, matches."""
    return tried(pattern, places(first, text, start, end), text, start, end)


def tried(
    pattern: re.Pattern[str], begins: Iterable[int], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin at some places, which stand in order; none overlaps another."""
    match, free = pattern.match, start
    for at in begins:
        if at >= free and (found := match(text, at, end)):
            free = found.end()
            yield found


def places(first: Set, text: str, start: int = 0, end: int = sys.maxsize) -> list[int]:
    """Where the characters of a set stand in a text, in order."""
    if min(end, len(text)) - start < SHORT:
        return [m.start() for m in first.finditer(text, start, end)]
    held: list[int] = (marks(first, text, start, end).nonzero()[0] + start).tolist()
    return held


def marks(first: Set, text: str, start: int = 0, end: int = sys.maxsize) -> Marks:
    """For each character of a text, or a stretch of it, whether it is of a set."""
    codes = _codes(text)
    if codes is not None:
        return _table(first).take(codes[start:end])
    held = np.zeros(len(text), np.bool_)
    held[[m.start() for m in first.finditer(text)]] = True
    return held[start:end]


def opening(first: Set, behind: Set, text: str) -> list[int]:
    """Where the characters of a set stand right behind none of another: a number's first digits."""
    held = marks(first, text)
    held[1:] &= ~marks(behind, text)[:-1]
    found: list[int] = held.nonzero()[0].tolist()
    return found


def meeting(first: Set, second: Set, text: str) -> list[int]:
    """Where the characters of a set stand right before one of another."""
    held = marks(first, text)[:-1] & marks(second, text)[1:]
    found: list[int] = held.nonzero()[0].tolist()
    return found


@functools.lru_cache(maxsize=2)  # every room asks for the same text
def _codes(text: str) -> npt.NDArray[np.intp] | None:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes.astype(np.intp) if codes.max(initial=0) < CODES else None


@functools.cache
def _table(first: Set) -> Marks:
    """For each code point whether it is of a set."""
    table = np.zeros(CODES, np.bool_)
    table[[m.start() for m in first.finditer(_every_code())]] = True
    return table


@functools.cache
def _every_code() -> str:
    """A text of all code points that a table holds."""
    return "".join(map(chr, range(CODES)))


def standing(text: str, *words: str) -> list[int]:
    """Where some words, of two characters at least where they are many, stand in a text, in order.

    A few are sought one by one, more of them all at once by how they begin: each faster than by a pattern of them.
    """
    codes = _codes(text) if len(words) > FEW else None
    if codes is not None:
        first, second = _beginnings(words)
        begun = first.take(codes[:-1]) & second.take(codes[1:])
        return [at for at in begun.nonzero()[0].tolist() if text.startswith(words, at)]
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


@functools.cache
def _beginnings(words: tuple[str, ...]) -> tuple[Marks, Marks]:
    """For each code point whether one of some words begins with it, and whether one has it next."""
    tables = np.zeros(CODES, np.bool_), np.zeros(CODES, np.bool_)
    for word in words:
        for table, char in zip(tables, word[:2], strict=True):
            table[ord(char)] = True
    return tables


def near(
    pattern: re.Pattern[str], closes: Iterable[int], text: str, *, reach: int, ahead: int = 24
) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds, tried only around the words that stand in each of them.

    `closes` are the places of these words, in order, which are at most `reach` characters behind the start of a match;
    what the pattern looks for behind them ends within `ahead`. A pattern that opens with one of many common words and
    ends in a rare one is else tried through half a clause at each of the common ones.
    """
    search, edge = pattern.search, 0
    for close in closes:
        at, stop = max(edge, close - reach), close + ahead
        while at <= close and (found := search(text, at, stop)) and found.start() <= close:
            yield found
            at = edge = found.end()


def lines(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds of a pattern that begins with ^, tried at the starts of lines alone."""
    end = min(end, len(text))
    found = pattern.match(text, start, end) if start <= end else None
    edge = start
    behind = _behind_break(pattern)
    while True:
        if found:
            yield found
            # A match may end right behind a line break: the next line begins there.
            ended = found.end() > edge and text[found.end() - 1] == "\n"
            edge = found.end() - 1 if ended else found.end()
        broken = behind.search(text, edge, end)
        if broken is None:
            return
        edge = broken.start() + 1
        found = pattern.match(text, edge, end)


@functools.cache
def _behind_break(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern behind a line break, for which `re` searches fast, as it does not for the start of a line."""
    return re.compile(rf"\n(?:{pattern.pattern})", pattern.flags)
