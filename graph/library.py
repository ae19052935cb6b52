"""The library: the lines of all loaded documents in one SQLite file, and which facts and keys they bring.

Every change raises the revision. A line that was replaced or forgotten stays for a while, marked with the revision of
its end, so that a database which shows an older revision can be brought up to date by what changed since.
"""

from __future__ import annotations

import sqlite3
import uuid
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from graph import facts
from graph.errors import PolicyGraphError
from graph.facts import Fact, read_fact
from graph.lines import dumps, loads
from graph.neighbours import chain
from graph.records import Line
from graph.registry import Registry
from graph.sheets import Sheet, read_sheet, sheet, write_sheet
from graph.world import world_facts

MARK = 0x706F6C67  # application_id of our files: "polg"
FORMAT = 1
KEPT = 1_000  # revisions for which replaced lines are kept
SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lines (id INTEGER PRIMARY KEY, document TEXT NOT NULL, source TEXT NOT NULL,
                    born INTEGER NOT NULL, died INTEGER, told INTEGER NOT NULL DEFAULT 0,
                                  body BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS lines_live ON lines (document) WHERE died IS NULL;
CREATE INDEX IF NOT EXISTS lines_untold ON lines (id) WHERE told = 0;
CREATE INDEX IF NOT EXISTS lines_born ON lines (born);
CREATE INDEX IF NOT EXISTS lines_died ON lines (died) WHERE died IS NOT NULL;
CREATE TABLE IF NOT EXISTS facts (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL,
                                  body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS keys (key TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (key, fact)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (key TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (key, fact)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS named (fact INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (fact, line)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS named_line ON named (line);
"""
SHEETS = """
CREATE TABLE IF NOT EXISTS sheets (line INTEGER PRIMARY KEY, region TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS sheets_region ON sheets (region);
"""  # apart: a library made before there were sheets gets the table when it is opened


class Library(Collection[Line]):
    """An open library file; made where there is none. It is the collection of its lines, in order of document id."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._faults():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            self._open()
        except PolicyGraphError:
            self._base.close()
            raise

    @classmethod
    def open(cls, home: Path) -> Library:
        """The library of a user's data folder."""
        return cls(home / "library.sqlite")

    def _open(self) -> None:
        with self._faults():
            mark = self._base.execute("PRAGMA application_id").fetchone()[0]
            empty = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            if mark != MARK and not empty:
                raise PolicyGraphError(f"{self.path}: a database of another program; name another file for the library")
            if empty:
                self._create()
            for statement in SHEETS.split(";"):
                self._base.execute(statement)
        if self._number("format") != FORMAT:
            raise PolicyGraphError(f"{self.path}: a library of another version; load the documents into a new one")

    def _create(self) -> None:
        self._base.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {SHEETS} PRAGMA application_id = {MARK};")
        rows = {"format": FORMAT, "id": uuid.uuid4().hex, "revision": 0, "floor": 0, "world": ""}
        self._base.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", rows.items())
        self._base.execute("COMMIT")

    # ------------------------------------------------------------ opening and closing

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Faults of the file as one line that names it and the remedy."""
        try:
            yield
        except (OSError, sqlite3.Error) as fault:
            raise PolicyGraphError(f"{self.path}: {_remedy(fault)}") from fault

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """A transaction: everything in it is kept, or nothing."""
        with self._faults():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    def _number(self, name: str) -> int:
        return int(self._value(name))

    def _value(self, name: str) -> str:
        with self._faults():
            row = self._base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else "0"

    def _set(self, name: str, value: int | str) -> None:
        self._base.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))

    # ------------------------------------------------------------ what is in it

    @property
    def id(self) -> str:
        """What tells this library from others."""
        return self._value("id")

    @property
    def revision(self) -> int:
        """How many changes there have been."""
        return self._number("revision")

    def __len__(self) -> int:
        with self._faults():
            return int(self._base.execute("SELECT count(*) FROM lines WHERE died IS NULL").fetchone()[0])

    def __iter__(self) -> Iterator[Line]:
        for document in list(self.documents()):
            line = self.line(document)
            if line is not None:
                yield line

    def __contains__(self, document: object) -> bool:
        with self._faults():
            found = self._base.execute("SELECT 1 FROM lines WHERE document = ? AND died IS NULL", (str(document),))
            return found.fetchone() is not None

    def lines(self) -> Iterator[Line]:
        """The lines in order of document id."""
        return iter(self)

    def documents(self) -> dict[str, str]:
        """The source of each document by id, in order of id."""
        with self._faults():
            rows = self._base.execute("SELECT document, source FROM lines WHERE died IS NULL ORDER BY document")
            return dict(rows.fetchall())

    def line(self, document: str) -> Line | None:
        """The line of a document, or None where it is not loaded."""
        with self._faults():
            rows = self._base.execute("SELECT body FROM lines WHERE document = ? AND died IS NULL", (document,))
            row = rows.fetchone()
        return self._unpacked(row[0]) if row else None

    def of_source(self, source: str) -> list[Line]:
        """The lines of a source, in order of part."""
        found = [self.line(document) for document, name in self.documents().items() if name == source]
        return sorted((line for line in found if line is not None), key=lambda line: line.document.part)

    def _unpacked(self, body: bytes) -> Line:
        return loads(zlib.decompress(body).decode("utf-8"))

    # ------------------------------------------------------------ changing it

    def put(self, line: Line) -> bool:
        """Keep a line, in place of what the document said before; False where it says just that already."""
        return self.put_all([line]) == 1

    def put_all(self, lines: Iterable[Line]) -> int:
        """Keep some lines, all or none; how many of them were new or different."""
        rows = list(lines)  # read before the transaction: what fails there is no fault of this file
        with self._change():
            return sum(self._put(line) for line in rows)

    def _put(self, line: Line) -> bool:
        document = line.document
        body = dumps(line).encode("utf-8")
        rows = self._base.execute("SELECT id, body FROM lines WHERE document = ? AND died IS NULL", (document.id,))
        row = rows.fetchone()
        if row and zlib.decompress(row[1]) == body:
            return False
        revision = self._next()
        if row:
            self._end(row[0], revision)
        values = (document.id, document.source, revision, zlib.compress(body))
        self._base.execute("INSERT INTO lines (document, source, born, body) VALUES (?, ?, ?, ?)", values)
        return True

    def forget(self, documents: Iterable[str]) -> int:
        """Let go of some documents by id, all or none; how many of them were there."""
        with self._change():
            found = 0
            for document in documents:
                rows = self._base.execute("SELECT id FROM lines WHERE document = ? AND died IS NULL", (document,))
                row = rows.fetchone()
                if row:
                    self._end(row[0], self._next())
                    found += 1
            return found

    def forget_sources(self, sources: Iterable[str]) -> int:
        """Let go of every document of some sources; how many there were."""
        wanted = set(sources)
        return self.forget([document for document, source in self.documents().items() if source in wanted])

    def _next(self) -> int:
        revision = self.revision + 1
        self._set("revision", revision)
        self._prune(revision - KEPT)
        return revision

    def _end(self, row: int, revision: int) -> None:
        self._base.execute("UPDATE lines SET died = ? WHERE id = ?", (revision, row))
        self._base.execute(
            "UPDATE facts SET documents = documents - 1 WHERE id IN (SELECT fact FROM named WHERE line = ?)", (row,)
        )

    def _prune(self, until: int) -> None:
        """Drop lines that ended long ago, and the facts that nothing brings any more."""
        rows = self._base.execute("SELECT id, died FROM lines WHERE died <= ?", (until,)).fetchall()
        for row, died in rows:
            facts = self._base.execute("SELECT fact FROM named WHERE line = ?", (row,)).fetchall()
            self._base.execute("DELETE FROM named WHERE line = ?", (row,))
            self._base.execute("DELETE FROM lines WHERE id = ?", (row,))
            self._base.execute("DELETE FROM sheets WHERE line = ?", (row,))
            for (fact,) in facts:
                if self._base.execute("SELECT 1 FROM named WHERE fact = ?", (fact,)).fetchone() is None:
                    for table, column in (("facts", "id"), ("keys", "fact"), ("links", "fact")):
                        self._base.execute(f"DELETE FROM {table} WHERE {column} = ?", (fact,))
            self._set("floor", max(self._number("floor"), died))

    # ------------------------------------------------------------ facts and keys

    def prepare(self, registry: Registry) -> None:
        """Make the facts of lines that have none yet; of all anew where the registry is not what they were made with.

        The latter is a change of its own: a database that shows an earlier revision is to be filled anew.
        """
        world = f"{facts.VERSION} {registry.fingerprint}"
        with self._change():
            if self._value("world") != world:
                self._start_anew(world)
            rows = self._base.execute("SELECT id, died IS NULL, body FROM lines WHERE told = 0").fetchall()
            for row, alive, body in rows:
                self._tell(row, alive, self._unpacked(body), registry)
            self._base.execute("UPDATE lines SET told = 1 WHERE told = 0")

    def _start_anew(self, world: str) -> None:
        for table in ("facts", "keys", "links", "named", "sheets"):
            self._base.execute(f"DELETE FROM {table}")
        self._base.execute("DELETE FROM lines WHERE died IS NOT NULL")
        self._base.execute("UPDATE lines SET told = 0")
        self._set("revision", self.revision + 1)
        self._set("floor", self.revision)
        self._set("world", world)

    def _tell(self, row: int, alive: int, line: Line, registry: Registry) -> None:
        """Note the facts that a line brings."""
        told = facts.named_facts(line)
        made = sheet(line, told)
        if made is not None:
            self._base.execute("INSERT INTO sheets VALUES (?, ?, ?)", (row, made.region, write_sheet(made)))
        named = {fact.id: fact for fact in told.values()}
        numbers = [self._fact(f, alive) for f in (named | world_facts(named.values(), registry)).values()]
        self._base.executemany("INSERT INTO named VALUES (?, ?)", [(number, row) for number in numbers])

    def _fact(self, fact: Fact, alive: int) -> int:
        """The row of a fact, one more document bringing it where its line is alive."""
        known = "UPDATE facts SET documents = documents + ? WHERE hash = ? RETURNING id"
        found = self._base.execute(known, (alive, fact.id)).fetchone()
        if found:
            return int(found[0])
        values = (fact.id, alive, fact.text)
        made = self._base.execute("INSERT INTO facts (hash, documents, body) VALUES (?, ?, ?)", values)
        number = int(made.lastrowid or 0)
        self._base.executemany("INSERT INTO keys VALUES (?, ?)", [(key, number) for key in dict.fromkeys(fact.keys)])
        ends = dict.fromkeys(key for link in fact.links for key in (link.source, link.target))
        self._base.executemany("INSERT INTO links VALUES (?, ?)", [(key, number) for key in ends])
        return number

    def facts(self, key: str) -> dict[str, tuple[Fact, int]]:
        """The facts that bear a key, by id, each with how many documents bring it; none where all were forgotten."""
        with self._faults():
            rows = self._base.execute(
                "SELECT f.hash, f.body, f.documents FROM keys k JOIN facts f ON f.id = k.fact WHERE k.key = ?", (key,)
            )
            return {name: (read_fact(body), count) for name, body, count in rows.fetchall()}

    def linking(self, keys: Iterable[str]) -> Iterator[Fact]:
        """The facts whose relations from the registry end at one of these keys."""
        for key in keys:
            with self._faults():
                rows = self._base.execute(
                    "SELECT f.body FROM links l JOIN facts f ON f.id = l.fact WHERE l.key = ?", (key,)
                ).fetchall()
            for (body,) in rows:
                yield read_fact(body)

    def naming(self, names: Iterable[str], *, but: Collection[str] = ()) -> Iterator[Line]:
        """The lines that bring one of these facts, but those of some documents."""
        found: dict[str, int] = {}
        for name in names:
            with self._faults():
                rows = self._base.execute(
                    "SELECT l.document, l.id FROM facts f JOIN named n ON n.fact = f.id JOIN lines l ON l.id = n.line"
                    " WHERE f.hash = ? AND l.died IS NULL",
                    (name,),
                )
                found |= dict(rows.fetchall())
        for document in sorted(found.keys() - set(but)):
            line = self.line(document)
            if line is not None:
                yield line

    def sheets(self, region: str) -> Iterator[Sheet]:
        """What the documents of a place, of those above and of those below it report and plan."""
        above = list(chain(region))
        query = (
            "SELECT s.body FROM sheets s JOIN lines l ON l.id = s.line WHERE l.died IS NULL"
            f" AND (s.region IN ({', '.join('?' * len(above))}) OR (s.region > ? AND s.region < ?))"
        )
        with self._faults():
            rows = self._base.execute(query, (*above, region, f"{region}\U0010ffff")).fetchall()
        return (read_sheet(body) for (body,) in rows)

    # ------------------------------------------------------------ between revisions

    def covers(self, since: int) -> bool:
        """Whether what changed since a revision can still be told."""
        return self._number("floor") <= since <= self.revision

    def changes(self, since: int) -> tuple[list[Line], list[Line]]:
        """The lines that ended since a revision, and those that began and still stand."""
        with self._faults():
            gone = self._base.execute("SELECT body FROM lines WHERE born <= ? AND died > ?", (since, since)).fetchall()
            come = self._base.execute("SELECT body FROM lines WHERE born > ? AND died IS NULL", (since,)).fetchall()
        return [self._unpacked(body) for (body,) in gone], [self._unpacked(body) for (body,) in come]


def _remedy(fault: Exception) -> str:
    """What is the matter with a file and what helps, in one line."""
    said = " ".join(str(fault).split())
    for sign, remedy in (
        ("disk is full", "the disk is full; nothing was changed; make room and try again"),
        ("No space left", "the disk is full; nothing was changed; make room and try again"),
        ("not a database", "not a library; name another file, or remove this one"),
        ("malformed", "the library is damaged; load the documents into a new one"),
        ("readonly", "no permission to write; change the permissions or name another file"),
        ("Permission denied", "no permission; change the permissions or name another file"),
        ("unable to open", "cannot be opened; check that the folder exists and may be written"),
        ("locked", "in use by another program; wait until it is done and try again"),
    ):
        if sign in said:
            return remedy
    return f"cannot be used ({said}); check the file and the disk"
