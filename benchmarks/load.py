"""One more document into a library and database of thousands, beside the same one into empty ones, on both engines.

Both sides run at once, each with an engine of its own, and take turns, so that a noisy machine troubles both alike.
The document is kept and forgotten again several times, so that both are as warm; the medians of five documents are
shown. The engines run all the while; their schema is made before the clock starts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.texts import collection
from graph.delta import delta
from graph.library import Library
from graph.merge import merge
from graph.records import Line
from graph.registry import Registry, load
from graph.store import Settings, State, Store
from graph.update import load_lines
from tests import databases

ADDED = 5
ROUNDS = 5
WARMING = 3  # rounds before those that count
Server = Callable[[Path], AbstractContextManager[Settings]]
SERVERS: dict[str, tuple[Server, Callable[[], str | None]]] = {
    "embedded engine": (databases.embedded_server, databases.embedded_lacking),
    "Neo4j": (databases.neo4j_server, databases.lacking),
}


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that one document takes: into the library, to tell what changes, and into the database."""

    put: float
    delta: float
    apply: float

    @property
    def total(self) -> float:
        """All three."""
        return self.put + self.delta + self.apply


@dataclass(frozen=True, slots=True)
class Side:
    """A library and the database that shows it."""

    library: Library
    registry: Registry
    store: Store


def main() -> None:
    """Print the times on each engine that is here."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
        home = Path(folder)
        with Library(home / "full.sqlite") as full, Library(home / "empty.sqlite") as empty:
            registry = load(None)
            added = _filled(full, registry)
            for name, (server, lacking) in SERVERS.items():
                reason = lacking()
                if reason:
                    print(f"load: no {name}: {reason}")
                    continue
                print(f"load, {name}: {ADDED} documents one by one, medians of {ROUNDS} rounds, milliseconds")
                with (
                    _side(empty, registry, server, home / f"{name} empty") as before,
                    _side(full, registry, server, home / f"{name} full") as after,
                ):
                    _print(added, [_measured((before, after), line) for line in added])


def _filled(library: Library, registry: Registry) -> list[Line]:
    """The documents that are to be added, every other one being in the library."""
    start = time.perf_counter()
    total = load_lines(library, collection())
    middle = time.perf_counter()
    library.prepare(registry)
    ended = time.perf_counter()
    names = list(library.documents())
    chosen = [names[len(names) * (2 * n + 1) // (2 * ADDED)] for n in range(ADDED)]
    found = [line for line in map(library.line, chosen) if line is not None]
    library.forget(chosen)
    size = library.path.stat().st_size / 1e6
    print(f"load: {total:,} documents, read and kept in {middle - start:.1f} s, facts told in {ended - middle:.1f} s")
    print(f"  library of {size:.0f} MB")
    return found


@contextmanager
def _side(library: Library, registry: Registry, server: Server, place: Path) -> Iterator[Side]:
    """A library with an engine that shows it."""
    place.mkdir()
    with server(place) as settings, Store.connect(settings) as store:
        library.prepare(registry)
        start = time.perf_counter()
        graph = merge(library, registry)
        merged = time.perf_counter()
        changes = store.sync(graph, State(library.id, library.revision))
        ended = time.perf_counter()
        print(f"  {len(library):>6,} documents before: merged in {merged - start:.1f} s, ", end="")
        print(f"{changes.nodes:,} nodes and {changes.edges:,} relationships sent in {ended - merged:.1f} s", flush=True)
        yield Side(library, registry, store)


def _measured(sides: tuple[Side, Side], line: Line) -> tuple[Times, Times]:
    rounds = [[_added(side, line) for side in sides] for _ in range(WARMING + ROUNDS)][WARMING:]
    empty, full = (_median(times) for times in zip(*rounds, strict=True))
    return empty, full


def _median(rounds: Sequence[Times]) -> Times:
    return Times(*(statistics.median(seconds) for seconds in zip(*map(astuple, rounds), strict=True)))


def _added(side: Side, line: Line) -> Times:
    """The times of one document, which is forgotten again."""
    clock = [time.perf_counter()]
    side.library.put(line)
    clock.append(time.perf_counter())
    clock += _brought(side)
    side.library.forget([line.document.id])
    list(_brought(side))
    return Times(*(after - before for before, after in pairwise(clock)))


def _brought(side: Side) -> Iterator[float]:
    """When the change was told and when it was applied, as `graph.update.bring` does both."""
    shown = side.store.state()
    assert shown is not None
    assert shown.revision is not None
    change = delta(side.library, side.registry, (), shown.revision)
    assert change is not None
    yield time.perf_counter()
    side.store.apply(change, State(side.library.id, side.library.revision))
    yield time.perf_counter()


def _print(added: Sequence[Line], rows: Sequence[tuple[Times, Times]]) -> None:
    heads = ("characters", *(f"{side} {step}" for side in ("empty:", "full:") for step in ("put", "delta", "apply")))
    print("  " + "".join(f"{head:>14}" for head in (*heads, "ratio")))
    for line, (empty, full) in zip(added, rows, strict=True):
        times = [f"{seconds * 1000:>14.1f}" for seconds in (*astuple(empty), *astuple(full))]
        print(f"  {len(line.document.text):>14,}" + "".join(times) + f"{full.total / empty.total:>14.2f}")
    middles = [statistics.median(side.total for side in sides) for sides in zip(*rows, strict=True)]
    told = " and ".join(f"{seconds * 1000:.0f} ms" for seconds in middles)
    print(f"  median of all three, into empty and into full: {told}: ratio {middles[1] / middles[0]:.2f}", flush=True)
