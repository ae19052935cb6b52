"""What comparison finds for one document: the same pairs and scores that the merged graph holds, with both places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.library import Library
from graph.merge import merge
from graph.records import Line
from loaders.extraction import extract, registry
from viz.counterparts import counterparts

ROOT = Path(__file__).parent.parent / "samples"
OVERLAY = ROOT / "registry"


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    def failed(error: Exception) -> None:
        raise error

    return list(extract([ROOT / "documents"], failed, overlay=OVERLAY))


@pytest.fixture
def library(tmp_path: Path, lines: list[Line]) -> Iterator[Library]:
    with Library(tmp_path / "library.sqlite") as made:
        made.put_all(lines)
        made.prepare(registry(OVERLAY))
        yield made


def one(lines: list[Line], source: str) -> Line:
    return next(line for line in lines if source in line.document.source)


def test_they_are_those_of_the_merged_graph(library: Library, lines: list[Line]) -> None:
    graph = merge(lines, registry(OVERLAY))
    names = {id: node.properties["name"] for id, node in graph.nodes.items() if node.label in ("Measure", "Problem")}
    aligned = {
        (names[e.source], names[e.target], e.properties["score"])
        for e in graph.edges.values()
        if e.type == "ALIGNS_WITH"
    }
    found = set()
    for line in lines:
        own = {e.id: e.name for e in line.entities}
        for pair in counterparts(library, line):
            ends = (own[pair.entity], pair.name)
            found.add((*(ends if pair.match in ("task", "answer") else ends[::-1]), pair.score))
    assert found == aligned
    assert len(found) > 20


def test_both_texts_and_the_other_s_place_are_told(library: Library, lines: list[Line]) -> None:
    found = counterparts(library, one(lines, "云江市2022年法治"))
    kinds = {pair.match for pair in found}
    assert kinds == {"task", "report", "answer", "problem"} & kinds
    pair = max(found, key=lambda pair: pair.score)
    assert pair.own
    assert pair.text
    other = one(lines, pair.source)
    assert pair.title == other.document.title
    assert any(section.path == pair.path for section in other.sections)


def test_a_document_that_is_not_loaded_is_compared_too(tmp_path: Path, lines: list[Line]) -> None:
    report = one(lines, "云江市2023年法治")
    with Library(tmp_path / "other.sqlite") as library:
        library.put_all(line for line in lines if line != report)
        library.prepare(registry(OVERLAY))
        assert counterparts(library, report)
    alone = counterparts(None, report)
    assert {pair.source for pair in alone} == {report.document.source}
    assert {pair.match for pair in alone} == {"answer", "problem"}
