"""The one door to a database: `sync` and `apply` write rows, `read` asks; whoever answers.

The database is a view of the lines: `sync` makes it equal to the merged rows, `apply` brings one change. `_Meta` says
which library it shows, at which revision, and whether a writer was stopped in the middle.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import schema
from graph.address import Settings, from_environment
from graph.bolt import AGENT, Bolt, Writing
from graph.difference import difference, nameless
from graph.errors import StoreError
from graph.ontology import Ontology, ontology
from graph.records import Delta, Graph
from graph.values import Table, capped
from graph.writer import Changes, Progress, write

__all__ = ["Changes", "Settings", "State", "Store", "Table", "from_environment", "opened"]
STEP = 10_000
SECONDS = 30.0
READ_ROWS = 100_000
READ_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class State:
    """Which library a database shows, and at which of its revisions: None where it was left half written."""

    library: str
    revision: int | None


@contextmanager
def opened(home: Path, environment: Mapping[str, str] = os.environ) -> Iterator[Store]:
    """The store of this user for the time of one command: NEO4J_URI's server, else the embedded engine of `home`."""
    settings = from_environment(environment)
    if settings is not None:
        with Store.connect(settings) as store:
            yield store
        return
    from graph import engine  # needs the extra `embedded`; a Neo4j server does without

    with engine.running(home) as found, Store.connect(found.settings) as store:
        yield store


class Store:
    """An open database that holds nothing, or a graph of ours."""

    def __init__(self, settings: Settings, kinds: Ontology | None = None) -> None:
        self.settings = settings
        self.ontology = kinds or ontology()
        self._bolt = Bolt(settings)

    @classmethod
    def connect(cls, settings: Settings, kinds: Ontology | None = None) -> Store:
        """A store whose database answers and is empty or ours; StoreError with the remedy for any other."""
        store = cls(settings, kinds)
        try:
            store._bolt.reach()
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
        self._bolt.close()

    # Writing

    def sync(self, graph: Graph, state: State, *, progress: Progress | None = None) -> Changes:
        """Make the database equal to the rows, sending only what differs from what it holds."""
        self._prepare()
        with self._writing(state) as session:
            for statement in nameless(self.ontology):
                session.count(statement)
            return write(session, difference(self._bolt, graph, self.ontology), self.ontology, progress)

    def apply(self, delta: Delta, state: State, *, progress: Progress | None = None) -> Changes:
        """Bring one change into a database that shows the revision before it."""
        self._prepare()
        with self._writing(state) as session:
            return write(session, delta, self.ontology, progress)

    def clear(self) -> None:
        """Take all of ours out of the database, the note about it last."""
        ours = (*self.ontology.labels, schema.META)
        with self._bolt.writing() as session:
            if session.count(f"MATCH (n:{'|'.join(ours)}) RETURN count(n) AS n") <= STEP // 10:
                session.run(f"MATCH (n:{'|'.join(ours)}) DETACH DELETE n")
                return
            steps = [f"MATCH ()-[r:{kind}]->() WITH r LIMIT {STEP} DELETE r" for kind in self.ontology.relations]
            steps += [f"MATCH (n:{label}) WITH n LIMIT {STEP} DETACH DELETE n" for label in ours]
            for step in steps:
                while session.count(f"{step} RETURN count(*) AS n"):
                    pass

    # Reading

    def state(self) -> State | None:
        """Which library and revision the database shows; None where it is empty."""
        meta = self._meta()
        if meta is None:
            return None
        whole = not meta.get("writing", False) and meta.get("schema") == schema.VERSION
        return State(str(meta["library"]), int(meta["revision"]) if whole else None)

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
        with self._bolt.asking(timeout=timeout, fetch=limit + 1) as transaction:
            found = transaction.run(cypher, dict(parameters or {}))
            return capped(found.keys(), (record.values() for record in found), limit, max_bytes)

    # How

    def _meta(self) -> Mapping[str, Any] | None:
        found = self._bolt.one(f"MATCH (m:{schema.META} {{id: $id}}) RETURN properties(m) AS meta", id=AGENT)
        return found["meta"] if found else None

    def _refuse_foreign(self) -> None:
        meta = self._meta()
        place = f"database {self.settings.database} at {self.settings.uri}"
        if meta is None and self._bolt.one("MATCH (n) RETURN n LIMIT 1") is not None:
            raise StoreError(f"{place} holds data of others: let NEO4J_DATABASE or NEO4J_URI name an empty database")
        if meta is not None and meta.get("schema", 0) > schema.VERSION:
            raise StoreError(f"{place} was filled by a later policygraph: update policygraph to use it")

    def _prepare(self) -> None:
        """Make constraints and indexes that are not there; a graph of an older schema is taken out first."""
        meta = self._meta()
        if meta is not None and meta.get("schema") != schema.VERSION:
            self.clear()
        shown = ("SHOW CONSTRAINTS YIELD name RETURN name", "SHOW INDEXES YIELD name RETURN name")
        present = [row["name"] for query in shown for row in self._bolt.rows(query)]
        with self._bolt.writing() as session:
            for statement in schema.missing(self.ontology, present):
                session.define(statement)

    @contextmanager
    def _writing(self, state: State) -> Iterator[Writing]:
        """A session between two notes: that a writer began, and that it reached `state`."""
        note = f"MERGE (m:{schema.META} {{id: $id}}) SET m += $props"
        begun = {"revision": 0, "schema": schema.VERSION, "library": state.library, "writing": True}
        with self._bolt.writing() as session:
            session.run(note, id=AGENT, props=begun)
            yield session
            session.run(note, id=AGENT, props={"revision": state.revision, "writing": False})
