"""The information table that a government web site sets above a document: who issued it, its number, its days.

The table comes in as many forms as there are sites. A label stands before its value with a colon (`索引号：01`), with
a bar (`索引号 | 01 | 主题分类 | 其他 |`), with a blank (the cells of a table in HTML), or alone, its value on the next
line; letters of a label may be set apart (`标　题`). Without a colon a label could open a sentence, so such lines are
taken for a table only where there are two.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.frozen import record
from loaders.headlines import genre_of
from loaders.rulebook import words

DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
FEWEST = 2  # lines with labels that have no colon which make a table
_EDGES = "【】[]|｜ \t\u3000\xa0"
BULLETS = "•·●▪■◆ \t"
_LONGEST_KIND = 8  # characters of a value that names a kind of document; a longer one that does is a title


@record(frozen=True, slots=True)
class Row:
    """A line that is not blank: where it and the line after it begin, its text, and its words without blanks."""

    start: int
    stop: int
    text: str
    words: str


class Cell(NamedTuple):
    """A label with its value, "" where it has none on its line; `sure` where a colon stands between them."""

    label: str
    value: str
    sure: bool


def labelled(words: str) -> bool:
    """Whether a line, without its blanks, begins with a label and a colon."""
    return _closed().match(words) is not None


def fields(rows: Sequence[Row]) -> tuple[list[Row], dict[str, str]]:
    """The rows above a document's body that belong to its information table, and the fields that they fill."""
    held = [(row, list(_cells(row))) for row in rows]
    loose = sum(bool(cells) and not cells[0].sure for _, cells in held) >= FEWEST
    table: list[Row] = []
    found: dict[str, str] = {}
    waiting: str | None = None
    for row, cells in held:
        if cells and (cells[0].sure or loose):
            table.append(row)
            for cell in cells:
                note(found, cell.label, cell.value)
            waiting = cells[-1].label if len(cells) == 1 and not cells[0].value else None
        else:
            if waiting and _fits(waiting, row.words):
                table.append(row)
                note(found, waiting, row.text)
            waiting = None
    return table, found


def note(found: dict[str, str], label: str, value: str) -> None:
    """Add the value of a label to the fields found, unless the field is filled or the value is none."""
    target, value = _labels()[label], value.lstrip(BULLETS)
    if target in ("signed", "published"):
        date = DATE.search(value)
        value = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
    # A newspaper or web site that carried the text has not issued it.
    if target in ("issuer", "issuer_hint") and re.search("[报网社站台]$|客户端$", value):
        return
    if target and value.strip():
        found.setdefault(target, value.strip())


def _cells(row: Row) -> Iterator[Cell]:
    """The labels of a row with their values; nothing where the row does not begin with a label."""
    if not _opens().match(row.words):
        return
    marks = list(_label().finditer(row.text))
    if not marks or row.text[: marks[0].start()].strip(_EDGES + BULLETS):
        return
    for mark, follower in zip(marks, [*marks[1:], None], strict=True):
        value = row.text[mark.end() : follower.start() if follower else len(row.text)]
        label = re.sub(r"\s", "", mark["label"] or mark["loose"])
        yield Cell(label, value.strip(_EDGES), mark["label"] is not None)


def _fits(label: str, words: str) -> bool:
    """Whether a line may be the value of a label that stands alone on the line above: 主题词 is often left empty."""
    if _labels()[label] == "title":
        return True
    kind = label.endswith(("分类", "类别", "类型"))  # 城乡建设\\城市规划 is the kind of a page
    titled = not kind and len(words) > _LONGEST_KIND and genre_of(words) is not None
    return label != "主题词" and not titled and not re.search("关于|印发|通知$|[，。]", words)


@functools.cache
def _labels() -> Mapping[str, str]:
    """Each label of an information table with the field that it fills, "" where it fills none."""
    pairs = (entry.partition(" ") for entry in words("clean", "labels"))
    return {label: target for label, _, target in pairs}


def _longest_first() -> list[str]:
    return sorted(_labels(), key=len, reverse=True)


@functools.cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"[【\[|｜]*(?:{'|'.join(_longest_first())})")


@functools.cache
def _closed() -> re.Pattern[str]:
    return re.compile(rf"{_opens().pattern}[】\]]?[:：]")


@functools.cache
def _label() -> re.Pattern[str]:
    """A label, its letters perhaps set apart: before a colon anywhere, else behind and before a blank or a bar."""
    apart = "|".join(r"[ \t\u3000\xa0]*".join(label) for label in _longest_first())
    closed = rf"(?P<label>{apart})[】\]]?\s*[:：]\s*"
    return re.compile(rf"{closed}|(?:^|(?<=[\s|｜•·●▪■◆]))(?P<loose>{apart})(?:\s*[|｜]|\s+|$)")
