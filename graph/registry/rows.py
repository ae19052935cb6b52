"""The rows of the registry: facts about the world, each with its source; what is not known is empty."""

from __future__ import annotations

from graph.frozen import record


@record(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A law or a policy document that is known; dates as YYYY-MM-DD, shorter where less is known."""

    key: str
    type: str
    title: str
    short_names: tuple[str, ...] = ()
    level: str = ""
    issuer: str = ""
    doc_number: str = ""
    promulgated: str = ""
    first_effective: str = ""
    effective: str = ""
    editions: tuple[str, ...] = ()
    status: str = ""
    repealed: str = ""
    replaced_by: str = ""
    region: str | None = None
    source: str = ""


@record(frozen=True, slots=True, kw_only=True)
class ProgramRow:
    """An initiative that carries one name for everyone: `scope` is 全国 or the region that knows it."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    scope: str = "全国"
    source: str = ""


@record(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body that bears its name once in the whole country."""

    key: str
    name: str
    short_names: tuple[str, ...] = ()
    kind: str = ""
    level: str = ""
    successor: str = ""
    years: tuple[int | None, int | None] = (None, None)
    source: str = ""

    @property
    def former(self) -> bool:
        """Whether the body exists no more."""
        return self.kind == "former"


@record(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """A usual name of a local department (司法局), what else it is called, and at which levels it stands."""

    name: str
    short_names: tuple[str, ...] = ()
    kind: str = ""
    levels: tuple[str, ...] = ()
    source: str = ""


@record(frozen=True, slots=True, kw_only=True)
class SuperiorRow:
    """Who stands above bodies of a kind, and the article that says so."""

    kind: str
    superior: str
    ground: str
    source: str = ""


@record(frozen=True, slots=True, kw_only=True)
class Division:
    """An administrative division; `short` lacks the 省, 市, 区 or 县, `full_name` runs from the province down."""

    code: str
    name: str
    short: str
    level: str
    parent_code: str
    full_name: str
    in_use: bool = True
    years: tuple[int | None, int | None] = (None, None)
    new_codes: tuple[str, ...] = ()
    source: str = ""
