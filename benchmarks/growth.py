"""Time per document against its length: it must grow linearly up to a document of one million characters."""

from __future__ import annotations

import statistics

from benchmarks.speed import timed
from benchmarks.texts import sources
from loaders.extraction import pipeline
from loaders.files import Source

SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)


def main() -> None:
    """Print microseconds a character for documents of growing length."""
    built = pipeline()
    body = "\n".join(source.raw for source in sources())
    text = body * (SIZES[-1] // len(body) + 1)
    print("growth: one document, median of 3")
    for size in SIZES:
        source = Source(source=f"{size}.txt", sha256="", raw=text[:size], format="txt", meta={})
        seconds = statistics.median(timed(lambda s=source: built.extract(s)) for _ in range(3))  # type: ignore[misc]
        print(f"  {size:>9,} characters {seconds:>8.2f} s {seconds / size * 1e6:>8.2f} µs/character")
