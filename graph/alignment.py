"""Which planned task a reported measure, or an admitted problem, speaks of: found by comparing their words.

Two documents are compared at a time, and the answer depends on the two alone: what else is loaded never changes it.
Each item of the one gets at most one task of the other, and only where that one stands out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.likeness import Wording, damped, score
from graph.sheets import Item, Sheet

EARLIER = 5  # years back that a report may answer to: the span of a five-year plan
LATER = 2  # years after a problem was admitted in which a task may answer it
LEAST = 0.25  # the score from which a task is named
LIKENESS = 0.13  # of the texts, which a plan on a theme must reach; a report's own plan covers all that its body does
APART = 0.9  # the next best task must stay below this share of the best


@dataclass(frozen=True, slots=True)
class Match:
    """An item of one document and the task of another that it speaks of."""

    source: Item
    target: Item
    score: float


def alignments(some: Sheet, other: Sheet) -> Iterator[Match]:
    """What the one says of the tasks of the other; the two may be one."""
    asked = [
        (item, [task for task in other.tasks if _in_time(some, item, other, task)])
        for item in some.said
        if _near(some, item, other)
    ]
    if not any(tasks for _, tasks in asked):
        return
    less, least = damped(other.tasks), 0.0 if _kin(some, other) else LIKENESS
    wordings = {task: Wording(task, less) for _, tasks in asked for task in tasks}
    for item, tasks in asked:
        if tasks:
            words = Wording(item, less)
            match = _best(item, [(score(words, wordings[task], least), task) for task in tasks])
            if match is not None:
                yield match


def _kin(some: Sheet, other: Sheet) -> bool:
    """Whether the tasks stand in a report of the same place: 2016年工作安排 behind 2015年工作回顾."""
    return some.region == other.region and bool(other.said)


def _near(some: Sheet, item: Item, other: Sheet) -> bool:
    """Whether a document's tasks may be those that an item speaks of, by place."""
    if item.type == "Problem":
        return other.region.startswith(some.region)
    return some.document != other.document and (
        other.region.startswith(some.region) or some.region.startswith(other.region)
    )


def _in_time(some: Sheet, item: Item, other: Sheet, task: Item) -> bool:
    """A report tells of tasks set before its year is over; a problem is answered in the years to come."""
    said, planned = item.year or some.year, task.year or other.year
    if said is None or planned is None:
        return False
    if item.type == "Problem":
        return said < planned <= said + LATER
    return said - EARLIER <= planned <= said


def _best(item: Item, rows: Iterable[tuple[float, Item]]) -> Match | None:
    """The task that stands out, or None."""
    ranked = sorted(rows, key=lambda row: (-row[0], row[1].start, row[1].fact))
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, item)
    if best[0] < LEAST or second[0] > best[0] * APART:
        return None
    return Match(item, best[1], best[0])
