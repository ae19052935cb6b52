"""Who issued a document and where: by its title, the order or congress, its signature, a note, its number, or 我区."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.dates import Day
from loaders.draft import Span
from loaders.head import Head
from loaders.headlines import ORDER, Row
from loaders.locating import is_national, locate, named_first, of_sign, province_around
from loaders.naming import Found
from loaders.newsissuers import told_before
from loaders.numbersigns import central_sign, local_sign
from loaders.places import Area, Place, place_of, titled_town
from loaders.signatures import NOWHERE
from loaders.signers import above_title, at_the_end, line_agency, speaker
from loaders.titles import unquote

Signature = tuple[Row, Day] | None
_RELEASED = re.compile(
    r"新华社[^。]{0,20}电[^。]{0,12}?(?P<who>中共中央办公厅|中共中央|国务院办公厅|国务院)[^。]{0,20}印发了?《"
)
_FILED = re.compile("【(?P<place>[一-鿿、]{2,60})】")
_TAG = re.compile(r"^【[^】\n]{0,60}】")
_CAPITAL = re.compile(r"新华社北京\d{1,2}月\d{1,2}日电")
_MADE = re.compile(
    r"[，,。\n](?P<who>[一-鿿]{4,24}?)(?:[（(]以下简称[^（()）\n]{1,20}[)）])?(?:根据|依据|按照|结合)[^。\n]{2,200}制定(?:本|如下)"
)
_OPENING = 600  # characters in which a page says whose document it holds
_PASSED_BY = re.compile(
    r"(?:(?P<who>[一-鿿]{2,14}?)第?[一二三四五六七八九十]+届|第?[一二三四五六七八九十]+届全国)人民代表大会(?P<standing>常务委员会)?"
)
_NOTED = re.compile(r"[(（][^()（）]*(?:通过|会议决定)[^()（）]*(?:[)）]|\Z)")
# （2021年1月11日云江市监察委员会全体会议决定）, （…云江市人民政府第9次常务会议通过）
_MET = re.compile(
    r"日(?P<who>[一-鿿]{3,20}?)(?:第?[\d一二三四五六七八九十百]+[届次])*(?:全体|常务|审判委员会|检察委员会)会议(?:审议|讨论)?(?:通过|决定)"
)
_OWN_OFFICE = re.compile("[我本](?:厅|局|委|办|部|院|署)(?!公)")
_ISSUER_LABELS = ("发文机关", "发布机构", "issuer")
_SOURCE_LABELS = ("issuer_hint", "来源", "信息来源", "source")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who issued, as the canonical name; the place that follows from it; where the text names it."""

    name: str
    place: Place
    span: Span | None = None


def issuer(head: Head, signed: Signature, place: Place) -> Signer | None:
    """Who issued the document, from what says it most surely to what only points at it."""
    # Before the title of a table's row stands who issued it in short: what the text itself says comes first there.
    own = _by_title(head, place)
    return (
        (None if head.meta.get("row_title") else own)
        or _by_order(head, place)
        or _by_signature(head, signed, place)
        or own
        or _by_line(head, place)
        or _by_note(head, place)
        or _by_news(head, place)
        or _by_making(head, place)
        or _by_number(head, place)
        or _by_meeting(head, place)
        or _by_pointing(head, place)
        or _by_tag(head, place)
    )


def location(head: Head, signed: Signature) -> Place:
    """The place of the document: by an issuer named in full, by its title, its number, or what it names."""
    hint = head.said(*_ISSUER_LABELS, *_SOURCE_LABELS)
    for line in (head.title.text if head.title else "", signed[0].text if signed else "", hint):
        found = head.agency(line, NOWHERE) if line else None
        if found:
            return _signer(head, found, NOWHERE, None).place
    ordered = _by_order(head, NOWHERE)
    if ordered:
        return ordered.place
    number = head.number()
    if number and central_sign(number[0]):
        return Place(national=True)
    named = _by_titles_place(head) or _by_assembly(head)
    told = named or _by_label(head, _by_text(head, number[0] if number else ""))
    if told.areas or told.national:
        return told
    named = _by_opening(head) or named_first(head.text, head.areas)
    return named if named.areas or named.national else province_around(head.text, head.areas)


def _by_label(head: Head, told: Place) -> Place:
    """The place that the text tells, unless the page files it under another: 【东江省云江市】《关于节约用水的通知》."""
    m = _FILED.match(head.text)
    chain = _last_named(head, m["place"]) if m else None
    if m and m["place"] == "全国":
        return Place(national=True)
    if chain is None:
        body = head.agency(m["place"], NOWHERE) if m and not told.areas else None
        return _signer(head, body, NOWHERE, None).place if body else told
    filed = head.areas.place(chain[0])
    return told if told.own and told.own.full.startswith(chain[0].full) else filed


def _by_opening(head: Head) -> Place | None:
    """The place of the body that a text begins with: 水利部有关负责人答记者问; news from 北京 are the nation's."""
    opening = _TAG.sub("", head.text[:200]).lstrip()
    body = head.agency(opening[:40], NOWHERE)
    if body:
        return _signer(head, body, NOWHERE, None).place
    return Place(national=True) if _CAPITAL.search(opening) and not head.areas.find(opening[:100]) else None


def _last_named(head: Head, label: str) -> tuple[Area, int] | None:
    """The division that a label names, wherever it begins: 宁夏自治区银川市."""
    chains = (head.areas.chain(label, at, NOWHERE) for at in range(max(1, len(label) - 2)))
    return next(filter(None, chains), None) or _in_short(head, label)


def _in_short(head: Head, label: str) -> tuple[Area, int] | None:
    """The city or county that a label names in short behind its province: 四川绵阳."""
    for size in (2, 3):
        provinces = [a for a in head.areas.shorts.get(label[:size], ()) if a.level == "province"]
        below = [
            a for a in head.areas.shorts.get(label[size:], ()) if provinces and a.full.startswith(provinces[0].full)
        ]
        cities = [a for a in below if a.level == "city"] or below
        if len(cities) == 1:
            return cities[0], len(label)
    return None


def _by_text(head: Head, number: str) -> Place:
    found = locate(head.text, head.areas)
    signed = of_sign(number, head.areas) if number else NOWHERE
    if found.areas or signed.areas:
        return found if found.areas else signed
    return Place(national=is_national(head.text))


def _by_titles_place(head: Head) -> Place | None:
    """The place that the title, or that of what is carried, begins with: 云江市2021年…, 2021年云江市…."""
    line = unquote(re.sub(r"^(?:19|20)\d\d年", "", head.title.text)) if head.title else ""
    for part in (line, head.wrapped or "", head.inner.text if head.inner else ""):
        chain = head.areas.chain(part, 0, NOWHERE) if part else None
        area = titled_town(part, *chain) if chain else _short_area(head, part)
        if area:
            return head.areas.place(area)
    return None


def _by_assembly(head: Head) -> Place | None:
    """The place whose congress a report was given to: ——2022年2月10日在云江市松溪区第十四届人民代表大会…会议上."""
    m = re.search(r"日在(?P<who>[一-鿿]{2,20}?)第?[一二三四五六七八九十]+届\s*人民代表大会", head.lines)
    chain = head.areas.chain(m["who"], 0, NOWHERE) if m else None
    return head.areas.place(chain[0]) if chain else None


def _short_area(head: Head, line: str) -> Area | None:
    """The province or city whose short name begins a title; counties' short names are words too often."""
    for size in range(min(8, len(line)), 1, -1):
        found = head.areas.shorts.get(line[:size], ())
        if len(found) == 1 and found[0].level in ("province", "city"):
            return found[0]
    return None


def _signer(head: Head, found: Found, place: Place, span: Span | None) -> Signer:
    if found.level == "national":
        return Signer(found.name, Place(national=True), span)
    coded = head.areas.by_full.get(found.region or "")
    return Signer(
        found.name, head.areas.place(coded) if coded else place_of(found.region) if found.region else place, span
    )


def _by_title(head: Head, place: Place) -> Signer | None:
    """云江市人民政府关于…."""
    found = head.agency(head.title.text, place) if head.title else None
    if head.title is None or found is None or found.end == len(head.title.text):
        return None
    begin = head.text.find(head.title.text[: found.end], head.start)
    span = (begin, begin + found.end) if 0 <= begin < head.title.end else None
    return _signer(head, found, place, span)


def _by_order(head: Head, place: Place) -> Signer | None:
    """东江省人民政府令第231号公布; …第十三届人民代表大会常务委员会…通过; 新华社…印发了《…》."""
    begin = head.start
    released = _RELEASED.search(head.text[begin : head.end + 400])
    if released:
        found = head.agency(released["who"], place)
        return (
            _signer(head, found, place, (begin + released.start("who"), begin + released.end("who"))) if found else None
        )
    for m in ORDER.finditer(head.text[begin : head.proclaimed]):
        last = head.last_agency(m["who"], place)
        if last:
            return _signer(head, last[1], place, (begin + m.start("who") + last[0], begin + m.end("who")))
    return _by_congress(head, place)


def _by_congress(head: Head, place: Place) -> Signer | None:
    noted = _NOTED.search(head.lines)
    m = _PASSED_BY.search(noted.group()) if noted else None
    if m is None:
        return None
    who = re.sub(r"^.*?日", "", m["who"] or "全国")
    name = ("全国" if who == "全国" else who) + "人民代表大会" + (m["standing"] or "")
    found = head.agency(name, place)
    return _signer(head, found, place, None) if found else None


def _by_meeting(head: Head, place: Place) -> Signer | None:
    """The body whose meeting passed the text by the line below its title: a commission, a government."""
    noted = _NOTED.search(head.lines)
    m = _MET.search(noted.group()) if noted else None
    found = head.agency(m["who"], place) if m else None
    if m is None or found is None or found.end < len(m["who"]):
        return None
    begin = head.text.find(m["who"], head.start)
    return _signer(head, found, place, (begin, begin + found.end))


def _by_signature(head: Head, signed: Signature, place: Place) -> Signer | None:
    found = head.agency(signed[0].text, place) if signed else None
    if signed is None or found is None:
        return None
    rest = signed[0].text[found.end :]
    if rest[:1] not in ("", " ", "、", "，") and line_agency(head, rest, place) is None:
        return None
    return _signer(head, found, place, (signed[0].start, signed[0].start + found.end))


def _by_line(head: Head, place: Place) -> Signer | None:
    """Agencies on lines of their own above the title, above the salutation of a report, or at the end."""
    found = above_title(head, place) or speaker(head, place) or at_the_end(head, place)
    return _signer(head, found[0], place, found[1]) if found else None


def _by_note(head: Head, place: Place) -> Signer | None:
    """The page's word for the issuer; its source only where the text points at such an office (我厅)."""
    for label in (*_ISSUER_LABELS, *_SOURCE_LABELS):
        hint = head.said(label)
        found = head.agency(hint, place) if hint else None
        if found is None or found.end != len(hint):
            continue
        points = _OWN_OFFICE.search(head.text[:3000]) or (found.name.endswith("人民政府") and head.title is None)
        if label in _ISSUER_LABELS or points:
            return _signer(head, found, place, None)
    return None


def _by_news(head: Head, place: Place) -> Signer | None:
    """Who is said to have issued the document itself: 云江市水利局等三部门日前印发《…通知》."""
    found = told_before(head, place)
    return _signer(head, found[0], place, found[1]) if found else None


def _by_making(head: Head, place: Place) -> Signer | None:
    """Who says that it makes the text: 云江住房公积金中心（以下简称中心）根据…，制定本办法."""
    m = _MADE.search(head.text, head.end, head.end + _OPENING)
    found = head.agency(m["who"], place) if m else None
    return _signer(head, found, place, m.span("who")) if m and found and found.end == len(m["who"]) else None


def _by_number(head: Head, place: Place) -> Signer | None:
    """The body whose sign the document's number bears."""
    number = head.number()
    sign = number[0].partition("〔")[0] if number else ""
    centre = central_sign(sign)
    if centre:
        return Signer(centre, Place(national=True))
    name = local_sign(sign, place.own) if sign and place.own else None
    return Signer(name, place) if name else None


def _by_tag(head: Head, place: Place) -> Signer | None:
    """The first of the bodies under which the page files the text: 【云江市水利局、云江市财政局】关于…的通知."""
    m = _FILED.match(head.text) if head.title and head.genre() else None
    first = m["place"].split("、")[0] if m else ""
    found = head.agency(first, place) if first else None
    return _signer(head, found, place, None) if found and found.end == len(first) else None


def _by_pointing(head: Head, place: Place) -> Signer | None:
    """A report that speaks of 我区 without naming who reports is its government's, of a street its office's."""
    own = place.own
    if own is None or head.genre() != "报告" or _OWN_OFFICE.search(head.text[:3000]):
        return None
    return Signer(own.prefix + ("办事处" if own.name.endswith("街道") else "人民政府"), place)
