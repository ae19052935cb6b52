"""Numbers, amounts and figures, as tables of invented sentences."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc

from graph.records import Entity, Section
from graph.registry import Registry, load
from loaders.amounts import amounts
from loaders.draft import Draft, Masthead
from loaders.figures import component
from loaders.numerals import parse
from loaders.tokenizer import blank

NUMERALS = [
    ("3200", 3200),
    ("1,234", 1234),
    ("1，234，567", 1234567),
    ("99.70", 99.7),
    ("1.1万", 11000),
    ("2亿", 200000000),
    ("５０", 50),
    ("十", 10),
    ("两千", 2000),
    ("三百二十", 320),
    ("一百零三", 103),
    ("一万二千", 12000),
    ("二〇二〇", 2020),
    ("三点五", 3.5),
    ("十四五", None),
    ("三五", None),
    ("千", None),
    ("", None),
]

AMOUNTS = [
    ("精简事项3200余项", [(3200, None, "项", "余")]),
    ("公开信息超1.1万条", [(11000, None, "条", "超")]),
    ("募集资金1200多万元", [(1200, None, "万元", "多")]),
    ("发放册子2万余份", [(20000, None, "份", "余")]),
    ("精简率超过四成", [(40, None, "%", "超过")]),
    ("占百分之五以上", [(5, None, "%", "以上")]),
    ("三分之二以上同意", [(66.67, None, "%", "以上")]),
    ("检查3—5次", [(3, 5, "次", None)]),
    ("增长4.5%—5%", [(4.5, 5, "%", None)]),
    ("至少三至五次", [(3, 5, "次", "至少")]),
    ("收缴动物661头（只）", [(661, None, "头（只）", None)]),
    ("装机5万千瓦", [(5, None, "万千瓦", None)]),
    ("控制在90个工作日内", [(90, None, "个工作日", "内")]),
    ("处理能力16.9万吨/日", [(169000, None, "吨/日", None)]),
    ("公开信息 5 项", [(5, None, "项", None)]),
    ("知识产权保护方面（共5\n项）", []),
    ("第3项、第五批清单", []),
    ("3人民法院和5家庭农场", []),
    ("5G网络、PM2.5年均浓度", []),
    ("四个意识和两个维护", []),
    ("十大工程、几十家企业", []),
    ("近五年来，三年行动计划", []),
    ("提供24小时服务", []),
    ("15分钟生活圈", []),
    ("排名前10位", []),
    ("投资500万元以上的项目", []),
    ("65岁以上老人", []),
    ("开发1类新药", []),
    ("以上1-4项政策可以叠加", []),
    ("贷款期限最长不超过5年", [(5, None, "年", "不超过")]),
    ("合同签订后1年内缴清", [(1, None, "年", "内")]),
    ("出售住房后1年内重新购买住房的纳税人，予以退税", []),
    ("本办法有效期5年，实施期限为3年", []),
    ("任期内至少接受一次培训", [(1, None, "次", None)]),
    ("每季度召开一次会议，两个月通报一次", []),
    ("一次办好，开展一次行动", []),
    ("不低于1/3的比例", [(33.33, None, "%", "不低于")]),
    ("形成5-10家具有影响力的企业", [(5, 10, "家", None)]),
    ("购买90平方米(含90平方米)以下住房", [(90, None, "平方米", "以下")]),
    ("利率加20个基点", [(20, None, "个基点", None)]),
]


@pytest.mark.parametrize(("words", "value"), NUMERALS)
def test_numeral(words: str, value: float | None) -> None:
    assert parse(words) == value


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts(text: str, expected: list[tuple[Any, ...]]) -> None:
    found = amounts(text, 0, len(text), bytes(len(text)))
    assert [(a.value, a.value_to, a.unit, a.qualifier) for a in found] == expected


# text, then for each figure: indicator, value, unit, role
FIGURES: list[tuple[str, list[tuple[str, float, str, str]]]] = [
    ("全年共办理依申请公开451件。", [("办理依申请公开", 451, "件", "reported")]),
    (
        "因政府信息公开引起的行政复议2件、行政诉讼1件。",
        [("行政复议", 2, "件", "reported"), ("行政诉讼", 1, "件", "reported")],
    ),
    ("办理260多件政府信息公开申请。", [("政府信息公开申请", 260, "件", "reported")]),
    ("举办专题讲座3场、法治培训5期。", [("专题讲座", 3, "场", "reported"), ("法治培训", 5, "期", "reported")]),
    ("参考率、优秀率均为100%。", [("参考率、优秀率", 100, "%", "reported")]),
    ("权重由3%提高至5%。", [("权重", 3, "%", "comparison"), ("权重", 5, "%", "reported")]),
    (
        "申请比上年明显增多，共260件，接近2017年的2倍。",
        [("申请比上年明显增多", 260, "件", "reported"), ("申请比上年明显增多", 2, "倍", "comparison")],
    ),
    ("受理案件50宗，同比增长5%。", [("受理案件", 50, "宗", "reported"), ("受理案件增长", 5, "%", "reported")]),
    ("其中即办件423项，占比95.48%。", [("即办件", 423, "项", "reported"), ("即办件占比", 95.48, "%", "reported")]),
    (
        "全市28个执法单位自查，28个执法单位整改。",
        [("执法单位自查", 28, "个", "reported"), ("执法单位整改", 28, "个", "reported")],
    ),
    ("施工许可办理时限控制在90个工作日内。", [("施工许可办理时限", 90, "个工作日", "target")]),
    ("在收到申请后5个工作日内，将审查意见送达申请人。", [("审查意见送达申请人", 5, "个工作日", "target")]),
    (
        "出让合同签订后一个月内缴纳土地出让价款的50%。",
        [("缴纳土地出让价款", 1, "个月", "target"), ("缴纳土地出让价款", 50, "%", "reported")],
    ),
    ("按起始价的20%确定竞买保证金。", [("竞买保证金占起始价", 20, "%", "reported")]),
    (
        "按照项目投资额的10%给予奖补，最高500万元。",
        [("奖补占项目投资额", 10, "%", "reported"), ("奖补", 500, "万元", "reported")],
    ),
    (
        "对新认定的研发机构，分别给予50万元、10万元奖励。",
        [("新认定的研发机构奖励", 50, "万元", "reported"), ("新认定的研发机构奖励", 10, "万元", "reported")],
    ),
    (
        "给予二孩家庭1万元、三孩家庭2万元的购房补贴。",
        [("二孩家庭购房补贴", 1, "万元", "reported"), ("三孩家庭购房补贴", 2, "万元", "reported")],
    ),
    ("入园率及巩固率分别达到96%和95%。", [("入园率", 96, "%", "reported"), ("巩固率", 95, "%", "reported")]),
    ("水果、蔬菜产量分别增长3%、5%。", [("水果产量增长", 3, "%", "reported"), ("蔬菜产量增长", 5, "%", "reported")]),
    ("改造提升20所养老院、新增床位400张。", [("养老院", 20, "所", "reported"), ("新增床位", 400, "张", "reported")]),
    (
        "最高贷款额度从50万元调至60万元。",
        [("最高贷款额度", 50, "万元", "comparison"), ("最高贷款额度", 60, "万元", "reported")],
    ),
    (
        "森林覆盖率由2010年的21%提高到25%。",
        [("森林覆盖率", 21, "%", "comparison"), ("森林覆盖率", 25, "%", "reported")],
    ),
    (
        "项目签约30亿元，道路建设投入5亿元。",
        [("项目签约", 30, "亿元", "reported"), ("道路建设投入", 5, "亿元", "reported")],
    ),
    ("到2025年，法律专业人员比例不少于80%。", [("法律专业人员比例", 80, "%", "target")]),
    ("聘请“5名公职律师+1名审计员”。", [("公职律师", 5, "名", "reported"), ("审计员", 1, "名", "reported")]),
    ("各镇（街）均配备2名调解员。", [("调解员", 2, "名", "reported")]),
    (
        "产值增长6.7%、高于全省0.8个百分点。",
        [("产值增长", 6.7, "%", "reported"), ("产值增长高于全省", 0.8, "个百分点", "comparison")],
    ),
    ("培训千名以上文艺骨干。", [("文艺骨干", 1000, "名", "reported")]),
    ("投资3500万元的管网改造完工。", [("管网改造完工投资", 3500, "万元", "reported")]),
    ("贯彻《关于3项任务的意见》，落实“五个一”和“三项制度”。", []),
    ("2020年1-12月，12月5日，上午9时30分，第十届人大六次会议。", []),
    (
        "备案时间间隔由三个月调整为一个月。",
        [("备案时间间隔", 3, "个月", "comparison"), ("备案时间间隔", 1, "个月", "reported")],
    ),
    (
        "调整前男职工可贷款最高年龄为60岁,调整后为65岁。",
        [("男职工可贷款最高年龄", 60, "岁", "comparison"), ("男职工可贷款最高年龄", 65, "岁", "reported")],
    ),
    (
        "最高贷款额度(公积金贷款和商业贷款)不能超过评估价格的70%。",
        [("最高贷款额度占评估价格", 70, "%", "reported")],
    ),
    (
        "包括甲山、乙山等2座在线水库和丙山、丁山等8座末端水库。",
        [("在线水库", 2, "座", "reported"), ("末端水库", 8, "座", "reported")],
    ),
    ("设取水泵站1座。", [("取水泵站", 1, "座", "reported")]),
]


def drafted(text: str, kind: str = "Measure", status: str | None = "done") -> Draft:
    """A draft whose whole text is one leaf, with its figures."""
    section = Section(id="s1", path="一", level=1, heading="", role="done", start=0, end=len(text), parent=None)
    draft = Draft(text=text, head=Masthead(period="2020"), sections=(section,))
    draft.entities["e1"] = Entity(
        id="e1", type=kind, name=text, keys=("k",), properties={"section": "s1", "status": status}
    )
    nlp = blank()
    doc: Doc = nlp.make_doc(text)
    doc.user_data["draft"] = draft
    registry: Registry = load()
    component(registry)(doc)
    return draft


def told(draft: Draft, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(e.properties[k] for k in keys) for e in draft.entities.values() if e.type == "Figure"]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert told(drafted(text), "indicator", "value", "unit", "role") == expected


def test_planned_numbers_are_targets_unless_told_of_the_past() -> None:
    draft = drafted("新建绿道30公里，目前已建成12公里。", status="planned")
    assert told(draft, "value", "role") == [(30, "target"), (12, "reported")]


def test_problems_report() -> None:
    assert told(drafted("执法人员不足，缺编不少于12名。", "Problem", None), "role") == [("reported",)]


def test_year_is_the_one_named_before() -> None:
    draft = drafted("去年受理5件，今年受理6件。2018年受理7件。")
    assert told(draft, "value", "year") == [(5, "2019"), (6, "2020"), (7, "2018")]


def test_the_same_number_of_the_same_thing_counts_once() -> None:
    assert len(told(drafted("发放手册300册。发放手册300册。"), "value")) == 1


def test_quote_holds_the_number_and_keeps_to_its_clause() -> None:
    text = "一是深化改革。" + "甲、" * 120 + "共计办理事项1.2万件（其中线上9000件），群众满意。"
    draft = drafted(text)
    for relation in draft.relations:
        figure = draft.entities[relation.target].properties
        assert relation.start is not None
        assert relation.end is not None
        assert relation.quote == text[relation.start : relation.end]
        assert relation.start <= figure["start"] < figure["end"] <= relation.end
        assert relation.end - relation.start <= 160
        assert "。" not in str(relation.quote)


def test_damaged_text_states_nothing() -> None:
    text = "办理事项12件。"
    draft = drafted(text)
    assert told(draft, "value") == [(12,)]
    doc = blank().make_doc(text)
    doc.user_data["draft"] = Draft(
        text=text,
        head=Masthead(),
        sections=draft.sections,
        damaged=((4, 6),),
        entities={"e1": draft.entities["e1"]},
    )
    component(load())(doc)
    assert told(doc.user_data["draft"], "value") == []
