"""Programs and relations of invented texts, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.registry import load
from loaders.draft import Draft, Masthead
from loaders.pipeline import Pipeline, build

SAMPLES = Path(__file__).parent.parent / "samples"
TITLE = "云江市人民政府2022年法治政府建设年度报告"
HEAD = Masthead(
    title=TITLE,
    title_span=(0, len(TITLE)),
    genre="报告",
    issuer="云江市人民政府",
    published="2023-02-20",
    period="2022",
    region="东江省云江市",
    level="municipal",
    work_type="Policy",
    work_name=TITLE,
    body_start=len(TITLE) + 1,
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return build(load(SAMPLES / "registry"))


def read(pipeline: Pipeline, sentence: str) -> Draft:
    """The draft of a report whose one item is the sentence."""
    return pipeline.run(Draft(text=f"{TITLE}\n一、主要工作和成效\n（一）{sentence}\n", head=HEAD))


def told(draft: Draft) -> set[tuple[str, str, str]]:
    """The relations of a draft by type and the names of both ends, measures as M, the own work as WORK."""

    def name(entity: str) -> str:
        if entity == draft.work:
            return "WORK"
        found = draft.entities[entity]
        return "M" if found.type == "Measure" else found.name

    kinds = ("HAS_FIGURE",)
    return {(r.type, name(r.source), name(r.target)) for r in draft.relations if r.type not in kinds}


def programs(draft: Draft) -> set[str]:
    return {e.name for e in draft.entities.values() if e.type == "Program"}


PROGRAMS = [
    ("开展“松溪夜谈”普法活动。", {"“松溪夜谈”普法活动"}),
    ("打造“松溪夜谈”“云江晨读”等普法品牌。", {"“松溪夜谈”", "“云江晨读”"}),
    ("推出“松溪快办”，方便群众。", {"“松溪快办”"}),
    ("建成“松溪e站”平台。松溪e站已有用户三千。", {"“松溪e站”平台"}),
    ("构建“收集、分派、督办”的诉求办理新模式。", {"“收集、分派、督办”诉求办理新模式"}),
    ("推进事业单位人事制度改革和农村宅基地制度改革。", {"事业单位人事制度改革", "农村宅基地制度改革"}),
    ("落实好乡村教师支持计划。", {"乡村教师支持计划"}),
    ("坚持“谁主管、谁负责”的原则。", set()),
    ("树牢“四个意识”，坚定“四个自信”。", set()),
    ("荣获“东江法治奖”。", set()),
    ("解决“最后一公里”问题。", set()),
    ("在门户网站开设“政策解读”“互动交流”等6个专栏。", set()),
    ("深化机构改革，完善配套制度。", set()),
    ("克服“重审批、轻监管”现象。", set()),
]


@pytest.mark.parametrize(("sentence", "names"), PROGRAMS)
def test_programs(pipeline: Pipeline, sentence: str, names: set[str]) -> None:
    assert programs(read(pipeline, sentence)) == names


LAW = "中华人民共和国行政处罚法"
RELATIONS = [
    (f"认真贯彻落实《{LAW}》，规范裁量。", ("IMPLEMENTS", "M", LAW)),
    (f"印发实施《云江市案卷评查办法》和《{LAW}》。", ("IMPLEMENTS", "M", LAW)),
    (f"推动《{LAW}》全面实施。", ("IMPLEMENTS", "M", LAW)),
    (f"组织学习《{LAW}》。", ("CITES", "M", LAW)),
    (f"开展《{LAW}》宣传活动。", ("CITES", "M", LAW)),
    (f"对照《{LAW}》开展自查。", ("CITES", "M", LAW)),
    ("市司法局会同市财政局印发《云江市案卷评查办法》。", ("ISSUED", "云江市财政局", "云江市案卷评查办法")),
    ("市司法局组织案卷评查。", ("CARRIES_OUT", "云江市司法局", "M")),
    ("区政府、市司法局先后开展自查。", ("CARRIES_OUT", "云江市司法局", "M")),
    ("重大合同均由市司法局进行审核。", ("CARRIES_OUT", "云江市司法局", "M")),
    ("市司法局向市人大常委会报告工作。", ("REPORTS_TO", "云江市司法局", "云江市人民代表大会常务委员会")),
]
NOT_TOLD = [
    (f"组织学习《{LAW}》。", "IMPLEMENTS"),
    (f"要求各单位落实《{LAW}》。", "IMPLEMENTS"),
    ("参与起草《云江市案卷评查办法》。", "ISSUED"),
    ("推动《云江市案卷评查办法》出台。", "ISSUED"),
    ("各区印发《松溪区案卷评查办法》。", "ISSUED"),
    ("在市司法局的指导下开展自查。", "CARRIES_OUT"),
    ("市司法局局长带队调研。", "CARRIES_OUT"),
    ("建立由市司法局、市财政局组成的协调机制。", "CARRIES_OUT"),
    ("落实由市司法局牵头制定的《云江市案卷评查办法》。", "CARRIES_OUT"),
    ("各区牵头，牵头单位应当推进案卷评查。", "CARRIES_OUT"),
    ("要求市司法局牵头，抓好案卷评查。", "CARRIES_OUT"),
    ("要求市司法局负责人推进案卷评查。", "CARRIES_OUT"),
    ("案卷评查不再由市司法局负责。", "CARRIES_OUT"),
    ("市政府各部门向市人大常委会报告工作。", "REPORTS_TO"),
]


@pytest.mark.parametrize(("sentence", "statement"), RELATIONS)
def test_told(pipeline: Pipeline, sentence: str, statement: tuple[str, str, str]) -> None:
    assert statement in told(read(pipeline, sentence))


@pytest.mark.parametrize(("sentence", "kind"), NOT_TOLD)
def test_not_told(pipeline: Pipeline, sentence: str, kind: str) -> None:
    found = {(k, *ends) for k, *ends in told(read(pipeline, sentence)) if k == kind and ends[1] != "WORK"}
    assert found == set()


def test_the_own_work_is_issued_by_its_title(pipeline: Pipeline) -> None:
    assert ("ISSUED", "云江市人民政府", "WORK") in told(read(pipeline, "规范裁量。"))


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("打造“松溪夜谈”普法品牌。", "creates"),
        ("加快建设和运用“松溪e站”平台。", "creates"),
        ("开展“松溪夜谈”普法活动。", "carries_out"),
        ("创新开展“松溪夜谈”普法活动。", "carries_out"),
        ("探索“松溪快办”模式。", "creates"),
        ("探索相对集中行政复议权试点。", "carries_out"),
    ],
)
def test_mode(pipeline: Pipeline, sentence: str, mode: str) -> None:
    assert {r.mode for r in read(pipeline, sentence).relations if r.type == "IMPLEMENTS"} == {mode}


def test_a_denial_is_negative(pipeline: Pipeline) -> None:
    draft = read(pipeline, f"部分单位尚未落实《{LAW}》。")
    assert [r.polarity for r in draft.relations if r.type == "IMPLEMENTS"] == ["negative"]


def test_roles_in_a_list_of_bodies(pipeline: Pipeline) -> None:
    draft = read(pipeline, "推进案卷评查。（市司法局牵头，市财政局、市公安局配合）")
    roles = {draft.entities[r.source].name: r.role for r in draft.relations if r.type == "CARRIES_OUT"}
    assert roles == {"云江市司法局": "lead", "云江市财政局": "support", "云江市公安局": "support"}


LEADS, HELPS = ("云江市司法局", "lead"), ("云江市财政局", "support")
DUTIES = [
    ("市司法局牵头，市财政局配合，依据《中华人民共和国行政处罚法》推进案卷评查。", {LEADS, HELPS}),
    ("推进案卷评查，由市司法局牵头，市财政局、市公安局配合。", {LEADS, HELPS, ("云江市公安局", "support")}),
    ("推进案卷评查，由市司法局牵头、市财政局等部门配合落实。", {LEADS, HELPS}),
    ("推进案卷评查。市司法局负责。", {LEADS}),
    ("推进案卷评查，由市司法局负责。", {LEADS}),
    ("推进案卷评查，由市司法局负责，各镇、市财政局配合。", {LEADS, HELPS}),
]


@pytest.mark.parametrize(("sentence", "expected"), DUTIES)
def test_roles_in_a_clause(pipeline: Pipeline, sentence: str, expected: set[tuple[str, str]]) -> None:
    draft = read(pipeline, sentence)
    acts = [r for r in draft.relations if r.type == "CARRIES_OUT"]
    assert {(draft.entities[r.source].name, r.role) for r in acts} == expected
    assert all(r.trigger and r.quote and r.trigger in r.quote and "。" not in r.quote for r in acts)


def test_every_quote_holds_its_trigger(pipeline: Pipeline) -> None:
    for sentence, _ in RELATIONS:
        for r in read(pipeline, sentence).relations:
            if r.quote and r.trigger and r.type != "HAS_FIGURE":
                assert all(part in r.quote for part in r.trigger.split("…"))
                assert len(r.quote) <= 160
