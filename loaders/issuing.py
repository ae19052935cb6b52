"""Who issued what: told by the masthead, by a title's own words, by a verb of issuing with its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.records import Mention
from loaders import clauses
from loaders.cues import Found
from loaders.governors import Governor, Name
from loaders.telling import Telling

PLANS = ("规划", "方案", "计划", "要点", "意见", "通知", "办法", "规定", "条例", "细则", "纲要", "决定", "措施")
_MEETING = re.compile(r"(?:第[一二三四五六七八九十百\d]+次)?(?:全体|常务|专题|党组|扩大)?(?:会议|全会|大会)")
# 2014年东江省研究制定《…》, 所有省级水利部门均已出台《…》: an issuer without a name, not the document's.
_ANOTHER = re.compile(
    r"(?:[省市区县旗州]|(?<![全在])国家|中央)(?:$|研究|率先|已|先后|均|也|还|又|陆续|相继)|组(?:$|陆续|已|先后)|部门|单位|多个|所有|各(?!项|类)|原[一-鿿]|主管|正在"
    r"|委员会|(?<!我[部委局厅省市区县])办公[厅室]|公司|集团|协会|中央(?!财政)"
)
_CHAIR = re.compile(r"(?:主任|书记|主席|组长)?[^,，。]{0,8}?(?:主持)?召开")
_AHEAD = re.compile(
    r"(?:推动|参与|起草|审核|推进|抓紧|尽快|适时|力争|争取|计划|正在|配合|协助|督促|指导|支持|鼓励|要求|必须|可以|建议|提请|拟|尚未|没有|组织各|组织有关|组织市)"
    r"|(?:将|应当?|需|(?<![主重需首])要|待|未)(?=.{0,4}$)"
)

_GOES_ON = re.compile(r"》?(?:\s*[（(\[〔][^()（）\n]{0,30}[)）\]〕])?(?:(?:[、,，和及与]|以及)《?|(?<=[》）)\]〕])《)")
_NOUN_GOES_ON = re.compile(
    r"(?:》|[(（][^()（）]{0,40}[)）])?(?:的)?(?!等|以及|和|与|及|并|后|时|工作|实施|施行|共|中|来|为)[一-鿿]"
)
_TITLED = re.compile(r"(?:关于|印发|转发|令|公告|决定|办公[厅室]关于)")
_ISSUING = re.compile("印发|出台|制定|制订|发布|颁布|公布|修订|编制|制发|下发|通过|批准")
_ISSUED_BY = re.compile(
    r"(?![^《]{0,12}(?:你[省市区县部局]|研究|落实|贯彻))(?:[^,，。;；、“”《》]{0,12})?(?:印发|出台|制定|制订|发布|颁布|公布|修订|编制|制发|下发|通过|批准)(?:实施|施行)?的(?:\([^)]*\))?《?$"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """An agency said to have issued a work, by which rule, and the words from `start` to `end` that say so."""

    agency: str
    rule: str
    trigger: str | None
    start: int
    end: int


class Issuing:
    """Tells who issued the works that one document names, its own apart."""

    def __init__(self, telling: Telling) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        self._last: tuple[Mention, list[Issue]] | None = None

    def tell(self, mention: Mention, name: Name, governor: Governor) -> None:
        """Add who issued a work where it is named."""
        if mention.entity == self._draft.work:
            return
        agencies = self._telling.agencies
        issues: Iterable[Issue] = titled(self._text, mention, agencies.near(mention.start, mention.end))
        issues = issues or list(apposed(self._text, mention, agencies.near(mention.start - 60, mention.start + 1)))
        issues = issues or self._listed(mention)
        if issues:
            self._last = mention, list(issues)
        for issue in issues or self._by_verb(mention, name, governor):
            if mention.surface.rstrip("》”").endswith("报告") and str(issue.trigger).endswith("通过"):
                continue  # a congress passes the report that a government makes to it
            said = (issue.start, issue.end)
            self._telling.add("ISSUED", issue.agency, mention.entity, issue.rule, issue.trigger, said)

    def _listed(self, mention: Mention) -> list[Issue]:
        """The issuers told before the first of several titles: 财政部、水利部《关于…通知》（…）、《关于…通知》."""
        if self._last is None:
            return []
        first, issues = self._last
        between = self._text[first.end : mention.start]
        if len(between) > 40 or not _GOES_ON.fullmatch(between) or issues[0].rule != "relations.issued_apposition":
            return []
        if not all(
            self._text.startswith(("关于", "印发"), one.start + self._text.startswith("《", one.start))
            for one in (first, mention)
        ):
            return []
        return [
            Issue(one.agency, one.rule, one.trigger, one.start, mention.end)
            for one in issues
            if mention.end - one.start <= clauses.LONGEST
        ]

    def _by_verb(self, mention: Mention, name: Name, governor: Governor) -> Iterator[Issue]:
        told = verb(governor.verbs)
        if told is None or not is_object(self._text, mention):
            return
        first = governor.verbs[0].start
        subject = self._telling.subjects.acting(first)
        if self._ahead(governor, mention.start, subject is not None and bool(subject.mentions)):
            return
        if self._text[governor.clause.start - 1 : governor.clause.start] in tuple("《〈“"):
            return
        prefix = clauses.bare(self._text, governor.clause.start, first, governor.clause.holes)
        meeting = self._meeting(first) if re.search(r"会议?$|全会$", prefix) else None
        if meeting is not None:
            yield Issue(meeting, "relations.issued_subject", told.cue.word, first, name.end)
        elif subject is not None and not subject.mentions:
            self._draft.reject(first, name.end, "other_actor", "relations.issued_subject")
        elif subject is not None:
            for agency in subject.mentions:
                start = agency.start if name.end - agency.start <= clauses.LONGEST else first
                yield Issue(agency.entity, "relations.issued_subject", told.cue.word, start, name.end)
        elif self._telling.issuer is not None and not self._others(mention) and not _ANOTHER.search(prefix):
            yield Issue(self._telling.issuer, "relations.issued_own", told.cue.word, first, name.end)

    def _ahead(self, governor: Governor, place: int, told: bool) -> bool:
        """Whether the issuing lies ahead or is not the subject's own: 推动…出台, 拟制定…, a plan's task."""
        leaf = self._draft.leaf_at(place)
        if leaf is not None and self._draft.entities[leaf].properties.get("status") == "planned":
            return True
        prefix = clauses.bare(self._text, governor.clause.start, governor.verbs[-1].start, governor.clause.holes)
        if _AHEAD.search(prefix) or self._telling.is_problem(place):
            return True
        return not told and leaf is None and self._draft.head.genre in PLANS and not re.search(r"已|先后|\d年", prefix)

    def _others(self, mention: Mention) -> bool:
        """Whether the registry knows another issuer of the work than the document's."""
        known = self._draft.entities[mention.entity].properties.get("issuer")
        return bool(known) and known != self._draft.head.issuer

    def _meeting(self, place: int) -> str | None:
        """The body whose meeting was named last before a place: …委员会第二次会议…。会议审议通过《…》."""
        for agency in reversed(self._telling.free.within(place - 300, place)):
            called = _MEETING.match(self._text, agency.end) or _CHAIR.match(self._text, agency.end)
            if called and self._telling.leaf(agency.start) == self._telling.leaf(place):
                return agency.entity
        return None


def titled(text: str, work: Mention, agencies: Sequence[Mention]) -> list[Issue]:
    """The agencies with which a work's printed title opens: 《国务院关于…的意见》, 《省委办公厅省政府办公厅关于…》."""
    run: list[Mention] = []
    for agency in agencies:
        between = text[run[-1].end : agency.start] if run else ""
        if agency.end < work.end and (between in ("", " ", "、") if run else agency.start == work.start):
            run.append(agency)
    if not run:
        return []
    if _TITLED.match(text, run[-1].end):
        return [Issue(one.entity, "relations.issued_title", None, work.start, work.end) for one in run]
    verb = _promulgated(text, work)
    if text[run[-1].end] == "《" or verb:
        return [Issue(run[-1].entity, "relations.issued_apposition", verb, work.start, work.end)]
    return []


def apposed(text: str, work: Mention, agencies: Sequence[Mention]) -> Iterator[Issue]:
    """The agencies that stand right before a title, with or without 印发的: 国务院《…》, 省委、省政府印发的《…》."""
    for at, agency in enumerate(agencies):
        between = text[agency.end : work.start]
        verb = _promulgated(text, work)
        if between in ("《", "") and agency.end <= work.start:
            if not (text[work.start - 1] == "《" or verb or _numbered(text, work)):
                continue
        elif len(between) <= 24 and _ISSUED_BY.fullmatch(between):
            found = _ISSUING.search(between)
            verb = found[0] if found else None
        elif between == "以" and _numbered(text, work):
            verb = "以"  # 东江省水利厅以东水函〔2021〕5号文件批复了工程方案
        else:
            continue
        for one in (*_beside(text, agencies[:at], agency), agency):
            yield Issue(one.entity, "relations.issued_apposition", verb, one.start, work.end)


def _beside(text: str, before: Sequence[Mention], last: Mention) -> list[Mention]:
    """The agencies listed right before one: 中共中央办公厅、国务院办公厅."""
    found, at = list[Mention](), last.start
    for one in reversed(before):
        if text[one.end : at] not in ("、", "和", " ", ""):
            break
        found.insert(0, one)
        at = one.start
    return found


def _numbered(text: str, work: Mention) -> bool:
    """Whether a work is named by its number alone, right behind its issuer: 东江省水利厅（86）东水管字第21号文件."""
    return re.search(r"[〕\]］】）)][^〕\]］】）)]{0,14}号$", text[work.start : work.end]) is not None


def _promulgated(text: str, work: Mention) -> str | None:
    """The verb behind a title that says it was issued: 国务院…纲要颁布以来."""
    m = re.compile(r"》?(颁布|印发|出台|发布|公布)(?:实施|施行)?(?:以来|后|之后|以后)").match(text, work.end)
    return m[1] if m else None


def is_object(text: str, work: Mention) -> bool:
    """Whether a work as named is what a verb before it acts on, not part of a longer noun: 印发民法典宣传册."""
    return text[work.end : work.end + 1] == "》" or _NOUN_GOES_ON.match(text, work.end) is None


def verb(cluster: tuple[Found, ...]) -> Found | None:
    """The verb of issuing in a run of verbs."""
    return next((c for c in cluster if c.is_a("issue")), None)
