"""The nouns that tell what kind of initiative a name is: behind the marks (“…”改革) or at its own end (“茶园夜校”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.rulebook import read, words

_TAIL = re.compile(r"(?:的)?([一-鿿A-Za-z0-9·]{0,24})")
_BREAK = re.compile(
    r"后(?![续台])|(?<!安置)方式|全力|完成|确保|开展|推进|推动|开辟|搭建|构建|提供|落实|提升|实现|进行|助力|赋能|纳入|列入|制定|编制|出台|参与(?!式)|形式|可不|不得|可以|到(?![家户村位])|获|被|等|"
    r"和(?![美谐平])|(?<!参)与|及|在|(?<!结)对|将|已|为|要求|若干|是|由|的|各项|有关|相关|规定|这一|部分|或(?!许)|(?<=政策)中|\d"
)
# “五个一”推进机制, “云江名品”提升行动: the verb belongs to the noun behind it.
_VERB_OF = re.compile(r"(?:推进|推动|落实|提升)\Z|赋能")
_OWN_VERB = ("机制", "工作机制", "行动", "专项行动", "工程", "计划", "行动计划")
JOINING = (
    "政策",
    "联动",
    "服务",
    "普法",
    "监管",
    "创建",
    "项目",
    "品牌",
    "应用",
    "体系",
    "专项治理",
    "规则",
    "网站",
    "圈",
    "促销",
)
_SUMMED = re.compile(r"[一二两三四五六七八九十][一-鿿]")  # “三调”, “四港”: a number of things of one kind
_COMMON = (
    "定制",
    "限制",
    "体制",
    "编制",
    "控制",
    "研制",
    "复制",
    "优惠券",
    "消费券",
    "证券",
    "债券",
    "级联动",
    "上下联动",
    "左右联动",
    "区域联动",
    "多方联动",
)

_BOTH = re.compile(r"^双(?=试点|行动|工程|改革)")  # “茶路通”、“智慧路”双试点
# “云江通”平台提升工程, “三能”机制改革攻坚专项行动: the act is what the name is for
_ACTED = ("工程", "行动", "专项行动", "行动计划", "试点", "改革", "计划", "攻坚战")
_ACT = re.compile("(?:提升|建设|攻坚|创新|升级|推广|示范|培育|优化|集成|[一三五]年|深化)*")
_OWN_NAMED = ("一张图", "平台")  # “数图融合”的云江一张图: a name by itself


class Nouns:
    """The nouns of kind, as the rule table holds them."""

    def __init__(self) -> None:
        self.heads = _kinds("heads")
        self.inner = _kinds("inner_heads")
        self._inner_longest = tuple(sorted(self.inner, key=len, reverse=True))
        self._apart = frozenset(words("programs", "apart"))
        self.weak = frozenset(words("programs", "weak_heads"))
        self.together = frozenset(words("programs", "together"))
        # 对“两库”进行动态管理, “挂靠”工程师
        # “光伏+”应用场景, “云江服务”机场服务点: the noun goes on
        torn = {
            "行动": "(?<!进)行动(?!态)",
            "工程": "工程(?![师量款院])",
            "应用": "应用(?!场景|示范|技术|功能|领域|系统)",
            "促销": "促销(?!售)",
            "服务": "服务(?![点队员商包区型器])(?!水平|质量|能力|功能|保障)",
        }
        ordered = sorted(self.heads, key=len, reverse=True)
        self._head = re.compile("|".join(torn.get(noun, re.escape(noun)) for noun in ordered))

    def own(self, core: str) -> str | None:
        """The noun of kind that ends a name itself: “茶园夜校”."""
        if not core.endswith(self._inner_longest) or core.endswith(_COMMON):
            return None
        return next((h for h in self._inner_longest if core.endswith(h) and len(core) > len(h) + 1), None)

    def of(self, core: str) -> str:
        """The kind that a name's own noun tells, or nothing."""
        return self.inner.get(self.own(core) or "", "")

    def is_sum(self, core: str, tail: tuple[str, str]) -> bool:
        """Whether a number of things of one kind is said to act as one: “三调”联动."""
        return tail[0] in self.together and _SUMMED.fullmatch(core) is not None

    def tail(self, text: str, place: int) -> tuple[str, str] | None:
        """The words up to the noun of kind behind a name, and that noun: 的普法服务供给新模式, 新模式."""
        m = _TAIL.match(text, place)
        words_ = m[1] if m else ""
        found = self._head.search(words_)
        if m is None or found is None:
            return None
        lead = words_[: found.start()]
        # 改革 ends a name where nothing of the kind follows at once: 大宣传活动, 服务模式, 普法教育剧场项目.
        last = found
        while (longer := self._head.search(words_, last.end())) is not None:
            between = words_[last.end() : longer.start()]
            acted = longer[0] in _ACTED and _ACT.fullmatch(between)
            if len(between) > 6 or not (acted or self._one_noun(last[0], longer[0])):
                break
            last = longer
        if _BREAK.search(_VERB_OF.sub("", lead) if found[0] in _OWN_VERB else lead):
            return None
        if _BREAK.search(words_[: last.start()]):
            last = found
        if m.start(1) > place and (
            last[0] not in self._apart or self.own(text[text.rfind("“", 0, place) + 1 : place - 1])
        ):
            return None
        whole = text[place : m.start(1)] + words_[: last.end()]
        return whole, last[0]

    def _one_noun(self, a: str, b: str) -> bool:
        """Whether two nouns of kind belong to one name: 服务模式 does, 改革工作 does not."""
        if a.endswith("工作"):
            return b in ("部署", "体系", "机制", "平台", "模式")
        return a.endswith(JOINING) and b not in ("工作", "任务", "举措", "部署", "做法", "规则")

    def names_itself(self, core: str) -> bool:
        """Whether a name tells its kind, so that a weak noun behind it is no part of it: “松溪战略”实施体系."""
        return self.of(core) in ("战略", "工程", "行动", "计划", "改革")


def _kinds(name: str) -> Mapping[str, str]:
    """The nouns of a table of kinds, each with its kind."""
    table = read("programs")[name]
    rows: Iterator[tuple[str, Sequence[str]]] = ((k, v) for k, v in table.items() if k != "source")
    return {noun: kind for kind, nouns in rows for noun in nouns}


def noun_of(tail: tuple[str, str]) -> str:
    """The words behind a name that belong to it: 保护机制 of “先查后建”的保护机制."""
    words_ = _BOTH.sub("", tail[0])
    return words_ if tail[1] in _OWN_NAMED else words_.removeprefix("的")
