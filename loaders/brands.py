"""Whether a quoted name is an initiative: judged by the noun behind it, the verb before it and its own form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.registry import Registry
from loaders.rulebook import read, words
from loaders.statements import Governor, Name, Reader

QUOTED = re.compile(r"“([^“”\n]{1,60})”")
JOINT = re.compile(r"(?:[、和与及,，]|以及)?(?=“)")
_TAIL = re.compile(r"(?:的)?([一-鿿A-Za-z0-9·]{0,24})")
_DONE = re.compile(
    r"$|[，,。；;、：:（(）)”“!！?？\s]|和|与|及|等|建设|工作|全覆盖|落地|以来|并|在|获|为|已|被|服务|全"
)
_SENTENCE = re.compile(r"[。！？；;：:，,]")
_NUMBERED = re.compile(r"[一二两三四五六七八九十百千\d]+(?:个|篇|件|张|条|项|大)")
_VERB_IN = re.compile(r"(?:创建|打造|深化|推进|推行|争创|开展|建设)")
_BREAK = re.compile(
    r"开展|推进|推动|落实|提升|实现|进行|助力|赋能|纳入|列入|制定|编制|出台|参与(?!式)|形式|可不|不得|可以|到(?![家户村位])|获|被|等|"
    r"和(?![美谐平])|(?<!参)与|及|在|(?<!结)对|将|已|为|要求|是|由|的|各项|有关|相关|规定|(?<=政策)中|\d"
)
# “五个一”推进机制, “云江名品”提升行动: the verb belongs to the noun behind it.
_VERB_OF = re.compile(r"(?:推进|推动|落实|提升|实现)\Z")
_OWN_VERB = ("机制", "工作机制", "行动", "专项行动", "工程", "计划", "行动计划")
_PERIOD = re.compile(r"[一二三四五六七八九十]+五")  # “十四五”环保项目: what belongs to a span of years
JOINING = ("政策", "联动", "服务", "普法", "监管", "创建", "项目", "品牌", "应用", "体系", "专项治理", "规则", "网站")
_AND_SO_ON = re.compile(r"等?(?:\d+|[一二两三四五六七八九十]+)?(?:[个项大场类名家种]|系列)?")
_PARALLEL = ("实行", "推行", "全面推行", "实施")
_PAIRED = ("实行", "推行", "全面推行", "实施", "推进", "深化", "开展")
# Names of efforts of a whole place: “信用云江”, “书香松溪”.
_OF_PLACE = re.compile(
    r"(?:平安|法治|健康|数字|信用|诚信|美丽|清廉|廉洁|书香|智慧|幸福|活力|文明|质量|品质|绿色|创新)([一-鿿]{2,3})"
)
# 推出“云江有礼”专属礼遇: what is offered under a name, books and broadcasts apart.
_OFFER = re.compile(
    r"(?![一-鿿]{0,5}(?:节目|视频|歌|书|剧|片|报道|栏目|海报|版|作品|等|类|型|款|的|建设))[一-鿿]{2,6}(?=[，,。；;、\n])"
)
_PRAISE = re.compile(r"^(?:响亮|亮丽|靓丽|闪亮|耀眼|烫金)(?:的)?(?:品牌|名片|招牌)$")  # 打造“云江有礼”响亮名片
_CLASS = ("新业态", "、新业态", "资金", "包")  # “制造+服务”新模式新业态: a class of business; “两优”政策资金: money
_SUMMED = re.compile(r"[一二两三四五六七八九十][一-鿿]")  # “三调”, “四港”: a number of things of one kind
_THEME = re.compile(r"为(?:主题|主线|品牌)的([一-鿿]{0,12}?(?:系列)?[一-鿿]{0,6}活动)")  # 以“书香云江”为主题的读书活动
_COMMON = ("定制", "体制", "编制", "控制", "研制", "复制", "优惠券", "消费券", "证券", "债券")
_NO_END = re.compile(r"(?:(?<![备立档])案|[！。？])\Z")  # a case at law, a bill, a sentence
_COUPLET = re.compile(r"([一-鿿]{4}[，,][一-鿿]{4}|[一-鿿]{5}[，,][一-鿿]{5})\Z")  # “云水人家，灯火可亲”物业品牌
_SCHEME = re.compile(
    r"(?:互联网|人工智能|数据要素|标准化|大数据|区块链)[+＋×][^+＋]{2,14}"
)  # “互联网+护理”: always one
_COUNTED = re.compile(r"项目\d")  # “自审自发”项目21个: a class of projects
_PACKAGE = re.compile(r"[\d一二三四五六七八九十]条\Z")  # “云江人才30条”: a package of measures is a policy
_EACH = re.compile(r"一[一-鿿]一[一-鿿]")  # 一企一策, 一户一档
_FIRST = re.compile(r"(?:全国|全省|全市|全区|国内|省内|全球)?(?:首个|首家|首批|一流|第一个)?")


@dataclass(frozen=True, slots=True)
class Brand:
    """An initiative named in marks: `start`:`end` is its mention, `core` and `tail` make its name."""

    start: int
    end: int
    core: str
    tail: str
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quoted name; `run` is the place behind the list it stands in, `listed` whether there is a list."""

    start: int
    end: int
    core: str
    run: int
    listed: bool


def candidates(text: str) -> Iterator[Candidate]:
    """The quoted names of a text, each with the end of its list: “甲”“乙”和“丙”等."""
    found = [(m.start(), m.end(), m[1]) for m in QUOTED.finditer(text)]
    ends = [end for _, end, _ in found]
    for i in range(len(found) - 2, -1, -1):
        joint = JOINT.match(text, found[i][1])
        if joint is not None and joint.end() == found[i + 1][0]:
            ends[i] = ends[i + 1]
    for i, (start, end, core) in enumerate(found):
        after = i > 0 and ends[i - 1] == ends[i]
        yield Candidate(start, end, core, ends[i], after or ends[i] != end)


class Judge:
    """Judges the quoted names of documents by the word lists and the registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._heads = _kinds("heads")
        self._inner = _kinds("inner_heads")
        self._inner_longest = tuple(sorted(self._inner, key=len, reverse=True))
        self._apart = frozenset(words("programs", "apart"))
        self._weak = frozenset(words("programs", "weak_heads"))
        self._service = words("programs", "service")
        self._founding = frozenset(words("programs", "founding"))
        self._backing = frozenset(words("programs", "backing"))
        self._doctrine = frozenset(words("programs", "doctrine"))
        self._not_after = words("programs", "not_after")
        self._together = frozenset(words("programs", "together"))
        self._levels = words("programs", "levels")
        self._prizes = words("programs", "prizes")
        self._not_before = words("programs", "not_before")
        self._qualities = words("programs", "qualities")
        ordered = sorted(self._heads, key=len, reverse=True)
        torn = {"行动": "(?<!进)行动(?!态)"}  # 对“两库”进行动态管理
        self._head = re.compile("|".join(torn.get(noun, re.escape(noun)) for noun in ordered))
        self._classes = frozenset(words("programs", "classes"))

    def judge(self, text: str, quoted: Candidate, reader: Reader) -> Brand | None:
        """The initiative that a quoted name stands for, or None."""
        core = quoted.core.strip()
        known = None if core in self._doctrine or self._is_event(text, quoted) else self._registry.program(core)
        if known is None and (split := self._split(text, quoted, core)) is not None:
            return split
        named = not text.startswith(self._not_after, quoted.end) or text.startswith(("作用", "功能"), quoted.end)
        if known is not None and named:
            tail = self._tail(text, quoted.end)
            end = quoted.end + (len(tail[0]) if tail and self._registry.program(core + tail[1]) else 0)
            noun = tail[0] if tail else ""
            return Brand(quoted.start, end, core, noun, known.kind, "programs.registry")
        inner = self._verb_inside(quoted)
        if inner is not None:
            return inner
        themed = self._by_theme(text, quoted, core)
        if themed is not None:
            return themed
        if self._is_none(text, quoted, core):
            return None
        governor = reader.governor(Name(quoted.start, quoted.end, True, True))
        return self._by_head(text, quoted, core, governor) or self._by_name(text, quoted, core, governor, reader)

    def _split(self, text: str, quoted: Candidate, core: str) -> Brand | None:
        """A program of the registry of whose name marks hold the first part: “不见面”审批."""
        for size in (2, 3, 4):
            rest = text[quoted.end : quoted.end + size]
            row = self._registry.program(core + rest) if len(core) >= 3 and len(rest) == size else None
            whole = row is not None and row.name.startswith("“") and _DONE.match(text, quoted.end + size)
            if row is not None and whole:
                return Brand(quoted.start, quoted.end + size, core, rest, row.kind, "programs.registry")
        return None

    def is_topic(self, words_: str) -> bool:
        """Whether words are doctrine, a topic or an idiom, whatever else they may name."""
        return words_ in self._doctrine

    def _is_none(self, text: str, quoted: Candidate, core: str) -> bool:
        """Whether the words beside a name or the name itself say that it is no initiative."""
        if core in self._doctrine and not self._strong(text, quoted):
            return True
        if core in self._classes or len(core) < 2 or core[0] in "+＋":
            return True
        if _PERIOD.fullmatch(core) and not text.startswith("普法", quoted.end):
            return True
        if _SENTENCE.search(core) and not ((len(core) > 12 or _COUPLET.match(core)) and self._strong(text, quoted)):
            return True
        if _NO_END.search(core) or not re.search(r"[一-鿿]|\d|[A-Za-z]", core):
            return True
        if core.startswith(("可", "有", "能", "不")) and text.startswith("的", quoted.end):
            return True
        behind = _AND_SO_ON.match(text, quoted.run)
        place = behind.end() if behind else quoted.run
        if any(text.startswith(self._not_after, at) for at in {quoted.end, quoted.run, place}):
            return not (self._own_noun(core) and text.startswith(("作用", "功能", "经验"), quoted.end))
        lead = text[max(0, quoted.start - 8) : quoted.start]
        if lead.endswith(self._prizes):
            return not self._strong(text, quoted)
        return lead.endswith(self._not_before) and not self._strong(text, quoted) and not self._own_noun(core)

    def _own_noun(self, core: str) -> str | None:
        """The noun of kind that ends a name itself: “法治夜校”."""
        if not core.endswith(self._inner_longest) or core.endswith(_COMMON):
            return None
        return next((h for h in self._inner_longest if core.endswith(h) and len(core) > len(h) + 1), None)

    def _is_event(self, text: str, quoted: Candidate) -> bool:
        """Whether a known name only names an event about it: “谁执法谁普法”履职报告评议活动."""
        tail = self._tail(text, quoted.end)
        return tail is not None and self._heads[tail[1]] == "活动" and len(tail[0]) > 6

    def _strong(self, text: str, quoted: Candidate) -> bool:
        tail = self._tail(text, quoted.end)
        return tail is not None and (tail[1] not in self._weak or self._is_sum(quoted.core, tail))

    def _is_sum(self, core: str, tail: tuple[str, str]) -> bool:
        """Whether a number of things of one kind is said to act as one: “三调”联动."""
        return tail[0] in self._together and _SUMMED.fullmatch(core) is not None

    def _tail(self, text: str, place: int) -> tuple[str, str] | None:
        """The words up to the noun of kind behind a name, and that noun: 的普法服务供给新模式, 新模式."""
        m = _TAIL.match(text, place)
        words_ = m[1] if m else ""
        found = self._head.search(words_)
        if m is None or found is None:
            return None
        lead = words_[: found.start()]
        # 改革 ends a name where nothing of the kind follows at once: 大宣传活动, 服务模式, 普法教育剧场项目.
        last = found
        while True:
            longer = self._head.search(words_, last.end())
            if longer is None or longer.start() - last.end() > 6 or not self._one_noun(last[0], longer[0]):
                break
            last = longer
        if _BREAK.search(_VERB_OF.sub("", lead) if found[0] in _OWN_VERB else lead):
            return None
        if _BREAK.search(words_[: last.start()]):
            last = found
        if m.start(1) > place and (
            last[0] not in self._apart or self._own_noun(text[text.rfind("“", 0, place) + 1 : place - 1])
        ):
            return None
        whole = text[place : m.start(1)] + words_[: last.end()]
        return whole, last[0]

    def _one_noun(self, a: str, b: str) -> bool:
        """Whether two nouns of kind belong to one name: 服务模式 does, 改革工作 does not."""
        if a.endswith("工作"):
            return b in ("部署", "体系", "机制", "平台", "模式")
        return a.endswith(JOINING) and b not in ("工作", "任务", "举措", "部署", "做法", "规则")

    def _by_theme(self, text: str, quoted: Candidate, core: str) -> Brand | None:
        """An event named by its theme: 以“书香云江”为主题的系列读书活动."""
        told = _THEME.match(text, quoted.end) if text.startswith("以", quoted.start - 1) else None
        if told is None:
            return None
        return Brand(quoted.start, quoted.end, core, told[1], "活动", "programs.quoted_theme")

    def _by_head(self, text: str, quoted: Candidate, core: str, governor: Governor) -> Brand | None:
        own = self._tail(text, quoted.end)
        shared = self._shared(text, quoted) if own is None else None
        tail = own or shared
        if tail is None or len(core) > 45:
            return None
        kind = self._heads[tail[1]]
        # One name before 等 is but an example of its class, unless a verb carries it out: 推行“松溪快办”等便民举措.
        counted = own is not None and _COUNTED.match(text, quoted.end + len(own[0]) - 2)
        if tail[1] in self._together and any(level in core for level in self._levels):
            return None
        if core.endswith(("型", "化", "版")) and len(core) <= 5 and tail[1] in self._weak:
            return None  # “松溪型”人才培养体系: what they are like
        if own is not None and self._is_sum(core, own):
            return Brand(quoted.start, quoted.end + len(own[0]), core, own[0], kind, "programs.quoted_head")
        if own is not None and own[0] in ("项目", "工作", "任务") and self._names_itself(core):
            return Brand(
                quoted.start, quoted.end, core, "", self._inner[self._own_noun(core) or ""], "programs.quoted_name"
            )
        weak = tail[1] in self._weak or counted or (own is None and not quoted.listed)
        if weak and (self._names_itself(core) or not self._light(core, governor, tail[1])):
            return None
        if own is not None and text.startswith(_CLASS, quoted.end + len(own[0])):
            return None
        if own is not None:
            named = _PRAISE.sub("", own[0])
            return Brand(quoted.start, quoted.end + len(own[0]), core, named, kind, "programs.quoted_head")
        named = "" if text.startswith("等", quoted.run) else tail[0]
        return Brand(quoted.start, quoted.end, core, named, kind, "programs.quoted_list")

    def _names_itself(self, core: str) -> bool:
        """Whether a name tells its kind, so that a weak noun behind it is no part of it: “松溪战略”实施体系."""
        return self._inner.get(self._own_noun(core) or "") in ("战略", "工程", "行动", "计划", "改革")

    def _shared(self, text: str, quoted: Candidate) -> tuple[str, str] | None:
        """The noun behind the list that a name stands in: “甲”“乙”等特色品牌."""
        behind = _AND_SO_ON.match(text, quoted.run)
        if not quoted.listed and (behind is None or not behind[0].startswith("等")):
            return None
        return self._tail(text, behind.end() if behind else quoted.run)

    def _light(self, core: str, governor: Governor, head: str) -> bool:
        """Whether a weak noun makes an initiative of the name: short, and carried out or founded."""
        if _NUMBERED.match(core) and head in ("工作", "任务"):
            return False
        return len(core) <= 12 and governor.has("carry", "create", "carry_program", "explore")

    def _by_name(self, text: str, quoted: Candidate, core: str, governor: Governor, reader: Reader) -> Brand | None:
        if self._of_place(core):
            return Brand(quoted.start, quoted.end, core, "", "品牌", "programs.quoted_place")
        if _SCHEME.fullmatch(core) and not text.startswith("等", quoted.end):
            return Brand(quoted.start, quoted.end, core, "", "机制", "programs.quoted_name")
        parallel = core.split("、")
        if len(parallel) > 1 and not re.search(r"[，,]", core) and governor.verbs:
            # 实行“前台综合受理、后台分类审批、统一窗口出件”: a way of serving told in parallel parts.
            alike = len({len(part) for part in parallel}) == 1
            verbs = _PARALLEL if len(parallel) > 2 else _PAIRED
            near = len(parallel) > 2 or quoted.start - governor.last.end <= 4
            if (
                alike
                and near
                and "尽" not in core
                and governor.last.cue.word in verbs
                and _DONE.match(text, quoted.end)
            ):
                return Brand(quoted.start, quoted.end, core, "", "机制", "programs.quoted_name")
        if re.search(r"[、，,·]", core) or not 2 <= len(core) <= 24:
            return None
        inner = self._own_noun(core)
        if inner is not None:
            return Brand(quoted.start, quoted.end, core, "", self._inner[inner], "programs.quoted_name")
        if core.endswith(self._service) and len(core) <= 8:
            return Brand(quoted.start, quoted.end, core, "", "机制", "programs.quoted_name")
        if re.match(r"使用|注册|用户|上线|小程序|APP", text[quoted.end : quoted.end + 4]):
            return Brand(quoted.start, quoted.end, core, "", "平台", "programs.quoted_name")
        each = _EACH.fullmatch(core) and governor.has("carry", "carry_program", "create", "explore")
        founded = each or (
            any(v.cue.word in self._founding for v in governor.verbs[-2:]) and not governor.last.is_a("issue")
        )
        if not founded and governor.verbs and governor.last.cue.word in self._backing:
            founded = len(core) >= 3 and not core.endswith("+") and not text.startswith("等", quoted.end)
        if founded and governor.last.cue.word in ("推出", "创新推出") and quoted.start == governor.last.end:
            told = _OFFER.match(text, quoted.end)
            if told is not None and len(core) <= 8:
                return Brand(quoted.start, told.end(), core, told[0], "服务", "programs.quoted_name")
        founded = founded or (not governor.verbs and reader.goes_on(quoted.end))
        if not founded or len(core) > 10 or not _DONE.match(text, quoted.end) or _NUMBERED.match(core):
            return None
        if _PACKAGE.search(core):
            return None
        if core.endswith(self._qualities):
            return None
        return Brand(quoted.start, quoted.end, core, "", "机制", "programs.quoted_name")

    def _of_place(self, core: str) -> bool:
        """Whether a name is an effort of a whole place, known by its short name: “信用云江”."""
        m = _OF_PLACE.fullmatch(core)
        return m is not None and any(d.level in ("province", "city") for d in self._registry.divisions(m[1]))

    def _verb_inside(self, quoted: Candidate) -> Brand | None:
        """“创建全国文明典范城市”, “打造全国首个劳模展示基地”: the name behind its verb."""
        verb = _VERB_IN.match(quoted.core)
        if verb is None or _SENTENCE.search(quoted.core) or "、" in quoted.core:
            return None
        start = quoted.start + 1
        if verb[0] in ("创建", "争创") and re.search(
            r"(?:城市|示范[市县区]|示范城市|先进[市县区]|强[省市县]|示范市县)$", quoted.core
        ):
            return Brand(start, quoted.end - 1, quoted.core, "", "创建", "programs.quoted_verb")
        first = _FIRST.match(quoted.core, verb.end())
        rest = quoted.core[first.end() if first else verb.end() :]
        inner = self._own_noun(rest)
        if inner is None or inner == "改革":
            return None
        return Brand(quoted.end - 1 - len(rest), quoted.end - 1, rest, "", self._inner[inner], "programs.quoted_verb")


def _kinds(name: str) -> Mapping[str, str]:
    """The nouns of a table of kinds, each with its kind."""
    table = read("programs")[name]
    rows: Iterator[tuple[str, Sequence[str]]] = ((k, v) for k, v in table.items() if k != "source")
    return {noun: kind for kind, nouns in rows for noun in nouns}
