"""Dataclasses that nothing may change: the type checker holds them frozen, and making one costs as little as any other.

`dataclass(frozen=True)` sets each field by a call of `object.__setattr__`, and one document makes thousands of records:
one of a plain class is made in a third of the time. Equality, hash, slots and `replace` are those of a frozen one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, **options):
        """The decorator of a class, with the options of `dataclass`."""
        return dataclass(unsafe_hash=frozen and options.get("eq", True), **options)


__all__ = ["record"]
