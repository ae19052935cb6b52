"""One reading of a document for the works it names: what is found becomes a mention or a reject."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from graph.keys import fold_title
from loaders import booktitles, endedlists, numbers, plaintitles, shortforms
from loaders.backreferences import BackReferences
from loaders.booktitles import Title
from loaders.draft import Draft, Span
from loaders.gazetteer import Hit
from loaders.ledger import Ledger
from loaders.linking import Linker
from loaders.numbers import Number
from loaders.places import Areas
from loaders.rulebook import words
from loaders.titlebodies import in_full, issuer_before
from loaders.unmarked import Unmarked
from loaders.verdicts import no_instrument
from loaders.works import Works
from loaders.worktype import head

_GAP = re.compile(
    r"\s*(?:[（(\[【][^《》。；\n）)]{0,40})?|\n(?:[^\n]{0,8}(?:单位|机关)[:：][^\n]{0,60}\n)?\s*(?:发文字号|文号)[:：]\s*"
)
_AND = re.compile(r"\s*[、,，;；和及]?\s*")
_AHEAD = re.compile(r"[^\S\n]*(?:文件|文)?[)）]?[^\S\n]*[:：]?[^\S\n]*(?:(?:公布|发布|颁布)(?:施行|实施)?的)?")
# 2015年1月2日公布的《…》同时废止: an earlier edition of the own work
_EARLIER = re.compile(r"(\d{4})年\d{1,2}月\d{1,2}日[^。；\n《》]{0,30}(?:公布|发布|颁布|印发)(?:施行|实施)?的《$")
_CARRIED = re.compile(
    r"(?:[（(][^（）()\n]{0,40}[)）])?(?:业)?已?经[^。，,\n]{2,30}(?:同意|批准|通过)[，,]\s*现(?:予以?)?(?:转发|批转|印发)(?:给你们)?"
)
_ENDED = re.compile(r"\s*(?:[（(][^（）()\n]{0,40}[)）])?\s*(?:同时|即行|即|自行)?(?:予以)?废止")
_WRITTEN = re.compile(r"[^。；;，,：:\n《》]{0,30}关于[^。；;\n《》]{3,70}$")
_BODY = re.compile(
    "(?:国家|国务院|中共中央|最高人民)[\u4e00-\u9fff]{0,12}?(?:部|委|局|院|厅|办公室)(?:办公厅|办公室)?关于(?:印发|发布)?"
)
_BROKEN = re.compile(r"[^《》。！？\n]{2,60}\n\s{0,6}[^《》。！？\n]{2,60}》")  # a title that a line end breaks
_UNCLOSED = re.compile(r"^.{2,80}?(?:通知|意见|办法|规定|条例|方案|决定|纲要|规划|细则|法)(?=[，,、；;（(和及》]|$)")


class Instruments:
    """Fills one draft with its own work and the works it names."""

    def __init__(self, draft: Draft, linker: Linker, laws: Sequence[Hit], areas: Areas) -> None:
        self.draft, self.text, self.linker, self.laws = draft, draft.text, linker, laws
        listed = list(endedlists.find(self.text))
        ended = {item.title.start: item.fate for item in listed if item.fate != "继续有效"}
        self.draft.notes["ended"] = ended  # start of a title in a list -> what is said of the documents in it
        marked = [self.whole(title) for title in booktitles.find(self.text)]
        self.titles = sorted((*marked, *(item.title for item in listed)), key=lambda title: title.start)
        self.numbers = numbers.find(self.text)
        self.tied: dict[int, Number] = {}  # start of a title -> its number
        self.joint: set[int] = set()  # starts of second numbers of one work: （东发〔2010〕3号、云发〔2010〕5号）
        self.of_title: dict[int, int] = {}  # start of a number -> start of its title
        self.entity_at: dict[int, str | None] = {}  # start of a title -> its entity, None where it is rejected
        self.ledger = Ledger(draft, [(t.start - 1, t.close) for t in self.titles])
        self.works = Works(draft, linker, areas)
        self.unmarked = Unmarked(self.ledger, self.works, areas)
        self.back = BackReferences(self.ledger, self.works, self.tied, self.is_known)

    def read(self) -> None:
        """Read the whole text."""
        self.works.own_work()
        self.adopt()
        self.tie()
        later = [t for t in self.titles if not self.title(t)]
        self.add_numbers(later)
        self.unmarked.again()  # before a part of one is taken for another title
        self.unmarked.plain_titles()
        self.back.define_all()
        self.unmarked.bare_laws(self.laws, self.back.aliases)
        self.unmarked.seconds()
        self.unmarked.again()
        self.back.short_forms(later)
        self.add_late_numbers(later)
        self.back.articles()

    def adopt(self) -> None:
        """Take what a notice carries for the own work: 发展改革委《…意见》已经国务院同意，现转发给你们."""
        carried = [title for title in self.titles if title.closed and _CARRIED.match(self.text, title.close)]
        if (
            self.draft.work
            and len(carried) == 1
            and self.text[carried[0].start - 2 : carried[0].start - 1] not in tuple("》、和")
        ):
            self.works.own.add(fold_title(booktitles.tidy(self.text[carried[0].start : carried[0].end])))

    def tie(self) -> None:
        """Tie each number to the title right before it, else to the one right behind it."""
        closes, starts = [t.close for t in self.titles], [t.start for t in self.titles]
        for number in self.numbers:
            if self.works.is_own(number):
                continue
            at = bisect.bisect_right(closes, number.start) - 1
            if at >= 0 and _GAP.fullmatch(self.text, self.titles[at].close, number.start):
                self.of_title[number.start] = starts[at]
                first = self.tied.setdefault(starts[at], number)
                if first is not number and _AND.fullmatch(self.text, first.end, number.start):
                    self.one_or_several(at, first, number)
                continue
            at = bisect.bisect_left(starts, number.end)
            if at < len(starts) and _AHEAD.fullmatch(self.text, number.end, starts[at] - 1):
                self.of_title[number.start] = starts[at]
                self.tied.setdefault(starts[at], number)

    def one_or_several(self, at: int, first: Number, number: Number) -> None:
        """Two numbers behind one title are both its own; behind two titles, 《…》《…》, each has one."""
        before = self.titles[at - 1] if at else None
        if (
            before
            and before.start not in self.tied
            and _AND.fullmatch(self.text, before.close, self.titles[at].start - 1)
        ):
            self.tied[before.start], self.tied[self.titles[at].start] = first, number
            self.of_title[first.start] = before.start
        else:
            self.joint.add(number.start)

    def add_numbers(self, later: Sequence[Title]) -> None:
        """Every number becomes a mention of its title's work or of a work of its own, or a reject."""
        left = {title.start for title in later}
        for number in self.numbers:
            title = self.of_title.get(number.start)
            if self.ledger.damaged(number.start, number.end):
                self.ledger.reject(number.start, number.end, "damaged", "references.number")
            elif title is None or (self.tied[title] is not number and number.start not in self.joint):
                self.add_number(number, self.numbered(number), "no_antecedent")
            elif title not in left:
                self.add_number(number, self.entity_at[title], "not_instrument")

    def add_late_numbers(self, later: Sequence[Title]) -> None:
        """The numbers beside short titles: 省人大常委会《决定》（第55号）."""
        for title in later:
            number = self.tied.get(title.start)
            if number:
                self.add_number(number, self.back.entity_at[title.start], "not_instrument")

    def add_number(self, number: Number, entity: str | None, reason: str) -> None:
        """Note a number as a mention of an entity, or as a reject where there is none."""
        if entity is None:
            self.ledger.reject(number.start, number.end, reason, "references.number")
        else:
            self.ledger.mention(entity, number.start, number.end, number.name, "references.number")

    def numbered(self, number: Number) -> str | None:
        """The work of a number that stands without a title in 《》, or None where it tells none."""
        if self.draft.work and self.works.is_own(number):
            return self.draft.work
        written = self.written_before(number)
        if written:
            name = booktitles.tidy(self.text[written[0] : written[1]])
            entity = self.works.carried(name, number=number.name)
            self.ledger.mention(entity, *written, name, "references.plain_title")
            self.ledger.cover(written)
            return entity
        letter = re.search(r"[书证函]〔", number.name)  # but 落实东环函〔2021〕71号文件确定的任务
        if not number.signed or (letter and not (letter[0][0] == "函" and self.text.startswith("文件", number.end))):
            return None
        return self.works.numbered(number)

    def written_before(self, number: Number) -> Span | None:
        """The title without marks that a number in brackets follows: 国务院关于加强…的意见（国发〔2010〕33号）."""
        opening = self.text[number.start] if number.kind == "bare" else self.text[number.start - 1 : number.start]
        if opening not in ("（", "(", "[", "【"):
            return None
        end = number.start if number.kind == "bare" else number.start - 1
        low = max(self.ledger.line_start(end), end - 90)
        m = _WRITTEN.search(self.text, low, end)
        if m is None or head(self.text[m.start() : end]) is None:
            return None
        start = m.start() + plaintitles.lead(self.text[m.start() : end])
        bodies = [b.start() for b in _BODY.finditer(self.text, start, end)]
        start = bodies[-1] if bodies else start  # what a table without its lines leaves before the title
        return (start, end) if not self.ledger.is_covered(start, end) else None

    def title(self, title: Title) -> bool:
        """Whether a title is dealt with: short forms are left for later."""
        start, end = title.start, title.end if title.closed else self.end_of(title)
        name = booktitles.tidy(self.text[start:end])
        if not name or self.ledger.damaged(start, end):
            self.entity_at[start] = None
            self.ledger.reject(start if title.end > start else start - 1, title.end, "damaged", "references.title")
            return True
        stem = booktitles.undraft(name)[0]
        if self.back.defines(start, stem) or self.is_generic(stem):
            return False
        self.instrument(title, name, start, end)
        return True

    def whole(self, title: Title) -> Title:
        """The title up to its mark where a line end breaks it."""
        end = title.end if title.closed else self.end_of(title)
        broken = end > title.end and self.text[end : end + 1] == "》"
        return Title(title.start, end, end + 1, True) if broken else title

    def end_of(self, title: Title) -> int:
        """Where an unclosed title ends: on the next line, else at its first last word; nowhere gives its start."""
        broken = _BROKEN.match(self.text, title.start)
        if broken and title.end == self.text.find("\n", title.start):
            return broken.end() - 1
        short = _UNCLOSED.match(self.text[title.start : title.end])
        return title.start + short.end() if short else title.start

    def is_known(self, name: str) -> bool:
        """Whether a title is in the registry or the own one."""
        return self.linker.known(name) or fold_title(name) in self.works.own

    def is_generic(self, name: str) -> bool:
        """Whether a title is but a short form: 决定, 实施方案; one that the registry knows is none."""
        if self.linker.known(name):
            return False
        return shortforms.generic(name) or (len(name) <= 6 and not name.endswith("法"))

    def instrument(self, title: Title, name: str, start: int, end: int) -> None:
        """Add the works that a title names, or the reject."""
        number = self.tied.get(title.start)
        issuer = issuer_before(title.start - 1, self.draft)
        opened = task(name)
        if opened:  # 《编制“数字政府”建设专项规划》: a project; the plan is what it will write
            start, name = start + opened, name[opened:]
        reason = no_instrument(self.text, title, name, self.is_known(name))
        if reason:
            self.entity_at[title.start] = None
            self.ledger.reject(title.start, title.end, reason, "references.title")
            return
        if edition := self.earlier(title, name, number):
            self.entity_at[title.start] = edition
            self.ledger.mention(edition, start, end, name, "references.title")
            return
        wrapper = booktitles.peel(name)
        first: str | None = None
        for part in wrapper.wrapped if wrapper else (name,):
            entity = self.works.work(
                part,
                number=number.name if number else None,
                at=title.start - 1,
                within=wrapper is not None,
                attached=wrapper is not None and len(wrapper.wrapped) > 1,
                printed=name if wrapper is None or len(wrapper.wrapped) == 1 else None,
                issuer=(in_full(wrapper.issuer, self.draft) if wrapper and wrapper.issuer else None) or issuer,
            )
            marked = self.text.startswith("《", title.start - 1)
            self.ledger.mention(entity, start, end, name, f"references.{'title' if marked else 'plain_title'}")
            first = first or entity
        self.entity_at[title.start] = first
        if wrapper is None:
            self.inner(title)

    def earlier(self, title: Title, name: str, number: Number | None) -> str | None:
        """The earlier edition of the own work that a title means where the text ends it, or None."""
        if fold_title(name) not in self.works.own or "废止" not in self.text[title.close : title.close + 40]:
            return None
        if not _ENDED.match(self.text, title.close):
            return None
        dated = _EARLIER.search(self.text, max(0, title.start - 60), title.start)
        if number is None and dated is None:
            return None
        return self.works.edition(name, number.name if number else None, dated[1] if dated else None)

    def inner(self, title: Title) -> None:
        """Works named inside the title of another: 关于修改〈云江市节水条例〉的决定."""
        for start, end in booktitles.within(self.text, title):
            name = booktitles.tidy(self.text[start:end])
            if (
                len(name) >= 2
                and no_instrument(self.text, title, name, self.is_known(name)) is None
                and not shortforms.generic(name)
            ):
                self.ledger.mention(self.works.work(name), start, end, name, "references.title")


def task(name: str) -> int:
    """The length of the verb that opens the name of a task, where a titled document follows it; else 0."""
    verb = next((v for v in words("references", "task_verbs") if name.startswith(v)), None)
    return (
        len(verb)
        if verb and len(name) - len(verb) >= 6 and head(name) in ("规划", "方案", "计划", "条例", "办法")
        else 0
    )
