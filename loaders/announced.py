"""Titles without 《》 told by what becomes of the document: 节水条例颁布实施, 推进水网规划落地."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders import shortforms
from loaders.scanning import near, standing
from loaders.statutes import LOOSE

Span = tuple[int, int]
_CHAR = r"[\u4e00-\u9fff]"
_HOW = "(?:正式|已|顺利|成功|先后|全面|深入|有效|加快|落地|贯彻)*"
# 云江都市圈国土空间规划获批实施; 节水促进条例颁布实施: what is approved or put in force, before its verb.
_PASSED = (
    f"(?={_HOW}(?:获批|获(?:得)?(?:国务院|国家|省|自治区|市)|获?审议通过|颁布|出台|印发|发布实施|公布实施|施行|修订实施"
    "|签署|完成编制|编制完成))"
)
_APPROVED = re.compile(
    rf"(?:(?<=[，。；、\n,;：:）)])|(?<=[一二三四五六七八九十]是))(?P<title>{_CHAR}{{4,28}}?"
    rf"(?:规划|总体方案|实施方案|行动方案|改革方案|管理规定|管理办法|实施办法|条例)){_PASSED}"
)
# 推进节水条例实施, 推进国家公园总体规划落地
_DONE = f"(?={_HOW}(?:实施(?!办法|条例|细则|意见|方案)|施行|落实|落地))"
_KINDS = "(?:条例|保护法|促进法|法典|规划纲要|总体规划|发展规划|专项规划|建设规划|空间规划|总体方案|实施方案|行动方案)"
_PUSHED = re.compile(rf"(?:推进|推动|抓好|做好|促进|确保|加快)(?P<title>{_CHAR}{{4,24}}?{_KINDS}){_DONE}")
# 完成云江市国土空间总体规划报批, 推动数据产业发展规划尽快获批: a plan on its way.
_UNDER_WAY = "(?=(?:尽快|早日)?(?:报批|获批|编制|修编|批复|印发|出台|颁布))"
_MOVED = re.compile(
    rf"(?:完成|推动|加快|争取|力争)(?P<title>{_CHAR}{{5,24}}?(?:总体规划|空间规划|专项规划|发展规划|建设规划|总体方案|实施方案|改革方案|条例))"
    rf"{_UNDER_WAY}"
)
_FORMS = tuple(
    (form, re.compile(behind)) for form, behind in ((_APPROVED, _PASSED), (_PUSHED, _DONE), (_MOVED, _UNDER_WAY))
)
_LISTED = re.compile(
    rf"(?:[，。；、\n,;：]|争取|推动|加快|完成|力争)(?:争取|推动|加快|完成|力争)?(?P<title>{_CHAR}{{4,28}}?(?:总体规划|空间规划|专项规划|发展规划|总体方案|实施方案|行动方案|改革方案|条例))[、和]$"
)
_ENDINGS = ("条例", "规划", "方案", "规定", "办法", "纲要", "法典", "护法", "进法")  # sought first, for that is fast
_OPENED = re.compile(
    "^(?:推动|推进|加快|完成|出台|修订|开展|做好|启动|编制|制定|组织|争取|推|促|深化|落实|实施|新增|成立|建立)"
)
# 自2011年云江省全面节水行动纲要颁布以来: what was issued, between the time it is counted from and the verb.
_SINCE = re.compile(
    r"自(?:从)?(?:\d{4}年(?:\d{1,2}月)?)?(?P<title>[\u4e00-\u9fff]{8,30}?(?:纲要|条例|决定|意见|规定|办法|规划))"
    r"(?=(?:颁布|印发|出台|发布|公布)(?:实施|施行)?以来)"
)
# 根据省委“十五五”规划建议, 编制了“十五五”规划纲要（草案）: five-year plans by their short names.
_PROPOSED = re.compile(
    r"(?:(?:根据|依据|按照|依照|对照|落实|贯彻|实施|执行|对接|制定|起草|审议|学习)好?|编制(?:了|完成)|是(?=国家)|精神和|、(?=[省市县区州]委))"
    rf"(?P<title>{shortforms.COMMITTEE}{shortforms.PLAN}(?:建议|纲要))(?![和及、])"
)
# “十四五”规划和2035年远景目标纲要: the plan itself; “十四五”规划 alone is more often the time that it covers.
_OUTLINE = re.compile(rf"(?P<title>{shortforms.PLAN.removesuffix('的?')}和\d{{4}}年远景目标纲要)")
# 完成“十四五”规划目标任务, 实施“十五五”规划的开局之年: the plan, not its years, where it has aims or is carried out.
_PLAN = re.compile(
    r"(?P<title>(?:国家|全国)?“[一二三四五六七八九十]{1,3}五”规划)(?:(?=(?:的)?(?:主要|各项|确定|提出|明确)?(?:的)?(?:目标|任务|指标|部署))"
    r"|(?=共设置|顺利|落到实处|实施(?!方案|细则|期)))|"
    r"(?:实施|落实|完成|执行|衔接|纳入|列入)(?:全省|全市|我省|我市|省|市)?(?P<carried>(?:国家|全国)?“[一二三四五六七八九十]{1,3}五”规划)(?![纲建期和及、])"
)
# 编制农村供水改造“十二五”规划: the plan of one matter for those years.
_FOR_YEARS = re.compile(
    r"(?:落实|贯彻|实施|执行|编制|制定|出台|印发|完成|发布|衔接|对接|推进)(?:好|实施|了|的)?(?:[我本][省市区县]|国家|全省|全市)?"
    r"(?P<title>(?:(?![和及与]|年度|全省|全市|本地|本部门|本单位|各[地区县])[\u4e00-\u9fff]){3,20}“[一二三四五六七八九十]{1,3}五”(?:[\u4e00-\u9fff]{0,10}?)规划(?:纲要)?)(?!期)"
)
# 争取云江港纳入国家“十五五”港口发展规划: the plan of one matter that a project is to be part of.
_PART_OF = re.compile(
    r"(?:纳入|列入|进入)(?P<title>(?:国家|全国)?“[一二三四五六七八九十]{1,3}五”(?!期间)[\u4e00-\u9fff]{3,16}?规划(?:纲要)?)(?![期和及与])"
)
SHORTEST, REACH = 6, 36
FARTHEST = 32  # characters before the 五 of a five-year plan


def find(text: str) -> Iterator[Span]:
    """The spans of such titles, form by form."""
    for ending in _ENDINGS:
        place = text.find(ending)
        while place >= 0:
            yield from _closing(text, place + len(ending))
            place = text.find(ending, place + len(ending))
    yield from _five_year(text) if "五”" in text else ()
    for m in near(_SINCE, standing(text, "以来"), text, reach=64):
        if not LOOSE.search(m["title"][:-4]):  # 实施纲要 is a kind, no verb
            yield m.span("title")


def _closing(text: str, end: int) -> Iterator[Span]:
    """The title that ends at a place, where what follows tells what becomes of the document."""
    for form, behind in _FORMS:
        if behind.match(text, end) is None:
            continue
        m = form.search(text, max(0, end - REACH), end + REACH)
        while m and m.end("title") < end:
            m = form.search(text, m.start() + 1, end + REACH)
        if m and m.end("title") == end and _is_title(m["title"]):
            yield m.span("title")
            yield from _before(text, m.start("title"))


def _before(text: str, start: int) -> Iterator[Span]:
    """The titles that stand before one in a list: 争取水权改革方案、水网建设实施方案获批."""
    m = _LISTED.search(text, max(0, start - REACH), start)
    while m and _is_title(m["title"]):
        yield m.span("title")
        m = _LISTED.search(text, max(0, m.start("title") - REACH), m.start("title"))


def _is_title(name: str) -> bool:
    loose = LOOSE.search(name.removesuffix("实施方案").removesuffix("实施办法")) or _OPENED.search(name)
    return loose is None and len(name) >= SHORTEST + 2 * (not name.endswith("条例"))


def _five_year(text: str) -> Iterator[Span]:
    plans, years = standing(text, "五”规划"), standing(text, "五”")
    for pattern in (_PROPOSED, _OUTLINE):
        yield from (m.span("title") for m in near(pattern, plans, text, reach=FARTHEST))
    for pattern in (_FOR_YEARS, _PART_OF):
        for m in near(pattern, years, text, reach=FARTHEST):
            if not LOOSE.search(m["title"]):
                yield m.span("title")
    for m in near(_PLAN, plans, text, reach=FARTHEST):
        yield m.span("title" if m["title"] else "carried")
