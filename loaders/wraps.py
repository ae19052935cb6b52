"""Lines broken for the width of a page: joined again where a sentence goes on; letter-spaced words closed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.offsets import Edit

FULL = 0.8  # of the page's width: a line shorter than that ends on its own
NARROW, WIDE = 16, 90  # characters a line of a printed page holds
FEWEST = 8  # lines before a page shows its width
SHARE = 0.6  # of the long lines that break inside a sentence, on a page that is wrapped
ENDS = "。；！？：”》）;!?:)…"
MARKER = re.compile(
    r"[一二三四五六七八九十]+[、是]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百\d]+[章节条编]|附件|[①-⑳]|——"
)
# 第一章　总　则, 工　作　方　案: each character stands alone between blanks. Two blanks part words.
SPACED = re.compile(r"(?<![^\s第章])(?:[\u4e00-\u9fff] (?=[\u4e00-\u9fff](?:\s|$|《)))+[\u4e00-\u9fff](?!\S)")


def wraps(text: str) -> list[Edit]:
    """Edits that join wrapped lines (a repair, for a line break is lost) and close letter-spaced words."""
    return [*_joined(text), *_closed(text)]


def _closed(text: str) -> Iterator[Edit]:
    for m in SPACED.finditer(text):
        yield from (Edit(at, at + 1) for at in range(m.start(), m.end()) if text[at] == " ")


def _joined(text: str) -> Iterator[Edit]:
    """Edits for the line breaks inside sentences of a page that is wrapped all through."""
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < FEWEST:
        return
    width = lengths[len(lengths) * 9 // 10]
    long = [i for i, line in enumerate(lines[:-1]) if len(line) >= FULL * width]
    broken = [i for i in long if _goes_on(lines[i], lines[i + 1])]
    if not NARROW <= width <= WIDE or len(long) < FEWEST or len(broken) < SHARE * len(long):
        return
    wanted = set(broken)
    at = 0
    for i, line in enumerate(lines):
        at += len(line)
        if i in wanted:
            latin = line[-1:].isascii() and lines[i + 1][:1].isascii() and line[-1:].isalpha()
            yield Edit(at, at + 1, " " if latin else "", "damage")
        at += 1


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence runs over the break between two lines."""
    return bool(line and following) and line[-1] not in ENDS and not MARKER.match(following)
