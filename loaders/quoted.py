"""Names in marks: where they stand, the lists they stand in, and the initiatives that some of them are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

QUOTED = re.compile(r"“([^“”\n]{1,60})”")
JOINT = re.compile(r"(?:[、和与及,，]|以及)?(?=“)")

PERIOD = re.compile(r"[一二三四五六七八九十]+五")  # “十四五”: a span of years, no next name of a list

# What may follow a name that is complete.
DONE = re.compile(
    r"$|[，,。；;、：:（(）)”“!！?？\s]|和|与|及|等|建设|工作|全覆盖|落地|以来|并|在|获|为|已|被|服务|全|"
    r"力度|应用场景|扩面|扩围|增量|增效|提质"
)

_PRODUCT = re.compile(r"(?:等[一-鿿]{0,14}?)?[一-鿿]{0,6}(?:金融|信贷|信用|保险|贷款|融资)[一-鿿]{0,4}产品")
# “引客入云”, “云电东送”, “云企出海”: goods, guests or money led from one place to another
_FLOW = re.compile(
    r"引[一-鿿][入进济补][一-鿿]|[一-鿿][电气煤水](?:[东西南北][送输调运]|[送入出外][一-鿿])"
    r"|(?:险资|基金|[一-鿿][企商品货车菜茶])(?:入[一-鿿]|出海|出山|回归)"
)
_STATE_PROJECT = re.compile(r"\d{3}项目|国家[一-鿿]{2,10}(?:基金|科技|研发|专项)项目")  # “863项目”
_OFFERED = ("推出", "创新推出", "创设", "开发", "推广", "发放", "创新", "打造", "开办", "积极推广")

_TO_THE_END = re.compile(r"[应能愿可该][一-鿿]{1,2}尽[一-鿿]{1,2}")  # “能延尽延”: how far, no name
_FURTHERED = ("推动", "支持", "促进", "助推", "鼓励", "助力")
_EXCHANGED = re.compile("[换卖买购贷押提租还兑定]")  # “旧换新”, “带押过户”: ways to deal in homes
_NAMED_SO = re.compile(r"建设|改革|工作|行动|[、”]?“|等")


@dataclass(frozen=True, slots=True)
class Brand:
    """An initiative named in marks: `start`:`end` is its mention, `core` and `tail` make its name."""

    start: int
    end: int
    core: str
    tail: str
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quoted name; `run` is the place behind the list it stands in, `listed` whether there is a list."""

    start: int
    end: int
    core: str
    run: int
    listed: bool


def candidates(text: str) -> Iterator[Candidate]:
    """The quoted names of a text, each with the end of its list: “甲”“乙”和“丙”等."""
    found = [(m.start(), m.end(), m[1]) for m in QUOTED.finditer(text)]
    ends = [end for _, end, _ in found]
    for i in range(len(found) - 2, -1, -1):
        joint = JOINT.match(text, found[i][1])
        if (
            joint is not None
            and joint.end() == found[i + 1][0]
            and not (joint[0] and PERIOD.fullmatch(found[i + 1][2]))
        ):
            ends[i] = ends[i + 1]
    for i, (start, end, core) in enumerate(found):
        after = i > 0 and ends[i - 1] == ends[i]
        yield Candidate(start, end, core, ends[i], after or ends[i] != end)


def is_product(text: str, quoted: Candidate, core: str) -> bool:
    """Whether a loan or a voucher is offered under a name: 创设“云惠贷”数字金融产品."""
    offered = _PRODUCT.match(text, quoted.end) and text.endswith(_OFFERED, 0, quoted.start)
    return bool(offered) and core.endswith(("贷", "保", "险", "通", "券"))


def kind_of_form(core: str) -> str:
    """The kind of an initiative that the form of its name tells wherever it stands in marks, or nothing."""
    if _FLOW.fullmatch(core):
        return "行动"
    return "项目" if _STATE_PROJECT.fullmatch(core) else ""


def is_said(text: str, quoted: Candidate, core: str, verb: str, end: int) -> bool:
    """Whether words in marks are but said of a thing: 推动茶旅产业“老树发新芽”, 创新思维答好“时代之问”."""
    if _TO_THE_END.fullmatch(core) or core.endswith(("之问", "答卷")) or not re.search("[一-鿿]", core):
        return True
    between = text[end : quoted.start]
    if verb == "创新" and len(between) > 2:
        return True
    said = verb in _FURTHERED and len(between) >= 3 and "“" not in between and "、" not in between
    return said and not _EXCHANGED.search(core) and not _NAMED_SO.match(text, quoted.end)
