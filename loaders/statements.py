"""What a text says of a work or program it names: whether a verb carries it out, or it is a mere reference."""

from __future__ import annotations

import re

from graph.frozen import record
from loaders import clauses
from loaders.cues import Cues, Found, Lists
from loaders.governors import Governor, Governors, Name
from loaders.legislating import LEGISLATED

_MEANS = re.compile(r"以(?:[^以,，。;；]{0,12})$")
_MEANS_LIST = re.compile(
    r"以(?:《[^《》]{2,80}》(?:[（(][^（）()\n]{0,40}[)）])?[、和与及]?)+$"
)  # 以《…》、《…》为依据
_MEANS_END = re.compile(
    r"(?:[（(][^（）()\n]{0,40}[)）])?(?:[、和与及]?《[^《》]{2,80}》(?:[（(][^（）()\n]{0,40}[)）])?)*"
    r"[^,，。;；《》]{0,10}?为(?:指导|依据|遵循|准绳|根本|基础(?!的)|统领|引领|纲领|标准|准则|根据|指引|行动指南|总纲|制度基石)"
)
_GROUND = re.compile(r"(?:^|[^一-鿿]|[并且须应要可]|严格)(按|依|据)(?:《|国|省|市|区|县)?$")
_BY = re.compile(
    r"(?P<not>[未不])?(按)(?:[\u4e00-\u9fff]{2,14}(?:部|委|局|厅|署|政府|中心|办公室))?(?:[^、，,。；《》]{4,20}号、)*[（(]?$"
)  # 收费标准按《…》执行: before a marked title 按 is nothing but a ground
_FOLLOWED = re.compile(
    r"(?<=号)(?:[、和][^、，,。；《》]{4,20}号)*(?:(?:文件|文)?(?:的)?(?:有关|相关)?(?:精神|规定|要求|标准)?执行|(?:文件|文)(?:的)?(?:有关|相关)?(?:精神|规定|要求|标准))"
)  # 补贴标准按云政〔2024〕8号文执行
# 政策依据：市水务局《…》: the ground of an item, told by a label.
_LABELLED = re.compile(
    r"(?:政策|制定|编制|法律|文件|起草|出台)依据(?:是|为)?[:：]\s*(?:1?[.．、])?[^，,。；：《》\n]{0,24}$"
)
_ENSURED = re.compile("(?:确保|保证|狠抓)[^，,。；《》]{0,4}$")
_AFTER = re.compile(r"(?<!对)(参照|比照)$")  # 工资参照《…》执行: what follows another's rule, with the verb behind it
_DONE = re.compile(
    r"》?(?:[(（][^()（）\n]{0,40}[)）])?的?(?:有关|相关)?(?:规定|要求|标准|政策)?(?:予以)?(?:执行|办理|施行|实施)"
)
_LACKING = re.compile(
    r"[^。！？\n，,；;]{0,14}?(?:不到位|不够|有待|不足|滞后|不力|薄弱|不平衡|缺乏|尚未|仍需|不严|不全面|不彻底|欠缺|不规范|不深入)"
)
_ANOTHER = re.compile(r"[一-鿿]{2,12}?(?:平台|联盟|机制|数据库|中心|基金|基地|网络)")
_TEXT_END = re.compile(r"[》”]?(?:[(（][^()（）\n]{0,40}[)）])?")
_GRANTED = re.compile(
    r"(?:[》、和及]|法律|法规|章程)*所?(?:赋予|授予|规定)的(?:各项|法定|神圣)?(?:职责|职权|使命|权力|义务)"
)
_AND_ITS = re.compile("等?(?:工作)?(?:法律法规)?的?")
_SINCE = (
    "情况",
    "效果",
    "以来",
    "评估",
    "后",
    "前",
    "检查",
    "执法检查",
    "方案",
    "意见",
    "细则",
    "办法",
    "日期",
    "之日",
    "年",
)


@record(frozen=True, slots=True)
class Statement:
    """How a name is governed: `kind` IMPLEMENTS or CITES, or None where nothing is said of a program."""

    kind: str | None
    rule: str
    trigger: str | None
    start: int
    end: int
    mode: str | None = None
    polarity: str = "positive"
    reason: str | None = None


class Reader:
    """Reads what one document says of the names in it."""

    def __init__(self, text: str, cues: Cues, lists: Lists) -> None:
        self._text, self._lists = text, lists
        self._governors = Governors(text, cues, lists)

    def governor(self, name: Name) -> Governor:
        """The verbs that govern a name; none where the clause has none before it."""
        return self._governors.of(name)

    # ------------------------------------------------------------ what is said

    def of_work(self, name: Name, governor: Governor) -> Statement:
        """What is said of a law or policy: IMPLEMENTS or CITES."""
        said = self._by_verb(name, governor) or self._by_form(name, governor) or self._by_tail(name, governor)
        if said is not None:
            return said
        verb = governor.last if governor.verbs else None
        return Statement(
            "CITES", "relations.cites", verb.cue.word if verb else None, verb.start if verb else name.start, name.end
        )

    def of_program(self, name: Name, governor: Governor) -> Statement | None:
        """What is said of a program: IMPLEMENTS, or None where it is only named."""
        if self._tail(name).startswith(self._lists.other_head):
            return None
        return self._by_verb(name, governor) or self._by_form(name, governor) or self._as_subject(name, governor)

    def _by_verb(self, name: Name, governor: Governor) -> Statement | None:
        if not governor.verbs or not self._carries(name, governor):
            return None
        verb = self._told_by(name, governor)
        rule, trigger = self._rule(name, governor, verb)
        mode = self._mode(name, governor) if name.program else "carries_out"
        if mode == "creates":
            rule = "relations.creates_object"
        return Statement(
            "IMPLEMENTS",
            rule,
            trigger,
            governor.verbs[0].start,
            self._reach(name, trigger),
            mode,
            self._polarity(name, governor.verbs[0].start),
            self._others(governor),
        )

    def _carries(self, name: Name, governor: Governor) -> bool:
        """Whether the verbs carry out what the name stands for."""
        last = governor.last
        if name.program:
            if last.cue.word in ("加强", "强化", "加大") and self._text.startswith(("对", "与", "同"), last.end):
                return False  # 加强对“三同时”制度落实的监管: the watch on it is what grows
            if last.is_a("create") and self._text[name.end - 1] == "”" and _ANOTHER.match(self._text, name.end):
                return False  # 建立“一带一路”绿色发展联盟: the league is what is founded
            if last.is_a("study") and not last.is_a("carry") and len(governor.verbs) > 1:
                return governor.has("carry", "create", "carry_program") and last.cue.word in ("运用", "应用", "使用")
            return governor.has("carry", "basis", "create", "carry_program", "explore")
        if governor.has("basis"):
            return True
        if self._nominal(name) and last.cue.word in self._lists.push:
            return True
        if last.cue.word == "推广" and name.start - last.end <= 1 and not governor.has("study"):
            return not self._tail(name).startswith(self._lists.learning)  # 推广《…激励办法》: to more places
        if not governor.has("carry") or (last.is_a("study") and not last.is_a("carry")):
            return False
        if len(governor.verbs) > 1 and governor.verbs[-2].is_a("issue") and self._text.startswith("的", last.end):
            return False  # 违反1998年颁布施行的《…》: when it came into force
        if last.cue.word == "履行" and _GRANTED.match(self._text, name.end):
            return False  # 履行宪法和法律赋予的职责: the duties are fulfilled
        if last.is_a("issue") and all(v.cue.word in ("推动", "推进") or not v.is_a("carry") for v in governor.verbs):
            return False  # 推动出台《云江市节水条例》: what is yet to be issued is carried out by nobody
        if LEGISLATED.match(self._text, self._tail_start(name)):  # 推动云江水权条例、节水条例等地方立法
            return False
        firm = any(v.cue.word[:2] in ("贯彻", "落实", "执行", "遵守", "遵循", "践行", "履行") for v in governor.verbs)
        return firm or not self._tail(name).startswith(self._lists.learning)

    def _told_by(self, name: Name, governor: Governor) -> Found:
        kinds = ("carry", "basis", "create", "carry_program", "explore") if name.program else ("carry", "basis")
        if not name.program and governor.last.cue.word == "推广":
            return governor.last
        return next((v for v in reversed(governor.verbs) if v.is_a(*kinds)), governor.last)

    def _rule(self, name: Name, governor: Governor, verb: Found) -> tuple[str, str]:
        nominal = None if name.program else self._nominal(name)
        if nominal and verb.cue.word in self._lists.push:
            return "relations.implements_nominal", f"{verb.cue.word}…{nominal}"
        return ("relations.implements_basis" if verb.is_a("basis") else "relations.implements_object"), verb.cue.word

    def _mode(self, name: Name, governor: Governor) -> str:
        last = governor.last
        if last.is_a("create"):
            return "creates"
        if last.is_a("explore") or (governor.has("explore") and not last.is_a("carry", "carry_program")):
            return "creates" if name.quoted else "carries_out"
        joined = len(governor.verbs) > 1 and governor.verbs[-2].end < last.start
        if joined and governor.verbs[-2].cue.word == "建设" and self._text.startswith("、", governor.verbs[-2].end):
            return "carries_out"  # 开展能力建设、实施湿地恢复工程: 建设 ends another item
        mends = last.cue.word in ("完善", "健全", "优化", "强化", "启动") or not last.is_a("carry", "carry_program")
        return "creates" if governor.has("create") and (joined or mends) else "carries_out"

    def _by_form(self, name: Name, governor: Governor) -> Statement | None:
        """以《…》为依据, 按《…》: the words around the name."""
        clause = governor.clause
        lead = self._text[max(clause.start, name.start - 14) : name.start]
        means = _MEANS.search(lead)
        if means is None and clause.holes:
            means = _MEANS_LIST.search(self._text, clause.start, name.start)
        if means:
            end = _MEANS_END.match(self._text, name.end)
            if end:
                start = means.start() if means.re is _MEANS_LIST else name.start - (len(lead) - means.start())
                word = end[0][end[0].rindex("为") :]
                return Statement(
                    "IMPLEMENTS", "relations.implements_means", f"以…{word}", start, end.end(), "carries_out"
                )
        ground = _GROUND.search(lead)
        if ground and not name.program:
            start = name.start - (len(lead) - ground.start(1))
            return Statement("IMPLEMENTS", "relations.implements_basis", ground[1], start, name.end, "carries_out")
        return None if name.program else self._by_ground(name, lead)

    def _by_ground(self, name: Name, lead: str) -> Statement | None:
        """收费标准按《…》执行, 未按《…》执行; 工资参照《…》执行."""
        if self._text.startswith("《", name.start):
            label = _LABELLED.search(self._text, max(0, name.start - 36), name.start)
            if label:
                return Statement(
                    "IMPLEMENTS", "relations.implements_basis", "依据", label.start(), name.end, "carries_out"
                )
        marked = self._text.startswith("《", name.start) or _FOLLOWED.match(self._text, name.end)
        by = _BY.search(lead) if marked else None
        after = None if by or not lead.endswith("照") else _AFTER.search(lead)
        done = _DONE.match(self._text, name.end) if after else None
        if by is None and (after is None or done is None):
            return None
        word = by[2] if by else lead[-2:]
        start, end = name.start - len(word), done.end() if done else name.end
        polarity = "negative" if by and by["not"] else "positive"
        return Statement("IMPLEMENTS", "relations.implements_basis", word, start, end, "carries_out", polarity)

    def _by_tail(self, name: Name, governor: Governor) -> Statement | None:
        """《…》得到全面落实: the verb behind the text."""
        nominal = self._nominal(name)
        sure = _ENSURED.search(self._text, max(0, name.start - 8), name.start) if nominal else None
        if sure:
            trigger, rule = f"{sure[0][:2]}…{nominal}", "relations.implements_nominal"
            reach = self._reach(name, trigger)
            return Statement("IMPLEMENTS", rule, trigger, sure.start(), reach, "carries_out")
        m = self._lists.fulfilled.match(self._text, self._tail_start(name))
        if m is None or governor.has("study"):
            return None
        return Statement(
            "IMPLEMENTS",
            "relations.implements_subject",
            m[1],
            name.start,
            m.end(),
            "carries_out",
            self._polarity(name, name.start),
        )

    def goes_on(self, place: int) -> bool:
        """Whether the words at a place say that what stands before them goes on: 建设不断深化."""
        return self._lists.goes_on.match(self._text, place) is not None

    def _as_subject(self, name: Name, governor: Governor) -> Statement | None:
        """“…”改革持续深化: the initiative is what goes on."""
        if governor.verbs:
            return None
        m = self._lists.goes_on.match(self._text, name.end)
        if m is None:
            return None
        mode = "creates" if m[1] in ("建成", "上线", "建立", "形成") else "carries_out"
        return Statement("IMPLEMENTS", "relations.implements_subject", m[1], name.start, m.end(), mode)

    # ------------------------------------------------------------ around the name

    def _tail_start(self, name: Name) -> int:
        m = _TEXT_END.match(self._text, name.end)
        return m.end() if m else name.end

    def _tail(self, name: Name) -> str:
        """The words right behind a name, marks, 等 and 的 apart."""
        tail = self._text[self._tail_start(name) : name.end + 60]
        m = _AND_ITS.match(tail)
        return tail[m.end() :] if m else tail

    def _nominal(self, name: Name) -> str | None:
        """The verb that follows a text as its noun: 推动民法典实施."""
        m = self._lists.nominal.match(self._text, self._tail_start(name))
        return None if m is None or self._text.startswith(_SINCE, m.end()) else m[1]

    def _reach(self, name: Name, trigger: str) -> int:
        """Where the words that say it end: behind the second part of 推动…实施."""
        if "…" not in trigger:
            return name.end
        part = trigger.split("…")[1]
        return self._text.index(part, self._tail_start(name)) + len(part)

    def _polarity(self, name: Name, verb: int) -> str:
        head = self._text[max(0, verb - 4) : verb]
        denied = head.endswith(self._lists.denial) and not head.endswith(("不断",))
        return "negative" if denied or _LACKING.match(self._text, name.end) else "positive"

    def _others(self, governor: Governor) -> str | None:
        """Why the verbs are none of the source's own acts: 要求各区落实《…》."""
        prefix = clauses.bare(self._text, governor.clause.start, governor.verbs[0].start, governor.clause.holes)
        m = self._lists.asking.search(prefix)
        if m and len(prefix) - m.end() >= 2 and not prefix[: m.start()].endswith(("按", "按照", "根据", "的", "有关")):
            return "other_actor"
        return None
