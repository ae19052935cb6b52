"""Who supervises whom: 市人大监督市政府, 自觉接受市人大监督, 在市人大监督支持下, 对市司法局进行考核."""

from __future__ import annotations

import functools
import re

from loaders.bearers import Bearer, Bearers, Named
from loaders.rulebook import words
from loaders.scanning import near, standing
from loaders.telling import Telling

_ITS = re.compile("接?受其")
_JOINT = re.compile("[、和与及]|以及")
_UNDER = re.compile(
    "的?(?:有力|有效|大力|依法|正确|统筹|业务|直接|具体)*(监督|指导)(?:[和、与]?(?:大力|有力)?(?:支持|帮助|指导|监督))*下"
)
_NO_OBJECT = ("各", "有关", "所属", "的", "相关", "部门")


@functools.cache
def _before() -> re.Pattern[str]:
    """The words of supervising right before a body."""
    return re.compile(rf"({'|'.join(words('relations', 'supervise'))})(?:了|好)?$")


@functools.cache
def _behind() -> re.Pattern[str]:
    """The words of supervising behind a body, in all their kinds: 的法律监督、工作监督."""
    kinds = "|".join(map(re.escape, words("relations", "supervising")))
    supervise = "|".join(words("relations", "supervise"))
    return re.compile(rf"(?:{kinds}|[的和与及、])*?({supervise})(?:[、和与及](?:{kinds})+)*")


@functools.cache
def _carried_out() -> re.Pattern[str]:
    """对市司法局履行职责情况进行考核: the object, and the word of supervising with its verb."""
    supervise = "|".join(words("relations", "supervise"))
    what = r"(?:[^,，。;；、《“决策部署规定要求精神文件关于的]{0,14}(?:情况|工作|行为|活动))?"
    return re.compile(rf"的?{what}(?:进行|开展|实施|加强)[^,，。;；]{{0,6}}?({supervise})")


class Oversight:
    """Tells the supervision of one document."""

    def __init__(self, telling: Telling, bearers: Bearers) -> None:
        self._telling, self._text = telling, telling.text
        self._bearers = bearers

    def tell(self) -> None:
        """Add every supervision that the text states."""
        self._supervised()
        for place in self._bearers.places():
            before = self._text[place - 1 : place]
            if before == "在":
                self._under(place - 1, place)
            elif before == "对":
                self._over(place - 1, place)
            elif before == "受":
                start = place - 1 - self._text.startswith("接", place - 2)
                self._accepted(start, self._bearers.named(place))
        for m in near(_ITS, standing(self._text, "受其"), self._text, reach=1):
            self._accepted(m.start(), self._bearers.its(m.start()), m.end())

    def _supervised(self) -> None:
        """监督 or 指导 right before the body, its own subject named."""
        previous = -1
        for m in self._telling.free.all:
            verb = _before().search(self._text, max(0, m.start - 4), m.start) if m.start > previous else None
            if verb is None:
                continue
            run = self._bearers.run(m.start)
            previous = run[-1].end
            subject = self._telling.subjects.acting(verb.start())
            for source in subject.mentions if subject else ():
                for target in run:
                    if not self._text.startswith(_NO_OBJECT, target.end):
                        span = (verb.start(), target.end)
                        self._add(source.entity, target.entity, "relations.supervises", verb[1], span)

    def _accepted(self, start: int, named: Named | None, at: int | None = None) -> None:
        """自觉接受市人大及其常委会法律监督、工作监督和市政协民主监督; `at`: behind 接受其."""
        end = at if at is not None else named.end if named else start
        begin = named.mentions[0].start if named and at is not None else start
        bearer = None
        while named and (told := _behind().match(self._text, end)):
            bearer = bearer or self._own(self._bearers.of(start))
            self._all(named, bearer, "relations.supervises_accepted", told[1], (begin, told.end()))
            joint = _JOINT.match(self._text, told.end())
            named = self._bearers.named(joint.end()) if joint else None
            end = named.end if named else end

    def _under(self, start: int, at: int) -> None:
        """在市人大、市政协监督支持下: of whoever acts in the sentence."""
        named = self._bearers.named(at)
        told = _UNDER.match(self._text, named.end) if named else None
        if named is None or told is None:
            return
        bearer = self._bearers.of(start)
        if bearer.is_left_out:
            later = next((s for s in self._telling.subjects.of(start) if s.start >= told.end()), None)
            bearer = Bearer(tuple(m.entity for m in later.mentions)) if later and later.mentions else bearer
        self._all(named, self._own(bearer), "relations.supervises_under", told[1], (start, told.end()))

    def _over(self, start: int, at: int) -> None:
        """对市司法局履行职责情况进行考核, its own subject named."""
        named = self._bearers.named(at)
        told = _carried_out().match(self._text, named.end) if named else None
        if named is None or told is None:
            return
        for source in self._bearers.of(start).bodies:
            for target in self._bearers.bodies(source, named):
                self._add(source, target, "relations.supervises", told[1], (start, told.end()))

    def _all(self, named: Named, bearer: Bearer, rule: str, trigger: str, span: tuple[int, int]) -> None:
        if named.mentions and named.mentions[0].surface.startswith(("人大", "政协")):
            return  # 接受人大、政协监督: no body of any one place
        self._bearers.refuse(bearer, named, rule, span)
        for target in bearer.bodies:
            for source in self._bearers.bodies(target, named):
                self._add(source, target, rule, trigger, span)

    def _own(self, bearer: Bearer) -> Bearer:
        """The bearer, or the issuer where its own report leaves out who acts."""
        issuer = self._telling.issuer
        reports = bearer.is_left_out and issuer is not None and self._bearers.is_report()
        return Bearer((str(issuer),)) if reports else bearer

    def _add(self, source: str, target: str, rule: str, trigger: str, span: tuple[int, int]) -> None:
        if source != target:
            self._telling.add("SUPERVISES", source, target, rule, trigger, span)
