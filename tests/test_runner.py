"""A question asked: names understood or refused, an answer counted against its whole, values in their types."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import QueryError
from graph.store import State, Store
from queries import catalog, runner
from tests.drafts import figures
from tests.graphs import Draft

QUESTIONS = catalog.questions()


def test_a_cut_answer_says_at_least(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    result = runner.ask(store, QUESTIONS["coverage"], limit=1)
    assert result.truncated
    assert result.of_how_many.en == "at least 1 of 2 documents"
    assert runner.ask(store, QUESTIONS["coverage"]).of_how_many.zh == "2 / 2 份文档"


NAMES: list[tuple[str, dict[str, Any], str]] = [
    ("measures_of_law", {}, "needs law"),
    ("measures_of_law", {"law": "不存在的法"}, "nothing in the graph is named 不存在的法"),
    ("measures_of_law", {"law": "中华人民共和国"}, "may be 中华人民共和国"),
    ("measures_of_law", {"law": "l1", "color": "red"}, "has no parameter color"),
    ("laws_behind_measures", {"year": "去年"}, "year must be a whole number"),
    ("laws_behind_measures", {"region": "西海省"}, "no loaded document is of 西海省"),
    ("measures_without_basis", {"document": "perhaps"}, "document must be true or false"),
]


def test_names_that_tell_nothing_or_too_much(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    for name, given, message in NAMES:
        with pytest.raises(QueryError, match=message):
            runner.ask(store, QUESTIONS[name], given)


def test_names_are_told_how_they_were_taken(store: Store) -> None:
    store.sync(figures().rows(), State("library", 1))
    result = runner.ask(store, QUESTIONS["measures_of_law"], {"law": "政府信息公开条例", "region": "云江市"})
    assert [note.zh for note in result.notes] == [
        "政府信息公开条例：中华人民共和国政府信息公开条例",
        "云江市：东江省云江市",
    ]
    assert runner.ask(store, QUESTIONS["measures_of_law"], {"law": "l1"}).counted == 2


def test_dates_come_as_dates(store: Store) -> None:
    store.sync(Draft().document(published=date(2023, 1, 9)).rows(), State("library", 1))
    (record,) = runner.ask(store, QUESTIONS["coverage"]).records()
    assert record["published"] == date(2023, 1, 9)
