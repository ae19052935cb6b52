"""What pages read from the graph, on both engines: the right measures, levels and neighbours, with their totals."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from graph.errors import QueryError
from graph.store import State, Store
from tests.drafts import drivers as small
from tests.graphs import Draft
from viz.network import network
from viz.subgraph import drivers, subgraph
from viz.trace import trace


@pytest.fixture
def filled(store: Store) -> Store:
    """A city's report with a measure driven by its own words and one by the whole document; a district's report."""
    draft: Draft = small()
    draft.document("d2", "p2", region="东江省云江市松溪区").leaf(
        "m9", "清理证明", section="s2", work="p2", region="东江省云江市松溪区", year=2022
    )
    draft.node("Figure", "f1", "公开30条", indicator="公开", value=30.0, unit="条").edge(
        "HAS_FIGURE", "m1", "f1", quote="公开30条"
    )
    store.sync(draft.rows(), State("library", 1))
    return store


def data(page: str) -> Any:
    """What the page's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_topic_gives_its_measures_with_levels_works_and_figures(filled: Store) -> None:
    found = drivers(filled, topic="公开")
    assert found.measures == ("m1",)
    assert found.matching == 1
    levels = {(row["basis_id"], row["level"]) for row in found.rows}
    assert levels == {("l1", "leaf"), ("g1", "heading"), ("l2", "document")}
    assert [(row["work_id"], row["path"]) for row in found.works] == [("p1", "一/（一）")]
    assert [row["figure_id"] for row in found.figures] == ["f1"]


def test_a_law_gives_only_what_it_drives(filled: Store) -> None:
    assert {row["basis_id"] for row in drivers(filled, name="政府信息公开条例").rows} == {"l1"}
    assert set(drivers(filled, name="行政处罚法").measures) == {"m1", "m2"}
    assert drivers(filled, name="行政处罚法", year=2021).measures == ("m2",)
    assert drivers(filled, name="行政处罚法", topic="公开").measures == ("m1",)
    assert drivers(filled, name="行政处罚法", region="松溪区").measures == ()


def test_a_work_gives_all_its_measures_also_those_without_a_basis(filled: Store) -> None:
    found = drivers(filled, name="d2报告")
    assert (found.measures, found.rows) == (("m9",), ())
    assert {row["work_id"] for row in found.works} == {"p2"}
    assert set(drivers(filled, name="d1报告").measures) == {"m1", "m2"}


def test_the_page_of_a_trace_holds_each_hop_with_its_sentence(filled: Store) -> None:
    page = data(trace(filled, topic="公开", year=2022, region="云江市"))
    told = {(hop["source"], hop["target"]): hop["statements"][0] for hop in page["hops"]}
    assert told["basis:l1", "work:p1"]["quote"] == "落实条例"
    assert told["basis:l1", "work:p1"]["measures"] == ["measure:m1"]
    assert told["measure:m1", "figure:f1"]["quote"] == "公开30条"


def test_unknown_names_and_regions_are_told(filled: Store) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is named"):
        trace(filled, name="无此法")
    with pytest.raises(QueryError, match="no loaded document is of"):
        network(filled, region="北原省")
    with pytest.raises(QueryError, match="nothing in the graph is named"):
        network(filled, name="无此机构")


def test_around_a_law_stand_those_that_name_it_and_what_they_stand_in(filled: Store) -> None:
    found = subgraph(filled, name="行政处罚法")
    assert found.centre == "l2"
    assert set(found.things) == {"l2", "p1", "m1", "m2", "l1", "g1", "a1", "a2"}
    assert not found.truncated
    assert found.nodes_in_all == len(found.things)
    denied = [s for s in found.statements if s["polarity"] == "negative"]
    assert [(s["source_id"], s["target_id"]) for s in denied] == [("m1", "l2")]


def test_a_region_holds_its_works_and_a_limit_says_what_is_left_out(filled: Store) -> None:
    whole = subgraph(filled, region="松溪区")
    assert set(whole.things) == {"p2", "m9"}
    few = subgraph(filled, region="云江市", limit=3)
    assert len(few.things) == 3
    assert few.truncated
    assert few.nodes_in_all > 3
    assert "≥" in network(filled, region="云江市", limit=3)


def test_all_documents_together_show_no_measures(filled: Store) -> None:
    labels = {thing.label for thing in subgraph(filled).things.values()}
    assert labels <= {"Law", "Policy", "Program", "Agency"}
    assert {"Law", "Policy"} <= labels


def test_an_empty_graph_gives_empty_pages(store: Store) -> None:
    store.sync(Draft().rows(), State("library", 1))
    assert data(trace(store))["hops"] == []
    assert data(network(store))["nodes"] == []
