"""Which documents may speak of each other: those of one place, of the places above it and of those below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from graph.sheets import Sheet


def chain(region: str) -> Iterator[str]:
    """Every beginning of a region's full name: those of the places above it are among them."""
    return (region[:end] for end in range(2, len(region) + 1))


class Places:
    """Sheets by place."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._by_region: dict[str, list[Sheet]] = {}
        for each in sheets:
            self._by_region.setdefault(each.region, []).append(each)
        self._regions = sorted(self._by_region)

    def around(self, region: str) -> Iterator[Sheet]:
        """The sheets of a place, of those above and of those below it."""
        for place in chain(region):
            yield from self._by_region.get(place, ())
        for place in self._regions[bisect_left(self._regions, region) :]:
            if not place.startswith(region):
                break
            if place != region:
                yield from self._by_region[place]


def neighbours(sheets: Collection[Sheet]) -> Iterator[tuple[Sheet, Sheet]]:
    """Every two documents that may speak of each other, the one that says first; a document also of itself."""
    places = Places(other for other in sheets if other.tasks)
    for some in sheets:
        if some.said:
            yield from ((some, other) for other in places.around(some.region))
