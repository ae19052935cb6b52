"""Agencies: every office that a text names, in full, in short, or by pointing, written out in full.

`component` finds them and adds them to the draft; `expand` writes out a short name that begins a title.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from graph.keys import agency_key
from graph.registry import Registry
from loaders.central import bank_branches, central, long_names, supervision_groups
from loaders.draft import Draft, draft_of
from loaders.gazetteer import Hit, Term
from loaders.jointbodies import addressed, again, founded, second_name, supervising, two_named, with_group
from loaders.localities import LISTED, bare, bare_funds, borne, repeated, sharing_places, sites, standing, towns, zones
from loaders.naming import (
    CORPS,
    LEVEL,
    LEVEL_FIRST,
    LEVELS,
    LONGER,
    OWN,
    OWN_FIRST,
    PREFIXES,
    Found,
    below_short,
    corps_office,
    identify,
    league_short,
    made,
    own_divisions,
    own_office,
    prefixed,
    short_name,
    short_named,
)
from loaders.officenames import banned_before
from loaders.offices import office, shared
from loaders.places import Areas, areas_of, place_of
from loaders.rulebook import words
from loaders.scanning import places, scan
from loaders.societies import exchanges, joint_bodies, mechanisms, societies

_MANY = re.compile(r"[各两每](?:[、（(]?[省市区县州旗]){1,4}[、（(]?$")
_MANY_ENDS = "省市区县州旗、（("
_TITLED = re.compile(r"关于|印发|转发|批转|令|(?:19|20)\d\d年|办公[厅室]关于")
_BOOK = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
_CORPS = re.compile(f"{CORPS}|(?<![一-鿿])兵团")
_NOT_CORPS = ("各", "有关", "所属", "第", "辖区", "内", "范围", "地区")  # its divisions or its ground, not itself
# A centre that is built, managed or run is a platform: 统筹建设云江市政务大数据中心.
_PLATFORM = re.compile(r"(?:建设|打造|新建|筹建|争创|创建|维护)[^，。；;,\n]{0,12}$")
_PLATFORMS = ("数据中心", "创新中心", "研发中心", "技术中心", "医疗中心", "医学中心")
# Offices that the centre has in places, and a few of a place's own, carry its short name: 云江海关.
_SHORT_OFFICE = re.compile(
    "海关|海警局|海事局|海事法院|证监局|银保监局|银监局|银监分局|银保监分局|金融监管局|金融监管分局|铁路局|铁路监管局|通信管理局"
    "|供电局|供电公司|邮政管理局|能源监管办|煤监局|仲裁委员会|互联网法院|知识产权法院|金融法院|铁路运输法院|边检总站|专员办"
)


def terms(registry: Registry) -> Iterable[Term]:
    """The bodies of the centre and the names of divisions."""
    for body in registry.bodies:
        if body.level != "local":
            for name in (body.name, *body.short_names):
                yield Term(name, "agencies.body", body)
            bare = body.name.removeprefix("国家")  # 林业和草原局, as texts of the centre call it
            if bare != body.name and bare.endswith("局") and len(bare) > 4 and bare not in body.short_names:
                yield Term(bare, "agencies.body", body)
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
    known: dict[tuple[str, str], str] = {}
    for one in found:
        who = (one.name, one.official)
        if who not in known:
            values = {"kind": one.kind, "level": one.level, "region": one.region, "former": one.former}
            properties = {key: value for key, value in values.items() if value is not None}
            known[who] = draft.entity("Agency", one.name, (agency_key(one.official),), properties=properties)
        if second := second_name(draft.text, one):
            draft.entity("Agency", f"{one.name}（{second}）", (agency_key(one.official),))
        draft.mention(known[who], one.start, one.end)
        draft.fire(one.rule, one.start, one.end)


def expand(text: str, draft: Draft) -> tuple[str, int] | None:
    """The canonical name of the short or pointing agency that begins a string, and the length it has there, or None.

    In a text of 云江市, 市政府工作规则 gives 云江市人民政府 and 3. Names with their place are left alone.
    """
    place = place_of(draft.head.region, draft.head.region_code, draft.head.level)
    found = short_name(text, 0, place) or own_office(text, 0, draft.head.issuer)
    return (found.name, found.end) if found else None


class Reader:
    """Finds the agencies of one draft."""

    def __init__(self, draft: Draft, areas: Areas) -> None:
        self.draft, self.areas, self.text = draft, areas, draft.text
        self.place = place_of(draft.head.region, draft.head.region_code, draft.head.level)
        self.bodies: Sequence[Hit] = draft.hits.get("agencies.body", ())
        self.central = long_names(draft.text, self.bodies)
        self.begun: set[int] = set()  # where names begin that share no other's place
        self.closed = sorted([*(m.span() for m in _BOOK.finditer(draft.text)), *draft.damaged])

    def read(self) -> list[Found]:
        """All agencies, in order of place; none overlaps another but 区政府 the 市、区政府 it stands in."""
        text, place = self.text, self.place
        first = [*self._named(), *self._short(), *self._central(), *self._corps(), *self._pointing()]
        first += [*bank_branches(text), *towns(text, place), *zones(text, place, first), *sites(text, place)]
        first += borne(text, place.own) if place.own else []
        first += sharing_places(text, self.draft.hits.get("agencies.place", ()), first, self.areas, place)
        first += [*standing(text, first), *founded(text), *societies(text), *joint_bodies(text)]
        first += [*mechanisms(text, self.areas), *exchanges(text), *supervision_groups(text, place, self.areas)]
        kept = _apart(self._open(two_named(text, one) for one in first))
        self.begun = {one.start for one in kept}
        kept = _apart([*kept, *self._open(more for one in kept for more in self._shared(one))])
        kept = self._no_platforms(kept)
        kept = _apart([*kept, *self._open(repeated(text, kept))])
        kept = _apart([*kept, *self._open(again(text, kept))])
        kept = _apart([*kept, *self._open([*bare_funds(text, kept), *addressed(text, kept)])])
        own = place.own
        if own is None or own.level == "province" or self.draft.head.genre != "报告":
            return kept
        spoken = list(bare(text, own))
        return _apart([*kept, *self._open([*spoken, *standing(text, spoken)])])

    def _central(self) -> Iterator[Found]:
        return central(self.text, self.bodies, self.place, self.areas, self.draft.head.published)

    def _corps(self) -> Iterator[Found]:
        """The Corps in 新疆 and its offices."""
        for m in _CORPS.finditer(self.text) if "兵团" in self.text else ():
            one = corps_office(self.text, m.start(), self.place)
            if one:
                yield one
            elif m.group() == CORPS and not self.text.startswith(_NOT_CORPS, m.end()):
                yield Found(m.start(), m.end(), CORPS, CORPS, "government", "provincial", CORPS, "agencies.national")

    def _open(self, found: Iterable[Found]) -> list[Found]:
        """Those of the names found that stand outside book marks and damage and hold no other body's name."""
        names = list(found)
        titled = self._titled(names)
        return [
            one for one in names if not self._reaches_over(one) and (one.start in titled or not self._is_closed(one))
        ]

    def _titled(self, found: Sequence[Found]) -> set[int]:
        """Where the issuers begin with which titles open: 《国务院关于…》, 《省委办公厅省政府办公厅关于…》."""
        by_start = {one.start: one for one in found}
        starts: set[int] = set()
        for one in found:
            run = [one] if self.text.startswith("《", one.start - 1) else []
            while run:
                end = run[-1].end
                more = by_start.get(end) or by_start.get(end + self.text.startswith(("、", " "), end))
                if more is None:
                    break
                run.append(more)
            if run and _TITLED.match(self.text, run[-1].end):
                starts.update(one.start for one in run)
        return starts

    def _reaches_over(self, one: Found) -> bool:
        """Whether a name runs into that of a central body: 松溪区问题清单生态环境部 is no office."""
        at = bisect_right(self.central, one.start)
        return one.level != "national" and at < len(self.central) and self.central[at] < one.end

    def _is_closed(self, one: Found) -> bool:
        """Whether it stands inside book marks."""
        at = bisect_right(self.closed, (one.end - 1, len(self.text)))
        return any(end > one.start for _, end in self.closed[max(0, at - 2) : at])

    def _no_platforms(self, found: list[Found]) -> list[Found]:
        """Those of the names found that are not of a platform or laboratory, which the text says is built."""
        built = {
            one.name.removeprefix(place_of(one.region).areas[-1].prefix)
            for one in found
            if one.region and one.name.endswith(_PLATFORMS) and _PLATFORM.search(self.text, one.start - 18, one.start)
        }
        return [one for one in found if not (built and one.name.endswith(tuple(built)))]

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
            if hit.value in words("agencies", "place_verbs") and area not in self.place.areas:
                continue  # 市水利局会同县水利局
            word = next((w for w in PREFIXES if self.text.endswith(w, 0, hit.start)), None)
            one = prefixed(self.text, hit.start - len(word), word, chain) if word else None
            if one is None and area.level == "province":
                one = below_short(self.text, hit.start, edge, self.place, self.areas)
            if one is None and (found := office(self.text, edge, area.level, named=True)):
                one = made(hit.start, area, found, "agencies.office")
            if one:
                yield with_group(self.text, one)

    def _behind_short(self, hit: Hit) -> Iterator[Found]:
        """Offices behind a division's short name: 云江海关, 云江仲裁委员会."""
        found = short_named(self.text, hit.start, hit.end, self.place, self.areas)
        if found:
            yield found
        m = None if found else _SHORT_OFFICE.match(self.text, hit.end)
        areas = self.areas.shorts.get(hit.value, ()) if m else ()
        cities = [a for a in areas if a.level != "county"]  # such offices are the cities': 岳阳, not 岳阳县
        area = self.areas.choose(cities or areas, self.text, hit.end, self.place) if areas else None
        if m and area:
            name = self.text[hit.start : m.end()]
            kind = "court" if "法院" in name else "department"
            level = LEVELS[area.level]
            one = Found(hit.start, m.end(), name, name, kind, level, area.full, "agencies.office")
            yield supervising(self.text, one)

    def _short(self) -> Iterator[Found]:
        """Offices behind 市, 省, 区 … as words of their own that mean one division: not 城市, 各县, 11个区."""
        text, edge = self.text, 0
        for begin in places(LEVEL_FIRST, text) if self.place.areas else ():
            word = text[begin]
            if begin < edge:
                continue
            if word in LONGER:
                m = LEVEL.match(text, begin)
                if m is None:
                    continue
                word, edge = m.group(), m.end()
            before = text[begin - 1 : begin]
            if before == "团" and (league := league_short(text, begin, self.place)):
                yield league
                continue
            if before and (before in banned_before(word) or self._is_one_of_many(begin)):
                continue
            if one := short_name(text, begin - (before in ("我", "本")), self.place):
                yield with_group(self.text, one)

    def _is_one_of_many(self, place: int) -> bool:
        """Whether a level's word goes on with others: 各市、县."""
        return self.text[place - 1] in _MANY_ENDS and _MANY.search(self.text, max(0, place - 8), place) is not None

    def _pointing(self) -> Iterator[Found]:
        """我厅, 本局."""
        issuer = self.draft.head.issuer
        if issuer and self.place.national:
            yield from own_divisions(self.text, issuer)
        identified = functools.cache(lambda name: identify(name, self.place, self.areas))
        for m in scan(OWN, OWN_FIRST, self.text) if issuer else ():
            one = own_office(self.text, m.start(), issuer)
            if one and (known := identified(one.official)):
                yield replace(known, start=one.start, end=one.end, rule=one.rule)
            elif one:
                yield replace(one, kind="department", level="national" if self.place.national else "")

    def _shared(self, one: Found) -> Iterator[Found]:
        """The offices of a list that share the place of its first: 市公安局、司法局."""
        # A branch of the centre (人民银行云江市分行) lends its place to none.
        area = place_of(one.region).own if one.region and one.rule != "agencies.national" else None
        end = one.end
        while area:
            m = LISTED.match(self.text, end)
            at = m.end() if m else end if self.text.startswith("政协", end) else None
            if at is None or at in self.begun or self.areas.chain(self.text, at, self.place):
                return
            found = shared(self.text, at, area.level)
            if found is None:
                return
            yield (one_more := two_named(self.text, made(at, area, found, "agencies.shared")))
            end = one_more.end


def _apart(found: Iterable[Found]) -> list[Found]:
    """The leftmost-longest of some names; 区政府 may stand in 市、区政府."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end, f.name)):
        if (
            not kept
            or one.start >= kept[-1].end
            or (kept[-1].joint and one.end == kept[-1].end and one.start > kept[-1].start)
        ):
            kept.append(one)
    return kept
