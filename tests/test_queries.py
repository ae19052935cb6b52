"""Every named question on both engines: what must be found, what is a near miss, and what lacks a value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DataError, QueryError
from graph.store import State, Store
from queries import catalog, runner
from tests.graphs import Draft

QUESTIONS = catalog.questions()
Case = tuple[str, Callable[[], Draft], dict[str, Any], str, list[tuple[Any, ...]], tuple[int, int]]


def drivers() -> Draft:
    """Two documents; each level of basis, a denied one, one of a section beside, and a measure without any."""
    draft = Draft().document().section("d1", "s0", "", "引言", "preamble").section("d1", "s12", "二", "其他")
    draft.node("Section", "s11", heading="（一）", path="一/（一）", role="done", doc="d1", text="推进政务公开。")
    draft.edge("HAS_SECTION", "s1", "s11", quote=None)
    draft.node("Law", "l1", "中华人民共和国政府信息公开条例", aliases=["政府信息公开条例"], resolution="registry")
    draft.node("Law", "l2", "中华人民共和国行政处罚法").node("Program", "g1", "“放管服”改革")
    draft.leaf("m1", "推进政务公开", section="s11", headings=["一、政务"], text="推进政务公开。依法公开。")
    draft.leaf("m2", "规范处罚", section="s12", year=2021)
    draft.node("Agency", "a1", "云江市司法局").node("Agency", "a2", "云江市财政局")
    draft.edge("CARRIES_OUT", "a1", "m1", role="lead").edge("CARRIES_OUT", "a2", "m1", role="support")
    draft.edge("IMPLEMENTS", "m1", "l1", section="s11", quote="落实条例", trigger="落实")
    draft.edge("IMPLEMENTS", "m1", "l2", section="s11", polarity="negative")
    draft.edge("IMPLEMENTS", "p1", "g1", section="s1", quote="深化改革")
    draft.edge("IMPLEMENTS", "p1", "l2", section="s0", quote="为贯彻行政处罚法")
    draft.edge("CITES", "m2", "l1", section="s12", quote="见条例", article="第三条")
    return draft


def other() -> Draft:
    """A second document of the province without any basis, year or issuer."""
    draft = drivers().document("d2", "p2", region="东江省", issuer=None, period=None).section("d2", "s21", "三", "公开")
    return draft.leaf("m3", "自行安排公开", section="s21", work="p2", region="东江省", year=None, status="planned")


def figures() -> Draft:
    draft = other().leaf("q1", "热线不足", section="s12", label="Problem")
    for id, value, unit, year, holder in (
        ("f1", 5.0, "次", 2022, "m1"),
        ("f2", 7.0, "件", 2021, "m2"),
        ("f3", 9.0, "次", None, "q1"),
        ("f4", 1.0, "次", 2022, "m1"),
    ):
        named = "会议" if id == "f4" else "依申请公开"
        draft.node("Figure", id, f"{named}{value}", indicator=named, value=value, unit=unit, year=year, role="reported")
        draft.edge("HAS_FIGURE", holder, id, quote=f"{named}{value:g}{unit}")
    return draft


def plans() -> Draft:
    """Two tasks of a plan, of one of which a report tells; a problem that the other answers; a task of another year."""
    draft = Draft().document(period=None, published=date(2021, 3, 1)).document("d2", "p2", published=date(2023, 2, 1))
    draft.leaf("t1", "建设一窗受理平台", status="planned", year=None, deadline_text="2022年底前", text="建设平台。")
    draft.leaf("t2", "清理证明事项", status="planned", year=None)
    draft.leaf("t3", "推行一网通办", section="s2", work="p2", status="planned", year=2023)
    draft.leaf("m1", "一窗受理平台建成", section="s2", work="p2", text="平台建成。")
    draft.leaf("q1", "证明偏多", section="s2", work="p2", label="Problem")
    computed = {"doc": "computed", "section": None, "quote": None, "basis": "computed", "start": None}
    draft.edge("ALIGNS_WITH", "m1", "t1", score=0.61, **computed)
    return draft.edge("ALIGNS_WITH", "q1", "t2", score=0.4, **computed)


def works() -> Draft:
    draft = drivers().node("Policy", "p3", "某方案", resolution="ambiguous", reason="several", candidates=["甲", "乙"])
    draft.node("Law", "l4", "已载入条例", resolution="held").node("Policy", "p5", "无人引用的意见", resolution="named")
    draft.edge("CITES", "m1", "p3", quote="按照方案").edge("CITES", "m2", "l4").edge(
        "CITES", "m2", "p3", quote="又按照"
    )
    draft.edge("MENTIONS", "s1", "p3", quote="某方案", count=2).edge(
        "MENTIONS", "s1", "l4", quote="已载入条例", count=1
    )
    return draft.edge("MENTIONS", "s1", "l1", quote="政府信息公开条例", count=1)


def lines() -> Draft:
    draft = drivers().node("Agency", "a3", "云江市人民政府").node("Agency", "a4", "云江市审计局")
    draft.edge("REPORTS_TO", "a1", "a3", quote="司法局向市政府报告").edge("SUPERVISES", "a4", "a1", polarity="negative")
    return draft.edge(
        "SUBORDINATE_TO", "a2", "a3", doc="registry", section=None, quote=None, basis="structural", ground="组织法"
    )


def founded() -> Draft:
    draft = (
        drivers()
        .node("Program", "g2", "“云江通”平台", kind="平台", scope="东江省云江市")
        .node("Program", "g3", "无人提")
    )
    draft.edge("IMPLEMENTS", "m2", "g2", mode="creates", quote="打造“云江通”平台", section="s12")
    return draft.edge("IMPLEMENTS", "m1", "g2", mode="carries_out", quote="推进", polarity="negative")


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


def test_a_cut_answer_says_at_least(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    result = runner.ask(store, QUESTIONS["coverage"], limit=1)
    assert result.truncated
    assert result.of_how_many.en == "at least 1 of 2 documents"
    assert runner.ask(store, QUESTIONS["coverage"]).of_how_many.zh == "2 / 2 份文档"


NAMES: list[tuple[str, dict[str, Any], str]] = [
    ("measures_of_law", {}, "needs law"),
    ("measures_of_law", {"law": "不存在的法"}, "nothing in the graph is named 不存在的法"),
    ("measures_of_law", {"law": "中华人民共和国"}, "may be 中华人民共和国"),
    ("measures_of_law", {"law": "l1", "color": "red"}, "has no parameter color"),
    ("laws_behind_measures", {"year": "去年"}, "year must be a whole number"),
    ("laws_behind_measures", {"region": "西海省"}, "no loaded document is of 西海省"),
    ("measures_without_basis", {"document": "perhaps"}, "document must be true or false"),
]


def test_names_that_tell_nothing_or_too_much(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    for name, given, message in NAMES:
        with pytest.raises(QueryError, match=message):
            runner.ask(store, QUESTIONS[name], given)


def test_names_are_told_how_they_were_taken(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    result = runner.ask(store, QUESTIONS["measures_of_law"], {"law": "政府信息公开条例", "region": "云江市"})
    assert [note.zh for note in result.notes] == [
        "政府信息公开条例：中华人民共和国政府信息公开条例",
        "云江市：东江省云江市",
    ]
    assert runner.ask(store, QUESTIONS["measures_of_law"], {"law": "l1"}).counted == 2


def test_dates_come_as_dates(store: Store) -> None:
    store.sync(Draft().document(published=date(2023, 1, 9)).rows(), State("library", 1))
    (record,) = runner.ask(store, QUESTIONS["coverage"]).records()
    assert record["published"] == date(2023, 1, 9)


HEADER = """\
// title: 题 | title
// question: 问 | question
// parameter: year integer = 0 ; 年度 | year
// column: name ; 名称 | name
// counts: name
// unit: 个 | things
// total: MATCH (l:Law) RETURN count(l) AS total
"""
BODY = "MATCH (l:Law) WHERE $year = 0 RETURN l.name AS name ORDER BY name"
BAD: list[tuple[str, str, str]] = [
    (HEADER, BODY.replace("$year", "$years"), r"uses \$years, which no // parameter: declares"),
    (HEADER, BODY.replace("$year", "0"), "declares year, which the query does not use"),
    (HEADER, BODY.replace("Law", "Laws"), "Laws is no label of the ontology"),
    (HEADER, BODY.replace("(l:Law)", "(l:Law)-[:CITE]->()"), "CITE is no relation of the ontology"),
    (HEADER, BODY.replace("AS name", "AS title"), "returns title, but declares the columns name"),
    (HEADER, BODY.replace("WHERE", "SET l.x = 1 WITH l WHERE"), "SET is not allowed"),
    (HEADER.replace("counts: name", "counts: id"), BODY, "counts id, which is no column"),
    (HEADER.replace(" | title", ""), BODY, "needs words in both languages"),
    (HEADER.replace("integer", "year"), BODY, "types: text"),
    (HEADER.replace("// unit", "// units"), BODY, "unknown header units"),
    (HEADER.replace("count(l) AS total", "count(l)"), BODY, "must return"),
    (HEADER.replace("// counts: name\n", ""), BODY, "needs one line // counts"),
    (
        HEADER.replace("MATCH (l:Law)", "MATCH (l:Law)<-[r:CITES]-() MATCH (d:Document {id: r.doc})"),
        BODY,
        "uses r in .* alone",
    ),
]


@pytest.mark.parametrize(("header", "body", "message"), BAD, ids=[message for _, _, message in BAD])
def test_a_faulty_question_is_told(tmp_path: Path, header: str, body: str, message: str) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text(header + body, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        catalog.questions(tmp_path)
    assert str(file) in str(caught.value)


def test_a_question_of_the_user_stands_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(HEADER + BODY, encoding="utf-8")
    assert set(catalog.questions(tmp_path)) == {*QUESTIONS, "mine"}
    (tmp_path / "path.cypher").write_text(HEADER + BODY, encoding="utf-8")
    with pytest.raises(DataError, match="give the file another"):
        catalog.questions(tmp_path)
    with pytest.raises(QueryError, match=r"ask one of .*coverage"):
        catalog.one("nothing")
