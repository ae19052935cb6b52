"""Tables that a page sets one cell a line: their rows are no items, and an item that holds but a table states nothing.

The annual report on open government information holds such a form, the same for every office of the country:
一、本年新收政府信息公开申请数量, （一）予以公开 and 1.属于国家秘密 are rows of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from loaders.markers import Marker
from loaders.rulebook import choice, words

_FORM = "政府信息公开申请数量"  # what every such form holds
_FEWEST = 8  # lines that make a table
_CELL, _WIDEST = 12, 40  # characters of most cells, and of the widest


def items(text: str, marks: Iterable[Marker]) -> list[Marker]:
    """The markers that open no row of the form."""
    if _FORM not in text:
        return list(marks)
    return [mark for mark in marks if not _rows().match(text, mark.end)]


def is_sheet(body: str) -> bool:
    """Whether some words are but the cells of a table, one a line, with no sentence."""
    if "\n" not in body.strip() or re.search("[。；;]", body):
        return False
    cells = [cell.strip() for cell in re.split(r"[\n|｜]", body) if cell.strip()]
    short = sum(len(cell) <= _CELL for cell in cells)
    return len(cells) >= _FEWEST and 2 * short > len(cells) and max(map(len, cells)) <= _WIDEST


@functools.cache
def _rows() -> re.Pattern[str]:
    return re.compile(rf"[\s|｜]*(?:{choice(words('outline', 'form_rows'))})[^。\n]*$", re.MULTILINE)
