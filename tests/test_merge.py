"""Merging: a pure function of the set of lines, and the same by steps as at once."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.delta import delta
from graph.edges import linked_edges
from graph.facts import Fact, Link
from graph.judgements import Judgement
from graph.keys import agency_key, document_id, edge_key, law_key, node_id
from graph.library import Library
from graph.lines import dumps, loads
from graph.merge import merge
from graph.ontology import ontology
from graph.records import Graph, Line
from graph.registry import load
from tests import making
from tests.graphs import Held, edges, one
from tests.making import ISSUER, agency, law, line, measure, mention, program, relation, work

WORLD = load()
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # shrinking lines takes minutes; a seed tells the case as well
PLAIN = settings(max_examples=50, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])


def sole(rows: list[Line]) -> list[Line]:
    """The last line of each document: what a library would hold."""
    return list({row.document.id: row for row in rows}.values())


@PLAIN
@given(st.lists(making.lines(), max_size=5).map(sole), st.randoms(use_true_random=False), making.judgements)
def test_order_never_matters(rows: list[Line], chance: object, judged: list[Judgement]) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled, WORLD, reversed(judged)) == merge(rows, WORLD, judged)


@PLAIN
@given(making.lines(), making.lines())
def test_order_never_matters_for_two_contents_of_one_document(a: Line, b: Line) -> None:
    assert merge([a, b], WORLD) == merge([b, a], WORLD)


@PLAIN
@given(making.lines())
def test_a_line_goes_to_text_and_back(row: Line) -> None:
    assert dumps(loads(dumps(row))) == dumps(row)
    assert merge([loads(dumps(row))], WORLD) == merge([row], WORLD)


steps = st.lists(
    st.one_of(making.lines().map(lambda row: ("put", row)), st.sampled_from("abcd").map(lambda name: ("forget", name))),
    max_size=8,
)


@PLAIN
@given(steps, st.sets(st.integers(0, 8)), making.judgements)
def test_by_steps_as_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]], looks: set[int], judged: list[Judgement]
) -> None:
    """A database that is brought up to date now and then holds what a merge of the whole library gives."""
    with Library(tmp_path_factory.mktemp("steps") / "library.sqlite") as library:
        library.prepare(WORLD)
        held, since = Held(), library.revision
        for number, (what, thing) in enumerate(steps):
            if what == "put":
                assert isinstance(thing, Line)
                library.put(thing)
            else:
                library.forget([document_id(str(thing), 1)])
            if number in looks or number == len(steps) - 1:
                change = delta(library, WORLD, judged, since)
                assert change is not None
                since = library.revision
                held.apply(change)
                assert held.graph() == merge(library, WORLD, judged)


@PLAIN
@given(st.lists(making.lines(), max_size=4).map(sole))
def test_every_row_fits_the_ontology(rows: list[Line]) -> None:
    graph = merge(rows, WORLD)
    types = {"text": str, "texts": list, "integer": int, "number": float, "boolean": bool, "date": datetime.date}
    for node in graph.nodes.values():
        kinds = ontology().labels[node.label].properties
        assert node.properties["id"] == node.id
        for name, value in node.properties.items():
            assert name == "id" or isinstance(value, types[kinds[name].type])
    for key, edge in graph.edges.items():
        assert edge.properties["key"] == key
        assert ontology().fits(edge.type, edge.source_label, edge.target_label)
        assert edge.properties["basis"] in ontology().relations[edge.type].basis
        assert {edge.source, edge.target} <= graph.nodes.keys()


def test_nothing_gives_nothing() -> None:
    assert merge([], WORLD) == Graph({}, {})


def test_a_law_of_the_registry_carries_its_facts_and_its_successor() -> None:
    old = law("e1", "中华人民共和国物权法")
    graph = merge([line("a", [old], mentions=[mention(old, 3)])], WORLD)
    code = one(graph, "Law", "中华人民共和国民法典")
    assert one(graph, "Law", "中华人民共和国物权法").properties["status"] == "repealed"
    assert code.properties["promulgated"] == datetime.date(2020, 5, 28)
    assert code.id == node_id(law_key("民法典"))
    replaced = edges(graph, "REPLACES")
    assert [(e.source, e.properties["basis"], e.properties["doc"]) for e in replaced] == [
        (code.id, "registry", "registry")
    ]


def test_offices_stand_under_their_government_up_to_the_state_council() -> None:
    office = agency("e1", "广州市海珠区司法局", "广东省广州市海珠区")
    graph = merge([line("a", [office])], WORLD)
    names = {n.id: n.properties.get("name") for n in graph.nodes.values()}
    assert {(names[e.source], names[e.target]) for e in edges(graph, "SUBORDINATE_TO")} == {
        ("广州市海珠区司法局", "广州市海珠区人民政府"),
        ("广州市海珠区人民政府", "广州市人民政府"),
        ("广州市人民政府", "广东省人民政府"),
        ("广东省人民政府", "国务院"),
    }
    assert all("组织法" in e.properties["ground"] for e in edges(graph, "SUBORDINATE_TO"))


def test_a_tax_office_does_not_stand_under_the_local_government() -> None:
    graph = merge([line("a", [agency("e1", "广州市税务局", "广东省广州市")])], WORLD)
    assert edges(graph, "SUBORDINATE_TO") == []


def test_a_former_body_is_replaced_by_its_successor() -> None:
    graph = merge([line("a", [agency("e1", "环境保护部", None)])], WORLD)
    assert one(graph, "Agency", "环境保护部").properties["former"] is True
    (edge,) = edges(graph, "REPLACES")
    assert graph.nodes[edge.source].properties["name"] == "生态环境部"


def test_a_known_program_is_one_for_all_and_an_own_one_is_not() -> None:
    rows = [line("a", [program("e1", "“放管服”改革", "全国"), program("e2", "“云江通办”平台")])]
    graph = merge(rows, WORLD)
    assert one(graph, "Program", "“放管服”改革").properties["scope"] == "全国"
    assert one(graph, "Program", "“云江通办”平台").properties["scope"] == making.REGION


def test_the_same_link_of_two_facts_is_one_edge_whatever_their_order() -> None:
    keys = agency_key("云江市司法局"), agency_key(ISSUER)
    linking = [
        Fact(
            type="Agency",
            name="云江市司法局",
            keys=keys[:1],
            links=(Link(type="SUBORDINATE_TO", source=keys[0], target=keys[1], properties={"ground": ground}),),
        )
        for ground in ("第一条", "第二条")
    ]
    made = [linked_edges(facts, lambda key: ("Agency", key)) for facts in (linking, linking[::-1])]
    assert made[0] == made[1]
    assert [edge.properties["ground"] for edge in made[0].values()] == ["第一条"]


def test_mentions_are_counted_once_for_each_section_and_thing() -> None:
    office = agency("e1", ISSUER)
    graph = merge([line("a", [office], mentions=[mention(office, n) for n in (0, 5, 60)])], WORLD)
    assert sorted(e.properties["count"] for e in edges(graph, "MENTIONS")) == [1, 2]


def test_a_statement_carries_its_evidence() -> None:
    own, office = work("e1", "云江市数字政府规划"), agency("e2", ISSUER)
    leaf = measure("m1", "推行一窗受理", own, status="done", year="2022", deadline="2022-13-40")
    said = relation("CARRIES_OUT", "e2", "m1", start=4, role="lead", confidence=0.9)
    graph = merge([line("a", [office, leaf], [said], own=own)], WORLD)
    (edge,) = edges(graph, "CARRIES_OUT")
    assert edge.properties["quote"] == making.TEXT[4:11]
    assert (edge.properties["role"], edge.properties["confidence"]) == ("lead", 0.9)
    assert edge.key == edge_key("CARRIES_OUT", edge.source, edge.target, document_id("a", 1), 4)
    assert graph.nodes[edge.properties["section"]].properties["path"] == "一"
    made = one(graph, "Measure", "推行一窗受理").properties
    assert (made["year"], made["region"], "deadline" in made) == (2022, making.REGION, False)


def test_nothing_is_related_to_itself() -> None:
    own = work("e1", "云江市数字政府规划", issuer=ISSUER)
    again = work("e2", "云江市数字政府规划")
    graph = merge([line("a", [again], [relation("CITES", "e1", "e2")], own=own)], WORLD)
    assert edges(graph, "CITES") == []


def test_one_more_document_touches_only_what_it_names(tmp_path: Path) -> None:
    office = agency("e1", ISSUER)
    with Library(tmp_path / "library.sqlite") as library:
        library.put_all([line(str(n), [office], mentions=[mention(office, n)]) for n in range(60)])
        library.prepare(WORLD)
        since = library.revision
        library.put(line("new", [agency("e1", ISSUER)]))
        change = delta(library, WORLD, (), since)
    assert change is not None
    assert {n.label for n in change.upsert_nodes} == {"Document", "Section"}
    assert {e.properties["doc"] for e in change.upsert_edges} == {document_id("new", 1)}
    assert not change.delete_nodes
    assert not change.delete_edges
