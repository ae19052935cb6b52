"""Paragraphs that one after the other open with the same words about a time: 五年来，我们…。 五年来，我们…。

A report on several years tells its deeds in such a run; each paragraph is a leaf whose name is its first sentence.
Three at least count, which open alike, in one section, and whose first sentences are short enough to be headings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from loaders.markers import BLOCKS, RECALL, Marker
from loaders.scanning import lines
from loaders.sequence import BREAK

_FEWEST = 3
_PARAGRAPH = re.compile(
    r"^[^\S\n]*(?P<recall>(?P<opener>(?:这|过去|近)?[一二三四五六七八九十]{1,2}年(?:来|间|以来)?)[，,][^。\n]{4,75})。",
    re.MULTILINE,
)


def find(text: str, marks: Sequence[Marker]) -> list[Marker]:
    """The markers of the paragraphs of such runs, in order of place, numbered in each run, and breaks behind runs."""
    hits = list(lines(_PARAGRAPH, text))
    if len(hits) < _FEWEST:
        return []
    bounds = sorted(m.start for m in marks if m.place == "line" and m.kind in BLOCKS)
    runs: dict[tuple[int, str], list[int]] = {}
    for hit in hits:
        section = bisect_left(bounds, hit.start("recall"))
        runs.setdefault((section, hit["opener"]), []).append(hit.start("recall"))
    found = (_marked(text, places) for places in runs.values() if len(places) >= _FEWEST)
    return sorted((m for run in found for m in run), key=lambda m: m.start)


def _marked(text: str, places: Sequence[int]) -> Iterator[Marker]:
    """The markers of one run; where each paragraph is a leaf of its own, the last ends with its line."""
    for number, at in enumerate(places, 1):
        yield Marker(RECALL, number, at, at, text[at : at + 20].partition("。")[0], "line")
    ends = [text.find("\n", at) for at in places]
    alone = all(not text[end:at].strip() for end, at in zip(ends, places[1:], strict=False))
    if alone and ends[-1] >= 0:
        yield Marker(BREAK, 1, ends[-1], ends[-1], "", "line")
