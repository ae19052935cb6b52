"""What one text does to another: it amends, repeals or replaces it, or was itself amended by it."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from graph.records import Mention
from loaders import clauses
from loaders.governors import Name
from loaders.scanning import standing
from loaders.telling import Telling

_BRACKET = r"(?:\s*[（(\[〔][^()（）\n]{0,60}[)）\]〕])*"
_TITLE = r"《[^《》\n]{1,160}》"
_AND = r"(?:\s*(?:[、,，和与及]|以及|并))"
# 《甲办法》（…）、2008年1月7日公布的《乙办法》和《丙办法》…废止: what may stand between a title and the verb.
_REST = rf"》?{_BRACKET}(?:{_AND}?[^《》。；;\n]{{0,140}}?{_TITLE}{_BRACKET})*?"
_COUNTED = (
    r"(?:等?(?:上述|以上)?(?:[一二两三四五六七八九十\d]+[件个份部项])?"
    r"(?:有关|相关)?(?:文件|规定|办法|规章|通知|意见|标准)?)?"
)
_SINCE = r"[,，]?(?:(?:自|于|从)[^,，。；;《》]{1,24}(?:起|之日)[,，]?)"
_ENDING = r"废止|失效|停止执行|停止施行|停止实施|不再执行|不再施行"
_HOW = r"同时|一并|相应|均|即行|予以|自行|自动|全部|随之|即|也"
_ENDED = re.compile(
    rf"{_REST}{_COUNTED}[,，]?(?P<since>{_SINCE})?(?P<verb>(?P<how>(?:{_HOW})+)?(?:{_ENDING}))(?!的|了)"
)
_FAR = 900  # characters in which the verb that ends a list of titles is sought
_GOES_ON = re.compile(rf"》?{_BRACKET}(?:《|{_AND}|{_COUNTED}(?:[,，]?(?:自|于|从|{_HOW}|{_ENDING})))")
_ON_A_DAY = re.compile(r"(?:自|从)[^。；;《》\n]{1,30}(?:起|之日)|(?:施行|实施|印发|公布|发布|执行)后")
# 根据《甲法》，《乙办法》同时废止; 公布《甲办法》，《乙办法》同时废止: the first is none of those that end.
_GROUND = re.compile(
    r"(?:根据|依据|按照|依照|自|经|与|以|印发|发布|公布|制定|出台|施行|执行|落实|贯彻|修订|现将|为|是)了?《?$"
)
_REPEALING = re.compile(
    r"(?:关于|决定|现|予以|(?:^|[\n。；;，,：:])[\s　]*(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?\s*)?)(废止)"
    rf"(?:[^,，。《》]{{0,12}}(?:{_TITLE}{_BRACKET}{_AND}?)*)《?$"
)
_AMENDING = re.compile(
    r"(?:关于|决定|现|(?:^|\n)[\s　]*(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?\s*)?)(修改|修正)"
    rf"(?:(?:{_TITLE}{_BRACKET}{_AND}?)*)《?$"
)
_AMENDED = re.compile(
    rf"》?{_BRACKET}(?:等[^,，。《》]{{0,24}})?(?:作出|进行|作了|作|做|予以)(?:如下|以下|相应)?(?:的)?(?:补充)?(修改|修订|修正)(?:和补充|补充)?"
)
_ARTICLE = r"第[一二三四五六七八九十百零〇\d]+[条章款项](?:之[一二三四五六七八九十])?"
_REWRITTEN = re.compile(
    rf"》?{_BRACKET}(?:中)?(?:的)?{_ARTICLE}[^。；;\n“]{{0,40}}(?:“[^”\n]{{0,400}}”[^。；;\n“]{{0,20}})?(修改为|修改如下|增加|删去|删除)"
)
_REPLACING = re.compile(r"(代替|替代|取代)(?:原|了)?《?$")
_AMENDED_BY = re.compile(
    rf"》?{_BRACKET}(?:第[一二三四五六七八九十\d]{{1,3}}次)?(修正|修订|修改)(?!意见|建议|理由|稿|草案)(的)?"
)
_AMENDMENT = re.compile(r"修改|修正|修订|修正案|废止|令第?\d+号$")
_CHANGES = re.compile(r"修改|修正|修正案|补充|调整")
_STILL = ("报告", "总结", "要点", "规划", "纲要", "答复", "解读", "计划")  # what they tell of ending is others' doing
_HEAD = 3000  # characters in which a text tells how it was amended
_KIND = re.compile(
    r"条例|办法|规定|细则|规则|规程|决定|意见|通知|方案|标准|暂行|试行|实施|管理|若干|关于|的|中华人民共和国|[（(][^()（）]*[)）]|[〈〉《》“”]"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What the own work does to another, or another to it (`back`), and the words that say so."""

    kind: str
    rule: str
    trigger: str
    start: int
    end: int
    back: bool = False


class Succession:
    """Tells what one document's own work does to the works it names."""

    def __init__(self, telling: Telling) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        self._ends = standing(telling.text, *_ENDING.split("|"))
        self._title = telling.draft.head.title or ""

    def is_amendment(self, mention: Mention, name: Name) -> bool:
        """Whether the text that is named amended another, no ground of it: 根据《关于修改…的决定》第二次修正."""
        return bool(_AMENDMENT.search(mention.surface) and _AMENDED_BY.match(self._text, name.end))

    def tell(self, mention: Mention, name: Name) -> None:
        """Add what the own work does to a work, or the other way round."""
        work = self._draft.work
        if work is None or mention.entity == work:
            return
        change = self._listed(mention) or self._by_head(mention, name) or self._ended(name) or self._told(name)
        if change is None:
            return
        ends = (mention.entity, work) if change.back else (work, mention.entity)
        self._add(change, ends, name)
        if change.kind == "REPEALS" and self._same_matter(mention.entity):
            self._add(
                Change("REPLACES", "relations.replaces_same", change.trigger, change.start, change.end), ends, name
            )

    def _add(self, change: Change, ends: tuple[str, str], name: Name) -> None:
        span = min(change.start, name.start), max(change.end, name.end)
        whole = span[1] - span[0] <= clauses.LONGEST and change.trigger in self._text[span[0] : span[1]]
        if not whole:  # the last of a long list stands by its verb, the others stand alone
            span = name.start, name.end
        self._telling.add(change.kind, *ends, change.rule, change.trigger if whole else None, span)

    def _by_head(self, mention: Mention, name: Name) -> Change | None:
        """Above the text: 根据2019年3月2日《关于修改部分行政法规的决定》修正."""
        if name.start > _HEAD or not _AMENDMENT.search(mention.surface):
            return None
        m = _AMENDED_BY.match(self._text, name.end)
        if m is None or m[2]:
            return None
        return Change("AMENDS", "relations.amended_by", m[1], name.start, m.end(), back=True)

    def _listed(self, mention: Mention) -> Change | None:
        """In a list of what ends: 现对以下文件宣布失效：1.云江市节水奖励办法."""
        fate = self._draft.notes.get("ended", {}).get(mention.start)
        return Change("REPEALS", "relations.repeals", fate, mention.start, mention.end) if fate else None

    def _ended(self, name: Name) -> Change | None:
        """《甲办法》、《乙办法》同时废止; 自本办法施行之日起，《甲办法》废止."""
        at = bisect.bisect_left(self._ends, name.end)
        if at == len(self._ends) or self._ends[at] > name.end + _FAR or self._draft.head.genre in _STILL:
            return None
        close = name.end - 1 if self._text[name.end - 1] == "》" else name.end
        if self._text[close : close + 1] != "》" or not _GOES_ON.match(self._text, close):
            return None
        lead = self._text[max(0, name.start - 8) : name.start + 1]
        m = None if _GROUND.search(lead) else _ENDED.match(self._text, close)
        if m is None or not (m["how"] or m["since"] or self._on_a_day(name.start)):
            return None
        return Change("REPEALS", "relations.repeals", m["verb"], name.start, m.end())

    def _on_a_day(self, place: int) -> bool:
        """Whether the sentence tells before a place since when: 自本标准实施之日起，《…》废止."""
        return _ON_A_DAY.search(self._text, self._telling.sentences.at(place)[0], place) is not None

    def _told(self, name: Name) -> Change | None:
        """决定废止《甲办法》, 关于修改《甲办法》的决定, 将《甲办法》第三条修改为…, 代替《甲办法》."""
        lead = self._text[max(0, name.start - 300) : name.start + 1]
        for kind, rule, pattern in (
            ("REPEALS", "relations.repeals", _REPEALING),
            ("AMENDS", "relations.amends", _AMENDING),
            ("REPLACES", "relations.replaces", _REPLACING),
        ):
            word = {"REPEALS": "废止", "AMENDS": "修", "REPLACES": "代"}[kind]
            m = pattern.search(lead) if word in lead else None
            if m and (kind == "REPLACES" or self._acts(m[0], name.start)):
                return Change(kind, rule, m[1], name.start - len(lead) + 1 + m.start(1), name.end)
        return self._amended(name, lead)

    def _amended(self, name: Name, lead: str) -> Change | None:
        """对《甲办法》作如下修改; 将《甲办法》第三条修改为…."""
        close = name.end - 1 if self._text[name.end - 1] == "》" else name.end
        changes = _CHANGES.search(self._title) is not None
        m = _AMENDED.match(self._text, close) if "对" in lead[-4:] or "将" in lead[-4:] else None
        if m and (re.search("如下|以下", m[0]) or changes):
            return Change("AMENDS", "relations.amends", m[1], name.start, m.end())
        m = _REWRITTEN.match(self._text, close) if changes or self._text[close : close + 1] == "》" else None
        if m and (changes or re.search("[将对]《?$", lead)):
            return Change("AMENDS", "relations.amends", m[1], name.start, m.end())
        return None

    def _acts(self, lead: str, place: int) -> bool:
        """Whether the own work does it: its title says so, or it decides, or the clause opens with the verb."""
        span = self._draft.head.title_span
        title = span is not None and span[0] <= place < span[1]
        if title or "决定" in lead or "现" in lead:
            return True
        return "关于" not in lead and self._draft.head.genre not in _STILL

    def _same_matter(self, entity: str) -> bool:
        """Whether two titles name the same matter, whatever their kind: 航道管理条例 and 航道管理办法."""
        work = self._draft.entities[str(self._draft.work)]
        return _KIND.sub("", work.name) == _KIND.sub("", self._draft.entities[entity].name)
