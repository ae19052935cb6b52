"""Gains and losses between two extractions, and the command that tells them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from graph import lines
from graph.errors import DataError, PolicyGraphError
from graph.records import Line
from loaders.changes import Balance, balances, sentence
from tests import making
from tests.test_scoring import GOLD, echo, entity, more, said, without
from viz.evaluation import evaluate


def test_nothing_changes_between_equal_lines() -> None:
    found, changes = balances([echo()], [echo()])
    assert changes == []
    assert all(b.before == b.after and not b.gained and not b.lost for b in found)


def test_each_change_has_its_sentence() -> None:
    old = echo()
    new = more(without(old, "CITES", "l"), said("CARRIES_OUT", "a", "x", "市政府负责"), making.program("q", "某行动"))
    found, changes = balances([old], [new])
    moved = {b.type: b for b in found if b.gained or b.lost}
    assert moved == {
        "CARRIES_OUT": Balance("CARRIES_OUT", 1, 2, 1, 0),
        "CITES": Balance("CITES", 2, 1, 0, 1),
        "Program": Balance("Program", 2, 3, 1, 0),
    }
    assert [(c.change, c.type, c.what, c.sentence) for c in changes if c.type != "Program"] == [
        ("gained", "CARRIES_OUT", "Agency 云江市政府 → Measure 加强保障", "市政府负责"),
        ("lost", "CITES", "Measure 加强保障 → Law 政府信息公开条例", "学习《政府信息公开条例》"),
    ]


def test_another_name_is_a_loss_and_a_gain() -> None:
    _, changes = balances([echo()], [entity(echo(), "n", name="“数字政府”")])
    assert {(c.change, c.what) for c in changes if c.type == "Program"} == {
        ("lost", "数字政府改革"),
        ("gained", "“数字政府”"),
    }


def test_denial_is_another_statement() -> None:
    denied = replace(echo(), relations=tuple(replace(r, polarity="negative") for r in echo().relations[:1]))
    _, changes = balances([echo()], [denied])
    assert "(denied)" in next(c.what for c in changes if c.change == "gained")


@given(making.lines(), making.lines())
def test_before_and_after_balance(old: Line, new: Line) -> None:
    found, changes = balances([old], [new])
    assert all(b.after - b.before == b.gained - b.lost for b in found)
    assert len(changes) == sum(b.gained + b.lost for b in found)


def test_sentences() -> None:
    text = "第一句。第二句说明情况！第三句"
    assert sentence(text, 6, 8) == "第二句说明情况！"
    assert sentence(text, 12, 14) == "第三句"
    assert sentence("长" * 500, 200, 201).endswith("…")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    old, new, gold = tmp_path / "old.jsonl", tmp_path / "new.jsonl", tmp_path / "gold"
    old.write_text("".join(lines.write([without(echo(), "CITES", "l")])), encoding="utf-8")
    new.write_text("".join(lines.write([echo()])), encoding="utf-8")
    gold.mkdir()
    (gold / "report.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return old, new, gold


def test_gains_and_losses_as_text_and_json(files: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(files[:2], "table", None, calibrate=False)
    assert "  + Measure 加强保障 → Law 政府信息公开条例" in capsys.readouterr().out
    evaluate(files[:2], "json", None, calibrate=False)
    told = json.loads(capsys.readouterr().out)
    assert [(c["change"], c["type"], c["sentence"]) for c in told["changes"]] == [
        ("gained", "CITES", "学习《政府信息公开条例》")
    ]
    assert {"type": "CITES", "before": 1, "after": 2, "gained": 1, "lost": 0} in told["types"]
    evaluate(files[:2], "csv", None, calibrate=False)
    assert capsys.readouterr().out.splitlines()[1].startswith("gained,CITES,report.txt")


def test_scores_of_lines(files: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    old, new, gold = files
    for file, recall in ((new, "1.000"), (old, "0.000")):
        evaluate([file, gold], "json", None, calibrate=False)
        rows = {row["kind"]: row for row in json.loads(capsys.readouterr().out)}
        assert rows["CITES"]["recall"] == recall
        assert rows["Measure"] == {
            "kind": "Measure", "gold": 2, "found": 2, "precision": "1.000", "recall": "1.000", "F1": "1.000"
        }  # fmt: skip


def test_calibration_writes_both_tables(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    evaluate([files[1], files[2]], "table", tmp_path, calibrate=True)
    assert "relations.made,8,8," in (tmp_path / "confidence.csv").read_text(encoding="utf-8")
    assert "IMPLEMENTS,3,3,3" in (tmp_path / "measured.csv").read_text(encoding="utf-8")


def test_what_cannot_be_compared_is_told(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    for paths, calibrate in ((files[:1], False), (files[:2], True), (files[2:], True)):
        with pytest.raises(PolicyGraphError, match="old and new"):
            evaluate(paths, "table", None, calibrate=calibrate)
    bad = tmp_path / "bad.jsonl"
    bad.write_text("\n{}\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        evaluate([bad, files[2]], "table", None, calibrate=False)
    with pytest.raises(DataError, match="nowhere"):
        evaluate([tmp_path / "nowhere", files[2]], "table", None, calibrate=False)
