"""Numbers with a unit in a text: 3200余项, 四成, 1200多万元, 3—5次. What only looks like one is left out."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from graph.frozen import record
from loaders.numerals import ARABIC, CHINESE, SCALE, Number, factor, parse, plain_number
from loaders.rulebook import any_of, longest, read, words
from loaders.scanning import opening, tried

SMALL = 20  # a number in characters below this may be doctrine: 四个意识, 十大行动
BEHIND = 24  # characters before a number in which its qualifier and its verb stand
HAN = "零〇一二两三四五六七八九十"
GAP = r"[^\S\n]"  # a number and its unit stand on one line
_FIRST = re.compile(rf"[\d{HAN}百千万]")
_INSIDE = re.compile(rf"[\d.．第{HAN}百千万亿]")  # behind these no number begins: it has begun before
_LASTING = re.compile(
    r"(?:(?<!实施)(?<!执行)(?<!有效)期限|年限|年期|租期|工期|周期|时限|寿命|时间|时长|保修期|过渡期|公示期|为期|延长)"
    r"(?:为|至|到|由|从|[可最]长|一般|原则上)*\Z"
)
_WHOSE = re.compile(
    r"\d(?:个|家|户|只|条)(?:以上)?[^，,。；;、\d]{0,16}\Z"
)  # 10家年产值超百亿元: what firms, not how much
_EACH = re.compile("[，,]?每|内|以上|以下")
_TERM = re.compile(r"的?(?:期限|年期|年限|租期|工期|过渡期|保修期)")
# 至少接受一次: how often at least is counted; 每季度召开一次 is but how it goes on.
_OFTEN = re.compile(r"(?:至少|不少于|不得少于)[^，,。；;、\d]{0,10}\Z")
# 出售后1年内重新购买住房的,予以退税: who did so within a year, not what is to be done in one.
_WHO_DOES = re.compile(r"[以之]?内(?:的|[^，,。；;\n]{1,40}的[^，,。；;\n]{0,8}[，,])")
_SECOND = re.compile("[(（/]")  # what opens another unit behind the first: 万元/亩
_ONCE = re.compile("[^，,。；;、]{0,6}一次(?!性)")
_CIRCLE = re.compile("[^，,。；;]{0,8}圈")
_TURNS = ("次", "期", "场", "场次", "轮")
_WHICH = ("每", "近", "前", "最后", "头", "首")  # 每季度最后一个月的25日前: which month, not how many
_LEAST = ("至少", "不少于", "不低于", "不得少于", "以上", "及以上")
CLOCK_ROUND = 24  # 24小时 is round the clock, 365天 all the year


@record(frozen=True, slots=True)
class Amount:
    """A number with its unit at text[start:end], with its qualifiers at text[lead:tail]; `kind` is its unit's group."""

    start: int
    end: int
    lead: int
    tail: int
    value: Number
    value_to: Number | None
    unit: str
    kind: str
    qualifier: str | None


def amounts(text: str, start: int, end: int, hidden: bytes | bytearray) -> Iterator[Amount]:
    """The amounts in text[start:end], in order; `hidden` marks with 1 the places where no number counts."""
    every = _begins(text)
    near = every[bisect.bisect_left(every, start) : bisect.bisect_left(every, end)]
    for m in tried(_pattern(), near, text, start, end):
        if hidden[m.start()] or hidden[m.end("core") - 1]:
            continue
        amount = _amount(text, m, start)
        if amount is not None and not _only_looks(text, m, amount, end):
            yield amount


@functools.lru_cache(maxsize=2)  # asked for by every leaf of a document
def _begins(text: str) -> list[int]:
    """Where numbers may begin in a text."""
    return opening(_FIRST, _INSIDE, text)


@functools.cache
def units() -> dict[str, str]:
    """Each unit with the group it belongs to."""
    return {unit: kind for kind, group in read("figures")["units"].items() if kind != "source" for unit in group}


@functools.cache
def _pattern() -> re.Pattern[str]:
    blocked: dict[str, str] = read("figures")["blocked"]["entries"]
    unit = any_of(
        (
            u,
            ("(?![A-Za-z])" if u[-1].isascii() and u[-1].isalpha() else "")
            + (f"(?:{_after(u)}(?![{re.escape(blocked[u])}]))" if u in blocked else ""),
        )
        for u in longest(units())
    )
    # Most numbers are followed by no unit: one look tells it, and not three hundred.
    unit = f"(?=[{re.escape(''.join(sorted({u[0] for u in units()})))}]){unit}"
    # 3个内外贸一体化试点: 内 belongs to the next word there.
    after = "|".join(longest(words("figures", "qualifiers_after"))).replace("|内", "|内(?![外部地容设资需生科])")
    number = rf"(?:{ARABIC}|{CHINESE})"
    # 10万元以上50万元以下 is a range.
    to = rf"{GAP}?(?:[—–\-－―~～至]{{1,2}}|到|以上(?=\d)){GAP}?"
    counted = (
        # 千名以上, 万场以上
        rf"(?P<first>{number}|(?<![几数上近])[百千万](?=[名人家场件个户次项]以上)|(?<=[超破过达])[百千万](?=[万亿]元(?:大关|[，,。；;、）)\n]))){GAP}?(?P<some>[余多来]?){GAP}?(?P<scale>(?:{SCALE})?)"
        rf"(?:(?P<own>{unit})?{to}(?P<second>{number}){GAP}?(?P<scale2>(?:{SCALE})?))?"
        rf"{GAP}?(?P<odd>[余多来]?){GAP}?大?(?P<unit>(?:{unit})(?:[(（](?:{unit})[)）])?(?:/(?:{unit}|月|万人|[dha](?![a-zA-Z])|m[2²3³]?(?![a-zA-Z])))*)"
    )
    spelt = rf"(?P<share>[百千万]分之)(?P<part>{number})(?:{to}(?:百分之)?(?P<part2>{number}))?"
    fraction = rf"(?P<below>{CHINESE})分之(?P<above>{CHINESE})"
    # 1/3 is a share, but no day (9/18), code (A1/2) or address.
    over = r"(?<![0-9A-Za-z/.\-])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![0-9A-Za-z/.\-])"
    # 90平方米(含)以下 and 100万元以下(不含100万元) say the number once.
    held = r"(?:[(（]不?含[^()（）\n]{0,8}[)）])?"
    # No number begins inside another, behind 第, or in a code of letters (PM2.5, A3); 几十 and 数百 say no value.
    free = (
        rf"(?=[\d{HAN}百千万])(?<![\d.．第{HAN}百千万亿])(?<![0-9A-Za-z\-][A-Za-z\-])(?<![^A-Za-z][A-Za-z])(?<!\d[:：∶+＋])"
        rf"(?!(?<=[几数])[{HAN}])"
    )
    return re.compile(rf"{free}(?P<core>{spelt}|{fraction}|{over}|{counted}){held}(?P<after>(?:{after})?){held}")


def _after(unit: str) -> str:
    """The words that may stand behind a unit though their first character else makes another word of it."""
    told: str = read("figures")["unblocked"]["entries"].get(unit, "")
    return f"(?={told})|" if told else ""


@functools.cache
def _before() -> re.Pattern[str]:
    others = (re.escape(word) for word in longest(words("figures", "qualifiers_before")) if word != "约")
    return re.compile(
        # 签约, 节约 and 预约 are words.
        rf"(?P<word>(?<![签节预合公条违履契制特])约|{'|'.join(others)})[了过于]?$"
    )


@functools.cache
def _before_ends() -> frozenset[str]:
    """The characters that words before a number end in: behind others none need be sought."""
    return frozenset("了过于").union(word[-1] for word in words("figures", "qualifiers_before"))


def _amount(text: str, m: re.Match[str], floor: int) -> Amount | None:
    """The amount that a match states, or None where its characters are no number (三五个, 十四五)."""
    values = _values(m)
    if values is None:
        return None
    value, value_to, unit = values
    said = text[max(floor, m.start() - BEHIND) : m.start()]
    before = _before().search(said) if said[-1:] in _before_ends() else None
    lead = m.start() - (len(before[0]) if before else 0)
    qualifier = (before["word"] if before else None) or m["some"] or m["odd"] or m["after"] or None
    kind = units().get(unit) or units().get(_SECOND.split(unit)[0].lstrip("万亿百千")) or "counted"
    return Amount(m.start(), m.end("core"), lead, m.end(), value, value_to, unit, kind, qualifier)


def _values(m: re.Match[str]) -> tuple[Number, Number | None, str] | None:
    if m["below"]:
        below, above = parse(m["below"]), parse(m["above"])
        # 三分之二 is a share like any other: 66.67 %.
        return (round(100 * above / below, 2), None, "%") if below and above and above < below else None
    if m["over"]:
        over, under = int(m["over"]), int(m["under"])
        return (round(100 * over / under, 2), None, "%") if over < under else None
    if m["share"]:
        first, second = parse(m["part"]), parse(m["part2"] or "")
        return None if first is None else (first, second, {"百": "%", "千": "‰", "万": "‱"}[m["share"][0]])
    first, second = parse(m["first"]), parse(m["second"] or "")
    first = factor(m["first"]) if m["first"] in ("百", "千", "万") else first
    if first is None or (m["second"] and second is None):
        return None
    return _scaled(m, first, second)


def _scaled(m: re.Match[str], first: Number, second: Number | None) -> tuple[Number, Number | None, str]:
    unit = m["unit"].replace("％", "%")
    scales = (m["scale"], m["scale2"] or "")
    if unit == "成":
        return _times(first, 10), None if second is None else _times(second, 10), "%"
    if any(scales) and (units().get(unit) == "money" or unit[0] == "千"):
        # Money keeps its unit: 1200多万元 is 1200 万元; a scale inside the numeral (三百万元) stays in the number.
        # So does 万千瓦, the unit of the trade.
        return first, second, (scales[1] or scales[0]) + unit
    own = scales[0] or (scales[1] if second is not None and not m["own"] else "")
    return _times(first, factor(own)), None if second is None else _times(second, factor(scales[1])), unit


def _times(value: Number, by: int) -> Number:
    return value if by == 1 else plain_number(Decimal(str(value)) * by)


def _only_looks(text: str, m: re.Match[str], amount: Amount, end: int) -> bool:
    """Whether a number with a unit is a name, an ordinal, a time or a condition and counts nothing."""
    ahead = text[amount.end : min(end, amount.end + BEHIND)]
    behind = text[max(0, m.start() - BEHIND) : m.start()]
    if m["share"] or m["below"] or m["over"] or amount.kind == "share":
        return False
    if behind.endswith(_WHICH if amount.unit in ("年", "个月", "周", "天", "个季度") else "每"):
        return True
    if text[amount.tail : amount.tail + 1].isdecimal() and amount.kind != "counted" and amount.kind != "people":
        return True  # 34.1℃3: a table whose cells are run together
    if m["first"] in ("百", "千", "万") and amount.kind == "money" and _WHOSE.search(behind):
        return True
    bound = m["after"].endswith(("上", "下")) and amount.value_to is None
    if bound and text.startswith("的", amount.tail) and not _is_counting(behind):
        # 年运量150万吨以上的企业: a condition, not a count.
        return True
    if amount.kind in ("measure", "money") and ahead.startswith("级"):
        return True  # 10万吨级航道: of which kind it is
    if amount.kind == "time":
        return _is_time_name(text, amount, ahead, m)
    if _is_rank(amount, behind, ahead) or (amount.unit in ("岁", "周岁") and not re.search("寿命|年龄", behind)):
        return True
    return m["first"][0] not in "0123456789０１２３４５６７８９" and _is_doctrine(amount, m["core"], behind, ahead)


def _is_time_name(text: str, amount: Amount, ahead: str, m: re.Match[str]) -> bool:
    bounded = ahead.startswith(("内", "以内", "之内"))
    if not bounded and _ONCE.match(ahead):
        return True  # 两个月安排一次
    if _CIRCLE.match(ahead) or (amount.value in (CLOCK_ROUND, 365) and not bounded):
        return True
    if amount.unit in ("年", "日", "周", "个月", "天"):
        # 近五年来 and 三年行动 tell when or a name; 60日内 and 压缩3天 tell how long.
        if bounded:
            return amount.unit == "年" and bool(_WHO_DOES.match(text, amount.end))
        return amount.unit not in ("个月", "天") and not _is_lasting(text, amount)
    return amount.value == 1 and m["first"] == "一" and not bounded and not _is_lasting(text, amount)


def _is_lasting(text: str, amount: Amount) -> bool:
    """Whether years or days are how long a thing lasts: 5年 of 期限最长不超过5年; a paper's own 有效期 is none."""
    if amount.qualifier in (
        "最长",
        "最短",
        "不少于",
        "不低于",
        "不超过",
        "不得少于",
        "不得低于",
        "不得超过",
        "最高",
        "至少",
    ):
        return True
    if text.endswith("连续", 0, amount.lead):
        return amount.value_to is None and not _EACH.match(
            text, amount.tail
        )  # 连续8年居全国首位; 连续3年，每年安排1亿元 tells when
    return bool(_LASTING.search(text, max(0, amount.lead - BEHIND), amount.lead)) or bool(
        _TERM.match(text, amount.tail)
    )


def _is_rank(amount: Amount, behind: str, ahead: str) -> bool:
    if amount.unit in ("名", "位", "家", "个") and behind.endswith(("前", "列前", "第", "排名", "居")):
        return True
    if amount.unit in ("项", "条", "款") and amount.value_to and behind.endswith(("以上", "上述", "前述", "第")):
        return True  # 以上1-4项政策: which of them, not how many
    if amount.unit == "类" and amount.value < 10:
        # 1类新药 is a sort; 分3类 counts.
        return not _is_counting(behind)
    # 六次会议 of 第十届人大六次会议 is an ordinal, and so is 三期 of 三期工程.
    return amount.unit == "次" and bool(re.match(r"(?:会议|全会|全体|常委会|全委)", ahead)) and "届" in behind


def _is_doctrine(amount: Amount, said: str, behind: str, ahead: str) -> bool:
    often = amount.unit in _TURNS and bool(_OFTEN.search(behind))
    if amount.value == 1 and (often or (amount.qualifier in _LEAST and amount.kind != "measure")):
        return False
    if amount.value == 1 or "大" in said:
        return True
    if isinstance(amount.value, float) or amount.value >= SMALL:
        return False
    if ahead.startswith(("”", "’", '"', "“")) or re.match(rf"[^，,。；;、]{{0,4}}(?:{_doctrine()})", ahead):
        return True
    return amount.unit in words("figures", "abstract") and not _is_counting(behind)


def _is_counting(behind: str) -> bool:
    return behind.endswith(words("figures", "counting"))


@functools.cache
def _doctrine() -> str:
    return "|".join(map(re.escape, words("figures", "doctrine")))
