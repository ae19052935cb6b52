"""What is said between the works, programs, agencies and measures of a document, each statement with its quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc

from graph.keys import agency_key
from graph.records import Mention
from graph.registry import Registry
from loaders import clauses, cues, issuing, succession
from loaders.actors import Actor, Actors
from loaders.clauses import Sentences
from loaders.cues import Cues, Lists
from loaders.draft import Draft, draft_of
from loaders.duties import Duties
from loaders.gazetteer import Term
from loaders.spans import Mentions
from loaders.statements import Governor, Name, Reader, Statement
from loaders.subjects import Subjects

WORKS = ("Law", "Policy")
PLANS = ("规划", "方案", "计划", "要点", "意见", "通知", "办法", "规定", "条例", "细则", "纲要", "决定", "措施")
_TO_CONGRESS = re.compile(
    r"代表[^，。；,\n]{2,20}?[，,]?(?:现在)?向(?:本次)?大会(?:作|做)?(?:[^，。；,\n]{0,12}?)(?P<verb>报告)"
)
_FORWARDS = re.compile("批转|转发")
_MEETING = re.compile(r"(?:第[一二三四五六七八九十百\d]+次)?(?:全体|常务|专题|党组|扩大)?(?:会议|全会|大会)")
_CHAIR = re.compile(r"(?:主任|书记|主席|组长)?[^,，。]{0,8}?(?:主持)?召开")
_ISSUED_JOINTLY = re.compile(r"(?:近日|日前|联合|共同|正式){0,2}(?:印发|发布|公布|出台|制定|下发)")
_HANDED_OUT = re.compile(r"》?(?:[(（][^()（）\n]{0,30}[)）])?(?:印发|发布|公布|下发|转发)给你们")
_ADOPTED = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}次(?:全体)?会议(?:审议|表决)?通过")
_ISSUING = re.compile(r"关于(印发)|(印发|发布|公布|下发|转发)(?=给你们)|(?<=会议)((?:审议|表决)?通过)$")
_AHEAD = re.compile(
    r"(?:推动|参与|起草|审核|推进|抓紧|尽快|适时|力争|争取|计划|配合|协助|督促|指导|支持|鼓励|要求|必须|可以|建议|提请|拟|尚未|没有|组织各|组织有关|组织市)"
    r"|(?:将|应当?|需|(?<![主重需首])要|待|未)(?=.{0,4}$)"
)


def terms(registry: Registry) -> Iterable[Term]:
    """The cue words."""
    return cues.terms()


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """The pipeline component that adds the relations."""
    lists = Lists()

    def relations(doc: Doc) -> Doc:
        Telling(draft_of(doc), lists).tell()
        return doc

    return relations


class Telling:
    """The relations of one document in the making."""

    def __init__(self, draft: Draft, lists: Lists) -> None:
        self._draft, self._text = draft, draft.text
        mentions = sorted(draft.mentions, key=lambda m: (m.start, -m.end))
        self._targets = [m for m in mentions if m.type in (*WORKS, "Program")]
        self._agencies = Mentions(_outermost([m for m in mentions if m.type == "Agency"]))
        works = [(m.start, m.end) for m in self._targets if m.type in WORKS]
        self._free = Mentions(_outside(self._agencies.all, works))
        self._sentences = Sentences(self._text)
        self._subjects = Subjects(self._text, self._free.all, self._sentences)
        self._cues = Cues(draft, [(m.start, m.end) for m in (*self._targets, *self._agencies.all)])
        self._reader = Reader(self._text, self._cues, lists)
        self._sections = {s.id: s for s in draft.sections}
        self._issuer = self._find_issuer()
        self._carried: set[tuple[str, str, int]] = set()

    def tell(self) -> None:
        """Add every relation to the draft."""
        self._masthead()
        for mention in self._targets:
            if mention.entity != self._draft.work:  # that a plan's own tasks follow the plan goes without saying
                self._target(mention)
        self._actors()
        self._to_congress()
        for duty in Duties(self._text, self._free.all, self._subjects).all():
            source = duty.source or self._issuer
            if duty.reason is None and duty.source is None and not self._reporting(duty.start):
                continue  # 应向…报告 in rules and letters: whose duty it is stands elsewhere
            if duty.reason:
                self._draft.reject(duty.start, duty.end, duty.reason, duty.rule)
            elif source and source != duty.target:
                self._add(duty.kind, source, duty.target, duty.rule, duty.trigger, (duty.start, duty.end))

    def _to_congress(self) -> None:
        """A report given to a congress: 我代表市人民政府向大会作政府工作报告; which congress, the lines above say."""
        for m in _TO_CONGRESS.finditer(self._text):
            who = next(iter(self._agencies.within(m.start(), m.end())), None)
            held = [
                a
                for a in self._agencies.near(0, m.start())
                if self._draft.entities[a.entity].name.endswith("人民代表大会")
            ]
            if who and held and who.entity != held[0].entity:
                self._add(
                    "REPORTS_TO",
                    who.entity,
                    held[0].entity,
                    "relations.reports_congress",
                    m["verb"],
                    (m.start(), m.end()),
                )

    def _reporting(self, place: int) -> bool:
        """Whether the text tells there what its own issuer did: a report, or a measure that is done."""
        leaf = self._draft.leaf_at(place)
        status = self._draft.entities[leaf].properties.get("status") if leaf else None
        return self._draft.head.genre in ("报告", "总结") or status in ("done", "ongoing")

    # ------------------------------------------------------------ works and programs

    def _target(self, mention: Mention) -> None:
        name = self._name(mention)
        governor = self._reader.governor(name)
        own = self._inner(mention, name)
        if own and governor.verbs and not mention.surface.endswith("”") and "”" in mention.surface:
            own = None  # 开展“打造云江品牌”专项行动: the verb before the whole name
        if name.program:
            said = own or self._reader.of_program(name, governor)
        else:
            said = own or self._reader.of_work(name, governor)
            self._issued(mention, name, governor)
            self._succession(mention, name)
        if said is not None:
            self._state(mention, name, said)

    def _name(self, mention: Mention) -> Name:
        start, end = mention.start, mention.end
        marks = "《〈" if mention.type == "Program" else "《〈“"
        if self._text[start - 1 : start] in tuple(marks) and self._text[end : end + 1] in tuple("》〉”"):
            start, end = start - 1, end + 1
        quoted = self._text[start] in "“「" or self._text[start - 1 : start] == "“" or "“" in mention.surface
        return Name(start, end, mention.type == "Program", quoted)

    def _inner(self, mention: Mention, name: Name) -> Statement | None:
        """A program whose own name opens with its verb: “创建全国文明典范城市”."""
        if not name.program:
            return None
        shift = 1 if self._text[mention.start] == "“" else 0
        first = re.compile(r"创建|打造|深化|推进|推行|建设|争创").match(self._text, mention.start + shift)
        before = self._text[mention.start - 1 : mention.start]
        if first is None or not (shift or before == "“"):
            return None
        mode = "creates" if first[0] in ("打造", "建设") else "carries_out"
        return Statement("IMPLEMENTS", "relations.implements_inner", first[0], mention.start, mention.end, mode)

    def _state(self, mention: Mention, name: Name, said: Statement) -> None:
        leaf = self._leaf(mention.start)
        source = leaf or self._draft.work
        kind, rule = str(said.kind), said.rule
        if source is None:
            return
        problem = self._is_problem(mention.start)
        if kind == "IMPLEMENTS" and (said.reason or (problem and said.polarity == "positive")):
            if said.reason:
                self._draft.reject(said.start, said.end, said.reason, rule)
            kind, rule = "CITES", "relations.cites"
        if kind == "CITES" and name.program:
            return
        if source == mention.entity:
            return
        at = (source, mention.entity, self._sentences.at(mention.start)[0])
        if kind == "CITES" and at in self._carried:
            return
        needed = (min(said.start, name.start), max(said.end, name.end))
        mode = said.mode if kind == "IMPLEMENTS" else None
        polarity = said.polarity if kind == "IMPLEMENTS" else "positive"
        if self._add(kind, source, mention.entity, rule, said.trigger, needed, mode=mode, polarity=polarity):
            self._carried.add(at)
        elif not name.program:
            self._add("CITES", source, mention.entity, "relations.cites", None, (name.start, name.end))

    def _is_problem(self, place: int) -> bool:
        section = self._draft.section_at(place)
        return section is not None and section.role == "problems"

    def _leaf(self, place: int) -> str | None:
        """The measure that holds a place; a problem states nothing of its own."""
        leaf = self._draft.leaf_at(place)
        return leaf if leaf is not None and self._draft.entities[leaf].type == "Measure" else None

    def _succession(self, mention: Mention, name: Name) -> None:
        work = self._draft.work
        if work is None or mention.entity == work:
            return
        span = self._draft.head.title_span
        title = span is not None and span[0] <= mention.start < span[1]
        said = succession.done_to(self._text, name, title)
        if said is not None and said.kind is not None:
            self._add(
                said.kind,
                work,
                mention.entity,
                said.rule,
                said.trigger,
                (min(said.start, name.start), max(said.end, name.end)),
            )

    # ------------------------------------------------------------ issuing

    def _masthead(self) -> None:
        """The own work, issued by whom its title or signature names."""
        head, work = self._draft.head, self._draft.work
        if work is None or self._issuer is None:
            return
        spans = [head.title_span] if head.title_span and self._in_title(head.title_span) else list(head.issuer_spans)
        if spans != [head.title_span] and len(spans) <= 1:
            spans = self._handed_out() or self._adopted() or spans
        spans = spans or ([head.title_span] if head.title_span else [])
        for start, end in filter(None, spans):
            words = self._text[start:end]
            if len(words) > clauses.LONGEST:
                continue
            section = self._draft.section_at(start)
            told, beside = _ISSUING.search(words), list[Mention]()
            named = [m.entity for m in self._agencies.near(start, end)] if (start, end) in head.issuer_spans else []
            if named and (beside := self._beside(end)):
                end = beside[-1].end
            for issuer in [*named[:1], *(m.entity for m in beside)] if named else self._joint(start, end):
                self._draft.relate(
                    "ISSUED",
                    issuer,
                    work,
                    start=start,
                    end=end,
                    rule="relations.issued_masthead",
                    trigger=told[told.lastindex or 0] if told else None,
                    section=section.id if section else None,
                )
            self._draft.fire("relations.issued_masthead", start, end)
        if head.title_span:
            self._forwarded(work, *head.title_span)

    def _forwarded(self, work: str, start: int, end: int) -> None:
        """The bodies whose work a title carries on: 云江市人民政府批转市水利局关于…的报告."""
        verb = _FORWARDS.search(self._text, start, end)
        at = verb.end() if verb else end
        for m in self._agencies.near(at, end) if end - start <= clauses.LONGEST else ():
            if not verb or self._text[at : m.start] not in ("", "、", "和", " ", "\n"):
                return
            at = m.end
            section = self._draft.section_at(start)
            self._draft.relate(
                "ISSUED",
                m.entity,
                work,
                start=start,
                end=end,
                rule="relations.issued_forwarded",
                trigger=verb[0],
                section=section.id if section else None,
            )
            self._draft.fire("relations.issued_forwarded", start, end)

    def _handed_out(self) -> list[tuple[int, int]]:
        """现将《…》印发给你们 of the own work: the notice that carries it."""
        for mention in self._targets:
            if mention.entity == self._draft.work and mention.end < 1500:
                m = _HANDED_OUT.match(self._text, mention.end)
                start = self._text.rfind("现", max(0, mention.start - 4), mention.start)
                if m and start >= 0:
                    return [(start, m.end())]
        return []

    def _adopted(self) -> list[tuple[int, int]]:
        """Below the title: 东江省第九届人民代表大会常务委员会第五次会议通过."""
        for mention in self._agencies.all:
            if mention.start > 600:
                break
            m = _ADOPTED.match(self._text, mention.end) if mention.entity == self._issuer else None
            if m:
                return [(mention.start, m.end())]
        return []

    def _beside(self, end: int) -> list[Mention]:
        """The bodies that issued with the one that ends there: 中共中央、国务院印发了《…》; none without that verb."""
        found, at = list[Mention](), end
        for m in self._agencies.near(end, end + 60):
            if m.start >= at and self._text[at : m.start] in ("、", "和", " ", "、 "):
                found.append(m)
                at = m.end
        return found if found and _ISSUED_JOINTLY.match(self._text, at) else []

    def _joint(self, start: int, end: int) -> list[str]:
        """The issuers that a title opens with: 中共中央办公厅 国务院办公厅关于…; else the one issuer."""
        opening, at = [], start
        for m in self._agencies.near(start, end):
            if not self._text[at : m.start].strip(" \n　、和"):
                opening.append(m.entity)
                at = m.end
        whole = self._text[at:end].strip().startswith(("关于", "印发", "令", "公告", "批转", "转发")) or at == end
        return list(dict.fromkeys(opening)) if self._issuer in opening and whole else [str(self._issuer)]

    def _in_title(self, span: tuple[int, int]) -> bool:
        return any(m.entity == self._issuer for m in self._agencies.near(*span))

    def _find_issuer(self) -> str | None:
        """The entity of the document's issuer, with a mention; None where it is named nowhere."""
        name = self._draft.head.issuer
        if not name:
            return None
        key = agency_key(name)
        known = next(
            (i for i, e in self._draft.entities.items() if e.type == "Agency" and (e.name == name or key in e.keys)),
            None,
        )
        if known is not None and any(m.entity == known for m in self._draft.mentions):
            return known
        if not self._draft.head.issuer_spans:
            return None
        entity = self._draft.entity("Agency", name, (key,), properties={})
        self._draft.mention(entity, *self._draft.head.issuer_spans[0])
        return entity

    def _issued(self, mention: Mention, name: Name, governor: Governor) -> None:
        if mention.entity == self._draft.work:
            return
        near = self._agencies.near(mention.start - 60, mention.start + 1)
        told = issuing.titled(self._text, mention, near)
        issues = [told] if told else []
        issues += [i for i in issuing.apposed(self._text, mention, near) if told is None]
        if not issues:
            issues = list(self._by_verb(mention, name, governor))
        for issue in issues:
            self._add("ISSUED", issue.agency, mention.entity, issue.rule, issue.trigger, (issue.start, issue.end))

    def _by_verb(self, mention: Mention, name: Name, governor: Governor) -> Iterator[issuing.Issue]:
        verb = issuing.verb(governor.verbs)
        subject = self._subjects.acting(governor.verbs[0].start) if verb else None
        told = subject is not None and bool(subject.mentions)
        if verb is None or self._ahead(governor, mention.start, told) or not issuing.is_object(self._text, mention):
            return
        if self._text[governor.clause.start - 1 : governor.clause.start] in tuple("《〈“"):
            return
        prefix = clauses.bare(self._text, governor.clause.start, governor.verbs[0].start, governor.clause.holes)
        meeting = self._meeting(governor.verbs[0].start) if re.search(r"会议?$|全会$", prefix) else None
        if meeting is not None:
            yield issuing.Issue(meeting, "relations.issued_subject", verb.cue.word, governor.verbs[0].start, name.end)
        elif subject is not None and not subject.mentions:
            self._draft.reject(governor.verbs[0].start, name.end, "other_actor", "relations.issued_subject")
        elif subject is not None:
            for agency in subject.mentions:
                start = agency.start if name.end - agency.start <= clauses.LONGEST else governor.verbs[0].start
                yield issuing.Issue(agency.entity, "relations.issued_subject", verb.cue.word, start, name.end)
        elif self._issuer is not None and not self._others(mention):
            yield issuing.Issue(self._issuer, "relations.issued_own", verb.cue.word, governor.verbs[0].start, name.end)

    def _ahead(self, governor: Governor, place: int, told: bool) -> bool:
        """Whether the issuing lies ahead or is not the subject's own: 推动…出台, 拟制定…, a plan's task."""
        leaf = self._draft.leaf_at(place)
        if leaf is not None and self._draft.entities[leaf].properties.get("status") == "planned":
            return True
        prefix = clauses.bare(self._text, governor.clause.start, governor.verbs[-1].start, governor.clause.holes)
        if _AHEAD.search(prefix) or self._is_problem(place):
            return True
        return not told and leaf is None and self._draft.head.genre in PLANS and not re.search(r"已|先后|\d年", prefix)

    def _others(self, mention: Mention) -> bool:
        """Whether the registry knows another issuer of the work than the document's."""
        known = self._draft.entities[mention.entity].properties.get("issuer")
        return bool(known) and known != self._draft.head.issuer

    def _meeting(self, place: int) -> str | None:
        """The body whose meeting was named last before a place: …委员会第二次会议…。会议审议通过《…》."""
        for agency in reversed(self._free.within(place - 300, place)):
            if (_MEETING.match(self._text, agency.end) or _CHAIR.match(self._text, agency.end)) and self._leaf(
                agency.start
            ) == self._leaf(place):
                return agency.entity
        return None

    # ------------------------------------------------------------ actors

    def _actors(self) -> None:
        finder = Actors(self._text, self._free, self._subjects)
        for entity in list(self._draft.entities.values()):
            if entity.type != "Measure":
                continue
            section = self._sections[entity.properties["section"]]
            seen: set[tuple[str, str]] = set()
            for actor in finder.within(section.start, section.end):
                if (actor.agency, actor.rule) in seen:
                    continue
                seen.add((actor.agency, actor.rule))
                self._act(entity.id, actor)

    def _act(self, measure: str, actor: Actor) -> None:
        needed = (actor.start, actor.end)
        if actor.rule == "relations.actor_list":
            needed = self._listed(actor.start, actor.end, actor.agency)
        self._add("CARRIES_OUT", actor.agency, measure, actor.rule, actor.trigger, needed, role=actor.role)

    def _listed(self, start: int, end: int, agency: str) -> tuple[int, int]:
        """The list of responsible bodies, or its part around one of them where it is long."""
        if end - start <= clauses.LONGEST:
            return start, end
        at = next(m for m in self._free.near(start, end) if m.entity == agency)
        return max(start, at.start - 60), min(end, at.end + 60)

    # ------------------------------------------------------------ adding

    def _add(
        self,
        kind: str,
        source: str,
        target: str,
        rule: str,
        trigger: str | None,
        needed: tuple[int, int],
        *,
        mode: str | None = None,
        polarity: str = "positive",
        role: str | None = None,
    ) -> bool:
        """Add a statement with the clause that says it; False where no clause can."""
        low, high = self._sentences.at(needed[0])
        bounds = self._bounds(needed[0])
        sentence = (max(low, bounds[0]), min(high, bounds[1]))
        span = needed if rule == "relations.actor_list" else clauses.quote(self._text, sentence, needed)
        if span is None:
            return False
        section = self._draft.section_at(needed[0])
        self._draft.relate(
            kind,
            source,
            target,
            start=span[0],
            end=span[1],
            rule=rule,
            trigger=trigger,
            section=section.id if section else None,
            mode=mode,
            polarity=polarity,
            role=role,
        )
        self._draft.fire(rule, *span)
        return True

    def _bounds(self, place: int) -> tuple[int, int]:
        """The section that a quote must keep to."""
        section = self._draft.section_at(place)
        return (section.start, section.end) if section else (0, len(self._text))


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """The mentions that lie in no other of the list; sorted by place, the longest first."""
    kept: list[Mention] = []
    for m in mentions:
        if not kept or m.end > kept[-1].end or (m.start, m.end) == (kept[-1].start, kept[-1].end):
            kept.append(m)
    return kept


def _outside(mentions: Iterable[Mention], spans: list[tuple[int, int]]) -> list[Mention]:
    """The mentions that lie in none of the spans; both sorted by place."""
    kept, at, reach = [], 0, -1
    for m in mentions:
        while at < len(spans) and spans[at][0] <= m.start:
            reach = max(reach, spans[at][1])
            at += 1
        if m.start >= reach:
            kept.append(m)
    return kept
