"""Measures and problems: which leaves are one, their names, status, year, deadline and keys; restraint."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from graph.records import Entity
from graph.registry import load
from loaders import measures
from loaders.draft import Draft, Masthead
from loaders.outline import outline
from loaders.tokenizer import blank

REPORT = Masthead(
    title="云江市人民政府2022年法治政府建设年度报告", genre="报告", period="2022", region="东江省云江市",
    work_type="Policy", work_name="云江市人民政府2022年法治政府建设年度报告",
)  # fmt: skip
PLAN = Masthead(
    title="云江市2023年政务公开工作方案", genre="方案", work_type="Policy", work_name="云江市2023年政务公开工作方案"
)
TEXT = """一、主要做法
（一）推进公开。
一是编制公开目录，全市共编12项。覆盖各部门。
二是更新清单；
（二）持续深化审批制度改革。办理3件。
二、存在的问题
一是目录还不够全。二是培训还不够多。
三、2023年工作安排
（一）补全公开目录（责任单位：市司法局）。2023年6月底前完成。
（二）推进公开。
"""


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return blank()


def draft_of(nlp: spacy.language.Language, text: str, head: Masthead) -> Draft:
    draft = Draft(text=text, head=head, sections=outline(text, head))
    doc: Doc = nlp.make_doc(text)
    doc.user_data["draft"] = draft
    measures.component(load())(doc)
    return draft


def leaves(draft: Draft) -> list[Entity]:
    return [e for e in draft.entities.values() if e.type in ("Measure", "Problem")]


def test_leaves_of_a_report(nlp: spacy.language.Language) -> None:
    found = leaves(draft_of(nlp, TEXT, REPORT))
    assert [(e.type, e.name, e.properties.get("status"), e.properties["year"]) for e in found] == [
        ("Measure", "编制公开目录，全市共编12项", "done", 2022),
        ("Measure", "更新清单", "done", 2022),
        ("Measure", "持续深化审批制度改革", "ongoing", 2022),
        ("Problem", "目录还不够全", None, 2022),
        ("Problem", "培训还不够多", None, 2022),
        ("Measure", "补全公开目录", "planned", 2023),
        ("Measure", "推进公开", "planned", 2023),
    ]
    assert [e.properties.get("deadline") for e in found] == [None] * 5 + ["2023-06", None]
    assert found[0].properties["headings"] == ["主要做法", "推进公开"]
    assert found[0].properties["region"] == "东江省云江市"
    assert found[0].properties["text"].startswith("一是编制公开目录")


def test_a_section_without_items_is_a_leaf_where_it_tells_something(nlp: spacy.language.Language) -> None:
    text = (
        "一、主要做法\n（一）推进公开。编制目录。\n二、存在的问题\n全市目录更新的速度同去年相比慢了一些。\n三、工作要求\n"
        "各区各部门要在今年年底之前补全公开目录，并把目录更新的进度按月送到市司法局，由市司法局汇总公布。\n四、组织领导\n"
    )
    told = [(e.type, e.name) for e in leaves(draft_of(nlp, text, REPORT))]
    assert told == [
        ("Measure", "推进公开"),
        ("Problem", "全市目录更新的速度同去年相比慢了一些"),
        ("Measure", "工作要求"),
    ]


def test_equal_names_are_two_measures_with_keys_of_their_own(nlp: spacy.language.Language) -> None:
    found = leaves(draft_of(nlp, "一、任务\n（一）推进公开。甲。\n二、保障工作\n（一）推进公开。乙。\n", PLAN))
    assert [e.name for e in found] == ["推进公开", "推进公开"]
    assert len({key for e in found for key in e.keys}) == 2


def test_copies_of_one_work_share_keys_and_other_works_do_not(nlp: spacy.language.Language) -> None:
    def keys(prefix: str, work: str) -> list[tuple[str, ...]]:
        text = prefix + "一、任务\n（一）推进公开。\n（二）编制目录。\n"
        draft = Draft(text=text, head=PLAN, sections=outline(text, PLAN))
        draft.work = draft.entity("Policy", work, [f"title:{work}"])
        doc = nlp.make_doc(text)
        doc.user_data["draft"] = draft
        measures.component(load())(doc)
        return [e.keys for e in leaves(draft)]

    assert keys("", "云江市方案") == keys("云江日报讯\n", "云江市方案")
    assert not set(keys("", "云江市方案")) & set(keys("", "松溪区方案"))


NOTHING = {
    "an English page": ("1. Open data. We publish files.\n2. Train staff. We hold classes.\n" * 3, "not_chinese"),
    "an empty page": ("", "no_text"),
    "a poem": ("白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼\n", "no_outline"),
    "an empty outline": ("一、总体要求\n二、主要任务\n三、保障措施\n", "empty_outline"),
    "headings alone": ("一、推进政务公开\n二、加强业务培训\n", "empty_outline"),
    "sections that frame": ("一、适用范围\n全市。\n二、申报条件\n有人。\n", "no_tasks"),
    "articles": ("第一条 为了公开，制定本办法。\n第二条 机关应当公开。\n第三条 公布之日施行。\n", "articles_only"),
}


@pytest.mark.parametrize(("text", "reason"), NOTHING.values(), ids=NOTHING)
def test_nothing_found_and_why(nlp: spacy.language.Language, text: str, reason: str) -> None:
    draft = draft_of(nlp, text, Masthead())
    assert leaves(draft) == []
    assert draft.notes["nothing"] == reason


ASIDE = [
    "一、总体要求\n（一）指导思想。以便民为要。\n（二）工作目标。全公开。\n二、任务\n（一）编目录。\n",
    "附件：1.公开目录\n2.公开清单\n",
    "一、适用范围\n本方案适用于全市。\n二、申报条件\n（一）设有机构。\n（二）有人。\n",
]


@pytest.mark.parametrize("text", ASIDE)
def test_what_only_frames_a_plan_is_no_measure(nlp: spacy.language.Language, text: str) -> None:
    assert [e.name for e in leaves(draft_of(nlp, text, PLAN)) if len(e.name) > 3] == []


DEADLINES = [
    ("2025年12月底前完成。", "2025-12", "2025年12月底前"),
    ("到2024年底前全部公开。", "2024-12", "到2024年底前"),
    ("9月底前完成。", "2023-09", "9月底前"),
    ("2023年5月20日前报送。", "2023-05-20", "2023年5月20日前"),
    ("（责任单位：市司法局；完成时限：长期坚持）", None, "完成时限：长期坚持"),
    ("到2025年，全部公开。", "2025", "到2025年"),
    ("2023年全年办理12件。", None, None),
]


@pytest.mark.parametrize(("words", "date", "told"), DEADLINES)
def test_deadlines(nlp: spacy.language.Language, words: str, date: str | None, told: str | None) -> None:
    found = leaves(draft_of(nlp, f"一、任务\n（一）编制目录。{words}\n（二）更新清单。\n", PLAN))
    assert (found[0].properties.get("deadline"), found[0].properties.get("deadline_text")) == (date, told)
