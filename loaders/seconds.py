"""Statutes named by their kind alone behind the one they carry out: 预算法及其实施条例."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loaders.draft import Draft
from loaders.rulebook import words

_SECOND = re.compile(r"(?:精神)?及其?(?P<kind>(?:实施|施行)(?:条例|细则|办法))(?!意见)")
_MARK = re.compile(r"(?:[（(][^（）()\n]{1,30}[)）])?》(?:[（(][^（）()\n]{1,40}[)）])?$")


def find(draft: Draft, known: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Start, end and title of each of which the title is known."""
    if "及其实施" not in draft.text and "及实施" not in draft.text and "及其施行" not in draft.text:
        return
    ends = {mention.end: draft.entities[mention.entity].name for mention in draft.mentions if mention.type == "Law"}
    for m in _SECOND.finditer(draft.text):
        mark = _MARK.search(draft.text, max(0, m.start() - 70), m.start())
        first = ends.get(mark.start() if mark else m.start())
        title = f"{first}{m['kind']}"
        if first and (known(title) or title in words("references", "known_names")):
            yield *m.span("kind"), title
