"""The words of the interface in Chinese and English, from viz/words.yaml and the ontology."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

import yaml

from graph.errors import DataError

LANGUAGES = ("zh", "en")


@functools.cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every word by key and language; DataError where one lacks a language."""
    text = (resources.files("viz") / "words.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    for key, forms in table.items():
        if set(forms) != set(LANGUAGES):
            raise DataError(f"viz/words.yaml: {key} needs zh and en")
    return table


def speak(lang: str) -> Mapping[str, str]:
    """The words of one language by key."""
    return {key: forms[lang] for key, forms in words().items()}
