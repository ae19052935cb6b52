"""Laws and policies that a document names: the component `instruments`.

The document's own work comes first; then every 《…》, 文号, law named without marks, plain title and short form is
either a mention of a work or a reject with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from graph.registry import Registry
from loaders.draft import draft_of
from loaders.gazetteer import Term
from loaders.instruments import Instruments
from loaders.linking import Linker
from loaders.places import areas_of
from loaders.rulebook import read, words

LAW = "references.law"
_NATIONAL = ("宪法", "法律", "行政法规", "党内法规", "监察法规")
_STATE = "中华人民共和国"
SHORTEST_LOCAL = 8


def terms(registry: Registry) -> Iterable[Term]:
    """The names of laws that may stand without 《》, for the automaton."""
    seen: set[str] = set()
    known = words("references", "known_names")
    for name in (*_law_names(registry), *read("references")["abbreviations"]["entries"], *known):
        if name not in seen:
            seen.add(name)
            yield Term(name, LAW, name)
            if "（" in name:  # as texts print it too: 乡镇(街道)履行职责事项清单
                yield Term(name.replace("（", "(").replace("）", ")"), LAW, name)


def _law_names(registry: Registry) -> Iterable[str]:
    for row in registry.all_works:
        if row.type != "Law" or re.search(r"[《〈“（(]", row.title):
            continue
        bare = row.title.removeprefix(_STATE)
        if row.level in _NATIONAL and len(bare) >= 2:
            yield from (row.title, bare)
            yield from (n for n in row.short_names if len(n) >= 3 and not re.search(r"[《〈（(]", n))
        elif row.region and row.region != "中央" and len(row.title) >= SHORTEST_LOCAL:
            yield row.title


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """The component that fills a draft with its own work and all works it names."""
    linker = Linker(registry)
    areas = areas_of(registry)
    not_in = words("references", "law_not_in")

    def instruments(doc: Doc) -> Doc:
        draft = draft_of(doc)
        hits = [h for h in draft.hits.get(LAW, ()) if not draft.text.startswith(not_in, h.start)]
        Instruments(draft, linker, hits, areas).read()
        return doc

    return instruments
