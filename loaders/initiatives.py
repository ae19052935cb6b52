"""Initiatives without quotation marks: a specific noun phrase in 改革, 试点, 行动 and the like that a verb governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.cues import Cues, Found
from loaders.draft import Draft
from loaders.gazetteer import Hit, Term
from loaders.rulebook import read, words

KIND = "programs.plain"
LONGEST = 30
_EDGE = re.compile(
    r"[^一-鿿0-9A-Za-z.()（）]|的|(?<!相)对|将|以|为|把|从|向|于|是|等|了|按(?!揭)|并|要(?!素)|应当|总结|(?:我|本)[省市区县镇]|全[省市区县国]|"
    r"(?:20|19)\d\d年(?:度)?|第[一二三四五六七八九十\d]+[届期轮批]|以及|暨|新一轮|首批|一批|一系列|各项|各类|国家级?|省级|市级|区级|县级|新时代"
)
_LEADING = re.compile(r"建设|推进|深化|开展|实施|做好|推动")
_STOP = re.compile(r"[，,。；;：:\n“”《》]")
_CONJUNCTION = re.compile(r"[和与及]")
_HEAD_END = re.compile(
    r"(?:改革|制度|机制|建设|工作|立法|执法|体系|试点|行动|管理|服务|监督|计划|工程|平台|服务业|活动)$"
)
_PARTS = re.compile(
    r"(?:方案|意见|办法|规划|委员会|办公室|领导小组|开放|委|局|专家|措施|总方案|者|力度大|书|任务书|试验区|示范区|先行区|创新|示范项目|示范企业|示范城市|示范单位|地区|省份|城市|单位|企业|任务书|区域)"
)
_SHARED = re.compile(r"(?:[、和][^，,。；;\n]{1,40})?等?专项行动")


@dataclass(frozen=True, slots=True)
class Plain:
    """An unquoted initiative where it stands."""

    start: int
    end: int
    kind: str


def terms() -> Iterator[Term]:
    """The nouns that end an unquoted name."""
    table = read("programs")["plain_heads"]
    for kind, nouns in table.items():
        if kind != "source":
            yield from (Term(noun, KIND, kind) for noun in nouns)
    offices = read("programs")["offices"]
    for office, regimes in offices.items():
        if office != "source":
            yield from (Term(office + regime, KIND, "机制") for regime in regimes)


class Finder:
    """Finds the unquoted initiatives of documents."""

    def __init__(self) -> None:
        table = read("programs")["plain_verbs"]
        self._verbs = {kind: frozenset(verbs) for kind, verbs in table.items() if kind != "source"}
        self._general = frozenset(words("programs", "general"))

    def find(self, draft: Draft, cues: Cues) -> Iterator[Plain]:
        """The initiatives, in order of place."""
        for hit in draft.hits.get(KIND, []):
            found = self._at(draft.text, hit, cues)
            if found is not None:
                yield found

    def _at(self, text: str, hit: Hit, cues: Cues) -> Plain | None:
        if _PARTS.match(text, hit.end):
            return None
        if text.startswith("整治", hit.start) and not _SHARED.match(text, hit.end):
            return None
        verb = self._verb(text, hit, cues)
        if verb is None:
            return None
        start = self._left(text, verb.end, hit.start)
        modifier = text[start : hit.start]
        if not self._specific(modifier, hit):
            return None
        return Plain(start, hit.end, hit.value)

    def _verb(self, text: str, hit: Hit, cues: Cues) -> Found | None:
        """The nearest verb of carrying out before a noun, in the same clause."""
        verbs = self._verbs[hit.value]
        found = cues.between(max(0, hit.start - LONGEST - 20), hit.start)
        for at in range(len(found) - 1, -1, -1):
            cue = found[at]
            between = text[cue.end : hit.start]
            if _STOP.search(between):
                return None
            if cue.cue.word in verbs:
                return cue
            if at and found[at - 1].end == cue.start and found[at - 1].cue.word in verbs and cue.is_a("other", "study"):
                return None  # 落实办理…计划: the nearer verb governs
            if not cue.is_a("study", "other", "carry_program", "create") or ("、" in between and len(between) > 20):
                return None
        return None

    def _left(self, text: str, low: int, high: int) -> int:
        """Where the name starts: behind the verb and every word that only leads up to it."""
        start = low + (1 if text[low] in "好了实" else 0)
        for m in _EDGE.finditer(text, low, high):
            start = m.end()
        verb = _LEADING.match(text, start, high)
        start = verb.end() if verb and high - verb.end() >= 4 else start
        for m in _CONJUNCTION.finditer(text, start, high):
            if _HEAD_END.search(text[start : m.start()]):
                start = m.end()
        return start

    def _specific(self, modifier: str, hit: Hit) -> bool:
        if modifier in self._general or len(modifier) > LONGEST or re.fullmatch(r"示范.{0,6}", modifier):
            return False
        least = 1 if hit.value == "机制" else 2 if hit.value == "活动" or hit.end - hit.start >= 4 else 4
        return len(modifier) >= least and not re.match(r"\d", modifier)
