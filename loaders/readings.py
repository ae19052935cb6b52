"""How characters are read: as the document itself annotates them, else as the dictionary has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

ANNOTATED = re.compile(r"([\u3400-\u9fff])[(（]([^\s()（）\u3400-\u9fff]{1,7})[)）]")


class Readings:
    """The readings of characters in a document with pinyin glosses."""

    def __init__(self, raw: str) -> None:
        # Its table takes half a second to load; few texts bear glosses.
        from pypinyin.pinyin_dict import pinyin_dict

        self._table: Mapping[int, str] = pinyin_dict
        self._own: dict[str, set[str]] = defaultdict(set)
        for m in ANNOTATED.finditer(raw):
            self._own[m[1]].add(_plain(m[2]))

    def fit(self, char: str, reading: str) -> bool:
        """Whether a character may be read so."""
        known = self._own.get(char) or {_plain(each) for each in self._table.get(ord(char), "").split(",")}
        return _plain(reading) in known


def _plain(reading: str) -> str:
    return reading.replace("ɡ", "g").strip()
