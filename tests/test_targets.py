"""References resolved to the registry hit the work that is meant: invented cases, and judged places of the corpus."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from loaders.booktitles import peel
from loaders.draft import Draft
from loaders.extraction import extract
from tests import targets
from tests.parts import folder
from tests.test_references import LINKER, read


def linked(draft: Draft) -> list[tuple[str, str | None]]:
    """Each surface with the title in the registry that it was resolved to, None where to none."""
    found = ((m, draft.entities[m.entity]) for m in draft.mentions)
    return [(m.surface, e.name if e.resolution == "registry" else None) for m, e in found]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("采用双氧水法处理，按清算价格法评估，依照水法管理。", [("水法", "中华人民共和国水法")]),
        (
            "刑法修正案(十一)施行，依照刑法修正案判决。",
            [
                ("刑法修正案(十一)", "中华人民共和国刑法修正案（十一）"),
                ("刑法修正案", "中华人民共和国刑法修正案"),
            ],
        ),
        ("推动修订优化营商环境条例。", [("优化营商环境条例", None)]),
        ("修订《优化营商环境条例》。", [("优化营商环境条例", None)]),
        ("推进优化营商环境条例、节水条例等重点领域立法。", [("优化营商环境条例", None), ("节水条例", None)]),
        ("完成优化营商环境条例修订。", [("优化营商环境条例", None)]),
        ("贯彻新修订的《优化营商环境条例》。", [("优化营商环境条例", "优化营商环境条例")]),
        ("出台《优化营商环境条例》实施办法。", [("优化营商环境条例", "优化营商环境条例")]),
        (
            "落实《国务院关于加强法治政府建设的意见》和市政府《关于加强法治政府建设的意见》。",
            [
                ("国务院关于加强法治政府建设的意见", "国务院关于加强法治政府建设的意见"),
                ("关于加强法治政府建设的意见", None),
            ],
        ),
        (
            "落实国务院《关于加强法治政府建设的意见》。",
            [("关于加强法治政府建设的意见", "国务院关于加强法治政府建设的意见")],
        ),
        ("市政府《深化党和国家机构改革方案》已印发。", [("深化党和国家机构改革方案", None)]),
        ("2001年12月10日农业部令第6号公布。", [("农业部令第6号", "兽药质量监督抽样规定")]),
        ("2007年11月8日农业部令第6号修订。", [("农业部令第6号", None)]),
        ("依照农业部令第6号处理。", [("农业部令第6号", None)]),
        ("依照国务院令第427号处理。", [("国务院令第427号", "财政违法行为处罚处分条例")]),
    ],
)
def test_the_work_that_is_meant(text: str, want: list[tuple[str, str | None]]) -> None:
    assert linked(read(text)) == want


def test_an_implementing_rule_is_not_its_law() -> None:
    text = (
        "根据《中华人民共和国税收征收管理法》（以下简称税收征管法）、《中华人民共和国税收征收管理法实施细则》"
        "（以下简称税收征管法实施细则），依照税收征管法实施细则办理。"
    )
    law, rule = "中华人民共和国税收征收管理法", "中华人民共和国税收征收管理法实施细则"
    read_twice = [("税收征管法", law), ("税收征管法实施细则", rule), ("税收征管法实施细则", rule)]
    assert [pair for pair in linked(read(text)) if len(pair[0]) < 10] == read_twice


def test_a_notice_that_carries_rules_on_a_law_does_not_carry_the_law() -> None:
    wrapper = peel("国务院关于印发实施〈云江市节水法〉若干规定的通知")
    assert wrapper is not None
    assert wrapper.wrapped == ("实施〈云江市节水法〉若干规定",)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("建设项目环境影响评价分类管理名录", "建设项目环境影响评价分类管理名录"),
        ("建设项目环境影响评价分类管理名录（2015年版）", "建设项目环境影响评价分类管理名录"),
        ("建设项目环境影响评价分类管理名录（2021年版）", None),
        ("中华人民共和国行政处罚法（2021年修订）", "中华人民共和国行政处罚法"),
        ("关于修改部分地方性法规的决定", None),
        ("关于议案的若干暂行规定", None),
        ("北京市预算监督条例", "北京市预算监督条例"),
    ],
)
def test_a_title_shared_by_several_works_links_to_none(name: str, title: str | None) -> None:
    row = LINKER.link(name).row
    assert (row.title if row else None) == title


def test_draws_are_repeatable() -> None:
    cases = [targets.Case(f"d{n:03}_a", n, n + 2, "law:宪法", "宪法", "", "", "") for n in range(80)]
    assert targets.drawn(cases, 1, 20) == targets.drawn(reversed(cases), 1, 20)
    assert not [c for c in targets.drawn(cases, 1, 80) if c.document in targets.APART]


@pytest.mark.corpus
def test_judged_places_of_the_corpus() -> None:
    judged = [row for row in targets.judgements() if "_" in row.document]
    stems = {row.document for row in judged}
    paths = [path for path in sorted((folder("POLICYGRAPH_CORPUS") / "dev").glob("*.txt")) if path.stem in stems]
    problems: list[object] = []
    cases: Iterable[targets.Case] = [c for line in extract(paths, problems.append) for c in targets.resolved(line)]
    assert problems == []
    assert targets.faults(cases, judged) == []
