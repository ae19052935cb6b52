"""The words that tell a statement: read from rules/relations.yaml, found by the gazetteer, held in order of place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from loaders.draft import Draft
from loaders.gazetteer import Term
from loaders.rulebook import choice, words
from loaders.spans import Spans

KIND = "relations.cue"
LISTS = ("carry", "basis", "carry_program", "create", "explore", "issue", "study", "other")
# What follows a verb and makes it part of a noun: 实施方案, 执行力, 推进会.
NOUNS = (
    "方案",
    "意见",
    "细则",
    "办法",
    "纲要",
    "规划",
    "力度",
    "力，",
    "力,",
    "力。",
    "力、",
    "者",
    "情况",
    "说明",
    "效果",
    "单位",
    "主体",
    "成效",
    "条例",
    "示范区",
    "试验区",
)
NOUN_FIRST = frozenset(noun[0] for noun in NOUNS)
# What makes a noun of one verb: 环境保护“三同时”制度, 科技创新和制造业 (a field of work), 国家组织药品集中采购 …
NOT_BEHIND = {
    "保护": ("环境", "资源", "生态"),
    "创新": ("科技", "技术", "自主", "协同"),
    "组织": ("国家",),
}
# … 开发区, 新建商品住房 (what stands new), 城乡结合部, 公司组建工作和电力体制改革工作.
NOT_BEFORE = {
    "开发": ("区", "商", "企", "项", "利"),
    "新建": ("商品", "住房", "住宅", "房屋", "建筑", "小区", "项目"),
    "结合": ("部",),
    "组建": ("工作",),
}
NOT_ALWAYS = frozenset((*NOT_BEHIND, *NOT_BEFORE, "建设"))
JOINTS = ("", "和", "与", "及", "并", "、", "好", "了", "实", "暨", "地", "而", "并严格", "并认真")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: the kinds of governing it can do."""

    word: str
    kinds: frozenset[str]


class Found(NamedTuple):
    """A cue where it stands."""

    start: int
    end: int
    cue: Cue

    def is_a(self, *kinds: str) -> bool:
        """Whether the word is of one of these kinds."""
        return not self.cue.kinds.isdisjoint(kinds)


@functools.cache
def lexicon() -> tuple[Cue, ...]:
    """Every cue word with its kinds."""
    kinds: dict[str, set[str]] = {}
    for name in LISTS:
        for word in words("relations", name):
            kinds.setdefault(word, set()).add(name)
    return tuple(Cue(word, frozenset(names)) for word, names in kinds.items())


def terms() -> Iterator[Term]:
    """The cue words as terms of the gazetteer."""
    return (Term(cue.word, KIND, cue) for cue in lexicon())


class Cues:
    """The cues of one document that are verbs where they stand: not inside a name, not part of a noun."""

    def __init__(self, draft: Draft, names: Iterable[tuple[int, int]] = ()) -> None:
        self._text = draft.text
        self._rows = draft.cues
        self._names = Spans(names)
        self._known: dict[int, Found | None] = {}

    def between(self, start: int, end: int) -> tuple[Found, ...]:
        """The cues that lie in a span, in order."""
        known, held = self._known, []
        for row in self._rows.between(start, end):
            _, at, stop = row
            if stop > end:
                continue
            # Names of one clause ask for the same words again and again.
            if at not in known:
                cue: Cue = self._rows.value(row)
                known[at] = Found(at, stop, cue) if self._is_verb(at, stop, cue.word) else None
            if one := known[at]:
                held.append(one)
        return tuple(held)

    def cluster(self, found: tuple[Found, ...], at: int) -> tuple[Found, ...]:
        """The run of adjacent verbs that ends with found[at]: 印发实施, 建设和运用, 学习宣传贯彻."""
        first = at
        while first and self._text[found[first - 1].end : found[first].start] in JOINTS:
            first -= 1
        return found[first : at + 1]

    def _is_verb(self, start: int, end: int, word: str) -> bool:
        text = self._text
        if (text[end : end + 1] in NOUN_FIRST and text.startswith(NOUNS, end)) or not self._names.free(start, end):
            return False
        if word in NOT_ALWAYS and self._is_noun(start, end, word):
            return False
        # 决策、执行、管理、服务、结果“五公开”: an item of an enumeration of nouns.
        return not (text.startswith("、", end) and text[start - 1 : start] == "、")

    def _is_noun(self, start: int, end: int, word: str) -> bool:
        text = self._text
        if word in NOT_BEFORE and text.startswith(NOT_BEFORE[word], end):
            return True
        if text[start - 2 : start] in NOT_BEHIND.get(word, ()):
            return True
        # “一带一路”建设、京津冀协同发展
        return word == "建设" and text[start - 1] == "”" and text.startswith("、", end)


class Lists:
    """The word lists of rules/relations.yaml that are tried around a name, read once."""

    def __init__(self) -> None:
        self.soft = frozenset(words("relations", "soft"))
        self.push = frozenset(words("relations", "push"))
        self.other_head = words("relations", "other_head")
        self.learning = words("relations", "learning")
        self.denial = words("relations", "denial")
        nominal = choice(words("relations", "nominal"))
        # 加强宪法法律实施, 抓好《…》等政策的贯彻落实: what goes with the text, and how it is put into practice
        self.nominal = re.compile(
            rf"(?:和?法律(?:法规)?)?(?:等[\u4e00-\u9fff]{{0,4}}(?:政策|文件|措施|法律法规|法规)?)?(?:的)?(?:全面|贯彻|有效|正确|深入|严格|统一|顺利)?({nominal})"
        )
        # What has an object of its own is no passive: 《纲要》全面贯彻新发展理念.
        self.fulfilled = re.compile(
            rf"(?:已|正|得到|全面|持续|深入|有效|扎实|不断)+({nominal})(?=[，,。；;、\n”）)]|以来|后|到位|见效|的|情况|$)"
        )
        self.asking = re.compile(choice(words("relations", "asking")))
        self.goes_on = re.compile(
            rf"(?:工作|建设|任务|试点|改革)?{choice(words('relations', 'adverbs'))}+"
            r"(推进|深化|实施|落实|开展|推行|推广|启动|建成|举办|运行|落地|上线|建立|形成|推动)"
        )
