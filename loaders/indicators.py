"""What a figure counts, as the text names it: 依申请公开 of 办理依申请公开451件, 申请 of 260多件申请."""

from __future__ import annotations

import functools
import re

from loaders.amounts import Amount
from loaders.phrases import (
    BREAK,
    LONGEST,
    PLACES,
    REACHED,
    changes,
    doing,
    named_after,
    named_before,
    said_behind,
    unchanged,
)
from loaders.rulebook import choice, words

FAR = 300  # characters: no clause that counts is longer
TIMES = ("次", "人", "户", "人次", "家次", "户次", "场次", "场", "班次", "车次", "件次", "项次", "点次")
# 资金达到总投资的25%; but 比例不低于80% says of what itself.
_HELD = re.compile(
    r"(?P<what>.{2,}?)(?:之和)?(?:原则上|最高|(?:调整|下降|降低|提高|上调|下调|降)?[为至])*(?:不[得能]?[超高低少大小][过于]|达到)(?:其|该)?"
    r"(?P<base>[^，,。；;：:、不]{2,40}?)(?:的|(?<=投资|总额|面积|价款|总价|金额|收入|总量|总数|层数|额度|成本))"
)
# 最高额度（含商业贷款）不超过评估价的70%: the bracket stands between a thing and its limit.
_ASIDE = re.compile(r"(?P<what>[^，,。；;：:\n（）()]{2,40})[(（][^()（）\n]{1,40}[)）]\Z")
# 出让价款50%的首付款: the share has a name of its own.
_PAID = re.compile(r"的(?P<what>(?:首付|预付|尾|余|进度)款|保证金|定金|补偿金|配套费)")
# 利率下限调整为不低于市场报价利率加20个基点: the points are of the lower bound.
_POINTS = re.compile(r"调整为|不得低于|不低于|不高于|为|[加减+＋－-]\Z")


def indicator(text: str, amount: Amount, left: int, right: int, previous: str | None) -> tuple[str, int, int]:
    """What an amount counts, and where the words that say it begin and end.

    `left` and `right` bound the clause or, where nearer, the amounts beside it; `previous` is what the amount
    before it in the sentence counts, for words that lean on it (占比95%, 同比增长3%).
    """
    segment = _telling(text, amount, left)
    leaning = _leaning().fullmatch(segment.strip("其中、，, \u3000\xa0"))
    if previous and leaning:
        bare = unchanged(previous)
        if leaning["change"] in words("figures", "shares"):
            bare = _share().sub("", bare) or bare
        elif leaning["change"][1:2] in ("于", "出"):
            return previous + leaning["change"], left, amount.tail  # 增长6.7%、高于全国0.8个百分点
        elif segment.endswith("为"):
            return bare, left, amount.tail  # 70%调整为80%: the same thing at another level
        return bare + leaning["change"], left, amount.tail
    if previous and amount.unit == "倍" and segment.endswith("的"):
        return previous, left, amount.tail
    before = (_held_to(segment) if amount.kind == "share" and amount.unit != "倍" else "") or named_before(segment)
    if changes().fullmatch(segment.strip("、，, ")) and (previous or amount.kind in ("share", "money")):
        before = ""
    right = min(right, amount.tail + FAR)
    after, reach = named_after(text[amount.tail : right], amount.kind, _counts_on(text, right))
    done = bool(doing().fullmatch(before))
    if after and (done or _is_behind(amount, before, after, text[amount.tail : right], segment)):
        name = _with_before(amount, before, after, done)
        room = LONGEST - len(name) if amount.kind in ("counted", "people", "share") else 0
        return name + _deed(text, amount.tail + reach, right, room), left, amount.tail + reach
    if amount.kind == "share" and len(before) >= 2 and (paid := _PAID.match(text, amount.tail, right)):
        return (before + paid["what"])[-LONGEST:], left, amount.tail + paid.end() - amount.tail
    if done and amount.kind in ("counted", "people") and "的" in text[amount.tail : right].partition("，")[0]:
        before = said_behind(text[amount.tail : right]) or before
    return before or after, left, amount.tail + (0 if before else reach)


def _telling(text: str, amount: Amount, left: int) -> str:
    """The words before an amount that say what it counts, without those on what it is changed from or added to."""
    segment = text[max(left, amount.lead - FAR) : amount.lead]
    aside = _ASIDE.search(text, max(0, left - FAR), left) if segment.startswith("不") else None
    segment = aside["what"] + segment if aside else segment
    if "基点" in amount.unit or amount.unit in ("BP", "BPs", "bp"):
        segment = _POINTS.split(segment)[0] or segment
    led = "由" in segment or "从" in segment
    ahead = changes().match(text, amount.tail) if led else None
    if (ahead and ahead[0][-1] in "到至为成") or (led and REACHED.match(text, amount.tail)):
        # 申领条件由参保36个月放宽至12个月: the thing that changes stands before 由.
        head = re.split("[由从](?![于此来事业])", segment)[0]
        return head if len(named_before(head)) >= 2 else segment
    return segment


def _deed(text: str, start: int, end: int, room: int) -> str:
    """What is said of the things counted, where it is short: 已全部开工 of 90个站点已全部开工."""
    deed = text[start:end].rstrip()
    if _counts_on(text, end) or not 0 < len(deed) <= room or deed.endswith("的"):
        return ""
    return deed if deed.startswith(words("figures", "deeds")) else ""


def _with_before(amount: Amount, before: str, after: str, done: bool) -> str:
    """The name behind a unit, with the words before the number where it says little alone."""
    if before in words("figures", "investments"):
        return after + before
    if amount.kind == "share" and before.endswith(words("figures", "paying")):
        return after.removeprefix("比例的").partition("的")[0].removesuffix("后")
    vague = after in PLACES or (after in words("figures", "vague") and not done)
    return before + after if vague and len(before) >= 2 else after


def _held_to(segment: str) -> str:
    """A thing with what it is a share of: 投影面积占总建筑面积 of 投影面积不得超过总建筑面积的15%."""
    found = _HELD.fullmatch(segment.strip("、，, \u3000\xa0"))
    if not found or found["what"].endswith(("未", "不", "没有")):
        return ""
    what, base = named_before(found["what"]), found["base"]
    if doing().fullmatch(what):
        return ""
    if len(what) < 2:
        return ""
    what = what if len(what) + len(base) < LONGEST else what.rpartition("的")[2]
    if len(what) + len(base) < LONGEST and "的" not in base:
        return f"{what}占{base}"
    what = what if len(what) <= 14 else what.rpartition("的")[2]
    return what if len(what) <= 14 and not what.endswith(("内", "提取", "申请")) else ""


def _counts_on(text: str, right: int) -> bool:
    """Whether a clause is bounded by the next number, not by a mark."""
    return right < len(text) and not BREAK.match(text, right)


def _is_behind(amount: Amount, before: str, after: str, behind: str, segment: str) -> bool:
    """Whether the thing counted stands behind the unit, not before the number."""
    if not before:
        return True
    if amount.kind == "share":
        # 缴纳50%土地出让金: the share is of what stands behind it.
        return (behind.startswith("的") and len(before) < 2) or before.endswith(words("figures", "paying"))
    if amount.kind == "time":
        return behind.startswith("的") and segment.endswith(words("figures", "offering"))
    if amount.kind in ("money", "measure"):
        return not _starts().match(after)
    return amount.unit not in TIMES or not _starts().match(after)


@functools.cache
def _starts() -> re.Pattern[str]:
    # 调解员 and 检查项目 are things, though 调解 and 检查 are done.
    nouns = "[员者人率组队站室所型类]|案件|项目|事项|机构|单位|工作|活动|培训|会议|规模|标准|任务|面积|资金|成本"
    return re.compile(rf"{choice(words('figures', 'starts'))}(?!{nouns})")


@functools.cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"{choice(words('figures', 'shares'))}$")


@functools.cache
def _leaning() -> re.Pattern[str]:
    change = choice([*words("figures", "changes"), *words("figures", "shares")])
    beside = (
        r"同比|环比|年均|平均|分别|均|实际|名义|[比较](?:上年|去年)?同期|[比较](?:上年|去年|\d+年[末底]?)"
        r"|[比较](?:试点|改革|疫情|改造|实施|整治|治理)[^，,。；;\d]{0,4}前|[比较]“[^”]{2,8}”(?:时期|期间|末)?"
    )
    share = r"占全?[国省市区县旗州][^占\d]{0,6}|(?:[高低快慢好]于|高出|低出)(?:全[国省市区县旗州]|平均)[^\d]{0,6}"
    return re.compile(rf"(?:{beside})*(?P<change>{change}|{share})(?:[了约为达近超]|达到|超过)?")
