"""Tables for people: values of closed lists in the reader's language, codes for programs alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from queries import catalog
from queries.runner import Result
from viz import tables

VALUES: list[tuple[str, Any, Any, Any]] = [
    ("relation", "SUBORDINATE_TO", "隶属", "subordinate to"),
    ("basis_kind", "Program", "专项改革", "Program"),
    ("kind", "Policy", "政策文件", "Policy"),
    ("kind", "public institution", "事业单位", "public institution"),
    ("kind", "试点", "试点", "试点"),
    ("source", "registry", "名录", "registry"),
    ("source", "报告.txt", "报告.txt", "报告.txt"),
    ("told", "structural", "结构", "structural"),
    ("told", "issuer", "未载明，列发文机关", "issuer, not stated"),
    ("found", "not_found", "未找到", "not found"),
    ("resolution", "named", "仅见名称", "named only"),
    ("reason", "several", "名录中有多件", "several of that title in the registry"),
    ("role", "target", "目标", "target"),
    ("role", "lead", "牵头", "lead"),
    ("differs", ["unit", "year"], ["单位不一", "年度不一"], ["units differ", "years differ"]),
    ("year", 2022, 2022, 2022),
    ("measure", "done", "done", "done"),
]


@pytest.mark.parametrize(("column", "value", "zh", "en"), VALUES)
def test_values_are_told_in_the_reader_s_language(column: str, value: Any, zh: Any, en: Any) -> None:
    assert tables.spoken(column, value, "zh") == zh
    assert tables.spoken(column, value, "en") == en


@pytest.mark.parametrize(
    ("given", "told"),
    [({}, "policygraph load"), ({"topic": "火星", "year": 2022}, "(topic, year)")],
    ids=["all", "some"],
)
def test_an_answer_of_nothing_says_what_could_be_tried(
    given: dict[str, Any], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    question = catalog.questions()["problems"]
    values = {p.name: p.default for p in question.parameters} | given
    names = tuple(column.name for column in question.columns)
    result = Result(
        question=question, parameters=values, columns=names, rows=(), counted=0, total=0, truncated=False, notes=()
    )
    tables.answer(result, "table", "en")
    assert told in capsys.readouterr().err


def test_a_table_has_words_where_json_keeps_the_codes(capsys: pytest.CaptureFixture[str]) -> None:
    question = catalog.questions()["reporting_lines"]
    names = tuple(column.name for column in question.columns)
    told = {"agency": "云江市司法局", "relation": "SUBORDINATE_TO", "told": "structural", "source": "registry"}
    result = Result(
        question=question, parameters={}, columns=names, rows=(tuple(told.get(name) for name in names),), counted=1,
        total=2, truncated=False, notes=(),
    )  # fmt: skip
    tables.answer(result, "table", "zh")
    shown = capsys.readouterr().out
    assert "隶属" in shown
    assert "名录" in shown
    assert "SUBORDINATE_TO" not in shown
    tables.answer(result, "json", "zh")
    assert json.loads(capsys.readouterr().out)[0]["relation"] == "SUBORDINATE_TO"
