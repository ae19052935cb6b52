"""Agencies: every office that a text names, in full, in short, or by pointing, written out in full.

`component` finds them and adds them to the draft; `expand` writes out a short name that begins a title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from graph.keys import agency_key
from graph.registry import BodyRow, Registry
from loaders.draft import Draft, Span, draft_of
from loaders.gazetteer import Hit, Term
from loaders.offices import HAN, LEVEL_WORDS, Office, banned_before, breaks, office, shared
from loaders.places import Area, Areas, Place, areas_of, place_of

LEVELS = {"province": "provincial", "city": "municipal", "county": "district", "town": "street"}
BODY_KINDS = {
    "party": "Party committee", "npc": "congress", "cppcc": "CPPCC", "judicial": "court", "procuratorate": "procuratorate",
    "state_council": "government", "institution": "public institution", "mass_org": "association",
    "supervision": "supervisory commission",
}  # fmt: skip
_LEVEL = re.compile(rf"自治[区州县旗]|街道|[{LEVEL_WORDS}]")
_MANY = re.compile(r"[各两每](?:[、（(]?[省市区县州旗]){1,4}[、（(]?$")
_JOINT = re.compile(rf"[、/](?:自治[区州县旗]|街道|[{LEVEL_WORDS}])")
_OWN = re.compile("[我本](?=厅|局|委|办|部|院|署|会|府|中心|所|站|行|队|处)(厅|局|委|办|部|院|署|会|府|中心|所|站|行|队|处)"
                  "(?![法理公事员托门外内级议期])|全(厅|局)(?=干部|系统|上下|各|党员|工作|职工|年)|(厅|局|委)机关(?!工委)")  # fmt: skip
_BARE = re.compile(
    r"(?<![一-鿿])?(?:人大常委会|政协常委会|人大(?!代表|会|建议|议案|工作|制度)|政协(?!委员|工作|提案)|纪委监委|政府法律顾问室|政府办公[厅室]|红十字会)"
)
_BARE_BEFORE = re.compile("[级方国市区县省州旗镇乡民府会个团届年委体上议]$")
_GROUP = re.compile("(?:派驻)?(?:纪检监察组|纪检组)")
_LISTED = re.compile("(?:建议|提案|议案)?[、和与及]")
_TITLED = re.compile(r"关于|印发|转发|批转|令|(?:19|20)\d\d年|办公[厅室]关于")
_SET_UP = re.compile(r"(?:设立|成立|组建|新建|建成|打造|建设|发挥|依托)了?")
_SITE = re.compile(
    rf"(?P<name>[{HAN}]{{4,24}}?(?:工作站|服务站|联络站|调解中心|仲裁院|研究院|事务所))(?=[^{HAN}“]|[和与及]|作用|等)"
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """An agency at a place of the text, by its canonical name."""

    start: int
    end: int
    name: str
    official: str
    kind: str
    level: str
    region: str | None
    rule: str
    former: bool = False
    joint: bool = False  # 市、区政府: what follows, 区政府, may be another agency


def terms(registry: Registry) -> Iterable[Term]:
    """The bodies of the centre and the names of divisions."""
    for body in registry.bodies:
        if body.level != "local":
            for name in (body.name, *body.short_names):
                yield Term(name, "agencies.body", body)
    for name in areas_of(registry).names:
        yield Term(name, "agencies.place", name)


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """A pipeline component that adds the agencies of a text to its draft."""
    areas = areas_of(registry)

    def agencies(doc: Doc) -> Doc:
        draft = draft_of(doc)
        add(draft, Reader(draft, areas).read())
        return doc

    return agencies


def add(draft: Draft, found: Iterable[Found]) -> None:
    """Add what was found as entities with mentions."""
    for one in found:
        values = {"kind": one.kind, "level": one.level, "region": one.region, "former": one.former}
        properties = {key: value for key, value in values.items() if value is not None}
        entity = draft.entity("Agency", one.name, (agency_key(one.official),), properties=properties)
        draft.mention(entity, one.start, one.end)
        draft.fire(one.rule, one.start, one.end)


def expand(text: str, draft: Draft) -> tuple[str, int] | None:
    """The canonical name of the short or pointing agency that begins a string, and the length it has there, or None.

    In a text of 云江市, 市政府工作规则 gives 云江市人民政府 and 3. Names with their place (云江市人民政府) are left alone.
    """
    place = place_of(draft.head.region, draft.head.region_code, draft.head.level)
    found = short_name(text, 0, place) or own_office(text, 0, draft.head.issuer)
    return (found.name, found.end) if found else None


def short_name(text: str, at: int, place: Place) -> Found | None:
    """The office behind 市, 省, 区 … that begins at a place of a text, by the divisions of the document."""
    begin = at + 1 if text.startswith(("我", "本", "该"), at) and text[at] != "该" else at
    m = _LEVEL.match(text, begin)
    area = place.named(m.group()) if m else None
    if m is None or area is None:
        return None
    end = m.end()
    joint = _JOINT.match(text, end)
    found = office(text, end, area.level)
    if found is None and joint:
        found = office(text, joint.end(), area.level)
        if found and not text.endswith("部门", 0, found.end):
            return replace(_found(at, area, found, "agencies.office"), joint=True)
        return None
    return _found(at, area, found, "agencies.office") if found else None


def own_office(text: str, at: int, issuer: str | None) -> Found | None:
    """The issuing office where a text points at it: 我厅, 本局, 全厅."""
    m = _OWN.match(text, at)
    if not m or not issuer:
        return None
    word = m[1] or m[2] or m[3]
    fits = issuer.endswith({"府": "政府", "委": ("委", "委员会"), "办": ("办", "办公室")}.get(word, word))
    return Found(at, m.end(), issuer, issuer, "", "", None, "agencies.deictic") if fits else None


def named_office(text: str, at: int, place: Place, areas: Areas) -> Found | None:
    """The office behind a division's name that begins at a place: 云江市司法局, 中共云江市委员会."""
    begin = at
    for word in ("中共", "中国共产党", "政协", "中国人民政治协商会议", "共青团"):
        if text.startswith(word, at):
            begin = at + len(word)
            chain = areas.chain(text, begin, place)
            return _prefixed(text, at, word, chain) if chain else None
    chain = areas.chain(text, begin, place)
    if not chain:
        return None
    area, end = chain
    found = office(text, end, area.level, named=True)
    return _found(at, area, found, "agencies.office") if found else None


def _prefixed(text: str, at: int, word: str, chain: tuple[Area, int]) -> Found | None:
    """中共云江市委宣传部, 政协云江市委员会, 共青团云江市委."""
    area, end = chain
    if word.startswith("中共") or word == "中国共产党":
        found = office(text, end, area.level, named=True)
        if found and "中共" in found.name:
            return _found(at, area, found, "agencies.office")
        if text.startswith("委员会", end):
            return _found(
                at, area, Office(end + 3, "中共{}委员会", "Party committee", "中共{}委员会"), "agencies.office"
            )
        return None
    whole, kind = {
        "共青团": ("共青团{}委员会", "association"),
    }.get(word, ("中国人民政治协商会议{}委员会", "CPPCC"))
    for tail in ("委员会", "委"):
        if text.startswith(tail, end):
            return _found(at, area, Office(end + len(tail), whole, kind, whole), "agencies.office")
    return None


def _found(start: int, area: Area, found: Office, rule: str) -> Found:
    prefix = area.prefix
    name, official = found.full(prefix), found.identity(prefix)
    if prefix.endswith("自治区") and name.startswith(f"中共{prefix}委") and not name.endswith("区委员会"):
        name = official = name.replace(f"{prefix}委", f"{prefix}党委", 1)
    return Found(start, found.end, name, official, found.kind, LEVELS.get(area.level, area.level), area.full, rule)


class Reader:
    """Finds the agencies of one draft."""

    def __init__(self, draft: Draft, areas: Areas) -> None:
        self.draft, self.areas, self.text = draft, areas, draft.text
        self.place = place_of(draft.head.region, draft.head.region_code, draft.head.level)
        self.central = [
            hit.start
            for hit in draft.hits.get("agencies.body", ())
            if hit.end - hit.start > 3 and (_STRONG.match(hit.value.name) or hit.value.name.endswith("部"))
            and draft.text[hit.end - 1] in "部局署会厅" and draft.text[hit.start : hit.start + 2] == hit.value.name[:2]
        ]
        self.closed = sorted([*book_spans(draft.text), *draft.damaged])

    def read(self) -> list[Found]:
        """All agencies, in order of place, none overlapping another."""
        first = [*self._named(), *self._short(), *self._national(), *self._pointing(), *self._sites()]
        kept = self._apart(first)
        kept = self._apart([*kept, *(more for one in kept for more in self._shared(one))])
        return self._apart([*kept, *self._bare(kept)])

    def _apart(self, found: list[Found]) -> list[Found]:
        """The leftmost-longest of what was found outside book marks and damage."""
        kept: list[Found] = []
        for one in sorted(set(found), key=lambda f: (f.start, -f.end, f.name)):
            apart = not kept or one.start >= kept[-1].end or (kept[-1].joint and one.end == kept[-1].end)
            if apart and not self._is_closed(one) and not self._reaches_over(one):
                kept.append(one)
        return kept

    def _reaches_over(self, one: Found) -> bool:
        """Whether a name runs into that of a central body: 松溪区督办清单生态环境部 is no office."""
        at = bisect_right(self.central, one.start)
        return one.level != "national" and at < len(self.central) and self.central[at] < one.end

    def _is_closed(self, one: Found) -> bool:
        """Whether it stands inside book marks, but for who issued what they name: 《国务院关于…》."""
        if self.text.startswith("《", one.start - 1) and _TITLED.match(self.text, one.end):
            return False
        at = bisect_right(self.closed, (one.end - 1, len(self.text)))
        return any(end > one.start for _, end in self.closed[max(0, at - 2) : at])

    def _named(self) -> Iterator[Found]:
        """Offices behind a division's name."""
        edge = 0
        for hit in self.draft.hits.get("agencies.place", ()):
            if hit.start < edge:
                continue
            chain = self.areas.chain(self.text, hit.start, self.place)
            if chain is None:
                yield from self._behind_short(hit)
                continue
            area, edge = chain
            begin = next((hit.start - len(w) for w in PREFIXES if self.text.endswith(w, 0, hit.start)), hit.start)
            if begin < hit.start and (one := _prefixed(self.text, begin, self.text[begin : hit.start], chain)):
                yield self._with_group(one)
                continue
            if found := office(self.text, edge, area.level, named=True):
                yield self._with_group(_found(hit.start, area, found, "agencies.office"))

    def _behind_short(self, hit: Hit) -> Iterator[Found]:
        """Offices of the centre in a place, and a place's own bodies, behind its short name: 云江海关, 云江仲裁委员会."""
        m = _SHORT_OFFICE.match(self.text, hit.end)
        areas = self.areas.shorts.get(hit.value, ())
        area = self.areas.choose(areas, self.text, hit.end, self.place) if m and areas else None
        if m and area:
            name = self.text[hit.start : m.end()]
            kind = "court" if "法院" in name else "department"
            yield Found(hit.start, m.end(), name, name, kind, LEVELS[area.level], area.full, "agencies.office")

    def _short(self) -> Iterator[Found]:
        """Offices behind 市, 省, 区 …"""
        if not self.place.areas:
            return
        text = self.text
        for m in _LEVEL.finditer(text):
            begin = m.start()
            before = text[begin - 1 : begin]
            if before and (before in banned_before(m.group()) or _MANY.search(text, max(0, begin - 8), begin)):
                continue
            if before in ("我", "本"):  # 我市公安局
                begin -= 1
            if one := short_name(text, begin, self.place):
                yield self._with_group(one)

    def _with_group(self, one: Found) -> Found:
        """The discipline group that resides in an office: 驻市司法局纪检监察组."""
        m = _GROUP.match(self.text, one.end)
        posted = next((w for w in ("派驻", "驻") if self.text.endswith(w, 0, one.start)), None)
        if not (m and posted):
            return one
        prefix = re.sub(r".*?([^省区]{1,8}?市)?$", r"\1", "") or self._posting(one)
        name = f"{prefix}纪委监委驻{one.name}纪检监察组"
        start = one.start - len(posted)
        for lead in ("市纪委监委", "省纪委监委", "区纪委监委", "县纪委监委", "市纪委", "省纪委", "区纪委", "县纪委"):
            if self.text.endswith(lead, 0, start):
                start -= len(lead)
                break
        return Found(start, m.end(), name, name, "Party committee", one.level, one.region, one.rule)

    def _posting(self, one: Found) -> str:
        chain = place_of(one.region).own if one.region else None
        return chain.prefix if chain else ""

    def _national(self) -> Iterator[Found]:
        """Bodies of the centre, by name; short ones without 国家 or the like only in the centre's own texts."""
        chosen: dict[tuple[int, int], list[BodyRow]] = {}
        for hit in self.draft.hits.get("agencies.body", ()):
            if self._is_body(hit):
                chosen.setdefault((hit.start, hit.end), []).append(hit.value)
        for (start, end), bodies in chosen.items():
            body = self._current(bodies)
            former = bool(body.successor) or body.kind == "former"
            kind = BODY_KINDS.get(body.kind, "department")
            name, stop = self._continued(body.name, end)
            branch = self._branch(body, start, end)
            if branch is not None:
                yield branch
            elif stop >= end:
                yield Found(start, stop, name, name, kind, "national", None, "agencies.national", former)

    def _continued(self, name: str, end: int) -> tuple[str, int]:
        """A central body's name with the office of it that follows: 国务院办公厅, 全国人大…委员会; end 0 where it is another's."""
        for start, pattern in _CENTRAL_TAILS:
            m = pattern.match(self.text, end) if name.endswith(start) else None
            if m and not breaks().search(m.group()):
                return (
                    name.replace("中国共产党中央委员会", "中共中央") if "党" in start or "中央" in start else name
                ) + m.group(), m.end()
        return name, end

    def _branch(self, body: BodyRow, start: int, end: int) -> Found | None:
        """A central body's office in a place: 国家税务总局云江市税务局, 海关总署广东分署."""
        m = _BRANCH.match(self.text, end)
        if m and not breaks().search(m.group()):
            name = body.name + m.group()
            return Found(start, m.end(), name, name, "department", "national", None, "agencies.national")
        chain = self.areas.chain(self.text, end, self.place)
        found = office(self.text, chain[1], chain[0].level, named=True) if chain else None
        if chain is None or found is None or found.kind != "department" or not body.name.endswith(("总局", "署")):
            return None
        area = chain[0]
        name = body.name + found.full(area.prefix)
        return Found(
            start,
            found.end,
            name,
            found.identity(area.prefix),
            "department",
            LEVELS[area.level],
            area.full,
            "agencies.national",
        )

    def _current(self, bodies: list[BodyRow]) -> BodyRow:
        """Of bodies with one short name the one that still is (广电总局), else the first."""
        return next((b for b in bodies if not b.successor and b.kind != "former"), bodies[0])

    def _is_body(self, hit: Hit) -> bool:
        word = self.text[hit.start : hit.end]
        rest = self.text[hit.end : hit.end + 3]
        before = self.text[max(0, hit.start - 1) : hit.start]
        if _GOES_ON.match(word[-1] + rest) or word == "中央" or self.text.startswith("各", hit.end):
            return False
        if len(word) == 2 and (_is_han(before) or re.match("[发函字〔\\[]", rest)):
            return False
        if word == "国务院" and _COLLECTIVE.match(self.text, hit.end):
            return False
        if _STRONG.match(word) or word.endswith(("总局", "海关总署", "审计署", "人民银行")):
            return True
        if before and before in f"{LEVEL_WORDS}级方各道国家":
            return False
        if word.endswith("部"):
            return not before or before not in "支总内外本党分干全大机学俱"
        return self.place.national

    def _pointing(self) -> Iterator[Found]:
        """我厅, 本局."""
        issuer = self.draft.head.issuer
        for m in _OWN.finditer(self.text) if issuer else ():
            if one := own_office(self.text, m.start(), issuer):
                yield self._as_issuer(one)

    def _as_issuer(self, one: Found) -> Found:
        known = identify(one.name, self.place, self.areas)
        kind, level, region, official = (
            (known.kind, known.level, known.region, known.official) if known
            else ("department", "national", None, one.name)
        )  # fmt: skip
        return Found(one.start, one.end, one.name, official, kind, level, region, one.rule)

    def _shared(self, one: Found) -> Iterator[Found]:
        """The offices of a list that share the place of its first: 市公安局、司法局."""
        area = place_of(one.region).own if one.region else None
        end = one.end
        while area:
            m = _LISTED.match(self.text, end)
            at = m.end() if m else end if self.text.startswith("政协", end) else None
            if at is None or self.areas.chain(self.text, at, self.place):
                return
            found = shared(self.text, at, area.level)
            if found is None:
                return
            yield _found(at, area, found, "agencies.shared")
            end = found.end

    def _sites(self) -> Iterator[Found]:
        """Stations and centres with a name of their own that a report says were set up or used."""
        area = self.place.own
        if area is None:
            return
        for verb in _SET_UP.finditer(self.text):
            at = verb.end()
            while m := _SITE.match(self.text, at):
                name = m["name"]
                if len(name) >= 8 and is_own_name(name):
                    official = name if name.startswith(area.prefix) else area.prefix + name
                    level = LEVELS.get(area.level, area.level)
                    yield Found(at, m.end(), name, official, "public institution", level, area.full, "agencies.site")
                listed = _LISTED.match(self.text, m.end())
                if not listed:
                    break
                at = listed.end()

    def _bare(self, kept: list[Found]) -> Iterator[Found]:
        """In a report of a place 人大, 政协, 纪委监委 are its own."""
        area = self.place.own
        if area is None or self.draft.head.genre != "报告" or area.level == "province":
            return
        for m in _BARE.finditer(self.text):
            if _BARE_BEFORE.search(self.text, max(0, m.start() - 1), m.start()):
                continue
            if found := shared(self.text, m.start(), area.level):
                yield _found(m.start(), area, found, "agencies.bare")


PREFIXES = ("中国人民政治协商会议", "中国共产党", "中共", "政协", "共青团")
_STRONG = re.compile(
    "国家|中国|中央|中共|中华|全国|国务院|最高|党中央|国办|中办|中组部|中宣部|证监会|银保监会|新华社|共青团中央"
)
_GOES_ON = re.compile(
    "部[门分署队长位属件级落委里]|局[面部势限域地长]|[委会]员[^会]|办[法理事公]|院[士长校子]|大代表|国务院部"
)
_COLLECTIVE = re.compile(
    "(?:各|有关|相关|直属|组成|其他|所属|行政)?(?:部委|部门|机构|组成部门|特设|单位|[^，。；、]{0,12}主管部门|[^，。；、]{0,10}行政部门)"
)
_JOINT_BODY = rf"[{HAN}]{{2,16}}?(?:领导小组办公室|领导小组|委员会办公室|委员会|部际联席会议|指挥部|协调小组)"
_CENTRAL_TAILS = (
    ("国务院", re.compile(rf"办公厅|{_JOINT_BODY}")),
    ("中国共产党中央委员会", re.compile(rf"党校|[{HAN}]{{2,8}}?(?:部(?![署门])|研究室)")),
    ("全国人民代表大会", re.compile(rf"[{HAN}]{{2,14}}?委员会")),
    ("全国委员会", re.compile(rf"[{HAN}]{{2,14}}?委员会")),
    ("常务委员会", re.compile(rf"办公厅|[{HAN}]{{2,10}}?(?:委员会|工委)")),
    *(
        (ending, re.compile("办公厅|办公室|党组|党委"))
        for ending in ("部", "委员会", "总局", "署", "局", "银行", "法院", "检察院")
    ),
)
_BRANCH = re.compile(rf"[{HAN}]{{2,6}}?(?:分署|分局|分行|中心支行|支行|特派员办事处|特派办|监管局|专员办)")


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


_SHORT_OFFICE = re.compile(
    r"(?:海关|海事局|海事法院|证监局|银保监局|银监局|银监分局|银保监分局|金融监管局|金融监管分局|铁路局|铁路监管局|通信管理局|"
    r"仲裁委员会|互联网法院|知识产权法院|金融法院|铁路运输法院|边检总站|专员办|监管局)"
)


def is_own_name(name: str) -> bool:
    """Whether a name holds no verb, number or word for many: it is one site's own."""
    return not breaks().search(name) and not re.search("[个家所批处]|首|镇街|村居|各级|全", name)


def identify(name: str, place: Place, areas: Areas) -> Found | None:
    """A canonical name read again for its kind, level and region, or None where it is no local office."""
    found = named_office(name, 0, place, areas)
    return found if found and found.end == len(name) else None


def book_spans(text: str) -> list[Span]:
    """Where book marks stand, the outermost ones; one that is not closed ends with its line."""
    spans: list[Span] = []
    for m in _BOOK.finditer(text):
        spans.append(m.span())
    return spans


_BOOK = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
