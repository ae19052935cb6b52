"""The title of a document: found among its first lines, joined where it is set in several, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.contents import contents
from loaders.headlines import MARKS, NUMBER, Row, genre_of, is_note, opens_body, plain, rows

_BRACKETED = re.compile(r"[(（][^()（）]{1,40}[)）]$")
_QUALIFIES = re.compile(r"试行|暂行|稿|\d{4}\s*[-—–－~至]+\s*\d{4}|年\)|年）|修订")
_TELLS = re.compile("通过|公布|月|号")
_TAGGED = re.compile(r"^【[^【】]{1,60}】\s*")  # 【政策文件】《云江市节水办法》, 【东江省云江市】关于促进消费的通知
_COLUMN = re.compile(r"^[\u4e00-\u9fff]{2,8}\s?[丨|｜]\s?")  # 政务服务丨云江市人民政府关于…的意见: the column of a page
_ISSUES = re.compile("[(（][^()（）]{1,24}[)）]的(?:通知|函|通报|公告|通告|意见|决定|批复)$")
_NOTE_MARK = re.compile(r"\[\d{1,2}\]$")  # …统计公报[1]
_CALLED = re.compile(r"[（(](?:以下)?(?:简称|称)[^（）()]{1,20}[）)]$")  # 《云江市节水办法》（以下简称《办法》）
# 云江市水利局出台《云江市节水办法》
_TOLD = re.compile("[^《》]{2,40}?(?:印发|出台|发布|公布)了?《(?P<title>[^《》]{6,})》$")
_OPENS = re.compile("关于|印发|转发|批转|发布|公布|颁布|下发")
_SHOUTS = re.compile("^[^《》]*[!！?？][^《》]*$")  # 最高补800元!云江市发布节水措施: a page's own headline
# 区人大常委会调研节水情况 and the like: whose first sentence tells the day is news
_HELD = re.compile("^(?!.*(?:关于|印发))[^《》]*(?:调研|视察|召开|举行|检查|督导|慰问|考察|主持|部署|听取|审议)")
_NEWS = re.compile(r"本报讯|[^。，\n]{0,14}讯[(（]|\d{1,2}月\d{1,2}日(?:[上下]午)?[,，]")
# 云江市市长主持召开市政府常务会议安排部署节水工作: news, no instrument
_CONVENED = re.compile("^(?!.*关于)[^《》]{2,40}?召开[^《》]{2,30}?会(?!议?(?:的|纪要|精神))")
_ISSUER = re.compile("[厅室局委会府部院署]$|[银央分]行$")
# No title ends so, if more follows.
_WEAK = ("制度", "行动", "要求", "建议", "事项", "任务", "安排", "标准", "规范", "分工", "政策", "说明")
_RUN_IN = re.compile(
    r"(?:[^。；;：:\n]{0,40}?(?:关于|对)|[一-鿿]{2,20}(?:批转|转发|印发))[^。；;：:\n]{2,110}?"
    r"(?:通知|复函|函|批复|意见|公告|通告|决定|通报|答复|命令|报告)(?![的稿》〉书表等及、，,])(?:[(（][^()（）]{1,40}[)）])?"
    rf"(?=\s*{re.sub('[?]P<[a-z]+>', '?:', NUMBER.pattern)}|[一-鿿（）()、，,·\s]{{2,1500}}?[:：]"
    r"|\s*(?:为(?:进一步|深入|全面|切实)?(?:贯彻|落实|规范|加强|做好|推动|推进|促进|保障)|根据《|按照《))"
    r"|行政复议决定书(?:[(（][^()（）]{2,40}[)）])?"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as one line, where it stands, and the kind of document that it says."""

    text: str
    start: int
    end: int
    genre: str


def find_title(text: str) -> Title | None:
    """The document's own title, or None where the text bears none."""
    listed = contents(text) or (0, 0)
    head = _head_rows([row for row in rows(text, 0, 6000) if not listed[0] <= row.start < listed[1]])
    weak = None
    for index, row in enumerate(head):
        title = None if is_note(row.text) or not _ends_title(row.text) else _joined(head, index)
        if title is not None and _HELD.search(title.text) and _is_news(text, title):
            continue
        if title is not None and (_OPENS.search(title.text) or _complete(title.text)):
            return title
        weak = weak or title
    return weak or _run_in(rows(text, 0, 3000))


def _is_news(text: str, title: Title) -> bool:
    """Whether the first line below a title, notes apart, opens as news do."""
    below = (row for row in rows(text, title.end, title.end + 600) if not is_note(row.text))
    return any(_NEWS.match(row.text) for row in list(below)[:1])


def _joined(head: Sequence[Row], index: int) -> Title | None:
    """The title that ends in some line, of as many lines as it is set in."""
    first, last = _reach_back(head, index), reach_on(head, index)
    line = "".join(plain(row.text) for row in head[first : last + 1])
    genre = genre_of(line)
    if not genre or not 4 <= len(line) <= 160 or _is_crumb(line) or line.count("《") != line.count("》"):
        return None
    if _SHOUTS.search(line) or ("召开" in line and _CONVENED.search(line)):
        return None
    bare = _bare(line)
    start = head[first].start + (len(head[first].text) - len(head[first].text.lstrip(MARKS)))
    begin = start + max(0, line.find(bare)) if first == last else start
    return Title(bare, begin, head[last].end - (line.endswith("》") and not bare.endswith("》")), genre)


def _head_rows(found: Sequence[Row]) -> list[Row]:
    """The lines before the body."""
    head: list[Row] = []
    for row in found:
        if len(head) == 60 or (opens_body(plain(row.text)) and not row.text.startswith("#")):
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
        ended = re.search("[:：。>!！?？]|文件$", before) is not None
        if is_note(head[index - 1].text) or genre_of(before) or len(before) > 60 or ended:
            return index
        opened = _OPENS.search(before) or before.endswith(("和", "及", "、", "的", "与"))
        issued = here.startswith(("关于", "印发", "转发", "批转")) and re.search(
            "[厅室局委会府部院署]$|[银央分]行$", before
        )
        begins = not _OPENS.match(here) and not _complete(here) and len(before) >= 8
        if not (opened or issued or begins):
            return index
        index -= 1
    return index


def reach_on(head: Sequence[Row], index: int) -> int:
    """The last line of a title: years or 试行 in brackets may stand on a line of their own, as may its last words."""
    if index + 1 < len(head):
        here, line = plain(head[index].text), head[index + 1].text
        goes_on = genre_of(here) in _WEAK and genre_of(line) not in (None, *_WEAK)
        if goes_on and not is_note(line) and not _complete(line):
            return index + 1
        if _ISSUES.match(line) and _OPENS.search(here):
            return index + 1  # 关于印发云江市节水计划 / （2023—2025年）的通知
        if _BRACKETED.match(line) and _QUALIFIES.search(line) and not _TELLS.search(line):
            return index + 1
    return index


def _complete(line: str) -> bool:
    """Whether a line can be a title of its own: it begins with a place, an office or 关于."""
    return bool(
        re.match(
            r"[“《]?(?:[^，、]{1,12}?[省市区县州旗盟](?![场域级])|中共|国务院|中华|关于|.{1,12}(?:部|局|厅|委)(?:关于|印发)|政\s*府|(?:19|20)\d\d年|.{0,8}(?:人民)?政府)",
            line,
        )
    )


def _is_crumb(line: str) -> bool:
    """Whether a line tells the way to the page, or several titles: 首页 > 政务公开 > 通知."""
    line = re.sub("[<＜][^<>＜＞]+[>＞]", "", line)  # 关于印发<云江市节水办法>的通知 is no crumb
    several = re.match("《[^《》]+》[和、]《", line) is not None  # 《…》和《…》: no title of one document
    return several or ">" in line or "＞" in line


def _bare(line: str) -> str:
    """A title without the document's number before or behind it: 国办发〔2005〕37号国务院办公厅关于…."""
    line = _unnumbered(line)
    behind = re.search(r"[(（][^()（）]*[〔﹝\[]\d{4}[〕﹞\]][^()（）]*号[)）]$", line)
    return _unnumbered(unquote(line[: behind.start()].strip() if behind else line))


def _unnumbered(line: str) -> str:
    number = NUMBER.match(line)
    return line[number.end() :].strip() if number and genre_of(line[number.end() :]) else line


def unquote(line: str) -> str:
    """A title without the book marks that enclose the whole of it."""
    untagged = _COLUMN.sub("", line)
    line = untagged if genre_of(untagged) else line
    untagged = _TAGGED.sub("", _CALLED.sub("", _NOTE_MARK.sub("", line)))
    line = untagged if len(untagged) >= 6 else line
    told = _TOLD.match(line)
    if told:
        return told["title"]
    if line.startswith("《") and line.endswith("》") and "《" not in line[1:]:
        return line[1:-1]
    return line


def _run_in(found: Sequence[Row]) -> Title | None:
    """A title that runs into its number or addressee: line breaks are lost."""
    m = _RUN_IN.match(found[0].text) if found and len(found[0].text) > 60 else None
    return Title(m.group(), found[0].start, found[0].start + m.end(), genre_of(m.group()) or "决定") if m else None
