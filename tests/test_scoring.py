"""The scorer held against itself: an echo of the gold is perfect, and each fault shows in its own row and no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DataError
from graph.records import Entity, Line, Relation, Section, Work
from loaders import gold, scoring
from loaders.gold import overlap, quantity, same_leaf
from tests import making

OWN = "云江市2022年政务公开工作报告"
LAW = "中华人民共和国政府信息公开条例"
GOLD: dict[str, Any] = {
    "file": "report.txt",
    "work": {"type": "Policy", "name": OWN, "accept": ["2022年政务公开工作报告"], "issuer": "云江市人民政府",
             "doc_number": None, "published": "2023-02-18", "period": "2022", "region": making.REGION},
    "instruments": [{"type": "Law", "name": LAW, "accept": ["政府信息公开条例"]},
                    {"type": "Policy", "name": "云江市公开要点"}],
    "agencies": [{"name": "云江市人民政府", "accept": ["云江市政府"]}, {"name": "云江市档案局", "optional": True}],
    "programs": [{"name": "“数字政府”改革"}, {"name": "“阳光窗口”"}],
    "measures": [{"id": "m1", "path": "一", "name": "加强保障", "status": "done"},
                 {"id": "m2", "path": "二", "name": "加强保障", "status": "planned"}],
    "problems": [{"id": "p1", "path": "三", "name": "答复不够及时，力量薄弱"}],
    "figures": [{"id": "f1", "in": "m1", "indicator": "公开信息", "value": 12000, "value_to": None, "unit": "条",
                 "role": "reported"},
                {"id": "f2", "in": "m2", "indicator": "培训", "value": 3, "value_to": 5, "unit": "次",
                 "role": "target"}],
    "relations": [
        {"type": "ISSUED", "from": "云江市人民政府", "to": "WORK", "quote": OWN},
        {"type": "CITES", "from": "m1", "to": LAW, "quote": "学习《政府信息公开条例》"},
        {"type": "IMPLEMENTS", "from": "m1", "to": "“数字政府”改革", "quote": "推进“数字政府”改革",
         "mode": "carries_out"},
        {"type": "IMPLEMENTS", "from": "m2", "to": "“阳光窗口”", "quote": "打造“阳光窗口”", "mode": "creates"},
        {"type": "IMPLEMENTS", "from": "WORK", "to": "云江市公开要点", "quote": "落实《云江市公开要点》"},
        {"type": "CARRIES_OUT", "from": "云江市人民政府", "to": "m1", "quote": "市政府"},
    ],
}  # fmt: skip


def section(id: str, path: str) -> Section:
    return Section(id=id, path=path, level=1, heading="", role="done", start=0, end=9, parent=None)


def leaf(id: str, kind: str, name: str, place: str, status: str | None = None) -> Entity:
    return Entity(id=id, type=kind, name=name, properties={"section": place, "status": status})


def figure(id: str, indicator: str, role: str, **values: Any) -> Entity:
    return Entity(id=id, type="Figure", name=indicator, properties={"indicator": indicator, "role": role, **values})


def said(kind: str, source: str, target: str, quote: str, **values: Any) -> Relation:
    return replace(making.relation(kind, source, target, **values), quote=quote)


def echo() -> Line:
    """The line that says what the gold says, in other accepted words."""
    own, law, points = making.work("w", OWN), making.law("l", "政府信息公开条例"), making.work("c", "云江市公开要点")
    entities = [
        own, law, points, making.agency("a", "云江市政府"),
        making.program("n", "数字政府改革"), making.program("s", "阳光窗口"),
        leaf("x", "Measure", "加强保障", "s2", "planned"), leaf("y", "Measure", "加强保障", "s1", "ongoing"),
        leaf("z", "Problem", "答复不够及时", "s3"),
        figure("g", "全年公开信息", "reported", value=1.2, unit="万条"),
        figure("h", "培训", "target", value=3, value_to=5, unit="次"),
    ]  # fmt: skip
    relations = [
        said("ISSUED", "a", "w", OWN),
        said("CITES", "y", "l", "学习《政府信息公开条例》"),
        said("IMPLEMENTS", "y", "n", "推进“数字政府”改革", mode="carries_out"),
        said("IMPLEMENTS", "x", "s", "打造“阳光窗口”", mode="creates"),
        said("IMPLEMENTS", "w", "c", "落实《云江市公开要点》", mode="carries_out"),
        said("CITES", "w", "c", "落实《云江市公开要点》"),
        said("CARRIES_OUT", "a", "y", "市政府"),
        said("HAS_FIGURE", "y", "g", "公开信息1.2万条"),
        said("HAS_FIGURE", "x", "h", "培训3至5次"),
    ]
    line = making.line("report.txt", entities, relations, own=own)
    return replace(line, sections=(section("s1", "一"), section("s2", "二"), section("s3", "三")))


def fallen(line: Line, told: dict[str, Any] = GOLD) -> dict[str, str]:
    """The rows that are not perfect, and which side falls."""
    found = {}
    for kind, count in scoring.score([line], [told]).items():
        sides = ("precision" * (count.right < count.found), "recall" * (count.right < count.gold))
        if any(sides) and kind != scoring.ALL:
            found[kind] = " ".join(filter(None, sides))
    return found


def entity(line: Line, id: str, **values: Any) -> Line:
    """The line with another entity of this id."""
    return replace(line, entities=tuple(replace(e, **values) if e.id == id else e for e in line.entities))


def properties(line: Line, id: str, **values: Any) -> Line:
    old = next(e for e in line.entities if e.id == id)
    return entity(line, id, properties={**old.properties, **values})


def more(line: Line, *things: Entity | Relation) -> Line:
    entities = [t for t in things if isinstance(t, Entity)]
    relations = [t for t in things if isinstance(t, Relation)]
    return replace(line, entities=(*line.entities, *entities), relations=(*line.relations, *relations))


def without(line: Line, kind: str, target: str) -> Line:
    return replace(line, relations=tuple(r for r in line.relations if (r.type, r.target) != (kind, target)))


def document(line: Line, **values: Any) -> Line:
    return replace(line, document=replace(line.document, **values))


def test_an_echo_of_the_gold_is_perfect() -> None:
    counts = scoring.score([echo()], [GOLD])
    assert fallen(echo()) == {}
    assert counts["HAS_FIGURE"] == scoring.Count(2, 2, 2)
    assert counts[scoring.ON_PROGRAMS] == scoring.Count(2, 2, 2)
    assert counts[scoring.DRIVERS] == scoring.Count(1, 1, 1)
    assert counts[scoring.ALL] == scoring.Count(6, 6, 6)
    assert counts["IMPLEMENTS"].f1 == 1.0


def test_a_document_without_line_is_missed_whole() -> None:
    counts = scoring.score([], [GOLD])
    assert all(c.right == c.found == 0 for c in counts.values())
    assert {"Instrument", "Measure", "HAS_FIGURE", "IMPLEMENTS", "issuer"} <= counts.keys()


FAULTS: list[tuple[str, Callable[[Line], Line], dict[str, str]]] = [
    ("another title", lambda x: document(x, work=Work(type="Policy", name="另一文件")),
     {"work name": "precision recall"}),
    ("another issuer", lambda x: document(x, issuer="某局"), {"issuer": "precision recall"}),
    ("a number that is not there", lambda x: document(x, doc_number="云府〔2021〕3号"), {"doc_number": "precision"}),
    ("no day", lambda x: document(x, published=None), {"published": "recall"}),
    ("one more law", lambda x: more(x, making.law("q", "某条例")), {"Instrument": "precision"}),
    ("one law under two names", lambda x: more(x, making.law("q", LAW)), {"Instrument": "precision"}),
    ("a policy for a law", lambda x: entity(x, "l", type="Policy"), {"Law or Policy": "precision recall"}),
    ("one more program", lambda x: more(x, making.program("q", "某行动")), {"Program": "precision"}),
    ("a status", lambda x: properties(x, "x", status="done"), {"Measure status": "precision recall"}),
    ("one more measure", lambda x: more(x, leaf("q", "Measure", "别的事项", "s1")), {"Measure": "precision"}),
    ("an indicator", lambda x: properties(x, "h", indicator="就业人数"), {"Figure indicator": "precision recall"}),
    ("a role", lambda x: properties(x, "h", role="comparison"), {"Figure role": "precision recall"}),
    ("a mode", lambda x: replace(x, relations=tuple(replace(r, mode="creates") if r.mode else r for r in x.relations)),
     {"IMPLEMENTS mode": "precision recall"}),
    ("a figure that hangs nowhere", lambda x: without(x, "HAS_FIGURE", "h"), {"HAS_FIGURE": "precision recall"}),
    ("no citation", lambda x: without(x, "CITES", "l"), {"CITES": "recall"}),
    ("one more citation", lambda x: more(x, said("CITES", "w", "l", "学习")), {"CITES": "precision"}),
    ("an actor", lambda x: more(x, said("CARRIES_OUT", "a", "x", "市政府")), {"CARRIES_OUT": "precision"}),
    ("a law implemented", lambda x: more(x, said("IMPLEMENTS", "w", "l", "落实")),
     {"IMPLEMENTS": "precision", scoring.DRIVERS: "precision"}),
    ("a program left", lambda x: without(x, "IMPLEMENTS", "s"),
     {"IMPLEMENTS": "recall", scoring.ON_PROGRAMS: "recall"}),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "rows"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_each_fault_shows_in_its_row(edit: Callable[[Line], Line], rows: dict[str, str]) -> None:
    assert fallen(edit(echo())) == rows


HARMLESS: list[tuple[str, Callable[[Line], Line]]] = [
    ("an optional agency", lambda x: more(x, making.agency("q", "云江市档案局"))),
    ("what an optional agency does", lambda x: more(x, making.agency("q", "云江市档案局"),
                                                    said("CARRIES_OUT", "q", "x", "市档案局"))),
    ("a denied statement", lambda x: more(x, said("IMPLEMENTS", "w", "l", "未落实", polarity="negative"))),
    ("what the registry tells", lambda x: more(x, said("REPEALS", "l", "c", "", basis="registry"))),
    ("the own work by another name", lambda x: more(x, making.work("q", "2022年政务公开工作报告"))),
    ("a statement made twice", lambda x: more(x, said("CARRIES_OUT", "a", "y", "市政府", start=9))),
    ("no citation of what is implemented", lambda x: without(x, "CITES", "c")),
    ("marks in a name", lambda x: entity(x, "s", name="“阳光·窗口”")),
    ("entities in another order", lambda x: replace(x, entities=x.entities[::-1])),
]  # fmt: skip


@pytest.mark.parametrize("edit", [row[1] for row in HARMLESS], ids=[row[0] for row in HARMLESS])
def test_what_is_left_open_counts_neither_way(edit: Callable[[Line], Line]) -> None:
    assert fallen(edit(echo())) == {}


def test_what_a_gold_has_no_list_for_is_not_counted() -> None:
    short = {key: value for key, value in GOLD.items() if key != "figures"}
    assert not {"HAS_FIGURE", "Figure role"} & scoring.score([echo()], [short]).keys()
    assert not [rule for rule, _ in scoring.judged([echo()], [short]) if rule.startswith("figures.")]


def test_rules_are_judged_by_what_they_say() -> None:
    by_rules = {"IMPLEMENTS": "relations.a", "HAS_FIGURE": "figures.a", "CITES": "relations.cites"}
    wrong = more(echo(), said("IMPLEMENTS", "w", "l", "落实"), said("CARRIES_OUT", "a", "y", "市政府", start=9),
                 making.agency("q", "云江市档案局"), said("CARRIES_OUT", "q", "x", "市档案局"))  # fmt: skip
    line = replace(
        wrong, relations=tuple(replace(r, rule=by_rules.get(r.type, "relations.other")) for r in wrong.relations)
    )
    judged = sorted(scoring.judged([line], [GOLD]))
    # The CITES of what is implemented, and what hangs on an optional agency, are not judged; an actor told twice, once.
    assert judged == [
        *[("figures.a", True)] * 2, ("relations.a", False), *[("relations.a", True)] * 3,
        ("relations.cites", True), *[("relations.other", True)] * 2,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("优化政务服务", "优化政务服务。", True),
        ("优化政务服务，推进一网通办", "优化政务服务", True),
        ("一" * 24 + "二", "一" * 24 + "三" * 30, True),
        ("优化政务服务水平不断提升", "优化政务服务水平不断得提升", True),
        ("优化政务服务", "规范行政执法", False),
        ("", "", False),
    ],
)
def test_lead_sentences(a: str, b: str, same: bool) -> None:
    assert same_leaf(a, b) is same


def test_quantities() -> None:
    assert quantity({"value": 1.2, "unit": "万件"}) == quantity({"value": 12000, "unit": "件"})
    assert quantity({"value": 4, "unit": "成"}) == quantity({"value": 40, "unit": "%"})
    assert quantity({"value": 3, "unit": "个工作日"}) == quantity({"value": 3.0, "unit": "工作日"})
    assert quantity({"value": 3, "value_to": 5, "unit": "次"}) != quantity({"value": 3, "unit": "次"})


def test_passages_that_overlap() -> None:
    assert overlap("推进改革", "全面推进改革工作。")
    assert not overlap("的", "公开的")
    assert not overlap("", "")


def test_gold_is_read_and_its_faults_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no gold"):
        gold.read(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert gold.read(tmp_path) == [GOLD]
    for text, fault in (("{", "no valid JSON"), ("[]", "is no gold")):
        (tmp_path / "b.json").write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=fault):
            gold.read(tmp_path)
