"""Look-up in the registry: by title, number, name, code; nothing is parsed before it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from graph.keys import carried, fold_law, fold_number, fold_title, work_keys
from graph.registry import tables
from graph.registry.rows import BodyRow, DepartmentRow, Division, ProgramRow, SuperiorRow, WorkRow

R = TypeVar("R")


class Registry:
    """What is known of the world: works, programs, bodies, departments, divisions, superiors."""

    def __init__(self, overlay: Path | None = None) -> None:
        self._tables = tables.Tables(overlay)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the tables: two registries with the same one say the same."""
        return self._tables.fingerprint()

    # ------------------------------------------------------------ works

    @cached_property
    def all_works(self) -> Sequence[WorkRow]:
        """Every law and policy of the tables, of one key only the last row: the user's stands over the project's."""
        return tuple({row.key: row for row in tables.works(self._tables)}.values())

    def works(self, title: str, issuer: str | None = None) -> tuple[WorkRow, ...]:
        """The works of this title or short name, exact but for folding; several where it is ambiguous.

        With an issuer, titles that lack it are tried with it too: 关于加强法治政府建设的意见 of 国务院.
        """
        found = self._by_title.get(fold_law(title), ())
        wrapper = None if found else carried(title)
        if wrapper:
            found = self._by_title.get(fold_law(wrapper[1]), ())
        if not found and issuer:
            found = self._by_title.get(fold_title(issuer) + fold_law(title), ())
        return found

    def numbered(self, doc_number: str) -> tuple[WorkRow, ...]:
        """The works of this 文号."""
        return self._by_number.get(fold_number(doc_number) or doc_number, ())

    def work(self, key: str) -> WorkRow | None:
        """The work of this key."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, WorkRow]:
        return {row.key: row for row in self.all_works}

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[WorkRow, ...]]:
        """Full titles win over short names: 监督法 as a title of its own hides the short name."""
        full = index(self.all_works, lambda row: [fold_law(row.title)])
        return index(self.all_works, lambda row: map(fold_law, row.short_names)) | full

    def replaced(self, row: WorkRow) -> WorkRow | None:
        """The work that the registry says has replaced this one, where it holds just one of that title."""
        found = [w for w in self.works(row.replaced_by) if w.key != row.key] if row.replaced_by else []
        return found[0] if len(found) == 1 else None

    def keyed(self, key: str) -> tuple[WorkRow, ...]:
        """The works that bear this identity key, be it the row's own or one of its title or number."""
        return self._by_any_key.get(key, ())

    @cached_property
    def _by_any_key(self) -> Mapping[str, tuple[WorkRow, ...]]:
        return index(self.all_works, row_keys)

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[WorkRow, ...]]:
        return index(self.all_works, lambda row: [row.doc_number] if row.doc_number else [])

    # ------------------------------------------------------------ programs

    @cached_property
    def programs(self) -> Sequence[ProgramRow]:
        """Every program of the tables."""
        return tuple({row.key: row for row in tables.programs(self._tables)}.values())

    def program(self, name: str) -> ProgramRow | None:
        """The program of this name, quoted or not, with or without its kind: “放管服”改革, 放管服."""
        return next(iter(self._by_program.get(fold_title(name), ())), None)

    @cached_property
    def _by_program(self) -> Mapping[str, tuple[ProgramRow, ...]]:
        return index(self.programs, lambda row: map(fold_title, (row.name, *row.aliases)))

    # ------------------------------------------------------------ bodies

    @cached_property
    def bodies(self) -> Sequence[BodyRow]:
        """Every body that bears its name once in the country."""
        return tuple({row.key: row for row in tables.bodies(self._tables)}.values())

    @cached_property
    def departments(self) -> Sequence[DepartmentRow]:
        """Usual names of local departments."""
        return tuple(tables.departments(self._tables))

    def department(self, name: str) -> DepartmentRow | None:
        """The local department of this usual name or short name, without its place."""
        return next(iter(self._by_department.get(name, ())), None)

    @cached_property
    def _by_department(self) -> Mapping[str, tuple[DepartmentRow, ...]]:
        return index(self.departments, lambda row: (row.name, *row.short_names))

    @cached_property
    def superiors(self) -> Sequence[SuperiorRow]:
        """Who stands above bodies of a kind."""
        return tuple(tables.superiors(self._tables))

    def body(self, name: str) -> tuple[BodyRow, ...]:
        """The bodies of this name or short name: those of the full name where there are any."""
        return self._by_body.get(fold_title(name), ())

    @cached_property
    def _by_body(self) -> Mapping[str, tuple[BodyRow, ...]]:
        full = index(self.bodies, lambda row: [fold_title(row.name)])
        return index(self.bodies, lambda row: map(fold_title, row.short_names)) | full

    # ------------------------------------------------------------ divisions

    @cached_property
    def all_divisions(self) -> Sequence[Division]:
        """Every division, in use and historical."""
        return tuple(tables.divisions(self._tables))

    def division_by_code(self, code: str) -> Division | None:
        """The division of this code: the one in use, else the historical one."""
        return next(iter(self._by_code.get(code, ())), None)

    def divisions(self, name: str) -> tuple[Division, ...]:
        """The divisions of this name, full or short (海珠, 海珠区, 广东省广州市海珠区): in use first, higher first."""
        return self._by_division.get(name, ())

    def above(self, division: Division) -> Division | None:
        """The division that this one lies in, or None for a province."""
        parent = self.division_by_code(division.parent_code)
        return None if parent is None or parent.level == "country" else parent

    @cached_property
    def _ordered(self) -> Sequence[Division]:
        levels = {"country": 0, "province": 1, "city": 2, "county": 3}
        return sorted(self.all_divisions, key=lambda d: (not d.in_use, levels.get(d.level, 4), d.code))

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Division, ...]]:
        return index(self._ordered, lambda row: [row.code])

    @cached_property
    def _by_division(self) -> Mapping[str, tuple[Division, ...]]:
        return index(self._ordered, lambda row: (row.name, row.short, row.full_name))


def index(rows: Iterable[R], keys: Callable[[R], Iterable[str]]) -> dict[str, tuple[R, ...]]:
    """The rows by each of their keys, in order."""
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            found[key].append(row)
    return {key: tuple(group) for key, group in found.items()}


def row_keys(row: WorkRow) -> tuple[str, ...]:
    """Every identity key of a work of the registry, its own first.

    A number that no held source confirms is no proof of identity.
    """
    number = None if "not confirmed" in row.source else row.doc_number
    names_place = row.region is not None or fold_title(row.title).startswith(("中华人民共和国", "国务院", "中共中央"))
    owner = row.issuer if row.type == "Policy" else None
    keys = work_keys(row.type, row.title, doc_number=number, issuer=owner, names_place=names_place)
    return tuple(dict.fromkeys((row.key, *(k for k in keys if not k.endswith("@")))))


@lru_cache(maxsize=8)
def load(overlay: Path | None = None) -> Registry:
    """The registry, with the user's tables over the project's where a folder is given; built once for each folder."""
    return Registry(overlay)
