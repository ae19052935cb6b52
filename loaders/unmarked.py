"""Works named without 《》: laws by their names, documents by titles that are safe to take."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Mapping, Sequence

from graph.keys import fold_title
from loaders import booktitles, plaintitles, seconds, shortforms
from loaders.gazetteer import Hit
from loaders.ledger import Ledger
from loaders.places import Areas, place_of
from loaders.rulebook import words
from loaders.works import Works

_HAN = re.compile(r"[\u4e00-\u9fff]")
_COUNTED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_DERIVED = re.compile(
    r"(?:实施条例|实施细则|施行细则|实施办法|细则|办法|若干规定|修正案(?:[（(][一二三四五六七八九十]+[)）])?)"
)
# 本市节水条例, 自治区数据条例: the division that the text speaks for.
_OUR = re.compile("(?:[我本](?=[省市州县]))?(?P<word>(?<=[我本])[省市州县]|^自治区(?!党|人民|政府|人大|政协|级|直))")
_YEARS = re.compile(r"(?:\d{4}|试行|暂行)+年?$")  # what a title is qualified by, folded
_REMARK = re.compile("(?:（[^（）]*）)+$")  # （试行）, which other places leave out or print in other brackets
_MARK = re.compile("[（(][^（）()]*[）)]$|的?通知$")
_MEETING = re.compile("会议(?:指出|强调|要求|确定|认为)")
_GOES_ON = re.compile("(?:实施|配套|工作)?(?:细则|办法|方案|条例|意见|通知)|制度|管理|模式")  # the title of another
_SYSTEM = re.compile("制度|管理|模式|式")  # 落实市场准入负面清单制度: a system of lists
_NATIONAL_PLAN = re.compile(
    "(?P<nation>国家|全国)?“(?P<nth>[一二三四五六七八九十]{1,3})五”(?:国民经济和社会发展)?规划(?:纲要)?$"
)
_PLAN_ENDS = ("纲要", "和2035年远景目标纲要")
_LEVEL = ("省", "市", "区", "县", "州", "自治区")
SHORTEST = 6
LONG = 8  # characters of a title that nothing but the title says


class Unmarked:
    """Finds the works that a text names without marks."""

    def __init__(self, ledger: Ledger, works: Works, areas: Areas) -> None:
        self.ledger, self.works, self.areas = ledger, works, areas
        self.draft, self.text = ledger.draft, ledger.text
        top = ledger.draft.head
        self.place = place_of(top.region, top.region_code, top.level)

    def plain_titles(self) -> None:
        """Titles without marks; a shortened one is the longer one that the text names too."""
        top = self.draft.head
        if top.title_span:
            self.of_title(*top.title_span)
        found = list(plaintitles.find(self.text, self.ledger.is_covered, self.place_end, self.is_done))
        names = {booktitles.tidy(self.text[start:end]) for start, end in found}
        for start, end in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
            if end <= top.body_start or self.ledger.damaged(start, end) or self.ledger.is_covered(start, end):
                continue
            name = booktitles.tidy(self.text[start:end])
            if self.ends_own(name):
                continue
            longer = next(
                (n for n in self.ledger.named if _stands_for(name, n.name) or self.is_of_place(name, n.name)), None
            )
            full = self.national_plan(name) or self.in_full(name, names)
            entity = longer.entity if longer else self.works.carried(full, at=start)
            self.ledger.mention(entity, start, end, name, "references.plain_title")
            self.ledger.cover((start, end))

    def of_title(self, start: int, end: int) -> None:
        """What the text's own title carries out: 关于落实云江市节水若干措施的通知; the rest of it names no work."""
        for a, b in plaintitles.titled(self.text, start, end, self.works.linker.known):
            if not self.ledger.is_covered(a, b) and not self.ledger.damaged(a, b):
                name = booktitles.tidy(self.text[a:b])
                self.ledger.mention(self.works.work(name, at=a), a, b, name, "references.plain_title")
        self.ledger.cover((start, end))

    def in_full(self, name: str, names: Container[str]) -> str:
        """A title with its division by name: 本市节水条例; 市节水条例 where the text says 节水条例 too."""
        m = _OUR.match(name)
        word = m["word"] if m else next((w for w in _LEVEL if w + name in names), None)
        if word is None:
            word = next((w for w in _LEVEL if name.startswith(w) and name.removeprefix(w) in names), None)
        area = self.place.named(word) if word else None
        return area.name + (name[m.end() :] if m else name.removeprefix(word or "")) if area else name

    def national_plan(self, name: str) -> str | None:
        """The full title of the nation's five-year plan that its short name means: 国家“十四五”规划."""
        m = _NATIONAL_PLAN.match(name)
        if m is None or not (m["nation"] or self.draft.head.region == "全国"):
            return None
        plan = f"中华人民共和国国民经济和社会发展第{m['nth']}个五年规划"
        return next((title for end in _PLAN_ENDS if self.works.linker.known(title := plan + end)), None)

    def is_of_place(self, name: str, full: str) -> bool:
        """Whether a title is another without the place that opens it: 数据条例 where the text names 云江市数据条例."""
        place = full.removesuffix(name)
        if place in ("", full):
            return False
        step = self.areas.chain(place, 0, self.place)
        return step is not None and step[1] == len(place)

    def ends_own(self, name: str) -> bool:
        """Whether a title is but the end of the text's own, as the words around a document repeat it."""
        folded = _YEARS.sub("", fold_title(name))
        own = self.works.own
        return fold_title(name) not in own and any(_YEARS.sub("", title).endswith(folded) for title in own)

    def again(self) -> None:
        """Titles that stand in marks once and elsewhere without them: 落实水网建设总体规划."""
        bare = ((_REMARK.sub("", named.name), named.entity) for named in self.ledger.named)
        seen = {(name, entity) for name, entity in bare if len(name) >= LONG and not self.works.is_like_own(name)}
        seen |= {(short, entity) for name, entity in seen if (short := self.placeless(name))}
        for name, entity in sorted(seen, key=lambda pair: (-len(pair[0]), pair)):
            at = self.text.find(name, self.draft.head.body_start)
            while at >= 0:
                end = at + len(name)
                free = not self.ledger.is_covered(at, end) and not self.ledger.damaged(at, end)
                other = self.text[at - 1 : at] in _LEVEL  # 省数据条例 is another than 云江市数据条例
                other |= name.endswith("法") and self.text.startswith(words("references", "law_not_before"), end)
                if entity != self.draft.work and free and not other and not _GOES_ON.match(self.text, end):
                    self.ledger.mention(entity, at, end, name, "references.plain_title", note=False)
                    self.ledger.cover((at, end))
                at = self.text.find(name, end)

    def placeless(self, name: str) -> str | None:
        """The title of a place's statute without the place: 云江市城市更新条例 is 城市更新条例 where it is known."""
        step = self.areas.chain(name, 0, self.place) if name.endswith("条例") else None
        return name[step[1] :] if step and len(name) - step[1] >= SHORTEST else None

    def is_done(self, place: int) -> bool:
        """Whether the text reports at a place on what has been done, or tells of documents that are yet to be made."""
        if self.drafts:
            return True
        section = self.draft.section_at(place)
        return section is not None and section.role == "done"

    @functools.cached_property
    def drafts(self) -> bool:
        """Whether the text is a report, a program of work or the news of a meeting, which tell what is planned."""
        title = self.draft.head.work_name or self.draft.head.title
        if title is None:
            return _MEETING.search(self.text, 0, 3000) is not None
        return _MARK.sub("", title).endswith(words("references", "drafting_titles"))

    def bare_laws(self, laws: Sequence[Hit], aliases: Mapping[str, str]) -> None:
        """Laws named without marks; `aliases` are the short names that the text gives to works."""
        behind = words("references", "law_not_before")
        for hit in laws:
            start, end, name = hit.start, hit.end, str(hit.value)
            if self.ledger.is_covered(start, end) or self.ledger.damaged(start, end):
                continue
            if self.within_word(start, name) or (name.endswith("清单") and _SYSTEM.match(self.text, end)):
                continue
            more = (_COUNTED if name.endswith("修正案") else _DERIVED).match(self.text, end)
            if more:
                end, name = more.end(), name + more[0]
            elif name.endswith("法") and name != "宪法" and self.text[end : end + 1] in behind and end < len(self.text):
                continue
            local = (
                self.place_before(start, more is not None)
                if more or not name.endswith(("法", "法典", "党章"))
                else None
            )
            if local is not None:
                start, name = local, self.text[local:end]
            elif (name == "刑法" and self.text[start - 1 : start] in ("死", "量", "缓", "酷", "徒")) or (
                not name.endswith(("法", "法典", "党章")) and re.match("[省市区县州]", self.text[start - 1 : start])
            ):
                continue
            entity = aliases.get(fold_title(name)) or self.works.work(booktitles.tidy(name), at=start)
            self.ledger.mention(entity, start, end, name, "references.law")
            self.ledger.cover((start, end))

    def seconds(self) -> None:
        """What carries a statute out, named behind it by its kind alone: 预算法及其实施条例."""
        for start, end, title in seconds.find(self.draft, self.works.linker.known):
            if not self.ledger.is_covered(start, end) and not self.ledger.damaged(start, end):
                self.ledger.mention(self.works.work(title, at=start), start, end, title, "references.law")
                self.ledger.cover((start, end))

    def within_word(self, start: int, name: str) -> bool:
        """Whether the short name of a law only ends a longer word: 双氧水法, 清算价格法."""
        before = self.text[start - 1 : start]
        short = len(name) <= 4 and name.endswith("法") and name != "宪法"
        return short and _HAN.match(before) is not None and before not in words("references", "law_after")

    def place_before(self, start: int, derived: bool) -> int | None:
        """Where the division begins that ends right before a place, or None: 云江市气象条例, 云江市实施档案法办法."""
        if derived and self.text.endswith(("实施", "施行"), 0, start):
            start -= 2
        for at in range(max(0, start - 12), start - 1):
            step = self.areas.chain(self.text[at:start], 0, self.place)
            if step and step[1] == start - at:
                return at
        return None

    def place_end(self, start: int, limit: int) -> int | None:
        """Where the name of a division ends that begins at a place, or None."""
        begin = start + 2 if self.text.startswith("中共", start) else start
        step = self.areas.chain(self.text[begin:limit], 0, self.place)
        return begin + step[1] if step else None


def _stands_for(name: str, full: str) -> bool:
    """Whether a title without marks is a shorter form of one that the text names too."""
    return shortforms.five_year_plan(name, full) or (shortforms.abbreviates(name, full) and full[:2] == name[:2])
