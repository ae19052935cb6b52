"""The library: the lines of all loaded documents, with an index of the facts and keys that they bring.

Every change raises the revision. A line that was replaced or forgotten stays for a while, marked with the revision of
its end, so that a database which shows an older revision can be brought up to date by what changed since.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.facts import VERSION
from graph.index import Index
from graph.libraryfile import LibraryFile
from graph.lines import dumps, loads
from graph.records import Line
from graph.registry import Registry

KEPT = 1_000  # revisions for which replaced lines are kept


class Lines:
    """The lines of a library as they stood at a revision, in order of document id; one is in memory at a time.

    What is put and forgotten meanwhile changes nothing: a merge that reads them twice finds the same.
    """

    def __init__(self, file: LibraryFile, revision: int) -> None:
        self._file = file
        self.revision = revision

    def __len__(self) -> int:
        return len(self._rows())

    def __iter__(self) -> Iterator[Line]:
        for (row,) in self._rows():
            for (body,) in self._file.run("SELECT body FROM lines WHERE id = ?", row):
                yield _unpacked(body)

    def _rows(self) -> list[tuple[int]]:
        standing = "SELECT id FROM lines WHERE born <= ? AND (died IS NULL OR died > ?) ORDER BY document"
        return self._file.run(standing, self.revision, self.revision)


class Library:
    """An open library; made where there is none. As an iterable it gives its lines, in order of document id."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = LibraryFile(path)
        self.index = Index(self._file)

    @classmethod
    def open(cls, home: Path) -> Library:
        """The library of a user's data folder."""
        return cls(home / "library.sqlite")

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    # ------------------------------------------------------------ what is in it

    @property
    def id(self) -> str:
        """What tells this library from others."""
        return self._file.value("id")

    @property
    def revision(self) -> int:
        """How many changes there have been."""
        return self._file.number("revision")

    def __len__(self) -> int:
        ((count,),) = self._file.run("SELECT count(*) FROM lines WHERE died IS NULL")
        return int(count)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines())

    def lines(self) -> Lines:
        """The lines as they stand now, whatever is put and forgotten while they are read."""
        return Lines(self._file, self.revision)

    def documents(self) -> dict[str, str]:
        """The source of each document by id, in order of id."""
        return dict(self._file.run("SELECT document, source FROM lines WHERE died IS NULL ORDER BY document"))

    def line(self, document: str) -> Line | None:
        """The line of a document, or None where it is not loaded."""
        rows = self._file.run("SELECT body FROM lines WHERE document = ? AND died IS NULL", document)
        return _unpacked(rows[0][0]) if rows else None

    def of_source(self, source: str) -> list[Line]:
        """The lines of a source, in order of part."""
        rows = self._file.run("SELECT body FROM lines WHERE source = ? AND died IS NULL", source)
        return sorted((_unpacked(body) for (body,) in rows), key=lambda line: line.document.part)

    # ------------------------------------------------------------ changing it

    def put(self, line: Line) -> bool:
        """Keep a line, in place of what the document said before; False where it says just that already."""
        return self.put_all([line]) == 1

    def put_all(self, lines: Iterable[Line]) -> int:
        """Keep some lines, all or none; how many of them were new or different."""
        rows = list(lines)  # read before the transaction: what fails there is no fault of this file
        with self._file.change():
            return sum(self._put(line) for line in rows)

    def _put(self, line: Line) -> bool:
        document = line.document
        body = dumps(line).encode("utf-8")
        rows = self._file.run("SELECT id, body FROM lines WHERE document = ? AND died IS NULL", document.id)
        if rows and zlib.decompress(rows[0][1]) == body:
            return False
        revision = self._next()
        for row, _ in rows:
            self._end(row, revision)
        insert = "INSERT INTO lines (document, source, born, body) VALUES (?, ?, ?, ?)"
        self._file.insert(insert, document.id, document.source, revision, zlib.compress(body))
        return True

    def forget(self, documents: Iterable[str]) -> int:
        """Let go of some documents by id, all or none; how many of them were there."""
        names = list(documents)
        with self._file.change():
            return sum(self._forget(document) for document in names)

    def _forget(self, document: str) -> bool:
        rows = self._file.run("SELECT id FROM lines WHERE document = ? AND died IS NULL", document)
        for (row,) in rows:
            self._end(row, self._next())
        return bool(rows)

    def forget_sources(self, sources: Iterable[str]) -> int:
        """Let go of every document of some sources; how many there were."""
        wanted = set(sources)
        return self.forget([document for document, source in self.documents().items() if source in wanted])

    def _next(self) -> int:
        revision = self.revision + 1
        self._file.set("revision", revision)
        self._prune(revision - KEPT)
        return revision

    def _end(self, row: int, revision: int) -> None:
        self._file.run("UPDATE lines SET died = ? WHERE id = ?", revision, row)
        self.index.discount(row)

    def _prune(self, until: int) -> None:
        """Drop lines that ended long ago."""
        for row, died in self._file.run("SELECT id, died FROM lines WHERE died <= ?", until):
            self.index.drop(row)
            self._file.run("DELETE FROM lines WHERE id = ?", row)
            self._file.set("floor", max(self._file.number("floor"), died))

    # ------------------------------------------------------------ the index, and what changed between revisions

    @contextmanager
    def prepared(self, registry: Registry) -> Iterator[None]:
        """A time in which every line is indexed and no other command puts or forgets any."""
        with self._file.change():
            self.prepare(registry)
            yield

    def prepare(self, registry: Registry) -> None:
        """Index the lines that are not yet; all anew where the registry is not what they were indexed with.

        The latter is a change of its own: a database that shows an earlier revision is to be filled anew.
        """
        world = f"{VERSION} {registry.fingerprint}"
        with self._file.change():
            if self._file.value("world") != world:
                self._start_anew(world)
            for row, alive in self._file.run("SELECT id, died IS NULL FROM lines WHERE told = 0"):
                ((body,),) = self._file.run("SELECT body FROM lines WHERE id = ?", row)
                self.index.add(row, _unpacked(body), registry, alive=bool(alive))
            self._file.run("UPDATE lines SET told = 1 WHERE told = 0")

    def _start_anew(self, world: str) -> None:
        self.index.clear()
        self._file.run("DELETE FROM lines WHERE died IS NOT NULL")
        self._file.run("UPDATE lines SET told = 0")
        self._file.set("revision", self.revision + 1)
        self._file.set("floor", self.revision)
        self._file.set("world", world)

    def covers(self, since: int) -> bool:
        """Whether what changed since a revision can still be told."""
        return self._file.number("floor") <= since <= self.revision

    def changes(self, since: int) -> tuple[list[Line], list[Line]]:
        """The lines that ended since a revision, and those that began and still stand."""
        gone = self._file.run("SELECT body FROM lines WHERE born <= ? AND died > ?", since, since)
        come = self._file.run("SELECT body FROM lines WHERE born > ? AND died IS NULL", since)
        return [_unpacked(body) for (body,) in gone], [_unpacked(body) for (body,) in come]


def _unpacked(body: bytes) -> Line:
    return loads(zlib.decompress(body).decode("utf-8"))
