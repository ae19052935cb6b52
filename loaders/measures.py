"""Measures and problems: the leaf items of the outline, by the role of their section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from spacy.tokens import Doc

from graph.keys import document_id, leaf_keys
from graph.records import Section
from graph.registry import Registry
from loaders import deadlines, roles, rulebook
from loaders.draft import Draft, draft_of
from loaders.gazetteer import Term

KINDS = {"done": "Measure", "planned": "Measure", "problems": "Problem"}
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ENDED = re.compile("[。；;]")
_SENTENCE = re.compile(r"[^。！？\n]+")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_TITLE_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SPOKEN = re.compile(r"(?:[是要]|——\d+|/第.|首先|其[次二三]|最后)(?:~\d+)?$")  # paths of items that bear no heading
_SHORTEST = 4  # characters of a name
_SHORTEST_PROBLEM = 12
_TOLD = range(40, 800)  # characters behind 工作要求 without items of its own that make it a measure; more is a chapter


def terms(registry: Registry) -> Iterable[Term]:
    """Nothing: leaves are told by the outline alone."""
    return ()


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """The component that adds a Measure or Problem for each leaf section; why there is none stands in the notes."""
    rule = next(r for r in rulebook.rules("measures") if r["id"] == "measures.ongoing")
    ongoing = re.compile("|".join(rule["patterns"]))

    def measures(doc: Doc) -> Doc:
        draft = draft_of(doc)
        found = list(_leaves(draft))
        reason = nothing(draft.text, draft.sections, found=bool(found))
        if reason:
            draft.notes["nothing"] = reason
            return doc
        _add(draft, found, ongoing)
        return doc

    return measures


def _leaves(draft: Draft) -> Iterable[tuple[Section, str, str]]:
    """The sections that hold a measure or problem, which of them, and its name."""
    parents = {s.parent for s in draft.sections}
    for section in draft.sections:
        kind = KINDS.get(section.role)
        if kind and section.path and section.id not in parents and (name := name_of(draft.text, section)):
            yield section, kind, name


def name_of(text: str, section: Section) -> str | None:
    """The lead sentence of a leaf, or None where it says nothing of its own."""
    heading = section.heading
    if _SPOKEN.search(section.path) or not roles.is_name_of_section(heading):
        # 2．省编办。 heads the duties of a body whose name is shorter than any other name of a task.
        return heading if _han(heading) >= _SHORTEST or re.fullmatch("[省市区县州].[办委局厅]", heading) else None
    if section.role != "problems":
        return heading if section.end - section.start - len(heading) in _TOLD else None
    # 三、存在的问题, and below it one paragraph without items: what it admits first is the problem.
    body = text[section.start : section.end].partition(heading)[2]
    said = [words for m in _SENTENCE.finditer(body) if len(words := m[0].strip(" \u3000，：:。")) > _SHORTEST_PROBLEM]
    admitted = (words for words in said if roles.words("lead_problems").search(words))
    return next(admitted, said[0] if said else None)


def nothing(text: str, sections: Iterable[Section], *, found: bool) -> str | None:
    """Why a document gives no measure and no problem, or None where leaves were found in it."""
    if not text.strip():
        return "no_text"
    if not _is_chinese(text):
        return "not_chinese"
    numbered = [s for s in sections if s.path]
    if not numbered:
        return "no_outline"
    if not any(_ENDED.search(text, s.start, s.end) for s in numbered):
        return "empty_outline"
    if found:
        return None
    return "articles_only" if any(s.path.startswith("第") for s in numbered) else "no_tasks"


def _is_chinese(text: str) -> bool:
    """Whether a fifth of the characters are Han, blanks apart."""
    points = np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    han = 5 * int(np.count_nonzero((points >= FIRST_HAN) & (points <= LAST_HAN)))
    return han >= len(text) or han >= sum(map(len, text.split()))


def _han(words: str) -> int:
    return sum(map(len, _HAN.findall(words)))


def _add(draft: Draft, found: list[tuple[Section, str, str]], ongoing: re.Pattern[str]) -> None:
    by_id = {s.id: s for s in draft.sections}
    work = draft.entities[draft.work].keys if draft.work else ()
    work = work or (f"document:{document_id(draft.head.title or '', len(draft.text))}",)
    seen: Counter[str] = Counter()
    for section, kind, name in found:
        seen[name] += 1
        keys = leaf_keys(work, name, seen[name])
        # Equal lead sentences in two places are two leaves.
        properties = _properties(draft, section, kind, by_id, ongoing)
        draft.entity(kind, name, keys, within=section.id, properties=properties)


def _properties(
    draft: Draft, section: Section, kind: str, by_id: dict[str, Section], ongoing: re.Pattern[str]
) -> dict[str, Any]:
    above: list[Section] = []
    parent = section.parent
    while parent:
        above.insert(0, by_id[parent])
        parent = above[0].parent
    text = draft.text[section.start : section.end]
    values: dict[str, Any] = {"section": section.id}
    if kind == "Measure":
        values["status"] = section.role
        if section.role == "done" and ongoing.search(section.heading):
            values["status"] = "ongoing"
            draft.fire("measures.ongoing", section.start, section.end)
    values["year"] = year_of(draft, section, above)
    if section.role == "planned":
        found = deadlines.find(text, values["year"])
        if found:
            values["deadline"], values["deadline_text"] = found.date, found.words
            draft.fire(found.rule, section.start + found.start, section.start + found.end)
    values |= {"region": draft.head.region, "headings": [s.heading for s in above if s.heading], "text": text}
    return {k: v for k, v in values.items() if v is not None}


def year_of(draft: Draft, section: Section, above: list[Section]) -> int | None:
    """The year in which a leaf was or is to be done: told by a heading, else the year reported on or planned for."""
    for heading in reversed([s.heading for s in above]):
        years = _YEAR.findall(heading)
        if len(years) == 1:
            return int(years[0])
    head = draft.head
    if head.year is not None:
        return head.year + (section.role == "planned")
    told = set(_TITLE_YEAR.findall(head.work_name or head.title or ""))
    return int(told.pop()) if len(told) == 1 else None
