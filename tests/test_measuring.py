"""The measured tables are not out of date, and the table of figures is a table."""

from __future__ import annotations

import pytest

from loaders import calibration
from loaders.scoring import Count
from tests import measuring
from tests.parts import folder
from tests.test_scoring import GOLD, echo

DRIFT = 0.05  # a rule that was sharpened a little need not be measured anew


@pytest.mark.corpus
def test_confidence_is_what_rules_deserve() -> None:
    corpus = folder("POLICYGRAPH_CORPUS")
    sets = (measuring.seeds(corpus), *(measuring.drawn(corpus, part) for part in measuring.OPEN))
    now = calibration.records([line for s in sets for line in s[0]], [gold for s in sets for gold in s[1]])
    written = calibration.rule_records()
    stale = {
        rule: (written.get(rule), now.get(rule))
        for rule in written.keys() | now.keys()
        if abs(_confidence(written.get(rule)) - _confidence(now.get(rule))) > DRIFT
    }
    assert stale == {}, "measure the rules anew: make calibrate"


def _confidence(record: calibration.Record | None) -> float:
    # What is unmeasured counts as at the edge of being measured: nine cases and ten are not far apart.
    return 0.72 if record is None or record.confidence is None else record.confidence


def test_figures_stand_side_by_side() -> None:
    rows = measuring.table({"a": ([echo()], [GOLD]), "b": ([], [GOLD])}).splitlines()
    assert len({row.count("|") for row in rows}) == 1
    assert "| CITES | 1 · 1.00 · 1.00 · 1.00 | 1 · – · 0.00 · 0.00 |" in rows
    assert measuring.cell(Count(0, 2, 0)) == "0 · 0.00 · – · 0.00"


def test_the_page_has_a_place_for_figures() -> None:
    assert measuring.FIGURES.search(measuring.QUALITY.read_text(encoding="utf-8"))
