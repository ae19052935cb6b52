"""Programs: named initiatives that are carried by many actions over time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from graph.registry import Registry
from loaders.gazetteer import Term


def terms(registry: Registry) -> Iterable[Term]:
    """Nothing yet."""
    return ()


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """A component that adds nothing yet."""
    return lambda doc: doc
