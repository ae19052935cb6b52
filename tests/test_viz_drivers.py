"""What a trace reads from the graph, on both engines: the right measures, levels, counterparts and totals."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from graph.errors import QueryError
from graph.store import State, Store
from tests.drafts import plans, reports
from tests.graphs import Draft
from viz.drivers import Asked, drivers
from viz.trace import trace


@pytest.fixture
def filled(store: Store) -> Store:
    store.sync(reports().rows(), State("library", 1))
    return store


def data(page: str) -> Any:
    """What the page's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_topic_gives_its_measures_with_levels_works_and_figures(filled: Store) -> None:
    found = drivers(filled, Asked(topic="公开"))
    assert found.measures == ("m1",)
    assert found.matching == 1
    levels = {(row["basis_id"], row["level"]) for row in found.rows}
    assert levels == {("l1", "leaf"), ("g1", "heading"), ("l2", "document")}
    assert [(row["work_id"], row["path"]) for row in found.works] == [("p1", "一/（一）")]
    assert [row["figure_id"] for row in found.figures] == ["f1"]


def test_a_law_gives_only_what_it_drives(filled: Store) -> None:
    assert {row["basis_id"] for row in drivers(filled, Asked(name="政府信息公开条例")).rows} == {"l1"}
    assert set(drivers(filled, Asked(name="行政处罚法")).measures) == {"m1", "m2"}
    assert drivers(filled, Asked(name="行政处罚法", year=2021)).measures == ("m2",)
    assert drivers(filled, Asked(name="行政处罚法", topic="公开")).measures == ("m1",)
    assert drivers(filled, Asked(name="行政处罚法", region="松溪区")).measures == ()


def test_a_work_gives_all_its_measures_also_those_without_a_basis(filled: Store) -> None:
    found = drivers(filled, Asked(name="d2报告"))
    assert (found.measures, found.rows) == (("m9",), ())
    assert {row["work_id"] for row in found.works} == {"p2"}
    assert set(drivers(filled, Asked(name="d1报告")).measures) == {"m1", "m2"}


def test_the_page_of_a_trace_holds_each_hop_with_its_sentence(filled: Store) -> None:
    page = data(trace(filled, Asked(topic="公开", year=2022, region="云江市")))
    told = {(hop["source"], hop["target"]): hop["statements"][0] for hop in page["hops"]}
    assert told["basis:l1", "work:p1"]["quote"] == "落实条例"
    assert told["basis:l1", "work:p1"]["measures"] == ["measure:m1"]
    assert told["measure:m1", "figure:f1"]["quote"] == "公开30条"


def test_the_nearest_are_listed_first_and_all_are_counted(filled: Store) -> None:
    found = drivers(filled, Asked(), cap=1)
    assert found.measures == ("m1",)
    assert (found.matching, found.based, found.found) == (3, 2, 2)
    assert {row["measure_id"] for row in (*found.rows, *found.works, *found.figures)} == {"m1"}
    assert drivers(filled, Asked()).measures == ("m1", "m2")


def test_a_law_that_is_only_cited_by_others_says_so(filled: Store) -> None:
    notes = [note.en for note in drivers(filled, Asked(name="政府信息公开条例")).notes]
    assert notes[-1] == "1 more measures only cite it."


def test_what_comparison_found_stands_beside_a_measure_with_both_texts(store: Store) -> None:
    store.sync(plans().rows(), State("library", 1))
    page = data(trace(store, Asked(name="d2报告")))
    (hop,) = [hop for hop in page["hops"] if hop["target"].startswith("match:")]
    assert (hop["source"], hop["target"]) == ("measure:m1", "match:t1")
    (said,) = hop["statements"]
    assert (said["level"], said["score"], said["match"]) == ("computed", 0.61, "task")
    assert (said["quote"], said["document"]) == ("平台建成。", "d2.txt")
    assert said["other"] == {"quote": "建设平台。", "document": "d1.txt", "section": "一"}


def test_a_task_shows_the_report_and_the_problem_that_speak_of_it(store: Store) -> None:
    store.sync(plans().rows(), State("library", 1))
    found = drivers(store, Asked(name="d1报告"))
    assert {(row["measure_id"], row["match_id"], row["onward"]) for row in found.matches} == {
        ("t1", "m1", False),
        ("t2", "q1", False),
    }
    told = {hop["target"]: hop["statements"][0] for hop in data(trace(store, Asked(name="d1报告")))["hops"]}
    assert (told["match:m1"]["match"], told["match:q1"]["match"]) == ("report", "problem")


NOTHING: list[tuple[Asked, str]] = [
    (Asked(name="无此法"), "nothing in the graph is named"),
    (Asked(region="北原省"), "no loaded document is of"),
    (Asked(topic="星际航行"), "星际航行: no measure fits; `ask coverage`"),
    (Asked(topic="公开", year=2021), "no measure fits; without --topic: 1; without --year: 1;"),
    (Asked(topic="清理证明"), "1 measures fit, but none with a stated basis; `ask measures_without_basis`"),
    (Asked(name="放管服", year=1999), "no measure carries it out that fits; `ask measures_of_law --param law=放管服`"),
]


@pytest.mark.parametrize(("asked", "told"), NOTHING, ids=[asked.words for asked, _ in NOTHING])
def test_that_nothing_was_found_is_told_with_what_could_be_tried(filled: Store, asked: Asked, told: str) -> None:
    with pytest.raises(QueryError, match=re.escape(told)):
        trace(filled, asked)


def test_an_empty_graph_is_told(store: Store) -> None:
    store.sync(Draft().rows(), State("library", 1))
    with pytest.raises(QueryError, match="the graph holds no measures: load documents first"):
        trace(store, Asked())
