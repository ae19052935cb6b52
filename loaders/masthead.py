"""What a document says of itself: title, kind, issuer, number, day, year reported on, region, and its own work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest

from graph.registry import Registry
from loaders.dates import days
from loaders.draft import Masthead, Span
from loaders.head import NUMBERED, RANKS, Head, head_of
from loaders.headlines import ORDER, genre_of, is_note, rows
from loaders.issuers import Signature, Signer, issuer, location
from loaders.naming import LEVELS, short_name
from loaders.newsdays import news_day
from loaders.places import NATION, Place
from loaders.rulebook import words
from loaders.signatures import signature
from loaders.titles import Title

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|\s*年度)")
_FOR_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年度")
_REVIEWED = re.compile(r"((?:19|20)\d\d)年(?:的)?(?:主要)?工作(?:回顾|总结)")
_TOLD = re.compile(
    r"(?m)(?:[(（—\-]|^)[^()（）\n]*?(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
    r"(?:[^()（）\n]*[)）]|[^\n]{0,20}(?:在|通过|公布)[^\n]*)"
)
# 2023年1月10日在云江市第十五届人民代表大会第三次会议上: a speech is published on the day that its page gives.
_DELIVERED = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日在[^，。；\n]{4,50}(?:会议|大会)上")
_PROCLAIMED = 240  # characters that proclaim a text
_SIGNED_BY = re.compile(
    rf"现予以?(?:公布|发布)[^。]{{0,40}}。\s*(?:{RANKS})[^\d。]{{2,16}}(?=\d)"
)  # …现予公布。部长 李明2020年1月2日
_MADE_LAW = re.compile("会议(?:审议|讨论)通过[，,]\\s*现予以?公布")
_NOT_SIGNED = re.compile(r"起|第?[一-鿿]{0,20}(?:会议|通过)")
_DELIVERY = 400  # characters of the body in which a speech says where it was given
# What a text calls itself where its title is lost: 制定本办法, 制定如下实施意见, 现将有关事项通知如下.
_CALLED = re.compile(
    r"(?:制定|制订|提出|出台|修订|拟定)(?:本|如下|以下)(?:若干)?(?P<made>(?:实施|指导|工作|管理|暂行|若干|政策|具体|补充)*"
    r"(?:意见|办法|规定|细则|方案|措施|规则|条例|通知|计划))|现(?:就|将|对)?[^。\n]{0,60}(?P<told>通知|通告|公告)如下"
)
_WHY = re.compile(r"为了?(?P<why>[\u4e00-\u9fff“”、]{6,40})")
_OPENING = 1200  # characters in which a text says what it is
_DAY_LABELS = ("成文日期", "published", "发布日期", "日期", "时间", "发布时间", "date")


def masthead(text: str, meta: Mapping[str, str], registry: Registry) -> Masthead:
    """What a text and the lines about it say of the document; None for what they do not say."""
    head = head_of(text, meta, registry)
    signed = signature(head)
    place = location(head, signed)
    signer = issuer(head, signed, place)
    place = signer.place if signer and (signer.place.areas or signer.place.national) else place
    genre, number, own, shown = head.genre(), head.number(), place.own, head.title or head.inner
    name, aliases = _work(head, signer, place, genre)
    return Masthead(
        title=NUMBERED.sub("", shown.text) if shown else None,
        title_span=_span(text, shown) if shown else None,
        genre=genre,
        issuer=signer.name if signer else None,
        doc_number=number[0] if number else None,
        published=_published(head, signed),
        period=_period(head, genre),
        region=NATION if place.national else own.full if own else None,
        region_code="100000" if place.national else own.code if own else None,
        level="national" if place.national else LEVELS.get(own.level, own.level) if own else None,
        work_type=_type(head, name, genre, signer) if name else None,
        work_name=name,
        work_aliases=aliases,
        issuer_spans=(signer.span,) if signer and signer.span else (),
        number_span=number[1] if number else None,
        body_start=head.end,
    )


def _span(text: str, title: Title) -> Span:
    """Where a title stands, without the number that it ends with."""
    number = NUMBERED.search(text, title.start, title.end)
    return title.start, number.start() if number else title.end


def _published(head: Head, signed: Signature) -> str | None:
    """The day it was signed, passed or published; else the day the page gives, then that of delivery or of news."""
    delivered = _DELIVERED.search(head.text, head.start, head.end + _DELIVERY)
    return (
        (signed[1].iso if signed else None)
        or (None if delivered else _told(head) or _proclaimed(head))
        or _labelled(head)
        or _beside_title(head)
        or (days(delivered.group())[0].iso if delivered else None)
        or news_day(head.text)
    )


def _proclaimed(head: Head) -> str | None:
    """The day below the order that the body runs on from: …现予公布，自…起施行。总理 二〇〇五年二月十五日."""
    by = _SIGNED_BY.search(head.text, head.start, head.end + _PROCLAIMED)
    if by and (then := days(head.text, by.end(), by.end() + 20)):
        return then[0].iso
    if head.proclaimed == head.end:
        return None
    found = days(head.text, head.proclaimed, head.proclaimed + _PROCLAIMED)
    signed = [day for day in found if not _NOT_SIGNED.match(head.text, day.end)]
    return signed[-1].iso if signed else None


def _told(head: Head) -> str | None:
    """The day in the line below the title: (…通过), (…令第2号公布), ——…在…会议上; of a revised text the last."""
    told = _TOLD.search(head.lines)
    if told is None:
        return None
    line = told.group()
    found = [day for day in days(line) if not re.match("起|施行", line[day.end :])]
    revised = [day for day in found if re.match("[^年]{0,60}?修订", line[day.end :].split("日", 1)[0])]
    return revised[-1].iso if revised else found[0].iso if found else None


def _labelled(head: Head) -> str | None:
    hints = (head.meta.get(label) for label in _DAY_LABELS)
    found = next((day for hint in hints if hint and (day := days(hint))), None)
    return found[0].iso if found else None


def _beside_title(head: Head) -> str | None:
    """The day in a line about the document before its body, that of writing before that of release."""
    lines = [r for r in rows(head.text, 0, head.end) if is_note(r.text) and "印发" not in r.text]
    pairs = list(zip_longest(lines, lines[1:]))
    for label in ("成文日期", "日期", ""):
        for row, below in pairs:
            found = (days(row.text) or (days(below.text) if below else [])) if label in row.text else []
            if found:
                return found[0].iso
    return None


def _period(head: Head, genre: str | None) -> str | None:
    """The year that a report is about: the one in its title; of a report to a congress the year before."""
    if genre != "报告":
        return None
    line = head.title.text if head.title else ""
    year = _YEAR.search(line)
    if "政府工作报告" in re.sub(r"\s", "", line):
        said = _REVIEWED.search(head.text[:6000])
        held = year or _YEAR.search(head.text[head.title.end if head.title else 0 :][:300])
        return said[1] if said else str(int(held[1]) - 1) if held else None
    if year or (head.title and not re.search("年度|年报|情况|总结", line)):
        return year[1] if year else None
    first = _FOR_YEAR.search(head.text, head.end, head.end + 300) if head.title is None else None
    first = first or _YEAR.search(head.text, head.end, head.end + 300)
    return first[1] if first else None


def _work(head: Head, signer: Signer | None, place: Place, genre: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The canonical name of the document's work and its other names; a letter's title is one of what it carries."""
    shown = head.inner.text if head.inner else head.wrapped
    line = normal(head.title.text) if head.title else None
    if shown is None and line is None:
        return _unnamed(head, signer, genre), ()
    # A row of a table tells the title apart from the cell of who issued it, which stands as the line above.
    cell = normal(head.meta.get("row_title", ""))
    told = cell if cell and line and line.endswith(cell) else line
    name = _written_out(NUMBERED.sub("", normal(shown or told or "")), place)
    others = (_written_out(line, place), line) if line else ()
    return name, tuple(dict.fromkeys(other for other in others if other != name))


def _written_out(line: str, place: Place) -> str:
    """A title whose first words are a short name (市政府办公厅) with the body in full."""
    found = short_name(line, 0, place)
    return found.name + line[found.end :] if found else line


def _unnamed(head: Head, signer: Signer | None, genre: str | None) -> str | None:
    """A name for a text that bears no title: of a report who reports, on which year, on what; else its own words."""
    period = _period(head, genre)
    if signer is None or genre != "报告" or period is None:
        return _self_named(head.text[:_OPENING])
    subjects = words("masthead", "subjects")
    subject = max(subjects, key=lambda s: (head.text.count(s), -subjects.index(s)))
    return f"{signer.name}{period}年{subject if subject in head.text else ''}情况报告"


def _self_named(opening: str) -> str | None:
    """What a text without title says it is for and is: equal texts get equal names, different ones hardly ever."""
    called, why = _CALLED.search(opening), _WHY.search(opening)
    if not (called and why and why.start() < called.start()):
        return None
    return f"为{why['why']}的{called['made'] or called['told']}（原文未载标题）"


def _type(head: Head, name: str, genre: str | None, signer: Signer | None) -> str:
    """Law where the registry holds the name as one, a congress passed it, or an order published it; else Policy."""
    known = {work.type for work in head.registry.works(name)}
    if len(known) == 1:
        return known.pop()
    kind = genre_of(name) or genre or ""
    if kind in words("masthead", "law_genres"):
        return "Law"
    if kind not in words("masthead", "rule_genres"):
        return "Policy"
    letter = head.title is not None and head.title.genre in ("通知", "函", "通报")
    ordered = not letter and ORDER.search(head.text[: head.end + 500])
    party = signer is not None and signer.name.startswith("中共中央") and kind != "办法"
    passed = re.search(r"会议通过|令第?\S{0,6}号", head.text[: head.end]) or _MADE_LAW.search(
        head.text, head.start, head.end + _PROCLAIMED
    )
    return "Law" if ordered or party or passed else "Policy"


def normal(line: str) -> str:
    """A title with full-width brackets and no blanks between its characters."""
    line = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", line)
    return line.translate(str.maketrans("()<>＜＞", "（）〈〉〈〉"))
