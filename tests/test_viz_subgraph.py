"""What a network reads from the graph, on both engines: the right neighbours, with how many there are in all."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.store import State, Store
from tests.drafts import drivers as small
from tests.drafts import reports
from tests.graphs import Draft
from viz.network import network
from viz.subgraph import subgraph


@pytest.fixture
def filled(store: Store) -> Store:
    store.sync(reports().rows(), State("library", 1))
    return store


def test_unknown_names_and_regions_are_told(filled: Store) -> None:
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


def test_an_empty_graph_is_told(store: Store) -> None:
    store.sync(Draft().rows(), State("library", 1))
    with pytest.raises(QueryError, match="policygraph load"):
        network(store)


def test_an_overview_of_many_works_shows_what_they_share(store: Store) -> None:
    draft = small()
    for n in range(2, 12):
        draft.document(f"d{n}", f"p{n}").edge("CITES", f"p{n}", "l1" if n % 2 else "l2", doc=f"d{n}", section=f"s{n}")
    store.sync(draft.rows(), State("library", 1))
    found = subgraph(store, limit=8)
    assert len(found.things) == 8
    assert {"l1", "l2"} <= set(found.things)
    assert len(found.statements) >= 4
    assert found.truncated
    assert found.nodes_in_all >= 13
