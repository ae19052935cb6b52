"""From library to database: whatever the order of loading and forgetting, the same documents give the same rows."""

from __future__ import annotations

import itertools
import os
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import neo4j
import pytest

from graph import engine
from graph.errors import StoreError
from graph.library import Library
from graph.merge import merge
from graph.records import Graph, Line
from graph.store import Settings, State, Store, opened
from graph.update import bring, load_lines
from loaders.extraction import extract, registry
from tests import databases, making
from tests.parts import missing
from tests.test_store import as_stored, held

SAMPLES = Path(__file__).parent.parent / "samples"
WORLD = registry(SAMPLES / "registry")
SHORTEST = 4  # samples


@pytest.fixture(scope="module")
def rows() -> list[Line]:
    """The four shortest samples."""
    errors: list[Exception] = []
    found = list(extract([SAMPLES / "documents"], errors.append, overlay=SAMPLES / "registry"))
    assert not errors
    return sorted(found, key=lambda line: len(line.document.text))[:SHORTEST]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.sqlite") as made:
        yield made


def wanted(lines: Sequence[Line]) -> Graph:
    """The rows that a database must hold for these documents."""
    return as_stored(merge(lines, WORLD))


def meeting() -> list[Line]:
    """Four small documents that name the same things in different words, so that each changes what the others made."""
    title, number = making.TITLES[0], making.NUMBERS[1]
    office, law = making.agency("e2", "云江市司法局"), making.law("e3", making.LAWS[0])
    own = making.work("e1", title, doc_number=number, issuer=making.ISSUER)
    first = making.line("甲", [office], [making.relation("ISSUED", "e2", "e1")], [making.mention(office, 2)], own)
    named = making.work("e1", title, doc_number=None, issuer=making.ISSUER)
    second = making.line("乙", [named, law], [], [making.mention(named, 3), making.mention(law, 9)])
    other = making.work("e1", making.TITLES[3], doc_number=number, issuer=making.ISSUER)
    third = making.line("丙", [other, office], [], [making.mention(other, 3), making.mention(office, 9)])
    fourth = making.line("丁", [law, making.named_as(named, "e4")], [making.relation("CITES", "e1", "e4")], [], other)
    return [first, second, third, fourth]


def test_every_order_of_four_documents(store: Store, library: Library) -> None:
    """Loaded at once or in two steps, of one to three documents the first; emptied in between."""
    rows = meeting()
    whole = wanted(rows)
    assert sum(len(wanted([line]).nodes) for line in rows) > len(whole.nodes) > 12, "they share things"
    bring(store, library, WORLD)
    for number, order in enumerate(itertools.permutations(rows)):
        for step, line in enumerate(order):
            library.put(line)
            if step in (number % 6, len(rows) - 1):
                bring(store, library, WORLD)
        assert held(store) == whole
        assert library.forget([line.document.id for line in rows]) == len(rows)
        bring(store, library, WORLD)
        assert held(store) == Graph({}, {})


# Documents put (+) and forgotten (-); at = the database is brought up.
SEQUENCES = ("+0+1=", "-0-1=+1+2=+0-2=", "-0+3=-1+0-0+0-3+1=", "+2+3=-3-2=", "-1=+1=", "-0-1=+2=-2+1+0=")


def test_loads_and_forgets_that_end_in_the_same_documents(store: Store, library: Library, rows: list[Line]) -> None:
    whole = wanted(rows[:2])
    for sequence in SEQUENCES:
        for sign, number in re.findall(r"([-+=])(\d?)", sequence):
            if sign == "=":
                bring(store, library, WORLD)
            elif sign == "+":
                assert library.put(rows[int(number)])
            else:
                assert library.forget([rows[int(number)].document.id])
        assert held(store) == whole, sequence


@pytest.mark.neo4j
def test_a_second_database_is_filled_equal(
    both: tuple[Settings, Settings], tmp_path: Path, library: Library, rows: list[Line]
) -> None:
    first, second = both
    with Store.connect(first) as one, Store.connect(second) as two, Library(tmp_path / "other.sqlite") as other:
        one.clear()
        two.clear()
        for line in rows:
            library.put(line)
            bring(one, library, WORLD)
        other.put(rows[0])
        with pytest.raises(KeyboardInterrupt), two._writing(State(other.id, 0)):
            raise KeyboardInterrupt
        for _ in range(2):  # left half written, then whole
            with pytest.raises(StoreError, match="shows another library; run `policygraph sync`"):
                bring(two, library, WORLD)
            bring(two, other, WORLD)
        assert held(two) == wanted(rows[:1])
        bring(two, library, WORLD, whole=True)
        assert held(one) == held(two) == wanted(rows)
        assert one.state() == two.state()


@pytest.mark.embedded
def test_an_engine_that_cannot_write_or_is_killed_loses_nothing(
    tmp_path: Path, rows: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = databases.embedded_lacking()
    if lacking:
        missing("embedded", lacking)
    impatient = partial(neo4j.GraphDatabase.driver, max_transaction_retry_time=1)
    monkeypatch.setattr(neo4j.GraphDatabase, "driver", lambda *a, **k: impatient(*a, **{**k, **impatient.keywords}))
    with Library.open(tmp_path) as library:
        load_lines(library, rows[:1])
        with engine.running(tmp_path) as found, Store.connect(found.settings) as store:
            bring(store, library, WORLD)
            load_lines(library, rows[:3])
            with _full(found.pid), pytest.raises(StoreError) as caught:
                bring(store, library, WORLD)
            assert "\n" not in str(caught.value)
            bring(store, library, WORLD)
            assert held(store) == wanted(rows[:3])
            library.put(rows[3])
            with pytest.raises(StoreError, match="no database answers") as caught:
                bring(store, library, WORLD, progress=lambda what, count: os.kill(found.pid, signal.SIGKILL))
            assert "\n" not in str(caught.value)
        assert engine.status(tmp_path) is None
        assert len(library) == SHORTEST
        with opened(tmp_path, {}) as store:
            assert store.state() == State(library.id, None)
            bring(store, library, WORLD)
            assert held(store) == wanted(rows)


@contextmanager
def _full(process: int) -> Iterator[None]:
    """A time in which no file of a process can grow, as on a full disk."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("only Linux limits the files of another process")
    kept = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (1, kept[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, kept)
