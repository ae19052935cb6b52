"""The entity of a work by its name as printed: canonical name, kind, keys, what the registry knows of it."""

from __future__ import annotations

import re

from graph.keys import digest, fold_number, fold_title, work_keys
from graph.registry import WorkRow
from loaders import booktitles
from loaders.draft import Draft
from loaders.homemade import RECURRENT, homemade
from loaders.linking import NOT_HELD, Link, Linker
from loaders.numbers import Number
from loaders.orders import order_keys
from loaders.places import Areas, place_of
from loaders.titlebodies import CENTRAL, but_issuer, in_full, names_place, told_by_level
from loaders.worktype import classify, genre, party_regulation

_MARKS = str.maketrans("<>＜＞", "〈〉〈〉")
_DATED = re.compile(r"(\d{4})年(?:\d{1,2}月\d{1,2}日)?[^\d。；\n]{0,8}$")
_RULE = re.compile("程序规定$|(?:法|条例)(?:实施|施行)?(?:办法|细则|规定)$|^中央|党|国务院|最高人民")
_DECREE = re.compile(r"令(?:\d{4}年)?第")


class Works:
    """Adds works to a draft, each once however often and in however many forms it is named."""

    def __init__(self, draft: Draft, linker: Linker, areas: Areas) -> None:
        self.draft, self.text, self.linker, self.areas = draft, draft.text, linker, areas
        self.region = draft.head.region
        self.own: set[str] = set()
        # last characters of a title -> titles with their entities and the issuers said before them
        self.tails: dict[str, list[tuple[str, str, str | None]]] = {}
        self.numbers: dict[str, str] = {}  # number -> the work that was named with it

    def own_work(self) -> None:
        """Add the work that the document is a text of."""
        top = self.draft.head
        if not (top.work_type and top.work_name):
            return
        name = top.work_name.translate(_MARKS)
        number = None if top.shares_number else top.doc_number
        link = self.linker.link(name, day=top.published, number=number, issuer=top.issuer, region=self.region)
        entity = self.draft.entity(
            top.work_type,
            name,
            self.keys(top.work_type, name, link, number, top.issuer, own=True),
            aliases=tuple(a for a in top.work_aliases if a != name),
            resolution="held",
            candidates=link.candidates,
            reason=None,
            properties=properties(top.work_type, name, link, top.doc_number, top.issuer)
            | ({"issued" if top.work_type == "Policy" else "promulgated": top.published} if top.published else {}),
        )
        self.draft.work = entity
        self.own = {fold_title(form) for form in (name, top.title or name, *top.work_aliases)}
        wrapper = booktitles.peel(booktitles.tidy(top.title or ""))
        self.own |= {fold_title(w) for w in wrapper.wrapped} if wrapper and len(wrapper.wrapped) == 1 else set()
        self.own |= {fold_title(booktitles.undraft(name)[0])}  # a draft names itself without its mark

    def work(
        self,
        name: str,
        *,
        number: str | None = None,
        issuer: str | None = None,
        printed: str | None = None,
        within: bool = False,
        attached: bool = False,
        at: int | None = None,
    ) -> str:
        """The entity of a work by the name as printed."""
        entity = self._work(name, number, issuer, printed, within=within, attached=attached, at=at)
        if number and not attached and entity != self.draft.work:
            self.numbers.setdefault(number, entity)
        return entity

    def carried(self, name: str, *, number: str | None = None, at: int | None = None) -> str:
        """The entity of a work by a title without marks; what a notice only carries is the work: 关于印发…的通知."""
        wrapper = booktitles.peel(name)
        if wrapper is None or len(wrapper.wrapped) != 1:
            return self.work(name, number=number, at=at)
        issuer = in_full(wrapper.issuer, self.draft) if wrapper.issuer else None
        return self.work(wrapper.wrapped[0], number=number, issuer=issuer, printed=name, within=True, at=at)

    def edition(self, name: str, number: str | None, year: str | None) -> str:
        """An earlier edition of the own work, which its number or date alone tells apart."""
        name = f"{name}（{number or f'{year}年'}）"
        kind = self.draft.head.work_type or classify(name)
        facts: dict[str, object] = {"doc_number": number, "promulgated" if kind == "Law" else "issued": year}
        known = {key: value for key, value in facts.items() if value}
        return self.add(kind, name, self.keys(kind, name, NOT_HELD, number, None), NOT_HELD, known)

    def _work(
        self,
        name: str,
        number: str | None,
        issuer: str | None,
        printed: str | None,
        *,
        within: bool,
        attached: bool,
        at: int | None,
    ) -> str:
        name, mark = booktitles.undraft(name)
        others = self.is_anothers(number, issuer)
        from_centre = bool(issuer and issuer.startswith(CENTRAL) and self.region not in (None, "全国"))
        if self.draft.work and fold_title(name) in self.own and not (others or from_centre):
            return self.draft.work
        name = in_full(name, self.draft) if told_by_level(name) else name
        titles = [name] if others and not attached and fold_title(name) in self.own else []
        if titles:
            name = self.apart(name, number, issuer, printed)
        known = self.same(name, issuer)
        if known:
            return known
        told = None if attached else number  # the number of a notice tells its several works not apart
        link = self._linked(name, told, issuer, printed)
        if link.row and at is not None and homemade(link.row, name, number, issuer, at, self.draft, self.areas):
            link = NOT_HELD
        lesser = within or (at is not None and self.text[at] != "《" and self.is_lesser(name))
        kind, name = self._called(name, link, number, issuer, within=lesser)
        facts = properties(kind, name, link, number, issuer) | ({"draft": mark} if mark else {})
        keys = self.keys(kind, name, link, told, issuer)
        entity = self.add(kind, booktitles.tidy(name), keys, link, facts)
        if printed and printed != name:
            self.draft.entity(kind, printed, keys)  # one more alias
        for title in map(fold_title, dict.fromkeys((*titles, name))):
            self.tails.setdefault(title[-4:], []).append((title, entity, issuer))
        return entity

    def is_lesser(self, name: str) -> bool:
        """Whether a title without marks is hardly of a rule: it names no place, no law and no high body."""
        routine = name.endswith(("办法", "规定", "细则", "规则")) and _RULE.search(name) is None
        return routine and not names_place(name, self.areas)

    def _linked(self, name: str, number: str | None, issuer: str | None, printed: str | None) -> Link:
        """What the registry knows of a name, else of it as printed: it may have the work with its notice."""
        day = self.draft.head.published
        link = self.linker.link(name, day=day, number=number, issuer=issuer, region=self.region)
        if link is NOT_HELD and printed and printed != name:
            link = self.linker.link(printed, day=day, number=number, region=self.region)
        return link

    def _called(
        self, name: str, link: Link, number: str | None, issuer: str | None, *, within: bool
    ) -> tuple[str, str]:
        """Kind and name of a work: the registry's, else as the name tells; what a notice carries is seldom a law."""
        if link.row:
            return kind_of(link.row), link.row.title
        name = self.linker.canonical(name)
        kind = classify(name, issuer, number)
        return "Policy" if within and kind == "Law" and not _lawlike(name) else kind, name

    def add(self, kind: str, name: str, keys: tuple[str, ...], link: Link, facts: dict[str, object]) -> str:
        """The entity of a work with what its link tells of it."""
        return self.draft.entity(
            kind,
            name,
            keys,
            resolution=link.resolution,
            candidates=link.candidates,
            reason=link.reason,
            properties=facts,
        )

    def keys(
        self,
        kind: str,
        name: str,
        link: Link,
        number: str | None,
        issuer: str | None,
        own: bool = False,
    ) -> tuple[str, ...]:
        """The identity keys of a work."""
        year = (self.draft.head.period or (self.draft.head.published or "")[:4]) or None
        return work_keys(
            kind,
            name,
            doc_number=number,
            issuer=issuer,
            region=self.region,
            registry_key=link.row.key if link.row else None,
            names_place=names_place(name, self.areas),
            year=year if name.endswith(RECURRENT) else None,
            document=digest("text", self.text[:4000]),
        )

    def is_anothers(self, number: str | None, issuer: str | None) -> bool:
        """Whether a work is not the text's own, though it may bear its title: of a body above, or of another number."""
        top, areas = self.draft.head, place_of(self.region).areas
        above = issuer and top.issuer and issuer.startswith(CENTRAL) and not top.issuer.startswith(CENTRAL)
        if issuer and len(areas) > 1 and areas[-1].name not in issuer:
            above = above or issuer.startswith(areas[0].name)
        return bool(above) or bool(
            number and top.doc_number and fold_number(number) not in (None, fold_number(top.doc_number))
        )

    def is_like_own(self, name: str) -> bool:
        """Whether a title is in other words, or in the same, that of the text itself."""
        folded = fold_title(name)
        return any(folded == own or self.linker.same(folded, own) for own in self.own)

    def apart(self, name: str, number: str | None, issuer: str | None, printed: str | None) -> str:
        """A title like the own one, told apart: as the other notice bears it, with its issuer, else with its number."""
        if printed and printed != name:
            return in_full(printed, self.draft)
        return (
            f"{issuer}{name}" if issuer and not name.startswith(issuer) else f"{name}（{number}）" if number else name
        )

    def same(self, name: str, issuer: str | None = None) -> str | None:
        """The work that was named already in nearly the same words, with or without its issuer, or None."""
        folded = fold_title(name)
        if len(folded) < 10:
            return None
        own = self.draft.work, self.draft.head.issuer
        alike = [(form, own[0], own[1]) for form in sorted(self.own) if own[0] and form[-4:] == folded[-4:]]
        for other, entity, other_issuer in [*alike, *self.tails.get(folded[-4:], [])]:
            if issuer and other_issuer and issuer not in other_issuer and other_issuer not in issuer:
                continue
            if self.linker.same(folded, other) or but_issuer(folded, other, issuer):
                return entity
        return None

    def numbered(self, number: Number) -> str:
        """The entity of a work that only its number names here."""
        if number.name in self.numbers:
            return self.numbers[number.name]
        dated = _DATED.search(self.text[max(0, number.start - 24) : number.start])
        link = self.linker.numbered(number.name, dated[1] if dated else None)
        if link.row:
            kind, name = kind_of(link.row), link.row.title
            keys = self.keys(kind, name, link, number.name, None)
        else:
            kind, name = "Law" if _DECREE.search(number.name) else "Policy", number.name
            if fold_number(name):
                keys = self.keys(kind, "", link, number.name, None)
            else:
                keys = order_keys(name, dated[1] if dated else None, self.draft, self.areas)
                # Two years' orders of one number stay two: the year is part of what names them.
                name = keys[0].removeprefix("no:") if "年第" in keys[0] and "@" not in keys[0] else name
        return self.add(kind, name, keys, link, properties(kind, name, link, number.name, None))

    def is_own(self, number: Number) -> bool:
        """Whether a number is the document's own."""
        own = self.draft.head.doc_number
        return bool(own) and number.signed and _ends_alike(fold_title(own or ""), fold_title(number.name))


def kind_of(row: WorkRow) -> str:
    """The kind of a row; regulations of the Party (党政…规定) are laws, in whichever table they stand."""
    return "Law" if row.type == "Policy" and party_regulation(row.title) else row.type


def _ends_alike(a: str, b: str) -> bool:
    """Whether one of two strings ends in the other: 函国办函〔1999〕44号 where the line before has no end."""
    return a.endswith(b) or b.endswith(a)


def _lawlike(name: str) -> bool:
    return name.endswith(("法", "条例", "法典")) and not name.endswith("办法")


def properties(kind: str, name: str, link: Link, number: str | None, issuer: str | None) -> dict[str, object]:
    """What is known of a work, from the registry and from its title."""
    row = link.row
    facts: dict[str, object] = {
        "issuer": (row.issuer if row else "") or issuer,
        "doc_number": (row.doc_number if row else "") or number,
    }
    if kind == "Law":
        if row:
            facts |= {
                "level": row.level,
                "promulgated": row.promulgated,
                "first_effective": row.first_effective,
                "status": row.status,
                "repealed": row.repealed,
                "editions": list(row.editions),
            }
    else:
        facts |= {"genre": genre(name), "issued": row.promulgated if row else None}
        years = re.search(r"(\d{4})年?[—–―－\-~～至]+(\d{4})", name)
        facts |= {"from": int(years[1]), "until": int(years[2])} if years else {}
    return {key: value for key, value in facts.items() if value}
