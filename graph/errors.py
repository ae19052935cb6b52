"""What can go wrong, in words for the person who runs the command."""

from __future__ import annotations


class PolicyGraphError(Exception):
    """Any fault that the user can mend; the message names what, where and the remedy in one line."""


class DocumentError(PolicyGraphError):
    """A document that cannot be read; the others of its folder are read all the same."""


class DataError(PolicyGraphError):
    """A fault in the project's or the user's own tables: ontology, registry, rules, queries."""


class QueryError(PolicyGraphError):
    """A question that does not exist, lacks a parameter, or is not allowed."""


class StoreError(PolicyGraphError):
    """A database that cannot be reached, refuses the work, or is not ours."""
