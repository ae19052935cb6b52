"""Short names that a text gives to a work it has named before: 以下简称《纲要》, later 《纲要》; 该条例."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.worktype import head

_DEFINITION = re.compile(
    r"[（(][^（()）。；\n]{0,40}?(?:以下|下文|下)?(?:统|合|均)?(?:简称|称)(?:为)?\s*[：:]?\s*"
    r"(?P<mark>[“\"《‘]?)(?P<name>[^“”\"《》‘’（()），,。；;\n]{1,20})[”\"》’]?[^（()）。；\n]{0,20}[)）]"
)
_PRONOUN = re.compile(
    r"(?P<which>本|该|上述|前述)(?P<head>法典|法|条例|规定|办法|细则|规则|决定|意见|通知|方案|规划|纲要|章程|措施|要点)"
    r"(?![律规庭院人官治学制定案理处见划])"
)
_GENERIC = re.compile(r"^(?:总体|实施|管理|暂行|试行|指导|若干|工作|行动|任务|分工|补充|通用|试点|具体)*(?P<head>.+)$")
LONGEST = 8


@dataclass(frozen=True, slots=True)
class Definition:
    """以下简称“…”: where it stands, the name it gives, and whether the name stands in 《》."""

    start: int
    end: int
    name: str
    name_start: int
    marked: bool


def definitions(text: str) -> Iterator[Definition]:
    """The short names that a text defines in brackets, in order."""
    for m in _DEFINITION.finditer(text):
        yield Definition(m.start(), m.end(), m["name"].strip(), m.start("name"), m["mark"] == "《")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """该条例, 本规划: where it stands, which word points and what at."""

    start: int
    end: int
    which: str
    head: str


def pronouns(text: str) -> Iterator[Pronoun]:
    """The words that point at a work named before, or at the text itself."""
    for m in _PRONOUN.finditer(text):
        yield Pronoun(m.start(), m.end(), m["which"], m["head"])


def generic(name: str) -> bool:
    """Whether a title is but a kind of document: 决定, 实施方案."""
    m = _GENERIC.match(name)
    return m is not None and head(m["head"]) == m["head"]


def abbreviates(short: str, name: str) -> bool:
    """Whether a short title can stand for a longer one: its characters in order, the same last word."""
    if len(short) >= len(name) or short[-2:] != name[-2:]:
        return False
    rest = iter(name)
    return all(char in rest for char in short)
