"""Free Cypher from a user, reading only: a gate for the text, then the reader's account, READ mode and a rollback.

Each engine refuses writes on its own (Neo4j by READ mode, the embedded engine by account); the gate is for what passes
them: LOAD CSV, SHOW USERS, TERMINATE, `dbms.*`, EXPLAIN of schema changes, which the embedded engine carries out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.store import Store
from graph.values import Table

SECONDS = 30.0
ROWS = 1_000
BYTES = 8_000_000
RANGE = 100_000
# What no reading query needs, wherever it stands.
REFUSED = frozenset(
    re.findall(
        r"\w+",
        """
        CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT DROP ALTER RENAME GRANT DENY REVOKE ENABLE
        DEALLOCATE REALLOCATE DRYRUN USE TERMINATE EXPLAIN PROFILE CYPHER TRANSACTION TRANSACTIONS
        """,
    )
)
# What is refused before a certain word; alone these may be names (`start` is a property of every statement).
REFUSED_BEFORE = {"LOAD": {"CSV"}, "START": {"DATABASE"}, "STOP": {"DATABASE"}, "SESSION": {"SET", "RESET", "CLOSE"}}
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
SHOWN = frozenset({"CONSTRAINT", "CONSTRAINTS", "INDEX", "INDEXES"})
FUNCTIONS = frozenset({"date", "datetime", "localdatetime", "time", "localtime", "duration"})
TOKEN = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<name>`(?:[^`]|``)*`)
    |(?P<gap>\s+|//[^\n\r]*|/\*.*?\*/)
    |(?P<number>\d\w*(?:\.\d\w*)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<open>['"`]|/\*)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_COUNTED = re.compile(r"-?\d+|(?:size|length) \( .* \)(?: [-+] \d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mark, number, text or quoted name of a query."""

    kind: str
    value: str

    @property
    def upper(self) -> str:
        return self.value.upper() if self.kind == "word" else ""


def run(
    store: Store,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    timeout: float = SECONDS,
    max_rows: int = ROWS,
    max_bytes: int = BYTES,
) -> Table:
    """The rows of a user's own query, cut at the caps; QueryError where it does more than read."""
    check(query)
    return store.read(query, parameters, limit=max_rows, max_bytes=max_bytes, timeout=timeout)


def check(query: str) -> None:
    """Pass a text that is one reading statement; QueryError says what is not allowed in any other."""
    if re.search(r"\\u+[0-9a-fA-F]{4}", query):
        # Neo4j reads \u0043REATE as CREATE, and \u0027 as the end of a string, before anything else.
        raise QueryError(r"\u escapes are not allowed: write the character itself")
    tokens = list(_tokens(query))
    while tokens and tokens[-1].value == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the query is empty: write one, for example MATCH (l:Law) RETURN l.name LIMIT 10")
    if any(token.value == ";" and token.kind == "mark" for token in tokens):
        raise QueryError("one statement at a time: take out the semicolon")
    for place, token in enumerate(tokens):
        if token.kind == "word" and not _is_name(tokens, place):
            _check_word(tokens, place)
        if token.kind in ("word", "name"):
            _check_call(tokens, place)


def _tokens(query: str) -> Iterator[Token]:
    for found in TOKEN.finditer(query):
        kind = str(found.lastgroup)
        if kind == "open":
            raise QueryError(f"{found[0]} is opened and not closed")
        if kind != "gap":
            yield Token(kind, found[0])


def _is_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word stands where only a name can: n.set, {.set}, {set: 1}, (:Set), $set.

    Not behind AS: in `MATCH (as) WITH as CREATE (x)` it is a variable, and CREATE is what it says.
    """
    before = tokens[place - 1] if place else Token("mark", "")
    earlier = tokens[place - 2] if place > 1 else Token("mark", "")
    after = tokens[place + 1] if place + 1 < len(tokens) else Token("mark", "")
    if before.value == ".":
        return earlier.kind in ("word", "name") or earlier.value in (")", "]", "}", "{", ",")
    if after.value == ":" and before.value in ("{", ","):
        return True
    return before.kind == "mark" and before.value in (":", "$", "|")


def _check_word(tokens: Sequence[Token], place: int) -> None:
    word = tokens[place].upper
    after = tokens[place + 1] if place + 1 < len(tokens) else Token("mark", "")
    if word in REFUSED or after.upper in REFUSED_BEFORE.get(word, ()):
        raise QueryError(f"{word} is not allowed: this place only reads")
    if word == "SHOW" and after.upper not in SHOWN:
        raise QueryError("SHOW is allowed for CONSTRAINTS and INDEXES alone")
    if word == "CALL" and after.value not in ("{", "("):
        name = _dotted(tokens, place + 1)
        if name not in PROCEDURES:
            raise QueryError(f"CALL {name} is not allowed; allowed are {', '.join(sorted(PROCEDURES))}")


def _dotted(tokens: Sequence[Token], place: int) -> str:
    """The dotted name that begins at a place."""
    end = place
    while end < len(tokens) and (tokens[end].kind in ("word", "name") or tokens[end].value == "."):
        end += 1
    parts = [token.value for token in tokens[place:end]]
    stop = next((n for n, part in enumerate(parts[1:], 1) if part != "." and parts[n - 1] != "."), len(parts))
    return "".join(parts[:stop])


def _check_call(tokens: Sequence[Token], place: int) -> None:
    """Refuse functions of other namespaces (apoc.load.json) and ranges that would fill the server's memory."""
    if place + 1 >= len(tokens) or tokens[place + 1].value != "(":
        return
    start = place
    while start >= 2 and tokens[start - 1].value == "." and tokens[start - 2].kind in ("word", "name"):
        start -= 2
    if start < place and tokens[start].value.lower() not in FUNCTIONS and _called(tokens, start):
        name = "".join(token.value for token in tokens[start : place + 1])
        if name not in PROCEDURES:
            raise QueryError(f"the function {name} is not allowed")
    if tokens[place].value.strip("`").lower() == "range":
        _check_range(tokens, place + 2)


def _called(tokens: Sequence[Token], start: int) -> bool:
    """Whether dotted words before a bracket call something: not where they end a pattern's or clause's expression."""
    return not (start and tokens[start - 1].upper == "CALL")


def _check_range(tokens: Sequence[Token], place: int) -> None:
    """Refuse a range whose bounds are not small numbers or a size: neither timeout nor memory cap stops it."""
    depth, bounds, bound = 1, [], list[str]()
    for token in tokens[place:]:
        depth += (token.value in "([{") - (token.value in ")]}") if token.kind == "mark" else 0
        if depth == 0:
            break
        if depth == 1 and token.value == ",":
            bounds.append(" ".join(bound))
            bound = []
        else:
            bound.append(token.value)
    bounds.append(" ".join(bound))
    for text in bounds:
        text = text.replace("- ", "-", 1) if text.startswith("- ") else text
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if not _COUNTED.fullmatch(text) or max(numbers, default=0) > RANGE:
            raise QueryError(f"range({', '.join(bounds)}): bounds must be numbers up to {RANGE:,} or size(…)")
