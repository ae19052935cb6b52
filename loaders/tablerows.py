"""Texts kept as rows of a table: 2023-03-05 00:00:00 | 云江市水利局、云江市财政局 | 关于节约用水的通知 | …."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.draft import Span
from loaders.headlines import genre_of
from loaders.titles import Title, unquote

_ROW = re.compile(
    r"(?m)^(?:19|20)\d\d-\d\d-\d\d(?: 00:00:00)? \| (?:(?P<who>(?!【)[^|\n]{2,60}?) \| )?(?P<title>[^|\n]{6,120}?) \| "
)
_OPENING = 120  # characters in which such a row begins
LINK = re.compile(r"\s*\|\s*https?://\S*$")  # what such a row ends with


@dataclass(frozen=True, slots=True)
class TableRow:
    """Whose the text is, as far as a cell says so, with its place, and the title in the next cell."""

    who: str | None
    who_span: Span | None
    title: Title


def table_row(text: str) -> TableRow | None:
    """The row that a text is, where its title is one of a document."""
    m = _ROW.search(text, 0, _OPENING) if " | " in text[:_OPENING] else None
    if m is None:
        return None
    bare = unquote(m["title"])
    genre = genre_of(bare)
    if genre is None or bare.endswith("征求意见"):
        return None
    begin = m.start("title") + max(0, m["title"].find(bare))
    return TableRow(m["who"], m.span("who") if m["who"] else None, Title(bare, begin, m.end("title"), genre))
