"""Words that point back at a work: 《纲要》 after 以下简称《纲要》, 该条例, 本规划; and articles pointed at."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Mapping

from graph.keys import fold_number, fold_title
from loaders import booktitles, shortforms
from loaders.booktitles import Title
from loaders.draft import Span
from loaders.ledger import Ledger
from loaders.numbers import Number
from loaders.rulebook import read
from loaders.titlebodies import issuer_before
from loaders.verdicts import no_instrument
from loaders.works import Works
from loaders.worktype import genre

_POINTED = re.compile(
    r"(?:的|等|之)?(第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十])?"
    r"(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?)"
)
_BEHIND = re.compile(r"》?\s*(?:[（(][^（()）《》]{0,40}[)）])?")
_NEAR = re.compile(r"》?\s*(?:[（(][^）)]*[)）])?[^。；\n《]{0,20}")
_FIVE_YEAR = re.compile(rf"{shortforms.COMMITTEE}{shortforms.PLAN}$")
_PLENUM = re.compile("(?P<plenum>[一二三四五六七八九十]{1,3}届[一二三四五六七]中全会)(?:(?:审议)?通过的|的)?$")
_RIGHT_BEFORE = re.compile(r"》?\s*")
NEAR = 300  # characters within which 该条例 finds what it means


class BackReferences:
    """Resolves short titles and pointing words by what the ledger holds before them."""

    def __init__(
        self, ledger: Ledger, works: Works, tied: Mapping[int, Number], is_known: Callable[[str], bool]
    ) -> None:
        self.ledger, self.works, self.tied, self.is_known = ledger, works, tied, is_known
        self.entity_at: dict[int, str | None] = {}  # start of a short title -> its entity
        self.draft, self.text = ledger.draft, ledger.text
        self.aliases: dict[str, str] = {}  # folded short name -> entity
        self.definitions = list(shortforms.definitions(self.text))
        self.defined = {d.name_start for d in self.definitions}
        self.short_names = {fold_title(d.name) for d in self.definitions if d.marked}

    def defines(self, start: int, name: str) -> bool:
        """Whether a title is a short name, or the place where one is given."""
        return start in self.defined or fold_title(name) in self.short_names

    def short_forms(self, later: Iterable[Title]) -> None:
        """Short names in 《》 and defined ones without, and words that point back, in order of place."""
        self.define_all()
        for title in later:
            self.short_title(title)
        spoken = {d.name for d in self.definitions if not d.marked and len(d.name) >= 4}
        for alias in sorted(spoken, key=lambda name: (-len(name), name)):
            entity = self.aliases.get(fold_title(alias))
            for m in re.finditer(re.escape(alias), self.text) if entity else ():
                if entity and not self.ledger.is_covered(*m.span()) and not self.ledger.damaged(*m.span()):
                    self.ledger.mention(entity, *m.span(), alias, "references.short_form")
                    self.ledger.cover(m.span())
        for start, end, tail in shortforms.kinds(self.text):
            self.by_kind(start, end, tail)
        for pronoun in shortforms.pronouns(self.text):
            self.point(pronoun)

    def by_kind(self, start: int, end: int, tail: str) -> None:
        """指标体系 is the one work named before whose title ends so; nothing where two could be meant."""
        at = bisect.bisect_left(self.ledger.named, start, key=lambda n: n.end)
        meant = {k.entity for k in self.ledger.named[:at] if fold_title(_wrapped(k.name)).endswith(fold_title(tail))}
        if len(meant) == 1 and not self.ledger.is_covered(start, end) and not self.ledger.damaged(start, end):
            self.ledger.mention(meant.pop(), start, end, self.text[start:end], "references.short_form", note=False)
            self.ledger.cover((start, end))

    def define_all(self) -> None:
        """Note every short name whose work is known by now."""
        for definition in self.definitions:
            self.define(definition)

    def define(self, definition: shortforms.Definition) -> None:
        """Note whose short name a bracket gives: the work right before it."""
        last = self.ledger.before(definition.start)
        if last is None:
            return
        gap = self.text[last.end : definition.start]
        if (_NEAR if definition.marked else _RIGHT_BEFORE).fullmatch(gap):
            self.aliases[fold_title(definition.name)] = last.entity

    def short_title(self, title: Title) -> None:
        """Add what a short title means: the work it was defined for, the own work, the last one that ends like it."""
        start, end = title.start, title.end
        name, _ = booktitles.undraft(booktitles.tidy(self.text[start:end]))
        number = self.tied.get(start)
        if name in ("建议", "纲要") and self.five_year_plan(title, name):
            return
        if name in ("决定", "建议", "决议") and self.of_plenum(title):
            return
        entity = self.aliases.get(fold_title(name)) or (None if number else self.antecedent(name, start))
        if entity is None and fold_title(name) in self.works.own:
            entity = self.draft.work
        if entity is None and (number or not shortforms.generic(name)):
            entity = self.unknown(title, name, number)
        self.entity_at[start] = entity
        if entity is None:
            reason = "no_antecedent" if shortforms.generic(name) else "not_instrument"
            self.ledger.reject(start, end, reason, "references.short_form")
        else:
            self.ledger.mention(entity, start, end, name, "references.short_form")

    def five_year_plan(self, title: Title, name: str) -> bool:
        """Whether 建议 or 纲要 is of a plan whose short name stands right before: 省委“十五五”规划《建议》."""
        m = _FIVE_YEAR.search(self.text, max(0, title.start - 32), title.start - 1)
        if m is None:
            return False
        printed = booktitles.tidy(self.text[m.start() : title.start - 1] + name)
        entity = self.plan_of(printed) or self.works.work(printed, at=m.start())
        self.entity_at[title.start] = entity
        self.ledger.mention(entity, m.start(), title.close, printed, "references.plain_title")
        return True

    def of_plenum(self, title: Title) -> bool:
        """Whether a 决定 is the one that a plenum named right before it passed: 二十届三中全会《决定》."""
        m = _PLENUM.search(self.text, max(0, title.start - 20), title.start - 1)
        passed = read("references")["plenums"]["entries"].get(m["plenum"]) if m else None
        if passed is None:
            return False
        entity = self.entity_at[title.start] = self.works.work(passed, at=title.start - 1)
        self.ledger.mention(entity, title.start, title.end, passed, "references.short_form")
        return True

    def plan_of(self, printed: str) -> str | None:
        """The work named in full elsewhere that the short name of a five-year plan stands for."""
        return next((n.entity for n in self.ledger.named if shortforms.five_year_plan(printed, n.name)), None)

    def unknown(self, title: Title, name: str, number: Number | None) -> str | None:
        """The work of a short title that stands for nothing named before: 省人大常委会《决定》（第55号）."""
        if no_instrument(self.text, title, name, self.is_known(name)):
            return None
        issuer = issuer_before(title.start - 1, self.works.draft)
        if not shortforms.generic(name):
            return self.works.work(name, number=number.name if number else None, issuer=issuer)
        if number is None:
            return None
        if fold_number(number.name):
            return self.works.work(name, number=number.name, issuer=issuer)
        return self.works.work(f"{issuer or ''}{name}（{number.name}）", number=number.name, issuer=issuer)

    def antecedent(self, name: str, place: int) -> str | None:
        """The work named last before a place that a short title abbreviates; the own work where there is none."""
        at = bisect.bisect_left(self.ledger.named, place, key=lambda n: n.end)
        for known in reversed(self.ledger.named[:at]):
            full = booktitles.undraft(known.name)[0]
            if shortforms.abbreviates(name, full) or full.endswith(name):
                return known.entity
        own = self.draft.head.work_name
        return self.draft.work if own and shortforms.abbreviates(name, own) else None

    def point(self, pronoun: shortforms.Pronoun) -> None:
        """本规划 is the own work; 该条例 the work of that kind named last."""
        start, end = pronoun.start, pronoun.end
        if self.ledger.is_covered(start, end):
            return
        if pronoun.which == "本":
            if self.draft.work and self.own_is(pronoun.head):
                self.ledger.mention(self.draft.work, start, end, pronoun.head, "references.pronoun", note=False)
            return
        at = bisect.bisect_left(self.ledger.named, start, key=lambda n: n.end)
        for known in reversed(self.ledger.named[max(0, at - 12) : at]):
            if start - known.end <= NEAR and _points_at(pronoun.head, genre(known.name)):
                self.ledger.mention(known.entity, start, end, known.name, "references.pronoun", note=False)
                return
        self.ledger.reject(start, end, "no_antecedent", "references.pronoun")

    def own_is(self, last: str) -> bool:
        return _points_at(last, genre(self.draft.head.work_name or ""))

    def articles(self) -> None:
        """Note the article behind a mention: 《…条例》第十条 → draft.notes["articles"][(start, end)]."""
        notes: dict[Span, str] = self.draft.notes.setdefault("articles", {})
        for m in self.draft.mentions:
            if m.type in ("Law", "Policy"):
                behind = _BEHIND.match(self.text, m.end)
                pointed = _POINTED.match(self.text, behind.end() if behind else m.end)
                if pointed:
                    notes[(m.start, m.end)] = pointed[1]


def _wrapped(name: str) -> str:
    """A title without the notice that issues it: 关于印发…指标体系的通知."""
    return re.sub("的?通知$", "", name)


def _points_at(last: str, kind: str | None) -> bool:
    """Whether 该条例, 本办法 can mean a work of a genre; 本法 means no 办法."""
    return kind is not None and (kind == last or (last != "法" and kind.endswith(last)))
