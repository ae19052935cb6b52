"""A row of a table that a text is kept in, set in lines: `2024-03-01 00:00:00 | 水利局、财政局 | 关于…的通知 | 正文`.

Collections of policies are kept as tables, a document to a row: the day of its page, often who issued it, its title,
its text and the page's address. Where such a row was saved as text, a bar stands between its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.offsets import Edit

BAR = " | "
LED = 2  # cells between the day and the text at most: who issued it, its title
# The day may stand once more above, where the table's first column serves as the text's name.
_DAY = re.compile(r"\s*(?:\d{4}-\d{2}-\d{2}[ \d:]*\n\s*)?(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}(?::\d{2})?)? \| ")
_ADDRESS = re.compile(r" \| https?://\S+\s*\Z")


def cells(text: str) -> tuple[list[Edit], dict[str, str]]:
    """The edits that set the cells of a row in lines of their own, and what they tell: `published` and `row_title`.

    A title is told where a cell stands before it: in the lines it could not be told from who issued it.
    """
    day = _DAY.match(text)
    if day is None:
        return [], {}
    address = _ADDRESS.search(text, day.end())
    bars = list(_bars(text, day.end(), address.start() if address else len(text)))
    told = {"published": day[1]}
    if len(bars) == LED:
        told["row_title"] = text[bars[0] + len(BAR) : bars[1]].strip()
    edits = [Edit(0, day.end(), "", "boilerplate"), *(Edit(at, at + len(BAR), "\n") for at in bars)]
    if address:
        edits.append(Edit(address.start(), address.end(), "", "boilerplate"))
    return edits, told


def _bars(text: str, at: int, end: int) -> Iterator[int]:
    """Where the bars behind the day stand, in the line that it begins."""
    stop = text.find("\n", at, end)
    for _ in range(LED):
        at = text.find(BAR, at, stop if stop >= 0 else end)
        if at < 0:
            return
        yield at
        at += len(BAR)
