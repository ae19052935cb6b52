"""Departments by their field (市司法局, 市发展改革委), and the associations that every place has (市总工会)."""

from __future__ import annotations

import functools
import re

from loaders.officenames import HAN, Office, not_after
from loaders.rulebook import choice, read, words

_HEADS = {"委": "委员会", "办": "办公室"}


def department(text: str, at: int, _level: str) -> Office | None:
    """市司法局, 市发展改革委, 市住房城乡建设局."""
    m = _department_name().match(text, at)
    if not m:
        return None
    if m["head"] == "办" and m["core"] in ("建设", "规划", "农业", "文化", "教育", "体育"):
        return None
    kind = "Party committee" if (m["tail"] or "").startswith(("党", "机关党")) else "department"
    return Office(m.end(), "{}" + m.group(), kind, "{}" + _official(m))


def field(text: str, at: int, level: str) -> Office | None:
    """区司法部门 is the district's 司法局: one office of that field, named by it."""
    m = _field_name().match(text, at)
    if not m or m["core"] == "政务" or level not in ("county", "city"):
        return None
    name = "{}" + _forms()[m["core"]] + "局"
    return Office(m.end(), name, "department", name)


def association(text: str, at: int, _level: str) -> Office | None:
    """市总工会, 市妇联, 市律师协会."""
    m = _association_name().match(text, at)
    return Office(m.end(), "{}" + m.group(), "association", "{}" + m.group()) if m else None


def long_name(name: str) -> str:
    """An office's name with the long form of its last word: 国资委 is 国有资产监督管理委员会."""
    m = _department_name().fullmatch(name)
    return _official(m) if m else name


def _official(m: re.Match[str]) -> str:
    core = _forms().get(m["core"], m["core"])
    return core + _HEADS.get(m["head"], m["head"]) + (m["tail"] or "")


@functools.cache
def first_characters() -> frozenset[str]:
    """The characters that names of departments' fields begin with."""
    return frozenset(form[0] for form in _forms())


@functools.cache
def _forms() -> dict[str, str]:
    """Each name of a department's field with the long one: 发改 is 发展和改革."""
    return {form: group[0] for group in read("agencies")["departments"]["entries"] for form in group}


@functools.cache
def _department_name() -> re.Pattern[str]:
    core = choice(_forms())
    heads = "|".join([*(h for h in ("委员会", "办公室")), *(h + not_after(h) for h in ("局", "厅", "委", "办", "署"))])
    tail = rf"党组|机关党委|党委|交(?:通)?警(?:察)?(?:总|支|大)队|[{HAN}]{{1,4}}分局"
    return re.compile(rf"(?P<core>{core}(?:[和与]?{core}){{0,3}})(?P<head>{heads})(?P<tail>{tail})?")


@functools.cache
def _field_name() -> re.Pattern[str]:
    return re.compile(rf"(?P<core>{choice(_forms())})部门")


@functools.cache
def _association_name() -> re.Pattern[str]:
    return re.compile(choice(words("agencies", "associations")))
