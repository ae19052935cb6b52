"""Speeds and sizes, printed as one table; nothing here is a test.

`python -m benchmarks [speed] [growth] [load]`; without a name all of them. Text comes from POLICYGRAPH_CORPUS
(dev/, and scale/ for load), else from the samples; POLICYGRAPH_LINES names lines already extracted for load.
"""

from __future__ import annotations

import sys

from benchmarks import growth, load, speed

PARTS = {"speed": speed.main, "growth": growth.main, "load": load.main}


def main(names: list[str]) -> None:
    """Run the named parts in order."""
    for name in names or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
