"""Free Cypher: what reads passes, what does more is refused by the gate, and by each engine behind it."""

from __future__ import annotations

import re
import time

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from graph import readonly
from graph.errors import PolicyGraphError, QueryError
from graph.store import Settings, State, Store
from tests.graphs import Draft

READS = [
    "MATCH (l:Law {id: 'l1'})<-[r:IMPLEMENTS]-(m:Measure) RETURN l.name, r.start AS start, m.set ORDER BY start",
    "MATCH (n) RETURN n{.start, .end, set: 1, delete: n.merge} LIMIT 3;",
    "MATCH (n:Set|Create) RETURN n.`CREATE (x)`",
    "RETURN 'CREATE (n)' AS a, \"it's // no comment\" AS b, 'a\\'; DROP' AS c",
    "// CREATE\nMATCH (n) /* DELETE n */ RETURN count(n)",
    "CALL { MATCH (l:Law) RETURN l LIMIT 1 } RETURN l.id",
    "MATCH (l:Law) CALL (l) { MATCH (l)<-[r]-() RETURN count(r) AS n } RETURN l.id, n",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "SHOW CONSTRAINTS YIELD name RETURN name",
    "RETURN date('2020-01-01').year, duration.between(date('2020-01-01'), date('2020-02-01')).days, 1.5e3",
    "UNWIND range(0, 10) AS i RETURN i",
    "MATCH p = (a:Law)-[*..2]-(b) RETURN [i IN range(0, size(nodes(p)) - 1) | nodes(p)[i].id] LIMIT 2",
    "MATCH (n) WHERE n.name CONTAINS $text RETURN count(n)",
    "MATCH (n) WHERE EXISTS { (n)--() } RETURN count(n)",
    "MATCH (n:Law) RETURN n.name UNION MATCH (n:Policy) RETURN n.name",
]

ATTACKS = [
    "CREATE (n:Law {id: 'x'})",
    "create (n:Law {id: 'x'}) return n",
    "MERGE (n:Law {id: 'l1'}) RETURN n",
    "MATCH (n:Law) SET n.name = 'x'",
    "MATCH (n:Law) SET n:Policy",
    "MATCH (n:Law) REMOVE n.name",
    "MATCH (n:Law) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:Nobody) DELETE n",
    "MATCH (n:Law) FOREACH (x IN [1] | SET n.x = x)",
    "CALL { CREATE (n:Law {id: 'x'}) } RETURN 1",
    "MATCH (l:Law) CALL (l) { SET l.x = 1 } RETURN l",
    "CALL { MATCH (n) DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
    "RETURN 1; MATCH (n) DETACH DELETE n",
    "RETURN 1 AS x // ;\n; CREATE (n:Law {id: 'x'})",
    "RETURN '\\'' AS a CREATE (n:Law {id: 'x'})",
    'RETURN "a" AS a /* */ CREATE (n:Law {id: "x"})',
    "RETURN `a``` AS b CREATE (n:Law {id: 'x'})",
    "RETURN 1.CREATE (n:Law {id: 'x'})",
    "MATCH (as) WITH as CREATE (n:Law {id: 'x'})",
    "MATCH (n) WHERE n.as CREATE (:Law {id: 'x'})",
    "MATCH (n) RETURN {a: 1}.a AS create MERGE (:Law {id: 'x'})",
    "\\u0043REATE (n:Law {id: 'x'})",
    "RETURN '\\u0027 AS a CREATE (n:Law {id: \\u0027x'})",
    "/* \\u002A/ CREATE (n:Law {id: 'x'}) /* */",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Law) REQUIRE n.name IS UNIQUE",
    "EXPLAIN CREATE INDEX x FOR (n:Law) ON (n.name)",
    "EXPLAIN DROP CONSTRAINT law_id",
    "PROFILE MATCH (n) DETACH DELETE n",
    "DROP CONSTRAINT law_id",
    "DROP INDEX cites_doc",
    "CYPHER 5 MATCH (n) DELETE n",
    "CREATE USER eve SET PASSWORD 'evil-evil'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "GRANT ROLE admin TO eve",
    "STOP DATABASE neo4j",
    "START DATABASE neo4j",
    "USE system SHOW USERS",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW USERS YIELD user AS index RETURN index",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "load  csv from 'http://127.0.0.1:80/x' as row return row",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL dbms.components()",
    "CALL db.clearQueryCaches()",
    "CALL `dbms`.`listConfig`()",
    "OPTIONAL CALL dbms.info()",
    "CALL db.createLabel('X')",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "RETURN apoc.text.join(['a'], '')",
    "INSERT (n:Law {id: 'x'})",
    "UNWIND range(1, 30000000) AS x RETURN count(x)",
    "WITH 30000000 AS n UNWIND range(1, n) AS x RETURN collect({a: x})",
    "UNWIND range(1, 100000 * 100000) AS x RETURN x",
    "",
    "// nothing",
    "RETURN 'open",
    "MATCH (n) RETURN n /* open",
]

# What reaches an engine when the gate is left out: each must still be refused by the engine itself.
BEHIND = [query for query in ATTACKS[:18] if ";" not in query] + [
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Law) REQUIRE n.name IS UNIQUE",
    "DROP CONSTRAINT law_id",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:80/x' AS row RETURN row",
]


def filled(store: Store) -> Store:
    draft = Draft().node("Law", "l1", "中华人民共和国民法典").node("Measure", "m1").edge("IMPLEMENTS", "m1", "l1")
    store.sync(draft.rows(), State("library", 1))
    return store


def everything(store: Store) -> tuple[object, ...]:
    constraints = store.read("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").rows
    nodes = store.read("MATCH (n) RETURN labels(n), properties(n) ORDER BY n.id").rows
    return constraints, nodes, store.read("MATCH ()-[r]->() RETURN type(r), properties(r)").rows


@pytest.mark.parametrize("query", READS)
def test_what_reads_passes_the_gate(query: str) -> None:
    readonly.check(query)


@pytest.mark.parametrize("query", ATTACKS)
def test_what_does_more_is_refused_by_the_gate(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        readonly.check(query)
    assert "\n" not in str(caught.value)


def test_what_reads_runs_on_each_engine(store: Store) -> None:
    filled(store)
    for query in READS:
        readonly.run(store, query, {"text": "民法"})


def test_no_attack_changes_anything(store: Store) -> None:
    before = everything(filled(store))
    for query in ATTACKS:
        with pytest.raises(QueryError):
            readonly.run(store, query)
    assert everything(store) == before


def test_behind_the_gate_each_engine_refuses_or_undoes(store: Store) -> None:
    before = everything(filled(store))
    survived = []
    for query in BEHIND:
        try:
            store.read(query)
        except PolicyGraphError:
            continue
        survived.append(query)
    assert everything(store) == before
    # A property set by the reader of the embedded engine is refused no sooner than at the commit, which never comes.
    assert [query for query in survived if re.search(r"CREATE|DROP|LOAD|DETACH|SET n:", query)] == []


def test_answers_are_cut_and_the_cut_is_told(store: Store) -> None:
    table = readonly.run(filled(store), "UNWIND range(1, 5000) AS x RETURN x", max_rows=10)
    assert (len(table.rows), table.truncated) == (10, True)
    wide = readonly.run(
        store, "UNWIND range(1, 100) AS x RETURN reduce(s = '', i IN range(1, 500) | s + '长') AS s", max_bytes=20_000
    )
    assert wide.truncated
    assert len(wide.rows) == 13


@pytest.mark.neo4j
def test_a_long_query_is_stopped(neo4j_settings: Settings) -> None:
    bomb = "".join(
        f"UNWIND range(1, {bound}) AS {name} " for name, bound in zip("abc", (99_999, 99_999, 999), strict=True)
    )
    query = f"{bomb} RETURN sum(a * b * c) AS s"
    with Store.connect(neo4j_settings) as store:
        started = time.monotonic()
        with pytest.raises(QueryError, match="took too long"):
            readonly.run(store, query, timeout=1)
        assert time.monotonic() - started < 30


@pytest.mark.embedded
def test_the_reader_of_the_embedded_engine_can_commit_nothing(embedded_settings: Settings) -> None:
    reader = embedded_settings.reader
    assert reader is not None
    with Store.connect(embedded_settings) as store:
        before = everything(filled(store))
    with neo4j.GraphDatabase.driver(embedded_settings.uri, auth=reader) as driver:
        for query in (
            "MATCH (n:Law) SET n.name = 'x'",
            "MATCH ()-[r:IMPLEMENTS]->() DELETE r",
            "CREATE (:Law {id: 'x'})",
        ):
            with pytest.raises(Neo4jError) as caught:
                driver.execute_query(query, database_=embedded_settings.database)
            assert caught.value.code == "Neo.ClientError.Security.Forbidden"
    with Store.connect(embedded_settings) as store:
        assert everything(store) == before
