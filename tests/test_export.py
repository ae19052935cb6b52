"""The merged graph as files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx
import pytest

from graph.errors import PolicyGraphError
from graph.export import network, write
from graph.merge import merge
from graph.ontology import ontology
from graph.records import Graph
from graph.registry import load
from tests.making import agency, law, line, measure, mention, relation, work


@pytest.fixture(scope="module")
def graph() -> Graph:
    own, office = work("e1", "云江市数字政府规划", doc_number="云府〔2021〕1号"), agency("e2", "云江市司法局")
    leaf = measure("m1", "=HYPERLINK(1)\x00 <推行>", own, year="2022")
    stated = [relation("CARRIES_OUT", "e2", "m1", start=n) for n in (0, 3)] + [relation("CITES", "m1", "e3")]
    entities = [office, law("e3", "中华人民共和国民法典"), leaf]
    return merge([line("a.txt", entities, stated, [mention(office, 3)], own)], load())


def test_csv_has_a_table_for_each_kind(graph: Graph, tmp_path: Path) -> None:
    write(graph, "csv", tmp_path / "out")
    names = {path.stem for path in (tmp_path / "out").glob("*.csv")}
    assert names == {*ontology().labels, *ontology().relations}
    with (tmp_path / "out" / "CARRIES_OUT.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert {row["target_label"] for row in rows} == {"Measure"}
    with (tmp_path / "out" / "Measure.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["name"].startswith("'=HYPERLINK")


def test_json_lines_hold_every_node_and_edge(graph: Graph, tmp_path: Path) -> None:
    write(graph, "jsonl", tmp_path / "graph.jsonl")
    rows = [json.loads(row) for row in (tmp_path / "graph.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows if "label" in row} == graph.nodes.keys()
    assert {row["key"] for row in rows if "type" in row} == graph.edges.keys()
    assert any(row.get("properties", {}).get("promulgated") == "2020-05-28" for row in rows)


def test_graphml_is_read_back(graph: Graph, tmp_path: Path) -> None:
    write(graph, "graphml", tmp_path / "graph.graphml")
    read = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert set(read.nodes) == graph.nodes.keys()
    assert read.number_of_edges() == len(graph.edges)
    assert {data["label"] for _, data in read.nodes(data=True)} == {n.label for n in graph.nodes.values()}


def test_parallel_statements_stay_apart(graph: Graph) -> None:
    made = network(graph)
    assert len([1 for *_, data in made.edges(data=True) if data["type"] == "CARRIES_OUT"]) == 2


def backwards(graph: Graph) -> Graph:
    """The same graph, its rows in another order."""
    return Graph(dict(reversed(list(graph.nodes.items()))), dict(reversed(list(graph.edges.items()))))


def test_the_same_graph_gives_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    for kind in ("jsonl", "graphml"):
        write(graph, kind, tmp_path / "a")
        write(backwards(graph), kind, tmp_path / "b")
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_faults(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(PolicyGraphError, match="no such form"):
        write(graph, "xlsx", tmp_path / "out")
    (tmp_path / "file").write_text("")
    for kind in ("csv", "jsonl", "graphml"):
        with pytest.raises(PolicyGraphError, match="cannot be written"):
            write(graph, kind, tmp_path / "file" / "out")
