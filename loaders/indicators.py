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
    r"(?:(?:19|20)\d\d\s*[—–\-~～至]?\s*)+年(?:度|[底末初]?之?以?前|底|末|初|以来|以?后|来)?|\d{1,2}(?:[—–\-~～至]\d{1,2})?(?:月份|月底|月|日)(?:之?以?[前后])?|到"
    # 要 is the verb of a plan, but 要素 and 要求 are words.
    r"|要(?![素求件点闻务])|[一二三四五六七八九〇○零]{4}年|在?[一二三四五六七八九十\d]{1,3}(?:年|个月|天)(?:以?内|来)"
)
# （二）最高贷款额度, 3.多子女家庭: the number of the item is no part of the name.
_NUMBER = re.compile(
    r"^\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}(?:、(?![二三四五六七八九十])|是))\s*"
)
# 由2010年的21.6%提高: from when, not of what.
_SINCE = re.compile(
    r"[由从自](?:原来?|现行|目前|之前)?(?:的|(?:19|20)\d\d年底?的?)?\Z|[比较](?:上年|去年|(?:19|20)\d\d年|“[^”]{2,6}”(?:时期|末)?)\Z|(?:19|20)\d\d年底?的?\Z"
)
_ONLY_BRACKET = re.compile(r"[(（]?不?[含包]括?[)）]?|[(（][^()（）]*[)）]?")
# 资金达到总投资的25%; but 比例不低于80% says of what itself.
_HELD = re.compile(
    r"(?P<what>.{2,}?)(?:之和)?(?:原则上|最高|(?:调整|下降|降低|提高|上调|下调|降)?[为至])*(?:(?:不得|不)[超高低少][过于]|达到)(?:其|该)?"
    r"(?P<base>[^，,。；;：:、不]{2,12}?)(?:的|(?<=投资|总额|面积|价款|总价|金额|收入|总量|总数|层数|额度|成本))"
)
_ON_TOP = re.compile(r"(?P<what>[^，,。；;：:]{2,}?)?在(?P<base>[^，,。；;：:]{1,40}?)的?基础上(?:再|另|可|给予|分别)*")
_PLACES = ("县", "市", "区", "镇", "乡", "村", "省")
# 利率下限调整为不低于市场报价利率加20个基点: the points are of the lower bound.
_POINTS = re.compile(r"调整为|不得低于|不低于|不高于|为|[加减+＋－-]\Z")
_LINK = r"[、和及与等的且\s+＋/]|以及|并|第[一二三四五六七八九十\d]+批|\d+[×xX]"
_LINKED = re.compile(rf"(?:{_LINK})+$")
# 公共, 共享 and 中共 are words, and so is 共建; 共 alone sums up: 区政府共承办建议148件.
_SUMMED = re.compile(r"^.{2,}?(?<![公中])共(?![享建同有治产青识和商管创用计])(?=.{2})")


def indicator(text: str, amount: Amount, left: int, right: int, previous: str | None) -> tuple[str, int, int]:
    """What an amount counts, and where the words that say it begin and end.

    `left` and `right` bound the clause or, where nearer, the amounts beside it; `previous` is what the amount
    before it in the sentence counts, for words that lean on it (占比95%, 同比增长3%).
    """
    segment = text[max(left, amount.lead - FAR) : amount.lead]
    if "基点" in amount.unit or amount.unit in ("BP", "BPs", "bp"):
        segment = _POINTS.split(segment)[0] or segment
    lean = _leaning().fullmatch(segment.strip("其中、，, \u3000\xa0"))
    if previous and lean:
        bare = unchanged(previous)
        if lean["change"] in words("figures", "shares"):
            bare = _share().sub("", bare) or bare
        return bare + lean["change"], left, amount.tail
    if previous and amount.unit == "倍" and segment.endswith("的"):
        return previous, left, amount.tail
    before = (_held_to(segment) if amount.kind == "share" and amount.unit != "倍" else "") or named_before(segment)
    if _changes().fullmatch(segment.strip("、，, ")) and (previous or amount.kind in ("share", "money")):
        before = ""
    doing = bool(_doing().fullmatch(before))
    right = min(right, amount.tail + FAR)
    after, reach = named_after(text[amount.tail : right], amount.kind, _counts_on(text, right))
    if after and (doing or _is_behind(amount, before, after, text[amount.tail : right])):
        vague = after in _PLACES or (after in words("figures", "vague") and not doing)
        whole = before + after if vague and len(before) >= 2 else after
        if amount.kind == "share" and before.endswith(words("figures", "paying")):
            whole = whole.removeprefix("比例的").partition("的")[0].removesuffix("后")
        whole = after + before if before in words("figures", "investments") else whole
        return whole, left, amount.tail + reach
    if doing and amount.kind in ("counted", "people") and "的" in text[amount.tail : right].partition("，")[0]:
        before = said_behind(text[amount.tail : right]) or before
    return before or after, left, amount.tail + (0 if before else reach)


def _held_to(segment: str) -> str:
    """A thing with what it is a share of: 投影面积占总建筑面积 of 投影面积不得超过总建筑面积的15%."""
    found = _HELD.fullmatch(segment.strip("、，, \u3000\xa0"))
    if not found or found["what"].endswith(("未", "不", "没有")):
        return ""
    what, base = named_before(found["what"]), found["base"]
    if _doing().fullmatch(what):
        return ""
    return f"{what}占{base}" if 2 <= len(what) <= LONGEST - len(base) - 1 else ""


def named_before(segment: str) -> str:
    """The thing named at the end of the words before a number, without the verbs and adverbs around it."""
    name = _TITLES.sub(lambda m: "" if m[0].endswith("等") else m[0], segment) if len(segment) > LONGEST else segment
    if segment.rstrip().endswith("等") and "《" in segment:
        return ""
    name = _trimmed(_ON_TOP.sub(lambda m: m["what"] or m["base"], _NUMBER.sub("", name)))
    summed = _SUMMED.match(_quiet(name))
    name = name[summed.end() :] if summed else name
    flat = _quiet(name)
    adverbs = ((flat.rfind(w), len(w)) for w in words("figures", "adverbs") if w in flat)
    name = _trimmed(name[max((at + long for at, long in adverbs if 0 <= at < len(name) - long - 1), default=0) :])
    light = _light().match(_quiet(name))
    name = name[light.end() :] if light and len(name) - light.end() >= 2 else name
    name = _ONLY_BRACKET.sub("", name) if _ONLY_BRACKET.fullmatch(name) else name
    return "" if _says_nothing(name) else _shortened(name)


def _says_nothing(name: str) -> bool:
    """Whether a name is but a verb: 调至 of 从50万元调至60万元, 举办 of 举办20场; but 投入 of 投入3亿元 is a thing."""
    led = _changes().fullmatch(name) and re.search("[到至为成](?:不[宜应])?\\Z", name)
    return name != "投入" and bool(_light().fullmatch(name) or led)


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
        since = _SINCE.search(name) if not front and not back else None
        name = name[: since.start()] if since else name
        if not front and not back and not since:
            return name.removesuffix("平均")


def _shortened(name: str) -> str:
    while len(name) > LONGEST and "、" in name:
        name = name.partition("、")[2]
    while len(name) > LONGEST and len(name.partition("的")[2]) > 2:
        name = name.partition("的")[2]
    if len(name) > LONGEST:
        cuts = [m.end() for m in _light().finditer(_quiet(name)) if 2 <= len(name) - m.end() <= LONGEST]
        name = name[cuts[0] :] if cuts else name
    return _trimmed(name)[-LONGEST:]


def named_after(segment: str, kind: str = "counted", counts_on: bool = False) -> tuple[str, int]:
    """The thing named at the start of the words behind a unit, and where it ends in them.

    What stands before the next number belongs to that: 1万亩节水灌溉、哈克镇7000平方米养殖场.
    """
    begin = 1 if segment.startswith("的") else 0
    stop = _BREAK.search(_quiet(segment), begin)
    words_ = segment[begin : stop.start() if stop else len(segment)]
    if not words_ or _quiet(words_).startswith(words("figures", "stops")) or _changes().match(words_):
        return "", 0
    cut = _ends().search(_quiet(words_), 2)
    name = words_[: cut.start()] if cut else words_
    if "、" in name and kind in ("money", "measure"):
        name = name.partition("、")[0]
    elif "、" in name and counts_on and not cut and not stop:
        name = name.rpartition("、")[0]
    name = _whole(_LINKED.sub("", name))
    name = name if "“" in name else name.partition("”")[0]
    # 联通71个县: a place is a thing of one character.
    return (name, begin + len(name)) if len(name.strip("“”")) >= 2 or name in _PLACES else ("", 0)


def _whole(name: str) -> str:
    """A long name cut where a part of it ends."""
    if len(name) <= LONGEST:
        return name
    thing = name.rpartition("的")[2]
    if 2 <= len(thing) <= LONGEST and thing != name:
        return thing
    head = name[:LONGEST].rpartition("、")[0]
    return head if len(head) >= 4 else name[:LONGEST]


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
        # 缴纳50%土地出让金: the share is of what stands behind it.
        return (behind.startswith("的") and len(before) < 2) or before.endswith(words("figures", "paying"))
    if amount.kind == "time":
        return behind.startswith("的") and before.endswith(
            ("提供", "享受", "参加", "接受", "给予", "组织", "开展", "安排")
        )
    if amount.kind in ("money", "measure"):
        return not _starts().match(after)
    return amount.unit not in TIMES or not _starts().match(after)


@functools.cache
def _tails() -> re.Pattern[str]:
    # 占比 is a share, though 占 and 比 alone say nothing.
    tails = _either(w for w in words("figures", "tails") if w not in ("占", "比", "约"))
    return re.compile(rf"(?:{_LINK}|{tails}|占|(?<![签节预合公条违履契])约|[、,，：:\s])+\Z")


@functools.cache
def _tail_ends() -> frozenset[str]:
    """The last characters of what may be taken from the end: most names end in none of them."""
    return frozenset(("", *"、和及与等的+＋/并批×xX，,：:", *(word[-1] for word in words("figures", "tails"))))


@functools.cache
def _heads() -> re.Pattern[str]:
    heads = _either(words("figures", "heads"))
    return re.compile(rf"(?:[、和及与等的\s+＋/,，：:]|以及|并|如果?(?![皋东何意])|{_DATE}|(?:{heads})(?=.{{2}}|\Z))")


@functools.cache
def _light() -> re.Pattern[str]:
    # 完成率 and 组织机构 are things, though 完成 and 组织 are done.
    nouns = _either(words("figures", "noun_ends"))
    return re.compile(rf"(?:{_either(words('figures', 'light_verbs'))})[了出]?(?!{nouns})")


@functools.cache
def _changes() -> re.Pattern[str]:
    """A verb of change: 提高到, 调至; but 改造 and 增值税 are words."""
    whole = _either(word for word in words("figures", "changes") if len(word) > 1)
    return re.compile(
        rf"(?:统一|分别|再|可|大幅)*(?:(?:{whole})了?[到至为成]?|[增降减升改调][到至为成])(?:不超过|不低于|最高|不[宜应])?"
    )


@functools.cache
def _doing() -> re.Pattern[str]:
    """But verbs: 改造提升 of 改造提升20所养老院."""
    return re.compile(rf"(?:分别|一次性|共|全面|加快)*(?:{_either(words('figures', 'doing'))})+[了出]?")


def is_but_done(name: str) -> bool:
    """Whether a name tells only what was done with things named before: 新建 of 车站15座,其中新建9座."""
    return name in words("figures", "parts_done")


@functools.cache
def _inside() -> re.Pattern[str]:
    # Each choice begins with a character, not with a set of them: so re knows where none can begin.
    quoted, bracketed = '[^“”"]*[”"]', r"[^()（）\d]{1,3}[)）]"
    return re.compile(rf"“{quoted}|\"{quoted}|\({bracketed}|（{bracketed}|{_either(words('figures', 'inside'))}")


@functools.cache
def _ends() -> re.Pattern[str]:
    # 新开工项目 and 通过率 are things, though 开工 and 通过 are done.
    built = ("开工", "竣工", "投产", "申报", "启动", "落地")
    ends = "|".join(
        re.escape(word) + ("(?!项目|工程|面积)" if word in built else "")
        for word in sorted(words("figures", "ends"), key=lambda e: (-len(e), e))
    )
    return re.compile(rf"(?:{ends})(?!率)")


@functools.cache
def _starts() -> re.Pattern[str]:
    # 调解员 and 检查项目 are things, though 调解 and 检查 are done.
    nouns = "[员者人率组队站室所型类]|案件|项目|事项|机构|单位|工作|活动|培训|会议|规模|标准|任务|面积|资金|成本"
    return re.compile(rf"(?:{_either(words('figures', 'starts'))})(?!{nouns})")


@functools.cache
def _change() -> re.Pattern[str]:
    slowly = "逐年|逐步|稳步|显著|持续|大幅|明显|不断|进一步|快速"
    than = r"[比较](?:上年|去年|\d{4}年)"
    return re.compile(
        rf"(?:{than})?(?:同比|环比|年均|平均)?(?:分别|均)?(?:{slowly})?(?:{_either(words('figures', 'changes'))})$"
    )


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
