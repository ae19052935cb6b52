"""What reviewers decided: two keys are the same or not, a statement does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.errors import DataError

KINDS = ("same", "not_same", "reject")


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """One decision: `same` and `not_same` on two identity keys, `reject` on the key of a statement."""

    kind: str
    key: str
    other: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise DataError(f"judgement {self.kind}: must be one of {', '.join(KINDS)}")
        if bool(self.other) != (self.kind != "reject") or self.key == self.other:
            raise DataError(f"judgement {self.kind} {self.key}: same and not_same take two keys, reject takes one")


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements made ready for look-up; their order never matters."""

    same: dict[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    rejected: frozenset[str] = frozenset()


def judged(judgements: Iterable[Judgement]) -> Judged:
    """The judgements made ready; of two that contradict each other not_same wins, for a wrong merge is worse."""
    rows = sorted(set(judgements))
    apart = {tuple(sorted((j.key, j.other))) for j in rows if j.kind == "not_same"}
    same: dict[str, tuple[str, ...]] = {}
    for j in rows:
        if j.kind == "same" and tuple(sorted((j.key, j.other))) not in apart:
            same[j.key] = (*same.get(j.key, ()), j.other)
            same[j.other] = (*same.get(j.other, ()), j.key)
    pairs = tuple(sorted((a, b) for a, b in apart))
    return Judged(same, pairs, frozenset(j.key for j in rows if j.kind == "reject"))
