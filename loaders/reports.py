"""Who reports to whom: 向市政府报告, 报省政府备案, 对市人大负责并报告工作."""

from __future__ import annotations

import functools
import re

from loaders import clauses
from loaders.bearers import Bearer, Bearers, Named
from loaders.rulebook import choice, words
from loaders.scanning import near, standing
from loaders.telling import Telling

_TO_CONGRESS = re.compile(
    r"代表[^，。；;,\n]{2,20}?[，,]?(?:现在)?向(?:本次)?大会(?:作|做)?(?:[^，。；;,\n]{0,12}?)(?P<verb>报告)"
)
_STUDIED = re.compile("经(?:认真)?研究[,，]?并?$")  # 经研究，并报市政府同意，现决定…
_ITS = "向其"
_NEEDLESS = re.compile("(?:不再|不用|不必|不需|无需|无须|毋需|不得|免予)(?:另行|重复|直接)?$")
_MUST = re.compile(
    "(?<!响)应当?(?!急|用|对|诉|约|景)|必须|须|(?<!提)请(?!示)|可以|可向|可报"
)  # in a report without subject: asked of others
_TITLES = re.compile("《[^《》]*》")
_PERSONS = ("领导", "主要领导", "分管", "负责人", "主要负责")
# What may stand before 报市政府批准 in a clause of the issuer's own; 项目清单报市政府备案 is somebody else's.
_OWN_CLAUSE = re.compile(
    r"(?:并|再|已|及时|主动|定期|每[年月季半]度?|依法|专题|积极|坚持|逐级|按[程序时期规定要求]{1,4}|如期|分别|书面|第一时间|"
    r"先后|多次|[将把就][^,，]{1,24}|(?:起草|制定|拟订|编制|完成|形成|研究)[^,，]{0,40}?并|\d+次)*"
)
_ANSWERABLE = re.compile("(?:全面)?负责[，,]?并?(?:依法|定期)?(?:向其)?(报告)")


@functools.cache
def _opening() -> re.Pattern[str]:
    """What stands right before the body that takes a report; 汇报, 填报 and the like carry nothing up."""
    sent = choice(word for word in words("relations", "submit") if word != "报")
    aside = "(?P<to>向)(?:[一-鿿]{2,8}(?:和|、))?"  # 向有关部门和市政府报告
    return re.compile(rf"(?:{aside}|(?P<sent>{sent})|(?P<up>(?<![日晚简填申汇情公举通预警海电喜学])报)|(?P<for>对))$")


@functools.cache
def _lasts() -> frozenset[str]:
    """The last characters of what opens a report."""
    return frozenset(("向", "对", "和", "、", *(word[-1] for word in words("relations", "submit"))))


@functools.cache
def _told() -> re.Pattern[str]:
    """The word of reporting behind the body: 向市政府专题报告."""
    return re.compile(rf"[^,，。;；:：！？\n]{{0,30}}?({choice(words('relations', 'report'))})(?!书面申请|申请)")


@functools.cache
def _asked() -> re.Pattern[str]:
    """What is asked of the body: 报市政府研究同意."""
    asked = choice(words("relations", "asked"))
    return re.compile(rf"(?:书面|统一|集中|及时|进行|予以|按程序|研究)*({asked})(?!的|权|机关|部门|单位|制度)")


_ARRIVED = re.compile(r"\s*(?:[,，。;；、)）\n]|$|后|并)")  # 报送市政府。


class Reports:
    """Tells the reports of one document."""

    def __init__(self, telling: Telling, bearers: Bearers) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        self._bearers = bearers

    def tell(self) -> None:
        """Add every report that the text states."""
        self._to_congress()
        for place in self._bearers.places():
            m = _opening().search(self._text, max(0, place - 10), place) if self._opens(place) else None
            if m is None:
                continue
            if m["to"]:
                self._towards(m.start(), self._bearers.named(place))
            elif m["for"]:
                self._answerable(m.start(), place)
            else:
                self._submitted(m.start(), place)
        for at in standing(self._text, _ITS):
            self._towards(at, self._bearers.its(at), at + len(_ITS))

    def _opens(self, place: int) -> bool:
        return self._text[place - 1 : place] in _lasts()

    def _to_congress(self) -> None:
        """A report given to a congress: 我代表市人民政府向大会作政府工作报告; which congress, the lines above say."""
        entities, agencies = self._draft.entities, self._telling.agencies
        for m in near(_TO_CONGRESS, standing(self._text, "大会"), self._text, reach=40):
            who = next(iter(agencies.within(m.start(), m.end())), None)
            held = [a.entity for a in agencies.near(0, m.start()) if entities[a.entity].name.endswith("人民代表大会")]
            if who and held and who.entity != held[0]:
                rule = "relations.reports_congress"
                self._telling.add("REPORTS_TO", who.entity, held[0], rule, m["verb"], (m.start(), m.end()))

    def _towards(self, start: int, named: Named | None, at: int | None = None) -> None:
        """向市政府报告, 向有关部门和市政府报告; `at`: behind 向其."""
        end = at if at is not None else named.end if named else start
        told = _told().match(self._text, end) if named else None
        if named and told and "申请" not in told[0]:
            begin = named.mentions[0].start if at is not None else start
            self._add(named, "relations.reports_to", told[1], (begin, told.end()))

    def _submitted(self, start: int, at: int) -> None:
        """报市政府批准, 上报市政府."""
        named = self._bearers.named(at)
        if named is None or _NEEDLESS.search(self._text, max(0, start - 8), start):
            return
        asked = _asked().match(self._text, named.end)
        word = self._text[start:at]
        if asked:
            self._add(named, "relations.reports_submit", f"{word}…{asked[1]}", (start, asked.end()))
        elif word not in ("报", "报请", "报经", "报由") and _ARRIVED.match(self._text, named.end):
            self._add(named, "relations.reports_submit", word, (start, named.end))

    def _answerable(self, start: int, at: int) -> None:
        """对市人大及其常委会负责，并报告工作."""
        named = self._bearers.named(at)
        told = _ANSWERABLE.match(self._text, named.end) if named else None
        if named and told:
            self._add(named, "relations.reports_answerable", told[1], (start, told.end()))

    def _add(self, named: Named, rule: str, trigger: str, span: tuple[int, int]) -> None:
        if self._text.startswith(_PERSONS, named.end):
            return
        bearer = self._issuer(span[0], self._bearers.of(span[0]), rule)
        self._bearers.refuse(bearer, named, rule, span)
        for source in bearer.bodies:
            for target in self._bearers.bodies(source, named):
                if source != target:
                    self._telling.add("REPORTS_TO", source, target, rule, trigger, span)

    def _issuer(self, place: int, bearer: Bearer, rule: str) -> Bearer:
        """The bearer, or the issuer where its own report leaves out who acts.

        应向…报告 in rules and letters: whose duty it is stands elsewhere.
        """
        if not bearer.is_left_out or self._telling.issuer is None:
            return bearer
        if _STUDIED.search(self._text, max(0, place - 12), place):
            return Bearer((self._telling.issuer,))
        if not self._bearers.is_reporting(place):
            return bearer
        clause = clauses.before(self._text, place).start
        own = rule != "relations.reports_submit" or _OWN_CLAUSE.fullmatch(self._text, clause, place)
        sentence = self._text[self._telling.sentences.at(place)[0] : place]
        asked = _MUST.search(_TITLES.sub("", sentence))
        return Bearer((self._telling.issuer,)) if own and not asked else bearer
