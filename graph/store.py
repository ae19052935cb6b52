"""The one door to a database: `sync` and `apply` write rows, `read` asks; all over Bolt, whoever answers.

The database is a view of the lines: `sync` makes it equal to the merged rows, `apply` brings one change. `_Meta` says
which library it shows, at which revision, and whether a writer was stopped in the middle.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from graph import schema
from graph.address import SCHEMES, Settings, embedded, from_environment
from graph.batches import batches, edge_properties, edge_row, grouped, node_properties
from graph.errors import StoreError
from graph.faults import told
from graph.ontology import Ontology, ontology
from graph.records import Edge, Node
from graph.values import plain, size

if TYPE_CHECKING:  # the driver brings pandas with it where that is there, seconds that only a database is worth
    import neo4j

__all__ = ["Changes", "Progress", "Settings", "State", "Store", "Table", "embedded", "from_environment", "opened"]
BATCH_ROWS = 2_000
DELETE_ROWS = 500
STEP = 10_000
SECONDS = 30.0
READ_ROWS = 100_000
READ_BYTES = 64_000_000
AGENT = "policygraph"
READING = "READ"  # the driver's word for it
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer under their column names; `truncated` where there were more than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Which library a database shows, and at which of its revisions."""

    library: str
    revision: int


@dataclass(slots=True)
class Changes:
    """How many nodes and relationships were written and deleted."""

    nodes: int = 0
    edges: int = 0
    deleted_nodes: int = 0
    deleted_edges: int = 0

    def __str__(self) -> str:
        if not (self.nodes or self.edges or self.deleted_nodes or self.deleted_edges):
            return "database: up to date, nothing to change"
        written = f"{self.nodes:,} nodes and {self.edges:,} relationships written"
        return f"database: {written}, {self.deleted_nodes:,} and {self.deleted_edges:,} deleted"


class Rows(Protocol):
    """A whole merged graph: nodes by id, edges by key."""

    @property
    def nodes(self) -> Mapping[str, Node]: ...
    @property
    def edges(self) -> Mapping[str, Edge]: ...


class Change(Protocol):
    """A part of a merged graph that became another."""

    @property
    def upsert_nodes(self) -> Sequence[Node]: ...
    @property
    def delete_nodes(self) -> Sequence[Node]: ...
    @property
    def upsert_edges(self) -> Sequence[Edge]: ...
    @property
    def delete_edges(self) -> Sequence[Edge]: ...


@contextmanager
def opened(home: Path, environment: Mapping[str, str] = os.environ) -> Iterator[Store]:
    """The store of this user for the time of one command: NEO4J_URI's server, else the embedded engine of `home`."""
    settings = from_environment(environment)
    if settings is not None:
        with Store.connect(settings) as store:
            yield store
        return
    from graph import engine  # needs the extra `embedded`; a Neo4j server does without

    with engine.running(home) as found, Store.connect(embedded(found.uri, found.accounts, found.folder)) as store:
        yield store


class Store:
    """An open database that holds nothing, or a graph of ours."""

    def __init__(self, settings: Settings, kinds: Ontology | None = None) -> None:
        self.settings = settings
        self.ontology = kinds or ontology()
        if urlsplit(settings.uri).scheme not in SCHEMES:  # the driver would try http too
            raise StoreError(f"{settings.uri} is no address of a database: write NEO4J_URI as bolt://host:7687")
        with self._faults():
            self._driver = self._connected(settings.account)
            self._reader = self._connected(settings.reader) if settings.reader else self._driver

    @classmethod
    def connect(cls, settings: Settings, kinds: Ontology | None = None) -> Store:
        """A store whose database answers and is empty or ours; StoreError with the remedy for any other."""
        store = cls(settings, kinds)
        try:
            with store._faults():
                store._driver.verify_connectivity()
            store._refuse_foreign()
        except StoreError:
            store.close()
            raise
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; the database goes on."""
        for driver in {self._driver, self._reader}:
            driver.close()

    # Writing

    def sync(self, graph: Rows, state: State, *, progress: Progress | None = None) -> Changes:
        """Make the database equal to the rows, sending only what differs from what it holds."""
        self._prepare()
        nodes = {label: {} for label in self.ontology.labels}  # type: dict[str, dict[str, Node]]
        edges = {kind: {} for kind in self.ontology.relations}  # type: dict[str, dict[str, Edge]]
        for node in graph.nodes.values():
            self._known(node.label, nodes)[node.id] = node
        for edge in graph.edges.values():
            self._known(edge.type, edges)[edge.key] = edge
        with self._writing(state) as session:
            stale_nodes, gone_nodes = self._compared_nodes(nodes)
            stale_edges, gone_edges = self._compared_edges(edges)
            return self._sent(session, stale_nodes, gone_nodes, stale_edges, gone_edges, progress)

    def apply(self, delta: Change, state: State, *, progress: Progress | None = None) -> Changes:
        """Bring one change into a database that shows the revision before it."""
        self._prepare()
        gone_nodes = [(node.label, node.id) for node in delta.delete_nodes]
        gone_edges = [(edge.type, edge.key) for edge in delta.delete_edges]
        with self._writing(state) as session:
            return self._sent(session, delta.upsert_nodes, gone_nodes, delta.upsert_edges, gone_edges, progress)

    def state(self) -> State | None:
        """Which library and revision the database shows; None where it is empty, half written, or of another schema."""
        meta = self._meta()
        if meta is None or meta.get("writing", False) or meta.get("schema") != schema.VERSION:
            return None
        return State(str(meta["library"]), int(meta["revision"]))

    def clear(self) -> None:
        """Take all of ours out of the database, the note about it last."""
        ours = "|".join((*self.ontology.labels, schema.META))
        with self._faults(), self._session() as session:
            if session.execute_read(lambda tx: _single(tx.run(f"MATCH (n:{ours}) RETURN count(n) AS n"))) <= STEP // 10:
                session.execute_write(lambda tx: tx.run(f"MATCH (n:{ours}) DETACH DELETE n").consume())
                return
            for kind in self.ontology.relations:
                self._emptied(session, f"MATCH ()-[r:{kind}]->() WITH r LIMIT {STEP} DELETE r RETURN count(*) AS n")
            for label in (*self.ontology.labels, schema.META):
                self._emptied(session, f"MATCH (n:{label}) WITH n LIMIT {STEP} DETACH DELETE n RETURN count(*) AS n")

    # Reading

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = READ_ROWS,
        max_bytes: int = READ_BYTES,
        timeout: float = SECONDS,
    ) -> Table:
        """At most `limit` rows of a query, asked as the reader in a READ transaction that is always rolled back."""
        session = self._reader.session(
            database=self.settings.database,
            default_access_mode=READING,
            fetch_size=min(limit + 1, 1_000),
        )
        with self._faults(asking=True), session:
            transaction = session.begin_transaction(timeout=timeout, metadata={"app": AGENT})
            try:
                return _table(transaction.run(cypher, dict(parameters or {})), limit, max_bytes)
            finally:
                if not transaction.closed():
                    transaction.rollback()

    # How

    def _connected(self, account: tuple[str, str]) -> neo4j.Driver:
        from neo4j import GraphDatabase

        return GraphDatabase.driver(
            self.settings.uri,
            auth=account,
            user_agent=AGENT,
            connection_timeout=10,
            max_transaction_retry_time=30,
            # A label that nothing bears yet is no mistake of the query.
            notifications_min_severity="WARNING",
            notifications_disabled_classifications=["UNRECOGNIZED"],
        )

    def _session(self) -> neo4j.Session:
        return self._driver.session(database=self.settings.database)

    def _meta(self) -> dict[str, Any] | None:
        query = f"MATCH (m:{schema.META} {{id: $id}}) RETURN properties(m) AS meta"
        with self._faults(), self._session() as session:
            found = session.execute_read(lambda tx: tx.run(query, id=AGENT).single())
        return dict(found["meta"]) if found else None

    def _refuse_foreign(self) -> None:
        meta = self._meta()
        place = f"database {self.settings.database} at {self.settings.uri}"
        if meta is not None:
            if meta.get("schema", 0) > schema.VERSION:
                raise StoreError(f"{place} was filled by a later policygraph: update policygraph to use it")
            return
        with self._faults(), self._session() as session:
            other = session.execute_read(lambda tx: tx.run("MATCH (n) RETURN n LIMIT 1").single())
        if other is not None:
            raise StoreError(f"{place} holds data of others: let NEO4J_DATABASE or NEO4J_URI name an empty database")

    def _prepare(self) -> None:
        """Make constraints and indexes that are not there; a graph of an older schema is taken out first."""
        meta = self._meta()
        if meta is not None and meta.get("schema") != schema.VERSION:
            self.clear()
        with self._faults(), self._session() as session:
            present = [
                record["name"]
                for query in ("SHOW CONSTRAINTS YIELD name RETURN name", "SHOW INDEXES YIELD name RETURN name")
                for record in session.run(query)
            ]
            for statement in schema.missing(self.ontology, present):
                session.run(statement).consume()

    @contextmanager
    def _writing(self, state: State) -> Iterator[neo4j.Session]:
        """A session between two notes: that a writer began, and that it reached `state`."""
        note = f"MERGE (m:{schema.META} {{id: $id}}) SET m += $props"
        begun = {"schema": schema.VERSION, "library": state.library, "writing": True}
        ended = {"revision": state.revision, "writing": False}
        with self._faults(), self._session() as session:
            session.execute_write(lambda tx: tx.run(note, id=AGENT, props={"revision": 0, **begun}).consume())
            yield session
            session.execute_write(lambda tx: tx.run(note, id=AGENT, props=ended).consume())

    def _compared_nodes(self, wanted: Mapping[str, Mapping[str, Node]]) -> tuple[list[Node], list[tuple[str, str]]]:
        stale: list[Node] = []
        gone: list[tuple[str, str]] = []
        for label, nodes in wanted.items():
            same = set()
            for found in self._streamed(f"MATCH (n:{label}) RETURN properties(n) AS properties"):
                node = nodes.get(found["properties"]["id"])
                if node is None:
                    gone.append((label, found["properties"]["id"]))
                elif plain(found["properties"]) == node_properties(node):
                    same.add(node.id)
            stale += [node for node in nodes.values() if node.id not in same]
        return stale, gone

    def _compared_edges(self, wanted: Mapping[str, Mapping[str, Edge]]) -> tuple[list[Edge], list[tuple[str, str]]]:
        stale: list[Edge] = []
        gone: list[tuple[str, str]] = []
        for kind, edges in wanted.items():
            same = set()
            query = f"MATCH (a)-[r:{kind}]->(b) RETURN a.id AS source, b.id AS target, properties(r) AS properties"
            for found in self._streamed(query):
                edge = edges.get(found["properties"]["key"])
                if edge is None or (edge.source, edge.target) != (found["source"], found["target"]):
                    gone.append((kind, found["properties"]["key"]))
                elif plain(found["properties"]) == edge_properties(edge):
                    same.add(edge.key)
            stale += [edge for edge in edges.values() if edge.key not in same]
        return stale, gone

    def _streamed(self, query: str) -> Iterator[neo4j.Record]:
        with self._driver.session(database=self.settings.database, default_access_mode=READING) as session:
            yield from session.run(query)

    def _sent(
        self,
        session: neo4j.Session,
        nodes: Iterable[Node],
        gone_nodes: Iterable[tuple[str, str]],
        edges: Iterable[Edge],
        gone_edges: Iterable[tuple[str, str]],
        progress: Progress | None,
    ) -> Changes:
        tell = progress or (lambda what, count: None)
        changes = Changes()
        for kind, keys in grouped(gone_edges):
            query = f"MATCH ()-[r:{self._type(kind)}]->() WHERE r.key IN $rows DELETE r RETURN count(*) AS n"
            for batch in batches(keys, DELETE_ROWS):
                changes.deleted_edges += _written(session, query, batch)
        for label, ids in grouped(gone_nodes):
            query = f"UNWIND $rows AS id MATCH (n:{self._label(label)} {{id: id}}) DETACH DELETE n RETURN count(*) AS n"
            for batch in batches(ids, DELETE_ROWS):
                changes.deleted_nodes += _written(session, query, batch)
        for label, rows in grouped((node.label, {"id": node.id, "props": node_properties(node)}) for node in nodes):
            for batch in batches(rows, BATCH_ROWS):
                changes.nodes += _written(session, self._node_statement(label), batch, all_match=label)
                tell("nodes", len(batch))
        for ends, rows in grouped(map(edge_row, edges)):
            for batch in batches(rows, BATCH_ROWS):
                changes.edges += _written(session, self._edge_statement(*ends), batch, all_match=" ".join(ends))
                tell("relationships", len(batch))
        return changes

    def _node_statement(self, label: str) -> str:
        return f"UNWIND $rows AS r MERGE (n:{self._label(label)} {{id: r.id}}) SET n = r.props RETURN count(n) AS n"

    def _edge_statement(self, source: str, kind: str, target: str) -> str:
        return (
            f"UNWIND $rows AS r MATCH (a:{self._label(source)} {{id: r.source}}) "
            f"MATCH (b:{self._label(target)} {{id: r.target}}) "
            f"MERGE (a)-[e:{self._type(kind)} {{key: r.key}}]->(b) SET e = r.props RETURN count(e) AS n"
        )

    def _label(self, label: str) -> str:
        """The label, for a query's text: labels are never parameters, so only those of the ontology get in."""
        self._known(label, self.ontology.labels)
        return label

    def _type(self, kind: str) -> str:
        self._known(kind, self.ontology.relations)
        return kind

    def _known(self, name: str, names: Any) -> Any:
        if name not in names:
            raise StoreError(f"{name} is no label or relation of the ontology: nothing was sent")
        return names[name] if isinstance(names, Mapping) else name

    def _emptied(self, session: neo4j.Session, query: str) -> None:
        while session.execute_write(lambda tx: _single(tx.run(query))):
            pass

    @contextmanager
    def _faults(self, *, asking: bool = False) -> Iterator[None]:
        """Whatever the driver raises, as one line with its remedy."""
        from neo4j import exceptions

        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, ValueError) as fault:
            raise told(fault, self.settings, asking=asking) from fault


class _TooLarge(Exception):
    """A batch that took more memory than the server grants; the driver would try it again for half a minute."""


def _written(session: neo4j.Session, query: str, rows: list[Any], *, all_match: str | None = None) -> int:
    """How many rows a batch wrote; halved where it is too large, tried once more where another writer was first."""
    from neo4j import exceptions

    try:
        return session.execute_write(_counted, query, rows, all_match)
    except _TooLarge as fault:
        if len(rows) == 1:
            raise StoreError("the database has too little memory for one row: give the server more memory") from fault
        middle = len(rows) // 2
        return sum(_written(session, query, part, all_match=all_match) for part in (rows[:middle], rows[middle:]))
    except exceptions.ConstraintError:
        return session.execute_write(_counted, query, rows, all_match)


def _counted(tx: neo4j.ManagedTransaction, query: str, rows: list[Any], all_match: str | None) -> int:
    from neo4j import exceptions

    try:
        count = _single(tx.run(query, rows=rows))
    except exceptions.TransientError as fault:
        if "OutOfMemory" in (fault.code or ""):
            raise _TooLarge from fault
        raise
    if all_match is not None and count != len(rows):
        first = f"the first starts from {rows[0].get('source')}"
        raise StoreError(f"{len(rows) - count} of {len(rows)} rows {all_match} name an end that is no node ({first})")
    return count


def _single(result: neo4j.Result) -> int:
    record = result.single()
    return int(record["n"]) if record is not None else 0


def _table(result: neo4j.Result, limit: int, max_bytes: int) -> Table:
    rows: list[tuple[Any, ...]] = []
    weight = 0
    for record in result:
        row = tuple(plain(value) for value in record.values())
        weight += size(row)
        if len(rows) == limit or weight > max_bytes:
            return Table(tuple(result.keys()), tuple(rows), truncated=True)
        rows.append(row)
    return Table(tuple(result.keys()), tuple(rows))
