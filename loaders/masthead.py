"""What a document says of itself: title, kind, issuer, number, day, year reported on, region, and its own work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.keys import fold_title
from graph.registry import Registry
from loaders.dates import PATTERN, Day, days
from loaders.draft import Masthead, Span
from loaders.locating import is_national, locate, of_sign
from loaders.naming import LEVELS, Found, named_office, short_name
from loaders.places import NATION, Area, Areas, Place, areas_of, place_of
from loaders.rulebook import read, words
from loaders.titles import (
    ADDRESSED,
    NUMBER,
    ORDER,
    OUTLINED,
    Row,
    Title,
    carried,
    find_title,
    genre_of,
    is_note,
    number_in,
    plain,
    rows,
    sent,
    unquote,
    wrapped,
)  # fmt: skip

STATE = "中华人民共和国"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|\s*年度)")
_REPORTED = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:度)?(?:以来)?|(?<!\d)((?:19|20)\d\d)年度")
_PASSED = re.compile(r"^[(（——\-\s]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_RUN_ON = re.compile(
    rf"(?<=[。)）\s”])(?P<who>[一-鿿][一-鿿 ]{{1,24}}?)\s*(?:{PATTERN.pattern})(?!\s*(?:印发|起|前|以|公|施|发|之|至|到|在|，|、|,))"
)
_HEADED = re.compile(
    r"^[(（—\-]|令$|令\s*[(（]?第|会议上$|(?:省长|市长|区长|县长|州长|盟长|旗长|主席|院长|检察长|主任|部长|局长)\s+\S{1,4}\s*\S{1,4}$"
)
_SIGN = re.compile("(?P<place>..?.?)?(?P<who>政府|政|府)(?P<office>办)?(?:发|字|函|规|秘|电|通|办)")
_PARTY = re.compile(
    r"新华社[^。]{0,20}电[^。]{0,12}?(?P<who>中共中央办公厅|中共中央|国务院办公厅|国务院)[^。]{0,20}印发了?《"
)
_CONGRESS = re.compile(r"(?P<who>[一-鿿]{2,14}?)第?[一二三四五六七八九十]+届人民代表大会(?P<standing>常务委员会)?")
_SIGNED = re.compile(
    r"^[^，。；：、]{2,30}(?:[厅局委办府院会部室]|委员会)$|^(?:省长|市长|州长|区长|县长|部\s*长|局\s*长|署\s*长|主\s*任|主\s*席|行\s*长)"
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who issued, as the canonical name; the place that follows from it; where it stands."""

    name: str
    place: Place
    span: Span | None = None


def masthead(text: str, meta: Mapping[str, str], registry: Registry) -> Masthead:
    """What a text and the lines about it say of the document; None for what they do not say."""
    return _Reader(text, meta, registry).read()


class _Reader:
    def __init__(self, text: str, meta: Mapping[str, str], registry: Registry) -> None:
        self.text, self.meta, self.registry = text, meta, registry
        self.areas: Areas = areas_of(registry)
        self.title = find_title(text)
        self.head_end = self._head_end()
        self.wrapper, self.inner = self._carried()

    def read(self) -> Masthead:
        """The masthead, from what stands first to what follows from it."""
        signed = self._signed()
        place = self._place(signed)
        signer = self._signer(signed, place)
        place = signer.place if signer and (signer.place.areas or signer.place.national) else place
        number = self._number()
        genre = self._genre()
        name, aliases = self._work(signer, place, genre)
        kind = self._type(name, genre, signer, place)
        own = place.own
        shown = self.title or self.inner
        return Masthead(
            title=shown.text if shown else None,
            title_span=(shown.start, shown.end) if shown else None,
            genre=genre,
            issuer=signer.name if signer else None,
            doc_number=number[0] if number else None,
            published=self._published(signed),
            period=self._period(genre),
            region=NATION if place.national else own.full if own else None,
            region_code=("100000" if place.national else own.code if own else None),
            level="national" if place.national else LEVELS.get(own.level, own.level) if own else None,
            work_type=kind if name else None,
            work_name=name,
            work_aliases=aliases,
            issuer_spans=(signer.span,) if signer and signer.span else (),
            number_span=number[1] if number else None,
            body_start=self.head_end,
        )

    def _carried(self) -> tuple[str | None, Title | None]:
        """The title of the one work that the document carries, in the words of the letter, and as that work itself bears it.

        Of several works the one whose own title the text holds is meant: the others are in other parts.
        """
        whats: tuple[str, ...] = wrapped(self.title.text) if self.title else ()
        if self.title is None or self.title.genre in ("令", "命令"):
            whats = sent(self.text, self.head_end)
        for what in whats:
            inner = carried(self.text, self.head_end, what)
            if inner or len(whats) == 1:
                return what, inner
        return None, None

    # ------------------------------------------------------------------ where the head ends

    def _head_end(self) -> int:
        """Where the first line of the body begins: behind the title, the number and the lines about the document."""
        start = self.title.end if self.title else 0
        title = fold_title(self.title.text) if self.title else ""
        for row in rows(self.text, start, start + 3000):
            line = plain(row.text)
            bare = fold_title(line)
            again = bool(title) and len(bare) > 3 and bare in title
            noted = line[0] in "(（" and line[-1] in ")）" and re.search("通过|公布|发布|修订|修改|修正|施行", line)
            headed = noted or (len(line) < 60 and (is_note(row.text) or _PASSED.match(line) or _HEADED.search(line)))
            if not (again or headed) or OUTLINED.match(line):
                return row.start
        return min(start, len(self.text))

    # ------------------------------------------------------------------ who

    def _agency(self, words_: str, place: Place) -> Found | None:
        """The agency that a string begins with, of the centre or of a place."""
        bare = words_.removeprefix(STATE)
        for size in range(min(30, len(bare)), 1, -1):
            bodies = [b for b in self.registry.body(bare[:size]) if b.level != "local"]
            if bodies and bare[:size] != "中央":
                body = next((b for b in bodies if not b.successor), bodies[0])
                tail = re.match("办公厅", bare[size:]) if body.name == "国务院" else None
                office = (
                    re.match("办公[厅室]", bare[size:])
                    if not tail and body.name.endswith(("部", "委员会", "总局", "署", "局"))
                    else None
                )
                more = (tail or office).group() if (tail or office) else ""  # type: ignore[union-attr]
                end = size + len(more) + len(words_) - len(bare)
                name = (body.name if not office else body.name) + more
                return Found(0, end, name, name, "", "national", None, "masthead.issuer")
        return named_office(words_, 0, place, self.areas) or short_name(words_, 0, place)

    def _signer(self, signed: list[tuple[Row, Day]], place: Place) -> Signer | None:
        """Who issued the document: by its title, its signature, the order it was published by, a page's note, or 我区."""
        return (
            self._by_title(place) or self._by_order(place) or self._by_signature(signed, place) or self._by_note(place)
            or self._by_number(place) or self._by_pointing(place)
        )  # fmt: skip

    def _made(self, found: Found, place: Place, span: Span | None) -> Signer:
        if found.level == "national":
            return Signer(found.name, Place(national=True), span)
        own = place_of(found.region) if found.region else place
        coded = self.areas.by_full.get(found.region or "")
        return Signer(found.name, self.areas.place(coded) if coded else own, span)

    def _by_title(self, place: Place) -> Signer | None:
        if not self.title:
            return None
        line = self.title.text
        found = self._agency(line, place)
        if not found:
            return None
        rest = line[found.end :].lstrip()
        if re.match(r"等|关于|印发|转发|批转|发布|公布|令|[、 ]|\d{4}年|(?:19|20)\d\d|工作报告|[一-鿿]", rest):
            near = self.text.find(line[: found.end], self.title.start)
            return self._made(found, place, (near, near + found.end) if 0 <= near < self.title.end else None)
        return None

    def _by_order(self, place: Place) -> Signer | None:
        """广东省人民政府令第231号公布; …第十三届人民代表大会常务委员会第二十七次会议通过; 新华社…印发了《…》."""
        start = self.title.start if self.title else 0
        head = self.text[start : self.head_end + 400]
        party = _PARTY.search(head)
        if party:
            found = self._agency(party["who"], place)
            return self._made(found, place, (start + party.start("who"), start + party.end("who"))) if found else None
        head = self.text[start : self.head_end]
        for m in ORDER.finditer(head):
            for at in range(m.start("who"), m.end("who") - 1):
                found = self._agency(head[at : m.end("who")], place)
                if found and found.end == m.end("who") - at:
                    return self._made(found, place, (start + at, start + m.end("who")))
        noted = re.search(r"[(（][^()（）]*通过[^()（）]*[)）]", head)
        m = _CONGRESS.search(noted.group()) if noted else None
        if noted and m:
            words_ = re.sub(r"^.*?日", "", m["who"]) + "人民代表大会" + (m["standing"] or "")
            found = self._agency(
                "全国人民代表大会" + (m["standing"] or "") if words_.startswith("全国") else words_, place
            )
            return self._made(found, place, None) if found else None
        return None

    def _by_signature(self, signed: list[tuple[Row, Day]], place: Place) -> Signer | None:
        for row, _ in signed:
            found = self._agency(row.text, place)
            if found:
                return self._made(found, place, (row.start, row.start + found.end))
        return None

    def _by_note(self, place: Place) -> Signer | None:
        """The page's own word for the issuer; its source only where the text points at such an office (我厅)."""
        for key in ("发文机关", "发布机构", "issuer", "issuer_hint", "来源", "信息来源", "source"):
            hint = self.meta.get(key) or self._noted(key)
            found = self._agency(hint, place) if hint else None
            if not (hint and found and found.end == len(hint)):
                continue
            if key in ("发文机关", "发布机构", "issuer") or re.search(
                "[我本](?:厅|局|委|办|部|院|署)", self.text[:3000]
            ):
                return self._made(found, place, None)
            if found.name.endswith("人民政府") and self.title is None:
                return self._made(found, place, None)
        return None

    def _noted(self, key: str) -> str | None:
        m = re.search(rf"(?m)^[•·\s]*{key}\s*[:：]\s*([^\s:：]{{2,30}})", self.text[:1500])
        return m[1] if m else None

    def _by_number(self, place: Place) -> Signer | None:
        """The government whose sign a number bears: 国办发 is 国务院办公厅's, 甘政办发 a provincial government's office's."""
        number = self._number()
        if number is None:
            return None
        sign = number[0].partition("〔")[0]
        for start, name in (
            ("国办", "国务院办公厅"),
            ("国发", "国务院"),
            ("国函", "国务院"),
            ("中办", "中共中央办公厅"),
            ("中发", "中国共产党中央委员会"),
        ):
            if sign.startswith(start):
                return Signer(name, Place(national=True))
        m, own = _SIGN.fullmatch(sign), place.own
        if not (m and own) or (m["office"] and own.level != "province"):
            return None
        return Signer(f"{own.prefix}人民政府" + ("办公厅" if m["office"] else ""), place)

    def _by_pointing(self, place: Place) -> Signer | None:
        """A report that speaks of 我区 without naming who reports is its government's."""
        own = place.own
        if own is None or self._genre() != "报告":
            return None
        if re.search("[我本](?:厅|局|委|办|部|院|署)(?![一-鿿]?公)", self.text[:3000]):
            return None
        return Signer(f"{own.prefix}人民政府", place)

    # ------------------------------------------------------------------ where

    def _place(self, signed: list[tuple[Row, Day]]) -> Place:
        """The division of the document: by an issuer named in full, by the title, by its number, by what the text names."""
        nowhere = Place()
        for line in (self.title.text if self.title else "", *(row.text for row, _ in signed), self._hint()):
            found = self._agency(line, nowhere) if line else None
            if found:
                return self._made(found, nowhere, None).place
        ordered = self._by_order(nowhere)
        if ordered:
            return ordered.place
        numbered = self._number()
        if numbered and re.match("国发|国办|国函|中发|中办", numbered[0]):
            return Place(national=True)
        line = unquote(re.sub(r"^(?:19|20)\d\d年", "", self.title.text)) if self.title else ""
        for part in (line, self.wrapper if self.wrapper else "", self.inner.text if self.inner else ""):
            chain = self.areas.chain(part, 0, nowhere) if part else None
            short = self._short_place(part) if part and not chain else None
            if chain or short:
                return self.areas.place(chain[0] if chain else short)  # type: ignore[arg-type]
        spoken = self.text
        number = self._number()
        by_sign = of_sign(number[0], self.areas) if number else nowhere
        found_place = locate(spoken, self.areas)
        if found_place.areas:
            return found_place
        if by_sign.areas:
            return by_sign
        return Place(national=True) if is_national(self.text) else nowhere

    def _short_place(self, line: str) -> Area | None:
        """The division whose short name begins a title: 海拉尔区 is long, 广东2026年… is short."""
        for size in range(min(8, len(line)), 1, -1):
            found = self.areas.shorts.get(line[:size], ())
            if len(found) == 1 and found[0].level in ("province", "city"):
                return found[0]
        return None

    def _hint(self) -> str:
        return next((v for k in ("发文机关", "发布机构", "issuer", "issuer_hint", "来源", "信息来源", "source")
                     if (v := self.meta.get(k) or self._noted(k) or "")), "")  # fmt: skip

    # ------------------------------------------------------------------ when, which

    def _signed(self) -> list[tuple[Row, Day]]:
        """The lines of signature, in order, each with its day: an agency above a line that is a day."""
        found = []
        lines = rows(self.text, self.head_end)
        for index, row in enumerate(lines):
            m = PATTERN.search(row.text)
            if (
                not m
                or "印发" in row.text
                or len(row.text) > 60
                or row.text[m.end() :].strip(" )）(（此件公开发布主动") != ""
            ):
                continue
            day = days(row.text)
            above = row.text[: m.start()].strip(" (（")
            if day and above:
                found.append((Row(above, row.start + row.text.index(above)), day[0]))
            elif day and index:
                first = self._first_signature(lines, index)
                found.append((first, day[0]))
        return self._letter(found) or self._run_on()

    def _first_signature(self, lines: list[Row], index: int) -> Row:
        """The first of the lines of agencies above a day: joint documents are signed by several."""
        at = index - 1
        while (
            at > 0
            and len(lines[at - 1].text) <= 25
            and self._agency(plain(lines[at - 1].text), Place())
            and not re.search("[:：。,，]", lines[at - 1].text)
        ):
            at -= 1
        return lines[at]

    def _letter(self, found: list[tuple[Row, Day]]) -> list[tuple[Row, Day]]:
        """The first signature, which is the letter's own where it carries another work; a day in a table is none."""
        sends = self.title is not None and re.search("批转|转发|印发", self.title.text)
        for row, day in found:
            signed = (_SIGNED.search(row.text) and len(row.text) <= 30) or self._agency(plain(row.text), Place())
            unsigned = sends and row.text.endswith(("。", "！", ":", "：")) and row.start < self.head_end + 1500
            if signed or unsigned:
                return [(row, day)]
        tail = rows(self.text)[-6:]
        return [f for f in found if tail and f[0].start >= tail[0].start][-1:]

    def _run_on(self) -> list[tuple[Row, Day]]:
        """The signature in a text without line breaks: …执行。国务院二〇〇二年二月十日."""
        for m in _RUN_ON.finditer(self.text):
            who = re.sub(r"\s", "", m["who"])
            found = self._agency(who, Place())
            day = days(m.group())
            if found and found.end == len(who) and day:
                return [(Row(who, m.start("who")), day[0])]
        return []

    def _published(self, signed: list[tuple[Row, Day]]) -> str | None:
        """The day it was signed, passed or published; else the day the page gives."""
        if signed:
            return signed[0][1].iso
        start = self.title.start if self.title else 0
        head = self.text[start : self.head_end]
        noted = re.search(
            r"(?m)(?:[(（—\-]|^)[^()（）\n]*?(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:[^()（）\n]*[)）]|[^\n]{0,20}(?:在|通过|公布)[^\n]*)",
            head,
        )
        if noted:
            found = days(noted.group())
            cut = [d for d in found if not re.match(r"起|施行", noted.group()[d.end :])]
            revised = [d for d in cut if re.match(r"[^年]{0,60}?修订", noted.group()[d.end :].split("日", 1)[0])]
            pick = revised[-1] if revised else cut[0] if cut else None
            if pick:
                return pick.iso
        for key in ("成文日期", "published", "发布日期", "信息提供日期", "日期", "时间", "发布时间", "date"):
            hint = self.meta.get(key)
            found = days(hint) if hint else []
            if found:
                return found[0].iso
        return self._day_near_title()

    def _day_near_title(self) -> str | None:
        """The day in a line about the document before its body."""
        lines = [r for r in rows(self.text, 0, self.head_end) if is_note(r.text) and "印发" not in r.text]
        for want in ("成文日期", "日期", ""):
            for index, row in enumerate(lines):
                if want in row.text:
                    found = days(row.text) or (days(lines[index + 1].text) if index + 1 < len(lines) else [])
                    if found:
                        return found[0].iso
        return None

    def _number(self) -> tuple[str, Span | None] | None:
        """The document's own number, from its head, else from a note on the page."""
        end = self.head_end
        begin = 0
        for row in rows(self.text, begin, end):
            stop = self.title.start if self.title and row.start < self.title.start < row.end else min(row.end, end)
            if stop - row.start <= 60 or (self.title and row.start >= self.title.start):
                found = number_in(self.text, row.start, stop)
                inside = self.title is not None and found is not None and self._cited(found[1])
                if found and not inside:
                    return found
        order = ORDER.search(self.text[: end + 1])
        if order:
            serial = f"第{order['n']}号" if order["n"] else f"{order['y']}年第{order['m']}号"
            return f"{order['who'].removeprefix(STATE)}令{serial}", None
        if self.title and len(self.text[: self.title.end + 40]) > self.title.end:
            found = number_in(self.text, self.title.end, self.title.end + 40)
            if found and found[1][0] - self.title.end < 4:
                return found
        hint = self.meta.get("doc_number") or self.meta.get("文号") or self.meta.get("发文字号")
        found = number_in(hint, 0, len(hint)) if hint else None
        return (found[0], None) if found else None

    def _cited(self, span: Span) -> bool:
        """Whether a number stands behind book marks, as that of another document."""
        before = self.text[max(0, span[0] - 2) : span[0]]
        return "》" in before

    def _genre(self) -> str | None:
        """The kind of the work: that of what a notice carries; a text without title that reports is a 报告."""
        if self.wrapper:
            return genre_of(self.inner.text if self.inner else self.wrapper)
        if self.title:
            return self.title.genre
        if re.search("(?:情况|工作)(?:报告|汇报)如下[:：。]", self.text[:3000]):
            return "报告"
        m = re.search(r"(?:制定|提出|通知|公告|批复|函复|答复)(?:如下|本)(?P<kind>[一-鿿]{2,4})?", self.text[:3000])
        return genre_of(m["kind"]) if m and m["kind"] else None

    def _period(self, genre: str | None) -> str | None:
        """The year that a report is about: the one in its title; of a report to a congress the year before."""
        if genre != "报告":
            return None
        line = self.title.text if self.title else ""
        opened = re.search("政府工作报告|人民政府工作报告", re.sub(r"\s", "", line))
        year = _YEAR.search(line)
        if opened:
            said = re.search(r"((?:19|20)\d\d)年(?:的)?(?:主要)?工作(?:回顾|总结)", self.text[:6000])
            held = year or _YEAR.search(self.text[self.title.end if self.title else 0 :][:300])
            return said[1] if said else str(int(held[1]) - 1) if held else None
        if year:
            return year[1]
        if self.title and not re.search("年度|年报|情况|总结", line):
            return None
        first = _REPORTED.search(self.text, self.head_end, self.head_end + 300)
        return (first[1] or first[2]) if first else None

    # ------------------------------------------------------------------ what

    def _work(self, signer: Signer | None, place: Place, genre: str | None) -> tuple[str | None, tuple[str, ...]]:
        """The canonical name of the document's work and its other names."""
        if self.title is None and not self.wrapper:
            return self._unnamed(signer, genre), ()
        if self.title is None:
            return self._written_out(normal(self.inner.text if self.inner else str(self.wrapper)), place), ()
        line = normal(self.title.text)
        if self.wrapper:
            name = normal(self.inner.text if self.inner else self.wrapper)
            full = self._written_out(line, place)
            return self._written_out(name, place), tuple(dict.fromkeys(a for a in (full, line) if a != name))
        name = self._written_out(line, place)
        return name, (line,) if line != name else ()

    def _written_out(self, line: str, place: Place) -> str:
        """A title whose first words are a short name (市政府办公厅) with the body in full."""
        found = short_name(line, 0, place)
        return found.name + line[found.end :] if found else line

    def _unnamed(self, signer: Signer | None, genre: str | None) -> str | None:
        """A name for a report that bears no title: who reports, on which year, on what."""
        period = self._period(genre)
        if signer is None or genre != "报告" or period is None:
            return None
        subjects = words("masthead", "subjects")
        subject = max(subjects, key=lambda s: (self.text.count(s), -subjects.index(s)))
        return f"{signer.name}{period}年{subject if subject in self.text else ''}情况报告"

    def _type(self, name: str | None, genre: str | None, signer: Signer | None, place: Place) -> str | None:
        """Law where the registry holds the name as one, a congress passed it, or an order published it; else Policy."""
        if name is None:
            return None
        known = {w.type for w in self.registry.works(name)}
        if len(known) == 1:
            return known.pop()
        kind = (genre_of(name) or genre) or ""
        if kind in words("masthead", "law_genres"):
            return "Law"
        if kind in words("masthead", "rule_genres"):
            head = self.text[: self.head_end + 500]
            letter = self.title is not None and self.title.genre in ("通知", "函", "通报")
            ordered = ORDER.search(head) and not letter
            party = signer is not None and signer.name.startswith("中共中央") and kind != "办法"
            if ordered or party or re.search(r"会议通过|令第?\S{0,6}号", self.text[: self.head_end]):
                return "Law"
        return "Policy"


def normal(line: str) -> str:
    """A title with full-width brackets, curly quotes and no blanks between characters."""
    line = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", line)
    return line.translate(str.maketrans("()", "（）"))


__all__ = ["ADDRESSED", "NUMBER", "Title", "masthead", "read"]
