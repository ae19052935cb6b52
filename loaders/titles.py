"""The title of a document: found among its first lines, joined where it is set in several, and what it says."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.keys import fold_title
from loaders.draft import Span
from loaders.offices import choice
from loaders.rulebook import read, words

NUMBER = re.compile(
    r"(?P<sign>[一-鿿A-Za-z]{1,12}(?:[(（][一-鿿]{1,6}[)）])?[一-鿿]{0,4})\s*[〔﹝［\[【(（〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞］\]】)）〉]\s*第?\s*(?P<n>\d{1,5})\s*号"
)
ORDER = re.compile(r"(?P<who>[一-鿿]{2,30}?)令\s*[(（]?\s*(?:第\s*(?P<n>[\d一二三四五六七八九十百]+)\s*号|(?P<y>\d{4})\s*年\s*第\s*(?P<m>\d+)\s*号)")
ADDRESSED = re.compile(r"(?:各|人民政府|委员会|单位|部门|机构|公司|局|厅|办|院|企业|同志|代表|委员)[^。;；]{0,30}[:：]$")
OUTLINED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]+[编章节条])")
_TAIL = r"(?:\s*[(（][^()（）]{1,40}[)）]){0,2}"
_BRACKETED = re.compile(r"[(（][^()（）]{1,40}[)）]$")
_OPENS = re.compile("关于|印发|转发|批转|发布|公布|颁布|下发")
_WRAPPER = re.compile(
    r"^(?P<who>.*?)(?:关于)?(?P<verb>印发|下发|印送|发布|公布|颁布|颁发)(?P<what>.+?)的?(?P<kind>通知|函|通报|公告|通告|命令|令|决定)(?:[(（][^()（）]{1,30}[)）])?$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a text without the blanks around it, and where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as one line, where it stands, and the kind of document that it says."""

    text: str
    start: int
    end: int
    genre: str


def rows(text: str, start: int = 0, end: int | None = None) -> list[Row]:
    """The lines of a part of a text that are not blank."""
    found, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip(" \t\r\n\u3000\ufeff\u200b　")
        if bare:
            found.append(Row(bare, at + line.index(bare)))
        at += len(line)
    return found


@functools.cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{choice(words('masthead', 'genres'))})[”\"》]?{_TAIL}$")


@functools.cache
def _noted() -> re.Pattern[str]:
    return re.compile(rf"[【\[•·\s]*{choice(words('masthead', 'notes'))}(?:[:：】\[〔\s]|$)")


def genre_of(title: str) -> str | None:
    """The kind of document that a title ends in, or None; a report may be called 情况, 总结 or 年报."""
    m = _kinds().search(plain(title))
    if not m:
        return None
    return str(read("masthead")["same_genre"].get(m["kind"], m["kind"]))


def plain(line: str) -> str:
    """A title's line without the mark of a heading and without blanks set between its characters."""
    line = line.removeprefix("#").strip(" #\u3000*")
    parts = line.split()
    if len(parts) > 1 and sum(len(p) == 1 for p in parts) >= len(parts) - 2:
        return "".join(parts)
    return " ".join(parts)


def is_note(row: str) -> bool:
    """Whether a line tells about the document: its number, a date, a source, a button of the page."""
    if _noted().match(row) or row in ("大", "中", "小", "】", "【"):
        return True
    if NUMBER.fullmatch(row.strip("()（） ")) or (NUMBER.match(row) and len(row) < 40):
        return True
    return bool(re.fullmatch(r"[\d\s年月日:：.\-/时分秒()（）•·]{6,40}", row))


def opens_body(row: str) -> bool:
    """Whether a line belongs to the body: a sentence, an item, an addressee."""
    if OUTLINED.match(row) or ADDRESSED.search(row):
        return True
    return "。" in row or (len(row) > 130 and "," in row.replace("，", ","))


def find_title(text: str) -> Title | None:
    """The document's own title, or None where the text bears none."""
    head = _head_rows(rows(text, 0, 6000))
    for index, row in enumerate(head):
        if is_note(row.text) or not _ends_title(row.text):
            continue
        first = _reach_back(head, index)
        last = _reach_on(head, index)
        line = "".join(plain(r.text) for r in head[first : last + 1])
        start = head[first].start + (len(head[first].text) - len(head[first].text.lstrip("# *")))
        genre = genre_of(line)
        if genre and 4 <= len(line) <= 160 and not _is_crumb(line):
            return Title(unquote(line), start, head[last].end, genre)
    return _run_in_title(text)


def unquote(line: str) -> str:
    """A title without the book marks that enclose the whole of it."""
    if line.startswith("《") and line.endswith("》") and "《" not in line[1:]:
        return line[1:-1]
    return line


def _is_crumb(line: str) -> bool:
    return ">" in line or "＞" in line


def _head_rows(found: Sequence[Row]) -> list[Row]:
    head = []
    for row in found[:60]:
        if opens_body(plain(row.text)) and not row.text.startswith("#"):
            break
        head.append(row)
    return head


def _ends_title(row: str) -> bool:
    line = plain(row)
    if re.search("[,，;；!！?？:：]", line) and "《" not in line and len(line) > 60:
        return False
    return genre_of(line) is not None and line.count("《") == line.count("》")


def _reach_back(head: Sequence[Row], index: int) -> int:
    """The first line of a title that ends in some line: 云江市人民政府办公室关于 / 印发…的通知."""
    while index > 0:
        before, here = plain(head[index - 1].text), plain(head[index].text)
        if is_note(head[index - 1].text) or genre_of(before) or len(before) > 60 or re.search("[:：。>]|文件$", before):
            return index
        opened = _OPENS.search(before) or before.endswith(("和", "及", "、", "的", "与"))
        issued = here.startswith(("关于", "印发", "转发", "批转")) and re.search("[厅室局委会府部院]$", before)
        begins = not _OPENS.match(here) and not _complete(here) and len(before) >= 8
        if not (opened or issued or begins):
            return index
        index -= 1
    return index


def _complete(line: str) -> bool:
    """Whether a line can be a title of its own: it begins with a place, an office or 关于."""
    return bool(re.match(r"[“《]?(?:.{1,12}?[省市区县州旗盟]|中共|国务院|中华|关于|.{1,12}(?:部|局|厅|委)(?:关于|印发)|政\s*府|(?:19|20)\d\d年|.{0,8}(?:人民)?政府)", line))


def _reach_on(head: Sequence[Row], index: int) -> int:
    """The last line of a title: years or 试行 in brackets may stand on a line of their own."""
    if index + 1 < len(head):
        line = head[index + 1].text
        if _BRACKETED.match(line) and not NUMBER.search(line) and re.search(r"试行|暂行|稿|\d{4}\s*[-—–－~至]+\s*\d{4}|年\)|年）|修订", line):
            if not re.search("通过|公布|月", line):
                return index + 1
    return index


@functools.cache
def _run_in() -> re.Pattern[str]:
    kinds = choice(words("masthead", "genres"))
    return re.compile(
        rf"(?P<title>[^。，,；;：:\n]{{4,120}}?{kinds}{_TAIL})(?=\s*(?:{NUMBER.pattern.replace('P<sign>', 'P<s2>').replace('P<year>', 'P<y2>').replace('P<n>', 'P<n2>')}"
        r"|各[省市区县地有]|[^。；;\n]{2,400}?[:：]|[(（]?\d{4}年\d|为(?:了)?(?:深入|认真|全面|进一步|贯彻|加强|切实|规范)|申请人))"
    )


def _run_in_title(text: str) -> Title | None:
    """The title of a text whose line breaks are lost: what stands before the number or the addressee."""
    first = next(iter(rows(text, 0, 3000)), None)
    if first is None or len(first.text) < 200 or first.start > 200:
        return None
    m = _run_in().match(first.text)
    if not m or re.match(r"\d{4}年以来|[一二三]、|第[一二]", m["title"]) or not _titled(m["title"]):
        return None
    genre = genre_of(m["title"])
    return Title(m["title"].strip(), first.start, first.start + m.end("title"), genre) if genre else None


def _titled(line: str) -> bool:
    return bool(_OPENS.search(line) or _complete(line)) and not re.match("为|根据|按照|近年|目前", line)


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A notice that carries a work: the words before it and the title of what it carries."""

    who: str
    what: str
    verb: str


def wrapped(title: str) -> Wrapper | None:
    """What 关于印发…的通知 carries, or None: one work alone, not two."""
    m = _WRAPPER.match(title.replace("\n", ""))
    if not m:
        return None
    what = m["what"].strip()
    books = re.findall(r"《((?:[^《》]|《[^《》]*》)+)》|〈([^〈〉]+)〉", what)
    if len(books) > 1:
        return None
    if books:
        inside = next(filter(None, books[0]))
        after = what[what.rindex("》" if "》" in what else "〉") + 1 :]
        return Wrapper(m["who"], inside, m["verb"]) if not after.strip("等的 ") else None
    if genre_of(what) is None or re.search(rf"{choice(words('masthead', 'genres'))}[和、](?=.{{6,}})", what):
        return None
    return Wrapper(m["who"], what, m["verb"])


def carried(text: str, start: int, what: str) -> Title | None:
    """The own title of a work that a notice carries, where the text sets it: in the words of the notice, or with its years."""
    wanted = fold_title(what)
    found = rows(text, start)
    for index, row in enumerate(found):
        for size in (1, 2, 3, 4):
            part = found[index : index + size]
            line = "".join(plain(r.text) for r in part)
            folded = fold_title(line)
            if len(line) > len(what) + 40 or not (wanted.startswith(folded) or folded.startswith(wanted)):
                break
            if folded == wanted or (genre_of(line) and _same(folded, wanted)):
                last = _reach_on(found, index + size - 1)
                line = "".join(plain(r.text) for r in found[index : last + 1])
                return Title(unquote(line), row.start, found[last].end, genre_of(line) or "")
    return None


def _same(folded: str, wanted: str) -> bool:
    return folded.startswith(wanted) and bool(re.fullmatch(r"(?:\d{4}\d{0,4}年?|试行|暂行)*", folded[len(wanted) :]))


def number_in(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The number of a document between two places, written with 〔〕, or None."""
    for m in NUMBER.finditer(text, start, end):
        sign = re.sub(r"\s", "", m["sign"])
        if not text[max(0, m.start() - 1) : m.start()].endswith(("《", "”")):
            return f"{sign}〔{m['year']}〕{int(m['n'])}号", m.span()
    return None
