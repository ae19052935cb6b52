"""Several documents in one file: each part with its own text, its offsets still into the whole source.

A file holds several documents where a notice issues two or more (《甲方案》《乙方案》已经省政府同意，现印发给你们) that
follow it under their own titles, the first of which stays with the notice; or where behind a signature another masthead
begins.
A notice that carries one plan is one document: its own work is the plan.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph.keys import fold_title
from graph.records import Repair
from loaders.clean import Clean

ISSUED = re.compile(r"[^。\n]{0,60}?(?:印发|同意|公布|发布|转发|通过|下发)")
TITLE = re.compile(r"《([^《》\n]{4,80})》")
BETWEEN = re.compile(r"[、和及以，,\s]{0,4}(?:[（(][^（）()\n]{0,20}[）)][、和及以，,\s]{0,4})?")
HEAD = 3000  # characters: the notice is short
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日$")
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(]\d{4}[〕\])）]\d{1,5}号$")
NUMBERED = re.compile(r"\n[\u4e00-\u9fff]{2,12}[〔\[（(]\d{4}[〕\])）]\d{1,5}号(?=\n)")
KIND = re.compile(
    r"(?:通知|意见|决定|方案|报告|办法|规定|细则|纲要|规划|计划|公告|通告|通报|函|要点|条例|措施|批复|决议|令)$"
)
SIGNED = re.compile(r"(?:\d{4}年\d{1,2}月\d{1,2}日|[一二][〇零一二三四五六七八九]{3}年.{1,3}月.{1,3}日|印发)$|^（?此件")
FEWEST = 200  # characters of a document


def split(whole: Clean) -> list[Clean]:
    """The documents of a file in their order; the file itself where it holds one."""
    issued = _issued(whole.text)
    places = sorted({0, *issued, *_mastheads(whole.text)})
    spans = list(zip(places, [*places[1:], len(whole.text)], strict=True))
    if len(spans) < 2 or any(end - start < FEWEST for start, end in spans):
        return [whole]
    told = _told(whole.text[: spans[0][1]]) if issued else {}
    titles = [{"issued_as": issued[start]} if start in issued else {} for start, _ in spans]
    parts = (_part(whole, *spans[i], i + 1, {**told, **titles[i]}) for i in range(len(spans)))
    return [replace(part, shares_number=bool(issued)) for part in parts]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _issued(text: str) -> dict[int, str]:
    """Where the second and each further document begins that a notice at the head issues together, with its title."""
    behind, titles = _announced(text[:HEAD])
    wanted = {fold_title(title): title for title in titles}
    found: list[tuple[int, str]] = []
    lines = [(at, line) for at, line in _lines(text) if at > behind and line] if wanted else []
    for i, (at, line) in enumerate(lines):
        following = lines[i + 1][1] if i + 1 < len(lines) else ""
        heading = next((name for name in wanted if name in (fold_title(line), fold_title(line + following))), None)
        if heading and len(line) < 80:
            found.append((at, wanted.pop(heading)))
    return dict(found[1:])


def _announced(head: str) -> tuple[int, list[str]]:
    """The titles that stand side by side before a word of issuing, and where they end; none where it is but one."""
    run: list[re.Match[str]] = []
    for m in [*TITLE.finditer(head), None]:
        if m and run and BETWEEN.fullmatch(head, run[-1].end(), m.start()):
            run.append(m)
            continue
        if len(run) > 1 and ISSUED.match(head, run[-1].end()):
            return run[-1].end(), [title[1] for title in run]
        run = [m] if m else []
    return 0, []


def _mastheads(text: str) -> Iterator[int]:
    """Where behind a signature a title, its number and its addressee begin another document."""
    if "号\n" not in text or not NUMBERED.search(text, FEWEST):
        return
    lines = [(at, line) for at, line in _lines(text) if line]
    for i in range(3, len(lines) - 3):
        at, line = lines[i]
        if len(line) >= 80 or not KIND.search(line) or line[0] in "，。：《":
            continue
        if any(SIGNED.search(before) for _, before in lines[i - 3 : i]):
            rows = [words for _, words in lines[i + 1 : i + 4]]
            if any(NUMBER.match(row) for row in rows) and any(re.search("[：:]$", row) for row in rows):
                yield at


def _told(notice: str) -> Mapping[str, str]:
    """What a notice tells of each document that it issues: who signed it and when, and its number."""
    lines = [line for _, line in _lines(notice) if line]
    told: dict[str, str] = {}
    for before, line in itertools.pairwise(lines):
        date = DATE.match(line)
        if date and len(before) < 30 and not re.search("[，。：；]", before) and "published" not in told:
            told["issuer"] = before
            told["published"] = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
    number = next((words for line in lines[:8] if NUMBER.match(words := line.strip("（）()"))), None)
    return told | ({"doc_number": number} if number else {})


def _part(whole: Clean, start: int, end: int, number: int, told: Mapping[str, str]) -> Clean:
    """One part; what the source holds beside it is told as removed, so that nothing is lost unseen."""
    while end > start and whole.text[end - 1] == "\n":
        end -= 1
    offsets = whole.offsets.cut(start, end)
    first, last = whole.offsets.raw_span(start, end)
    repairs = [
        replace(repair, start=repair.start - start, end=repair.end - start)
        for repair in whole.repairs
        if start <= repair.start and repair.end <= end
    ]
    before = [Repair(kind="boilerplate", start=0, end=0, raw=whole.raw[:first], fixed="")] if first else []
    size = end - start
    after = Repair(kind="boilerplate", start=size, end=size, raw=whole.raw[last:], fixed="")
    return replace(
        whole,
        text=whole.text[start:end],
        offsets=offsets,
        repairs=(*before, *repairs, *([after] if after.raw else [])),
        damaged=tuple((a - start, b - start) for a, b in whole.damaged if start <= a and b <= end),
        meta={**({} if number == 1 else told), **({} if number > 1 else whole.meta)},
        number=number,
    )
