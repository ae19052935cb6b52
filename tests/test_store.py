"""Sync and apply on both engines: the database equals the rows, whatever it held before."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date
from typing import Any

import neo4j
import pytest

from graph import batches, writer
from graph.errors import QueryError, StoreError
from graph.records import Delta, Edge, Graph, Node
from graph.store import Settings, State, Store, from_environment
from graph.values import sent
from tests.graphs import Draft

ONE = State("library-1", 1)


def example() -> Graph:
    draft = Draft().document().leaf("m1", "推进政务公开").leaf("m2", "改进热线", deadline=date(2023, 6, 30))
    draft.node("Law", "l1", "中华人民共和国民法典", aliases=["民法典", "《民法典》"], promulgated=date(2020, 5, 28))
    draft.node("Program", "g1", "“放管服”改革", scope="全国").node("Figure", "f1", "回应5次", value=5.0, unit="次")
    draft.node("Agency", "a1", "云江市司法局", former=False)
    draft.edge("IMPLEMENTS", "m1", "l1").edge("IMPLEMENTS", "m1", "l1").edge("IMPLEMENTS", "m2", "g1", mode="creates")
    draft.edge("HAS_FIGURE", "m2", "f1", confidence=0.5).edge("CARRIES_OUT", "a1", "m1", role="lead")
    return draft.rows()


def held(store: Store) -> Graph:
    """All that the database holds, as rows."""
    nodes = {}
    for (node,) in store.read("MATCH (n) WHERE NOT n:_Meta RETURN n").rows:
        nodes[node.id] = node
    edges = {}
    query = "MATCH (a)-[r]->(b) RETURN type(r), labels(a)[0], a.id, labels(b)[0], b.id, properties(r)"
    for kind, source_label, source, target_label, target, properties in store.read(query).rows:
        edge = Edge(kind, properties["key"], source_label, source, target_label, target, properties)
        edges[edge.key] = edge
    return Graph(nodes, edges)


def as_stored(rows: Graph) -> Graph:
    nodes = {n.id: dataclasses.replace(n, properties={**sent(n.properties), "id": n.id}) for n in rows.nodes.values()}
    edges = {
        e.key: dataclasses.replace(e, properties={**sent(e.properties), "key": e.key}) for e in rows.edges.values()
    }
    return Graph(nodes, edges)


def part(rows: Graph, nodes: set[str]) -> Graph:
    """The rows of some nodes and the edges between them."""
    inside = {key: edge for key, edge in rows.edges.items() if {edge.source, edge.target} <= nodes}
    return Graph({id: node for id, node in rows.nodes.items() if id in nodes}, inside)


def test_the_database_equals_the_rows(store: Store) -> None:
    rows = example()
    changes = store.sync(rows, ONE)
    assert held(store) == as_stored(rows)
    assert (changes.nodes, changes.edges) == (len(rows.nodes), len(rows.edges))
    assert store.state() == ONE


def test_a_second_sync_sends_nothing(store: Store) -> None:
    store.sync(example(), ONE)
    again = store.sync(example(), State("library-1", 2))
    assert dataclasses.astuple(again) == (0, 0, 0, 0)
    assert store.state() == State("library-1", 2)


def test_sync_mends_whatever_differs(store: Store) -> None:
    rows = example()
    store.sync(rows, ONE)
    with neo4j.GraphDatabase.driver(store.settings.uri, auth=store.settings.account) as driver:
        for spoiled in (
            "MATCH (n:Law {id: 'l1'}) SET n.name = '别的', n.extra = 1",
            "MATCH (:Measure {id: 'm2'})-[r:HAS_FIGURE]->() SET r.quote = ''",
            "MATCH (:Measure {id: 'm1'})-[r:IMPLEMENTS]->() DELETE r",
            "CREATE (:Agency {id: 'a9', name: '多余'})",
            "MATCH (a:Agency {id: 'a9'}) CREATE (:Agency {name: '无号'})-[:REPORTS_TO]->(a)",
        ):
            driver.execute_query(spoiled, database_=store.settings.database)
    changes = store.sync(rows, ONE)
    assert held(store) == as_stored(rows)
    assert dataclasses.astuple(changes) == (1, 3, 1, 0)


def test_any_order_of_parts_ends_in_equal_rows(store: Store) -> None:
    rows = example()
    whole = set(rows.nodes)
    parts = [{"d1", "p1", "s1"}, {"m1", "l1", "a1"}, {"m2", "g1", "f1"}]
    for order in itertools.permutations(parts):
        reached: set[str] = set()
        for step in order:
            reached |= step
            store.sync(part(rows, reached), ONE)
        assert reached == whole
        assert held(store) == as_stored(rows)
        store.sync(part(rows, parts[0]), ONE)
        assert held(store) == as_stored(part(rows, parts[0]))


def test_a_change_brings_the_database_to_the_next_revision(store: Store) -> None:
    rows = example()
    store.sync(rows, ONE)
    law = dataclasses.replace(rows.nodes["l1"], properties={"name": "中华人民共和国民法典"})
    gone = [edge for edge in rows.edges.values() if "m2" in (edge.source, edge.target)]
    added = Draft(dict(rows.nodes)).edge("CITES", "m1", "l1", start=77, article="第三条").rows()
    cites = [edge for key, edge in added.edges.items() if key not in rows.edges]
    change = Delta((law,), (rows.nodes["m2"], rows.nodes["f1"]), tuple(cites), tuple(gone))
    changes = store.apply(change, State("library-1", 2))
    nodes = {**{id: n for id, n in rows.nodes.items() if id not in {"m2", "f1"}}, "l1": law}
    edges = {**{key: e for key, e in rows.edges.items() if e not in gone}, cites[0].key: cites[0]}
    assert held(store) == as_stored(Graph(nodes, edges))
    assert dataclasses.astuple(changes) == (1, 1, 2, len(gone))
    assert store.state() == State("library-1", 2)


def test_forgetting_all_leaves_it_empty(store: Store) -> None:
    store.sync(example(), ONE)
    store.sync(Graph({}, {}), State("library-1", 2))
    assert held(store) == Graph({}, {})


def test_large_batches_arrive_whole(store: Store) -> None:
    draft = Draft().node("Law", "l1")
    for number in range(2_300):
        draft.node("Measure", f"m{number}", text="长" * 800).edge("IMPLEMENTS", f"m{number}", "l1")
    store.sync(draft.rows(), ONE)
    counted = store.read("MATCH (:Law {id: 'l1'})<-[r:IMPLEMENTS]-(m:Measure) RETURN count(r), count(DISTINCT m)")
    assert counted.rows == ((2_300, 2_300),)
    changes = store.sync(Graph({"l1": draft.nodes["l1"]}, {}), State("library-1", 2))
    assert (changes.deleted_nodes, changes.deleted_edges) == (2_300, 2_300)


def test_a_piece_that_the_server_would_drop_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_BYTES", 1_000)
    monkeypatch.setattr(writer, "MESSAGE_BYTES", 3_000)
    draft = Draft().document().node("Section", "s2", doc="d1", text="长" * 1_000)
    with pytest.raises(StoreError, match=r"d1\.txt: a piece of .* is more than a database takes: forget it"):
        store.sync(draft.rows(), ONE)


def test_an_edge_without_its_node_is_told(store: Store) -> None:
    rows = example()
    orphan = {key: edge for key, edge in rows.edges.items() if edge.type == "HAS_FIGURE"}
    with pytest.raises(StoreError, match="1 of 1 rows Measure HAS_FIGURE Figure name an end that is no node"):
        store.sync(Graph({"m2": rows.nodes["m2"]}, orphan), ONE)
    assert store.state() == State(ONE.library, None)
    store.sync(rows, ONE)
    assert store.state() == ONE


@pytest.mark.parametrize("label", ["Nobody", "Law) DETACH DELETE n //", "_Meta"])
def test_only_kinds_of_the_ontology_get_into_a_query(store: Store, label: str) -> None:
    with pytest.raises(StoreError, match="no label or relation"):
        store.apply(Delta((Node(label, "x", {}),)), ONE)


def test_a_foreign_database_is_refused(settings: Settings) -> None:
    with neo4j.GraphDatabase.driver(settings.uri, auth=settings.account) as driver:
        driver.execute_query("CREATE (:Law {id: 'theirs'})", database_=settings.database)
        with pytest.raises(StoreError, match="holds data of others"):
            Store.connect(settings)
        driver.execute_query("MATCH (n:Law) DELETE n", database_=settings.database)


def test_a_later_schema_is_refused_and_an_earlier_one_filled_anew(settings: Settings) -> None:
    def mark(version: int) -> None:
        with neo4j.GraphDatabase.driver(settings.uri, auth=settings.account) as driver:
            query = "MATCH (m:_Meta) SET m.schema = $version"
            driver.execute_query(query, version=version, database_=settings.database)

    with Store.connect(settings) as store:
        store.sync(example(), ONE)
    mark(99)
    with pytest.raises(StoreError, match="later policygraph"):
        Store.connect(settings)
    mark(0)
    with Store.connect(settings) as store:
        assert store.state() == State(ONE.library, None)
        assert store.sync(example(), ONE).nodes == len(example().nodes)


def test_a_writer_stopped_in_the_middle_leaves_no_revision(store: Store) -> None:
    store.sync(example(), ONE)
    with pytest.raises(KeyboardInterrupt), store._writing(State("library-1", 2)):
        raise KeyboardInterrupt
    assert store.state() == State("library-1", None)


def test_rows_are_capped_and_the_cut_is_told(store: Store) -> None:
    store.sync(example(), ONE)
    query = "MATCH (n:Measure) RETURN n.id AS id ORDER BY id"
    assert store.read(query, limit=1).rows == (("m1",),)
    assert store.read(query, limit=1).truncated
    assert not store.read(query, limit=2).truncated
    assert store.read(query, max_bytes=5).truncated


def test_values_of_an_answer_are_plain(store: Store) -> None:
    store.sync(example(), ONE)
    query = (
        "MATCH p = (m:Measure {id: 'm2'})-[r:HAS_FIGURE]->(f:Figure) RETURN m, r, p, m.deadline AS d, [f.value] AS v"
    )
    ((measure, edge, path, deadline, values),) = store.read(query).rows
    assert isinstance(measure, Node)
    assert measure.properties["deadline"] == deadline == date(2023, 6, 30)
    assert isinstance(edge, Edge)
    assert [type(step) for step in path] == [Node, Edge, Node]
    assert (path[1].source, path[1].target, values) == ("m2", "f1", [5.0])


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"account": ("neo4j", "wrong-password")}, "check NEO4J_USERNAME and NEO4J_PASSWORD"),
    ({"uri": "bolt://127.0.0.1:1"}, "no database answers at bolt://127.0.0.1:1"),
    ({"uri": "http://127.0.0.1"}, "no address of a database"),
    ({"uri": f"bolt://{'a' * 70}.com"}, "no address of a database"),
    ({"database": "nowhere"}, "check NEO4J_DATABASE"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_wrong_address_is_told_in_one_line(settings: Settings, change: dict[str, Any], message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store.connect(dataclasses.replace(settings, reader=None, **change))
    assert "\n" not in str(caught.value)
    assert "wrong-password" not in str(caught.value)


def test_a_faulty_query_is_told_in_one_line(store: Store) -> None:
    for query in ("RETURN", "RETURN $x", "RETURN 1/0", "MATCH (n) RETURN m", "CALL no.such()"):
        with pytest.raises(QueryError) as caught:
            store.read(query)
        assert "\n" not in str(caught.value)
    with pytest.raises(QueryError, match="half a character"):
        store.read("RETURN $x", {"x": "\udcff"})


def test_settings_come_from_the_environment() -> None:
    assert from_environment({}) is None
    for uri in ("http://ann:p@h", "bolt://", "bolt://ann:p@[::1"):
        with pytest.raises(StoreError, match="no address of a database") as caught:
            from_environment({"NEO4J_URI": uri})
        assert "ann" not in str(caught.value)
    found = from_environment({"NEO4J_URI": "neo4j://ann:p%40ss@host:7687", "NEO4J_DATABASE": "gov"})
    assert found == Settings(uri="neo4j://host:7687", account=("ann", "p@ss"), database="gov")
    both = {"NEO4J_URI": "bolt://h", "NEO4J_PASSWORD": "x", "NEO4J_READER_USERNAME": "r", "NEO4J_READER_PASSWORD": "y"}
    named = from_environment(both)
    assert named == Settings(uri="bolt://h", account=("neo4j", "x"), database="neo4j", reader=("r", "y"))
