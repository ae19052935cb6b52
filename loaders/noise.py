"""Page noise: which lines of a text belong to the web page and not to the document, and what they tell of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from graph.frozen import record
from loaders.offsets import Edit
from loaders.rulebook import rules, words

LONGEST = 200  # characters of a line that may be noise; paragraphs are longer
BULLETS = "•·●▪■◆ \t"
DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
# A sentence, an addressee or an article: where these stand the document itself has begun.
BODY = re.compile(
    r".{4,}[:：]$|第[一二三四五六七八九十百]+[条章]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]"
)
SENTENCE = 14  # characters before a stop that make a sentence
STOPS = re.compile("[。；！？]")
BLANK = re.compile(r"\s+")
PATH = re.compile("[>＞»]")
HEADING = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)  # the mark of a heading in Markdown
LEAD = re.compile(r"\n +")
TRAIL = re.compile(r" +(?=\n|\Z)")
BETWEEN = re.compile(r"\n([^。，；！？\n]{1,80})(?=\n|$)")
ENDING = re.compile(r"[。；！？]|第[一二三四五六七八九十百]+[条章]")


@record(frozen=True, slots=True)
class Row:
    """A line that is not blank: where it and the line after it begin, its text, and its words without blanks."""

    start: int
    stop: int
    text: str
    words: str


def noise(text: str) -> tuple[list[Edit], Mapping[str, str]]:
    """The edits that take page noise and blanks around lines out of a text, and the fields that its lines tell."""
    head, first = _head(text)
    tail, last = _tail(text, first)
    table, found = metadata(head)
    crumbs = _crumbs(head)
    gone = [row for row in head if row in table or row.words in crumbs or is_noise(row.words, "head")]
    gone += [row for row in tail if is_noise(row.words, "tail")]
    gone += [row for row in _short(text, first, last) if is_noise(row.words)]
    edits = [Edit(row.start, row.stop, "", "boilerplate") for row in gone]
    if "# " in text:
        edits += [Edit(*m.span(), "", "boilerplate") for m in HEADING.finditer(text)]
    if text[:1] == " ":
        edits.append(Edit(0, len(text) - len(text.lstrip(" "))))
    if "\n " in text:
        edits += [Edit(m.start() + 1, m.end()) for m in LEAD.finditer(text)]
    if " \n" in text or text.endswith(" "):
        edits += [Edit(*m.span()) for m in TRAIL.finditer(text)]
    return edits, found


def _row(text: str, start: int, end: int) -> Row:
    line = text[start:end].strip()
    words = BLANK.sub("", line.lstrip(BULLETS) or line) if len(line) <= LONGEST else line
    return Row(start, min(end + 1, len(text)), line, words)


def _head(text: str) -> tuple[list[Row], int]:
    """The rows above the document's first sentence, and where that line begins."""
    rows: list[Row] = []
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        row = _row(text, at, end if end >= 0 else len(text))
        if _begins(row.words) and not _label().match(row.words):
            return rows, at
        rows += [row] if row.words else []
        at = row.stop
    return rows, len(text)


def _tail(text: str, first: int) -> tuple[list[Row], int]:
    """The rows below the document's last sentence, and where that line ends."""
    rows: list[Row] = []
    end = len(text)
    while end > first:
        start = text.rfind("\n", 0, end) + 1
        row = _row(text, start, end)
        if ENDING.search(row.words):
            return rows, end
        rows += [row] if row.words and start >= first else []
        end = start - 1
    return rows, max(first, 0)


def _short(text: str, first: int, last: int) -> Iterator[Row]:
    """The rows between that may be noise all the same: short ones that are no sentence."""
    for m in BETWEEN.finditer(text, max(first - 1, 0), last):
        yield _row(text, m.start(1), m.end(1))


def _begins(words: str) -> bool:
    return bool(words) and bool(STOPS.search(words, SENTENCE) or BODY.match(words))


def is_noise(words: str, place: str = "") -> bool:
    """Whether a line, without its blanks, is page noise where it stands: in the head, the tail, or between."""
    if not words or len(words) > LONGEST:
        return False
    if words in _words() and (place or len(words) > 5):
        return True
    return _patterns()[place].fullmatch(words) is not None or (bool(place) and is_spam(words))


def is_spam(words: str) -> bool:
    """Whether a line is an injected advertisement: a word of them with another, in no sentence and no title."""
    found = set(_spam().findall(words)) if "。" not in words and "关于" not in words else set()
    return len(found) > 1 and not found.isdisjoint(_strong())


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(words("clean", "words"))


@functools.cache
def _spam() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, (*words("clean", "spam"), *words("clean", "lures")))))


@functools.cache
def _strong() -> frozenset[str]:
    return frozenset(words("clean", "spam"))


@functools.cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What is noise in the head, in the tail and between: what is so anywhere, at an edge, and there alone."""
    asked = {"": ("anywhere",), "head": ("anywhere", "head", "edge"), "tail": ("anywhere", "tail", "edge")}
    return {
        place: re.compile("|".join(f"(?:{rule['pattern']})" for rule in rules("clean") if rule["where"] in wanted))
        for place, wanted in asked.items()
    }


@functools.cache
def _labels() -> Mapping[str, str]:
    """Each label of an information table with the field that it fills, "" where it fills none."""
    pairs = (entry.partition(" ") for entry in words("clean", "labels"))
    return {label: target for label, _, target in pairs}


@functools.cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[【\[]?({'|'.join(sorted(_labels(), key=len, reverse=True))})[】\]]?\s*[:：]\s*")


def metadata(rows: list[Row]) -> tuple[list[Row], Mapping[str, str]]:
    """The rows above the body that belong to an information table, and the fields they tell."""
    table: list[Row] = []
    found: dict[str, str] = {}
    waiting: str | None = None
    for row in rows:
        cells = list(_cells(row.words))
        if cells:
            table.append(row)
            for label, value in cells:
                _note(found, label, value)
            waiting = cells[-1][0] if len(cells) == 1 and not cells[0][1] else None
        elif waiting and _fits(waiting, row.words):
            table.append(row)
            _note(found, waiting, row.text)
            waiting = None
        elif DATE.match(row.words) and is_noise(row.words, "head"):
            _note(found, "发布日期", row.words)  # • 2021-01-11: the day a page gives without a word for it
    signed, released = found.pop("signed", None), found.pop("published", None)
    if signed or released:
        found["published"] = str(signed or released)
    return table, found


def _cells(line: str) -> Iterator[tuple[str, str]]:
    """The labels of a line with their values; nothing where the line does not begin with a label."""
    marks = list(_label().finditer(line)) if ":" in line or "：" in line else []
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


def _crumbs(rows: list[Row]) -> frozenset[str]:
    """The names in the path of the page, which stand as headings of their columns too."""
    paths = (PATH.split(row.words) for row in rows if PATH.search(row.words))
    return frozenset(name for path in paths for name in path[1:] if 2 <= len(name) <= 12)
