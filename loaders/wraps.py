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
# A sentence that runs over the end of a page: of the paragraphs of a text most lie closer together.
PAGE = re.compile(
    r"^(?=[^\n]*[,，;；。])[^\n]{30,}[^\n。；！？：”》）);!?:…](?P<gap>\n{3,})(?=[^\s\n][^\n]*[,，;；。])", re.MULTILINE
)
# 第一章　总　则, 工　作　方　案: each character stands alone between blanks. Two blanks part words.
BLANK = re.compile("\n{3,}")
GAP = re.compile("\n+")
# 《关于节约 / 用水的通知》: over the end of a page blank lines come between.
TITLE = re.compile(r"《[^《》\n]{2,80}(?P<gap>\n\s*)(?=[^《》\n]{1,80}》)")
SPACED = re.compile(r" (?<=[\u4e00-\u9fff] )(?=[\u4e00-\u9fff](?:[ \n《]|$))")


def wraps(text: str) -> list[Edit]:
    """Edits that join wrapped lines (a repair, for a line break is lost) and close letter-spaced words."""
    joined = list(_joined(text))
    known = {edit.start for edit in joined}
    over = {edit.start: edit for edit in (*_pages(text), *_titles(text)) if edit.start not in known}
    inside = {at for edit in over.values() for at in range(edit.start, edit.end)}
    return [*joined, *over.values(), *_closed(text), *(edit for edit in _blank(text) if edit.start not in inside)]


def _pages(text: str) -> Iterator[Edit]:
    """Edits that join a sentence which runs over the end of a page, told by more blank lines than elsewhere."""
    if "\n\n\n" not in text:
        return
    gaps = [len(m.group()) for m in GAP.finditer(text)]
    usual = sorted(gaps)[len(gaps) // 2]
    for m in PAGE.finditer(text):
        if len(m["gap"]) > usual and not MARKER.match(text, m.end()):
            yield Edit(*m.span("gap"), "", "damage")


def _titles(text: str) -> Iterator[Edit]:
    """Edits that join a marked title which runs over the end of a page or line."""
    if "《" in text:
        yield from (Edit(*m.span("gap"), "", "damage") for m in TITLE.finditer(text))


def _blank(text: str) -> Iterator[Edit]:
    """Edits that leave one blank line where there are more, and none at the ends of the text."""
    if text[:1] == "\n":
        yield Edit(0, len(text) - len(text.lstrip("\n")))
    if text[-1:] == "\n":
        yield Edit(len(text.rstrip("\n")), len(text))
    if "\n\n\n" in text:
        yield from (Edit(m.start() + 2, m.end()) for m in BLANK.finditer(text))


def _closed(text: str) -> Iterator[Edit]:
    for m in SPACED.finditer(text):
        if m.start() < 2 or text[m.start() - 2] in " \n":
            yield Edit(*m.span())


def _joined(text: str) -> Iterator[Edit]:
    """Edits for the line breaks inside sentences of a page that is wrapped all through."""
    lines = text.split("\n")
    lengths = sorted(map(len, filter(None, lines)))
    width = lengths[len(lengths) * 9 // 10] if len(lengths) >= FEWEST else 0
    if not NARROW <= width <= WIDE:
        return
    long = [i for i, line in enumerate(lines[:-1]) if len(line) >= FULL * width]
    broken = [i for i in long if _goes_on(lines[i], lines[i + 1])]
    if len(long) < FEWEST or len(broken) < SHARE * len(long):
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
