"""The head of a document: its title, what it carries, and where its body begins; what its parts are read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.keys import fold_title
from graph.registry import Registry
from loaders.carriers import carried, sent, wrapped
from loaders.central import branch_of, continued, current
from loaders.draft import Span
from loaders.headlines import ORDER, OUTLINED, genre_of, is_note, number_in, plain, rows
from loaders.naming import Found, named_office, short_name
from loaders.places import Areas, Place, areas_of
from loaders.titles import Title, find_title

STATE = "中华人民共和国"
# What a title ends with that is no part of the name: （云府〔2021〕6号）, （国务院令第638号修订）, (2021-01-22).
NUMBERED = re.compile(
    r"\s*[（(](?:(?:19|20)\d\d-\d\d-\d\d|[^（）()]*(?:[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*\d+\s*号|令第?\s*\d+\s*号)[^（）()]*)[）)]\s*$"
)
_REPORTS = re.compile(
    "(?:情况|工作)(?:报告|汇报)如下[:：。]|本(?:年度)?报告(?:根据|依据|按照|所列|由)"
    "|收到和处理政府信息公开申请情况"
    "|受[^。，,\n]{2,24}委托[，,](?:现?将|现?就|向)[^。\n]{2,60}报告"
)
# 东江省云江市人民政府办公室: who issued, on a line of its own between a title and the same once more
_OFFICE = re.compile("[\u4e00-\u9fff]{2,24}(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|署|常委会)")
_GROUNDS = ("为", "根据", "按照", "依据", "依照", "贯彻", "经")
PASSED = re.compile(r"^[(（—\-\s]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
RANKS = "省长|市长|区长|县长|州长|盟长|旗长|主席|院长|检察长|主任|部长|厅长|局长"
_HEADED = re.compile(rf"^[(（—\-]|令$|令\s*[(（]?第|会议上$|(?:{RANKS})\s+\S{{1,4}}\s*\S{{1,4}}$")


@dataclass(frozen=True, slots=True)
class Head:
    """A text with the lines about it, its title, the work that it carries, and where its body begins."""

    text: str
    meta: Mapping[str, str]
    registry: Registry
    areas: Areas
    title: Title | None
    end: int
    wrapped: str | None  # the title of the one work that it carries, in the words of the letter
    inner: Title | None  # that work's own title, where the text sets it

    @property
    def start(self) -> int:
        """Where the title begins."""
        return self.title.start if self.title else 0

    @property
    def lines(self) -> str:
        """The text from the title to the body."""
        return self.text[self.start : self.end]

    @property
    def proclaimed(self) -> int:
        """Where the order ends that the body begins with: 国务院令第432号《…条例》已经…; else the body's start."""
        m = ORDER.match(self.text, self.end)
        return m.end() if m else self.end

    def said(self, *keys: str) -> str:
        """What the page says under one of some labels, or nothing."""
        opening = self.text[:1500]
        for key in keys:
            line = rf"(?m)^[•·\s]*{key}\s*[:：]\s*([^\s:：]{{2,30}})"
            m = re.search(line, opening) if key in opening else None
            value = self.meta.get(key) or (m[1] if m else "")
            if value:
                return value
        return ""

    def agency(self, line: str, place: Place) -> Found | None:
        """The agency that a line begins with, of the centre or of a place."""
        bare = line.removeprefix(STATE)
        cut = len(line) - len(bare)
        for size in range(min(30, len(bare)), 1, -1):
            bodies = self.registry.body(bare[:size]) if bare[:size] != "中央" else ()
            if bodies:
                branch = branch_of(bare, current(bodies), 0, size, place, self.areas)
                if branch:
                    return replace(branch, end=branch.end + cut)
                name, end = continued(bare, current(bodies).name, size)
                return Found(0, end + cut, name, name, "", "national", None, "masthead.issuer")
        return named_office(line, 0, place, self.areas) or short_name(line, 0, place)

    def last_agency(self, words: str, place: Place, shortest: int = 2) -> tuple[int, Found] | None:
        """The longest agency that some words end in, of at least so many characters, and where in them it begins."""
        for start in range(len(words) - shortest + 1):
            found = self.agency(words[start:], place)
            if found and found.end == len(words) - start:
                return start, found
        return None

    def number(self) -> tuple[str, Span | None] | None:
        """The document's own number: from its head, from the order that published it, else from a note on the page."""
        return self._titled_number() or self._printed_number() or self._order_number() or self._noted_number()

    def _titled_number(self) -> tuple[str, Span] | None:
        """The number that a title ends with: 关于节约用水的通知（云府〔2021〕6号）."""
        if self.title is None:
            return None
        m = NUMBERED.search(self.text, self.title.start, self.title.end)
        if m:
            return number_in(self.text, *m.span())
        # 《云政办函〔2024〕41号云江市人民政府办公室关于…》: the number opens the book marks.
        begin = self.text.rfind("《", max(0, self.title.start - 30), self.title.start) + 1
        found = number_in(self.text, begin, self.title.start, open_=True) if begin else None
        return found if found and found[1][1] == self.title.start else None

    def _printed_number(self) -> tuple[str, Span] | None:
        for row in rows(self.text, 0, self.end):
            stop = self.start if row.start < self.start < row.end else min(row.end, self.end)
            if stop - row.start <= 60 or (self.title and row.start >= self.start):
                found = self._number_between(row.start, stop)
                if found and "》" not in self.text[max(0, found[1][0] - 2) : found[1][0]]:
                    return found
        if self.title is None:
            return None
        # A page that has lost its breaks may set the title twice: …的意见\n…的意见国发〔2011〕12号各省、…
        again = self.text.rfind(self.title.text, self.title.end, self.title.end + 2 * len(self.title.text) + 40)
        end = again + len(self.title.text) if again >= 0 else self.title.end
        found = self._number_between(end, end + 40)
        return found if found and found[1][0] - end < 4 else None

    def _number_between(self, start: int, end: int) -> tuple[str, Span] | None:
        """The number between two places, unless it is a ground: 按照东府〔2020〕3号 is another's."""
        found = number_in(self.text, start, end)
        return found if found and not found[0].startswith(_GROUNDS) else None

    def _order_number(self) -> tuple[str, None] | None:
        order = ORDER.search(self.text[: max(self.end + 1, self.proclaimed)])
        if not order:
            return None
        serial = f"第{order['n']}号" if order["n"] else f"{order['y']}年第{order['m']}号"
        return f"{order['who'].removeprefix(STATE)}令{serial}", None

    def _noted_number(self) -> tuple[str, None] | None:
        hint = self.meta.get("doc_number") or self.meta.get("文号") or self.meta.get("发文字号")
        found = number_in(hint, 0, len(hint)) if hint else None
        return (found[0], None) if found else None

    def genre(self) -> str | None:
        """The kind of the work: that of what a letter carries; a text without title that reports is a 报告."""
        if self.wrapped:
            return genre_of(self.inner.text if self.inner else self.wrapped)
        if self.title:
            return self.title.genre
        if _REPORTS.search(self.text[:3000]):
            return "报告"
        m = re.search(r"(?:制定|提出|通知|公告|批复|函复|答复)(?:如下|本)(?P<kind>[一-鿿]{2,4})?", self.text[:3000])
        return genre_of(m["kind"]) if m and m["kind"] else None


def head_of(text: str, meta: Mapping[str, str], registry: Registry) -> Head:
    """The head of a text."""
    told = meta.get("issued_as")  # the title by which the notice that issues it with others calls it
    title = (carried(text, 0, told) if told else None) or find_title(text)
    end = _body_start(text, title)
    what, inner = _carried(text, title, end)
    return Head(text, meta, registry, areas_of(registry), title, end, what, inner)


def _body_start(text: str, title: Title | None) -> int:
    """Where the first line of the body begins: behind the title, the number and the lines about the document."""
    start = title.end if title else 0
    folded = fold_title(title.text) if title else ""
    for row in rows(text, start, start + 3000):
        line = plain(row.text)
        bare = fold_title(line)
        # A row of its own may hold but the mark that closes the title; another the title once more, with its issuer.
        again = not bare or (
            len(bare) > 3 and (bare in folded or (len(folded) > 8 and folded in bare[-len(folded) - 4 :]))
        )
        noted = line[0] in "(（" and line[-1] in ")）" and re.search("通过|公布|发布|修订|修改|修正|施行", line)
        headed = noted or (len(line) < 60 and (is_note(row.text) or PASSED.match(line) or _HEADED.search(line)))
        headed = headed or (_OFFICE.fullmatch(line) is not None and _again_below(text, row.end, folded))
        if not (again or headed) or OUTLINED.match(line):
            return row.start
    return min(start, len(text))


def _again_below(text: str, at: int, folded: str) -> bool:
    """Whether a title begins right below a line: the document's once more, or that of the notice that issues it."""
    below = next(iter(rows(text, at, at + 300)), None)
    line = plain(below.text) if below else ""
    bare = fold_title(line)
    again = len(bare) > 5 and (bare in folded or folded.startswith(bare))
    return again or (line.startswith(("关于印发", "关于发布")) and genre_of(line) is not None)


def _carried(text: str, title: Title | None, end: int) -> tuple[str | None, Title | None]:
    """The title of the one work that a letter carries, in its words, and as that work itself bears it.

    Of several works the one whose own title the text holds is meant: the others are in other parts.
    """
    whats = wrapped(title.text) if title else ()
    if title is None or title.genre in ("令", "命令") or (not whats and "印发" in title.text):
        whats = sent(text, end)
    for what in whats:
        inner = carried(text, end, what)
        if inner or len(whats) == 1:
            return what, inner
    return None, None
