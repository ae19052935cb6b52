"""Works that a text names: tables of invented sentences and what is read in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.registry import load
from loaders import booktitles, numbers, references, shortforms, worktype
from loaders.draft import Draft, Masthead, draft_of
from loaders.gazetteer import Gazetteer
from loaders.linking import Linker
from loaders.tokenizer import blank

REGISTRY = load(Path(__file__).parent.parent / "samples" / "registry")
LINKER = Linker(REGISTRY)
GAZETTEER = Gazetteer(references.terms(REGISTRY))
COMPONENT = references.component(REGISTRY)
NLP = blank()
HEAD = Masthead(
    title="云江市城市绿化管理规定",
    issuer="云江市人民政府",
    published="2023-05-01",
    region="东江省云江市",
    level="municipal",
    work_type="Law",
    work_name="云江市城市绿化管理规定",
    doc_number="云江市人民政府令第9号",
)


def read(text: str, head: Masthead = HEAD) -> Draft:
    """The draft of a text after the component."""
    doc = NLP.make_doc(text)
    doc.user_data["draft"] = Draft(text=text, head=head, hits=GAZETTEER.find(text))
    return draft_of(COMPONENT(doc))


def named(draft: Draft) -> dict[str, str]:
    """Each surface that is a mention, with the name of its entity."""
    return {m.surface: draft.entities[m.entity].name for m in draft.mentions}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("学习《宪法》《民法典》。", {"宪法": "中华人民共和国宪法", "民法典": "中华人民共和国民法典"}),
        ("学习宪法法律。", {"宪法": "中华人民共和国宪法"}),
        ("依照行政诉讼法第十条应诉。", {"行政诉讼法": "中华人民共和国行政诉讼法"}),
        ("坚持罪刑法定，疑罪从无。", {}),
        ("完善统计法规，建设劳动法庭。", {}),
        ("贯彻《关于印发〈松溪区节水方案〉的通知》。", {"关于印发〈松溪区节水方案〉的通知": "松溪区节水方案"}),
        ("修订《市政府工作规则》。", {"市政府工作规则": "云江市人民政府工作规则"}),
        ("审核《云江市桥梁管理方案（送审稿）》。", {"云江市桥梁管理方案（送审稿）": "云江市桥梁管理方案"}),
        ("《编制“云上”建设专项规划》是重大事项。", {"“云上”建设专项规划": "“云上”建设专项规划"}),
        ("补办《不动产权证书》，播放《我们的河》。", {}),
        ("以《清清河水靠大家》为题，见《云江日报》。", {}),
        ("签订《商品房买卖合同》《管护责任书》。", {}),
        ("按《决定》执行。", {}),
        (
            "学习省人大常委会《决定》（第55号），对照《决定》检查。",
            {
                "决定": "东江省人民代表大会常务委员会决定（第55号）",
                "（第55号）": "东江省人民代表大会常务委员会决定（第55号）",
            },
        ),
        (
            "贯彻《松溪区河道保护管理方案》（以下简称《方案》），《方案》提出目标。",
            {"松溪区河道保护管理方案": "松溪区河道保护管理方案", "方案": "松溪区河道保护管理方案"},
        ),
        (
            "贯彻《东江省河道条例》，该条例自五月施行。",
            {"东江省河道条例": "东江省河道条例", "该条例": "东江省河道条例"},
        ),
        ("本规定自公布之日起施行，本法不适用。", {"本规定": "云江市城市绿化管理规定"}),
        ("云江市人民政府令第9号公布。", {"云江市人民政府令第9号": "云江市城市绿化管理规定"}),
        ("制定云江市2023年桥梁养护工作方案。", {"云江市2023年桥梁养护工作方案": "云江市2023年桥梁养护工作方案"}),
        ("各单位要制定工作方案，落实管理办法。", {}),
        (
            "2015年3月2日公布的《云江市城市绿化管理规定》同时废止。",
            {"云江市城市绿化管理规定": "云江市城市绿化管理规定（2015年）"},
        ),
        (
            "云江市人民政府令第3号公布的《云江市城市绿化管理规定》同时废止。",
            {
                "云江市人民政府令第3号": "云江市城市绿化管理规定（云江市人民政府令第3号）",
                "云江市城市绿化管理规定": "云江市城市绿化管理规定（云江市人民政府令第3号）",
            },
        ),
        ("《云江市绿化工作方案》已经市政府同意，现印发给你们。", {"云江市绿化工作方案": "云江市城市绿化管理规定"}),
        (
            "出台《云江市桥梁养护条例》，落实桥梁养护条例。",
            {"云江市桥梁养护条例": "云江市桥梁养护条例", "桥梁养护条例": "云江市桥梁养护条例"},
        ),
        (
            "落实《关于加强河道养护的意见》（东水〔2021〕6号），按照（东水〔2021〕6号）文件收费。",
            {"关于加强河道养护的意见": "关于加强河道养护的意见", "东水〔2021〕6号": "关于加强河道养护的意见"},
        ),
        (
            "下列文件予以废止：\n1.云江市桥梁养护办法（云府〔2006〕13号）\n2.云江市河道养护方案\n",
            {
                "云江市桥梁养护办法": "云江市桥梁养护办法",
                "云府〔2006〕13号": "云江市桥梁养护办法",
                "云江市河道养护方案": "云江市河道养护方案",
            },
        ),
        ("依据云江市档案条例检查。", {}),
        (
            "坏账参照水利企业库存物资核销管理办法有关规定处理。",
            {"水利企业库存物资核销管理办法": "水利企业库存物资核销管理办法"},
        ),
        ("参照单位内部物资采购管理办法有关规定处理。", {}),
        ("推广云江水利示范区节水分红激励办法。", {"云江水利示范区节水分红激励办法": "云江水利示范区节水分红激励办法"}),
        ("制定水权交易促进法、节水监督法。", {"水权交易促进法": "水权交易促进法", "节水监督法": "节水监督法"}),
        (
            "印发《云江市河道治理指标体系》，落实市定指标体系中有关水质的要求。",
            {"云江市河道治理指标体系": "云江市河道治理指标体系", "市定指标体系": "云江市河道治理指标体系"},
        ),
        (
            "编制“十五五”云江治理规划等专项规划。",
            {"“十五五”云江治理规划": "“十五五”云江治理规划"},
        ),
        (
            "审查《云江市水利发展第十五个五年规划纲要草案》。",
            {"云江市水利发展第十五个五年规划纲要草案": "云江市水利发展第十五个五年规划纲要"},
        ),
        (
            "落实《关于制定云江市水利发展第十五个五年规划的建议》。",
            {"关于制定云江市水利发展第十五个五年规划的建议": "关于制定云江市水利发展第十五个五年规划的建议"},
        ),
    ],
)
def test_reads(text: str, want: dict[str, str]) -> None:
    assert named(read(text)) == want


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("按《决定》执行。", "no_antecedent"),
        ("补办《不动产权证书》。", "not_instrument"),
        ("（第8号）", "no_antecedent"),
        ("收悉你局《关于建桥的请示》（云桥〔2020〕3号）。", "not_instrument"),
        ("该条例施行。", "no_antecedent"),
        ("见《未完的题目", "damaged"),
    ],
)
def test_rejects_with_reason(text: str, reason: str) -> None:
    assert {r.reason for r in read(text).rejects} == {reason}


def test_damaged_text_names_nothing() -> None:
    doc = NLP.make_doc("贯彻《云江市节水条例》。")
    doc.user_data["draft"] = Draft(text=doc.text, head=HEAD, damaged=((5, 7),))
    draft = draft_of(COMPONENT(doc))
    assert not draft.mentions
    assert [r.reason for r in draft.rejects] == ["damaged"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("根据国发〔2010〕33号文件", ["国发〔2010〕33号"]),
        ("（國發﹝2010﹞33號）", ["國發〔2010〕33号"]),
        ("云府办[2020] 5 号、云发改规（2021）7号", ["云府办〔2020〕5号", "云发改规〔2021〕7号"]),
        ("中华人民共和国国务院令第336号", ["国务院令第336号"]),
        ("主席令第七十一号", ["主席令第71号"]),
        ("国家经济贸易委员会令第44号", ["国家经济贸易委员会令第44号"]),
        ("2018年7月10日东江省人民政府令第9号", ["东江省人民政府令第9号"]),
        ("东江省人民政府第14号令", ["东江省人民政府令第14号"]),
        ("参照东江省水利厅（86）东水管字第21号文件", ["（86）东水管字第21号"]),
        ("《决定》（第55号）", ["第55号"]),
        ("第3号楼，2号线", []),
    ],
)
def test_numbers(text: str, names: list[str]) -> None:
    assert [n.name for n in numbers.find(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《甲》《乙》、《丙》", ["甲", "乙", "丙"]),
        ("《甲〈乙〉丙》", ["甲〈乙〉丙"]),
        ("《关于印发《乙》的通知》", ["关于印发《乙》的通知"]),
        ("《甲未完。《乙》", ["甲未完", "乙"]),
    ],
)
def test_titles(text: str, found: list[str]) -> None:
    assert [text[t.start : t.end] for t in booktitles.find(text)] == found


@pytest.mark.parametrize(
    ("title", "wrapped"),
    [
        ("云江市人民政府关于印发云江市节水方案的通知", ("云江市节水方案",)),
        ("关于印发〈甲方案〉和〈乙办法〉的通知", ("甲方案", "乙办法")),
        ("云江市人民政府印发关于扩大绿地若干措施的通知", ("关于扩大绿地若干措施",)),
        ("关于印发落实〈云江市节水条例〉任务分工方案的通知", ("落实〈云江市节水条例〉任务分工方案",)),
        ("关于印发〈甲方案〉等3个文件的通知", ("甲方案",)),
        ("关于转发落实〈云江市节水条例〉任务分工的通知", None),
        ("关于发布高温预警的通知", None),
        ("关于做好防汛工作的通知", None),
    ],
)
def test_peels(title: str, wrapped: tuple[str, ...] | None) -> None:
    wrapper = booktitles.peel(title)
    assert (wrapper.wrapped if wrapper else None) == wrapped


@pytest.mark.parametrize(
    ("title", "issuer", "number", "kind"),
    [
        ("东江省河道保护条例", None, None, "Law"),
        ("云江市桥梁管理规定", None, None, "Law"),
        ("云江市桥梁管理规定", None, "云府办〔2020〕5号", "Policy"),
        ("云江市人民政府工作规则", None, None, "Policy"),
        ("松溪区桥梁管理办法", None, None, "Policy"),
        ("云江市贯彻东江省河道保护条例实施办法", None, None, "Policy"),
        ("党组讨论和决定干部事项规定", None, None, "Law"),
        ("决定", "东江省人民代表大会常务委员会", None, "Law"),
        ("中共云江市委关于扩大绿地的决定", None, None, "Policy"),
        ("水质 铅的测定 分光光度法", None, None, "Policy"),
        ("松溪区2021年工作要点", None, None, "Policy"),
        ("云江市住房公积金提取管理办法", None, None, "Policy"),
        ("住房公积金管理条例", None, None, "Law"),
        ("云江水务集团公司章程", None, None, "Policy"),
    ],
)
def test_kinds(title: str, issuer: str | None, number: str | None, kind: str) -> None:
    assert worktype.classify(title, issuer, number) == kind


@pytest.mark.parametrize(
    ("name", "values", "title"),
    [
        ("民法典", {}, "中华人民共和国民法典"),
        ("保密法", {}, "中华人民共和国保守国家秘密法"),
        ("中华人民共和国行政处罚法（2021年修订）", {}, "中华人民共和国行政处罚法"),
        ("国务院关于进一步加强法治政府建设的意见", {"number": "国发〔2010〕33号"}, "国务院关于加强法治政府建设的意见"),
        ("国务院工作规则", {"number": "国发〔2099〕1号"}, None),
        ("云江市民法典", {}, None),
        ("国务院关于加强乡镇政府建设的意见", {}, None),
    ],
)
def test_links(name: str, values: dict[str, str], title: str | None) -> None:
    link = LINKER.link(name, **values)
    assert (link.row.title if link.row else None) == title


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("党政主要负责人履行推进法治第一责任人职责规定", "党政主要负责人履行推进法治建设第一责任人职责规定", True),
        ("法治政府建设实施纲要20152020", "法治政府建设实施纲要20212025", False),
        ("土地管理法实施条例", "土地管理法", False),
        ("东江省节水条例", "西江省节水条例", False),
    ],
)
def test_nearly_the_same(a: str, b: str, same: bool) -> None:
    assert LINKER.same(a, b) is same


def test_a_citys_own_list_is_not_the_central_one_of_its_title() -> None:
    draft = read("印发《2022年政务公开工作要点》。")
    entity = draft.entities[draft.mentions[0].entity]
    assert entity.resolution == "named"
    assert "东江省云江市" in entity.keys[0]


def test_two_numbers_in_one_bracket() -> None:
    one = read("落实《关于加强节水工作的意见》（东水发〔2020〕3号、东建发〔2020〕5号）。")
    assert [e.name for e in one.entities.values()][1:] == ["关于加强节水工作的意见"]
    two = read("落实《东江省节水意见》《东江省取水方案》（东水发〔2020〕3号、东水发〔2020〕4号）。")
    numbers = {e.name: e.properties["doc_number"] for e in list(two.entities.values())[1:]}
    assert numbers == {"东江省节水意见": "东水发〔2020〕3号", "东江省取水方案": "东水发〔2020〕4号"}


def test_works_under_one_number_stay_apart() -> None:
    draft = read("落实《关于印发〈节水管理办法〉〈取水管理办法〉的通知》（东水发〔2020〕3号）。")
    keys = [set(e.keys) for e in list(draft.entities.values())[1:]]
    assert len(keys) == 2
    assert not keys[0] & keys[1]


def test_articles_are_noted() -> None:
    draft = read("依照《中华人民共和国行政处罚法》（以下简称处罚法）第十条第二款处理。")
    assert draft.notes["articles"] == {(3, 15): "第十条第二款"}


def test_short_titles() -> None:
    assert shortforms.generic("实施方案")
    assert not shortforms.generic("节水方案")
    assert shortforms.abbreviates("督察规定", "工作督察规定")
    assert not shortforms.abbreviates("督察规定", "督察办法")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "落实2007年水利部令第906号、水利部令2011年第906号。",
            ["no:水利部令2007年第906号", "no:水利部令2011年第906号"],
        ),
        ("落实国务院令第9906号、东江省人民政府令第906号。", ["no:国务院令第9906号", "no:东江省人民政府令第906号"]),
        ("落实（86）东水管字第21号文件。", ["no:（86）东水管字第21号"]),
    ],
)
def test_orders_are_keyed_with_their_year(text: str, keys: list[str]) -> None:
    found = [key for e in read(text).entities.values() for key in e.keys if key.startswith("no:")]
    assert sorted(found) == sorted(keys)


def test_an_order_without_year_is_one_in_its_document_alone() -> None:
    found = [key for e in read("落实水利部令第906号。").entities.values() for key in e.keys if key.startswith("no:")]
    assert len(found) == 1
    assert found[0].startswith("no:水利部令第906号@")


def test_a_measure_of_the_province_is_not_the_citys_own_of_the_same_title() -> None:
    head = Masthead(
        title="云江市人民政府印发关于促进节水消费若干措施的通知",
        issuer="云江市人民政府",
        region="东江省云江市",
        level="municipal",
        work_type="Policy",
        work_name="关于促进节水消费若干措施",
        doc_number="云政规〔2023〕2号",
    )
    text = (
        "贯彻《省政府印发关于促进节水消费若干措施的通知》（东政规〔2023〕1号）。现将《关于促进节水消费若干措施》印发。"
    )
    draft = read(text, head)
    names = named(draft)
    assert names["关于促进节水消费若干措施"] == "关于促进节水消费若干措施"
    assert names["省政府印发关于促进节水消费若干措施的通知"] == "东江省人民政府印发关于促进节水消费若干措施的通知"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("出台支持节水产业发展的若干措施，培育企业。", {"支持节水产业发展的若干措施"}),
        ("印发实施水网建设总体规划和年度计划。", {"水网建设总体规划"}),
        ("出台配套实施方案，落实本地区实施意见。", set()),
        ("片区一体化实施方案调整为先审查总体方案。", set()),
        ("贯彻《村级水站管护办法》，落实村级水站管护办法要求。", {"村级水站管护办法"}),
        ("根据立法法、行政法规制定程序条例开展清理。", {"立法法", "行政法规制定程序条例"}),
        ("按照市委“十五五”规划建议谋划项目。", {"市委“十五五”规划建议"}),
    ],
)
def test_documents_without_marks(text: str, want: set[str]) -> None:
    assert {m.surface for m in read(text).mentions} == want
