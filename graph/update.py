"""From the library to the database: what changed since the revision it shows, or everything."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from graph.delta import delta
from graph.errors import StoreError
from graph.judgements import Judgement
from graph.library import Library
from graph.merge import merge
from graph.records import Line
from graph.registry import Registry
from graph.store import State, Store
from graph.writer import Changes, Progress

BATCH = 100  # documents kept in one transaction: a load that is cut off has kept what came before


def load_lines(library: Library, lines: Iterable[Line]) -> int:
    """Keep lines in the library as they come; how many of them were new or different."""
    source = iter(lines)
    return sum(library.put_all(some) for some in iter(lambda: list(islice(source, BATCH)), []))


def bring(
    store: Store,
    library: Library,
    registry: Registry,
    judgements: Iterable[Judgement] = (),
    *,
    whole: bool = False,
    progress: Progress | None = None,
) -> Changes:
    """Bring the database up to the library: by what changed since the revision it shows, or all where that is unknown.

    `whole` compares everything, and lets a database that shows another library show this one.
    """
    library.prepare(registry)
    decided = tuple(judgements)
    shown = store.state()
    if shown is not None and shown.library != library.id and not whole:
        raise StoreError("the database shows another library; run `policygraph sync` to let it show this one instead")
    if shown is not None and shown.revision is not None and not whole:
        with library.prepared(registry):  # another command may load meanwhile: the change is to this very revision
            change, target = delta(library, registry, decided, shown.revision), State(library.id, library.revision)
        if change is not None:
            return store.apply(change, target, progress=progress)
    lines = library.lines()
    return store.sync(merge(lines, registry, decided), State(library.id, lines.revision), progress=progress)
