"""What is measured: real documents where POLICYGRAPH_CORPUS names them, else the samples."""

from __future__ import annotations

import os
from pathlib import Path

from loaders.files import Source, read_sources

SAMPLES = Path(__file__).parent.parent / "samples" / "documents"


def sources() -> list[Source]:
    """The documents, read."""
    corpus = os.environ.get("POLICYGRAPH_CORPUS")
    folder = Path(corpus) / "dev" if corpus else SAMPLES
    return [s for s in read_sources([folder], lambda error: print(error, file=sys_stderr())) if s.format == "text"]


def sys_stderr() -> object:
    """Standard error, looked up when it is needed: a test may have replaced it."""
    import sys

    return sys.stderr
