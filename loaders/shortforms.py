"""Short names that a text gives to a work it has named before: 以下简称《纲要》, later 《纲要》; 该条例."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.scanning import near, scan, standing
from loaders.worktype import head

_DEFINITION = re.compile(
    r"[（(][^（()）。；\n]{0,40}?(?:以下|下文|下)?(?:统|合|均)?(?:简称|称)(?:为)?\s*[：:]?\s*"
    r"(?P<mark>[“\"《‘]?)(?P<name>[^“”\"《》‘’（()），,。；;\n]{1,20})[”\"》’]?[^（()）。；\n]{0,20}[)）]"
)
_PRONOUN = re.compile(
    r"(?P<which>本|该|上述|前述)(?P<head>法典|法|条例|规定|办法|细则|规则|决定|意见|通知|方案|规划|纲要|章程|措施|要点)"
    r"(?![律规庭院人官治学制定案理处见划])"
)
_PRONOUN_FIRST = re.compile("[本该上前]")
# 落实省定指标体系中有关投入的要求: the kind of a work named before, behind a verb, by a kind that texts seldom are of.
_KIND = re.compile(
    r"(?:落实|贯彻|执行|对照|按照|根据|依据|依照|实现)(?P<name>(?:[国省市区县]定|该|上述)?[\u4e00-\u9fff]{0,10}?"
    r"(?:指标体系|规划纲要|实施纲要|行动纲要|负面清单|责任清单|考核办法|建设标准|行动计划))"
    r"(?=中|要求|规定|明确|确定|提出|[，。；、])"
)
_KINDS = (
    *("指标体系", "规划纲要", "实施纲要", "行动纲要", "负面清单", "责任清单"),
    *("考核办法", "建设标准", "行动计划"),
)
_POINTER = re.compile("^(?:[国省市区县]定|该|上述)")
_GENERIC = re.compile(
    r"^(?:总体|实施|管理|暂行|试行|指导|若干|工作|行动|任务|分工|补充|通用|试点|具体|应急|专项)*(?P<head>.+)$"
)
LONGEST = 8
# 省委“十五五”规划《建议》: a five-year plan, or what the Party proposes for it, by its short name.
COMMITTEE = r"(?:(?:中共[\u4e00-\u9fff]{2,8}?|自治区党|[省市县区州])委(?:员会)?(?:关于)?|党?中央|国家|全国)?"
PLAN = r"“[一二三四五六七八九十]{1,3}五”规划的?"
_FIVE_YEAR = re.compile(r"“(?P<nth>[一二三四五六七八九十]{1,3})五”规划(?:的?(?P<kind>建议|纲要))?")


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
    for m in near(_DEFINITION, standing(text, "称"), text, reach=48, ahead=72):
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
    for m in scan(_PRONOUN, _PRONOUN_FIRST, text):
        yield Pronoun(m.start(), m.end(), m["which"], m["head"])


def kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """The places where a verb governs a work by its kind alone, each with the words that its title must end in."""
    for m in near(_KIND, standing(text, *_KINDS), text, reach=20):
        yield m.start("name"), m.end("name"), _POINTER.sub("", m["name"])


def generic(name: str) -> bool:
    """Whether a title is but a kind of document: 决定, 实施方案."""
    m = _GENERIC.match(name)
    return m is not None and head(m["head"]) == m["head"]


def five_year_plan(short: str, name: str) -> bool:
    """Whether “十五五”规划建议 can stand for a full title: 关于制定云江市…第十五个五年规划的建议."""
    m = _FIVE_YEAR.search(short)
    if m is None or short.startswith(("国家", "全国", "中央")):
        return False
    return f"第{m['nth']}个五年规划" in name and re.sub("[（(].*$", "", name).endswith(m["kind"] or "纲要")


def abbreviates(short: str, name: str) -> bool:
    """Whether a short title can stand for a longer one: its characters in order, the same last word."""
    if len(short) >= len(name) or short[-2:] != name[-2:]:
        return False
    rest = iter(name)
    return all(char in rest for char in short)
