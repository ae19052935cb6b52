"""Who reports to whom and who supervises whom, where the text says so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records import Mention
from loaders import clauses
from loaders.rulebook import words
from loaders.telling import Telling

_JOINTS = ("、", "和", "与", "及", "以及", "，", ",", "并")
_TOWARDS = re.compile(r"向(?:[一-鿿]{2,8}(?:和|、))?$")
_TO_CONGRESS = re.compile(
    r"代表[^，。；,\n]{2,20}?[，,]?(?:现在)?向(?:本次)?大会(?:作|做)?(?:[^，。；,\n]{0,12}?)(?P<verb>报告)"
)
_CROWD = re.compile(r"部门|单位|各|企业|机关|干部|街道|乡镇|委员会|代表|下级|上级|你|公司|当事人|申请人")


@dataclass(frozen=True, slots=True)
class Duty:
    """One body's duty towards another; `source` None stands for the document's issuer, whom the text leaves out."""

    kind: str
    source: str | None
    target: str
    rule: str
    trigger: str
    start: int
    end: int
    reason: str | None = None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of reporting behind a body, those of supervising before one."""
    report = "|".join(sorted(words("relations", "report"), key=len, reverse=True))
    supervise = "|".join(words("relations", "supervise"))
    return re.compile(rf"[^,，。;；:：！？\n]{{0,30}}?({report})"), re.compile(rf"(?:{supervise})(?:了|好)?$")


class Duties:
    """Tells the duties between bodies in one document."""

    def __init__(self, telling: Telling) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        self._agencies, self._subjects = telling.free.all, telling.subjects
        self._report, self._supervise = _patterns()

    def tell(self) -> None:
        """Add every duty that the text states."""
        self._to_congress()
        for duty in self.all():
            source = duty.source or self._telling.issuer
            if duty.reason is None and duty.source is None and not self._reporting(duty.start):
                continue  # 应向…报告 in rules and letters: whose duty it is stands elsewhere
            if duty.reason:
                self._draft.reject(duty.start, duty.end, duty.reason, duty.rule)
            elif source and source != duty.target:
                self._telling.add(duty.kind, source, duty.target, duty.rule, duty.trigger, (duty.start, duty.end))

    def _to_congress(self) -> None:
        """A report given to a congress: 我代表市人民政府向大会作政府工作报告; which congress, the lines above say."""
        entities, agencies = self._draft.entities, self._telling.agencies
        for m in _TO_CONGRESS.finditer(self._text):
            who = next(iter(agencies.within(m.start(), m.end())), None)
            held = [a.entity for a in agencies.near(0, m.start()) if entities[a.entity].name.endswith("人民代表大会")]
            if who and held and who.entity != held[0]:
                rule = "relations.reports_congress"
                self._telling.add("REPORTS_TO", who.entity, held[0], rule, m["verb"], (m.start(), m.end()))

    def _reporting(self, place: int) -> bool:
        """Whether the text tells there what its own issuer did: a report, or a measure that is done."""
        leaf = self._draft.leaf_at(place)
        status = self._draft.entities[leaf].properties.get("status") if leaf else None
        return self._draft.head.genre in ("报告", "总结") or status in ("done", "ongoing")

    def all(self) -> Iterator[Duty]:
        """Every duty, in order of place."""
        at = 0
        while at < len(self._agencies):
            last = at
            while last + 1 < len(self._agencies) and self._joined(self._agencies[last], self._agencies[last + 1]):
                last += 1
            run = self._agencies[at : last + 1]
            yield from self._reports(run)
            yield from self._supervised(run)
            at = last + 1

    def _joined(self, a: Mention, b: Mention) -> bool:
        return self._text[a.end : b.start] in _JOINTS

    def _reports(self, run: Sequence[Mention]) -> Iterator[Duty]:
        """向…报告: the run stands behind 向, the verb behind it."""
        first, last = run[0], run[-1]
        lead = self._text[max(0, first.start - 12) : first.start]
        towards = _TOWARDS.search(lead) if "向" in lead else None
        if towards is None:
            return
        told = self._report.match(self._text, last.end)
        if told is None or (self._text.startswith(("各", "有关", "及", "所属"), last.end) and not told):
            return
        start = first.start - (len(lead) - towards.start())
        for source, reason in self._sources(start):
            for target in run:
                if source != target.entity:
                    yield Duty(
                        "REPORTS_TO", source, target.entity, "relations.reports_to", told[1], start, told.end(), reason
                    )

    def _sources(self, place: int) -> Iterator[tuple[str | None, str | None]]:
        """Who acts at a place: the subject, the issuer where there is none, nobody where a crowd does."""
        subject = self._subjects.acting(place)
        clause = clauses.before(self._text, place)
        between = self._text[max(clause.start, subject.end if subject else 0) : place]
        if subject is not None and not subject.mentions:
            yield None, "other_actor"
        elif subject is not None and not re.search(r"组织|督促|指导|要求|协调", between):
            for mention in subject.mentions:
                yield mention.entity, None
        elif _CROWD.search(between):
            yield None, "other_actor"
        else:
            yield None, None

    def _supervised(self, run: Sequence[Mention]) -> Iterator[Duty]:
        """监督 or 指导 right before the body, its own subject named."""
        first = run[0]
        verb = self._supervise.search(self._text[max(0, first.start - 4) : first.start])
        if verb is None:
            return
        start = first.start - len(verb[0])
        subject = self._subjects.acting(start)
        if subject is None:
            return
        for source in subject.mentions:
            for target in run:
                if self._text.startswith(("各", "有关", "所属", "的", "相关", "部门"), target.end):
                    continue
                if source.entity != target.entity:
                    yield Duty(
                        "SUPERVISES",
                        source.entity,
                        target.entity,
                        "relations.supervises",
                        verb[0].rstrip("了好"),
                        start,
                        target.end,
                    )
