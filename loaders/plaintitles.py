"""Titles that stand without 《》 and are safe to take: governed by a verb, opened by a place, a year or a quote."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from loaders import announced, enacted, packages, statutes
from loaders.rulebook import choice, words
from loaders.scanning import near, standing

Span = tuple[int, int]
_LIMITS = re.compile(r"[。；;：:！？!?\n《》，,]")
_YEARS = r"(?:[（(]\d{4}年?[—–―－\-~～]\d{4}年?[)）])?"
_OFFICIAL = re.compile(
    r"(?:中共中央办公厅|中共中央|党中央|国务院办公厅|国务院|全国人大常委会|最高人民法院|最高人民检察院|自治区(?:党委|政府|人民政府)"
    r"|[\u4e00-\u9fff]{2,6}(?:省|市|自治区)(?:人民政府|委)?(?:办公厅|办公室)?|[省市区县州](?:委|政府|人民政府)(?:办公厅|办公室)?)"
    r"(?:[、 ]?(?:国务院办公厅|国务院|最高人民检察院|[省市]政府|自治区政府))?"
    r"(?:关于|印发)[^。；;：:！？\n《》，,]{4,60}?的(?:通知|意见|决定|办法|规定|决议|通告|实施意见|指导意见|若干意见|建议(?=[，。；、精要]))"
)
_OPENING = (
    "(?:关于|印发)(?:印发)?(?:进一步|全面|切实|大力|积极|深入|加快|扎实|规范|加强|推进|推动|促进|做好|深化|完善|建立|健全|支持"
    "|开展|实施|加大|贯彻|落实|调整|构建|推行|优化|强化|改进|改革|提高|防范|严格|延长|取消|公布|发布|明确|执行)"
)
_DOCUMENT = "的?(?:通知|公告|通告|决定|实施意见|指导意见|若干意见|意见|办法|规定)"
# 按照财政厅、水利厅关于规范水费收支的通知要求: what a verb governs, a body opens and 精神 or 要求 follows.
_GOVERNED = re.compile(
    r"(?:根据|按照|依据|依照|落实|贯彻|执行)"
    r"(?P<title>[\u4e00-\u9fff、 ]{1,40}?(?:部|委|局|厅|院|署|会|行|办|办公室|政府)"
    rf"{_OPENING}[^。；;：:！？\n《》，,]{{4,60}}?{_DOCUMENT})(?=精神|要求|规定|部署|文件|[（(]|等(?:文件|要求|规定|精神))"
)
_QUOTED = re.compile(rf"“(?P<title>[^“”。；;\n《》]{{0,30}}{_OPENING}[^“”。；;\n《》]{{4,60}}{_DOCUMENT})”")
# 参照水利企业库存物资核销管理办法有关规定执行: a rule that a verb governs and whose 规定 or article follows.
_APPLIED = re.compile(
    r"(?:参照|按照|依照|根据|依据|遵照|适用)(?P<title>[\u4e00-\u9fff、]{7,36}?(?:管理|实施|监督|处罚|登记|评价|使用)"
    r"(?:暂行|试行)?(?:办法|条例|细则|规则))(?=(?:的)?(?:有关|相关)?规定|第[一二三四五六七八九十百\d]+条)"
)
# 根据国家水利工程验收管理规定，现将…: a rule of the whole country by its name.
_NATIONAL = re.compile(
    r"(?:参照|按照|依照|根据|依据|遵照)(?P<title>(?:国家|全国)[\u4e00-\u9fff]{4,30}?(?:管理|补助|监督|处罚|登记|评价|使用)"
    r"(?:暂行|试行)?(?:办法|条例|细则|规定))(?=[，,。；;]|执行|办理)"
)
# 推广云江水利示范区节水分红激励办法: what a verb carries out and a rule's own last words close.
_CARRIED = re.compile(
    r"(?:推广|落实|执行)(?P<title>[\u4e00-\u9fff]{7,36}?(?:管理|激励|奖励|补助|处罚|登记|评价|使用)"
    r"(?:暂行|试行)?(?:办法|细则))(?=[。；，、,;\n（(])"
)
# 按照水利综合执法事项指导目录要求, 列入重点水源保护名录: lists by which things are judged.
_CATALOGUED = re.compile(
    r"(?:列入|纳入|符合|属于|按照|对照|参照|依据|根据|依照|执行|落实)(?:新版|国家)?(?P<title>[\u4e00-\u9fff（）()]{5,30}?"
    r"(?:指导目录|管理名录|分类目录|产业目录|技术目录|鼓励类目录|保护名录|职业[)）]?目录))(?=[，。；、,;的和中及内\n（(]|要求|规定|明确|确定|范围)"
)
# 属于水利部批复的云江矿区南区总体规划, 符合松溪流域综合规划: the plan of a mining area, a port or a river by its name.
_PLACED = re.compile(
    r"(?:(?:符合|属于|依据|根据|按照)|(?=是[\u4e00-\u9fff]{4,16}批[复准]的)是)(?:[\u4e00-\u9fff]{2,16}(?:批复|批准|印发|发布)的)?"
    r"(?P<title>(?!煤炭|国家|本|该|各|相关|有关|区域)"
    r"(?:(?!批复|批准|符合|以及)[\u4e00-\u9fff]){2,22}?(?:矿区(?:[\u4e00-\u9fff]{1,7}区)?(?:总体)?规划|流域综合规划|港总体规划)"
    rf"{_YEARS})(?!环评|环境影响)"
)
_OWN = re.compile("内部|单位|本[省市区县]|原|现行|国家和|所在|当地|[他它其该某]|[一二三四五六七八九十]是|规定")
_STOP = re.compile(r"[。；;：:！？\n《》，,]")
_YEAR_FIRST = re.compile(r"\d{4}年度?")
_BATCH = re.compile(r"第[一二三四五六七八九十]+批")
_DEICTIC = re.compile(
    r"(?:市|区|县|省|自治区|州)(?:政府|委|人大(?:常委会)?|政协|人民政府)(?!各|部门|有关|直属|系统|工作部门|常务|党组会|全体)"
)
_LEVELS = re.compile(r"^(?:国家|中央|全国|省|市|区|县|[、和及])+")
_LOOSE = re.compile(r"[的了将把各]|进行|通过|有关|相关|等|若干部门|部门|一系列|配套|具体|相应|本级|所属")
_VAGUE = re.compile(r"[了将把]|有关|相关|配套|具体|相应")
_COUNTED = re.compile(
    r"\d+(?:多|余)?[项个条件份]|^“[一二三四五六七八九十]+五”(?:期间)?(?:相关|有关|各类|各项|专项|系列)"
)
_CAMPAIGN = re.compile(r"^“一.一.”.{0,2}$|^“[^“”]*”(?:.{0,1}|(?:管理|有关|相关)?规定|[^“”]*(?:计划|清单|目录))$")
_BARE = re.compile(r"^.{1,3}(?:人民政府|政府|委|人大常委会|人大)(?:规定|办法|方案|计划|意见|要点|目录|清单|规划)$")
_WORD_ON = re.compile("动作|性|的(?:时间|期限|范围|情形|程序|条件)")
_ENACTED = re.compile("的?(?:尽快|早日|加快)?(?:出台|颁布|制修订|制定|修订|立法)")
SHORTEST, LONGER, LONGEST = 8, 11, 60
# Rules and lists behind their verbs, with the words that they end in and their shortest title.
_RULES = (
    (_APPLIED, ("办法", "条例", "细则", "规则"), LONGER),
    (_NATIONAL, ("办法", "条例", "细则", "规定"), LONGER),
    (_CARRIED, ("办法", "细则"), LONGER),
    (_CATALOGUED, ("目录", "名录"), SHORTEST),
    (_PLACED, ("矿区", "流域综合规划", "港总体规划"), 0),
)


# 关于落实云江市节水若干措施的通知, 关于贯彻民法典的意见: what a text's own title says to carry out.
_TITLED = re.compile(
    r"(?:贯彻落实|贯彻执行|贯彻实施|贯彻|落实|执行|实施|适用)好?(?:[省市区县](?=进一步))?(?P<title>(?!有关|相关|国家)"
    r"[\u4e00-\u9fff“”—\d（）]{2,44}?(?:若干(?:政策)?(?:意见|措施|规定)|实施意见|指导意见|纲要|条例|法典|(?<![方办立执司])法"
    r"|行动计划|总体方案|总体规划|发展规划|决定))(?=的|有关|若干(?!意见|措施|政策)|办法|细则|实施|工作方案|方案|任务|重点|分工|情况)"
)


@functools.cache
def _tail() -> re.Pattern[str]:
    return re.compile(choice(words("references", "plain_heads")) + _YEARS)


@functools.cache
def _cue() -> re.Pattern[str]:
    return re.compile(choice(words("references", "cues")))


def find(
    text: str,
    covered: Callable[[int, int], bool],
    place_at: Callable[[int, int], int | None],
    done: Callable[[int], bool] = lambda place: False,
) -> Iterator[Span]:
    """The spans of titles without marks, in order; `place_at(start, end)` is the end of a division's name at start."""
    forms = (_official, _governed, statutes.find, announced.find, packages.find)
    official = sorted({span for form in forms for span in form(text)} | set(enacted.find(text, done)))
    yield from (span for span in official if not covered(*span))
    edge = 0
    for m in _tail().finditer(text):
        if m.start() < edge or covered(*m.span()) or _runs_on(text, m.end()):
            continue
        joined = edge > 0 and text[edge : edge + 1] in "、和及与" and m.start() - edge > 1
        start = edge + 1 if joined and _plain(text, edge + 1, m.end()) else _start(text, m.start(), m.end(), place_at)
        if start is not None and start >= edge and not covered(start, m.end()) and _whole(text[start : m.end()]):
            yield start, m.end()
            edge = m.end()


def titled(text: str, start: int, end: int, known: Callable[[str], bool]) -> Iterator[Span]:
    """The spans of what a title carries out that names it without marks; a short name must be a `known` one."""
    for m in _TITLED.finditer(text, start, end):
        name = m["title"]
        long = len(name) > SHORTEST and not name.endswith("法") and not _LOOSE.search(name)
        if known(name) or long:
            yield m.span("title")


def _official(text: str) -> Iterator[Span]:
    """The titles that a high body opens, sought in the clauses alone that say 关于 or 印发."""
    edge = 0
    for at in standing(text, "关于", "印发"):
        if at < edge:
            continue
        start = max(edge, max(text.rfind(stop, edge, at) for stop in "。；;：:！？\n《》，,") + 1)
        stop = _STOP.search(text, at + 2)
        edge = stop.start() if stop else len(text)
        yield from ((found.start() + lead(found[0]), found.end()) for found in _OFFICIAL.finditer(text, start, edge))


def _governed(text: str) -> Iterator[Span]:
    """The titles that stand in quotes, or between a verb and 精神, 要求, 规定."""
    opened = standing(text, "关于", "印发")
    for pattern in (_GOVERNED, _QUOTED) if opened else ():
        for m in near(pattern, opened, text, reach=48, ahead=88):
            if not _VAGUE.search(m["title"]):
                yield m.span("title")
    for pattern, kinds, shortest in _RULES:
        for m in near(pattern, standing(text, *kinds), text, reach=48, ahead=40):
            title = m["title"]
            if len(title) >= shortest and not (_OWN.search(title[:-2]) or _LOOSE.search(title)):
                yield m.span("title")


@functools.cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_的和及与]{{2,10}}?{choice(words('references', 'plain_heads'))}")


def _runs_on(text: str, end: int) -> bool:
    """Whether the last word is the beginning of another, or the title goes on: 云江市科技计划项目管理办法."""
    if text.startswith(("建议", "的建议", "《建议》", "《纲要》"), end):  # 省委“十五五”规划《建议》
        return True
    if _WORD_ON.match(text, end, end + 4):
        return True
    if text[end : end + 1] == "等":  # “十四五”云江治理规划等专项规划
        return False
    more = _more().match(text, end)
    return more is not None and not _cue().search(text, end, more.end() - 2)


def _plain(text: str, start: int, end: int) -> bool:
    """Whether a title may stand between two places that follow another one: 修订市政府工作规则、行政决策规定."""
    return end - start >= SHORTEST and not _LIMITS.search(text, start, end) and not _LOOSE.search(text[start:end])


def _whole(name: str) -> bool:
    """Whether a title has both of each pair of quotes, counts nothing, and is no program or description."""
    if name.count("“") != name.count("”") or name.count("（") != name.count("）") or "号" in name:
        return False
    if len(name) < (SHORTEST - 1 if _DEICTIC.match(name) else SHORTEST) or _BARE.match(name):
        return False
    if _COUNTED.search(name) or _CAMPAIGN.match(name.removesuffix("方案")):  # “满天星”行动计划 is a program
        return False
    return "关于" in name or "的" not in name[-6:]


def _start(text: str, tail: int, end: int, place_at: Callable[[int, int], int | None]) -> int | None:
    """Where the title begins that ends in a safe last word, or None where nothing says so."""
    low = max(0, tail - LONGEST)
    limits = list(_LIMITS.finditer(text, low, tail))
    left = limits[-1].end() if limits else low
    joined = re.match(r"(?:以及|和|及|、|与)", text[left:tail]) if left and text[left - 1] == "》" else None
    if joined:  # 《…通知》以及重点领域信息公开实施方案: coordinated with a title
        begin = left + joined.end()
        return begin if end - begin >= SHORTEST + 4 and not _VAGUE.search(text[begin:end]) else None
    cues = list(_cue().finditer(text, left, tail))
    for cue in cues:
        start = _anchored(text, cue.end(), tail, place_at)
        if start is not None:
            return start
    if cues and text.startswith("条例", tail) and _ENACTED.match(text, end):  # 推动云江水权交易条例出台
        begin = cues[-1].end()
        return begin if end - begin >= SHORTEST and not _LOOSE.search(text[begin:tail]) else None
    return None


def _anchored(text: str, start: int, tail: int, place_at: Callable[[int, int], int | None]) -> int | None:
    """The start itself where what follows opens a title: a place, a year, a body, a quote, a batch."""
    levels = _LEVELS.match(text[start:tail])
    if levels and text[start + levels.end()] == "“":  # 国家、省“放管服”改革…方案
        start += levels.end()
    words_ = text[start : tail + 1]
    if not words_ or (_LOOSE.search(text[start:tail]) and not words_.startswith(("“", "关于"))):
        return None
    if words_[0] == "“" or _YEAR_FIRST.match(words_) or _BATCH.match(words_) or _DEICTIC.match(words_):
        return start
    if words_.startswith(("国务院", "中共中央", "全国人大")):
        return start
    place = place_at(start, tail)
    return start if place is not None and place < tail else None


def lead(text: str) -> int:
    """How many characters of a clause that ends in a title stand before the title: 按照国务院关于…的意见 gives 2."""
    body = text.find("关于")
    ends = [m.end() for m in _cue().finditer(text, 0, body)]
    return ends[-1] if ends else 0
