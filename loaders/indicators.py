"""What a figure counts, as the text names it: 依申请公开 of 办理依申请公开451件, 申请 of 260多件申请."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from loaders.amounts import Amount
from loaders.rulebook import words

LONGEST = 24  # characters: more is a clause, not a name
FAR = 300  # characters: no clause that counts is longer
TIMES = ("次", "人", "户", "人次", "家次", "户次", "场次", "场", "班次", "车次", "件次", "项次", "点次")
_TITLES = re.compile(r"(?:《[^《》]*》[、,，和及与]?)+等?")
_BREAK = re.compile(r"[，,。；;：:！!？?\n（）()]")
_DATE = (
    r"(?:(?:19|20)\d\d\s*[—–\-~～至]?\s*)+年(?:度|[底末初]?之?以?前|底|末|初|以来|来)?|\d{1,2}(?:[—–\-~～至]\d{1,2})?(?:月份|月底|月|日)(?:之?以?前)?|到"
    # 要 is the verb of a plan, but 要素 and 要求 are words.
    r"|要(?![素求件点闻务])|[一二三四五六七八九〇○零]{4}年|在?[一二三四五六七八九十\d]{1,3}(?:年|个月|天)(?:以?内|来)"
)
_LINK = r"[、和及与等的\s+＋/]|以及|并|第[一二三四五六七八九十\d]+批|\d+[×xX]"
_LINKED = re.compile(rf"(?:{_LINK})+$")
# 公共, 共享 and 中共 are words, and so is 共建; 共 alone sums up: 区政府共承办建议148件.
_SUMMED = re.compile(r"^.{2,}?(?<![公中])共(?![享建同有治产青识和商管创用计])(?=.{2})")


def indicator(text: str, amount: Amount, left: int, right: int, previous: str | None) -> tuple[str, int, int]:
    """What an amount counts, and where the words that say it begin and end.

    `left` and `right` bound the clause or, where nearer, the amounts beside it; `previous` is what the amount
    before it in the sentence counts, for words that lean on it (占比95%, 同比增长3%).
    """
    segment = text[max(left, amount.lead - FAR) : amount.lead]
    lean = _leaning().fullmatch(segment.strip("其中、，, \u3000\xa0"))
    if previous and lean:
        bare = unchanged(previous)
        if lean["change"] in words("figures", "shares"):
            bare = _share().sub("", bare) or bare
        return bare + lean["change"], left, amount.tail
    if previous and amount.unit == "倍" and segment.endswith("的"):
        return previous, left, amount.tail
    before = named_before(segment)
    right = min(right, amount.tail + FAR)
    after, reach = named_after(text[amount.tail : right], amount.kind, _counts_on(text, right))
    if after and _is_behind(amount, before, after, text[amount.tail : right]):
        whole = before + after if after in words("figures", "vague") and len(before) >= 2 else after
        whole = after + before if before in words("figures", "investments") else whole
        return whole, left, amount.tail + reach
    return before or after, left, amount.tail + (0 if before else reach)


def named_before(segment: str) -> str:
    """The thing named at the end of the words before a number, without the verbs and adverbs around it."""
    name = _TITLES.sub(lambda m: "" if m[0].endswith("等") else m[0], segment) if len(segment) > LONGEST else segment
    if segment.rstrip().endswith("等") and "《" in segment:
        return ""
    name = _trimmed(name)
    summed = _SUMMED.match(_quiet(name))
    name = name[summed.end() :] if summed else name
    flat = _quiet(name)
    adverbs = ((flat.rfind(w), len(w)) for w in words("figures", "adverbs") if w in flat)
    name = _trimmed(name[max((at + long for at, long in adverbs if 0 <= at < len(name) - long - 1), default=0) :])
    light = _light().match(_quiet(name))
    name = name[light.end() :] if light and len(name) - light.end() >= 2 else name
    return "" if _light().fullmatch(name) else _shortened(name)


def unchanged(name: str) -> str:
    """The name without a verb of change at its end: 地区生产总值 of 地区生产总值增长20%，达到282亿元."""
    return _change().sub("", name) or name


def said_behind(segment: str) -> str:
    """The last noun of a long description behind a unit: 平台 of 3家在国内有影响力的平台."""
    stop = _BREAK.search(_quiet(segment))
    return (segment[: stop.start()] if stop else segment).rpartition("的")[2].strip()[:LONGEST]


def _trimmed(name: str) -> str:
    """The words without links, dates and adverbs in front of them and copulas and sums behind them."""
    while True:
        flat = _quiet(name)
        # 在3年内 goes whole, before 年内 alone could.
        front = _heads().match(flat)
        name = name[front.end() :] if front else name
        back = _tails().search(flat) if not front and (flat[-1:].isspace() or flat[-1:] in _tail_ends()) else None
        name = name[: back.start()] if back else name
        if not front and not back:
            return name.removesuffix("平均")


def _shortened(name: str) -> str:
    while len(name) > LONGEST and "、" in name:
        name = name.partition("、")[2]
    while len(name) > LONGEST and len(name.partition("的")[2]) > 2:
        name = name.partition("的")[2]
    return name[-LONGEST:]


def named_after(segment: str, kind: str = "counted", counts_on: bool = False) -> tuple[str, int]:
    """The thing named at the start of the words behind a unit, and where it ends in them.

    What stands before the next number belongs to that: 1万亩节水灌溉、哈克镇7000平方米养殖场.
    """
    begin = 1 if segment.startswith("的") else 0
    stop = _BREAK.search(_quiet(segment), begin)
    words_ = segment[begin : stop.start() if stop else len(segment)]
    if not words_ or _quiet(words_).startswith(words("figures", "stops")):
        return "", 0
    cut = _ends().search(_quiet(words_), 2)
    name = words_[: cut.start()] if cut else words_
    if "、" in name and kind in ("money", "measure"):
        name = name.partition("、")[0]
    elif "、" in name and counts_on and not cut and not stop:
        name = name.rpartition("、")[0]
    name = _LINKED.sub("", name)[:LONGEST]
    name = name if "“" in name else name.partition("”")[0]
    return (name, begin + len(name)) if len(name.strip("“”")) >= 2 else ("", 0)


def _counts_on(text: str, right: int) -> bool:
    """Whether a clause is bounded by the next number, not by a mark."""
    return right < len(text) and not _BREAK.match(text, right)


@functools.lru_cache(maxsize=256)  # the same words are asked for by every step that cuts them
def _quiet(words_: str) -> str:
    """The words with what quotes enclose blotted out, so that it is not cut."""
    return _inside().sub(lambda m: "○" * len(m[0]), words_)


def _is_behind(amount: Amount, before: str, after: str, behind: str) -> bool:
    """Whether the thing counted stands behind the unit, not before the number."""
    if not before:
        return True
    if amount.kind == "share":
        return behind.startswith("的") and len(before) < 2
    if amount.kind == "time":
        return False
    if amount.kind in ("money", "measure"):
        return not _starts().match(after)
    return amount.unit not in TIMES or not _starts().match(after)


@functools.cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LINK}|{_either(words('figures', 'tails'))}|[、,，：:\s])+\Z")


@functools.cache
def _tail_ends() -> frozenset[str]:
    """The last characters of what may be taken from the end: most names end in none of them."""
    return frozenset(("", *"、和及与等的+＋/并批×xX，,：:", *(word[-1] for word in words("figures", "tails"))))


@functools.cache
def _heads() -> re.Pattern[str]:
    heads = _either(words("figures", "heads"))
    return re.compile(rf"(?:[、和及与等的\s+＋/,，：:]|以及|并|{_DATE}|(?:{heads})(?=.{{2}}|\Z))")


@functools.cache
def _light() -> re.Pattern[str]:
    # 完成率 and 组织机构 are things, though 完成 and 组织 are done.
    nouns = _either(words("figures", "noun_ends"))
    return re.compile(rf"(?:{_either(words('figures', 'light_verbs'))})[了出]?(?!{nouns})")


@functools.cache
def _inside() -> re.Pattern[str]:
    # Each choice begins with a character, not with a set of them: so re knows where none can begin.
    quoted, bracketed = '[^“”"]*[”"]', r"[^()（）\d]{1,3}[)）]"
    return re.compile(rf"“{quoted}|\"{quoted}|\({bracketed}|（{bracketed}|{_either(words('figures', 'inside'))}")


@functools.cache
def _ends() -> re.Pattern[str]:
    return re.compile(_either(words("figures", "ends")))


@functools.cache
def _starts() -> re.Pattern[str]:
    # 调解员 and 检查项目 are things, though 调解 and 检查 are done.
    nouns = "[员者人率组队站室所型类]|案件|项目|事项|机构|单位|工作|活动|培训|会议"
    return re.compile(rf"(?:{_either(words('figures', 'starts'))})(?!{nouns})")


@functools.cache
def _change() -> re.Pattern[str]:
    return re.compile(rf"(?:同比|环比|年均|平均)?(?:分别|均)?(?:{_either(words('figures', 'changes'))})$")


@functools.cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(words('figures', 'shares'))})$")


@functools.cache
def _leaning() -> re.Pattern[str]:
    change = _either([*words("figures", "changes"), *words("figures", "shares")])
    beside = r"同比|环比|年均|平均|分别|均|实际|名义|[比较](?:上年|去年)?同期|[比较](?:上年|去年|\d+年)"
    share = r"占全?[国省市区县旗州][^占\d]{0,6}"
    return re.compile(rf"(?:{beside})*(?P<change>{change}|{share})(?:[了约为达近超]|达到|超过)?")


def _either(entries: Iterable[str]) -> str:
    return "|".join(re.escape(e) for e in sorted(entries, key=lambda e: (-len(e), e)))
