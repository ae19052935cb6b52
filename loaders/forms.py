"""Initiatives that their form alone tells: titles and zones, systems, censuses, campaigns as subjects, headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.draft import Draft
from loaders.gazetteer import Hit
from loaders.rulebook import words
from loaders.scanning import near, scan, standing

KIND = "programs.plain"
LONGEST = 30  # characters of a name before its noun
CONJUNCTION = re.compile(r"(?<!中)和(?!美|谐)|[与及]")
# 重大水利工程, 相关配套改革: a class of them
_WEIGHT = re.compile(r"^(?:国家)?(?:重大|重点|标志性|关键|相关|有关|其他|其它)+")
# 控制其排放行动, 自贸区相关改革试点, 这一改革
_POINTING = re.compile(
    r"各[一两]|简称|相关|有关|上述|自身|[其该]|^[较这此那]|^本(?![地级科币外土市省])|^本地区|^在(?![线校职建])|^到(?!户)|^各方面|积极投身|"
    r"尽快|列入|[和与及]处理|站在|应商|申请|更多|^以上|^系列|工作后|^验收|确定$|通过$"
)
_REST = re.compile(
    r"领域|环节|加强|抓好|做好|[两二三四五六七八九十]大[一-鿿]{0,4}$"
)  # 水、能源等领域价格改革, 品牌设计等六大升级行动
_TWO = ("两个", "两大", "三个", "三大")
_NUMBER = re.compile(r"[两二三四五六七八九十\d][大项个](?:重点|重大|专项|标志性)$")

# 创建国家园林城市, 深化国家数据要素综合试验区建设: what a higher level grants to a place.
_TITLE = re.compile(
    r"(?:创建|争创)(?:全域)?(?P<title>(?!一批|多个|更多|若干|第|成)[一-鿿]{0,4}?(?:全国|国家级?|全省|省级)[^，。；、,;“”《》\n]{0,14}?(?:示范|文明|卫生|园林|森林|先进|模范|双拥)"
    r"[一-鿿]{0,8}?(?:城市|市|区|县|街|社区|基地|单位|乡镇|镇|村)(?:[(（][^()（）\n]{1,6}[)）])?)(?=[，。；、,;]|建设|工作|活动)"
)
_TITLE_FIRST = re.compile("[创争]")
_URGED = re.compile(r"(?:鼓励|引导|推荐)[^，。；、]*$")  # 鼓励企业争创国家级示范物流园区: whoever may
_ZONE = re.compile(
    r"(?:国家级?(?:(?![等各和及的与、]|省级|一批)[一-鿿]){2,18}?(?:试验区|实验区|先导区|示范区|先行区|(?:试点|示范)城市(?:（区）)?)"
    r"|省级(?:(?![等各和及的与、]|国家|一批|自然|保护)[一-鿿]){4,12}?试验区)"
    r"(?=建设|创建|试点|[，。；、,;和与]|$)"
)
_ZONES = ("试验区", "实验区", "先导区", "示范区", "先行区", "试点城市", "示范城市")
_FREE_TRADE = re.compile(
    r"(?:创建|申建|争创|申报|获批|设立)(?P<zone>中国[(（][一-鿿]{2,6}[)）]自由贸易(?:试验区|港))(?![一-鿿]{1,6}片区)"
)
_WON = re.compile(
    r"(?:深化|推进|推动|加快|建设|创建|争创|申建|申报|获批|入选|入围|获评|成为|列入|纳入)(?:建设)?(?:首批|第[一二三四五六七]批|新一轮)?"
    r"(?:[^，。；,;:：“”《》\n的]{2,24}[、和])*(?:[一-鿿]{1,6}[省市区县州盟旗])?$"
)
# 第三次全国茶树资源普查: a census of the whole country
_CENSUS = re.compile(r"全国[一-鿿]{2,12}?普查")
_TRIAL = re.compile(
    r"(?:在[一-鿿]{2,8}[省市区县州盟旗]试点(?P<policy>(?![开实推工])[一-鿿]{5,20}?(?:政策|制度|模式|机制|改革))"
    r"|(?:(?<=[。；，、,;.．)）\n　 ])|(?<=率先)|(?<=积极)|(?<=鼓励)|(?<=支持)|(?<=探索))试点(?:开展|推行|实行|推广)"
    r"(?:实施)?(?P<act>(?![的等各])(?:(?![的等和及与])[一-鿿]){4,20}))(?=[，。；,;\n])"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+次\Z")
# 12399茶叶质量投诉热线
_HOTLINE = re.compile(r"(?<![\d.])1[12]\d{3}(?:[一-鿿](?<![的等和及])){2,10}?(?:热线|举报电话|平台)")
# 全国信用信息共享平台, 云江市产能合作服务平台, 规范性文件统一公开查询平台: systems with a name of their own.
_WORDS = r"(?:(?!等|各|和|及|级|类|项(?!目)|层面|一批|首批|多个|推进|[的与、])[一-鿿])"
_SYSTEM = re.compile(
    rf"(?P<nation>(?:全国(?:统一的)?|国家(?![级重及队电]))(?!企业|集团){_WORDS}{{4,20}}?(?:平台|(?:信息|审批|申报|监管|管理|登记|公示|报送|直报|追溯)系统))(?![一-鿿]{{0,2}}(?:经济|企业|公司))"
)
_SYSTEM_OWN = re.compile(
    rf"(?:建设|建立|建成|打造|搭建|开通|完善|升级|依托)(?:全省|全市|全区|全县)?(?P<own>{_WORDS}{{2,16}}?(?:统一|综合){_WORDS}{{2,10}}平台)"
    r"(?=[，。；、,;]|建设|功能|作用)"
)
_SYSTEM_HERE = re.compile(
    r"(?:依托|通过|利用|登录|接入|纳入|建设|完善|升级|建成|打造|搭建|建立|开通|在)[我本]?"
    rf"(?P<here>全?[省市](?![场政委内直级民]){_WORDS}{{3,20}}?(?:平台|信息系统|信息网))(?=[，。；、,;和与及（(]|建设|功能|作用|等|进行|上|查询|办理|申请|实施|共享)"
)
_SYSTEM_PLACE = re.compile(
    r"(?:建设|建立|建成|打造|搭建|开通|完善|升级|依托|通过|登录|纳入|接入|利用|使用|在|[，。；、,;：和与])"
    rf"(?P<place>(?:(?!建设|建立|建成|新建|打造|搭建|开通|完善|升级|依托|通过|登录|纳入|接入|利用|使用){_WORDS}){{6,24}}?"
    r"(?:平台|信息系统|信息网))(?=[，。；、,;和与及（(]|建设|功能|作用|等|进行|上|查询|办理|申请)"
)
# 规上企业安全攻坚行动顺利收官, 全国茶叶流通综合改革试点获批, 茶园治理三年行动扎实推进, 茶税改革取得明显成效
_COURSE = re.compile(
    r"(?:计划|工作|任务)?(?:(?:顺利|圆满|胜利|成功|正式|全面|深入|扎实|有序|有力|有效|高质量|加快|稳步|持续|不断|积极)*"
    r"(?:收官|获批|落地|启动|推开|铺开|告捷|见效|走深走实|扩大到|扩展至)"
    r"|(?:顺利|全面|深入|扎实|有序|有力|有效|高质量|加快|加速|稳步|持续|不断|积极|大力|纵深)+(?:实施|开展|推进|展开|实行|完成|深化|建设|推行)"
    r"|取得[一-鿿]{0,6}(?:成效|实效|进展|成果|突破)|(?:成效|效果|成果)(?:显著|明显|突出)|走在[一-鿿]{1,4}前列|连续[\d一二三四五六七八九十]+年)"
)
_SUBJECT = re.compile(
    r"(?:(?<=[，。；：！,;:!\n　])|(?<=[一二三四五六七八九十][、)）])|^)(?:(?:我|本)[省市区县国]|全[省市区县]|新一轮)*"
    r"(?P<name>(?!深化|开展|加强|抓好|做好|确保|保证|保障|促进|切实|要求|继续|按照|根据)"
    r"(?:(?!一批|一系列|各项|多项|系列|年度|全面|推进|推动|实施|开展|完成|[的以为将等、])[一-鿿0-9]){4,24})$"
)
_COUNTED = re.compile(r"(?:全[国省市县区])?\d+[个项家]")
_SUBJECTS = ("改革", "试点", "行动", "战略", "工程", "计划")
_HEADING = re.compile(
    r"(?:专栏[ 　]*\n?[ 　]*\d{1,2}[ 　:：]*\n?[ 　]*|"
    r"[（(][一二三四五六七八九十]+[)）] *|[一二三四五六七八九十]+、 *|\d{1,2}[.．] *|^)"
    r"(?P<name>(?!专栏|实施|开展|推进|加快|加强|强化|完善|组织|深化|抓好|做好|打好|推动|启动|落实|构建|建立|统筹|支持|全面|深入|"
    r"大力|扎实|积极|持续|聚焦|围绕|制定|编制|明确|提升|健全|优化|建设|参与|严格|规范)[^，。；：、,;:“”《》\n]{4,24})$"
)
_BOX = re.compile(r"专栏[ 　]*\n?[ 　]*\d{1,2}[ 　:：]*\n?[ 　]*$")
_HEADED = ("工程", "行动", "计划")


_MODEL = re.compile(r"示范.{0,6}(?<!年)")
_ONE = re.compile(r"\d(?!\.\d+[一-鿿]{2})|一[个项]")


@dataclass(frozen=True, slots=True)
class Plain:
    """An unquoted initiative where it stands; `title` and `noun` are words that its name has beside those printed."""

    start: int
    end: int
    kind: str
    title: str = ""
    noun: str = ""


class Modifiers:
    """Tells whether the words before a noun make a name of it: 茶税改革 is one, 重大改革 none."""

    def __init__(self) -> None:
        self._general = frozenset(words("programs", "general"))
        self._yearly = words("programs", "yearly")
        self._fields = frozenset(words("programs", "short_fields"))

    def specific(self, modifier: str, hit: Hit) -> bool:
        """Whether a modifier names one initiative rather than a class of them."""
        last = CONJUNCTION.split(modifier)[-1]
        if (
            (last != modifier and (not last or last in self._general))
            or modifier in self._general
            or len(modifier) > LONGEST
            or _MODEL.fullmatch(modifier)
        ):
            return False
        if _REST.match(modifier) or _POINTING.search(modifier) or modifier.count("（") != modifier.count("）"):
            return False
        bare = _WEIGHT.sub("", modifier)
        if (bare != modifier and (len(bare) < 4 or bare in self._general)) or bare.endswith(("领域", "环节")):
            return False
        if _is_vague(modifier, last, hit):
            return False
        if hit.value == "计划" and modifier.endswith(self._yearly):
            return False
        least = 1 if hit.value == "机制" else 2 if hit.value == "活动" or hit.end - hit.start >= 4 else 4
        # 强科技行动, 强县域行动: a drive to be strong in something
        least = 3 if hit.value in ("改革", "试点", "战略") or modifier.startswith("强") else least
        least = 2 if hit.value == "改革" and modifier in self._fields else least
        return len(modifier) >= least and not _ONE.match(modifier)


def _is_vague(modifier: str, last: str, hit: Hit) -> bool:
    """Whether a modifier does not say which one is meant: 落实国家战略, 推动城建重点工程, 打赢防灾和脱贫两个攻坚战."""
    nation = "国家" if hit.value == "战略" else "领域国家"
    if modifier.endswith(nation) or (modifier.endswith("重点") and len(modifier) <= 6):
        return True
    if hit.value == "创建" and modifier.endswith("获批"):
        return True
    if last in ("扩大", "深化", "推进", "加快", "实施", "推广"):
        return True  # 提质增效和扩大改革任务授权
    return (last != modifier and modifier.endswith(_TWO)) or _NUMBER.search(modifier) is not None


class Forms:
    """Finds the initiatives of a text that no verb need govern."""

    def __init__(self) -> None:
        self._named = Modifiers()

    def granted(self, text: str) -> Iterator[Plain]:
        """The titles and zones of a higher level that a place strives for or builds."""
        for m in scan(_TITLE, _TITLE_FIRST, text):
            if _URGED.search(text, max(0, m.start() - 14), m.start()):
                continue
            yield Plain(m.start("title"), m.end("title"), "创建")
        for m in near(_FREE_TRADE, standing(text, "自由贸易"), text, reach=16):
            yield Plain(m.start("zone"), m.end("zone"), "试点")
        for m in near(_ZONE, standing(text, *_ZONES), text, reach=24):
            if _WON.search(text, max(0, m.start() - 60), m.start()):
                yield Plain(m.start(), m.end(), "试点")

    def systems(self, text: str, named: Callable[[str], int]) -> Iterator[Plain]:
        """Systems with a name of their own; `named` tells how many characters of a name are a place."""
        for m in near(_HOTLINE, standing(text, "热线", "举报电话", "平台"), text, reach=24):
            yield Plain(m.start(), m.end(), "平台")
        closes = standing(text, "平台", "系统")
        for m in near(_SYSTEM, closes, text, reach=30):
            yield Plain(m.start("nation"), m.end("nation"), "平台")
        ends = standing(text, "平台", "信息系统", "信息网") if closes else []
        for m in near(_SYSTEM_PLACE, ends, text, reach=30):
            if named(m["place"]):
                yield Plain(m.start("place"), m.end("place"), "平台")
        for m in near(_SYSTEM_HERE, ends, text, reach=30):
            yield Plain(m.start("here"), m.end("here"), "平台")
        for m in near(_SYSTEM_OWN, standing(text, "平台"), text, reach=36):
            yield Plain(m.start("own"), m.end("own"), "平台")

    def censuses(self, text: str) -> Iterator[Plain]:
        """Censuses of the whole country."""
        for m in near(_CENSUS, standing(text, "普查"), text, reach=16):
            ordinal = _ORDINAL.search(text, max(0, m.start() - 6), m.start())
            yield Plain(ordinal.start() if ordinal else m.start(), m.end(), "行动")

    def trials(self, text: str) -> Iterator[Plain]:
        """What is tried out, told by the verb: 在松溪县试点灵活就业人员公积金政策."""
        for m in near(_TRIAL, standing(text, "试点"), text, reach=16, ahead=36):
            group = "policy" if m["policy"] else "act"
            yield Plain(m.start(group), m.end(group), "试点", noun="试点")

    def subjects(self, draft: Draft) -> Iterator[Plain]:
        """Campaigns and pilots whose course a clause tells: …行动顺利收官."""
        text = draft.text
        for hit in draft.hits.get(KIND, []):
            course = _COURSE.match(text, hit.end) if hit.value in _SUBJECTS else None
            named = _SUBJECT.search(text, max(0, hit.start - 30), hit.start) if course else None
            if named is None or course is None or text.startswith("整治", hit.start):
                continue
            if hit.value in ("工程", "计划") and not course[0].endswith("实施"):
                continue  # 改造工程全面完工: a building site
            counted = _COUNTED.match(named["name"])  # 全国106个茶旅融合试点: how many there are is no part of the name
            start = named.start("name") + (counted.end() if counted else 0)
            name = text[start : hit.start]
            if self._named.specific(name, hit) and not name.endswith(("性", "型")):
                yield Plain(start, self._end(text, hit), hit.value)

    def headings(self, draft: Draft) -> Iterator[Plain]:
        """Initiatives that a heading or the title of a box names: 专栏3 茶园更新工程."""
        text, plan = draft.text, draft.head.genre in ("规划", "方案", "计划", "纲要", "行动计划")
        for hit in draft.hits.get(KIND, []):
            if hit.value not in _HEADED or text[hit.end : hit.end + 1] not in ("", "\n", "。"):
                continue
            line = text.rfind("\n", 0, hit.start) + 1
            boxed = _BOX.search(text, max(0, line - 12), line) is not None or text.startswith("专栏", line)
            named = _HEADING.fullmatch(text, line, hit.start) if boxed or plan else None
            if named is not None and self._named.specific(named["name"], hit):
                yield Plain(named.start("name"), hit.end, hit.value)

    def _end(self, text: str, hit: Hit) -> int:
        """Where a name ends: behind the plan of an action."""
        return hit.end + 2 if hit.value == "行动" and text.startswith("计划", hit.end) else hit.end
