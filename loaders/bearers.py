"""Who bears a duty at a place of a text: its subject, the agent of 由, the body whose meeting passed it, the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records import Mention
from loaders import clauses
from loaders.deixis import POINTING, Deixis, Pointed, pointed
from loaders.scanning import near, standing
from loaders.telling import Telling

JOINTS = ("、", "和", "与", "及", "以及", "，", ",", "并", "会同", "及其", "暨")
_JOINT = re.compile("及其|以及|[、和与及]")
_CROWD = re.compile(r"部门|单位|各|企业|机关|干部|街道|乡镇|委员会|代表|下级|上级|级以上|地方|你|公司|当事人|申请人")
_TURNS = re.compile("组织|督促|指导|要求|协调|责令|敦促|请")
# 营运单位应…并报市司法局: a clause of somebody without a name, between the subject and the duty.
_OTHERS = re.compile(
    r"(?:^|[，,；;：:])(?:(?!经|对|按|在|根据|由)[^，,；;：:]){0,14}?"
    r"(?:部门|单位|机构|机关|企业|公司|集团|银行|[申请当事]人|业主|人员|代表|学校|医院|[市区县镇乡]|办公室|处|所)"
    r"(?:应当?(?!急|用|对|诉|约)|要|须|必须|可以?|负责|将|会同|每[年月季半]|依法|定期|及时|于|认为|制定|提出)"
)
_PASSED = re.compile(
    r"(?:党组|党委|政府)?第?[^，,。；;、]{0,18}(?:会议|全会)(?:审议|研究|讨论|表决)?(?:通过|同意|审定)?[，,]?(?:并|再|后)?$"
)
# 报国家计委组织审查后，报国务院审批: the body that takes it first carries it up.
_HANDLED = re.compile(
    r"(?:组织|统一|负责|会同[^,，。;；]{2,16}?)*(?:汇总|审查|审核|初审|审定|复核|核实|研究)(?:同意|通过|批准|合格)?后[,，]?(?:再|统一|由其)?$"
)
_BY = re.compile(r"由[^，,。；;、由]{0,2}$")
_AGENTS_END = re.compile(
    "(?:的|分管|主要)?(?:领导|负责同志|负责人|书记|主任|市长|区长|县长)|组成|牵头组成|牵头单位|成员|召集人|所属|下属|各|有关"
)
_LISTED = re.compile(r"[\s　]*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|[一二三四五六七八九十]是)")
_LEADS_IN = "：:"
_FAR = 1500  # characters back to the line that leads a list in


@dataclass(frozen=True, slots=True)
class Bearer:
    """The bodies that bear a duty; none with the reason why nobody does, or none at all where the text is silent."""

    bodies: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def is_left_out(self) -> bool:
        """Whether the text names nobody, neither a body nor a crowd."""
        return not self.bodies and self.reason is None


@dataclass(frozen=True, slots=True)
class Named:
    """Bodies named at one place, where the words end, those by name, those by rank."""

    end: int
    mentions: tuple[Mention, ...]
    ranks: tuple[Pointed, ...]


class Bearers:
    """Finds who bears the duties that one document tells."""

    def __init__(self, telling: Telling) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        self._agencies = telling.free
        self._at = {m.start: m for m in telling.free.all}
        self._deixis = Deixis(telling.draft)

    def places(self) -> list[int]:
        """Where bodies begin, by name or by rank."""
        ranks = near(POINTING, standing(self._text, "级"), self._text, reach=2)
        return sorted({*self._at, *(m.start() for m in ranks)})

    def of(self, place: int) -> Bearer:
        """Who bears the duty told at a place."""
        passed = self._passed(place)
        if passed is not None:
            return Bearer((passed.entity,))
        end, bodies = self._subject(place)
        agents = self._agents(place, max(end, self._telling.sentences.at(place)[0]))
        if agents:
            end, bodies = agents[-1].end, tuple(m.entity for m in agents)
        between = self._text[max(clauses.before(self._text, place).start, end) : place]
        if end < 0:
            whole = self._text[self._telling.sentences.at(place)[0] : place]
            if _CROWD.search(between) or _OTHERS.search(whole):
                return Bearer(reason="other_actor")
            return Bearer(self._led_in(place))
        if not bodies or _OTHERS.search(self._text, end, place):
            return Bearer(reason="other_actor")
        if _TURNS.search(between):
            return Bearer(reason="other_actor" if _CROWD.search(between) else None)
        return Bearer(bodies)

    def run(self, place: int) -> Sequence[Mention]:
        """The bodies named one after another from a place on: 市人大及其常委会、市政协."""
        found: list[Mention] = []
        at = place
        while (m := self._at.get(at)) is not None:
            found.append(m)
            joint = next((j for j in JOINTS if self._text.startswith(j, m.end) and m.end + len(j) in self._at), None)
            if joint is None:
                break
            at = m.end + len(joint)
        return found

    def named(self, place: int) -> Named | None:
        """The bodies that begin at a place, by name or by rank: 市政府和本级人大常委会."""
        at, end, mentions, ranks = place, place, list[Mention](), list[Pointed]()
        while True:
            run, words = self.run(at), pointed(self._text, at)
            if not run and not words:
                return Named(end, tuple(mentions), tuple(ranks)) if mentions or ranks else None
            mentions += run
            ranks += words
            end = run[-1].end if run else words[-1].end
            joint = _JOINT.match(self._text, end)
            at = joint.end() if joint else end

    def its(self, place: int) -> Named | None:
        """The bodies that 其 means at a place, named before in its sentence: 接受市人大监督，向其报告工作."""
        low = self._telling.sentences.at(place)[0]
        for m in reversed(self._agencies.within(low, place)):
            if self._text.endswith(("对", "向", "受"), 0, m.start):
                run = self.run(m.start)
                return Named(run[-1].end, tuple(run), ())
        return None

    def bodies(self, bearer: str, named: Named) -> Iterator[str]:
        """The entities of bodies as named, those named by rank written out as the bearer's."""
        yield from (m.entity for m in named.mentions)
        yield from self._deixis.bodies(bearer, named.ranks)

    def refuse(self, bearer: Bearer, named: Named, rule: str, span: tuple[int, int]) -> None:
        """Note why nobody bears a duty: another does, or the text names nobody whose 本级人大 could be meant."""
        if bearer.reason or (named.ranks and not bearer.bodies):
            self._draft.reject(*span, bearer.reason or "no_antecedent", rule)

    def _subject(self, place: int) -> tuple[int, tuple[str, ...]]:
        subject = self._telling.subjects.acting(place)
        return (subject.end, tuple(m.entity for m in subject.mentions)) if subject else (-1, ())

    def _agents(self, place: int, low: int) -> Sequence[Mention]:
        """The last bodies behind 由 before a place: 由市司法局审查并定期向市政府报告."""
        for m in reversed(self._agencies.within(low, place)):
            if _BY.search(self._text, max(low, m.start - 3), m.start):
                run = [r for r in self.run(m.start) if r.end <= place]
                if run and not _AGENTS_END.match(self._text, run[-1].end):
                    return run
        return ()

    def _passed(self, place: int) -> Mention | None:
        """The body whose meeting passed a text that then goes up: 已经市政府常务会议通过，并报市委同意."""
        for m in reversed(self._agencies.within(max(0, place - 40), place)):
            if self._text.endswith("经", 0, m.start) and _PASSED.fullmatch(self._text, m.end, place):
                return m
            if self._text.endswith(("报", "送", "交", "经"), 0, m.start) and _HANDLED.fullmatch(
                self._text, m.end, place
            ):
                return m
        return None

    def _led_in(self, place: int) -> tuple[str, ...]:
        """The subject of the line that leads in the list in which a place stands: 市司法局履行下列职责：（一）…."""
        line = self._text.rfind("\n", 0, place) + 1
        if not _LISTED.match(self._text, line, place):
            return ()
        at = line - 1
        while at > max(0, place - _FAR):
            start = self._text.rfind("\n", 0, at) + 1
            words = self._text[start:at].strip()
            if words.endswith(tuple(_LEADS_IN)):
                subjects = self._telling.subjects.of(at - 1)
                return tuple(m.entity for m in subjects[0].mentions) if subjects else ()
            if words and not _LISTED.match(self._text, start, at):
                return ()
            at = start - 1
        return ()

    def is_reporting(self, place: int) -> bool:
        """Whether the text tells there what its own issuer does: a report, or a measure that is done."""
        leaf = self._draft.leaf_at(place)
        status = self._draft.entities[leaf].properties.get("status") if leaf else None
        return self.is_report() or status in ("done", "ongoing")

    def is_report(self) -> bool:
        """Whether the whole text reports what its issuer did."""
        return self._draft.head.genre in ("报告", "总结")
