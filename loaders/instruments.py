"""One reading of a document for the works it names: what is found becomes a mention or a reject."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.keys import digest, fold_number, fold_title, work_keys
from graph.registry import WorkRow
from loaders import booktitles, numbers, plaintitles, shortforms
from loaders.agencies import expand
from loaders.booktitles import Title
from loaders.draft import Draft, Span
from loaders.gazetteer import Hit
from loaders.linking import NOT_HELD, Link, Linker
from loaders.numbers import Number
from loaders.places import Areas, place_of
from loaders.rulebook import words
from loaders.worktype import barred, classify, genre, head, party_regulation

_GAP = re.compile(r"\s*(?:[（(\[【][^《》。；\n）)]{0,40})?")
_AHEAD = re.compile(r"[^\S\n]*(?:文件|文)?[)）]?[^\S\n]*[:：]?[^\S\n]*")
_POINTED = re.compile(
    r"(?:的|等|之)?(第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十])?"
    r"(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?)"
)
_BEHIND = re.compile(r"》?\s*(?:[（(][^（()）《》]{0,40}[)）])?")
_DERIVED = re.compile(r"(?:实施条例|实施细则|施行细则|实施办法|修正案(?:[（(][一二三四五六七八九十]+[)）])?)")
_WRITTEN = re.compile(r"[^。；;，,：:\n《》]{0,30}关于[^。；;\n《》]{3,70}$")
_LEVEL = re.compile(r"^(?:我|本|全)?(?:省|市|区|县|州|旗|镇|乡)")
_CENTRAL = ("中华人民共和国", "国务院", "中共中央", "全国", "最高人民", "国家", "中央", "中国")
_ISSUER_BEFORE = re.compile(
    r"((?:中共中央|国务院|中央|全国|最高|[\u4e00-\u9fff]){0,20}?(?:国务院|中共中央|办公厅|办公室|常委会|常务委员会|人民代表大会|人大|人民政府|政府|委员会"
    r"|法院|检察院|部|局|厅|委|院|署))(?:关于)?(?:联合)?(?:印发|发布|颁布|下发|出台|制定|通过|公布)?(?:了|的)?(?:新修订的)?$"
)
_RECURRENT = ("报告", "要点", "计划", "目录", "清单", "安排", "分工", "任务")
_UNCLOSED = re.compile(r"^.{2,80}?(?:通知|意见|办法|规定|条例|方案|决定|纲要|规划|细则|法)(?=[，,、；;（(和及》]|$)")
_BODIES = ("国务院", "中央", "办公厅", "办公室", "常委会", "委员会", "政府", "部", "委", "局", "厅", "院", "会", "署")
_ISSUES = re.compile(r"印发|制定|制订|出台|下发|编制|制发|发布|公布|修订|起草|形成")
_FROM_ABOVE = re.compile(r"国务院|中共中央|中央|国家|部委|省|贯彻|落实|根据|按照|依据|执行|转发")
NEAR = 300  # characters within which 该条例 finds what it means


@dataclass(frozen=True, slots=True)
class Named:
    """A work named at a place: its entity, the name as printed, where the words end and whether it is a title in 《》."""

    end: int
    entity: str
    name: str


class Instruments:
    """Fills one draft with its own work and the works it names."""

    def __init__(self, draft: Draft, linker: Linker, laws: Sequence[Hit], areas: Areas) -> None:
        self.draft, self.text, self.linker, self.laws, self.areas = draft, draft.text, linker, laws, areas
        self.place = place_of(draft.head.region, draft.head.region_code, draft.head.level)
        self.region = draft.head.region
        self.own: set[str] = set()
        self.named: list[Named] = []  # in order of place
        self.aliases: dict[str, str] = {}  # folded short name -> entity
        self.titles = list(booktitles.find(self.text))
        self.numbers = numbers.find(self.text)
        self.tied: dict[int, Number] = {}  # start of a title -> its number
        self.of_title: dict[int, int] = {}  # start of a number -> start of its title
        self.entity_at: dict[int, str | None] = {}  # start of a title -> its entity, None where it is rejected
        self.tails: dict[str, list[tuple[str, str]]] = {}  # last characters of a title -> titles with their entities
        self.definitions = list(shortforms.definitions(self.text))
        self.defined = {d.name_start: d for d in self.definitions}
        self.short_names = {fold_title(d.name) for d in self.definitions if d.marked}
        self.covered: list[Span] = sorted([(t.start - 1, t.close) for t in self.titles])

    def read(self) -> None:
        """Read the whole text."""
        self.own_work()
        self.tie()
        later = [t for t in self.titles if not self.title(t)]
        self.free_numbers()
        self.plain_titles()
        self.bare_laws()
        self.short_forms(later)
        self.articles()

    # ------------------------------------------------------------ the own work

    def own_work(self) -> None:
        """Add the work that the document is a text of."""
        top = self.draft.head
        if not (top.work_type and top.work_name):
            return
        name = top.work_name
        link = self.linker.link(name, day=top.published, number=top.doc_number, issuer=top.issuer, region=self.region)
        entity = self.draft.entity(
            top.work_type,
            name,
            self.keys(top.work_type, name, link, top.doc_number, top.issuer, own=True),
            aliases=tuple(a for a in top.work_aliases if a != name),
            resolution="held",
            candidates=link.candidates,
            reason=None,
            properties=properties(top.work_type, name, link, top.doc_number, top.issuer)
            | ({"issued" if top.work_type == "Policy" else "promulgated": top.published} if top.published else {}),
        )
        self.draft.work = entity
        self.own = {fold_title(form) for form in (name, top.title or name, *top.work_aliases)}
        wrapper = booktitles.peel(booktitles.tidy(top.title or ""))
        self.own |= {fold_title(w) for w in wrapper.wrapped} if wrapper and len(wrapper.wrapped) == 1 else set()

    def keys(
        self,
        kind: str,
        name: str,
        link: Link,
        number: str | None,
        issuer: str | None,
        own: bool = False,
    ) -> tuple[str, ...]:
        """The identity keys of a work."""
        year = (self.draft.head.period or (self.draft.head.published or "")[:4]) or None
        return work_keys(
            kind,
            name,
            doc_number=number,
            issuer=issuer,
            region=self.region,
            registry_key=link.row.key if link.row else None,
            names_place=self.names_place(name),
            year=year if name.endswith(_RECURRENT) else None,
            document=digest("text", self.text[:4000]),
        )

    def names_place(self, name: str) -> bool:
        """Whether a title tells by itself whose it is: 广东省…, 国务院…; not 鼓楼区…, of which there are several."""
        bare = name.removeprefix("中共")
        if bare.startswith(_CENTRAL):
            return True
        step = self.areas.chain(bare, 0, place_of(None))
        return step is not None

    # ------------------------------------------------------------ numbers beside titles

    def tie(self) -> None:
        """Tie each number to the title right before it, else to the one right behind it."""
        closes, starts = [t.close for t in self.titles], [t.start for t in self.titles]
        for number in self.numbers:
            if self.is_own(number):
                continue
            at = bisect.bisect_right(closes, number.start) - 1
            if at >= 0 and _GAP.fullmatch(self.text, self.titles[at].close, number.start):
                self.of_title[number.start] = starts[at]
                self.tied.setdefault(starts[at], number)
                continue
            at = bisect.bisect_left(starts, number.end)
            if at < len(starts) and _AHEAD.fullmatch(self.text, number.end, starts[at] - 1):
                self.of_title[number.start] = starts[at]
                self.tied.setdefault(starts[at], number)

    def is_own(self, number: Number) -> bool:
        """Whether a number is the document's own."""
        own = self.draft.head.doc_number
        return bool(own) and fold_title(own or "").endswith(fold_title(number.name)) and number.signed

    def free_numbers(self) -> None:
        """Every number becomes a mention of its title's work, or of a work of its own, or a reject."""
        for number in self.numbers:
            if self.damaged(number.start, number.end):
                self.reject(number.start, number.end, "damaged", "references.number")
            elif number.start in self.of_title and self.tied.get(self.of_title[number.start]) is number:
                entity = self.entity_at.get(self.of_title[number.start])
                self.number(number, entity, "not_instrument")
            else:
                self.number(number, self.numbered(number), "no_antecedent")

    def number(self, number: Number, entity: str | None, reason: str) -> None:
        if entity is None:
            self.reject(number.start, number.end, reason, "references.number")
        else:
            self.mention(entity, number.start, number.end, number.name, "references.number")

    def numbered(self, number: Number) -> str | None:
        """The work of a number that stands without a title in 《》, or None where it tells none."""
        if self.draft.work and self.is_own(number):
            return self.draft.work
        written = self.written_before(number)
        if written:
            name = booktitles.tidy(self.text[written[0] : written[1]])
            entity = self.work(name, number=number.name)
            if entity:
                self.mention(entity, *written, name, "references.plain_title")
                self.cover(written)
                return entity
        if not number.signed or re.search(r"[书证函]〔", number.name):
            return None
        link = self.linker.numbered(number.name)
        kind = kind_of(link.row) if link.row else "Law" if re.search(r"令(?:\d{4}年)?第", number.name) else "Policy"
        name = link.row.title if link.row else number.name
        keys = self.keys(kind, "" if link.row is None else name, link, number.name, None)
        if link.row is None and fold_number(number.name) is None:
            keys = (f"no:{number.name}",)
        return self.add(kind, name, keys, link, properties(kind, name, link, number.name, None))

    def written_before(self, number: Number) -> Span | None:
        """The title without marks that a number in brackets follows: 国务院关于加强…的意见（国发〔2010〕33号）."""
        opening = self.text[number.start] if number.kind == "bare" else self.text[number.start - 1 : number.start]
        if opening not in ("（", "(", "[", "【"):
            return None
        end = number.start if number.kind == "bare" else number.start - 1
        low = max(self.line_start(end), end - 90)
        m = _WRITTEN.search(self.text, low, end)
        if m is None or head(self.text[m.start() : end]) is None:
            return None
        start = m.start() + plaintitles.lead(self.text[m.start() : end])
        return (start, end) if not self.is_covered(start, end) else None

    # ------------------------------------------------------------ titles in 《》

    def title(self, title: Title) -> bool:
        """Whether a title is dealt with: short forms are left for later."""
        start, end = title.start, title.end
        if not title.closed:
            m = _UNCLOSED.match(self.text[start:end])
            if m is None:
                self.entity_at[start] = None
                self.reject(start - (start == end), max(end, start), "damaged", "references.title")
                return True
            end = start + m.end()
        name = booktitles.tidy(self.text[start:end])
        if not name or self.damaged(start, end):
            self.entity_at[start] = None
            if name:
                self.reject(start, end, "damaged", "references.title")
            return True
        stem = booktitles.undraft(name)[0]
        if start in self.defined or fold_title(stem) in self.short_names or self.is_generic(stem):
            return False
        self.instrument(title, name, start, end)
        return True

    def is_generic(self, name: str) -> bool:
        """Whether a title is but a short form: 决定, 实施方案; one that the registry knows is none."""
        if self.linker.known(name):
            return False
        return shortforms.generic(name) or (len(name) <= 6 and not name.endswith("法"))

    def instrument(self, title: Title, name: str, start: int, end: int) -> None:
        """Add the works that a title names, or the reject."""
        number = self.tied.get(title.start)
        issuer = self.issuer_before(title.start - 1)
        opened = task(name)
        if opened:  # 《编制“数字政府”建设专项规划》: a project; the plan is what it will write
            start, name = start + opened, name[opened:]
        reason = self.no_instrument(name, title)
        if reason:
            self.entity_at[title.start] = None
            self.reject(title.start, title.end, reason, "references.title")
            return
        wrapper = booktitles.peel(name)
        first: str | None = None
        for part in wrapper.wrapped if wrapper else (name,):
            entity = self.work(
                part,
                number=number.name if number else None,
                at=title.start - 1,
                within=wrapper is not None,
                printed=name if wrapper is None or len(wrapper.wrapped) == 1 else None,
                issuer=(self.full(wrapper.issuer) if wrapper and wrapper.issuer else None) or issuer,
            )
            self.mention(entity, start, end, name, "references.title")
            first = first or entity
        self.entity_at[title.start] = first
        if wrapper is None:
            self.inner(title)

    def inner(self, title: Title) -> None:
        """Works named inside the title of another: 关于修改〈云江市节水条例〉的决定."""
        for start, end in booktitles.within(self.text, title):
            name = booktitles.tidy(self.text[start:end])
            if len(name) >= 2 and self.no_instrument(name, title) is None and not shortforms.generic(name):
                self.mention(self.work(name), start, end, name, "references.title")

    def no_instrument(self, name: str, title: Title) -> str | None:
        """Why a title is no law or policy, or None where it is one."""
        if self.linker.known(name) or fold_title(name) in self.own:
            return None
        after = self.text[title.close : title.close + 4]
        before = self.text[max(0, title.start - 6) : title.start - 1]
        if barred(name) or head(name) is None:
            return "not_instrument"
        if after.startswith(words("references", "media_after")) or before.endswith(words("references", "media_before")):
            return "not_instrument"
        if before.endswith("以") and after.startswith("为"):
            return "not_instrument"
        if name.endswith("建议") and not name.startswith(("中共", "中国共产党")):
            return "not_instrument"
        return None

    # ------------------------------------------------------------ works without 《》

    def plain_titles(self) -> None:
        """Titles without marks; a shortened one is the longer one that the text names too."""
        top = self.draft.head
        if top.title_span:
            self.cover(top.title_span)
        found = list(plaintitles.find(self.text, self.is_covered, self.place_end))
        for start, end in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
            if end <= top.body_start or self.damaged(start, end):
                continue
            name = booktitles.tidy(self.text[start:end])
            longer = next(
                (n for n in self.named if shortforms.abbreviates(name, n.name) and n.name[:2] == name[:2]), None
            )
            entity = longer.entity if longer else self.work(name, at=start)
            self.mention(entity, start, end, name, "references.plain_title")
            self.cover((start, end))

    def bare_laws(self) -> None:
        """Laws named without marks."""
        behind = words("references", "law_not_before")
        for hit in self.laws:
            start, end, name = hit.start, hit.end, str(hit.value)
            if self.is_covered(start, end) or self.damaged(start, end):
                continue
            more = _DERIVED.match(self.text, end)
            if more:
                end, name = more.end(), name + more[0]
            elif name.endswith("法") and len(name) > 2 and self.text[end : end + 1] in behind and end < len(self.text):
                continue
            local = None if name.endswith(("法", "法典", "党章")) else self.place_before(start)
            if local is not None:
                start, name = local, self.text[local:end]
            elif (name == "刑法" and self.text[start - 1 : start] in ("死", "量", "缓", "酷", "徒")) or (
                not name.endswith(("法", "法典", "党章")) and re.match("[省市区县州]", self.text[start - 1 : start])
            ):
                continue
            self.mention(self.work(name, at=start), start, end, name, "references.law")

    def place_before(self, start: int) -> int | None:
        """Where the division's name begins that ends right before a place, or None."""
        for at in range(max(0, start - 12), start - 1):
            step = self.areas.chain(self.text[at:start], 0, self.place)
            if step and step[1] == start - at:
                return at
        return None

    def place_end(self, start: int, limit: int) -> int | None:
        """Where the name of a division ends that begins at a place, or None."""
        begin = start + 2 if self.text.startswith("中共", start) else start
        step = self.areas.chain(self.text[begin:limit], 0, self.place)
        return begin + step[1] if step else None

    # ------------------------------------------------------------ short forms

    def short_forms(self, later: Iterable[Title]) -> None:
        """Short names in 《》 and defined ones without, and words that point back, in order of place."""
        for definition in self.definitions:
            self.define(definition)
        for title in later:
            self.short_title(title)
        for alias in [d.name for d in self.definitions if not d.marked and len(d.name) >= 4]:
            entity = self.aliases.get(fold_title(alias))
            for m in re.finditer(re.escape(alias), self.text) if entity else ():
                if entity and not self.is_covered(*m.span()) and not self.damaged(*m.span()):
                    self.mention(entity, *m.span(), alias, "references.short_form")
        for pronoun in shortforms.pronouns(self.text):
            self.point(pronoun)

    def define(self, definition: shortforms.Definition) -> None:
        """Note whose short name a bracket gives: the work right before it."""
        last = self.before(definition.start)
        if last is None:
            return
        gap = self.text[last.end : definition.start]
        if (
            re.fullmatch(r"》?\s*(?:[（(][^）)]*[)）])?[^。；\n《]{0,20}", gap)
            if definition.marked
            else re.fullmatch(r"》?\s*", gap)
        ):
            self.aliases[fold_title(definition.name)] = last.entity

    def short_title(self, title: Title) -> None:
        """Add what a short title means: the work it was defined for, the own work, the last one that ends like it."""
        start, end = title.start, title.end
        name, _ = booktitles.undraft(booktitles.tidy(self.text[start:end]))
        number = self.tied.get(start)
        entity = self.aliases.get(fold_title(name)) or (None if number else self.antecedent(name, start))
        if entity is None and fold_title(name) in self.own:
            entity = self.draft.work
        if entity is None and (number or not shortforms.generic(name)):
            entity = self.unknown(title, name, number)
        self.entity_at[start] = entity
        if entity is None:
            reason = "no_antecedent" if shortforms.generic(name) else "not_instrument"
            self.reject(start, end, reason, "references.short_form")
        else:
            self.mention(entity, start, end, name, "references.short_form")
        if number:
            self.draft.rejects = [r for r in self.draft.rejects if (r.start, r.end) != (number.start, number.end)]
            self.number(number, entity, "not_instrument")

    def unknown(self, title: Title, name: str, number: Number | None) -> str | None:
        """The work of a short title that stands for nothing named before: 省人大常委会《决定》（第55号）."""
        if self.no_instrument(name, title):
            return None
        issuer = self.issuer_before(title.start - 1)
        if not shortforms.generic(name):
            return self.work(name, number=number.name if number else None, issuer=issuer)
        if number is None:
            return None
        if fold_number(number.name):
            return self.work(name, number=number.name, issuer=issuer)
        return self.work(f"{issuer or ''}{name}（{number.name}）", number=number.name, issuer=issuer)

    def antecedent(self, name: str, place: int) -> str | None:
        """The work named last before a place that a short title abbreviates; the own work where there is none."""
        at = bisect.bisect_left(self.named, place, key=lambda n: n.end)
        for known in reversed(self.named[:at]):
            if shortforms.abbreviates(name, known.name) or known.name.endswith(name):
                return known.entity
        own = self.draft.head.work_name
        return self.draft.work if own and shortforms.abbreviates(name, own) else None

    def point(self, pronoun: shortforms.Pronoun) -> None:
        """本规划 is the own work; 该条例 the work of that kind named last."""
        start, end = pronoun.start, pronoun.end
        if self.is_covered(start, end):
            return
        if pronoun.which == "本":
            if self.draft.work and (self.draft.head.work_name or "").rstrip("）") and self.own_is(pronoun.head):
                self.mention(self.draft.work, start, end, pronoun.head, "references.pronoun", note=False)
            return
        at = bisect.bisect_left(self.named, start, key=lambda n: n.end)
        for known in reversed(self.named[max(0, at - 12) : at]):
            if start - known.end <= NEAR and (genre(known.name) or "").endswith(pronoun.head):
                self.mention(known.entity, start, end, known.name, "references.pronoun", note=False)
                return
        self.reject(start, end, "no_antecedent", "references.pronoun")

    def own_is(self, last: str) -> bool:
        return (genre(self.draft.head.work_name or "") or "").endswith(last)

    # ------------------------------------------------------------ articles

    def articles(self) -> None:
        """Note the article behind a mention: 《…条例》第十条 → draft.notes["articles"][(start, end)]."""
        notes: dict[Span, str] = self.draft.notes.setdefault("articles", {})
        for m in self.draft.mentions:
            if m.type in ("Law", "Policy"):
                behind = _BEHIND.match(self.text, m.end)
                pointed = _POINTED.match(self.text, behind.end() if behind else m.end)
                if pointed:
                    notes[(m.start, m.end)] = pointed[1]

    # ------------------------------------------------------------ adding

    def work(
        self,
        name: str,
        *,
        number: str | None = None,
        issuer: str | None = None,
        printed: str | None = None,
        within: bool = False,
        at: int | None = None,
    ) -> str:
        """The entity of a work by the name as printed."""
        name, mark = booktitles.undraft(name)
        if self.draft.work and fold_title(name) in self.own:
            return self.draft.work
        name = self.full_title(name)
        known = self.same(name)
        if known:
            return known
        link = self.linker.link(name, day=self.draft.head.published, number=number, issuer=issuer, region=self.region)
        if link.row and at is not None and self.homemade(link.row, name, number, issuer, at):
            link = NOT_HELD
        if link.row:
            kind, name = kind_of(link.row), link.row.title
        else:
            name = self.linker.canonical(name)
            kind = (
                "Policy"
                if within and classify(name, issuer, number) == "Law" and not _lawlike(name)
                else classify(name, issuer, number)
            )
        facts = properties(kind, name, link, number, issuer) | ({"draft": mark} if mark else {})
        keys = self.keys(kind, name, link, number, issuer)
        entity = self.add(kind, booktitles.tidy(name), keys, link, facts)
        if printed and printed != name:
            self.draft.entity(kind, printed, keys)  # one more alias
        self.tails.setdefault(fold_title(name)[-4:], []).append((fold_title(name), entity))
        return entity

    def homemade(self, row: WorkRow, name: str, number: str | None, issuer: str | None, at: int) -> bool:
        """Whether a local text names a document of its own that only bears the title of a central one.

        印发《2022年政务公开工作要点》: every city issues one, and so does the centre.
        """
        if not self.region or self.region == "全国" or number or row.region not in (None, "", "中央"):
            return False
        if row.level not in ("central", "部门规章") or name.startswith(_CENTRAL) or (issuer and issuer in row.issuer):
            return False
        left = max(self.text.rfind(stop, 0, at) for stop in "。；;，,\n") + 1
        clause = self.text[left:at]
        if name.endswith(_RECURRENT):
            return not re.search("国务院|中央|国家|全国", clause)
        return bool(_ISSUES.search(clause)) and not _FROM_ABOVE.search(clause)

    def add(self, kind: str, name: str, keys: tuple[str, ...], link: Link, facts: dict[str, object]) -> str:
        return self.draft.entity(
            kind,
            name,
            keys,
            resolution=link.resolution,
            candidates=link.candidates,
            reason=link.reason,
            properties=facts,
        )

    def same(self, name: str) -> str | None:
        """The work that was named already in nearly the same words, with or without its issuer, or None."""
        folded = fold_title(name)
        if len(folded) < 10:
            return None
        own = [(form, self.draft.work) for form in self.own if self.draft.work and form[-4:] == folded[-4:]]
        for other, entity in (*own, *self.tails.get(folded[-4:], ())):
            if entity and (self.linker.same(folded, other) or _but_issuer(folded, other)):
                return entity
        return None

    def full_title(self, name: str) -> str:
        """The title with the body that opens it in full: 市政府工作规则 → 云江市人民政府工作规则."""
        if not _LEVEL.match(name):
            return name
        found = expand(name, self.draft)
        return found[0] + name[found[1] :] if found else name

    def full(self, agency: str) -> str:
        found = expand(agency, self.draft)
        return found[0] + agency[found[1] :] if found else agency

    def issuer_before(self, place: int) -> str | None:
        """The body that stands right before a title: 省人大常委会《决定》."""
        m = _ISSUER_BEFORE.search(self.text, max(self.line_start(place), place - 34), place)
        if m is None:
            return None
        for at in range(len(m[1])):
            rest = m[1][at:]
            if rest in ("国务院", "中共中央", "国务院办公厅", "中共中央办公厅", "最高人民法院", "最高人民检察院"):
                return rest
            found = expand(rest, self.draft)
            if found and found[1] == len(rest):
                return found[0]
        return None

    def mention(self, entity: str, start: int, end: int, name: str, rule: str, note: bool = True) -> None:
        self.draft.mention(entity, start, end)
        self.draft.fire(rule, start, end)
        if note:
            bisect.insort(self.named, Named(end, entity, name), key=lambda n: n.end)

    def reject(self, start: int, end: int, reason: str, rule: str) -> None:
        if end > start:
            self.draft.reject(start, end, reason, rule)

    def before(self, place: int) -> Named | None:
        at = bisect.bisect_right(self.named, place, key=lambda n: n.end) - 1
        return self.named[at] if at >= 0 else None

    def cover(self, span: Span) -> None:
        bisect.insort(self.covered, span)

    def is_covered(self, start: int, end: int) -> bool:
        """Whether a span touches one that is taken."""
        at = bisect.bisect_left(self.covered, (end, 0)) - 1
        return any(a < end and start < b for a, b in self.covered[max(0, at - 1) : at + 1])

    def damaged(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.draft.damaged)

    def line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1


def task(name: str) -> int:
    """The length of the verb that opens the name of a task, where a titled document follows it; else 0."""
    verb = next((v for v in words("references", "task_verbs") if name.startswith(v)), None)
    return (
        len(verb)
        if verb and len(name) - len(verb) >= 6 and head(name) in ("规划", "方案", "计划", "条例", "办法")
        else 0
    )


def kind_of(row: WorkRow) -> str:
    """The kind of a row; regulations of the Party (党政…规定) are laws, in whichever table they stand."""
    return "Law" if row.type == "Policy" and party_regulation(row.title) else row.type


def _but_issuer(a: str, b: str) -> bool:
    """Whether one of two folded titles is the other with a body in front: 国务院关于… and 关于…."""
    short, long = sorted((a, b), key=len)
    return (
        long.endswith(short) and short.startswith(("关于", "印发")) and long[: len(long) - len(short)].endswith(_BODIES)
    )


def _lawlike(name: str) -> bool:
    return name.endswith(("法", "条例", "法典"))


def properties(kind: str, name: str, link: Link, number: str | None, issuer: str | None) -> dict[str, object]:
    """What is known of a work, from the registry and from its title."""
    row = link.row
    facts: dict[str, object] = {
        "issuer": (row.issuer if row else "") or issuer,
        "doc_number": (row.doc_number if row else "") or number,
    }
    if kind == "Law":
        if row:
            facts |= {
                "level": row.level,
                "promulgated": row.promulgated,
                "first_effective": row.first_effective,
                "status": row.status,
                "repealed": row.repealed,
                "editions": list(row.editions),
            }
    else:
        facts |= {"genre": genre(name), "issued": row.promulgated if row else None}
        years = re.search(r"(\d{4})年?[—–―－\-~～至]+(\d{4})", name)
        facts |= {"from": int(years[1]), "until": int(years[2])} if years else {}
    return {key: value for key, value in facts.items() if value}
