"""Titles without 《》 of what is issued or carried out: 出台支持节水产业发展的若干措施, 落实水网建设总体规划."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from loaders.rulebook import choice, words

Span = tuple[int, int]
_NO_WORD = re.compile(r"[^\u4e00-\u9fff\d+“”（）.]|(?<!\d)\.|\.(?!\d)")
_MARK = r"(?:[（(](?:试行|暂行|修订|草案|\d{4}年?版?|\d{4}年?[—–―－\-~～]\d{4}年?)[)）])?"
_BEHIND = re.compile(
    rf"(?P<mark>{_MARK})(?:[，,。；;、和及与并\n]|[（(](?!或)|等(?:[，。；]|政策|文件|措施)|要求|精神|部署|落地|落实|赋予|确定|明确|提出|的(?:各项|有关|相关)?(?:措施|要求|规定|任务|部署)|$)"
)
_NEXT = re.compile(
    rf"[、和及](?P<title>[\u4e00-\u9fff“”]{{6,40}}?(?:方案|意见|措施|规划|办法|目录|指引|规定|条例))(?={_BEHIND.pattern})"
)
# What no title holds: verbs in the past, pointing words, classes of documents, what a single project must plan.
_LOOSE = re.compile(
    "^本|方面|[了将把该其或]|\\d[个项]|[数多几十两]项|各(?!类)|进行|有关|相关|等|^配套|配套(?!办法)|具体|相应|本级|所属|系列|一批|同步|批准|报告书|施工|监测|上述|以下|如下|自己|纳入"
    "|现行|同类|调整为|审查后|^.{0,4}(?:工作|试点)实施方案|(?:规划|方案|意见|办法|措施|计划|纲要|条例|细则|目录|清单|制度|战略)[和及与]|年度|出台|印发|制定|编制|实施细则(?!$)"
    "|.落实|.贯彻|^“一.一"
)
_INNER = re.compile("的(?!意见|实施意见|指导意见|若干|措施|决定|通知|规定|办法|方案)")
_OPENED = re.compile("的(?=(?:工作|实施|行动)(?:方案|计划)$)")  # 促进节水消费的工作方案, no 切实可行的工作方案
_LEVELS = re.compile(
    "(?:国家|中央|省|市|区|县|我|上|和|及|、|有关)+(?=关于|“)|新版(?=.{6})|我[区县](?=.{6})|国家(?=.{4,}清单$)"
    "|(?:新(?:修订|修改|制定|出台|颁布|印发|发布)|修订后|修改后)的(?=.{6})"  # 落实修订后的水库管理办法
)
# 印发实施…意见 has two verbs; in 实施方案调整 there is none.
_VERB = re.compile("出台|推出|印发|颁布|发布|公布|施行|贯彻|实施|执行|制定|制订|编制|方案|细则|意见|办法")
# 制定并实施, 修订完善: the verbs behind the first.
_COMPOUND = re.compile(
    "(?:好|了)?(?:(?:并|和|、)?(?:公布|印发|实施(?!细则)|完善|调整|出台|修订|组织实施|落实)(?=.{6}))*"
)
_ISSUED_FIRMLY = ("出台", "印发", "颁布", "审议通过")
_DRAWN_UP = ("制定", "出台", "印发")  # 制定实施节水经济发展意见
_ISSUED = ("出台", "推出", "印发", "颁布", "发布", "公布", "制定")
_OTHERS = re.compile("(?:各[地市区县省级单部]|地方|企业|督促|指导|支持|鼓励|要求)[\u4e00-\u9fff]{0,6}$")
_TASKS = ("实施方案", "行动方案", "改革方案", "行动计划", "指导意见", "实施意见", "若干措施")
_SUBJECTLESS = re.compile(
    "(?:[。；，,;\n.．、）)]|[一二三四五六七八九十]是)(?:尽快|抓紧|加快|研究|启动|及时|组织|联合|牵头|我[省市区县])*$"
)
_GROUND = ("措施", "政策", "办法", "方案", "意见", "计划", "机制", "制度")  # 制定措施落实…: to carry it out
_ANSWER = re.compile("批复|答复")  # tells another what to do, or what others have done
_EACH = re.compile("各|本[地部单省市区县]|试点|企业|应当|指导")
_MAKING = re.compile("(?:制定|制订|印发|出台|编制|研究)(?:并)?$")
SHORTEST, FARTHEST = 8, 46


@functools.cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(choice(words("references", name)))


@functools.cache
def _opening() -> re.Pattern[str]:
    level = "(?:国家|全国|全省|全市|全区|我?[省市区县])?(?:新一轮|新时代)?"
    return re.compile(f"{level}(?:{_any('enacted_openings').pattern})")


@functools.cache
def _endings() -> tuple[str, ...]:
    """The last two characters of all kinds, which are sought first, for that is fast."""
    kinds = [
        kind
        for name in ("kinds", "loose_kinds", "made_kinds", "kept_kinds")
        for kind in words("references", f"enacted_{name}")
    ]
    return tuple(sorted({kind[-2:] for kind in kinds}))


def find(text: str, done: Callable[[int], bool]) -> Iterator[Span]:
    """The spans of such titles; `done(place)` tells whether the text reports there on what has been done."""
    for ending in _endings():
        place = text.find(ending)
        while place >= 0:
            end = place + len(ending)
            behind = _BEHIND.match(text, end)
            start = _start(text, end, done) if behind else None
            if behind and start is not None:
                yield start, behind.end("mark")
                yield from _more(text, behind.end("mark"))
            place = text.find(ending, end)


def _listed_kinds() -> tuple[str, ...]:
    return *words("references", "enacted_kinds"), "办法", "规定", "条例"


def _more(text: str, end: int) -> Iterator[Span]:
    """The titles that a list adds to one: 实施水库管护工作方案、堤防隐患排查整治行动方案."""
    m = _NEXT.match(text, end)
    while m and m["title"].endswith(_listed_kinds()) and _title(m["title"], True):
        yield m.span("title")
        m = _NEXT.match(text, m.end())


def _start(text: str, end: int, done: Callable[[int], bool]) -> int | None:
    """Where the title begins that ends at a place: right behind the first verb of its clause that leaves a title."""
    kind = _kind(text, end)
    if kind is None:
        return None
    low = max(0, end - FARTHEST)
    for m in _NO_WORD.finditer(text, low, end):
        low = m.end()
    edge = end  # behind a verb of drawing up
    for verb in _any("enacted_verbs").finditer(text, low, end - 2):
        if verb.start() - edge > 2 and not text.endswith(_GROUND, 0, verb.start()):
            return None  # 制定中央财政支持实施城市更新的工作方案: this verb is inside the title
        drawn = _makes(text, verb)
        if not _fits(verb[0], kind, text, end) or (drawn and not (_made(text, verb, done) or _task(text, verb, end))):
            edge = verb.end() if drawn else edge
            continue  # a task for others to draw something up names no document
        start = _behind(text, verb, end)
        drawn_up = text.endswith("意见", 0, end) and text.endswith(_DRAWN_UP, 0, verb.start())
        firm = kind != "loose" or verb[0] in _ISSUED_FIRMLY or drawn_up
        if not _VERB.match(text, start, end) and _title(text[start:end], firm):
            return start
    return None


def _made(text: str, verb: re.Match[str], done: Callable[[int], bool]) -> bool:
    """Whether what is drawn up is a document of the text's own body, and no task for others: 支持各地编制…规划."""
    return done(verb.start()) and _OTHERS.search(text, max(0, verb.start() - 16), verb.start()) is None


def _task(text: str, verb: re.Match[str], end: int) -> bool:
    """Whether the text's own body is to draw up a document: its clause opens with the verb, 研究制定…实施方案."""
    if verb[0] not in ("制定", "制订") or not text.endswith(_TASKS, 0, end) or _ANSWER.search(text, 0, 120):
        return False
    before = text[max(0, verb.start() - 24) : verb.start()]
    return _SUBJECTLESS.search(before) is not None and _EACH.search(before) is None


def _makes(text: str, verb: re.Match[str]) -> bool:
    """Whether a verb, or the one that it is joined to, only draws something up: 制定, 编制实施."""
    before = text[max(0, verb.start() - 3) : verb.start()].removesuffix("并")
    return verb[0] in words("references", "enacted_making") or before.endswith(("编制", "修编"))


def _kind(text: str, end: int) -> str | None:
    """What sort of kind a title that ends at a place is of, or None: firm, made, kept or loose."""
    if text.endswith(words("references", "enacted_kinds"), 0, end):
        return "firm"
    if text.endswith("规划", 0, end):
        return "plan"
    sorts = (
        sort
        for sort in ("made", "kept", "loose")
        if text.endswith(words("references", f"enacted_{sort}_kinds"), 0, end)
    )
    return next(sorts, None)


def _fits(verb: str, kind: str, text: str, end: int) -> bool:
    """Whether a verb makes a document of a kind: 制定节水行动计划, 落实…事项清单."""
    if kind == "kept":
        return verb in ("落实", "贯彻", "执行")
    if kind == "made":
        return verb not in words("references", "enacted_carrying")
    return kind == "firm" or verb not in words("references", "enacted_making") or text.endswith("的意见", 0, end)


def _behind(text: str, verb: re.Match[str], end: int) -> int:
    """Where the title begins behind a verb; 制定落实《…》 makes what carries another out, 关于实施…的意见 is whole."""
    if text.endswith("关于", 0, verb.start()):
        return verb.start() - 2
    if verb[0] == "落实" and _MAKING.search(text, max(0, verb.start() - 4), verb.start()):
        return verb.start()
    issued = (
        verb[0] in _ISSUED and text[verb.end()] == "的" and not text.endswith(("自行", "擅自"), 0, verb.start())
    )  # 市里出台的促进节水若干措施
    more = None if issued else _COMPOUND.match(text, verb.end(), end)
    start = more.end() if more else verb.end() + issued
    levels = _LEVELS.match(text, start, end)
    return levels.end() if levels else start


def _title(name: str, firm: bool) -> bool:
    """Whether words can be a title: whole, particular, and opened like one where its kind alone tells too little."""
    if len(name) < SHORTEST or name.count("“") != name.count("”") or name.count("（") != name.count("）"):
        return False
    opened = _opening().match(name) is not None
    if _LOOSE.search(name) or _INNER.search(_OPENED.sub("", name) if opened else name):
        return False
    return firm or opened
