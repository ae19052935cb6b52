"""Names to works of the registry: exact first, then nearly exact, and nothing where more than one could be meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from graph.keys import fold_law, fold_number, fold_title
from graph.registry import Registry, WorkRow
from loaders.rulebook import read, words

_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+(?=个五年|五)|“[一二三四五六七八九十]+五”")
_EDITION = re.compile(
    r"[（(]\d{4}年?(?:修正|修订|修改)?(?:文本|版|本)?[)）]$|[（(](?:新)?(?:修正|修订|修改)(?:文本|版|本)?[)）]$"
)
_REISSUED = re.compile(r"[（(](\d{4})年?(?:版|本)[)）]$")
_LOCAL = ("地方性法规", "地方政府规章")
_PLACES = re.compile(r".+?(?:省|自治区|市|自治州|州|盟|县|区|旗)")
_ORDER = re.compile(r"令第\d+号$")
_LASTING = re.compile(r"国务院|.*政府")  # those who number their orders through
_KIND = re.compile(r"实施|细则|暂行|试行|补充|解释|修正案|草案|修改|废止")
_ISSUERS = re.compile(
    r"^(?:中共中央办公厅、?国务院办公厅|中共中央、?国务院|中共中央办公厅|国务院办公厅|中共中央|国务院)(?:关于印发)?"
)
LEAST, MARGIN = 88.0, 4.0


@dataclass(frozen=True, slots=True)
class Link:
    """What a name was resolved to: `row` where the registry has it; candidates and a reason where it is not sure."""

    row: WorkRow | None = None
    resolution: str = "named"
    candidates: tuple[str, ...] = ()
    reason: str | None = None


NOT_HELD = Link(reason="not_in_registry")


class Linker:
    """Finds the works of a registry; built once, its index of parts of titles on first need."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._abbreviations: dict[str, str] = read("references")["abbreviations"]["entries"]
        self._noise = words("references", "noise")
        self._near: dict[str, tuple[WorkRow, ...]] = {}

    def link(
        self,
        name: str,
        *,
        day: str | None = None,
        number: str | None = None,
        issuer: str | None = None,
        region: str | None = None,
    ) -> Link:
        """The work that a title names in a document of that day; number and issuer as they stand beside it."""
        rows = self._numbered(name, number) or self._exact(name, issuer, region)
        rows = rows or tuple(r for r in self._nearly(name) if _in_reach(r, region))
        rows = tuple(r for r in rows if _agrees(r, number, day))
        return self._choose(rows, day, region) if rows else NOT_HELD

    def known(self, name: str) -> bool:
        """Whether the registry has a work of this very name or common abbreviation."""
        return bool(self.registry.works(self.canonical(name))) or name in self._abbreviations

    def canonical(self, name: str) -> str:
        """The name written out where it is a common abbreviation: 党章."""
        return self._abbreviations.get(name, name)

    def numbered(self, number: str, year: str | None = None) -> Link:
        """The work of a 文号 that stands without a title; `year` as it stands before the number."""
        rows = tuple(r for r in self.registry.numbered(number) if _of_year(r, number, year))
        if len(rows) == 1:
            return Link(rows[0], "registry")
        return Link(None, "ambiguous", tuple(sorted(r.title for r in rows)), "several") if rows else NOT_HELD

    def _numbered(self, name: str, number: str | None) -> tuple[WorkRow, ...]:
        """The rows of the number, where the title agrees: a misprinted number proves nothing."""
        rows = self.registry.numbered(number) if number else ()
        folded = fold_law(name)
        return tuple(
            r
            for r in rows
            if any(
                fuzz.ratio(folded, form) >= 75 or folded in form or form in folded
                for form in map(fold_law, (r.title, *r.short_names))
            )
        )

    def _exact(self, name: str, issuer: str | None, region: str | None) -> tuple[WorkRow, ...]:
        for form in self._forms(name):
            rows = self.registry.works(form, issuer)
            rows = tuple(r for r in rows if _in_reach(r, region) and (form == name or _reissued_in(r, name)))
            if rows:
                return rows
        return ()

    def _forms(self, name: str) -> Iterable[str]:
        """The name, written out where it is an abbreviation, without its edition, without the issuer in front."""
        yield name
        if name in self._abbreviations:
            yield self._abbreviations[name]
        if (plain := _EDITION.sub("", name)) != name:
            yield plain
        if (m := _ISSUERS.match(name)) and len(name) - m.end() >= 6:
            yield name[m.end() :]

    def _choose(self, rows: Sequence[WorkRow], day: str | None, region: str | None) -> Link:
        """The one row that can be meant: of the region, in being on the day of the document."""
        if len(rows) > 1:
            rows = [r for r in rows if r.region and region and region.startswith(r.region)] or rows
        if len(rows) > 1:
            rows = _on_day(rows, day) or rows
        if len({r.key for r in rows}) == 1:
            return Link(rows[0], "registry")
        return Link(None, "ambiguous", tuple(sorted(r.title for r in rows)), "several")

    # ------------------------------------------------------------ nearly the same words

    def _nearly(self, name: str) -> tuple[WorkRow, ...]:
        if name not in self._near:
            if len(self._near) > 20_000:
                self._near.clear()
            self._near[name] = self._closest(fold_law(name))
        return self._near[name]

    def _closest(self, folded: str) -> tuple[WorkRow, ...]:
        """The one row whose title differs in words that do not tell works apart, and by a clear margin."""
        if len(folded) < 8:
            return ()
        scores: dict[str, tuple[float, WorkRow]] = {}
        for form, row in self._candidates(folded):
            score = fuzz.ratio(folded, form)
            if score >= LEAST - MARGIN and score > scores.get(row.key, (0.0, row))[0]:
                scores[row.key] = (score, row)
        ranked = sorted(scores.values(), key=lambda pair: (-pair[0], pair[1].key))
        if not ranked or ranked[0][0] < LEAST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return ()
        row = ranked[0][1]
        return (row,) if any(self.same(folded, form) for form in map(fold_law, (row.title, *row.short_names))) else ()

    def same(self, a: str, b: str) -> bool:
        """Whether two folded titles differ only in words that tell no works apart; numbers and kinds must agree."""
        if sorted(_DIGITS.findall(a)) != sorted(_DIGITS.findall(b)) or sorted(_KIND.findall(a)) != sorted(
            _KIND.findall(b)
        ):
            return False
        return all(_is_noise(part, self._noise) for part in _differences(a, b))

    def _candidates(self, folded: str) -> Iterable[tuple[str, WorkRow]]:
        """The titles that share the rarest pairs of characters with a folded one."""
        grams = sorted(
            {folded[i : i + 2] for i in range(len(folded) - 1)}, key=lambda g: (len(self._pairs.get(g, ())), g)
        )
        seen: set[int] = set()
        for gram in [g for g in grams if g in self._pairs][:4]:
            seen.update(self._pairs[gram])
        return [self._titles[i] for i in sorted(seen)]

    @cached_property
    def _titles(self) -> Sequence[tuple[str, WorkRow]]:
        return [(fold_law(form), row) for row in self.registry.all_works for form in (row.title, *row.short_names)]

    @cached_property
    def _pairs(self) -> dict[str, list[int]]:
        pairs: dict[str, list[int]] = defaultdict(list)
        for index, (title, _) in enumerate(self._titles):
            for gram in {title[i : i + 2] for i in range(len(title) - 1)}:
                pairs[gram].append(index)
        return pairs


def _differences(a: str, b: str) -> list[str]:
    """The runs of characters that one of two strings has and the other has not."""
    changes = [code for code in Indel.opcodes(a, b) if code.tag != "equal"]
    return [a[c.src_start : c.src_end] or b[c.dest_start : c.dest_end] for c in changes]


def _is_noise(part: str, noise: Iterable[str]) -> bool:
    while part:
        lead = next((w for w in sorted(noise, key=len, reverse=True) if part.startswith(w)), None)
        if lead is None:
            return False
        part = part[len(lead) :]
    return True


def _in_reach(row: WorkRow, region: str | None) -> bool:
    """Whether a document of the region can mean a row: rules of another province are not meant without its name.

    关于修改部分地方性法规的决定 names no place: of many congresses' decisions of that name, one whose is not known.
    """
    if not row.region:
        return row.level not in _LOCAL or not row.title.startswith("关于")
    if row.region == "中央":
        return True
    if not region or region == "全国":
        return not row.title.startswith("关于") or any(place[:2] in row.title for place in _PLACES.findall(row.region))
    province = row.region[:2]
    return province in fold_title(row.title)[:6] or region.startswith(row.region) or row.region.startswith(region)


def _reissued_in(row: WorkRow, name: str) -> bool:
    """Whether a row can be the issue of the year that a name tells: 分类管理名录（2021年版） is not the list of 2015.

    A law that is amended stays one work (…法（2021年修订））, a list that is issued anew does not.
    """
    m = _REISSUED.search(name)
    return m is None or any(day.startswith(m[1]) for day in (row.promulgated, row.effective, *row.editions))


def _of_year(row: WorkRow, number: str, year: str | None) -> bool:
    """Whether a row can have a number: ministries count their orders anew, 农业部令第6号 is of 2001 or of 2007."""
    if not _ORDER.search(number):
        return True
    if year:
        return row.promulgated.startswith(year)
    return bool(_LASTING.match(number))


def _agrees(row: WorkRow, number: str | None, day: str | None) -> bool:
    """Whether a policy can bear the number and be known on the day: 国务院工作规则 was issued anew again and again.

    A law keeps its title through its editions, each of which has another number.
    """
    if row.type == "Law":
        return True
    folded = fold_number(number) if number else None
    if folded and fold_number(row.doc_number) and folded != fold_number(row.doc_number):
        return False
    return not (day and row.promulgated and row.promulgated[: len(day)] > day)


def _on_day(rows: Sequence[WorkRow], day: str | None) -> list[WorkRow]:
    """The latest of the rows made and not yet repealed on a day; those in force where the day is not known."""
    if day is None:
        return [r for r in rows if r.status == "in_force"]
    made = [r for r in rows if (not r.promulgated or r.promulgated <= day) and not (r.repealed and r.repealed < day)]
    latest = max((r.promulgated for r in made), default="")
    return [r for r in made if r.promulgated == latest]
