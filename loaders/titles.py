"""The title of a document: found among its first lines, joined where it is set in several, and what it says."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.keys import fold_title
from loaders.draft import Span
from loaders.officenames import choice
from loaders.rulebook import read, words

NUMBER = re.compile(
    r"(?P<sign>[一-鿿A-Za-z]{1,12}(?:[(（][一-鿿]{1,6}[)）])?[一-鿿]{0,4})\s*[〔﹝［\[【(（〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞］\]】)）〉]\s*第?\s*(?P<n>\d{1,5})\s*号"
)
ORDER = re.compile(
    r"(?:(?<=\d日)|(?<![一-鿿]))(?P<who>(?!日)[一-鿿]{2,30}?)令\s*[(（]?\s*"
    r"(?:第\s*(?P<n>[\d一二三四五六七八九十百]+)\s*号|(?P<y>\d{4})\s*年\s*第\s*(?P<m>\d+)\s*号)"
)
SERIAL = re.compile(r"[(（]?\s*(?:\d{4}\s*年\s*)?第\s*[\d一二三四五六七八九十百]+\s*号\s*[)）]?")
ADDRESSED = re.compile(
    r"(?:各|人民政府|委员会|单位|部门|机构|公司|局|厅|办|院|企业|同志|代表|委员)[^。;；]{0,30}[:：]$"
)
OUTLINED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]+[编章节条])"
)
_TAIL = r"(?:\s*[(（][^()（）]{1,40}[)）]){0,2}"
_BRACKETED = re.compile(r"[(（][^()（）]{1,40}[)）]$")
_QUALIFIES = re.compile(r"试行|暂行|稿|\d{4}\s*[-—–－~至]+\s*\d{4}|年\)|年）|修订")
_TELLS = re.compile("通过|公布|月|号")
_TAGGED = re.compile(r"^【[^【】]{1,60}】\s*")  # 【政策文件】《云江市节水办法》, 【东江省云江市】关于促进消费的通知
_CALLED = re.compile(r"[（(](?:以下)?(?:简称|称)[^（）()]{1,20}[）)]$")  # 《云江市节水办法》（以下简称《办法》）
_TOLD = re.compile(
    "[^《》]{2,40}?(?:印发|出台|发布|公布)了?《(?P<title>[^《》]{6,})》$"
)  # 云江市水利局出台《云江市节水办法》
_OPENS = re.compile("关于|印发|转发|批转|发布|公布|颁布|下发")
_WRAPPER = re.compile(
    r"^(?P<who>.*?)(?:关于)?(?P<verb>印发|下发|印送|发布|公布|颁布|颁发)(?P<what>.+?)的?(?P<kind>通知|函|通报|公告|通告|命令|令|决定)(?:[(（][^()（）]{1,30}[)）])?$"
)


WEAK = (
    "制度",
    "行动",
    "要求",
    "建议",
    "事项",
    "任务",
    "安排",
    "标准",
    "规范",
    "分工",
    "政策",
    "说明",
)  # no title ends so, if more follows


class Row(NamedTuple):
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


@functools.lru_cache(maxsize=16)  # each part of the masthead asks for the same lines of one text
def rows(text: str, start: int = 0, end: int | None = None) -> tuple[Row, ...]:
    """The lines of a part of a text that are not blank."""
    found, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip().strip("\ufeff\u200b")
        if bare:
            found.append(Row(bare, at + line.index(bare)))
        at += len(line)
    return tuple(found)


@functools.cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{choice(words('masthead', 'genres'))})[”\"》]?{_TAIL}》?$")


@functools.cache
def _noted() -> re.Pattern[str]:
    labels = rf"(?:{choice(words('masthead', 'notes'))}|[一-鿿]{{2,4}}(?:日期|时间))"
    return re.compile(rf"[【\[•·\s]*{labels}(?:[:：】\[〔\s]|$)")


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
    number = NUMBER.match(row.strip("()（） "))
    if (number and len(row) - number.end() < 20 and genre_of(row) is None) or SERIAL.fullmatch(row):
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
    weak = None
    for index, row in enumerate(head):
        if is_note(row.text) or not _ends_title(row.text):
            continue
        first = _reach_back(head, index)
        last = _reach_on(head, index)
        line = "".join(plain(r.text) for r in head[first : last + 1])
        start = head[first].start + (len(head[first].text) - len(head[first].text.lstrip("# *")))
        genre = genre_of(line)
        if genre and 4 <= len(line) <= 160 and not _is_crumb(line) and line.count("《") == line.count("》"):
            bare = _bare(line)
            begin = start + max(0, line.find(bare)) if first == last else start
            end = head[last].end - (line.endswith("》") and not bare.endswith("》"))
            title = Title(bare, begin, end, genre)
            if _OPENS.search(bare) or _complete(bare):
                return title
            weak = weak or title
    return weak or _run_in(rows(text, 0, 3000))


_RUN_IN = re.compile(
    r"(?:[^。；;：:\n]{0,40}?(?:关于|对)|[一-鿿]{2,20}(?:批转|转发|印发))[^。；;：:\n]{2,110}?"
    r"(?:通知|复函|函|批复|意见|公告|通告|决定|通报|答复|命令|报告)(?![的稿》〉书表等及、，,])(?:[(（][^()（）]{1,40}[)）])?"
    rf"(?=\s*{re.sub('[?]P<[a-z]+>', '?:', NUMBER.pattern)}|[一-鿿（）()、，,·\s]{{2,1500}}?[:：]"
    r"|\s*(?:为(?:进一步|深入|全面|切实)?(?:贯彻|落实|规范|加强|做好|推动|推进|促进|保障)|根据《|按照《))"
    r"|行政复议决定书(?:[(（][^()（）]{2,40}[)）])?"
)


def _run_in(found: Sequence[Row]) -> Title | None:
    """A title that runs into its number or addressee: line breaks are lost."""
    m = _RUN_IN.match(found[0].text) if found and len(found[0].text) > 60 else None
    return Title(m.group(), found[0].start, found[0].start + m.end(), genre_of(m.group()) or "决定") if m else None


def _bare(line: str) -> str:
    """A title without the document's number before or behind it: 国办发〔2005〕37号国务院办公厅关于…."""
    number = NUMBER.match(line)
    line = line[number.end() :].strip() if number and genre_of(line[number.end() :]) else line
    behind = re.search(r"[(（][^()（）]*[〔﹝\[]\d{4}[〕﹞\]][^()（）]*号[)）]$", line)
    return unquote(line[: behind.start()].strip() if behind else line)


def unquote(line: str) -> str:
    """A title without the book marks that enclose the whole of it."""
    untagged = _TAGGED.sub("", _CALLED.sub("", line))
    line = untagged if len(untagged) >= 6 else line
    told = _TOLD.match(line)
    if told:
        return told["title"]
    if line.startswith("《") and line.endswith("》") and "《" not in line[1:]:
        return line[1:-1]
    return line


def _is_crumb(line: str) -> bool:
    line = re.sub("[<＜][^<>＜＞]+[>＞]", "", line)  # 关于印发<云江市节水办法>的通知 is no crumb
    several = re.match("《[^《》]+》[和、]《", line) is not None  # 《…》和《…》: no title of one document
    return several or ">" in line or "＞" in line


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
    return genre_of(line) is not None


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
    return bool(
        re.match(
            r"[“《]?(?:[^，、]{1,12}?[省市区县州旗盟](?![场域级])|中共|国务院|中华|关于|.{1,12}(?:部|局|厅|委)(?:关于|印发)|政\s*府|(?:19|20)\d\d年|.{0,8}(?:人民)?政府)",
            line,
        )
    )


def _reach_on(head: Sequence[Row], index: int) -> int:
    """The last line of a title: years or 试行 in brackets may stand on a line of their own, as may its last words."""
    if index + 1 < len(head):
        line = head[index + 1].text
        here = plain(head[index].text)
        if genre_of(here) in WEAK and genre_of(line) not in (None, *WEAK) and not is_note(line) and not _complete(line):
            return index + 1
        if _BRACKETED.match(line) and _QUALIFIES.search(line) and not _TELLS.search(line):
            return index + 1
    return index


_COUNTED = re.compile(r"(?:[一二两三四五六七八九十]+|\d+)(?:个|项|件|部|份)")
_ANGLES = str.maketrans("<>＜＞", "〈〉〈〉")


def wrapped(title: str) -> tuple[str, ...]:
    """The titles of what 关于印发…的通知 carries; none where the title is no such wrapper."""
    m = _WRAPPER.match(title.replace("\n", "").translate(_ANGLES))
    if not m:
        return ()
    what = m["what"].strip()
    if _COUNTED.match(what):  # 关于印发两个方案的通知 does not name what it carries
        return ()
    books = re.findall(r"《((?:[^《》]|《[^《》]*》)+)》|〈([^〈〉]+)〉", what)
    if books:
        after = what[what.rindex("》" if "》" in what else "〉") + 1 :]
        inside = tuple(next(filter(None, pair)) for pair in books)
        return inside if not after.strip("等的 ") and genre_of(inside[0]) else ()
    halves = re.split(rf"(?<={_kind_ends()})[和、](?=.{{6,}})", what, maxsplit=1)
    return tuple(halves) if all(map(genre_of, halves)) else (what,) if genre_of(what) else ()


@functools.cache
def _kind_ends() -> str:
    """The last two characters that kinds of documents end in, for a look-behind of one width."""
    kinds = {k for k in words("masthead", "genres") if len(k) == 2}
    return "(?:" + "|".join(sorted(kinds)) + ")"


_SENT = re.compile(r"印发给|予以?印发|予以?公布|予以?发布|印发你们|现予|现印发|现公布|现发布|现将")


def sent(text: str, start: int) -> tuple[str, ...]:
    """The titles that a letter without title says it carries: 《…》已经市政府同意，现印发给你们."""
    for sentence in re.findall(r"[^。\n]*[。\n]", text[start : start + 1500]):
        if _SENT.search(sentence):
            books = re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", sentence)
            return tuple(b for b in books if genre_of(b))
    return ()


def carried(text: str, start: int, what: str) -> Title | None:
    """The own title of a work that a notice carries, where the text sets it, maybe with its years."""
    wanted = fold_title(what)
    found = rows(text, start)
    for index, row in enumerate(found):
        if not row.text.strip("》〉>"):  # the mark that closes the notice's own title
            continue
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
