"""What is said between the works, programs, agencies and measures of a document, each statement with its quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from graph.registry import Registry
from loaders import cues
from loaders.actors import Actors
from loaders.authors import Authors
from loaders.bearers import Bearers
from loaders.cues import Lists
from loaders.draft import draft_of
from loaders.gazetteer import Term
from loaders.oversight import Oversight
from loaders.reports import Reports
from loaders.targets import Targets
from loaders.telling import Telling


def terms(registry: Registry) -> Iterable[Term]:
    """The cue words."""
    return cues.terms()


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """The pipeline component that adds the relations."""
    lists = Lists()

    def relations(doc: Doc) -> Doc:
        telling = Telling(draft_of(doc))
        bearers = Bearers(telling)
        told = (Authors(telling), Targets(telling, lists), Actors(telling))
        for room in (*told, Reports(telling, bearers), Oversight(telling, bearers)):
            room.tell()
        return doc

    return relations
