"""Searching a text for a pattern at the few places alone where it can begin.

A pattern whose first part is a choice, a look-behind or a line's start is tried by `re` at every character, which is
slow; a single character or a set of them is searched fast.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


def scan(
    pattern: re.Pattern[str], first: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds, tried only where `first`, a set of characters, matches."""
    while begin := first.search(text, start, end):
        found = pattern.match(text, begin.start(), end)
        start = found.end() if found else begin.end()
        if found:
            yield found


def lines(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds of a pattern that begins with ^, tried at the starts of lines alone."""
    at, end = start, min(end, len(text))
    while 0 <= at <= end:
        found = pattern.match(text, at, end)
        if found:
            yield found
        edge = max(at, found.end() if found else at)
        # A match may end right behind a line break: the next line begins there.
        at = edge if edge > at and text[edge - 1] == "\n" else text.find("\n", edge, end) + 1 or -1
