"""Initiatives without quotation marks: a specific noun phrase in 改革, 试点, 行动 and the like that a verb governs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.cues import Cues, Found
from loaders.draft import Draft
from loaders.forms import CONJUNCTION, KIND, LONGEST, Modifiers, Plain
from loaders.gazetteer import Hit, Term
from loaders.rulebook import read

_EDGE = re.compile(
    r"[^一-鿿0-9A-Za-z.()（）]|的|(?<![相点一面结应])对(?![口外接标])|将|以(?![上下旧案])|(?<![行作])为|把|从(?![价量业严])|(?<![横纵双定])向|于|是|(?<![高中初平同])等(?!级)|了|按(?!揭)|并|(?<![重主首必需])要(?![素求点件务])|应当|总结|(?:我|(?<!资)本)[省市区县镇]|全(?:[省市区县]|国(?!统筹))|"
    r"(?:20|19)\d\d年(?:度)?|第[一二三四五六七八九十\d]+[届期批]|第[一二三四五六七八九十\d]+轮(?!土地)|以及|暨|新一轮|首批|一批|一系列|各项|各类|各级|国家级|[省市区县]级(?!及?以上)|"
    r"\d+个|[多几数]个|多[场项次]"
)
_JOIN = ("和", "与", "同", "及")
# 以审判为中心的诉讼制度改革: what the name turns on stands before its 的
_CENTRE = re.compile(r"以[^，,。；;：:、\n“”《》的]{2,20}为(?:中心|核心|重点|基础|导向|主)的\Z")
_LEADING = re.compile(r"优化(?=服务业扩大)|建立|建设|推进|深化|开展|实施|做好|推动|打[好赢胜]|实化|细化|健全|完善|构建")
_FOUNDS = ("建立", "健全", "完善", "深化", "实化", "细化")  # 建立茶区工程建设项目管理制度
_STOP = re.compile(r"[，,。；;：:\n“”《》]")
_HEAD_END = re.compile(
    r"(?:改革|制度|机制|建设|工作|立法|执法|体系|试点|行动|管理|服务|监督|计划|工程|平台|服务业|活动|攻坚战|保卫战|战略|大纲|目录|清单|革命)$"
)
_ACTED = re.compile("改革|试点|行动|计划|工程|战略|攻坚战|保卫战|活动")
_FIELDS = ("教育", "服务", "培训", "监管", "考核", "评估")  # verbs that as often name a field of work
_WHOLE = re.compile(r"(?:改革|制度|机制|建设|体系|试点|行动|计划|工程|平台|活动)$")
_SHORT_ITEM = re.compile(r"(?:^|[、和与及])[^、和与及]{1,3}、$")
_LISTED = re.compile(
    r"(?:改革|制度|机制|建设|工作|体系|试点|行动|计划|工程|平台|活动|示范|创建|战略|整治|治理|攻坚战?|模式|普法|能力|改造|修复|更新|培训|权|”|》|[）)])、$"
)
PARTS = re.compile(
    r"(?:化(?![解险])|工作方案|方案|意见|办法|规划|委员会|办公室|领导小组|开放|委|局|专家|措施|总方案|者|力度大|书|任务书|试验区|示范区|先行区|创新|示范项目|示范企业|示范城市|示范单位|技术|质量|造价|设计|消防|竣工|咨询|机械|款|师|量|车|发展|地区|省份|城市|单位|企业|任务书|区域|座谈会|会议|工作会)"
)
# 战略行动, 战略布局, 战略性: not the strategy itself.
STRATEGY_PARTS = re.compile(
    r"科技|方针|行动|工程|布局|目标|任务|部署|性|定位|思想|合作|机遇|支撑|决策|规划|接续|资源|储备|重点|需求|举措|平台|纲要|选择|基点|“|《"
)
# 办法实施前已取得建设工程设计批复: a date; 实施前湾服务商计划 is none
_SINCE = re.compile(r"之?[前后](?=[，,、的已未取依经仍应所尚])|以来|过程")
_FIELD_LIST = re.compile(
    r"(?P<before>好?(?:国家)?(?:扩大)?)(?:[一-鿿]{1,8}、)+[一-鿿]{2,8}等"
)  # 推动茶水、茶电等领域价格改革
_SEVERAL = ("一批", "一系列", "各类", "各项")
_WHOLES = ("工程", "计划")
_WIDE = ("改革", "行动")
# 实施茶园提质、茶企培育、茶旅融合行动: three of them
_ACT = (
    r"[^，。；、“”《》的和与及等\n]{2,14}"
    r"(?:提升|振兴|增效|增产|优化|培育|攻坚|提质|升级|突破|利用|引领|扩容|联动|培养|融合|共治|扩能|增品|降本|"
    r"强基|创优|防控|跨越|赋能|引进|倍增|焕新|提能|清零|普及|激活|再造|扩面|补短板)"
)
_ACTS = re.compile(
    rf"(?P<items>(?:{_ACT}、)+{_ACT})(?P<more>等(?:[一二三四五六七八九十\d]+[大项个])?)?"
    r"(?P<noun>专项行动|行动计划|行动|工程|计划)"
)
# 开展打击囤积居奇行动: the name opens with a verb
_FIGHTS = ("打击", "整治", "规范", "清理", "治理", "查处", "化解", "防范", "降低", "提振", "清除", "惩治")
# an item apart from the next: 零碳园区、节能试点
_OWN_ITEM = re.compile(r"(?:工程|计划|行动|改革)[和与及]|各种|^(?:发行|国家级)|(?:优惠|通道|政策|评估)、")
# 入选茶叶流通试点城市: a pilot for which places are chosen
_CITY = re.compile(r"城市(?:[(（]区[)）])?(?![^，。；、]{0,4}(?:建设|名单))")
_ENDS = ("推进", "促进", "推广", "提升", "利用")
_CHOSEN = ("入选", "入围", "获批", "列入", "纳入", "争创", "申报", "争取")
# 实施排污口排查整治: a task; 开展茶园隐患排查整治 is a campaign
_SEARCHES = ("排查整治", "集中整治")
_HOLDS = ("开展", "组织开展", "部署")
# 国有企业改革深化提升行动 is not the reform
_CAMPAIGN = re.compile(
    r"(?:深化|提升|攻坚|创新|示范|综合|专项|突破|引领|赋能|发展|[三五]年)*(?:行动|试点|工程|计划|攻坚战)"
)
# 推动使鹿部落创建国家5A级景区: a verb
_CREATES = re.compile(
    r"(?:国家|全国|全省|省级|市级|自治区|“|[一二三四五12345]|[和与及]?[^，。；、\n]{0,6}(?:景区|城市|品牌|基地))"
)
_HALF = re.compile(r"与[一-鿿]{3,12}(?:工程|计划)[，。；、\n]")  # 水价综合改革 is half a name before 与节水提升工程
_THOUGHT = re.compile(r"书记|理念|思想|同志|重要论述")
# 水厂改扩建工程, 东山雨水排放工程: a building site, where it is only pushed on (推进).
_BUILDING = re.compile(
    r"(?:扩容|扩建|改造|新建|迁建|排放|排水|供水|供热|供气|管网|连通|联通|互通|拓宽|加固|航道|铁路|公路|高速|大桥|隧道|水库|枢纽|"
    r"泵站|[线段厂站房楼路桥管河坝池期]|提升|整治|修缮|安置|配套|治理)$"
)
# 实施茶业大招商攻坚: the whole name, where nothing of another noun follows; 脱贫攻坚 is a field of work
_PUSH_END = re.compile(r"[，。；、,;）)\n]|$")
_SPECIAL_END = re.compile(r"[，。；、,;）)\n和与及\d]|$")  # 实施茶业协同创新专项; 专项资金 is none
_PUSHED = re.compile(r"(?:脱贫|科技|技术|改革|扶贫|集中|污染防治)$")
_SHARED = re.compile(r"(?:[、和][^，,。；;\n]{1,40})?等?专项行动")


def terms() -> Iterator[Term]:
    """The nouns that end an unquoted name."""
    table = read("programs")["plain_heads"]
    for kind, nouns in table.items():
        if kind != "source":
            yield from (Term(noun, KIND, kind) for noun in nouns)
    offices = read("programs")["offices"]
    for office, regimes in offices.items():
        if office != "source":
            yield from (Term(office + regime, KIND, "机制") for regime in regimes)


_LIST = re.compile(r"[^，。；、“”《》的和与及等\n]{3,10}、(?:[^，。；、“”《》的和与及等\n]{2,10}、){0,3}")
_LIST_OF_ACTS = re.compile(
    r"(?:[^，。；、“”《》的和与及等\n]{2,12}(?:[和与及][^，。；、“”《》的和与及等\n]{2,10})?、){1,3}"
)  # 开展餐饮、住宿行业服务提升行动


class Finder:
    """Finds the unquoted initiatives of documents."""

    def __init__(self) -> None:
        table = read("programs")["plain_verbs"]
        self._verbs = {kind: frozenset(verbs) for kind, verbs in table.items() if kind != "source"}
        self._named = Modifiers()

    def find(self, draft: Draft, cues: Cues) -> Iterator[Plain]:
        """The initiatives, in order of place; of two that overlap the longer one."""
        last: Plain | None = None
        for hit in draft.hits.get(KIND, []):
            found = self._at(draft.text, hit, cues)
            if found is None:
                continue
            if last is not None and found.start < last.end:
                # 深化土地改革支撑新产业试点: the reform is but a part of the pilot's name
                last = max(last, found, key=lambda plain: plain.end - plain.start)
                continue
            if last is not None:
                yield from _each(draft.text, last)
            last = found
        if last is not None:
            yield from _each(draft.text, last)

    def _at(self, text: str, hit: Hit, cues: Cues) -> Plain | None:
        city = _CITY.match(text, hit.end) if hit.value == "试点" else None
        verb = None if _goes_on(text, hit, city is not None) else self._verb(text, hit, cues)
        if verb is None or (city and verb.cue.word not in _CHOSEN):
            return None
        several = _ACTS.fullmatch(text, verb.end, hit.end)
        if several is not None and several["more"]:
            return Plain(verb.end, hit.end, hit.value)
        start = self._first(text, verb.end, self._left(text, verb.end, hit.start), hit)
        each = _ACTS.fullmatch(text, start, hit.end) is not None
        again = hit.value == "行动" and text.endswith("轮", 0, start) and hit.start - start >= 2  # 第三轮回茶行动
        if not each and not again and not self._named.specific(text[start : hit.start], hit):
            return None
        if _is_class(text, verb, start, hit) or self._is_cut(text, verb.end, start):
            return None
        whole = hit.end + 2 if hit.value == "行动" and text.startswith("计划", hit.end) else hit.end
        return Plain(start, city.end() if city else whole, hit.value)

    def _verb(self, text: str, hit: Hit, cues: Cues) -> Found | None:
        """The nearest verb of carrying out before a noun, in the same clause."""
        verbs = self._verbs[hit.value]
        found = cues.between(max(0, hit.start - LONGEST - 20), hit.start)
        for at in range(len(found) - 1, -1, -1):
            cue = found[at]
            between = text[cue.end : hit.start]
            if _STOP.search(between):
                return None
            if _belongs(text, cue, hit, at):
                continue
            if cue.cue.word in verbs:
                outer = at - 1
                while outer > 0 and found[outer].cue.word in _FIELDS:
                    outer -= 1
                return found[outer] if outer >= 0 and self._inside(text, found[outer], cue, verbs) else cue
            if at and found[at - 1].end == cue.start and found[at - 1].cue.word in verbs and cue.is_a("other", "study"):
                return found[at - 1] if _opens(found[at - 1], cue, hit) else None
            if not cue.is_a("study", "other", "carry_program", "create") or ("、" in between and len(between) > 20):
                return None
        return None

    def _inside(self, text: str, outer: Found, inner: Found, verbs: frozenset[str]) -> bool:
        """Whether a verb is part of the name that another governs: 深化服务业扩大开放综合试点."""
        between = text[outer.end : inner.start]
        if inner.cue.word == "深化" and between.endswith("改革"):
            return outer.cue.word in verbs  # 完成国有企业改革深化提升行动
        return (
            inner.cue.word in ("扩大", "推广", "组织")
            and outer.cue.word in verbs
            and len(between) >= 2
            and _EDGE.search(between.removeprefix("国家")) is None
            and CONJUNCTION.search(between) is None
            and _WHOLE.search(between) is None
        )

    def _left(self, text: str, low: int, high: int) -> int:
        """Where the name starts: behind the verb and every word that only leads up to it."""
        start = low + (1 if text[low] in "好了" else 0)
        for m in _EDGE.finditer(text, low, high):
            start = m.end()
        verb = _LEADING.match(text, start, high)
        start = verb.end() if verb and (high - verb.end() >= 4 or verb[0] in _FOUNDS) else start
        start += text.startswith(_JOIN, start, high)  # 与行政复议体制改革相结合
        for m in CONJUNCTION.finditer(text, start, high):
            if m[0] == "与" and text.startswith(_WHOLES, high) and text.endswith("实施", 0, start):
                continue  # 实施水价综合改革与节水提升工程: one name
            ended = _HEAD_END.search(text[start : m.start()])
            if ended and not (m[0] == "及" and text.startswith(_WHOLES, high) and not _ACTED.search(ended[0])):
                start = m.end()  # 实施茶园平台建设及应用水平提升计划: one name
        return start

    def _first(self, text: str, low: int, start: int, hit: Hit) -> int:
        """Where a name that is a list begins: 推行分类审查、分级审查和同步审查改革 is one reform."""
        lead = text[low:start]
        if text.startswith("领域", start) and (fields := _FIELD_LIST.fullmatch(lead)):
            return low + fields.end("before")
        centre = _CENTRE.search(lead) if lead.endswith("的") else None
        if centre is not None and hit.value in ("改革", "试点"):
            return low + centre.start()
        many = hit.value in ("改革", "行动", "工程", "计划", "试点")
        listed = _LIST if hit.value == "改革" else _LIST_OF_ACTS
        if not many or not listed.fullmatch(lead) or _LISTED.search(lead) or _OWN_ITEM.search(lead):
            return start
        last = text[start : hit.start]
        if hit.start - low > LONGEST and not _ACTS.fullmatch(text, low, hit.end):
            return start
        alone = last.startswith("国家") or (hit.value not in _WIDE and text.startswith(("、", "等"), hit.end))
        return start if alone or len(last) < 3 or last.endswith(("型", "化", "性")) else low

    def _is_cut(self, text: str, low: int, start: int) -> bool:
        """Whether the name is but the last item of a list: 规划、建设、运营、管理体制改革."""
        lead = text[low:start]
        if not lead.endswith("、") or _LISTED.search(lead):
            return False
        return _SHORT_ITEM.search(lead) is not None or re.match(r"[^，,、]{1,3}[和与及]", text[start:]) is not None


def _goes_on(text: str, hit: Hit, city: bool) -> bool:
    """Whether what stands behind a noun makes another thing of it: 改革方案, 改革深化提升行动, 创建国家5A级景区."""
    if not city and (PARTS.match(text, hit.end) or (hit.value == "战略" and STRATEGY_PARTS.match(text, hit.end))):
        return True
    if text.startswith("攻坚", hit.start) and hit.end - hit.start == 2 and not _PUSH_END.match(text, hit.end):
        return True
    if text.startswith("专项", hit.start) and hit.end - hit.start == 2 and not _SPECIAL_END.match(text, hit.end):
        return True
    if _HALF.match(text, hit.end) or (hit.value == "改革" and _CAMPAIGN.match(text, hit.end)):
        return True
    if hit.value == "创建" and _CREATES.match(text, hit.end):
        return True
    return text.startswith("整治", hit.start) and not _SHARED.match(text, hit.end)


def _is_class(text: str, verb: Found, start: int, hit: Hit) -> bool:
    """Whether words name a task, a building site or a class of initiatives: 智慧医疗等一批惠民工程."""
    modifier = text[start : hit.start]
    if text.endswith(_SEVERAL, 0, start) or "是一" in text[verb.end : start]:
        return True
    if text.startswith(_SEARCHES, hit.start) and (verb.cue.word not in _HOLDS or text[start - 1] in "、等"):
        return True
    if hit.value == "改革" and text.startswith("试点", hit.end):
        return True
    if hit.end - hit.start == 2 and text.startswith("攻坚", hit.start) and _PUSHED.search(modifier):
        return True
    if _SINCE.match(text, verb.end):
        return True
    if hit.value == "战略" and _THOUGHT.search(modifier):
        return True
    return hit.value == "工程" and verb.cue.word in ("推进", "推动") and _BUILDING.search(modifier) is not None


def _belongs(text: str, cue: Found, hit: Hit, at: int) -> bool:
    """Whether a verb is but a part of the name: 理论现代化推进工程, 医养结合促进行动, 服务业扩大开放综合试点."""
    ends = cue.end == hit.start and cue.cue.word in _ENDS and hit.value in ("行动", "工程", "计划")
    if at and (ends or (cue.cue.word == "结合" and text[cue.start - 1] in "养旅教农研产学")):
        return True
    return cue.cue.word == "扩大" and text.startswith("开放", cue.end) and text[cue.start - 1] not in "，。；、"


def _opens(outer: Found, verb: Found, hit: Hit) -> bool:
    """Whether a name opens with a verb behind another: 开展规范涉企收费专项行动, 深化教育综合改革."""
    if verb.cue.word in _FIELDS and hit.value != "创建":
        return True
    special = hit.end - hit.start >= 4 or verb.cue.word in _FIGHTS
    return special and hit.value == "行动" and outer.cue.word in ("开展", "组织开展", "实施", "组织实施", "启动")


def _each(text: str, plain: Plain) -> Iterator[Plain]:
    """The initiatives that share the noun behind the last: 茶园提质、茶企培育、茶旅融合行动 are three."""
    several = _ACTS.fullmatch(text, plain.start, plain.end)
    if several is None:
        yield plain
        return
    at = plain.start
    for item in several["items"].split("、"):
        end = at + len(item)
        whole = end == several.start("noun")
        yield Plain(at, plain.end if whole else end, plain.kind, noun="" if whole else several["noun"])
        at = end + 1
