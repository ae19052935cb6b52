"""The confidence of rules: measured, written as tables, and borne by every statement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.library import Library
from graph.registry import load
from loaders import calibration, pipeline, rulebook
from loaders.calibration import Record, wilson
from loaders.clean import clean
from loaders.files import Source
from tests.test_scoring import GOLD, echo, more, said
from viz import tables

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("right", "judged", "bound"), [(10, 10, 0.722), (100, 100, 0.963), (8, 10, 0.490), (50, 100, 0.404), (0, 10, 0.0)]
)
def test_the_lower_bound_of_wilson(right: int, judged: int, bound: float) -> None:
    assert wilson(right, judged) == pytest.approx(bound, abs=0.001)


def test_few_cases_tell_nothing() -> None:
    assert calibration.record(9, 9) == Record(9, 9, None)
    assert calibration.record(10, 10).confidence == pytest.approx(0.722, abs=0.001)


def test_tables_say_what_was_measured(tmp_path: Path) -> None:
    line = more(echo(), said("IMPLEMENTS", "w", "l", "落实"))
    calibration.calibrate([line], {"sample": [GOLD]}, tmp_path)
    assert calibration.told(tmp_path / calibration.CONFIDENCE) == "measured on sample (1 documents)"
    assert calibration.rule_records(tmp_path) == {"relations.made": Record(9, 8, None)}
    counts = calibration.measured(tmp_path)
    assert (counts["IMPLEMENTS"].right, counts["IMPLEMENTS"].found, counts["IMPLEMENTS"].gold) == (3, 4, 3)
    assert set(counts) == {"CITES", "IMPLEMENTS", "ISSUED", "CARRIES_OUT", "HAS_FIGURE"}


def test_without_tables_nothing_is_measured(tmp_path: Path) -> None:
    assert calibration.rule_records(tmp_path) == {}
    assert calibration.measured(tmp_path) == {}


@pytest.mark.parametrize("name", [calibration.CONFIDENCE, calibration.MEASURED])
def test_a_faulty_table_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# Generated.\nrule,judged\nx,many\n", encoding="utf-8")
    with pytest.raises(DataError, match=name):
        (calibration.rule_records if name == calibration.CONFIDENCE else calibration.measured)(tmp_path)


def test_every_measured_rule_is_there() -> None:
    known = {rule["id"] for name in rulebook.NAMES for rule in rulebook.rules(name)}
    assert calibration.rule_records().keys() <= known


def test_the_written_bounds_are_those_of_the_counts() -> None:
    for rule, record in calibration.rule_records().items():
        assert calibration.record(record.right, record.judged) == record, rule


def test_every_statement_bears_the_confidence_of_its_rule() -> None:
    item = "（一）规范执法。认真落实《中华人民共和国行政处罚法》，办结案件12件。"
    text = f"云江市2022年法治政府建设年度报告\n一、主要工作\n{item}\n"
    source = Source(source="a.txt", sha256="0" * 64, raw=text, format="text", meta={})
    line = pipeline.build(load(ROOT / "samples" / "registry")).line(clean(source), source)
    known = calibration.confidences()
    assert [r.confidence for r in line.relations] == [
        known.get(r.rule) if r.polarity == "positive" else None for r in line.relations
    ]
    assert any(r.confidence is not None for r in line.relations)


@pytest.mark.parametrize(("lang", "word"), [("zh", "未评估"), ("en", "unmeasured")])
def test_stats_tell_how_relations_hold(tmp_path: Path, lang: str, word: str) -> None:
    line = more(echo(), said("AMENDS", "w", "c", "修订"))
    with Library.open(tmp_path) as library:
        library.put(replace(line, mentions=()))
        columns, rows = tables.counts(library, None, lang)
    assert columns[4:] == ["gold", "precision", "recall"]
    told = {row[1]: row[4:] for row in rows if row[0] == "statements"}
    assert told["AMENDS"][1:] == [word, word]
    count = calibration.measured()["IMPLEMENTS"]
    assert told["IMPLEMENTS"] == [str(count.gold), f"{count.precision:.3f}", f"{count.recall:.3f}"]
    assert all(row[4:] == ["", "", ""] for row in rows if row[0] != "statements")
