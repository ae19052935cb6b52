"""The rule files: how officials write, as data with sentences that must and must not match.

A rule file is YAML with a list `rules`, each with an `id`, a `source`, and example sentences under `match` and
`no_match`, beside what its component reads; and any word lists the component names.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

import yaml

from graph.errors import DataError

NAMES = ("outline", "measures", "masthead", "agencies", "references", "programs", "figures", "relations", "clean")


@functools.cache
def read(name: str) -> Mapping[str, Any]:
    """The content of loaders/rules/NAME.yaml, checked; DataError with file and rule where it is faulty."""
    place = resources.files("loaders") / "rules" / f"{name}.yaml"
    try:
        content = yaml.load(place.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise DataError(f"loaders/rules/{name}.yaml: no valid YAML: {' '.join(str(error).split())}") from error
    check(name, content)
    assert isinstance(content, dict)
    return content


def check(name: str, content: Any) -> None:
    """Raise DataError where rules lack an id, a source or examples, or share an id."""
    if not isinstance(content, dict) or not isinstance(content.get("rules"), list):
        raise DataError(f"loaders/rules/{name}.yaml: needs a list named rules")
    seen: set[str] = set()
    for number, rule in enumerate(content["rules"], 1):
        where = f"loaders/rules/{name}.yaml: rule {number} ({rule.get('id')})"
        for key in ("id", "source", "match"):
            if not rule.get(key):
                raise DataError(f"{where}: needs {key}")
        if rule["id"] in seen:
            raise DataError(f"{where}: its id is taken")
        seen.add(rule["id"])


def rules(name: str) -> Iterator[Mapping[str, Any]]:
    """The rules of a file, in its order."""
    yield from read(name)["rules"]


@functools.cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The entries of a word list: `{source:, entries: []}` under a key of a rule file."""
    content = read(name).get(key)
    if not isinstance(content, dict) or not content.get("source") or not isinstance(content.get("entries"), list):
        raise DataError(f"loaders/rules/{name}.yaml: {key} needs source and entries")
    return tuple(str(entry) for entry in content["entries"])


def choice(entries: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return any_of((word, "") for word in longest(entries))


def longest(entries: Iterable[str]) -> list[str]:
    """The words, the longest first."""
    return sorted(entries, key=lambda word: (-len(word), word))


def any_of(words: Iterable[tuple[str, str]]) -> str:
    """A regular expression for any of some words, each with an expression for what stands behind it.

    Of words that begin alike the first counts. They stand in groups: `re` tries one choice after the other, and so
    passes over all words with another first character at once.
    """
    groups: dict[str, list[str]] = {}
    for word, behind in words:
        groups.setdefault(word[:1], []).append(re.escape(word[1:]) + behind)
    return "(?:" + "|".join(re.escape(first) + _one_of(rest) for first, rest in groups.items()) + ")"


def _one_of(rest: list[str]) -> str:
    return rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"
