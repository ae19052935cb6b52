"""Identity: which facts of different documents are of one thing."""

from __future__ import annotations

from graph.judgements import Judgement
from graph.keys import agency_key, node_id, work_keys
from graph.merge import merge
from graph.registry import load
from tests import making
from tests.graphs import edges, one
from tests.making import ISSUER, agency, figure, law, line, measure, mention, relation, work

WORLD = load()
TITLE = "关于做好政务公开工作的通知"


def test_a_cited_title_meets_the_loaded_text() -> None:
    own = work("e1", "云江市公共数据管理办法", doc_number="云府〔2021〕1号", issuer=ISSUER)
    cited = work("e2", "云江市公共数据管理办法")
    graph = merge([line("a", own=own), line("b", [cited], mentions=[mention(cited, 3)])], WORLD)
    node = one(graph, "Policy", "云江市公共数据管理办法")
    assert node.properties["resolution"] == "held"
    assert node.id == node_id("no:云府〔2021〕1号")
    assert [e.target for e in edges(graph, "MENTIONS")] == [node.id]


def test_a_title_with_its_issuer_in_front_is_the_same() -> None:
    long, short = work("e1", f"{ISSUER}{TITLE}", issuer=ISSUER), work("e2", TITLE, issuer=ISSUER)
    assert len([n for n in merge([line("a", [long, short])], WORLD).nodes.values() if n.label == "Policy"]) == 1


def test_the_notice_that_carries_a_plan_is_the_plan() -> None:
    plan = work("e1", "云江市数字政府规划", issuer=ISSUER)
    notice = work("e2", f"{ISSUER}关于印发《云江市数字政府规划》的通知", doc_number="云府〔2021〕1号")
    graph = merge([line("a", [plan]), line("b", [notice])], WORLD)
    assert len([n for n in graph.nodes.values() if n.label == "Policy"]) == 1


def test_equal_titles_without_a_place_stay_apart_across_regions() -> None:
    keys = [work_keys("Policy", TITLE, region=region) for region in ("东江省云江市", "西川省")]
    assert not set(keys[0]) & set(keys[1])


def test_three_works_of_one_number_stay_three() -> None:
    number = "云府〔2021〕1号"
    three = [work(f"e{n}", f"云江市住房公积金{word}管理办法", doc_number=number) for n, word in enumerate("缴提贷")]
    graph = merge([line(str(n), [entity]) for n, entity in enumerate(three)], WORLD)
    assert len([n for n in graph.nodes.values() if n.label == "Policy"]) == 3


def test_a_number_goes_to_the_text_that_bears_it() -> None:
    number = "云府〔2021〕1号"
    own = work("e1", "云江市数字政府规划", doc_number=number, issuer=ISSUER)
    wrong = work("e2", "云江市垃圾分类条例实施方案", doc_number=number)
    bare = work("e3", "", doc_number=number)
    graph = merge([line("a", own=own), line("b", [wrong]), line("c", [bare])], WORLD)
    assert {n.id for n in graph.nodes.values() if n.label == "Policy"} == {
        node_id("no:云府〔2021〕1号"),
        node_id("title:云江市垃圾分类条例实施方案"),
    }


def test_a_title_issued_again_under_another_number_is_another_work() -> None:
    both = [work("e1", "云江市考核办法", doc_number=number, issuer=ISSUER) for number in making.NUMBERS[1:]]
    graph = merge([line(str(n), own=entity) for n, entity in enumerate(both)], WORLD)
    assert len([n for n in graph.nodes.values() if n.label == "Policy"]) == 2


def test_copies_of_one_work_share_their_measures() -> None:
    number = "云府〔2021〕1号"
    first = work("e1", "云江市数字政府规划", doc_number=number, issuer=ISSUER)
    copy = work("e1", "云江市数字政府规划")
    rows = [
        line(
            name,
            [measure("m1", "推行一窗受理", own), figure("f1", "办结12件", 12)],
            [relation("HAS_FIGURE", "m1", "f1")],
            own=own,
        )
        for name, own in (("a", first), ("b", copy))
    ]
    graph = merge(rows, WORLD)
    assert len([n for n in graph.nodes.values() if n.label == "Measure"]) == 1
    assert len([n for n in graph.nodes.values() if n.label == "Figure"]) == 1
    assert len(edges(graph, "STATES")) == len(edges(graph, "CONTAINS")) == 2


def test_judgements_join_and_part() -> None:
    a, b = agency("e1", "云江市司法局"), agency("e2", "云江市司法行政局")
    rows, keys = [line("a", [a, b])], (agency_key(a.name), agency_key(b.name))
    joined = merge(rows, WORLD, [Judgement("same", *keys)])
    assert one(joined, "Agency", b.name).properties["aliases"] == [a.name]
    assert len(joined.nodes) == len(merge(rows, WORLD).nodes) - 1
    parted = merge(rows, WORLD, [Judgement("same", *keys), Judgement("not_same", *keys)])
    assert parted == merge(rows, WORLD)


def test_a_rejected_statement_is_gone() -> None:
    own, one_law = work("e1", "云江市数字政府规划"), law("e2", "中华人民共和国民法典")
    rows = [line("a", [one_law], [relation("CITES", "e1", "e2")], own=own)]
    (stated,) = edges(merge(rows, WORLD), "CITES")
    assert edges(merge(rows, WORLD, [Judgement("reject", stated.key)]), "CITES") == []
