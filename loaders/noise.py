"""Page noise: which lines of a text belong to the web page and not to the document, and what they tell of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from loaders.infotable import BULLETS, DATE, Row, fields, labelled, note
from loaders.offsets import Edit
from loaders.rulebook import rules, words

TITLED = 2000  # characters below a table in which the title that it gives stands again
LONGEST = 200  # characters of a line that may be noise; paragraphs are longer
# A sentence, an addressee or an article: where these stand the document itself has begun.
BODY = re.compile(
    r".{4,}[:：]$|第[一二三四五六七八九十百]+[条章]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]"
)
SENTENCE = 14  # characters before a stop that make a sentence
STOPS = re.compile("[。；！？]")
PATH = re.compile("[>＞»]")
_SITE = re.compile("([\u4e00-\u9fff]{2,20}人民政府)[>＞»]")  # 松溪区人民政府>综合信息: whose page it is
RELEASED = re.compile("[\u4e00-\u9fff]{4,24}(?:时间|日期)[:：]")
HEADING = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)  # the mark of a heading in Markdown
LEAD = re.compile(r"\n +")
TRAIL = re.compile(r" +(?=\n|\Z)")
BETWEEN = re.compile(r"\n([^。，；！？\n]{1,80})(?=\n|$)")
ENDING = re.compile(r"[。；！？]|第[一二三四五六七八九十百]+[条章]")


def noise(text: str) -> tuple[list[Edit], Mapping[str, str]]:
    """The edits that take page noise and blanks around lines out of a text, and the fields that its lines tell."""
    head, first = _head(text)
    tail, last = _tail(text, first)
    table, found = metadata(head)
    crumbs = _crumbs(head)
    gone = [row for row in head if row in table or row.words in crumbs or is_noise(row.words, "head")]
    gone += [row for row in tail if is_noise(row.words, "tail")]
    gone += [row for row in _short(text, first, last) if is_noise(row.words)]
    source = fields([row for row in tail if is_noise(row.words, "tail")])[1].get("issuer_hint")
    found = {**({"issuer_hint": source} if source else {}), **found}
    edits = [edit for row in gone for edit in _dropped(text, row, found.get("title"))]
    if "# " in text:
        edits += [Edit(*m.span(), "", "boilerplate") for m in HEADING.finditer(text)]
    if text[:1] == " ":
        edits.append(Edit(0, len(text) - len(text.lstrip(" "))))
    if "\n " in text:
        edits += [Edit(m.start() + 1, m.end()) for m in LEAD.finditer(text)]
    if " \n" in text or text.endswith(" "):
        edits += [Edit(*m.span()) for m in TRAIL.finditer(text)]
    return edits, found


def _dropped(text: str, row: Row, title: str | None) -> Iterator[Edit]:
    """The edits that drop a row, but for the document's title where the page gives it in its table alone."""
    at = text.find(title, row.start, row.stop) if title else -1
    if title is None or at < 0 or _close(title) in _close(text[row.stop : row.stop + TITLED]):
        yield Edit(row.start, row.stop, "", "boilerplate")
        return
    end = at + len(title)
    rest = end + len(text[end : row.stop].rstrip("\n"))
    yield from (Edit(*span, "", "boilerplate") for span in ((row.start, at), (end, rest)) if span[0] < span[1])


def _close(words: str) -> str:
    """The words without blanks."""
    return "".join(words.split())


def _row(text: str, start: int, end: int) -> Row:
    line = text[start:end].strip()
    line = line[2:].strip() if line.startswith("- ") else line
    words = _close(line.lstrip(BULLETS) or line) if len(line) <= LONGEST else line
    return Row(start, min(end + 1, len(text)), line, words)


def _head(text: str) -> tuple[list[Row], int]:
    """The rows above the document's first sentence, and where that line begins."""
    rows: list[Row] = []
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        row = _row(text, at, end if end >= 0 else len(text))
        if _begins(row.words) and not (labelled(row.words) or _is_label(row.words)):
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


def _is_label(words: str) -> bool:
    """Whether a line that ends like an addressee is the page's: 视力保护色：, 2021-01-11 来源：本站 作者：."""
    return words.endswith((":", "：")) and is_noise(words, "head")


def _is_dateline(words: str) -> bool:
    """Whether a line of the page gives the day of release; 2021年1月11日星期一 is the day on which it was read."""
    dated = DATE.match(words) or RELEASED.match(words)
    return dated is not None and "星期" not in words and is_noise(words, "head")


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


def metadata(rows: list[Row]) -> tuple[list[Row], Mapping[str, str]]:
    """The rows above the body that belong to an information table, and the fields that the page tells."""
    table, found = fields(rows)
    for row in rows:
        if row not in table and _is_dateline(row.words):
            note(found, "发布日期", row.words)  # • 2021-01-11: the day a page gives without a word for it
    site = next(filter(None, (_SITE.match(row.words) for row in rows if PATH.search(row.words))), None)
    if site:
        found.setdefault("issuer_hint", site[1])
    signed, released = found.pop("signed", None), found.pop("published", None)
    if signed or released:
        found["published"] = str(signed or released)
    return table, found


def _crumbs(rows: list[Row]) -> frozenset[str]:
    """The names in the path of the page, which stand as headings of their columns too."""
    paths = (PATH.split(row.words) for row in rows if PATH.search(row.words))
    return frozenset(name for path in paths for name in path[1:] if 2 <= len(name) <= 12)
