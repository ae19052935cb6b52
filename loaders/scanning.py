"""Searching a text for a pattern at the few places alone where it can begin.

A pattern whose first part is a choice, a look-behind or a line's start is tried by `re` at every character, which is
slow; a single character or a set of them is searched fast.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterator


def scan(
    pattern: re.Pattern[str], first: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds, tried only where `first`, a set of characters, matches."""
    match, free = pattern.match, start
    for begin in first.finditer(text, start, end):
        at = begin.start()
        if at >= free and (found := match(text, at, end)):
            free = found.end()
            yield found


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
