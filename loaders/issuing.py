"""Who issued what: told by the masthead, by a title's own words, by a verb of issuing with its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.records import Mention
from loaders.cues import Found

_NOUN_GOES_ON = re.compile(
    r"(?:》|[(（][^()（）]{0,40}[)）])?(?:的)?(?!等|以及|和|与|及|并|后|时|工作|实施|施行|共|中|来|为)[一-鿿]"
)
_TITLED = re.compile(r"(?:关于|印发|转发|令|公告|决定|办公[厅室]关于)")
_ISSUED_BY = re.compile(
    r"(?:[^,，。;；、“”《》]{0,12})?(?:印发|出台|制定|制订|发布|颁布|公布|修订|编制|制发|下发|通过|批准)(?:实施|施行)?的(?:\([^)]*\))?《?$"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """An agency said to have issued a work, by which rule, and the words from `start` to `end` that say so."""

    agency: str
    rule: str
    trigger: str | None
    start: int
    end: int


def titled(text: str, work: Mention, agencies: Iterable[Mention]) -> Issue | None:
    """The agency with which a work's printed title opens: 《国务院关于…的意见》."""
    for agency in agencies:
        if agency.start != work.start or agency.end >= work.end:
            continue
        if _TITLED.match(text, agency.end):
            return Issue(agency.entity, "relations.issued_title", None, work.start, work.end)
        if text[agency.end] == "《" or _promulgated(text, work):
            return Issue(agency.entity, "relations.issued_apposition", _promulgated(text, work), work.start, work.end)
    return None


def apposed(text: str, work: Mention, agencies: Iterable[Mention]) -> Iterator[Issue]:
    """The agency that stands right before a title, with or without 印发的: 国务院《…》, 省政府印发的《…》."""
    for agency in agencies:
        between = text[agency.end : work.start]
        if between in ("《", "") and agency.end <= work.start:
            if text[work.start - 1] == "《" or _promulgated(text, work) or _numbered(text, work):
                yield Issue(
                    agency.entity, "relations.issued_apposition", _promulgated(text, work), agency.start, work.end
                )
        elif len(between) <= 24 and _ISSUED_BY.fullmatch(between):
            verb = re.search(r"印发|出台|制定|制订|发布|颁布|公布|修订|编制|制发|下发|通过|批准", between)
            yield Issue(agency.entity, "relations.issued_apposition", verb[0] if verb else None, agency.start, work.end)


def _numbered(text: str, work: Mention) -> bool:
    """Whether a work is named by its number alone, right behind its issuer: 东江省水利厅（86）东水管字第21号文件."""
    return re.search(r"[〕\]］】）)][^〕\]］】）)]{0,14}号$", text[work.start : work.end]) is not None


def _promulgated(text: str, work: Mention) -> str | None:
    """The verb behind a title that says it was issued: 国务院…纲要颁布以来."""
    m = re.compile(r"》?(颁布|印发|出台|发布|公布)(?:实施|施行)?(?:以来|后|之后|以后)").match(text, work.end)
    return m[1] if m else None


def is_object(text: str, work: Mention) -> bool:
    """Whether a work as named is what a verb before it acts on, not part of a longer noun: 印发民法典宣传册."""
    return text[work.end : work.end + 1] == "》" or _NOUN_GOES_ON.match(text, work.end) is None


def verb(cluster: tuple[Found, ...]) -> Found | None:
    """The verb of issuing in a run of verbs."""
    return next((c for c in cluster if c.is_a("issue")), None)
