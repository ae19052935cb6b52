"""Who carries out a measure: its grammatical subjects, the agents of its passives, its lists of responsible bodies."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records import Mention
from loaders import clauses
from loaders.rulebook import choice, words
from loaders.spans import Spans
from loaders.subjects import TIME
from loaders.telling import Telling

_BY = re.compile(r"由[^,，。;；、由]{0,2}$|委托$")
# 委托市司法局对合同进行评估: whom another asks does it; 委托市司法局的… is no act of its own.
_ASKED = re.compile(
    "[，,]?(?:分别)?(?:对|负责|配合|协助|承担|开展|组织|督促|监督|协调|落实|办理|实施|进行|具体|代为|编制|牵头|统一|召集)"
)
# 市司法局要会同市财政局、市水利局…出台措施: who is named behind the verb helps.
_WITH = re.compile(
    r"(?<![未不])(?:[要应将须需可]|应当|必须|负责|积极|及时|抓紧|定期|主动|牵头|依法|尽快|同时|[,，;；])会同$"
)
_OFFICE = re.compile(
    r"(?:主要|分管|有关)?(?:领导|负责|书记|主任|市长|区长|县长|局长|厅长|秘书长|担任|组成|任|兼任|主要负责人|的|各|有关|《|“"
    r"|(?:法制|工作|派出|办事|直属|主管)机构|全体会议|常务会议)"
    r"(?!牵头|落实|组织|[一-鿿]*?(?:办理|实施|审核))"
)
# 由…、…等组成的协调机制: the bodies make it up, they do nothing yet.
_MADE_UP = re.compile(r"[^,，。;；]{0,80}?(?:组成|参加|担任)(?:的|$|[,，。;；])")
# 由市司法局出具的报告: what a body made is spoken of, nothing is done.
_RELATIVE = re.compile(
    "(?:统一|联合|依法|共同|直接)?(?:出具|开具|认定|批准|发布|公布|颁发|核发|审批|核定|核准|审定|评定|下达|下发|提供|设立|制定|印发|确定|规定"
    "|监制|举办|主办|承办|管理|主管|交办|督办|授予|命名|备案|签发|登记|收储|投资)(?:并[一-鿿]{2,4})?的"
)
# 由市司法局会同有关部门负责解释: who explains a text carries out none of its tasks.
_EXPLAINS = re.compile(
    r"(?:[、和与及](?:[^,，。;；]{2,40}?))?(?:会同[^,，。;；]{2,20}?)?(?:按照?(?:各自)?职责(?:分工)?|具体|共同|分别)*(?:负责)?解释(?![工说])"
)
# 由…牵头制定的《…》: the body issued a text, it does not carry out the task.
_DRAFTED = re.compile(r"[^,，。;；]{0,20}?(?:制定|制订|起草|编制|修订|印发|出台|发布)的《")
# 市司法局牵头，市财政局、各区配合: the duty ends its clause; bodies without a name may stand before it.
_DUTY = re.compile(
    r"(?:[、和与及](?:各[一-鿿]{1,6}?|[一-鿿]{1,12}?(?:政府|局|委|办|院|会|厅|处|队|中心|街道|镇|乡|署|公司|部门|单位)))*"
    r"(?:等(?:有关|相关)?(?:职能|成员)?(?:部门|单位)?)?(?:按照?(?:各自)?职责(?:分工)?|分别|共同|具体|联合|密切|积极|分工)*"
    r"(牵头负责|牵头|主办|承办|负责|配合|协助|协同|协办|参与)(?:组织)?(?:实施|落实|办理|推进)?(?=\s*(?:[,，。;；、]|\n|$))"
)
_HELPS = ("配合", "参与", "参加", "协助", "协同", "协办")
_JOINED = ("、", "和", "与", "及", "会同", "以及")
_NUMBERING = re.compile(r"[\s（(]*[〇一二三四五六七八九十\d]*[)）.．、\s]*")
_JOINT_GAP = re.compile(r"[、，,和与及\s]|会同")
_HEADING_END = re.compile(r"[。:：\n](?=.{4})", re.DOTALL)  # what follows tells the duties
_STOPS = ",，。;；:：\n"
_LABEL = re.compile(rf"(?:\s|{TIME})*")
_SEPARATOR = re.compile(r"[、，,;；\s和与及等]|会同|联合|以及|分别|按照?职责(?:分工)?|各自|共同")
# 〔市司法局及各区县（自治县）政府负责〕: a list holds brackets of its own.
_BRACKET = re.compile(r"[（(\[【〔]((?:[^（()）\n]|[（(][^（()）\n]{1,40}[)）]){2,400})[)）\]】〕]")
_DOES = re.compile(r"[^;；。]*?(牵头|配合|参与|参加|协助|协同|负责|落实|分工)")
_LIST_END = re.compile(r"[。\n]|(?=完成时限|完成时间|时限要求|时间安排|工作目标)")
_MEMBERS = ("成员单位", "各成员", "组成单位", "有关成员", "全体成员")
_WORK_WORDS = r"牵头|负责|配合|参与|参加|按职责|协同|协助|落实|分工|会同|主办|承办|承担|组织实施|推进"


@dataclass(frozen=True, slots=True)
class Actor:
    """An agency that a place names as acting: the rule, the role in a list, the trigger, and the words that say so."""

    agency: str
    rule: str
    start: int
    end: int
    role: str | None = None
    trigger: str | None = None


@functools.cache
def _headings() -> re.Pattern[str]:
    """What opens a list of responsible bodies: 牵头单位：, 责任单位为."""
    return re.compile(rf"({choice((*words('relations', 'lead'), *words('relations', 'support')))})(?:\s*[:：∶]|为)")


@functools.cache
def _unasked() -> re.Pattern[str]:
    """What makes a duty asked for, denied or past, or leads a new body only: 要求…, 不再由…, 成立由…牵头的小组."""
    asking = "|".join(map(re.escape, words("relations", "asking")))
    denial = "|".join(map(re.escape, words("relations", "denial")))
    return re.compile(rf"^(?:{asking})|(?:{asking}|{denial}|不再|原|曾|成立|组建|建立|设立)由[^由]{{0,2}}$")


class Actors:
    """Tells the actors of the measures of one document."""

    def __init__(self, telling: Telling) -> None:
        self._telling, self._text, self._agencies = telling, telling.text, telling.free
        self._support, self._heading = frozenset(words("relations", "support")), _headings()

    def tell(self) -> None:
        """Add the actors of every measure."""
        draft = self._telling.draft
        sections = {s.id: s for s in draft.sections}
        for entity in [e for e in draft.entities.values() if e.type == "Measure"]:
            section = sections[entity.properties["section"]]
            seen: set[tuple[str, str]] = set()
            for actor in self.within(section.start, section.end):
                if (actor.agency, actor.rule) not in seen:
                    seen.add((actor.agency, actor.rule))
                    self._act(entity.id, actor)

    def _act(self, measure: str, actor: Actor) -> None:
        needed = (actor.start, actor.end)
        if actor.rule == "relations.actor_list":
            needed = self._listed(actor.start, actor.end, actor.agency)
        self._telling.add("CARRIES_OUT", actor.agency, measure, actor.rule, actor.trigger, needed, role=actor.role)

    def _listed(self, start: int, end: int, agency: str) -> tuple[int, int]:
        """The list of responsible bodies, or its part around one of them where it is long."""
        if end - start <= clauses.LONGEST:
            return start, end
        at = next(m for m in self._agencies.near(start, end) if m.entity == agency)
        return max(start, at.start - 60), min(end, at.end + 60)

    def within(self, start: int, end: int) -> Iterator[Actor]:
        """The actors that a measure's text between two places names; most measures name no body at all."""
        if not self._inside(start, end):
            return
        listed = [*self._headed(start, end), *self._lists(start, end)]
        yield from listed
        told = list(self._duties(start, end, Spans((a.start, a.end) for a in listed)))
        yield from told
        covered = Spans((a.start, a.end) for a in (*listed, *told))
        seen: set[int] = set()
        for held in self._inside(start, end):
            for subject in self._telling.subjects.of(held.start):
                if subject.start < start or subject.end > end or subject.start in seen or covered.holds(subject.start):
                    continue
                seen.add(subject.start)
                if _EXPLAINS.match(self._text, subject.end, end):
                    continue
                for mention in subject.mentions:
                    yield Actor(mention.entity, "relations.actor_subject", mention.start, mention.end)
        yield from self._agents(start, end, covered)
        yield from self._helpers(start, end, covered)

    def _headed(self, start: int, end: int) -> Iterator[Actor]:
        """The bodies that a leaf is headed by, whose duties follow: 3．市财政局。统筹安排…."""
        at, run = start, list[Mention]()
        for m in self._inside(start, min(end, start + 80)):
            gap = self._text[at : m.start]
            if not (_JOINT_GAP if run else _NUMBERING).fullmatch(gap):
                break
            run.append(m)
            at = m.end
        if run and _HEADING_END.match(self._text, at, end):
            yield from (Actor(m.entity, "relations.actor_heading", m.start, m.end, "lead") for m in run)

    def _agents(self, start: int, end: int, covered: Spans) -> Iterator[Actor]:
        run = False
        previous = -1
        for m in self._inside(start, end):
            joined = run and self._text[previous : m.start] in (
                "、",
                "和",
                "与",
                "及",
                "会同",
                "以及",
                "配合",
                "协助",
                "，",
                ",",
            )
            before = self._text[max(start, m.start - 3) : m.start]
            run = joined or _BY.search(before) is not None
            previous = m.end
            tail = self._text[m.end : m.end + 12]
            if before.endswith("委托") and not _ASKED.match(tail):
                run = False
            if run and (_EXPLAINS.match(self._text, m.end, end) or _RELATIVE.match(self._text, m.end, end)):
                continue
            if run and (_MADE_UP.match(self._text, m.end, end) or _DRAFTED.match(self._text, m.end, end)):
                continue
            if run and len(tail) > 2 and not _OFFICE.match(tail) and not covered.holds(m.start):
                yield Actor(m.entity, "relations.actor_by", m.start, m.end)

    def _helpers(self, start: int, end: int, covered: Spans) -> Iterator[Actor]:
        """The bodies together with which somebody is to act: 市司法局要会同市财政局、市水利局出台措施."""
        run, previous = False, -1
        for m in self._inside(start, end) if "会同" in self._text[start:end] else ():
            joined = run and self._text[previous : m.start] in _JOINED
            run = joined or _WITH.search(self._text[max(start, m.start - 6) : m.start]) is not None
            previous = m.end
            if run and not covered.holds(m.start) and not _DRAFTED.match(self._text, m.end, end):
                yield Actor(m.entity, "relations.actor_with", m.start, m.end, "support", "会同")

    def _inside(self, start: int, end: int) -> Sequence[Mention]:
        return self._agencies.within(start, end)

    # ------------------------------------------------------------ duties told in a clause

    def _duties(self, start: int, end: int, covered: Spans) -> Iterator[Actor]:
        """The bodies of 市司法局牵头，市财政局、市公安局配合 and of 由市司法局负责, each with its role."""
        run: list[Mention] = []
        for m in self._inside(start, end):
            joined = bool(run) and self._text[run[-1].end : m.start] in _JOINED
            run = [*run, m] if joined else [m] if self._opens(start, m.start) else []
            duty = _DUTY.match(self._text, m.end, end) if run else None
            if duty is None or covered.holds(m.start):
                continue
            role = "support" if duty[1] in _HELPS else "lead"
            for body in run:
                yield Actor(body.entity, "relations.actor_duty", body.start, duty.end(), role, duty[1])
            run = []

    def _opens(self, floor: int, place: int) -> bool:
        """Whether a body opens its clause, follows 由 or goes on a list of bodies, and nobody asks or denies."""
        at = place - 1 if place > floor and self._text[place - 1] == "\n" else place
        while at > floor and self._text[at - 1] not in _STOPS:
            at -= 1
        before = self._text[at:place]
        label = _LABEL.match(before)
        before = before[label.end() if label else 0 :]
        if _unasked().search(before):
            return False
        return before == "" or before[-1] in "、)）】" or _BY.search(before) is not None

    # ------------------------------------------------------------ lists of responsible bodies

    def _lists(self, start: int, end: int) -> Iterator[Actor]:
        brackets = list(_BRACKET.finditer(self._text, start, end))
        inside = Spans(b.span() for b in brackets)
        for m in brackets:
            # 报生态环境部（国家核安全局）: what a bracket says right behind a body is its other name.
            named = any(one.end == m.start() for one in self._inside(max(start, m.start() - 24), m.start()))
            if not named and self._is_list(m.start(1), m.end(1)):
                yield from self._roles(m.start(1), m.end(1), m.start(), m.end())
        for m in self._heading.finditer(self._text, start, end):
            if inside.holds(m.start()):
                continue
            stop = _LIST_END.search(self._text, m.end(), end)
            edge = stop.start() if stop else end
            yield from self._roles(m.start(), edge, m.start(), edge)

    def _is_list(self, start: int, end: int) -> bool:
        """Whether a bracket holds bodies and words of responsibility, or nothing but bodies."""
        held = list(self._inside(start, end))
        if not held:
            return False
        inner = self._text[start:end]
        if self._heading.search(inner) or re.search(rf"(?:{_WORK_WORDS})", inner[-40:]):
            return True
        rest, at = [], start
        for m in held:
            rest.append(self._text[at : m.start])
            at = m.end
        others = "".join([*rest, self._text[at:end]])
        return _SEPARATOR.sub("", re.sub(r"各[一-鿿(（)）]{1,8}", "", others)) == ""

    def _roles(self, start: int, end: int, low: int, high: int) -> Iterator[Actor]:
        """The bodies of a list with their roles: those after 配合单位 or before 配合 support, the others lead."""
        headings = [
            (h.end(), "support" if h[1] in self._support else "lead", h[1])
            for h in self._heading.finditer(self._text, start, end)
        ]
        for mention in self._inside(start, end):
            if self._text.startswith(_MEMBERS, mention.end):
                continue  # 市指挥部成员单位: many, not the body itself
            heading = next((h for h in reversed(headings) if h[0] <= mention.start), None)
            if heading is not None:
                role, trigger = heading[1], heading[2]
            else:
                role, trigger = self._by_verb(mention, end)
            yield Actor(mention.entity, "relations.actor_list", low, high, role, trigger)

    def _by_verb(self, mention: Mention, end: int) -> tuple[str, str | None]:
        m = _DOES.match(self._text, mention.end, end)
        if m is None:
            return "lead", None
        return ("support" if m[1] in _HELPS else "lead"), m[1]
