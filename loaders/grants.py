"""What a clause that gives or fixes a sum or a share is about: 竞买保证金 of 按起始价的20%确定竞买保证金."""

from __future__ import annotations

import functools
import re

from loaders.amounts import Amount
from loaders.phrases import LONGEST, named_before
from loaders.rulebook import choice, words

REACH = 60  # characters behind a sum within which its clause says what is given
BACK = 150  # characters before a sum within which its sentence says what is given to whom

_SENTENCE = re.compile(r"[。；;！？!?\n]")
_STOP = re.compile(r"[，,。；;：:！？!?\n]")
_PARTS = re.compile("[的、等]")
# 按起始价的20%, but not 按揭, 按需 and 按月.
_BASE = re.compile(
    r"(?P<subject>[^，,。；;：:]*?)(?:按照?(?![揭需时期月季年日])|依照)(?P<base>[^，,。；;：:、]{2,40}?)的?(?:最高|不?[超高低少][过于出])?\Z"
)
_NO_BASE = re.compile(r"提取|计算|约定|规定|方式|要求|[由从较比达为依以]\Z|其中")
# 费率不超过1%的担保业务给予补贴: the share tells which business, not how much is given.
_CONDITION = re.compile(
    r"的(?!比例|标准|额度|限额|幅度|价格|数额|金额|档次)[^，,。；;：:的]{2,20}?(?:给予|予以|进行|实行)"
)
_GIVES = re.compile(r"原则上|一次性|给予|以?予以|进行|分别|发放\Z")
_LIMITED = re.compile(r"^(?:不?[超高低少][过于出])+")
_OWN = re.compile(r"^(?:不?[超高低少][过于出]|最高|其|实际|上述|本|缴纳)+")
_AROUND = (
    r"(?:以[内下上]|左右)?(?:[(（]含[)）])?的?"
    r"(?:比例|标准|额度|限额|幅度|价格|数额|金额|档次)?(?:上限)?(?:分别|原则上)?"
)
_EACH = re.compile(
    r"(?:[且但并]|其中|原则上)*(?P<each>(?:每|单|同一|各)[^，,。；;：:的\d]{0,12}?)?(?:[可应]|年度?|全年|最[高多]|累计|合计)*"
    r"(?:总?额度?|总?金额|资金|上限|标准)?(?:为|最[高多]|一般|原则上|均|且)*"
)
_WHOM = re.compile(r"(?<![针面应相核反绝])对于?(?![外口象比应接策称照冲])(?P<who>[^，,。；;：:\n]{2,60})")
_LIMITS = ("最高", "最多", "不超过", "不得超过")


def given(text: str, amount: Amount, left: int, sentence: int) -> str:
    """The name of a sum or share that a clause gives or fixes, or nothing where it does neither.

    `left` is where the words before the sum begin, behind a mark or another amount; its sentence begins at `sentence`.
    """
    if amount.kind not in ("money", "share") or amount.unit in ("倍", "个百分点", "百分点"):
        return ""
    if (amount.qualifier or "").endswith(("上", "下")):
        return ""  # 销售额达到300万元以上给予奖励: a condition
    before = text[left : amount.lead].strip("、，, \u3000\xa0")
    framed = _framed(before) if amount.kind == "share" else None
    if amount.kind == "share" and not framed and before.endswith(("按照", "按")):
        fixed = _fixing().match(text, amount.tail, amount.tail + REACH)
        return fixed["thing"] if fixed else ""  # 先按照50%缴纳配套费
    own = _named_gift().search(before) or _gift_done().search(before)
    thing = own["gift"] if own else _behind(text, amount, framed is not None)
    if not thing and before.endswith(("给予", "予以", "再给予")):
        thing = _later(text, amount)
    if framed:
        subject, base = framed
        return _of(thing or subject, base)
    if thing:
        return _to(text, amount, sentence, left, before[: own.start()] if own else before, thing)
    return _limit(text, amount, left, sentence, before)


def _framed(before: str) -> tuple[str, str] | None:
    """What is fixed, where it stands before 按, and what it is a share of: (保证金, 起始价) of 保证金按起始价的."""
    found = _BASE.fullmatch(before)
    if not found:
        return None
    base = _GIVES.split(found["base"])[0].removesuffix("的")
    if len(base) < 2 or _NO_BASE.search(base) or _changing().search(base):
        return None
    subject = named_before(found["subject"])
    other = subject.endswith(words("figures", "receivers")) or subject in words("figures", "beside_giving")
    return ("" if other or len(subject) > 14 or _light().search(subject) else subject), base


def _of(thing: str, base: str) -> str:
    """Both what is given and what it is a share of: 奖励占售票收入."""
    base = _OWN.sub("", base).removesuffix("的") or base
    if len(thing) < 2 or thing in base:
        return base[-LONGEST:]
    return f"{thing}占{base}" if len(thing) + len(base) < LONGEST else thing


def _behind(text: str, amount: Amount, framed: bool) -> str:
    """What is given or fixed, named behind the sum: 购房补贴 of 5万元、3万元的购房补贴, 保证金 of 20%确定保证金."""
    start = amount.tail
    stop = _STOP.search(text, start)
    end = min(stop.start() if stop else len(text), start + REACH)
    found = _gift_here().match(text, start, end)
    if not found and not _CONDITION.match(text, start, end):
        found = _gift_ahead().search(text, start, end)
    if found:
        return found["gift"]
    fixing = _fixing().match(text, start, end) if framed else None
    return fixing["thing"] if fixing else _at_end(text[start:end])


def _at_end(said: str) -> str:
    """What is given, named at the end of a list: 消费券 of 1万元家居、家电等消费券."""
    thing = _PARTS.split(said)[-1]
    return thing if 2 <= len(thing) <= 10 and len(thing) < len(said) and _whole_gift().fullmatch(thing) else ""


def _later(text: str, amount: Amount) -> str:
    """What is given, named in the next clause: 补贴 of 给予3000元/个,每户最高不超过6000元的补贴."""
    stop = _SENTENCE.search(text, amount.tail)
    found = _gift_ahead().search(text, amount.tail, min(stop.start() if stop else len(text), amount.tail + REACH))
    return found["gift"] if found else ""


def shared_gift(text: str, amount: Amount, name: str) -> str:
    """The name of one who shares in what is given, with it: 博士租房补贴 of 博士、硕士分别3000元、2000元租房补贴."""
    thing = _behind(text, amount, framed=False) if amount.kind == "money" else ""
    who = name.rpartition("按")[2] or name
    return who + thing if thing and not any(gift in name for gift in words("figures", "gifts")) else name


def _to(text: str, amount: Amount, sentence: int, left: int, rest: str, thing: str) -> str:
    """What is given with its receiver where the text names one shortly: 三孩家庭 of 三孩家庭3万元的补贴."""
    who = _receiver(rest) or _whom(text, max(sentence, left - BACK), amount.lead)
    if not who and amount.kind == "share":
        who = _receiver(rest, words("figures", "shared_out"))
    return who + thing if len(who) + len(thing) <= LONGEST and who not in thing else thing


def _receiver(rest: str, ends: tuple[str, ...] = ()) -> str:
    whole = _giving().sub("", rest).strip("、和及与,， \u3000\xa0的")
    last = whole.rpartition("的")[2]
    for who in (last,) if ends else (whole, last):
        who = "" if "由" in who else _LIMITED.sub("", re.split("[为向给对]", who)[-1])
        if 2 <= len(who) <= 18 and who.endswith(ends or words("figures", "receivers")) and not re.search(r"\d", who):
            return who
    return ""


def _whom(text: str, start: int, end: int) -> str:
    """The receiver named behind 对 in the sentence before a sum: 企业 of 对新认定的企业,给予10万元奖励."""
    last = _last(_WHOM, text, start, end)
    if not last:
        return ""
    cut = _giving().search(last["who"])
    return _receiver(last["who"][: cut.start()] if cut else last["who"])


def _limit(text: str, amount: Amount, left: int, sentence: int, before: str) -> str:
    """What an upper limit bounds, where only the words before say it: 补贴 of 给予补贴,每户最高不超过5万元."""
    bare = _EACH.fullmatch(before)
    if not bare or not (bare["each"] or before.endswith(("最高", "最多")) or amount.qualifier in _LIMITS):
        return ""
    last = _last(_any_gift(), text, max(sentence, left - BACK), left)
    if not last:
        return ""
    each = bare["each"] or ""
    if any(gift in each for gift in words("figures", "gifts")):
        return ""
    return ((each or _whom(text, max(sentence, left - BACK), left)) + last["gift"])[-LONGEST:]


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found else None


@functools.cache
def _named_gift() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_verbs()})了?(?P<gift>{_gift()})(?:资金|总额)?(?:标准)?(?:[为达共不]|按照?|最高|分别|共计|每[^，,。；;的]{{1,3}})*\Z"
    )


@functools.cache
def _gift_done() -> re.Pattern[str]:
    """A gift as a deed of one who is named: 由县财政对购房户另补贴1万元."""
    return re.compile(
        r"(?:由[^，,。；;]{2,20}?|对[^，,。；;]{2,20}?|财政)[再另可]?(?P<gift>补贴|补助|奖励|奖补|资助)\Z"
    )


@functools.cache
def _whole_gift() -> re.Pattern[str]:
    return re.compile(_gift())


@functools.cache
def _gift_here() -> re.Pattern[str]:
    return re.compile(rf"{_AROUND}的?(?:{_verbs()})*(?P<gift>{_gift()})")


@functools.cache
def _gift_ahead() -> re.Pattern[str]:
    return re.compile(rf"(?:的|(?<=[元%％])|{_verbs()})(?:{_verbs()})*(?P<gift>{_gift()})")


@functools.cache
def _any_gift() -> re.Pattern[str]:
    behind = "|".join(rf"(?<={re.escape(verb)})" for verb in words("figures", "giving"))
    return re.compile(rf"(?:{behind}|(?<=[，,。；;：:、的\d()（）%％元\n]))(?P<gift>{_gift()})")


@functools.cache
def _gift() -> str:
    """A short noun phrase that ends in a word for what is given."""
    gifts = choice(words("figures", "gifts"))
    returned = r"(?:(?<=[退返]还)[^，,。；;：:、的\d]{0,6}(?:补贴|补助|奖励|资金))?"  # 退还购房补贴
    return rf"(?:(?!{_verbs()}|按)[^，,。；;：:、的\d()（）%％\n]){{0,10}}?{gifts}{returned}(?![率款费])"


@functools.cache
def _fixing() -> re.Pattern[str]:
    verbs = choice(words("figures", "fixing"))
    return re.compile(rf"{_AROUND}{verbs}+(?P<thing>(?!{verbs}|率)[^，,。；;：:、\d]{{2,14}})")


@functools.cache
def _verbs() -> str:
    return choice(words("figures", "giving"))


@functools.cache
def _giving() -> re.Pattern[str]:
    beside = choice(words("figures", "beside_giving"))
    return re.compile(rf"{_verbs()}|{beside}|由[^，,。；;]{{2,16}}?(?:财政|部门|政府)(?:[(（][^()（）]*[)）])?")


@functools.cache
def _changing() -> re.Pattern[str]:
    return re.compile(rf"{choice(words('figures', 'changes'))}[到至为]?\Z")


@functools.cache
def _light() -> re.Pattern[str]:
    return re.compile(rf"{choice(words('figures', 'changes'))}|[为由是在]")
