"""Agencies: what is found in a sentence, and under which canonical name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spacy.tokens import Doc

from graph.registry import load
from loaders import agencies
from loaders.draft import Draft, Masthead, draft_of
from loaders.gazetteer import Gazetteer
from loaders.tokenizer import blank

REGISTRY = load(Path(__file__).parent.parent / "samples" / "registry")
GAZETTEER = Gazetteer(agencies.terms(REGISTRY))
FIND = agencies.component(REGISTRY)
NLP = blank()
CITY = Masthead(genre="报告", region="东江省云江市", issuer="云江市司法局", level="municipal")
DISTRICT = Masthead(genre="报告", region="东江省云江市松溪区", issuer="云江市松溪区人民政府", level="district")
PROVINCE = Masthead(genre="意见", region="东江省", issuer="东江省人民政府", level="provincial")
CENTRE = Masthead(genre="意见", region="全国", issuer="生态环境部", level="national")


def read(text: str, head: Masthead) -> Draft:
    """The draft of a text with its agencies."""
    draft = Draft(text=text, head=head, hits=GAZETTEER.find(text))
    doc: Doc = NLP.make_doc(text)
    doc.user_data["draft"] = draft
    return draft_of(FIND(doc))


def names(text: str, head: Masthead) -> list[str]:
    """The canonical names that a text mentions, in order, each once."""
    draft = read(text, head)
    order = sorted(draft.mentions, key=lambda m: (m.start, m.end))
    return list(dict.fromkeys(draft.entities[m.entity].name for m in order))


IN_CITY = [
    ("市委、市政府高度重视", ["中共云江市委员会", "云江市人民政府"]),
    ("省委、省政府部署", ["中共东江省委员会", "东江省人民政府"]),
    ("市发展改革委会同市财政局", ["云江市发展改革委", "云江市财政局"]),
    ("由市公安局、司法局负责", ["云江市公安局", "云江市司法局"]),
    ("我局组织实施", ["云江市司法局"]),
    ("我厅组织实施", []),
    ("向市人大常委会报告", ["云江市人民代表大会常务委员会"]),
    ("自觉接受人大、政协监督", ["云江市人民代表大会", "中国人民政治协商会议云江市委员会"]),
    ("办理市人大代表建议", []),
    ("市委全面依法治市委员会办公室牵头", ["中共云江市委全面依法治市委员会办公室"]),
    ("市委依法治市办牵头", ["中共云江市委全面依法治市委员会办公室"]),
    ("驻市司法局纪检监察组", ["云江市纪委监委驻云江市司法局纪检监察组"]),
    ("市中级人民法院、市检察院", ["云江市中级人民法院", "云江市人民检察院"]),
    ("市政务公开领导小组办公室设在", ["云江市政务公开领导小组办公室"]),
    ("市、区政府法律顾问室", ["云江市人民政府法律顾问室"]),
    ("云江市松溪区司法局和松溪区人民法院", ["云江市松溪区司法局", "云江市松溪区人民法院"]),
    ("中共云江市委员会组织部", ["中共云江市委员会"]),
    ("中共云江市第六届委员会、政协云江市委员会", ["中共云江市委员会", "中国人民政治协商会议云江市委员会"]),
    ("云江市和其他城市化解中心", []),
    ("高新区管委会负责", ["云江市高新区管委会"]),
    ("国务院办公厅和教育部印发", ["国务院办公厅", "教育部"]),
    ("国务院有关部门、公安部门", []),
    ("国家税务总局云江市税务局", ["国家税务总局云江市税务局"]),
    ("学习《国务院关于加强某项工作的意见》", ["国务院"]),
    ("学习《云江市公安局工作规则》", []),
    ("各区人民政府、市政府各部门、11个区政府、公安机关", []),
    ("城市管理、市场监管局面、市场主体受委托办理", []),
    ("全市政府系统、区域中心、县城、我市公安", []),
    ("围绕市中心工作、服务大局", []),
    ("成立云溪科技园公共法律服务工作站、金桥人民调解中心", ["云溪科技园公共法律服务工作站"]),
    ("云江市六届四次人大", ["云江市人民代表大会"]),
    ("国办发〔2020〕1号、普通高中办学条件", []),
]
IN_DISTRICT = [
    ("区委、区政府", ["中共云江市松溪区委员会", "云江市松溪区人民政府"]),
    ("市政府", ["云江市人民政府"]),
    ("省政府", ["东江省人民政府"]),
    ("区司法部门牵头", ["云江市松溪区司法局"]),
    ("市、区政府共同", ["云江市人民政府", "云江市松溪区人民政府"]),
    ("柳溪镇人民政府和海棠街道办事处", ["云江市松溪区柳溪镇人民政府", "云江市松溪区海棠街道办事处"]),
    ("各镇人民政府、有关街道办事处", []),
    ("纪委监委", ["云江市松溪区纪委监委"]),
]


@pytest.mark.parametrize(("text", "expected"), IN_CITY)
def test_names_in_a_city(text: str, expected: list[str]) -> None:
    assert names(text, CITY) == expected


@pytest.mark.parametrize(("text", "expected"), IN_DISTRICT)
def test_names_in_a_district(text: str, expected: list[str]) -> None:
    assert names(text, DISTRICT) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (PROVINCE, "市政府、县人民政府、省司法厅、财政厅", ["东江省司法厅", "东江省财政厅"]),
        (PROVINCE, "自觉接受人大监督", []),
        (PROVINCE, "省财政厅、云江证监局、省农垦集团，各市政府", ["东江省财政厅", "云江证监局", "东江省农垦集团"]),
        (PROVINCE, "处罚了省华丰贸易有限公司", []),
        (replace(CENTRE, published="1980-03-31"), "国家计委、地质部", ["国家计划委员会", "地质部"]),
        (replace(CENTRE, published="2000-03-31"), "国家计委", ["国家发展计划委员会"]),
        (CENTRE, "发展改革委、财政部牵头，市政府配合", ["国家发展和改革委员会", "财政部"]),
        (CENTRE, "我部会同环境保护部", ["生态环境部", "环境保护部"]),
        (replace(CENTRE, issuer="生态环境部办公厅"), "我部将组织核查", ["生态环境部"]),
        (Masthead(), "市政府、区委、云江市公安局", ["云江市公安局"]),
        (DISTRICT, "高新区管委会负责", ["云江市高新区管委会"]),  # a district has no zones of that kind, its city has
        (Masthead(region="浙江省衢州市开化县", level="district"), "经开区管委会负责", ["衢州市开化县经开区管委会"]),
    ],
)
def test_names_elsewhere(head: Masthead, text: str, expected: list[str]) -> None:
    assert names(text, head) == expected


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (
            PROVINCE,
            "修缮步道（牵头单位：农牧厅、林草局、红十字会）。",
            ["东江省农牧厅", "东江省林草局", "东江省红十字会"],
        ),
        (
            PROVINCE,
            "修缮步道（责任单位：云江证监局、住房和城乡建设厅，各市）。",
            ["云江证监局", "东江省住房和城乡建设厅"],
        ),
        (CENTRE, "修缮步道（牵头单位：林草局）。", ["国家林业和草原局"]),
        (CITY, "修缮步道（牵头单位:水利局,责任单位:公安局、各区）。", ["云江市水利局", "云江市公安局"]),
        (
            CENTRE,
            "抄送：生态环境部华东督察局，水利部水资源管理中心。",
            ["生态环境部华东督察局", "水利部水资源管理中心"],
        ),
        (DISTRICT, "区水利局会同县水利局开展检查。", ["云江市松溪区水利局"]),
        (CITY, "市房地产业协会、中介行业协会将开展培训。", ["云江市房地产业协会", "云江市中介行业协会"]),
    ],
)
def test_lists_of_who_bears_a_task_and_institutions_of_ministries(
    head: Masthead, text: str, expected: list[str]
) -> None:
    assert names(text, head) == expected


def test_former_bodies_are_told() -> None:
    draft = read("环境保护部和生态环境部", CENTRE)
    assert [bool(e.properties["former"]) for e in draft.entities.values()] == [True, False]


def test_one_office_under_two_short_names() -> None:
    draft = read("市发改委、市发展改革委、市发展和改革委员会", CITY)
    assert len(draft.entities) == 1


def test_no_name_in_damaged_text() -> None:
    text = "市公安局和市司法局"
    draft = Draft(text=text, head=CITY, damaged=((1, 3),), hits=GAZETTEER.find(text))
    doc = NLP.make_doc(text)
    doc.user_data["draft"] = draft
    assert [m.surface for m in draft_of(FIND(doc)).mentions] == ["市司法局"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市政府工作规则", ("云江市人民政府", 3)),
        ("市政府办公室工作规则", ("云江市人民政府办公室", 6)),
        ("我局工作规则", ("云江市司法局", 2)),
        ("云江市人民政府工作规则", None),
        ("市场监督办法", None),
    ],
)
def test_expand(text: str, expected: tuple[str, int] | None) -> None:
    assert agencies.expand(text, Draft(text="", head=CITY)) == expected
