"""Duties between bodies and what texts do to each other, in invented texts, through the whole pipeline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.registry import load
from loaders.draft import Draft, Masthead
from loaders.pipeline import Pipeline, build

SAMPLES = Path(__file__).parent.parent / "samples"
RULES = Masthead(
    title="云江市水渠管理办法",
    genre="办法",
    issuer="云江市人民政府",
    published="2023-02-20",
    region="东江省云江市",
    level="municipal",
    work_type="Policy",
    work_name="云江市水渠管理办法",
)
REPORT = replace(RULES, title="云江市人民政府工作报告", genre="报告", work_name="云江市人民政府工作报告")
KINDS = ("REPORTS_TO", "SUPERVISES", "AMENDS", "REPEALS", "REPLACES", "ISSUED")
Edges = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return build(load(SAMPLES / "registry"))


def told(draft: Draft, *kinds: str) -> Edges:
    """The relations of these kinds by type and the names of both ends, the own work as WORK."""

    def name(entity: str) -> str:
        return "WORK" if entity == draft.work else draft.entities[entity].name

    return {(r.type, name(r.source), name(r.target)) for r in draft.relations if r.type in (kinds or KINDS)}


def read(pipeline: Pipeline, text: str, head: Masthead = RULES) -> Draft:
    heading = "主要工作和成效" if head is REPORT else "职责分工"
    return pipeline.run(Draft(text=f"一、{heading}\n（一）{text}\n", head=head))


CITY, COUNCIL = "云江市人民政府", "云江市人民代表大会常务委员会"
CONGRESS, PARTY = "云江市人民代表大会", "中共云江市委员会"
DUTIES = [
    (
        "市政府自觉接受市人大及其常委会的监督，向其报告工作。",
        {("SUPERVISES", CONGRESS, CITY), ("REPORTS_TO", CITY, COUNCIL)},
    ),
    (
        "市政府每年向本级党委和人大常委会、上一级政府报告。",
        {("REPORTS_TO", CITY, PARTY), ("REPORTS_TO", CITY, "东江省人民政府")},
    ),
    ("市司法局制定方案，报本级政府批准。", {("REPORTS_TO", "云江市司法局", CITY)}),
    (
        "市司法局会同市财政局拟订方案，报市政府批准。",
        {("REPORTS_TO", "云江市司法局", CITY), ("REPORTS_TO", "云江市财政局", CITY)},
    ),
    ("有关情况由市司法局汇总并定期向市政府报告。", {("REPORTS_TO", "云江市司法局", CITY)}),
    ("市司法局履行下列职责：\n（一）向市政府报告案卷评查情况；\n", {("REPORTS_TO", "云江市司法局", CITY)}),
    ("方案已经市政府常务会议审议通过，并报市委同意。", {("REPORTS_TO", CITY, PARTY)}),
]


@pytest.mark.parametrize(("text", "expected"), DUTIES)
def test_who_reports_to_whom_and_who_supervises_whom(pipeline: Pipeline, text: str, expected: Edges) -> None:
    assert expected <= told(read(pipeline, text))


NOBODYS = [
    "县级以上人民政府每年向本级人大常委会报告情况。",
    "各区人民政府向市政府报告情况。",
    "营运单位应当编制年度报告，报市司法局备案。",
    "市司法局审核后不再报市政府批准。",
    "市司法局办理各部门报送市政府审批的公文。",
    "市政府接受市人大的邀请，参加监督工作会议。",
    "市司法局办公室向市政府领导同志报告。",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_no_duty_of_any_one_body(pipeline: Pipeline, text: str) -> None:
    assert told(read(pipeline, text), "REPORTS_TO", "SUPERVISES") == set()


def test_what_a_crowd_owes_is_rejected_with_its_reason(pipeline: Pipeline) -> None:
    draft = read(pipeline, "县级以上人民政府每年向本级人大常委会报告情况。")
    assert [r.reason for r in draft.rejects if r.rule == "relations.reports_to"] == ["other_actor"]
    draft = read(pipeline, "每年向本级人大常委会报告情况。")
    assert [r.reason for r in draft.rejects if r.rule == "relations.reports_to"] == ["no_antecedent"]


def test_a_report_is_of_its_issuer_where_it_names_nobody(pipeline: Pipeline) -> None:
    text = "市政府坚持依法行政。自觉接受市人大法律监督、工作监督和市政协民主监督，向市人大常委会报告工作。"
    expected = {
        ("SUPERVISES", CONGRESS, CITY),
        ("SUPERVISES", "中国人民政治协商会议云江市委员会", CITY),
        ("REPORTS_TO", CITY, COUNCIL),
    }
    assert told(read(pipeline, text, REPORT), "SUPERVISES", "REPORTS_TO") == expected


CHANGES = [
    (
        "《云江市水井规定》（云府〔2010〕3号）、2012年1月2日市政府公布的《云江市水塘规定》和《云江市水库规定》同时废止。",
        {("REPEALS", "WORK", f"云江市{name}规定") for name in ("水井", "水塘", "水库")},
    ),
    (
        "《云江市水渠管理暂行规定》同时废止。",
        {("REPEALS", "WORK", "云江市水渠管理暂行规定"), ("REPLACES", "WORK", "云江市水渠管理暂行规定")},
    ),
    ("自本办法施行之日起，《云江市水井规定》停止执行。", {("REPEALS", "WORK", "云江市水井规定")}),
    ("对《云江市水井规定》作如下修改。", {("AMENDS", "WORK", "云江市水井规定")}),
    ("根据《云江市水井规定》，《云江市水塘规定》同时废止。", {("REPEALS", "WORK", "云江市水塘规定")}),
    ("《云江市水井规定》与本办法不一致的，以本办法为准。", set()),
    ("《云江市水井规定》第三条不再执行。", set()),
    ("市水利局正在对《云江市水井规定》进行修订。", set()),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_what_a_text_does_to_another(pipeline: Pipeline, text: str, expected: Edges) -> None:
    assert told(read(pipeline, text), "AMENDS", "REPEALS", "REPLACES") == expected


def test_what_amended_a_text_is_no_ground_of_it(pipeline: Pipeline) -> None:
    text = "云江市水渠管理办法\n（2010年1月2日公布 根据2020年3月4日《云江市人民政府关于修改部分规章的决定》修正）\n"
    draft = pipeline.run(Draft(text=text + "第一条 为了管理水渠，制定本办法。\n", head=RULES))
    assert told(draft, "AMENDS", "IMPLEMENTS") == {("AMENDS", "云江市人民政府关于修改部分规章的决定", "WORK")}


ISSUERS = [
    ("落实《财政部、水利部关于加强水渠建设的意见》。", {"财政部", "水利部"}),
    ("落实市委、市政府印发的《云江市水渠建设规划》。", {PARTY, CITY}),
    ("市司法局、市财政局联合印发《云江市水渠建设方案》。", {"云江市司法局", "云江市财政局"}),
]


@pytest.mark.parametrize(("text", "expected"), ISSUERS)
def test_every_issuer_is_read(pipeline: Pipeline, text: str, expected: set[str]) -> None:
    draft = read(pipeline, text, REPORT)
    assert {source for _, source, target in told(draft, "ISSUED") if target != "WORK"} == expected
