"""Every example sentence of the rule files is a test: `match` fires its rule, `no_match` does not.

A sentence is read as the one item of a report of the invented 云江市, unless it is a mapping that says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.registry import load
from loaders import rulebook
from loaders.draft import Draft, Masthead
from loaders.pipeline import Pipeline, build

SAMPLES = Path(__file__).parent.parent / "samples"
# These files are read by functions on raw text, so their examples run in the tests of those modules.
OWN_TESTS = ("clean", "masthead", "outline")
REPORT = Masthead(
    title="云江市人民政府2022年法治政府建设年度报告",
    genre="报告",
    issuer="云江市人民政府",
    published="2023-02-20",
    period="2022",
    region="东江省云江市",
    level="municipal",
    work_type="Policy",
    work_name="云江市人民政府2022年法治政府建设年度报告",
)


def examples(kind: str) -> Iterator[Any]:
    for name in rulebook.NAMES:
        if name not in OWN_TESTS:
            for rule in rulebook.rules(name):
                for number, example in enumerate(rule.get(kind, ())):
                    yield pytest.param(rule["id"], example, id=f"{rule['id']}-{number}")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return build(load(SAMPLES / "registry"))


def fired(pipeline: Pipeline, example: str | Mapping[str, Any]) -> set[str]:
    """The rules that fire on a sentence."""
    values: Mapping[str, Any] = {"text": example} if isinstance(example, str) else example
    fields = {k: v for k, v in values.items() if k not in ("text", "bare")}
    head = Masthead(**{f: fields.get(f, getattr(REPORT, f)) for f in REPORT.__dataclass_fields__})
    heading = "一、工作安排" if head.genre in ("规划", "方案", "通知") else "一、主要工作和成效"
    text = values["text"] if values.get("bare") else f"{heading}\n（一）{values['text']}\n"
    return {rule for rule, _, _ in pipeline.run(Draft(text=text, head=head)).fired}


@pytest.mark.parametrize(("rule", "example"), list(examples("match")))
def test_example_fires_its_rule(pipeline: Pipeline, rule: str, example: Any) -> None:
    assert rule in fired(pipeline, example)


@pytest.mark.parametrize(("rule", "example"), list(examples("no_match")))
def test_counterexample_does_not(pipeline: Pipeline, rule: str, example: Any) -> None:
    assert rule not in fired(pipeline, example)
