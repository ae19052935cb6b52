"""Which verbs of a sentence govern a work or program that it names."""

from __future__ import annotations

import re

from graph.frozen import record
from loaders import clauses
from loaders.clauses import Clause
from loaders.cues import Cues, Found, Lists

GAP = 45  # characters between a verb and the name it governs, marks and what they enclose apart
_RELATIVE = re.compile(r"的(?:\S{0,4})?$")
# 根据《甲》和省水利厅《乙》, 按照《甲》、省水利厅发布的《乙》: the next title of a list with who issued it.
_NEXT = re.compile(
    r"\s*(?:以及|[、和与及])[^，,。；;《》“”]{0,40}(?:办公厅|办公室|政府|委员会|部|委|局|厅|院|会|署|等部门|中央|(?:印发|发布|制定|出台|下发)的)"
)
# 落实国务院办公厅转发水利部《…》: who passed it on, and whose it is.
_AND = re.compile("(?:以及|和|及|、|与)")
# 根据《甲》以及市财政局、市水务局联合下发《乙》: the next of a list with those who issued it.
_LISTED_BODIES = re.compile(
    "(?:以及|和|及|、|与)[^，,；;了的]{2,40}(?:局|部|委|厅|办|政府|院|行|署|会|等\\d*部门)(?:联合)?"
)
_PASSED_ON = re.compile("(?:办公厅|办公室|政府|委员会|部|委|局|厅|院|署|中央)(?:联合)?$")


@record(frozen=True, slots=True)
class Name:
    """A work or program where it is named; `start` and `end` take in the marks around it."""

    start: int
    end: int
    program: bool
    quoted: bool


@record(frozen=True, slots=True)
class Governor:
    """The run of verbs before a name on its own level, and the clause they stand in."""

    clause: Clause
    verbs: tuple[Found, ...]

    @property
    def last(self) -> Found:
        """The verb next to the name."""
        return self.verbs[-1]

    def has(self, *kinds: str) -> bool:
        """Whether one of the verbs is of one of these kinds."""
        return any(not verb.cue.kinds.isdisjoint(kinds) for verb in self.verbs)


class Governors:
    """Finds the governing verbs of the names in one document."""

    def __init__(self, text: str, cues: Cues, lists: Lists) -> None:
        self._text, self._cues, self._lists = text, cues, lists

    def of(self, name: Name) -> Governor:
        """The verbs that govern a name; none where the clause has none before it."""
        clause = clauses.before(self._text, name.start)
        found = self._cues.between(clause.start, name.start)
        if clause.holes:
            found = tuple(c for c in found if not any(a <= c.start < b for a, b in clause.holes))
            found = self._of_list(found, name, clause)
        at = self._governing(found, name, clause)
        verbs = () if at is None else self._cues.cluster(found, at)
        return Governor(clause, verbs)

    def _of_list(self, found: tuple[Found, ...], name: Name, clause: Clause) -> tuple[Found, ...]:
        """The verbs without those of the words that join a title to the one before it, whose verb it shares."""
        last = clause.holes[-1][1]
        titled = any(self._text[a] == "《" for a, _ in clause.holes)
        if name.program or not titled or last >= name.start or _NEXT.fullmatch(self._text, last, name.start) is None:
            return found
        return tuple(c for c in found if c.start < last) or found

    def _governing(self, found: tuple[Found, ...], name: Name, clause: Clause) -> int | None:
        """Which of the verbs before a name governs it."""
        at = len(found) - 1
        while at >= 0:
            gap = clauses.bare(self._text, found[at].end, name.start, clause.holes)
            if len(gap) > GAP:
                return None
            if self._joins(found[at], name, gap) or (
                at
                and (
                    self._in_relative(found[at], gap)
                    or self._is_noun(found, at, name, clause)
                    or self._under_ground(found, at, name, gap)
                    or self._passed_on(found, at, clause)
                    or self._required(found, at, name)
                )
            ):
                at -= 1
                continue
            return at
        return None

    def _in_relative(self, cue: Found, gap: str) -> bool:
        """贯彻新修订的《…》, 建立随机选派检查人员的“…”机制: the verb belongs to what describes the name."""
        if cue.is_a("carry", "create", "basis"):
            return False
        return _RELATIVE.search(gap) is not None or (cue.is_a("issue") and gap.startswith("的"))

    def _joins(self, cue: Found, name: Name, gap: str) -> bool:
        """统筹法治社会建设和“…”工作: a noun that a conjunction joins to the name."""
        return name.program and cue.cue.word in self._lists.soft and _AND.fullmatch(gap) is not None

    def _passed_on(self, found: tuple[Found, ...], at: int, clause: Clause) -> bool:
        """落实国务院办公厅转发水利部《…》: the verb of issuing stands in the object of the one before it."""
        cue, prior = found[at], found[at - 1]
        if cue.cue.word not in ("转发", "印发", "下发", "发布") or not prior.is_a("carry", "basis"):
            return False
        between = clauses.bare(self._text, prior.end, cue.start, clause.holes)
        if _LISTED_BODIES.fullmatch(between):
            return True
        return len(between) >= 3 and _PASSED_ON.search(between) is not None and not re.search("[，,、；;了]", between)

    def _required(self, found: tuple[Found, ...], at: int, name: Name) -> bool:
        """根据建设水网的要求和《…》, 按照《…》要求及《…》: a noun that closes the first of two grounds."""
        if name.program or found[at].cue.word != "要求" or _AND.match(self._text, found[at].end) is None:
            return False
        return any(c.is_a("basis") or c.cue.word[:2] in ("贯彻", "落实") for c in found[:at])

    def _under_ground(self, found: tuple[Found, ...], at: int, name: Name, gap: str) -> bool:
        """根据教育现代化试验区协议和《…》: a noun in what a ground or a firm verb before it governs."""
        if name.program or found[at].cue.word not in self._lists.soft or len(gap) < 3:
            return False
        return any(c.is_a("basis") or c.cue.word[:2] in ("贯彻", "落实") for c in found[:at])

    def _is_noun(self, found: tuple[Found, ...], at: int, name: Name, clause: Clause) -> bool:
        """打造法治宣传“…”品牌: a verb that is a noun here, for another verb before it governs the whole."""
        if not name.program or found[at].cue.word not in self._lists.soft:
            return False
        prior = at - 1
        while prior >= 0 and found[prior].cue.word in self._lists.soft and not found[prior].is_a("create", "carry"):
            prior -= 1
        if prior < 0 or not found[prior].is_a("carry", "create", "carry_program", "explore", "basis"):
            return False
        between = clauses.bare(self._text, found[prior].end, found[at].start, clause.holes)
        apart = "、" in between and name.start - found[at].end <= 1
        return len(between) >= 2 and not apart and not re.search(r"[对向在以用]|通过|利用|必须|应当|严格", between)
