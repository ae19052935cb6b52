"""Titles that stand without 《》 and are safe to take: governed by a verb, opened by a place, a year or a quote."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

from loaders import enacted, shortforms
from loaders.rulebook import choice, words
from loaders.scanning import near

Span = tuple[int, int]
_LIMITS = re.compile(r"[。；;：:！？!?\n《》，,]")
_YEARS = r"(?:[（(]\d{4}年?[—–―－\-~～]\d{4}年?[)）])?"
_OFFICIAL = re.compile(
    r"(?:中共中央办公厅|中共中央|国务院办公厅|国务院|全国人大常委会|最高人民法院|最高人民检察院|[\u4e00-\u9fff]{2,6}(?:省|市|自治区)(?:人民政府|委)?(?:办公厅|办公室)?)"
    r"(?:、(?:国务院办公厅|国务院|最高人民检察院))?(?:关于|印发)[^。；;：:！？\n《》，,]{4,60}?的(?:通知|意见|决定|办法|规定|决议|通告|实施意见|指导意见|若干意见)"
)
_ABOUT = re.compile("关于|印发")
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
# 推广云江水利示范区节水分红激励办法: what a verb carries out and a rule's own last words close.
_CARRIED = re.compile(
    r"(?:推广|落实|执行)(?P<title>[\u4e00-\u9fff]{7,36}?(?:管理|激励|奖励|补助|处罚|登记|评价|使用)"
    r"(?:暂行|试行)?(?:办法|细则))(?=[。；，、\n（(])"
)
# 研究制定水权备案条例、节水监督条例; 全面落实中长期水利发展规划纲要: kinds that nothing but a title ends in.
_FIRM_KIND = r"(?:条例|规划纲要|实施纲要|行动纲要)"
_FIRM_END = re.compile(_FIRM_KIND)
_FIRM = re.compile(
    r"(?:制定|起草|修订|修改|出台|颁布|审议通过|表决通过|实施|落实|贯彻|执行|施行|(?<=[进护障理管督]法)[和及与])"
    rf"(?P<title>(?:本[省市区县])?(?:(?![和及与])[\u4e00-\u9fff]){{4,24}}?{_FIRM_KIND})(?=[，。；、和及与等（(\n]|规定|要求|精神|有关|相关)"
)
# 出台数据条例: a short one is safe behind a verb of making alone.
_SHORT = re.compile(
    r"(?:出台|颁布|修订|制定|审议通过|表决通过)(?P<title>(?!自治|单行|管理|工作|程序|配套|地方|有关|相关|专门|专项|具体|各项|新的)"
    r"[\u4e00-\u9fff]{2,3}条例)(?=[，。；、和及与等\n])"
)
_FIRM_MORE = re.compile(rf"[、和及与](?P<title>[\u4e00-\u9fff]{{4,20}}?{_FIRM_KIND})(?=[，。；、和及与等（(\n])")
# 推动云江水权条例、节水监督条例等地方立法: statutes that legislation is to make.
_LEGISLATED = re.compile(
    r"(?:推动|推进|加快|开展|做好|完成|启动)(?P<titles>(?:[\u4e00-\u9fff]{2,20}条例[、和及])*[\u4e00-\u9fff]{2,20}条例)"
    r"等?(?:\d{1,2}[项部件])?(?:地方性?|政府|重点领域)?(?:法规)?(?:的)?(?:立法|制定|修订|修改|制修订)"
)
# 制定水权交易促进法、节水监督法: laws that are yet to be made, which no registry has.
_LAW = (
    r"[\u4e00-\u9fff]{2,12}?(?:促进|保障|保护|执行|防治|管理|监督|组织|程序|责任|安全|服务|教育|应对|征收|预防|处罚|赔偿|救助|福利)法"
    r"(?=[，。；、和及与等（(\n])"
)
_PLANNED = re.compile(
    rf"(?:制定|起草|修订|修改|出台|编纂|制修订|加快|贯彻|落实好?|实施好?|施行|执行|依据|根据|依照|违反)(?P<title>{_LAW})"
)
_PLANNED_MORE = re.compile(rf"[、和及与](?P<title>{_LAW})")
_FIRM_LOOSE = re.compile(
    r"[的了将把各为以在对向等与和及]|制定|修订|修改|贯彻|落实|实施|执行|进行|通过|有关|相关|一系列|配套|具体|相应|所属|上述|以下|下列"
)
# 落实“云江人才30条”: a package of measures known by its place or matter and the number of its articles.
_PACKAGE = re.compile(
    r"“(?P<title>(?![一二三四五六七八九十百两双第前后这该本每]|上述|以上|以下|下列)"
    r"[\u4e00-\u9fff]{1,10}(?!一条)(?:\d{1,3}|[一二三四五六七八九十]{1,3})条)”"
)
# 云江都市圈国土空间规划获批实施; 推进城市更新条例实施: what is approved or put in force, before its verb.
_APPROVED = re.compile(
    r"(?<=[，。；、\n,;])(?P<title>[\u4e00-\u9fff]{4,24}?(?:规划|总体方案|实施方案|行动方案|管理规定|管理办法|实施办法|条例))"
    r"(?=(?:正式|已|顺利|成功|先后)?(?:获批|获(?:得|国务院|国家)|颁布|印发实施|发布实施|施行))"
)
_PUSHED = re.compile(
    r"(?:推进|推动|抓好|做好|促进|确保)(?P<title>[\u4e00-\u9fff]{4,20}?(?:条例|保护法|促进法))(?=(?:全面|深入|有效|落地|贯彻)*(?:实施(?!办法|条例|细则|意见|方案)|施行|落实))"
)
_CHECKED = re.compile("^(?:推动|推进|加快|完成|出台|修订|开展|做好|启动|编制|制定|组织|争取|推|促)")
# 自2011年云江省全面节水行动纲要颁布以来: what was issued, between the time it is counted from and the verb.
_SINCE = re.compile(
    r"自(?:从)?(?:\d{4}年(?:\d{1,2}月)?)?(?P<title>[\u4e00-\u9fff]{8,30}?(?:纲要|条例|决定|意见|规定|办法|规划))"
    r"(?=(?:颁布|印发|出台|发布|公布)(?:实施|施行)?以来)"
)
# 根据省委“十五五”规划建议, 编制了“十五五”规划纲要（草案）: five-year plans by their short names.
_FIVE_YEAR_PLAN = re.compile(
    r"(?:(?:根据|依据|按照|依照|对照|落实|贯彻|实施|执行|对接)好?|编制(?:了|完成)|是(?=国家)|精神和|、(?=[省市县区州]委))"
    rf"(?P<title>{shortforms.COMMITTEE}{shortforms.PLAN}(?:建议|纲要))(?![和及、])"
)
# “十四五”规划和2035年远景目标纲要: the plan itself; “十四五”规划 alone is more often the time that it covers.
_FIVE_YEAR_SHORT = re.compile(rf"(?P<title>{shortforms.PLAN.removesuffix('的?')}和\d{{4}}年远景目标纲要)")
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
_COUNTED = re.compile(r"\d+(?:多|余)?[项个条件份]")
_CAMPAIGN = re.compile(r"^“[^“”]*”(?:.{0,1}|[^“”]*(?:计划|清单|目录))$")
_BARE = re.compile(r"^.{1,3}(?:人民政府|政府|委|人大常委会|人大)(?:规定|办法|方案|计划|意见|要点|目录|清单|规划)$")
_ENACTED = re.compile("的?(?:尽快|早日|加快)?(?:出台|颁布|制修订|制定|修订|立法)")
SHORTEST, LONGER, LONGEST = 8, 11, 60


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
    official = sorted({*_official(text), *_governed(text), *_firm(text), *enacted.find(text, done)})
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


def _official(text: str) -> Iterator[Span]:
    """The titles that a high body opens, sought in the clauses alone that say 关于 or 印发."""
    edge = 0
    for m in _ABOUT.finditer(text):
        if m.start() < edge:
            continue
        start = max(edge, max(text.rfind(stop, edge, m.start()) for stop in "。；;：:！？\n《》，,") + 1)
        stop = _STOP.search(text, m.end())
        edge = stop.start() if stop else len(text)
        yield from (found.span() for found in _OFFICIAL.finditer(text, start, edge))


def _governed(text: str) -> Iterator[Span]:
    """The titles that stand in quotes, or between a verb and 精神, 要求, 规定."""
    for pattern in (_GOVERNED, _QUOTED, _APPLIED, _CARRIED):
        for m in pattern.finditer(text):
            loose = (
                _OWN.search(m["title"]) or _LOOSE.search(m["title"])
                if pattern in (_APPLIED, _CARRIED)
                else _VAGUE.search(m["title"])
            )
            if not loose and (pattern in (_GOVERNED, _QUOTED) or len(m["title"]) >= LONGER):
                yield m.span("title")


def _firm(text: str) -> Iterator[Span]:
    """The titles of kinds that are safe behind a verb, those listed behind one, and packages in quotes."""
    yield from _listed(near(_FIRM, _FIRM_END, text, reach=36), _FIRM_MORE, text)
    yield from _listed(_SHORT.finditer(text) if "条例" in text else (), _FIRM_MORE, text)
    yield from _legislated(text)
    yield from _listed(_PLANNED.finditer(text), _PLANNED_MORE, text)
    for m in (
        *(_APPROVED.finditer(text) if "获" in text or "施行" in text or "颁布" in text else ()),
        *_PUSHED.finditer(text),
    ):
        if not _FIRM_LOOSE.search(m["title"]) and not _CHECKED.search(m["title"]) and len(m["title"]) >= SHORTEST - 2:
            yield m.span("title")
    for pattern in (_FIVE_YEAR_PLAN, _FIVE_YEAR_SHORT) if "五”规划" in text else ():
        yield from (m.span("title") for m in pattern.finditer(text))
    for m in _PACKAGE.finditer(text) if "条”" in text else ():
        if f"称“{m['title']}" not in text:  # （以下简称“金融十六条”） names what stands before it
            yield m.span("title")
    for m in _SINCE.finditer(text) if "以来" in text else ():
        if not _FIRM_LOOSE.search(m["title"][:-4]):  # 实施纲要 is a kind, no verb
            yield m.span("title")


def _legislated(text: str) -> Iterator[Span]:
    for m in _LEGISLATED.finditer(text) if "条例" in text else ():
        for title in re.finditer("[^、和及]+", m["titles"]):
            if not _FIRM_LOOSE.search(title[0]) and len(title[0]) > 4:
                yield m.start("titles") + title.start(), m.start("titles") + title.end()


def _listed(first: Iterable[re.Match[str]], more: re.Pattern[str], text: str) -> Iterator[Span]:
    """The titles of lists, up to one that is no title: the first of each, and those behind it by a pattern."""
    for m in first:
        title: re.Match[str] | None = m
        while title and not _FIRM_LOOSE.search(title["title"].removeprefix("本")):
            yield title.span("title")
            title = more.match(text, title.end())


@functools.cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_的和及与]{{2,10}}?{choice(words('references', 'plain_heads'))}")


def _runs_on(text: str, end: int) -> bool:
    """Whether the last word is the beginning of another, or the title goes on: 云江市科技计划项目管理办法."""
    if text.startswith(("建议", "的建议", "《建议》", "《纲要》"), end):  # 省委“十五五”规划《建议》
        return True
    if re.match(r"动作|性|的(?:时间|期限|范围|情形|程序|条件)", text[end : end + 4]):
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
