"""The nodes of an outline: its items with their paths, headings and where the words behind the heading begin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from loaders import headings
from loaders.markers import BLOCKS, HEAD, RECALL, SPOKEN
from loaders.sequence import Item

PATH = "/"
_BODIES = re.compile(
    r"^[^\S\n]*[（(]?(?:牵头|责任|配合|完成|主办|协办|负责|参加|落实)(?:单位|部门|时限|时间|领导|人|科室)?[^\n]{0,4}[：:]"
)


@dataclass(slots=True)
class Node:
    """A section in the making."""

    item: Item
    path: str
    level: int
    heading: str
    body: int
    role: str | None = None


def nodes_of(text: str, items: list[Item]) -> list[Node]:
    """The nodes of items, in the same order; the items are cut of blanks at their ends."""
    _trim(text, items)
    firsts: dict[int, int] = {}
    for i, item in enumerate(items):
        if item.parent is not None:
            firsts.setdefault(item.parent, i)
    found: list[Node] = []
    counts: Counter[str] = Counter()
    places: Counter[int] = Counter()
    for i, item in enumerate(items):
        parent = found[item.parent] if item.parent is not None else None
        places[item.group] += 1
        label = f"——{places[item.group]}" if item.marker.kind == "dash" else item.marker.label.replace(PATH, "／")
        path = f"{parent.path}{PATH}{label}" if parent else label
        counts[path] += 1
        if counts[path] > 1:
            path = f"{path}~{counts[path]}"
        limit = items[firsts[i]].marker.start if i in firsts else item.end
        heading, body = _heading(text, item, limit)
        found.append(Node(item, path, parent.level + 1 if parent else 1, heading, body))
    return found


def _trim(text: str, items: list[Item]) -> None:
    """End the last item of a spoken list with its line where its siblings keep to theirs; cut blanks at ends."""
    parents = {item.parent for item in items}
    groups: dict[int, list[int]] = {}
    for i, item in enumerate(items):
        groups.setdefault(item.group, []).append(i)
    for members in groups.values():
        last = items[members[-1]]
        if last.marker.kind not in SPOKEN | {"dash", "label", RECALL} or members[-1] in parents or len(members) < 2:
            continue
        if all("\n" not in text[items[i].marker.start : items[i].end].strip() for i in members[:-1]):
            last.end = _line_end(text, last.marker.start, last.end)
    for item in items:
        while item.end > item.marker.end and text[item.end - 1].isspace():
            item.end -= 1


def _line_end(text: str, start: int, end: int) -> int:
    """The end of the line, and of lines on responsible bodies below it."""
    stop = text.find("\n", start, end)
    while 0 <= stop < end and _BODIES.match(text, stop + 1):
        stop = text.find("\n", stop + 1, end)
    return end if stop < 0 else stop


def _heading(text: str, item: Item, limit: int) -> tuple[str, int]:
    """The heading of an item, and where the words behind it begin."""
    marker = item.marker
    if marker.kind == HEAD:
        return headings.alone(text, marker.end, item.end)
    return headings.of(text, marker.end, limit, marker.place if marker.kind in BLOCKS - {"annex"} else "")
