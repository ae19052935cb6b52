"""The pipeline: a source in, one line a document out. Built once, used for every document.

A blank Chinese spaCy pipeline with one token a code point. Its components fill the document's draft in this
order: gazetteer (the fixed words), instruments, agencies, programs, measures, figures, relations, spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.keys import document_id
from graph.records import Document, Line, Mention, Reject, Relation, Work
from graph.registry import Registry
from loaders import agencies, cues, figures, measures, programs, references, relations
from loaders.calibration import confidences
from loaders.clean import Clean, clean
from loaders.draft import Draft, Masthead, draft_of
from loaders.files import Source
from loaders.gazetteer import Crowd, Gazetteer
from loaders.masthead import masthead
from loaders.outline import outline
from loaders.parts import split
from loaders.tokenizer import blank

COMPONENTS = {
    "instruments": references,
    "agencies": agencies,
    "programs": programs,
    "measures": measures,
    "figures": figures,
    "relations": relations,
}
SPANS = "policygraph"  # the key of doc.spans under which the mentions stand


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A built pipeline; `nlp` is the spaCy Language, whose components expect a draft on the document."""

    registry: Registry
    nlp: Language

    def extract(self, source: Source) -> list[Line]:
        """The lines of one source: one, or one for each document that the file holds."""
        return [self.line(part, source) for part in split(clean(source))]

    def line(self, part: Clean, source: Source) -> Line:
        """The line of one part of a source."""
        return finish(self.draft(part), part, source)

    def draft(self, part: Clean) -> Draft:
        """The draft of one part, filled by every component."""
        head = replace(masthead(part.text, part.meta, self.registry), shares_number=part.shares_number)
        told = Draft(part.text, head, damaged=part.damaged, offsets=part.offsets, confidences=confidences())
        return self.run(told)

    def run(self, draft: Draft) -> Draft:
        """The draft with its outline and everything that the components find."""
        draft.sections = outline(draft.text, draft.head)
        # No component looks at tokens: to extract, they pass a document without any from one to the next.
        bare = Doc(self.nlp.vocab, user_data={"draft": draft})
        return draft_of(self.nlp(bare, disable=["spans"]))

    def doc(self, draft: Draft) -> Doc:
        """The spaCy document of a draft: mentions stand in `doc.spans["policygraph"]`."""
        doc = self.nlp.make_doc(draft.text)
        doc.user_data["draft"] = draft
        return self.nlp(doc)


def build(registry: Registry) -> Pipeline:
    """A pipeline over a registry; takes about a second, so build one and keep it."""
    nlp = blank()
    terms = [term for module in COMPONENTS.values() for term in module.terms(registry)]
    names, verbs = ([term for term in terms if (term.kind == cues.KIND) is told] for told in (False, True))
    _add(nlp, "gazetteer", _finder(Gazetteer(names), Crowd(verbs)))
    for name, module in COMPONENTS.items():
        _add(nlp, name, module.component(registry))
    _add(nlp, "spans", spans)
    return Pipeline(registry, nlp)


def _add(nlp: Language, name: str, component: Callable[[Doc], Doc]) -> None:
    # A factory of a name may be registered once a process, but each pipeline brings components of its own
    # registry: the factory takes the one that is handed to it here.
    factory = f"policygraph_{name}"
    Language.factory(factory, func=lambda nlp, name: component)
    nlp.add_pipe(factory, name=name)


def _finder(gazetteer: Gazetteer, crowd: Crowd) -> Callable[[Doc], Doc]:
    def find(doc: Doc) -> Doc:
        draft = draft_of(doc)
        draft.hits, draft.cues = gazetteer.find(draft.text), crowd.find(draft.text)
        return doc

    return find


def spans(doc: Doc) -> Doc:
    """The document with the mentions of its draft as spaCy spans, labelled by type, their entity as kb_id."""
    draft = draft_of(doc)
    doc.spans[SPANS] = [Span(doc, m.start, m.end, label=m.type, kb_id=m.entity) for m in draft.mentions]
    return doc


def finish(draft: Draft, part: Clean, source: Source) -> Line:
    """The line of a filled draft, everything in order of place."""
    mentions = sorted(draft.mentions, key=lambda m: (m.start, m.end, m.entity))
    relations = sorted(draft.relations, key=_place)
    return Line(
        document=_document(draft.head, part, source),
        sections=draft.sections,
        mentions=tuple(mentions),
        entities=tuple(draft.entities[i] for i in _kept(draft, mentions, relations)),
        relations=tuple(relations),
        rejects=tuple(sorted(draft.rejects, key=_seen)),
    )


def _place(relation: Relation) -> tuple[int, int, str, str, str]:
    return (relation.start or 0, relation.end or 0, relation.type, relation.source, relation.target)


def _seen(reject: Reject) -> tuple[int, int, str]:
    return (reject.start, reject.end, reject.reason)


def _kept(draft: Draft, mentions: list[Mention], relations: list[Relation]) -> Iterator[str]:
    """The ids of the entities that the text names or states, in the order they were found."""
    used = {m.entity for m in mentions} | {end for r in relations for end in (r.source, r.target)} | {draft.work}
    yield from (i for i, e in draft.entities.items() if i in used or e.type in ("Measure", "Problem", "Figure"))


def _document(head: Masthead, part: Clean, source: Source) -> Document:
    known = head.work_type and head.work_name
    work = Work(type=str(head.work_type), name=str(head.work_name)) if known else None
    return Document(
        id=document_id(source.source, part.number),
        source=source.source,
        part=part.number,
        sha256=source.sha256,
        title=head.title,
        genre=head.genre,
        issuer=head.issuer,
        doc_number=head.doc_number,
        published=head.published,
        period=head.period,
        region=head.region,
        region_code=head.region_code,
        level=head.level,
        work=work,
        script=part.script,
        repairs=part.repairs,
        text=part.text,
        raw=None if part.raw == part.text else part.raw,
    )
