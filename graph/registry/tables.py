"""Rows out of the tables of this folder and of a user's folder with the same table names."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from graph.errors import DataError
from graph.keys import agency_key, digest, fold_number, fold_title, law_key, policy_key, program_key
from graph.registry.rows import BodyRow, DepartmentRow, Division, ProgramRow, SuperiorRow, WorkRow

HERE = Path(__file__).parent
WORK_TYPES = ("Law", "Policy")
AS_PRINTED = (
    *("type", "title", "level", "issuer", "source"),
    *("promulgated", "first_effective", "effective", "status", "repealed", "replaced_by"),
)
Row = dict[str, str]


class Tables:
    """The tables by name: the project's rows first, then those of the overlay."""

    def __init__(self, overlay: Path | None = None) -> None:
        self.folders = [HERE, *([overlay] if overlay else [])]
        if overlay is not None and not overlay.is_dir():
            raise DataError(f"{overlay}: no such folder; name a folder with tables such as works.csv or divisions.csv")

    def fingerprint(self) -> str:
        """A hash of every table, the project's and the overlay's."""
        paths = [path for folder in self.folders for path in sorted(folder.glob("*.csv"))]
        return digest(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths))

    def rows(self, name: str, required: tuple[str, ...]) -> Iterator[tuple[Row, str]]:
        """Each row of a table with the place it stands, for messages."""
        for folder in self.folders:
            path = folder / f"{name}.csv"
            if path.exists():
                yield from read(path, required)


def read(path: Path, required: tuple[str, ...]) -> Iterator[tuple[Row, str]]:
    """The rows of one table; DataError where a column or a value is lacking."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{path}: cannot be read as UTF-8 ({fault}); save the table as UTF-8 CSV") from fault
    table, rows = csv.reader(io.StringIO(text, newline="")), []
    number = 0
    try:
        for cells in table:
            number = table.line_num
            rows.append((cells, number))
    except csv.Error as fault:
        raise DataError(f"{path}:{number + 1}: {fault}; is a quote opened there and not closed?") from fault
    header = rows[0][0] if rows else []
    lacking = [name for name in required if name not in header]
    if lacking:
        raise DataError(f"{path}: column {lacking[0]} is missing; the first line must name {', '.join(required)}")
    for cells, number in rows[1:]:
        if not cells:
            continue
        place = f"{path}:{number}"
        if len(cells) != len(header):
            raise DataError(f"{place}: the row has not as many cells as the first line; quote cells with commas")
        row = dict(zip(header, cells, strict=True))
        if empty := [name for name in required if not row[name]]:
            raise DataError(f"{place}: {empty[0]} is empty; fill it in or remove the row")
        yield row, place


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell with ; between them."""
    return tuple(part for part in cell.split(";") if part) if cell else ()


def works(tables: Tables) -> list[WorkRow]:
    """Laws, then policies."""
    found = []
    for name in ("works", "policies"):
        for row, place in tables.rows(name, ("type", "title", "source")):
            if row["type"] not in WORK_TYPES:
                raise DataError(f"{place}: type is {row['type']}; write Law or Policy")
            found.append(_work(row))
    return found


def _work(row: Row) -> WorkRow:
    number = row.get("doc_number", "")
    return WorkRow(
        key=work_key(row["type"], row["title"], row.get("issuer", "")),
        short_names=several(row.get("short_names", "")),
        editions=several(row.get("editions", "")),
        doc_number=number and (fold_number(number) or number),
        region=row.get("region") or None,
        **{name: row.get(name, "") for name in AS_PRINTED},
    )


def work_key(type: str, title: str, issuer: str) -> str:
    """The key of a work that the registry holds: a law by title, a policy by its first issuer and title."""
    if type == "Law":
        return law_key(title)
    owner = fold_title((several(issuer) or ("",))[0])
    bare = fold_title(title)
    return policy_key(bare.removeprefix(owner) or bare, owner or None)


def programs(tables: Tables) -> list[ProgramRow]:
    """Initiatives known by one name."""
    return [
        ProgramRow(
            key=program_key(row["name"], row["scope"]),
            name=row["name"],
            kind=row["kind"],
            scope=row["scope"],
            aliases=several(row.get("aliases", "")),
            source=row["source"],
        )
        for row, _ in tables.rows("programs", ("name", "kind", "scope", "source"))
    ]


def bodies(tables: Tables) -> list[BodyRow]:
    """Bodies that bear their name once in the country."""
    return [
        BodyRow(
            key=agency_key(row["name"]),
            name=row["name"],
            short_names=several(row.get("short_names", "")),
            kind=row["kind"],
            level=row["level"],
            successor=row.get("successor", ""),
            years=(_year(row.get("from", "")), _year(row.get("until", ""))),
            source=row["source"],
        )
        for table in ("bodies", "ministries", "institutions")
        for row, _ in tables.rows(table, ("name", "kind", "level", "source"))
    ]


def departments(tables: Tables) -> list[DepartmentRow]:
    """Usual names of local departments."""
    return [
        DepartmentRow(
            name=row["name"],
            short_names=several(row.get("short_names", "")),
            kind=row["kind"],
            levels=several(row.get("levels", "")),
            source=row["source"],
        )
        for row, _ in tables.rows("departments", ("name", "kind", "source"))
    ]


def superiors(tables: Tables) -> list[SuperiorRow]:
    """Who stands above whom, by kind of body."""
    return [
        SuperiorRow(kind=row["kind"], superior=row["superior"], ground=row["ground"], source=row["source"])
        for row, _ in tables.rows("superiors", ("kind", "superior", "ground", "source"))
    ]


def divisions(tables: Tables) -> list[Division]:
    """Administrative divisions with their full names; a code may occur twice, in use and historical."""
    rows = [row for row, _ in tables.rows("divisions", ("code", "name", "level", "source"))]
    above = {row["code"]: row for row in sorted(rows, key=lambda r: r.get("in_use", "1") == "1")}
    return [_division(row, above) for row in rows]


def _division(row: Row, above: dict[str, Row]) -> Division:
    names, at = [row["name"]], above.get(row.get("parent_code", ""))
    while at is not None and at["level"] != "country" and len(names) < 5:
        names.append(at["name"])
        at = above.get(at.get("parent_code", ""))
    return Division(
        code=row["code"],
        name=row["name"],
        short=row.get("short") or row["name"],
        level=row["level"],
        parent_code=row.get("parent_code", ""),
        full_name="".join(reversed(names)),
        in_use=row.get("in_use", "1") == "1",
        years=(_year(row.get("from_year", "")), _year(row.get("to_year", ""))),
        new_codes=several(row.get("new_codes", "")),
        source=row["source"],
    )


def _year(cell: str) -> int | None:
    return int(cell[:4]) if cell[:4].isdigit() else None
