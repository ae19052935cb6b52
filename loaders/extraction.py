"""Extraction of many files: one line a document; a file that fails is reported and the others go on."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DocumentError
from graph.records import Line
from graph.registry import Registry, load
from loaders.files import Source, read_sources

if TYPE_CHECKING:
    from loaders.pipeline import Pipeline

OnError = Callable[[DocumentError], None]


@functools.cache
def pipeline(overlay: Path | None = None) -> Pipeline:
    """The pipeline over the project's registry and the user's overlay folder; built once a process."""
    # Half a million objects are made here that stay as long as the process: looking for garbage among them on the way
    # would take a sixth of the time, and walking them again and again afterwards more.
    gc.disable()
    try:
        # spaCy takes a second to load: commands that read no documents start without it.
        from loaders.pipeline import build

        built = build(load(overlay))
    finally:
        gc.enable()
    gc.freeze()
    # A document makes tens of thousands of records that live until its line is written: nothing to collect before.
    gc.set_threshold(20_000, 10, 10)
    return built


def extract(paths: Iterable[Path], on_error: OnError, *, overlay: Path | None = None) -> Iterator[Line]:
    """The lines of all files under the paths, in order of path.

    A file that cannot be read, or on which a rule fails, is handed to `on_error` and passed over.
    """
    built = pipeline(overlay)
    for source in read_sources(paths, on_error):
        yield from _lines(built, source, on_error)


def _lines(built: Pipeline, source: Source, on_error: OnError) -> list[Line]:
    try:
        return built.extract(source)
    # One odd document must not stop a folder of thousands: whatever a rule stumbles over is reported with the
    # document's name. This is the one place that catches everything.
    except Exception as error:
        on_error(
            DocumentError(
                f"{source.source}: extraction failed ({type(error).__name__}: {error}); "
                "the document is left out, please report it"
            )
        )
        return []


def registry(overlay: Path | None = None) -> Registry:
    """The registry that extraction uses."""
    return load(overlay)
