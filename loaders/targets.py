"""What a document says of the works and programs it names: each with the place from which it is said."""

from __future__ import annotations

import re

from graph.records import Mention
from loaders.cues import Cues, Lists
from loaders.governors import Name
from loaders.issuing import Issuing
from loaders.statements import Reader, Statement
from loaders.succession import Succession
from loaders.telling import Telling

# The rest of a list of titles and the word that closes it: 》（云政发〔2022〕2号）、《…》等文件精神.
_NUMBER = r"(?:[（(][^（）()\n]{0,40}[)）])?"
_CLOSES = re.compile(
    rf"[》”]?{_NUMBER}(?:[、和及]?《[^《》\n]{{2,80}}》{_NUMBER})*等?(?:文件|法律法规|政策|通知)?(?:的)?(?:有关|相关)?(?P<word>精神|要求|规定)"
)
_ALONE = re.compile("(?:按照|根据|依据|依照|落实|执行|贯彻)[(（]$")
_OF_TITLE = re.compile("(?:公布|发布|颁布)(?:施行|实施)?的《")
_INNER = re.compile(r"创建|打造|深化|推进|推行|建设|争创")


class Targets:
    """Tells what is said of the works and programs of one document."""

    def __init__(self, telling: Telling, lists: Lists) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        # The verb inside the own title tells what the work carries out: 《云江市落实〈…〉实施方案》.
        others = [m for m in (*telling.targets, *telling.agencies.all) if m.entity != telling.draft.work]
        cues = Cues(telling.draft, [(m.start, m.end) for m in others])
        self._reader = Reader(telling.text, cues, lists)
        self._issuing, self._succession = Issuing(telling), Succession(telling)
        self._carried: set[tuple[str, str, int]] = set()

    def tell(self) -> None:
        """Add what is said of every one of them."""
        for mention in self._telling.targets:
            ahead = mention.surface.endswith("号") and _OF_TITLE.match(self._text, mention.end)  # the title says it
            if (
                mention.entity != self._draft.work and not ahead
            ):  # that a plan's own tasks follow the plan goes without saying
                self._target(mention)

    def _target(self, mention: Mention) -> None:
        name = self._name(mention)
        governor = self._reader.governor(name)
        own = self._inner(mention, name)
        if own and governor.verbs and not mention.surface.endswith("”") and "”" in mention.surface:
            own = None  # 开展“打造云江品牌”专项行动: the verb before the whole name
        if name.program:
            said = own or self._reader.of_program(name, governor)
        else:
            said = own or self._reader.of_work(name, governor)
            self._issuing.tell(mention, name, governor)
            self._succession.tell(mention, name)
            if self._succession.is_amendment(mention, name):
                said = Statement("CITES", "relations.cites", None, name.start, name.end)
        if said is not None:
            self._state(mention, name, said)

    def _name(self, mention: Mention) -> Name:
        start, end = mention.start, mention.end
        marks = "《〈" if mention.type == "Program" else "《〈“"
        if self._text[start - 1 : start] in tuple(marks) and self._text[end : end + 1] in tuple("》〉”"):
            start, end = start - 1, end + 1
        if _ALONE.search(self._text, max(0, start - 4), start) and self._text[end : end + 1] in tuple(")）"):
            start, end = start - 1, end + 1  # 按照（云政〔2022〕2号）文件: the brackets only set the number off
        quoted = self._text[start] in "“「" or self._text[start - 1 : start] == "“" or "“" in mention.surface
        return Name(start, end, mention.type == "Program", quoted)

    def _inner(self, mention: Mention, name: Name) -> Statement | None:
        """A program whose own name opens with its verb: “创建全国文明典范城市”."""
        if not name.program:
            return None
        shift = 1 if self._text[mention.start] == "“" else 0
        first = _INNER.match(self._text, mention.start + shift)
        before = self._text[mention.start - 1 : mention.start]
        if first is None or not (shift or before == "“"):
            return None
        mode = "creates" if first[0] in ("打造", "建设") else "carries_out"
        return Statement("IMPLEMENTS", "relations.implements_inner", first[0], mention.start, mention.end, mode)

    def _state(self, mention: Mention, name: Name, said: Statement) -> None:
        source = self._telling.leaf(mention.start) or self._draft.work
        kind, rule = str(said.kind), said.rule
        needed = (min(said.start, name.start), max(said.end, name.end))
        if source is None:
            return
        if kind == "IMPLEMENTS" and (said.reason or self._is_lack(mention.start, said)):
            if said.reason:
                self._draft.reject(said.start, said.end, said.reason, rule)
            kind, rule = "CITES", "relations.cites"
        if (kind == "CITES" and name.program) or source == mention.entity:
            return
        at = (source, mention.entity, self._telling.sentences.at(mention.start)[0])
        if kind == "CITES" and at in self._carried:
            return
        mode = said.mode if kind == "IMPLEMENTS" else None
        polarity = said.polarity if kind == "IMPLEMENTS" else "positive"
        told = self._telling.add(kind, source, mention.entity, rule, said.trigger, needed, mode=mode, polarity=polarity)
        if not told and kind == "IMPLEMENTS" and not name.program:
            told = self._closed(source, mention, name, rule)
        if told:
            self._carried.add(at)
        elif not name.program:
            self._telling.add("CITES", source, mention.entity, "relations.cites", None, (name.start, name.end))

    def _closed(self, source: str, mention: Mention, name: Name, rule: str) -> bool:
        """Add what a long list carries out by the word that closes it: 根据《…》、…《…》文件精神; its verb is far."""
        closing = _CLOSES.match(self._text, name.end)
        if closing is None:
            return False
        needed = (name.start, closing.end())
        return self._telling.add(
            "IMPLEMENTS", source, mention.entity, rule, closing["word"], needed, mode="carries_out", polarity="positive"
        )

    def _is_lack(self, place: int, said: Statement) -> bool:
        """Whether what is said as done stands among shortcomings, where nothing is done."""
        return said.polarity == "positive" and self._telling.is_problem(place)
