"""Searching a text for a pattern that only few characters can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator


def scan(pattern: re.Pattern[str], first: re.Pattern[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The matches that `pattern.finditer` finds, tried only where `first`, a set of characters, matches.

    A pattern whose first part is a choice or a look-behind is tried by `re` at every character, which is slow; a
    set of characters is searched fast.
    """
    while begin := first.search(text, start):
        found = pattern.match(text, begin.start())
        start = found.end() if found else begin.end()
        if found:
            yield found
