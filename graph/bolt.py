"""Connections to a database over Bolt, whoever answers: the only file that knows the driver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graph.address import Settings, taken_apart
from graph.errors import StoreError
from graph.faults import told

if TYPE_CHECKING:  # the driver brings pandas with it where that is there, seconds that only a database is worth
    import neo4j

AGENT = "policygraph"
READING = "READ"  # the driver's word for it


def answers(settings: Settings) -> bool:
    """Whether `RETURN 1` gives a row: the port opens before the database does."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        with (
            GraphDatabase.driver(settings.uri, auth=settings.account, connection_timeout=5) as driver,
            driver.session(database=settings.database) as session,
        ):
            return session.run("RETURN 1 AS one").single() is not None
    except (DriverError, Neo4jError):
        return False


class Bolt:
    """Connections to one database: as the account that writes, and as the one that asks."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        taken_apart(settings.uri)  # the driver would try http too
        with self._misspelt():
            self._writer = self._driver(settings.account)
            self._reader = self._driver(settings.reader) if settings.reader else self._writer

    def reach(self) -> None:
        """Find the database answering; StoreError with the remedy where none does."""
        with self._misspelt():
            self._writer.verify_connectivity()

    def close(self) -> None:
        """Close the connections; the database goes on."""
        for driver in {self._writer, self._reader}:
            driver.close()

    def one(self, query: str, **parameters: Any) -> Mapping[str, Any] | None:
        """The one row of an answer, or None where there is none."""
        with self._faults(), self._writer.session(database=self.settings.database) as session:
            return session.execute_read(lambda tx: tx.run(query, parameters).single())

    def rows(self, query: str) -> Iterator[Mapping[str, Any]]:
        """The rows of an answer as they come, however many."""
        name = self.settings.database
        with self._faults(), self._writer.session(database=name, default_access_mode=READING) as session:
            yield from session.run(query)

    @contextmanager
    def asking(self, *, timeout: float, fetch: int) -> Iterator[neo4j.Transaction]:
        """A READ transaction of the reader that is always rolled back; rows come `fetch` at a time."""
        session = self._reader.session(
            database=self.settings.database, default_access_mode=READING, fetch_size=min(fetch, 1_000)
        )
        with self._faults(asking=True), session:
            transaction = session.begin_transaction(timeout=timeout, metadata={"app": AGENT})
            try:
                yield transaction
            finally:
                if not transaction.closed():
                    transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A session that writes."""
        with self._faults(), self._writer.session(database=self.settings.database) as session:
            yield Writing(session)

    def _driver(self, account: tuple[str, str]) -> neo4j.Driver:
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

    @contextmanager
    def _faults(self, *, asking: bool = False) -> Iterator[None]:
        """Whatever the driver raises, as one line with its remedy."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            yield
        except (Neo4jError, DriverError, UnicodeEncodeError) as fault:
            raise told(fault, self.settings, asking=asking) from fault

    @contextmanager
    def _misspelt(self) -> Iterator[None]:
        """As `_faults`, and whatever the driver and the resolver raise for an address that is none."""
        with self._faults():
            try:
                yield
            except ValueError as fault:
                raise told(fault, self.settings, asking=False) from fault


class Writing:
    """Statements one after another, each a transaction of its own, tried again where the server asks for it."""

    def __init__(self, session: neo4j.Session) -> None:
        self._session = session

    def define(self, statement: str) -> None:
        """Carry out a statement about the schema, which takes no transaction around it."""
        self._session.run(statement).consume()

    def run(self, query: str, **parameters: Any) -> None:
        """Carry out a statement whose answer does not matter."""
        self._session.execute_write(lambda tx: tx.run(query, parameters).consume())

    def count(self, query: str) -> int:
        """The number that a statement answers as `n`."""
        return self._session.execute_write(lambda tx: _number(tx.run(query)))

    def batch(self, query: str, rows: Sequence[Any], *, every: str | None = None) -> int:
        """How many of `$rows` a statement wrote; with `every`, what they are, all of them or none.

        Halved where it is too large, tried once more where another writer was first.
        """
        from neo4j.exceptions import ConstraintError

        try:
            return self._session.execute_write(_written, query, rows, every)
        except _TooLarge as fault:
            if len(rows) == 1:
                remedy = "give the server more memory"
                raise StoreError(f"the database has too little memory for one row: {remedy}") from fault
            middle = len(rows) // 2
            return sum(self.batch(query, part, every=every) for part in (rows[:middle], rows[middle:]))
        except ConstraintError:
            return self._session.execute_write(_written, query, rows, every)


class _TooLarge(Exception):
    """A batch that took more memory than the server grants; the driver would try it again for half a minute."""


def _written(tx: neo4j.ManagedTransaction, query: str, rows: Sequence[Any], every: str | None) -> int:
    from neo4j.exceptions import TransientError

    try:
        count = _number(tx.run(query, rows=rows))
    except TransientError as fault:
        if "OutOfMemory" in (fault.code or ""):
            raise _TooLarge from fault
        raise
    if every is not None and count != len(rows):
        lost = f"{len(rows) - count} of {len(rows)} rows {every} name an end that is no node"
        raise StoreError(f"{lost}: run `policygraph sync`, which compares every row")
    return count


def _number(result: neo4j.Result) -> int:
    record = result.single()
    return int(record["n"]) if record is not None else 0
