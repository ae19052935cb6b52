"""The thing named by the words before a number or behind its unit, without the verbs and adverbs around it."""

from __future__ import annotations

import functools
import re

from loaders.rulebook import choice, words

LONGEST = 24  # characters: more is a clause, not a name
_TITLES = re.compile(r"(?:《[^《》]*》[、,，和及与]?)+等?")
BREAK = re.compile(r"[，,。；;：:！!？?\n（）()]")
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
    r"[由从自](?:原[来先有]?|现行|现有|目前|当前|之前|“[^”]{2,8}”(?:时期|期间|末)?)?(?:执行|规定)?(?:的|(?:19|20)\d\d年底?的?)?\Z|[比较](?:上年|去年|(?:19|20)\d\d年|“[^”]{2,6}”(?:时期|末)?)\Z|(?:19|20)\d\d年底?的?\Z"
)
_ONLY_BRACKET = re.compile(r"[(（]?不?[含包]括?[)）]?|[(（][^()（）]*[)）]?")
_ON_TOP = re.compile(r"(?P<what>[^，,。；;：:]{2,}?)?在(?P<base>[^，,。；;：:]{1,40}?)的?基础上(?:再|另|可|给予|分别)*")
_CAUSED = re.compile("^因[^，]{1,20}?(?:引起|引发|提起|产生|导致|造成)的(?=.{2})")  # 因信息公开引起的行政复议2件
_LED = re.compile(r"[到至为成](?:不[宜应])?\Z")
_CAUSES = ("因公", "因病", "因灾", "因素", "因地")
PLACES = ("县", "市", "区", "镇", "乡", "村", "省")
# 由3.6亿元达到5.2亿元, 从2012年的3家到2020年的9家: how far a thing has come.
REACHED = re.compile(r"\s*(?:达到|达|到|至)(?:(?:19|20)\d\d年[底末]?的)?\s*\d")
_LINK = r"[、和及与等的且\s+＋/]|以及|并|第[一二三四五六七八九十\d]+批|\d+[×xX]"
_LINKED = re.compile(rf"(?:(?!(?<=涉)及){_LINK}|或)+$")
# 公共, 共享 and 中共 are words, and so is 共建; 共 alone sums up: 区政府共承办建议148件.
_SUMMED = re.compile(r"^.{2,}?(?<![公中])共(?![享建同有治产青识和商管创用计])(?=.{2})")


def named_before(segment: str) -> str:
    """The thing named at the end of the words before a number, without the verbs and adverbs around it."""
    name = _TITLES.sub(lambda m: "" if m[0].endswith("等") else m[0], segment) if len(segment) > LONGEST else segment
    if segment.rstrip().endswith("等") and "《" in segment:
        return ""
    numbered = _NUMBER.match(name)
    name = name[numbered.end() :] if numbered else name
    name = _trimmed(_ON_TOP.sub(lambda m: m["what"] or m["base"], name) if "基础上" in name else name)
    summed = _SUMMED.match(quiet(name))
    name = name[summed.end() :] if summed else name
    flat = quiet(name)
    adverbs = ((flat.rfind(w), len(w)) for w in words("figures", "adverbs") if w in flat)
    cut = max((at + long for at, long in adverbs if 0 <= at < len(name) - long - 1), default=0)
    done = name[cut:]
    subject = name[: cut - 2] if cut > 3 and (_light().fullmatch(done) or doing().fullmatch(done)) else ""
    name = _trimmed(subject + done)
    light = _light().match(quiet(name))
    name = name[light.end() :] if light and len(name) - light.end() >= 2 else name
    name = _CAUSED.sub("", name)
    name = "" if name.startswith(("因", "由于", "鉴于", "见附件", "详见")) and not name.startswith(_CAUSES) else name
    name = _ONLY_BRACKET.sub("", name) if _ONLY_BRACKET.fullmatch(name) else name
    return "" if _says_nothing(name) else _shortened(name)


def _says_nothing(name: str) -> bool:
    """Whether a name is but a verb: 调至 of 从50万元调至60万元, 举办 of 举办20场; but 投入 of 投入3亿元 is a thing."""
    led = changes().fullmatch(name) and _LED.search(name)
    return name != "投入" and bool(_light().fullmatch(name) or led)


def unchanged(name: str) -> str:
    """The name without a verb of change at its end: 地区生产总值 of 地区生产总值增长20%，达到282亿元."""
    return _change().sub("", name) or name


def said_behind(segment: str) -> str:
    """The last noun of a long description behind a unit: 平台 of 3家在国内有影响力的平台."""
    stop = BREAK.search(quiet(segment))
    return (segment[: stop.start()] if stop else segment).rpartition("的")[2].strip()[:LONGEST]


def _trimmed(name: str) -> str:
    """The words without links, dates and adverbs in front of them and copulas and sums behind them."""
    while True:
        flat = quiet(name)
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
        cuts = [m.end() for m in _light().finditer(quiet(name)) if 2 <= len(name) - m.end() <= LONGEST]
        name = name[cuts[0] :] if cuts else name
    return _trimmed(name)[-LONGEST:]


def named_after(segment: str, kind: str = "counted", counts_on: bool = False) -> tuple[str, int]:
    """The thing named at the start of the words behind a unit, and where it ends in them.

    What stands before the next number belongs to that: 1万亩节水灌溉、哈克镇7000平方米养殖场.
    """
    begin = 1 if segment.startswith("的") else 0
    stop = BREAK.search(quiet(segment), begin)
    words_ = segment[begin : stop.start() if stop else len(segment)]
    if not words_ or quiet(words_).startswith(words("figures", "stops")) or changes().match(words_):
        return "", 0
    cut = _ends().search(quiet(words_), 2)
    name = words_[: cut.start()] if cut else words_
    if "、" in name and kind in ("money", "measure"):
        name = name.partition("、")[0]
    elif "、" in quiet(name) and counts_on and not cut and not stop:
        # 高州等2座在线水库和金银河、名湖等8座末端水库: behind 和 begins what the next number counts.
        name = (
            re.split("[和及与]", name[: quiet(name).rindex("、")])[0]
            if "等" in segment
            else name[: quiet(name).rindex("、")]
        )
    name = _whole(_LINKED.sub("", name))
    name = name if "“" in name else name.partition("”")[0]
    # 联通71个县: a place is a thing of one character.
    return (name, begin + len(name)) if len(name.strip("“”")) >= 2 or name in PLACES else ("", 0)


def _whole(name: str) -> str:
    """A long name cut where a part of it ends."""
    if len(name) <= LONGEST:
        return name
    thing = name.rpartition("的")[2]
    if 2 <= len(thing) <= LONGEST and thing != name:
        return thing
    head = name[:LONGEST].rpartition("、")[0]
    return head if len(head) >= 4 else name[:LONGEST]


@functools.lru_cache(maxsize=256)  # the same words are asked for by every step that cuts them
def quiet(words_: str) -> str:
    """The words with what quotes enclose blotted out, so that it is not cut."""
    return _inside().sub(lambda m: "○" * len(m[0]), words_)


@functools.cache
def _tails() -> re.Pattern[str]:
    # 占比 is a share, though 占 and 比 alone say nothing.
    tails = choice(w for w in words("figures", "tails") if w not in ("占", "比", "约"))
    return re.compile(rf"(?:{_LINK}|{tails}|占|(?<![签节预合公条违履契])约|[、,，：:\s])+\Z")


@functools.cache
def _tail_ends() -> frozenset[str]:
    """The last characters of what may be taken from the end: most names end in none of them."""
    return frozenset(("", *"、和及与等的+＋/并批×xX，,：:", *(word[-1] for word in words("figures", "tails"))))


@functools.cache
def _heads() -> re.Pattern[str]:
    heads = choice(words("figures", "heads"))
    return re.compile(
        rf"(?:[、和及与等的\s+＋/,，：:—–]|以及|并|如果?(?![皋东何意])|可(?![售用供贷再支采行控持信移视回降利穿研靠燃比抵爱能])|以(?![旧色工奖上下内外来后前及太太人])|调整[前后]|设(?![备施计立置定想区有防法点岗卡限摊色宴])|在(?![浙沪京津渝粤苏鲁皖闽赣湘鄂豫冀晋陕甘青川黔滇桂琼辽吉黑蒙宁藏建校岗编册职线营产库园读田外地售用役研即于])|{_DATE}|{heads}(?=.{{2}}|\Z))"
    )


@functools.cache
def _light() -> re.Pattern[str]:
    # 完成率 and 组织机构 are things, though 完成 and 组织 are done.
    nouns = choice(words("figures", "noun_ends"))
    return re.compile(rf"{choice(words('figures', 'light_verbs'))}[了出]?(?!{nouns})")


@functools.cache
def changes() -> re.Pattern[str]:
    """A verb of change: 提高到, 调至; but 改造 and 增值税 are words."""
    whole = choice(word for word in words("figures", "changes") if len(word) > 1)
    return re.compile(
        rf"(?:统一|分别|再|可|大幅)*(?:{whole}了?[到至为成]?|[增降减升改调][到至为成])(?:不超过|不低于|最高|不[宜应])?"
    )


@functools.cache
def doing() -> re.Pattern[str]:
    """But verbs: 改造提升 of 改造提升20所养老院."""
    return re.compile(rf"(?:分别|一次性|共|全面|加快)*{choice(words('figures', 'doing'))}+[了出]?")


def is_but_done(name: str) -> bool:
    """Whether a name tells only what was done with things named before: 新建 of 车站15座,其中新建9座."""
    return name in words("figures", "parts_done")


@functools.cache
def _inside() -> re.Pattern[str]:
    # Each choice begins with a character, not with a set of them: so re knows where none can begin.
    quoted, bracketed = '[^“”"]*[”"]', r"[^()（）\d]{1,3}[)）]"
    return re.compile(rf"“{quoted}|\"{quoted}|\({bracketed}|（{bracketed}|{choice(words('figures', 'inside'))}")


@functools.cache
def _ends() -> re.Pattern[str]:
    # 新开工项目 and 通过率 are things, though 开工 and 通过 are done.
    built = ("开工", "竣工", "投产", "申报", "启动", "落地")
    ends = "|".join(
        re.escape(word) + ("(?!项目|工程|面积|工作)" if word in built else "")
        for word in sorted(words("figures", "ends"), key=lambda e: (-len(e), e))
    )
    return re.compile(rf"(?:{ends})(?!率)")


@functools.cache
def _change() -> re.Pattern[str]:
    slowly = "逐年|逐步|稳步|显著|持续|大幅|明显|不断|进一步|快速"
    than = r"[比较](?:上年|去年|\d{4}年)"
    return re.compile(
        rf"(?:{than})?(?:同比|环比|年均|平均)?(?:分别|均)?(?:{slowly})?{choice(words('figures', 'changes'))}$"
    )
