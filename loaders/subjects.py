"""Who is said to act: the grammatical subjects of a sentence, agencies or collectives, in order of place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.records import Mention
from loaders.clauses import Sentences
from loaders.rulebook import choice, words
from loaders.scanning import places

TIME = (
    r"(?:(?:20|19)\d\d年(?:度|以来|来|底|初|期间|上半年|下半年|全年|第[一二三四]季度)?|今年(?:以来|来)?|去年|近年来|近几年来?|目前|"
    r"截至[^,，。]{1,16}|同时|此外|另外|其中|下一步|期间|随后|年内|每年|定期|为此|对此|因此|一年来|五年来|过去[一五]年|"
    r"\d{1,2}月(?:\d{1,2}日|份|底|初|中旬|上旬|下旬)?|“[^”]{1,6}”(?:期间|以来|时期)?|一是|二是|三是|四是|五是|六是|七是|八是|"
    r"首先|其次|再次|最后|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])"
)
_LEAD = re.compile(rf"(?:\s|[-—•·●◆]|{TIME})*")
_JOIN = re.compile(r"及其|[、和与及暨]|以及|会同|联合|特别是|尤其是")
# 市政府教育、公安、民政等部门要…: a government's departments by their fields, not the government itself.
_FIELDS = re.compile(
    "(?<=[院府])(?!以?及|[和与])(?:(?!应[当该]|[要须将会由把对])[一-鿿]){2,8}、(?:(?!应[当该]|[要须将会由把对])[一-鿿、]){2,40}?等(?:有关|相关)?(?:主管|职能)?部门"
)
# 市发展改革委、市财政局等部门要…: the bodies named act, with others that are not.
_OTHERS = re.compile(
    r"等(?:有关|相关|多个|成员|市直|省直|区直|\d{1,2}个?|[一二三四五六七八九十多]{1,3}个?)?(?:职能|业务|主管|行业|社会|金融|中介)?(?:部门|部委|单位|委办局|组织|机构|协会|团体)"
    "(?=[要应须将会负按共加联分依组切认积密]|印发|出台|制定|发布|下发|转发|开展|推进|推动|研究|建立|完善|落实|提出|举办|配合|统筹|整合)"
)
_GLOSS = re.compile(r"[（(][^（()）\d]{2,14}[）)](?=[、要应须])")  # 市水务集团（水务局）要…
_MARK = re.compile(r"[“‘《（(”’》）),，;；:：。！？!?]")
_PERSON = re.compile(r"(?:党组)?(?:书记|主任|主席|市长|区长|县长|省长|局长|厅长|会长|组长|主要负责人|领导)(?=[、和及])")
# A body that could not be resolved, listed before one that could: 区政府、市司法局….
_UNKNOWN = re.compile(
    r"(?![将会同与和对由向在为按经请属是]|要求|组织|推动|支持|指导|协助|协调|督促|促成|促进|邀请|安排|引导|积极|加强|深化)[一-鿿]{1,10}?"
    r"(?:政府|局|委|办|院|会|厅|处|队|所|中心|街道|镇|乡|署|公司|银行|分行|支行)(?=[、和与及])"
)
_BELOW = ("属下", "下属", "所属", "直属")
# Dates of signature, contact lines, sessions, rates: no predicate of the body's own.
_NO_ACT = re.compile(
    r"\s*\d{4}年\d{1,2}月\d{1,2}日(?:印发|抄送|[(（]|$)|第?[一二三四五六七八九十]{1,3}[届次]|[一-鿿]{0,6}率|(?:共|合计)\d|"
    r"[^,，。]{0,20}(?:电话|联系人|抄送|传真|邮编)|(?:原则|原则上)?同意|对此|"
    r"(?:(?!组织|派|成立|抽|会同|组建|牵头|[对向由])[^,，。]){0,10}(?:巡[察视]|督[察导查]|检查|考核|调研)组(?!织)|\d+(?:个(?!月)|家|名|处|起)|"
    r"[^,，。]{0,40}(?:组成|参加)的|由[^,，。；;]{2,80}组成|实行[^,，。]{0,20}的"
)
_NOUN = re.compile(
    r"(?:[(（][^)）]{1,6}[)）])?(?:地(?=[、和及])|[一-鿿]{0,6}?(?:单位|部门|街道|乡镇|镇街|机构|企业|委办局))?"
)
_CLAUSE = re.compile(r"[^,，;；:：。！？\n]*")
_RANK = re.compile(r"(?:主任|书记|主席|会长|组长)(?=主持|组织|率|召开)")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: the mentions that make it up (none for a collective) and where it stands."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


class Subjects:
    """The subjects of a document's sentences; agencies are mentions, collectives words of a list."""

    def __init__(self, text: str, agencies: Sequence[Mention], sentences: Sentences) -> None:
        self._text = text
        self._at = {m.start: m for m in agencies}
        self._sentences = sentences
        self._known: dict[int, tuple[Subject, ...]] = {}
        self._collective, self._not_actor, self._assembly = _patterns()

    def of(self, place: int) -> tuple[Subject, ...]:
        """The subjects of the sentence that holds a place."""
        start, end = self._sentences.at(place)
        if start not in self._known:
            self._known[start] = tuple(self._find(start, end))
        return self._known[start]

    def acting(self, place: int) -> Subject | None:
        """The last subject before a place in its sentence, or None where the clause has none."""
        return next((s for s in reversed(self.of(place)) if s.end <= place), None)

    def _find(self, start: int, end: int) -> Iterable[Subject]:
        for at in self._clause_starts(start, end):
            found = self._subject(at, end)
            if found is not None:
                yield found

    def _clause_starts(self, start: int, end: int) -> Iterable[int]:
        yield start
        depth = 0
        for at in places(_MARK, self._text, start, end):
            char = self._text[at]
            if char in "“‘《（(":
                depth += 1
            elif char in "”’》）)":
                depth = max(0, depth - 1)
            elif depth == 0:
                yield at + 1

    def _subject(self, at: int, end: int) -> Subject | None:
        lead = _LEAD.match(self._text, at, end)
        place = begin = lead.end() if lead else at
        mentions: list[Mention] = []
        crowd = False
        while place < end:
            mention = self._at.get(place)
            several = self._collective.match(self._text, place, end)
            if mention is not None:
                gloss = _GLOSS.match(self._text, mention.end, end)
                place = gloss.end() if gloss else mention.end
                several = self._collective.match(self._text, place, end)
                if self._text[place : place + 2] in _BELOW and place + 2 in self._at:
                    place += 2
                    continue
                person = _PERSON.match(self._text, place, end)
                if person is not None:  # 区委书记、…: a person of it acts
                    place = person.end()
                elif several is None and (fields := _FIELDS.match(self._text, place, end)) is not None:
                    crowd, place = True, fields.end()
                elif several is None:
                    mentions.append(mention)
                else:  # 市政府各有关部门: not the government itself
                    crowd, place = True, self._noun_end(several.end(), end)
            elif several is not None:
                crowd = True
                place = self._noun_end(several.end(), end)
            elif (unknown := _UNKNOWN.match(self._text, place, end)) is not None and not any(
                at in self._at for at in range(place + 1, unknown.end())
            ):  # 抽查市司法局、…: a verb before a body that is known
                place = unknown.end()
            else:
                break
            others = _OTHERS.match(self._text, place, end) if mentions else None
            if others is not None:
                crowd, place = True, others.end()
                break
            tail = self._assembly.match(self._text, place, end)
            place = tail.end() if tail else place
            join = _JOIN.match(self._text, place, end)
            if join is None:
                break
            place = join.end()
        if not mentions and not crowd:
            return None
        if self._text.endswith("联合", begin, place):
            place -= 2  # 甲局、乙局联合印发: of the verb, for no body follows it
        rank = _RANK.match(self._text, place, end)
        if rank is not None:
            return Subject(begin, rank.end(), tuple(mentions[-1:]))
        return Subject(begin, place, tuple(mentions)) if self._acts(place, end) else None

    def _noun_end(self, at: int, end: int) -> int:
        """The end of a collective's name, which may have a noun of its own: 各镇(街), 各有关单位."""
        m = _NOUN.match(self._text, at, end)
        return m.end() if m else at

    def _acts(self, place: int, end: int) -> bool:
        """Whether a predicate follows: at least four characters that do not make the name part of another noun."""
        rest = _CLAUSE.match(self._text, place, min(end, place + 80))
        if rest is None or len(rest[0]) < 3 or _NO_ACT.match(rest[0]):
            return False
        blank = self._text[place : place + 1]
        if blank.isspace() and place + 1 in self._at:
            return False  # 云江市水利局 云江市财政局: a line of who signed
        return self._not_actor.match(self._text, place) is None and rest[0][:1] not in '《“"(（、)）》”'


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands for a collective, what makes a name part of another noun, and what meetings are called."""
    crowd = choice(words("relations", "collectives"))
    collective = re.compile(
        rf"(?:[省市区县](?:政府|直)?|全[省市区县]|[我本][省市区县])?(?:各|有关|相关)(?!项|类|种)|{crowd}"
        r"|(?:[省市县]级(?:以上)?|地方)[一-鿿]{2,12}?(?:主管|行政|监管|管理)部门"
    )
    parts = choice(words("relations", "assembly_parts"))
    meetings = choice(words("relations", "assembly"))
    assembly = re.compile(rf"(?:第[一二三四五六七八九十百\d]+次)?{parts}*{meetings}|系统|本年度|全年")
    return collective, re.compile(choice(words("relations", "not_actor"))), assembly
