"""Page noise: which lines of a text belong to the web page and not to the document, and what they tell of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loaders.offsets import Edit
from loaders.rulebook import rules, words

LONGEST = 200  # characters of a line that may be noise; paragraphs are longer
BULLETS = "•·●▪■◆ \t"
DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
# A sentence, an addressee or an article: where these stand the document itself has begun.
BODY = re.compile(
    r".{14,}[。；！？]|.{4,}[:：]$|第[一二三四五六七八九十百]+[条章]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]"
)
ENDING = re.compile(r"[。；！？]|第[一二三四五六七八九十百]+[条章]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text: where it, its words and its line break lie, and its words without blanks and bullets."""

    first: int
    start: int
    end: int
    stop: int
    words: str


def noise(text: str) -> tuple[list[Edit], Mapping[str, str]]:
    """The edits that take page noise and needless blanks out of a text, and the fields that its lines tell."""
    rows = list(_rows(text))
    first, last = body(rows)
    table, found = metadata(rows, text, first)
    crumbs = _crumbs(rows[:first], text)
    edits: list[Edit] = []
    empty = True
    for i, row in enumerate(rows):
        if row.start == row.end:
            edits += _blank(row, text, empty)
            empty = True
        elif i in table or is_noise(row.words, head=i < first, tail=i > last) or (i < first and row.words in crumbs):
            edits.append(Edit(row.first, row.stop, "", "boilerplate"))
        else:
            edits += _trimmed(row, text)
            empty = False
    return edits, found


def _rows(text: str) -> Iterator[Row]:
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        start = at + len(line) - len(line.lstrip())
        end = start + len(bare)
        short = re.sub(r"\s", "", bare.lstrip(BULLETS)) or bare if len(bare) <= LONGEST else bare
        stop = min(at + len(line) + 1, len(text))
        yield Row(at, start, end, stop, short) if bare else Row(at, at, at, stop, "")
        at = stop


def body(rows: list[Row]) -> tuple[int, int]:
    """The index of the row where the document's sentences begin, and of the last one of them."""
    first = next((i for i, row in enumerate(rows) if BODY.search(row.words) and not _labelled(row.words)), len(rows))
    last = next((i for i in range(len(rows) - 1, -1, -1) if ENDING.search(rows[i].words)), -1)
    return first, last


def is_noise(words: str, *, head: bool, tail: bool) -> bool:
    """Whether a line, without its blanks, is page noise where it stands."""
    if not words or len(words) > LONGEST:
        return False
    if words in _words() and (head or tail or len(words) > 5):
        return True
    places = ("anywhere", *(("head", "edge") if head else ()), *(("tail", "edge") if tail else ()))
    return any(_patterns()[place].fullmatch(words) for place in places if place in _patterns()) or is_spam(words)


def is_spam(words: str) -> bool:
    """Whether a line is an injected advertisement: two different words of them and no sentence."""
    return "。" not in words and len({m[0] for m in _spam().finditer(words)}) > 1


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(words("clean", "words"))


@functools.cache
def _spam() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("clean", "spam")), key=len, reverse=True)))


@functools.cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    places = {str(rule["where"]) for rule in rules("clean")}
    return {
        place: re.compile("|".join(f"(?:{rule['pattern']})" for rule in rules("clean") if rule["where"] == place))
        for place in places
    }


@functools.cache
def _labels() -> Mapping[str, str]:
    """Each label of an information table with the field that it fills, "" where it fills none."""
    pairs = (entry.partition(" ") for entry in words("clean", "labels"))
    return {label: target for label, _, target in pairs}


@functools.cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[【\[]?({'|'.join(sorted(_labels(), key=len, reverse=True))})[】\]]?\s*[:：]\s*")


def _labelled(words: str) -> bool:
    return bool(_label().match(words))


def metadata(rows: list[Row], text: str, first: int) -> tuple[frozenset[int], Mapping[str, str]]:
    """The rows above the body that belong to an information table, and the fields they tell."""
    table: set[int] = set()
    found: dict[str, str] = {}
    waiting: str | None = None
    for i, row in enumerate(rows[:first]):
        if not row.words:
            continue
        cells = list(_cells(row.words))
        if cells:
            table.add(i)
            for label, value in cells:
                _note(found, label, value)
            waiting = cells[-1][0] if len(cells) == 1 and not cells[0][1] else None
        elif waiting and _fits(waiting, row.words):
            table.add(i)
            _note(found, waiting, text[row.start : row.end])
            waiting = None
        elif date := DATE.fullmatch(row.words.strip("•·* ")):  # • 2021-01-11: the day a page gives without a word for it
            found.setdefault("published", f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}")
    signed, released = found.pop("signed", None), found.pop("published", None)
    if signed or released:
        found["published"] = str(signed or released)
    return frozenset(table), found


def _cells(line: str) -> Iterator[tuple[str, str]]:
    """The labels of a line with their values; nothing where the line does not begin with a label."""
    marks = list(_label().finditer(line))
    if marks and marks[0].start() == 0:
        for mark, follower in zip(marks, [*marks[1:], None], strict=True):
            yield mark[1], line[mark.end() : follower.start() if follower else len(line)].strip("【】[]|")


def _note(found: dict[str, str], label: str, value: str) -> None:
    target = _labels()[label]
    if target in ("signed", "published"):
        date = DATE.search(value)
        value = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
    # A newspaper or web site that carried the text has not issued it.
    if target == "issuer_hint" and re.search("[报网社站台]$|客户端$", value):
        return
    if target and value.strip():
        found.setdefault(target, value.strip())


def _fits(label: str, words: str) -> bool:
    """Whether a line may be the value of a label that stands alone on the line above: 主题词 is often left empty."""
    return _labels()[label] == "title" or (label != "主题词" and not re.search("关于|印发|通知$|[，。]", words))


def _blank(row: Row, text: str, empty: bool) -> list[Edit]:
    """Edits that leave one bare line break of a run of blank lines, none at the start of the text."""
    stop = row.stop if empty else row.stop - (text[row.first : row.stop][-1:] == "\n")
    return [Edit(row.first, stop)] if row.first < stop else []


def _crumbs(rows: Iterable[Row], text: str) -> frozenset[str]:
    """The names in the path of the page, which stand as headings of their columns too."""
    paths = (row.words for row in rows if re.search("[>＞»]", row.words))
    return frozenset(name for path in paths for name in re.split("[>＞»]", path)[1:] if 2 <= len(name) <= 12)


def _trimmed(row: Row, text: str) -> list[Edit]:
    """Edits that take the blanks off both ends of a line, and the mark of a heading in Markdown."""
    edits = [Edit(row.first, row.start)] if row.first < row.start else []
    stop = row.stop - (text[row.stop - 1] == "\n")
    mark = re.match(r"#{1,6} +", text[row.start : row.end])
    edits += [Edit(row.start, row.start + mark.end(), "", "boilerplate")] if mark else []
    return edits + ([Edit(row.end, stop)] if row.end < stop else [])
