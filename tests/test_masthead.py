"""Mastheads: what short invented documents say of themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.registry import load
from loaders.dates import days
from loaders.masthead import masthead
from loaders.places import areas_of, place_of

REGISTRY = load(Path(__file__).parent.parent / "samples" / "registry")
BODY = "\n\n一、主要工作\n（一）推进政务公开。市委、市政府高度重视，我市公开信息100条。\n"
LETTER = "各区人民政府，市政府各部门：\n《{}》已经市政府同意，现印发给你们，请认真贯彻执行。\n\n{}\n2021年3月5日\n\n"

DOCUMENTS: list[tuple[str, str, dict[str, str], dict[str, Any]]] = [
    (
        "report",
        "云江市司法局2021年法治政府建设年度报告\n\n2022-01-20\n\n2021年，我局认真履行职责。" + BODY,
        {},
        {
            "title": "云江市司法局2021年法治政府建设年度报告",
            "genre": "报告",
            "issuer": "云江市司法局",
            "published": "2022-01-20",
            "period": "2021",
            "region": "东江省云江市",
            "work_name": "云江市司法局2021年法治政府建设年度报告",
            "level": "municipal",
        },
    ),
    (
        "short issuer in the title",
        "市政府办公室2019年法治政府建设工作情况\n\n2019年，我办积极推进云江市各项工作，云江市经验得到推广。" + BODY,
        {"published": "2020-01-04"},
        {
            "issuer": "云江市人民政府办公室",
            "period": "2019",
            "published": "2020-01-04",
            "work_name": "云江市人民政府办公室2019年法治政府建设工作情况",
        },
    ),
    (
        "letter in one line whose signature runs into the list of what is attached",
        "关于核查取水口的函\n\n关于核查取水口的函云江市人民政府：请核查取水口。附件：1.取水口清单2.核查表东江省水利厅东江省生态环境厅"
        "2021年3月5日（此件公开发布）抄送：东江省司法厅。东江省水利厅2021年3月6日印发",
        {},
        {"issuer": "东江省水利厅", "published": "2021-03-05", "region": "东江省"},
    ),
    (
        "page of news on a notice",
        "【东江省云江市】《关于节约用水的通知》\n\n3月5日,云江市水利局等三部门联合印发《关于节约用水的通知》,明确节水目标。"
        "东江省司法厅此前印发《普法工作要点》。" + BODY,
        {},
        {"issuer": "云江市水利局", "work_name": "关于节约用水的通知"},
    ),
    (
        "the page files the text under its place",
        "【东江省云江市】关于优化用水政策的通知\n\n自3月1日起，市水利局受理用水申请。" + BODY,
        {},
        {"region": "东江省云江市", "issuer": None},
    ),
    (
        "day of the edition behind the title",
        "东江省节水条例(2021-01-22)\n\n第一条 为了节约用水，制定本条例。\n第二条 单位应当节约用水。\n",
        {},
        {"work_name": "东江省节水条例", "work_type": "Law"},
    ),
    (
        "the page files the text under a ministry",
        "【水利部】节约用水工作会议召开\n\n会议指出，要节约用水。"
        + BODY.replace("我市", "全国").replace("市委、市政府", "各地"),
        {},
        {"region": "全国", "issuer": None},
    ),
    (
        "number and edition behind the title",
        "云江市水利局关于节约用水的通知（云水规〔2021〕6号）\n\n按照东府〔2020〕3号文件要求，通知如下：" + BODY,
        {},
        {"doc_number": "云水规〔2021〕6号", "work_name": "云江市水利局关于节约用水的通知", "issuer": "云江市水利局"},
    ),
    (
        "number of the ground at the head of the text",
        "云江市水利局关于节约用水的通知\n\n按照东府〔2020〕3号文件要求，通知如下：" + BODY,
        {},
        {"doc_number": None},
    ),
    (
        "letter whose lines were set again: what is attached stands before who signed, the imprint behind",
        "关于核查取水口的函\n\n云江市人民政府：\n请核查取水口。\n附件：取水口清单东江省水利厅2021年3月5日\n（此件公开发布）\n"
        "抄送：东江省司法厅。\n东江省水利厅办公室\n2021年3月6日\n印发",
        {},
        {"issuer": "东江省水利厅", "published": "2021-03-05"},
    ),
    (
        "notice that carries a plan whose years stand on a line of their own",
        "云江市人民政府关于印发云江市法治建设规划（2021—2025年）的通知\n\n云府〔2021〕6号\n\n"
        + LETTER.format("云江市法治建设规划（2021—2025年）", "云江市人民政府")
        + "云江市法治建设规划\n（2021—2025年）\n\n为推进法治建设，制定本规划。"
        + BODY,
        {},
        {
            "title": "云江市人民政府关于印发云江市法治建设规划（2021—2025年）的通知",
            "genre": "规划",
            "issuer": "云江市人民政府",
            "doc_number": "云府〔2021〕6号",
            "published": "2021-03-05",
            "period": None,
            "work_type": "Policy",
            "work_name": "云江市法治建设规划（2021—2025年）",
            "work_aliases": ("云江市人民政府关于印发云江市法治建设规划（2021—2025年）的通知",),
        },
    ),
    (
        "title over two lines, number in other brackets, day in characters",
        "东江省人民政府办公厅关于\n促进数据共享的实施意见\n东府办﹝2020﹞12号\n\n各市人民政府：\n为推进工作，提出如下意见。\n"
        "东江省人民政府办公厅\n二〇二〇年十月一日\n",
        {},
        {
            "title": "东江省人民政府办公厅关于促进数据共享的实施意见",
            "issuer": "东江省人民政府办公厅",
            "doc_number": "东府办〔2020〕12号",
            "published": "2020-10-01",
            "region": "东江省",
            "level": "provincial",
        },
    ),
    (
        "a tag of the site before the title",
        "【东江省云江市】云江市水利局关于促进节约用水的通知\n\n各单位：\n现就有关事项通知如下。\n" + BODY,
        {},
        {"title": "云江市水利局关于促进节约用水的通知", "issuer": "云江市水利局"},
    ),
    (
        "news of the title",
        "【东江云江】云江市水利局出台《云江市节约用水实施细则》\n\n各单位：\n现就有关事项通知如下。\n" + BODY,
        {},
        {"work_name": "云江市节约用水实施细则"},
    ),
    (
        "title that runs into its preamble",
        "关于开展河道清理工作的通知为贯彻落实《云江市河道条例》，规范河道管理，督促有关单位落实治理责任，经市人民政府同意，"
        "现就有关事项通知如下，请各单位认真执行。\n一、好\n",
        {},
        {"title": "关于开展河道清理工作的通知", "work_name": "关于开展河道清理工作的通知"},
    ),
    (
        "marks around a title on trial",
        "【东江省云江市】《云江市节约用水若干措施（试行）》\n\n为促进节约用水，提出以下措施。\n" + BODY,
        {},
        {"work_name": "云江市节约用水若干措施（试行）"},
    ),
    (
        "letter without title",
        LETTER.format("云江市数据管理方案", "云江市人民政府办公室")
        + "云江市数据管理方案\n\n为加强管理，制定本方案。"
        + BODY,
        {},
        {
            "title": "云江市数据管理方案",
            "issuer": "云江市人民政府办公室",
            "work_name": "云江市数据管理方案",
            "published": "2021-03-05",
        },
    ),
    (
        "rule published by an order; the day it takes effect is no day of it",
        "云江市数据管理办法\n\n（2018年5月2日云江市人民政府令第16号公布 自2018年7月1日起施行）\n\n"
        "第一章 总则\n\n第一条 为了管理数据，制定本办法。\n",
        {},
        {
            "genre": "办法",
            "issuer": "云江市人民政府",
            "doc_number": "云江市人民政府令第16号",
            "published": "2018-05-02",
            "work_type": "Law",
            "period": None,
        },
    ),
    (
        "regulation passed by a congress",
        "东江省数据条例\n\n（2012年5月28日东江省第十届人民代表大会常务委员会第七次会议通过）\n\n"
        "第一条 为了管理数据，制定本条例。\n",
        {},
        {"issuer": "东江省人民代表大会常务委员会", "work_type": "Law", "published": "2012-05-28", "region": "东江省"},
    ),
    (
        "law passed by the congress of the nation",
        "中华人民共和国数据渡口法\n\n（2012年5月28日第十一届全国人民代表大会常务委员会第七次会议通过\n\n"
        "根据2018年3月2日《关于修改〈中华人民共和国数据渡口法〉的决定》修正）\n\n第一条 为了管理数据渡口，制定本法。\n",
        {},
        {"issuer": "全国人民代表大会常务委员会", "work_type": "Law", "region": "全国"},
    ),
    (
        "rules passed by a government's meeting",
        "云江市数据渡口办法\n\n（2012年5月28日云江市人民政府第7次常务会议通过）\n\n第一条 为了管理数据，制定本办法。\n",
        {},
        {"issuer": "云江市人民政府", "published": "2012-05-28"},
    ),
    (
        "page made for telephones, its hour run into its day",
        "云江市安居工作若干措施\n云江发布2023-02-1121:43发表于东江\n\n一、给予购房补贴。\n",
        {},
        {"published": "2023-02-11", "region": "东江省云江市"},
    ),
    (
        "news of a province named in passing",
        "省政府办公厅印发《关于节约用水的若干措施》\n\n近日，省政府办公厅印发了《关于节约用水的若干措施》。\n\n"
        "一、支持节水。全省各地都要节水，东江省和云江市先行。\n",
        {},
        {"region": "东江省", "issuer": "东江省人民政府办公厅"},
    ),
    (
        "code",
        "# 东江省数据法典\n\n2012年5月28日东江省第十届人民代表大会第七次会议通过\n\n目 录\n\n第一编 总则\n\n"
        "第一编 总则\n\n第一章 一般规定\n\n第一条 为了管理数据，制定本法典。\n",
        {},
        {"title": "东江省数据法典", "genre": "法典", "work_type": "Law"},
    ),
    (
        "amendment of a law",
        "东江省数据条例修正案（二）\n\n2012年5月28日 东江省人民代表大会常务委员会通过\n\n"
        "一、将第三条修改为：“数据应当公开。”\n",
        {},
        {"title": "东江省数据条例修正案（二）", "genre": "修正案", "work_type": "Law"},
    ),
    (
        "report to a congress",
        "政 府 工 作 报 告\n\n——2022年2月10日在云江市松溪区第十四届人民代表大会第二次会议上\n\n"
        "松溪区人民政府区长 王某某\n\n各位代表：\n现在，我代表区政府作报告。\n",
        {},
        {
            "title": "政府工作报告",
            "issuer": "云江市松溪区人民政府",
            "published": "2022-02-10",
            "period": "2021",
            "region": "东江省云江市松溪区",
        },
    ),
    (
        "untitled report of a district",
        "2021年以来，我区认真落实区委、区政府和市委、市政府部署，《松溪区2021年法治政府建设工作要点》落实到位。"
        "云江市对松溪区进行督察。现将有关情况报告如下：\n一、主要做法\n（一）我区推进工作。\n",
        {},
        {
            "title": None,
            "genre": "报告",
            "issuer": "云江市松溪区人民政府",
            "period": "2021",
            "region": "东江省云江市松溪区",
            "published": None,
            "work_name": "云江市松溪区人民政府2021年法治政府建设情况报告",
        },
    ),
    (
        "central notice",
        "国务院办公厅关于做好某项工作的通知\n国办发〔2015〕40号\n各省、自治区、直辖市人民政府：\n请认真落实。\n国务院办公厅\n2015年6月1日\n",
        {},
        {"issuer": "国务院办公厅", "region": "全国", "doc_number": "国办发〔2015〕40号", "published": "2015-06-01"},
    ),
    (
        "poem",
        "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。\n",
        {},
        {"title": None, "issuer": None, "region": None},
    ),
    (
        "number behind a title that the page sets twice",
        "国务院关于促进节水工作的若干意见\n\n国务院关于促进节水工作的若干意见国发 〔2011〕 912 号各省、"
        "自治区、直辖市人民政府：节水是大事。一、总体要求（一）指导思想。以节水为先。（二）基本原则。坚持保护。",
        {},
        {"doc_number": "国发〔2011〕912号", "issuer": "国务院"},
    ),
    (
        "rule that a minister proclaims in the first lines",
        "水利部节水审批规定\n\n水利部节水审批规定《水利部节水审批规定》已于2020年11月5日由水利部部务会议审议通过，现予公布，"
        "自2021年1月1日起施行。部长 李明2020年11月23日水利部节水审批规定第一章　总则第一条　为了节水，制定本规定。",
        {},
        {"published": "2020-11-23", "work_type": "Law", "issuer": "水利部"},
    ),
    (
        "yearly report without title that speaks of itself",
        "本年度报告根据《中华人民共和国政府信息公开条例》编制。\n一、总体情况\n2024年，云江市人民政府坚持公开。云江市政府信息公开100条。",
        {},
        {"genre": "报告", "period": "2024", "title": None},
    ),
    ("nothing", "", {}, {"title": None, "work_name": None, "body_start": 0}),
]


@pytest.mark.parametrize(("text", "meta", "expected"), [d[1:] for d in DOCUMENTS], ids=[d[0] for d in DOCUMENTS])
def test_masthead(text: str, meta: dict[str, str], expected: dict[str, Any]) -> None:
    head = masthead(text, meta, REGISTRY)
    assert {field: getattr(head, field) for field in expected} == expected
    if head.title_span:
        start, end = head.title_span
        assert "".join(text[start:end].split()) == "".join((head.title or "").split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年1月11日", ["2021-01-11"]),
        ("2021-01-11 17:09", ["2021-01-11"]),
        ("二○二一年十二月三十一日", ["2021-12-31"]),
        ("二〇〇五年七月九日", ["2005-07-09"]),
        ("2021年2月30日", []),
        ("2021年1月", []),
    ],
)
def test_days(text: str, expected: list[str]) -> None:
    assert [day.iso for day in days(text)] == expected


@pytest.mark.parametrize(
    ("region", "prefixes"),
    [
        ("东江省云江市松溪区", ["东江省", "云江市", "云江市松溪区"]),
        ("北京市东城区", ["北京市", "北京市东城区"]),
        ("江苏省苏州市昆山市", ["江苏省", "苏州市", "昆山市"]),
        ("云南省西双版纳傣族自治州勐海县", ["云南省", "西双版纳傣族自治州", "西双版纳傣族自治州勐海县"]),
        ("湖北省荆州市沙市区", ["湖北省", "荆州市", "荆州市沙市区"]),
        ("东江省云江市松溪区柳溪镇", ["东江省", "云江市", "云江市松溪区", "云江市松溪区柳溪镇"]),
        ("全国", []),
    ],
)
def test_place(region: str, prefixes: list[str]) -> None:
    assert [area.prefix for area in place_of(region).areas] == prefixes


@pytest.mark.parametrize(
    ("region", "word", "expected"),
    [
        ("东江省云江市松溪区", "市", "云江市"),
        ("东江省云江市松溪区", "区", "松溪区"),
        ("江苏省苏州市昆山市", "市", "昆山市"),
        ("北京市东城区", "市", "北京市"),
        ("东江省云江市", "区", None),
        ("西藏自治区", "自治区", "西藏自治区"),
    ],
)
def test_what_a_level_means(region: str, word: str, expected: str | None) -> None:
    area = place_of(region).named(word)
    assert (area.name if area else None) == expected


def test_chain_goes_down_and_needs_one_reading() -> None:
    areas = areas_of(REGISTRY)
    found = areas.chain("东江省云江市松溪区司法局", 0, place_of(None))
    assert found is not None
    assert (found[0].full, found[1]) == ("东江省云江市松溪区", 9)
    assert areas.chain("鼓楼区司法局", 0, place_of(None)) is None
