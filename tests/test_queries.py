"""Every named question on both engines: what must be found, what is a near miss, and what lacks a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.store import State, Store
from queries import catalog, runner
from tests.drafts import figures, founded, lines, other, plans, works
from tests.graphs import Draft

QUESTIONS = catalog.questions()
Case = tuple[str, Callable[[], Draft], dict[str, Any], str, list[tuple[Any, ...]], tuple[int, int]]
CASES: list[Case] = [
    (
        "laws_behind_measures",
        other,
        {},
        "measure level basis basis_kind actor actor_told quote path",
        [
            (
                "规范处罚",
                "document",
                "中华人民共和国行政处罚法",
                "Law",
                "云江市人民政府",
                "issuer",
                "为贯彻行政处罚法",
                "",
            ),
            (
                "推进政务公开",
                "leaf",
                "中华人民共和国政府信息公开条例",
                "Law",
                "云江市司法局、云江市财政局",
                "stated",
                "落实条例",
                "一/（一）",
            ),
            (
                "推进政务公开",
                "heading",
                "“放管服”改革",
                "Program",
                "云江市司法局、云江市财政局",
                "stated",
                "深化改革",
                "一",
            ),
            (
                "推进政务公开",
                "document",
                "中华人民共和国行政处罚法",
                "Law",
                "云江市司法局、云江市财政局",
                "stated",
                "为贯彻行政处罚法",
                "",
            ),
        ],
        (2, 3),
    ),
    (
        "laws_behind_measures",
        other,
        {"topic": "公开", "year": "2022", "region": "云江市", "only": "Law"},
        "measure level basis",
        [
            ("推进政务公开", "leaf", "中华人民共和国政府信息公开条例"),
            ("推进政务公开", "document", "中华人民共和国行政处罚法"),
        ],
        (1, 1),
    ),
    (
        "measures_of_law",
        other,
        {"law": "《政府信息公开条例》"},
        "measure level relation article quote source",
        [
            ("规范处罚", "leaf", "CITES", "第三条", "见条例", "d1.txt"),
            ("推进政务公开", "leaf", "IMPLEMENTS", None, "落实条例", "d1.txt"),
        ],
        (2, 3),
    ),
    (
        "measures_of_law",
        other,
        {"law": "放管服"},
        "measure level relation quote path",
        [("推进政务公开", "heading", "IMPLEMENTS", "深化改革", "一")],
        (1, 3),
    ),
    (
        "measures_of_law",
        other,
        {"law": "行政处罚法"},
        "measure level quote",
        [("规范处罚", "document", "为贯彻行政处罚法"), ("推进政务公开", "document", "为贯彻行政处罚法")],
        (2, 3),
    ),
    (
        "path",
        other,
        {"from": "中华人民共和国行政处罚法", "to": "规范处罚"},
        "way step source_name relation target_name quote",
        [
            (1, 1, "d1报告", "IMPLEMENTS", "中华人民共和国行政处罚法", "为贯彻行政处罚法"),
            (1, 2, "d1报告", "CONTAINS", "规范处罚", "规范处罚"),
        ],
        (1, 1),
    ),
    ("path", other, {"from": "行政处罚法", "to": "自行安排公开"}, "way", [], (0, 0)),
    ("path", other, {"from": "行政处罚法", "to": "行政处罚法"}, "way", [], (0, 0)),
    (
        "measures_without_basis",
        other,
        {},
        "measure year actor actor_told quote source path",
        [("自行安排公开", None, None, "issuer", "自行安排公开", "d2.txt", "三")],
        (1, 3),
    ),
    (
        "measures_without_basis",
        other,
        {"document": "false"},
        "measure",
        [("自行安排公开",), ("规范处罚",)],
        (2, 3),
    ),
    (
        "duties_of_agency",
        other,
        {"agency": "云江市司法局"},
        "measure role told year source",
        [("推进政务公开", "lead", "stated", 2022, "d1.txt")],
        (1, 3),
    ),
    ("duties_of_agency", other, {"agency": "云江市司法局", "year": "2019"}, "measure", [], (0, 0)),
    (
        "duties_of_agency",
        lambda: other().node("Agency", "a3", "云江市人民政府"),
        {"agency": "云江市人民政府", "issued": "true"},
        "measure told",
        [("规范处罚", "issuer")],
        (1, 3),
    ),
    (
        "reporting_lines",
        lines,
        {},
        "agency relation other told quote source",
        [
            ("云江市司法局", "REPORTS_TO", "云江市人民政府", "stated", "司法局向市政府报告", "d1.txt"),
            ("云江市财政局", "SUBORDINATE_TO", "云江市人民政府", "structural", "组织法", "registry"),
        ],
        (2, 4),
    ),
    ("reporting_lines", lines, {"agency": "云江市财政局"}, "agency told", [("云江市财政局", "structural")], (1, 4)),
    (
        "cited_not_held",
        works,
        {},
        "work kind resolution documents statements quote",
        [
            ("中华人民共和国政府信息公开条例", "Law", "registry", 1, 2, "落实条例"),
            ("某方案", "Policy", "ambiguous", 1, 2, "按照方案"),
        ],
        (2, 4),
    ),
    (
        "unresolved",
        works,
        {},
        "work resolution reason candidates quote path",
        [("某方案", "ambiguous", "several", ["甲", "乙"], "某方案", "一")],
        (1, 3),
    ),
    (
        "programs",
        founded,
        {},
        "program mode actor actor_told by quote",
        [
            ("“云江通”平台", "creates", "云江市人民政府", "issuer", "规范处罚", "打造“云江通”平台"),
            ("“放管服”改革", "carries_out", "云江市人民政府", "issuer", "d1报告", "深化改革"),
        ],
        (2, 3),
    ),
    (
        "figures",
        figures,
        {"indicator": "依申请公开"},
        "region year value unit differs measure quote",
        [
            ("东江省云江市", None, 9.0, "次", ["unit", "year"], "热线不足", "依申请公开9次"),
            ("东江省云江市", 2021, 7.0, "件", ["unit", "year"], "规范处罚", "依申请公开7件"),
            ("东江省云江市", 2022, 5.0, "次", ["unit", "year"], "推进政务公开", "依申请公开5次"),
        ],
        (3, 4),
    ),
    (
        "tasks_reported",
        plans,
        {"year": 2021},
        "task year deadline found measure measure_year status score quote report path source",
        [
            (
                *("建设一窗受理平台", 2021, "2022年底前", "found", "一窗受理平台建成", 2022, "done", 0.61),
                *("平台建成。", "d2.txt", "一", "d1.txt"),
            ),
            ("清理证明事项", 2021, None, "not_found", None, None, None, None, None, None, None, "d1.txt"),
        ],
        (2, 2),
    ),
    (
        "tasks_reported",
        plans,
        {"only": "not_found"},
        "task year",
        [("清理证明事项", 2021), ("推行一网通办", 2023)],
        (2, 3),
    ),
    (
        "problems_answered",
        plans,
        {},
        "problem year found task task_year deadline score quote plan plan_path source",
        [
            (
                *("证明偏多", 2022, "found", "清理证明事项", 2021, None, 0.4),
                *("清理证明事项", "d1.txt", "一", "d2.txt"),
            ),
            ("热线难打", 2022, "not_found", None, None, None, None, None, None, None, "d2.txt"),
        ],
        (2, 2),
    ),
    ("problems_answered", plans, {"only": "not_found", "topic": "热线"}, "problem task", [("热线难打", None)], (1, 1)),
    ("figures", figures, {"indicator": "会议", "year": 2022}, "value differs", [(1.0, [])], (1, 2)),
    (
        "problems",
        figures,
        {},
        "problem year issuer source path",
        [("热线不足", 2022, "云江市人民政府", "d1.txt", "二")],
        (1, 1),
    ),
    ("problems", figures, {"topic": "无关"}, "problem", [], (0, 1)),
    (
        "coverage",
        figures,
        {},
        "title region period sections measures problems based references source",
        [
            ("d2报告", "东江省", None, 2, 1, 0, 0, 0, "d2.txt"),
            ("d1报告", "东江省云江市", 2022, 4, 2, 1, 1, 5, "d1.txt"),
        ],
        (2, 2),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{'-'.join(map(str, case[2].values()))}")
def test_questions(store: Store, case: Case) -> None:
    name, draft, given, columns, expected, counted = case
    store.sync(draft().rows(), State("library", 1))
    result = runner.ask(store, QUESTIONS[name], given)
    places = [result.columns.index(column) for column in columns.split()]
    assert [tuple(row[place] for place in places) for row in result.rows] == expected
    assert (result.counted, result.total) == counted


def test_every_question_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(QUESTIONS)


def test_every_question_answers_an_empty_graph(store: Store) -> None:
    store.sync(Draft().rows(), State("library", 1))
    for question in QUESTIONS.values():
        if all(parameter.default is not None for parameter in question.parameters):
            result = runner.ask(store, question)
            assert (result.rows, result.counted, result.total) == ((), 0, 0)


def test_measures_have_a_basis_or_none(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    based = runner.ask(store, QUESTIONS["laws_behind_measures"])
    without = runner.ask(store, QUESTIONS["measures_without_basis"])
    assert based.counted + without.counted == based.total == without.total
