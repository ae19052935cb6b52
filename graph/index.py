"""Which facts and keys the lines of a library bring, and what they report and plan: found without reading the lines.

A fact of many documents is kept once, with how many of them bring it; none where all were forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.facts import Fact, named_facts, read_fact
from graph.libraryfile import LibraryFile
from graph.neighbours import chain
from graph.records import Line
from graph.registry import Registry
from graph.sheets import Sheet, read_sheet, sheet, write_sheet
from graph.world import line_facts


class Index:
    """The index of an open library file; a line is known by its row there."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file

    # ------------------------------------------------------------ what is in it

    def facts(self, key: str) -> dict[str, tuple[Fact, int]]:
        """The facts that bear a key, by id, each with how many documents bring it."""
        query = "SELECT f.hash, f.body, f.documents FROM keys k JOIN facts f ON f.id = k.fact WHERE k.key = ?"
        return {name: (read_fact(body), count) for name, body, count in self._file.run(query, key)}

    def linking(self, keys: Iterable[str]) -> Iterator[Fact]:
        """The facts whose relations from the registry end at one of these keys."""
        query = "SELECT f.body FROM links l JOIN facts f ON f.id = l.fact WHERE l.key = ?"
        for key in keys:
            for (body,) in self._file.run(query, key):
                yield read_fact(body)

    def naming(self, facts: Iterable[str]) -> set[str]:
        """The documents that bring one of these facts."""
        query = (
            "SELECT l.document FROM facts f JOIN named n ON n.fact = f.id JOIN lines l ON l.id = n.line"
            " WHERE f.hash = ? AND l.died IS NULL"
        )
        return {document for fact in facts for (document,) in self._file.run(query, fact)}

    def sheets(self, region: str) -> Iterator[Sheet]:
        """What the documents of a place, of those above and of those below it report and plan."""
        above = list(chain(region))
        query = (
            "SELECT s.body FROM sheets s JOIN lines l ON l.id = s.line WHERE l.died IS NULL"
            f" AND (s.region IN ({', '.join('?' * len(above))}) OR (s.region > ? AND s.region < ?))"
        )
        return (read_sheet(body) for (body,) in self._file.run(query, *above, region, f"{region}\U0010ffff"))

    # ------------------------------------------------------------ changing it, within a change of the file

    def add(self, row: int, line: Line, registry: Registry, *, alive: bool) -> None:
        """Note what a line brings; one that was replaced or forgotten counts no more."""
        named = named_facts(line)
        made = sheet(line, named)
        if made is not None:
            self._file.insert("INSERT INTO sheets VALUES (?, ?, ?)", row, made.region, write_sheet(made))
        numbers = [self._fact(fact, int(alive)) for fact in line_facts(named, registry).values()]
        self._file.insert_all("INSERT INTO named VALUES (?, ?)", ((number, row) for number in numbers))

    def _fact(self, fact: Fact, alive: int) -> int:
        """The row of a fact, one more document bringing it where its line is alive."""
        known = "UPDATE facts SET documents = documents + ? WHERE hash = ? RETURNING id"
        found = self._file.run(known, alive, fact.id)
        if found:
            return int(found[0][0])
        number = self._file.insert(
            "INSERT INTO facts (hash, documents, body) VALUES (?, ?, ?)", fact.id, alive, fact.text
        )
        self._file.insert_all("INSERT INTO keys VALUES (?, ?)", ((key, number) for key in dict.fromkeys(fact.keys)))
        ends = dict.fromkeys(key for link in fact.links for key in (link.source, link.target))
        self._file.insert_all("INSERT INTO links VALUES (?, ?)", ((key, number) for key in ends))
        return number

    def discount(self, row: int) -> None:
        """Let a line count no more that was replaced or forgotten."""
        told = "SELECT fact FROM named WHERE line = ?"
        self._file.run(f"UPDATE facts SET documents = documents - 1 WHERE id IN ({told})", row)

    def drop(self, row: int) -> None:
        """Let go of a line, and of the facts that nothing brings any more."""
        facts = self._file.run("SELECT fact FROM named WHERE line = ?", row)
        for table in ("named", "sheets"):
            self._file.run(f"DELETE FROM {table} WHERE line = ?", row)
        for (fact,) in facts:
            if not self._file.run("SELECT 1 FROM named WHERE fact = ? LIMIT 1", fact):
                for table, column in (("facts", "id"), ("keys", "fact"), ("links", "fact")):
                    self._file.run(f"DELETE FROM {table} WHERE {column} = ?", fact)

    def clear(self) -> None:
        """Let go of everything."""
        for table in ("facts", "keys", "links", "named", "sheets"):
            self._file.run(f"DELETE FROM {table}")
