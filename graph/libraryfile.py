"""The one SQLite file of a library: its tables, what is changed whole or not at all, its faults told with a remedy."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import PolicyGraphError

MARK = 0x706F6C67  # application_id of our files: "polg"
FORMAT = 1
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


class LibraryFile:
    """An open library file; made where there is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._faults():
            path.parent.mkdir(parents=True, exist_ok=True)
            self.base = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            with self._faults():
                self._open()
        except PolicyGraphError:
            self.base.close()
            raise

    def _open(self) -> None:
        # First whether it is empty: another command may be making it, and its tables and mark come at once.
        empty = self.base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        mark = self.base.execute("PRAGMA application_id").fetchone()[0]
        if not empty and mark != MARK:
            raise PolicyGraphError(f"{self.path}: a database of another program; name another file for the library")
        if empty:
            self._create()
        for statement in SHEETS.split(";"):
            self.base.execute(statement)
        if self.number("format") != FORMAT:
            raise PolicyGraphError(f"{self.path}: a library of another version; load the documents into a new one")

    def _create(self) -> None:
        self.base.executescript(f"BEGIN IMMEDIATE; {SCHEMA} {SHEETS} PRAGMA application_id = {MARK};")
        rows = {"format": FORMAT, "id": uuid.uuid4().hex, "revision": 0, "floor": 0, "world": ""}
        self.base.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", rows.items())
        self.base.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.base.close()

    # ------------------------------------------------------------ statements

    def run(self, statement: str, *values: Any) -> list[Any]:
        """The rows that a statement answers, none where it only changes something."""
        with self._faults():
            return self.base.execute(statement, values).fetchall()

    def insert(self, statement: str, *values: Any) -> int:
        """The number of the row that a statement inserts."""
        with self._faults():
            return int(self.base.execute(statement, values).lastrowid or 0)

    def insert_all(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Carry out a statement once for each row of values."""
        with self._faults():
            self.base.executemany(statement, rows)

    @contextmanager
    def change(self) -> Iterator[None]:
        """A transaction, or a part of the one that is open: everything in it is kept, or nothing."""
        if self.base.in_transaction:
            yield
            return
        with self._faults():
            self.base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.base.execute("COMMIT")
            except BaseException:
                if self.base.in_transaction:
                    self.base.execute("ROLLBACK")
                raise

    # ------------------------------------------------------------ values of the whole library

    def value(self, name: str) -> str:
        """A value, 0 where there is none."""
        found = self.run("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0][0]) if found else "0"

    def number(self, name: str) -> int:
        """A value that is a number."""
        return int(self.value(name))

    def set(self, name: str, value: int | str) -> None:
        """Give a value."""
        self.run("UPDATE meta SET value = ? WHERE name = ?", value, name)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Faults of the file as one line that names it and the remedy."""
        try:
            yield
        except (OSError, sqlite3.Error) as fault:
            raise PolicyGraphError(f"{self.path}: {_remedy(fault)}") from fault


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
