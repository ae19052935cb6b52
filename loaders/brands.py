"""Whether a quoted name is an initiative: judged by the noun behind it, the verb before it and its own form."""

from __future__ import annotations

import re

from graph.registry import Registry
from loaders.governors import Governor, Name
from loaders.nouns import Nouns, noun_of
from loaders.quoted import DONE, PERIOD, Brand, Candidate, is_product, is_said, kind_of_form
from loaders.registered import Registered
from loaders.rulebook import words
from loaders.statements import Reader

_SENTENCE = re.compile(r"[。！？；;：:，,]")
_NUMBERED = re.compile(r"[一二两三四五六七八九十百千\d]+(?:个|篇|件|张|条|项|大)")
_VERB_IN = re.compile(r"(?:创建|打造|深化|推进|推行|争创|开展|建设)")
_AND_SO_ON = re.compile(r"(?:建设(?=等))?等?(?:\d+|[一二两三四五六七八九十]+)?(?:[个项大场类名家种]|系列)?")
_PARALLEL = ("实行", "推行", "全面推行", "实施")
_PAIRED = ("实行", "推行", "全面推行", "实施", "推进", "深化", "开展")
# 推出“云江有礼”专属礼遇: what is offered under a name, books and broadcasts apart.
_OFFER = re.compile(
    r"(?![一-鿿]{0,5}(?:节目|视频|歌|书|剧|片|报道|栏目|海报|版|作品|等|类|型|款|的|建设))[一-鿿]{2,6}(?=[，,。；;、\n])"
)
_PRAISE = re.compile(r"^(?:响亮|亮丽|靓丽|闪亮|耀眼|烫金)(?:的)?(?:品牌|名片|招牌)$")  # 打造“云江有礼”响亮名片
_CLASS = ("新业态", "、新业态", "资金", "包")  # “制造+服务”新模式新业态: a class of business; “两优”政策资金: money
_THEME = re.compile(r"为(?:主题|主线|品牌)的([一-鿿]{0,12}?(?:系列)?[一-鿿]{0,6}活动)")  # 以“书香云江”为主题的读书活动
_NO_END = re.compile(r"(?:(?<![备立档方])案|[！。？])\Z")  # a case at law, a sentence
_FIRM = ("奖励", "奖补", "规划体系", "规划实施体系")  # “引客入云”奖励政策: no prize
_IDLE = re.compile(r"([一-鿿])[一-鿿](?:不|更|愈)\1")  # “淡季不淡”: a wish
_WORD = re.compile(r"[一-鿿\dA-Za-z]")
_PARTED = re.compile("[、，,·]")
_COUPLET = re.compile(r"[一-鿿]{3,8}[，,][一-鿿]{3,8}\Z")  # “云水人家，灯火可亲”物业品牌
_CALLS = frozenset(("活动", "行动", "品牌", "项目", "计划", "工程", "普法", "服务"))  # what bears a call for its name
# “互联网+护理”: always one
_SCHEME = re.compile(r"(?:互联网|人工智能|数据要素|标准化|大数据|区块链)[+＋×][^+＋]{2,14}")
_COUNTED = re.compile(r"项目\d")  # “自审自发”项目21个: a class of projects
_PACKAGE = re.compile(r"[\d一二三四五六七八九十]条\Z")  # “云江人才30条”: a package of measures is a policy
_TASK = re.compile(r"加快|建立|健全|完善|构建|加强|强化|落实|制定|出台|提高|实行|纳入")  # “建立健全协调机制”: a task
_START = re.compile(r"(?!满\d+减)[\w‘]")  # “+旅游”, “满500减50”
_USED = re.compile(r"使用|注册|用户|上线|小程序|APP")
_INTO = ("录入", "接入", "登录", "登陆", "入驻", "下载", "打开", "依托", "使用", "通过")
_PORTAL = ("通", "码", "宝", "链")  # 录入“云企通”
_CALLED = re.compile(r"(?:平台|系统|小程序|热线|APP)\Z")  # 省级融资服务平台“云易贷”
_EACH = re.compile(r"一[一-鿿]一[一-鿿]")  # 一企一策, 一户一档
_COUNTS = re.compile(r"[一二两三四五六七八九十][一-鿿][一二两三四五六七八九十][化型]")  # “五基四化”
_CODE = re.compile(r"\d{3,}(?:\+[\dN]+)*")  # “1389”工作部署: a scheme known by its numbers
_ACTED = ("改革", "行动", "工程", "试点", "计划")
_FIRST = re.compile(r"(?:全国|全省|全市|全区|国内|省内|全球)?(?:首个|首家|首批|一流|第一个)?")


class Judge:
    """Judges the quoted names of documents by the word lists and the registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known = Registered(registry)
        self._nouns = Nouns()
        self._service = words("programs", "service")
        self._founding = frozenset(words("programs", "founding"))
        self._backing = frozenset(words("programs", "backing"))
        self._doctrine = frozenset(words("programs", "doctrine"))
        self._not_after = words("programs", "not_after")
        self._against = words("programs", "against")
        self._levels = words("programs", "levels")
        self._codes = frozenset(words("programs", "coded_heads"))
        self._prizes = words("programs", "prizes")
        self._not_before = words("programs", "not_before")
        self._qualities = words("programs", "qualities")
        self._classes = frozenset(words("programs", "classes"))

    def judge(self, text: str, quoted: Candidate, reader: Reader) -> Brand | None:
        """The initiative that a quoted name stands for, or None."""
        core = quoted.core.strip()
        known = None if core in self._doctrine or self._is_event(text, quoted) else self._registry.program(core)
        if (whole := self._known.whole(text, quoted, core, known is not None)) is not None:
            return whole
        named = not text.startswith(self._not_after, quoted.end) or text.startswith(("作用", "功能"), quoted.end)
        if known is not None and named:
            tail = self._nouns.tail(text, quoted.end)
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

    def is_topic(self, words_: str) -> bool:
        """Whether words are doctrine, a topic or an idiom, whatever else they may name."""
        return words_ in self._doctrine

    def _is_none(self, text: str, quoted: Candidate, core: str) -> bool:
        """Whether the words beside a name or the name itself say that it is no initiative."""
        if (core in self._doctrine and not self._strong(text, quoted)) or self._is_odd(text, quoted, core):
            return True
        behind = _AND_SO_ON.match(text, quoted.run)
        place = behind.end() if behind else quoted.run
        ends = {quoted.end, quoted.run, place}
        if any(text.startswith(self._not_after, at) and not text.startswith(_FIRM, at) for at in ends):
            if self._is_acted(text, quoted) or is_product(text, quoted, core):
                return False
            return not (self._nouns.own(core) and text.startswith(("作用", "功能", "经验"), quoted.end))
        lead = text[max(0, quoted.start - 8) : quoted.start]
        if lead.endswith(self._against):
            return True
        if lead.endswith(self._prizes):
            return not self._strong(text, quoted)
        return lead.endswith(self._not_before) and not self._strong(text, quoted) and not self._nouns.own(core)

    def _is_odd(self, text: str, quoted: Candidate, core: str) -> bool:
        """Whether a name has the form of none: a class, a span of years, a sentence."""
        if core in self._classes or len(core) < 2 or not _START.match(core):
            return True
        if text.startswith(("转变", "转型"), quoted.end):
            return True  # 由“开发方式”向“经营模式”转变
        if PERIOD.fullmatch(core) and not text.startswith("普法", quoted.end):
            return True
        if _SENTENCE.search(core) and not self._is_call(text, quoted, core):
            return True
        if _NO_END.search(core) or _IDLE.fullmatch(core) or not _WORD.search(core):
            return True
        return core.startswith(("可", "有", "能", "不")) and text.startswith("的", quoted.end)

    def _is_acted(self, text: str, quoted: Candidate) -> bool:
        """Whether the noun of a campaign ends the words behind a name: “千亿万企”中小企业融资专项行动."""
        tail = self._nouns.tail(text, quoted.end)
        return tail is not None and self._nouns.heads[tail[1]] in _ACTED

    def _is_event(self, text: str, quoted: Candidate) -> bool:
        """Whether a known name only names an event about it: “谁执法谁普法”履职报告评议活动."""
        tail = self._nouns.tail(text, quoted.end)
        return tail is not None and self._nouns.heads[tail[1]] == "活动" and len(tail[0]) > 6

    def _is_call(self, text: str, quoted: Candidate, core: str) -> bool:
        """Whether a sentence in marks is the name of what stands behind it: “云水人家，灯火可亲”物业品牌."""
        if not self._strong(text, quoted):
            return False
        tail = self._nouns.tail(text, quoted.end)
        called = tail is not None and self._nouns.heads[tail[1]] in _CALLS
        return len(core) > 12 or (called and _COUPLET.match(core) is not None)

    def _strong(self, text: str, quoted: Candidate) -> bool:
        tail = self._nouns.tail(text, quoted.end)
        return tail is not None and (tail[1] not in self._nouns.weak or self._nouns.is_sum(quoted.core, tail))

    def _by_theme(self, text: str, quoted: Candidate, core: str) -> Brand | None:
        """An event named by its theme: 以“书香云江”为主题的系列读书活动."""
        told = _THEME.match(text, quoted.end) if text.startswith("以", quoted.start - 1) else None
        if told is None:
            return None
        return Brand(quoted.start, quoted.end, core, told[1], "活动", "programs.quoted_theme")

    def _by_head(self, text: str, quoted: Candidate, core: str, governor: Governor) -> Brand | None:
        own = self._nouns.tail(text, quoted.end)
        tail = own or self._shared(text, quoted)
        if tail is None or len(core) > 45 or self._is_manner(core, tail[1]) or _PACKAGE.search(core):
            return None
        kind = self._nouns.heads[tail[1]]
        if own is None:
            # One name before 等 is but an example of its class, unless a verb carries it out: 推行“松溪快办”等便民举措.
            if (not quoted.listed or tail[1] in self._nouns.weak) and not self._is_told(core, governor, tail[1]):
                return None
            if self._nouns.names_itself(core):
                return Brand(quoted.start, quoted.end, core, "", self._nouns.of(core), "programs.quoted_list")
            if tail[0] == "应用" and self._nouns.own(core):
                return self._named(quoted, core, self._nouns.of(core))
            named = "" if text.startswith("等", quoted.run) else noun_of(tail)
            return Brand(quoted.start, quoted.end, core, named, kind, "programs.quoted_list")
        end = quoted.end + len(own[0])
        if self._nouns.is_sum(core, own):
            return Brand(quoted.start, end, core, own[0], kind, "programs.quoted_head")
        itself = own[0] in ("项目", "工作", "任务") and (
            self._nouns.names_itself(core) or (own[0] == "工作" and core.endswith("换新"))
        )
        if itself or (own[0] == "应用" and self._nouns.own(core)):
            return self._named(quoted, core, self._nouns.of(core))
        weak = own[1] in self._nouns.weak or _COUNTED.match(text, end - 2)
        if (weak and not self._is_told(core, governor, own[1])) or text.startswith(_CLASS, end):
            return None
        return Brand(quoted.start, end, core, _PRAISE.sub("", noun_of(own)), kind, "programs.quoted_head")

    def _is_manner(self, core: str, head: str) -> bool:
        """Whether a name before a noun only says how it is: “三级”联动, “松溪型”人才培养体系."""
        if head in self._nouns.together and any(level in core for level in self._levels):
            return True
        if head in self._codes and not _CODE.fullmatch(core):
            return True
        if head == "项目" and core.endswith(("难", "型", "类")):
            return True  # “办证难”项目
        return core.endswith(("型", "化", "版")) and len(core) <= 5 and head in self._nouns.weak

    def _is_told(self, core: str, governor: Governor, head: str) -> bool:
        """Whether a weak noun makes an initiative of the name: short, no kind of its own, carried out or founded."""
        if self._nouns.names_itself(core) or (_NUMBERED.match(core) and head in ("工作", "任务")):
            return False
        coded = _CODE.fullmatch(core) is not None and governor.has("basis")
        return len(core) <= 12 and (coded or governor.has("carry", "create", "carry_program", "explore"))

    def _named(self, quoted: Candidate, core: str, kind: str) -> Brand:
        return Brand(quoted.start, quoted.end, core, "", kind, "programs.quoted_name")

    def _shared(self, text: str, quoted: Candidate) -> tuple[str, str] | None:
        """The noun behind the list that a name stands in: “甲”“乙”等特色品牌."""
        behind = _AND_SO_ON.match(text, quoted.run)
        if not quoted.listed and (behind is None or not behind[0].startswith("等")):
            return None
        return self._nouns.tail(text, behind.end() if behind else quoted.run)

    def _by_name(self, text: str, quoted: Candidate, core: str, governor: Governor, reader: Reader) -> Brand | None:
        if self._known.of_place(core):
            return Brand(quoted.start, quoted.end, core, "", "品牌", "programs.quoted_place")
        if _SCHEME.fullmatch(core) and not text.startswith("等", quoted.end):
            return self._named(quoted, core, "机制")
        if self._is_parallel(text, quoted, core, governor):
            return self._named(quoted, core, "机制")
        if kind := kind_of_form(core):
            return self._named(quoted, core, kind)
        if _PARTED.search(core) or not 2 <= len(core) <= 24:
            return None
        inner = self._nouns.own(core)
        if inner is not None and not _TASK.match(core):
            return self._named(quoted, core, self._nouns.inner[inner])
        if core.endswith(self._service) and len(core) <= 10 and core != "不打烊":
            return self._named(quoted, core, "机制")
        if _USED.match(text, quoted.end) or (
            _CALLED.search(text, max(0, quoted.start - 4), quoted.start) and DONE.match(text, quoted.end)
        ):
            return self._named(quoted, core, "平台")
        if is_product(text, quoted, core):
            return self._named(quoted, core, "服务")
        if core.endswith(_PORTAL) and 3 <= len(core) <= 5 and text.endswith(_INTO, 0, quoted.start):
            return self._named(quoted, core, "平台")
        return self._by_verb(text, quoted, core, governor, reader)

    def _is_parallel(self, text: str, quoted: Candidate, core: str, governor: Governor) -> bool:
        """Whether a way of serving is told in parallel parts: “前台综合受理、后台分类审批、统一窗口出件”."""
        parts = core.split("、")
        if len(parts) < 2 or re.search(r"[，,]", core) or not governor.verbs or "尽" in core:
            return False
        verbs = _PARALLEL if len(parts) > 2 else _PAIRED
        near = len(parts) > 2 or quoted.start - governor.last.end <= 4
        alike = len({len(part) for part in parts}) == 1
        return alike and near and governor.last.cue.word in verbs and DONE.match(text, quoted.end) is not None

    def _by_verb(self, text: str, quoted: Candidate, core: str, governor: Governor, reader: Reader) -> Brand | None:
        """A short name that a verb of founding or furthering governs, with nothing behind it."""
        if governor.verbs and is_said(text, quoted, core, governor.last.cue.word, governor.last.end):
            return None
        founded = self._is_founded(text, quoted, core, governor)
        if founded and governor.last.cue.word in ("推出", "创新推出") and quoted.start == governor.last.end:
            told = _OFFER.match(text, quoted.end)
            if told is not None and len(core) <= 8:
                return Brand(quoted.start, told.end(), core, told[0], "服务", "programs.quoted_name")
        founded = founded or (not governor.verbs and reader.goes_on(quoted.end))
        if not founded or len(core) > 10 or not DONE.match(text, quoted.end) or _NUMBERED.match(core):
            return None
        plain = core.endswith(self._qualities) and not _COUNTS.fullmatch(core)
        if _PACKAGE.search(core) or core.startswith("第") or core.endswith("+") or plain:
            return None
        return self._named(quoted, core, "机制")

    def _is_founded(self, text: str, quoted: Candidate, core: str, governor: Governor) -> bool:
        if _EACH.fullmatch(core) and governor.has("carry", "carry_program", "create", "explore"):
            return True
        if any(v.cue.word in self._founding for v in governor.verbs[-2:]) and not governor.last.is_a("issue"):
            return True
        # 加快“一湖一岛”建设, 加大“引客入云”力度
        if governor.verbs and governor.last.cue.word in ("加快", "加强") and governor.last.end == quoted.start:
            return len(core) >= 4 and text.startswith("建设", quoted.end)
        if governor.verbs and governor.last.cue.word == "加大" and text.startswith("力度", quoted.run):
            return len(core) >= 4
        if not governor.verbs or governor.last.cue.word not in self._backing:
            return False
        return len(core) >= 3 and not core.endswith("+") and not text.startswith("等", quoted.end)

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
        inner = self._nouns.own(rest)
        if inner is None or inner == "改革":
            return None
        return Brand(
            quoted.end - 1 - len(rest), quoted.end - 1, rest, "", self._nouns.inner[inner], "programs.quoted_verb"
        )
