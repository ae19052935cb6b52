"""Small lines for tests, and strategies that draw them from one small world so that documents meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from graph.judgements import Judgement
from graph.keys import agency_key, document_id, law_key, leaf_keys, program_key, work_keys
from graph.records import Document, Entity, Line, Mention, Relation, Section, Work

REGION = "东江省云江市"
ISSUER = "云江市人民政府"
TEXT = "云江市人民政府落实《云江市公共数据管理办法》。" * 8


def work(id: str, title: str, **values: Any) -> Entity:
    """A policy by title, number and issuer."""
    place = title.startswith(("云江市", "东江省"))
    keys = work_keys("Policy", title, region=REGION, names_place=place, **values)
    return Entity(id=id, type="Policy", name=title, keys=keys, resolution="named", reason="not_in_registry")


def agency(id: str, name: str, region: str | None = REGION) -> Entity:
    """An agency by name."""
    properties = {"region": region} if region else {}
    return Entity(id=id, type="Agency", name=name, keys=(agency_key(name),), properties=properties)


def law(id: str, title: str) -> Entity:
    """A law of the registry."""
    return Entity(id=id, type="Law", name=title, keys=(law_key(title),), resolution="registry")


def program(id: str, name: str, scope: str = REGION) -> Entity:
    """A program."""
    return Entity(id=id, type="Program", name=name, keys=(program_key(name, scope),), properties={"scope": scope})


def measure(id: str, name: str, own: Entity, **properties: Any) -> Entity:
    """A measure of a work, in the second section."""
    keys = leaf_keys(own.keys, name, 1)
    return Entity(id=id, type="Measure", name=name, keys=keys, properties={"section": "s2", "text": name, **properties})


def problem(id: str, name: str, own: Entity, **properties: Any) -> Entity:
    """A problem that a work admits, in the second section."""
    keys = leaf_keys(own.keys, name, 1)
    return Entity(id=id, type="Problem", name=name, keys=keys, properties={"section": "s2", "text": name, **properties})


def figure(id: str, name: str, value: float) -> Entity:
    """A figure without keys of its own."""
    properties = {"indicator": name, "value": value, "unit": "件", "start": 3, "end": 5}
    return Entity(id=id, type="Figure", name=name, properties=properties)


def relation(type: str, source: str, target: str, start: int = 0, **values: Any) -> Relation:
    """A statement about the first words of the text."""
    said = {"rule": "relations.made", "basis": "stated", "polarity": "positive", "confidence": None, "section": "s2"}
    place = {"start": start, "end": start + 7, "raw_start": start, "raw_end": start + 7}
    quote = TEXT[start : start + 7]
    return Relation(type=type, source=source, target=target, trigger="落实", quote=quote, **(said | place | values))


def mention(entity: Entity, start: int) -> Mention:
    """The words at a place, naming an entity."""
    place = {"start": start, "end": start + 2, "raw_start": start, "raw_end": start + 2}
    return Mention(type=entity.type, entity=entity.id, surface=TEXT[start : start + 2], **place)


def line(
    source: str,
    entities: Sequence[Entity] = (),
    relations: Sequence[Relation] = (),
    mentions: Sequence[Mention] = (),
    own: Entity | None = None,
) -> Line:
    """The line of a document with a preamble and one leaf."""
    document = Document(
        id=document_id(source, 1), source=source, part=1, sha256="0" * 64, title=own.name if own else None,
        genre="报告", issuer=ISSUER, doc_number=None, published="2023-02-18", period="2022", region=REGION,
        region_code="970100", level="municipal", work=Work(type=own.type, name=own.name) if own else None,
        script="simplified", repairs=(), text=TEXT, raw=None,
    )  # fmt: skip
    sections = (
        Section(id="s1", path="", level=1, heading="", role="preamble", start=0, end=40, parent=None),
        Section(id="s2", path="一", level=1, heading="公开", role="done", start=40, end=len(TEXT), parent=None),
    )
    every = [*([own] if own else []), *entities]
    return Line(
        document=document, sections=sections, mentions=tuple(mentions), entities=tuple(every),
        relations=tuple(relations), rejects=(),
    )  # fmt: skip


# ---------------------------------------------------------------- one small world

TITLES = ("云江市公共数据管理办法", "关于做好政务公开工作的通知", "云江市数字政府规划（2021—2025年）", "云江市考核办法")
NUMBERS = (None, "云府〔2021〕1号", "云府〔2022〕8号")
AGENCIES = (ISSUER, "云江市司法局", "国务院", "云江市公安局", "环境保护部")
LAWS = ("中华人民共和国民法典", "中华人民共和国物权法", "中华人民共和国行政处罚法")
PROGRAMS = (("“放管服”改革", "全国"), ("“云江通办”平台", REGION))

works = st.builds(
    lambda title, number, issuer, named: work("", title, doc_number=number, issuer=issuer if named else None),
    st.sampled_from(TITLES), st.sampled_from(NUMBERS), st.sampled_from((ISSUER, "东江省人民政府")), st.booleans(),
)  # fmt: skip
others = st.one_of(
    works,
    st.sampled_from(AGENCIES).map(lambda name: agency("", name, REGION if name.startswith("云江") else None)),
    st.sampled_from(LAWS).map(lambda title: law("", title)),
    st.sampled_from(PROGRAMS).map(lambda row: program("", *row)),
)

LEAVES = ("推行一窗受理", "全面推行一窗受理", "清理证明事项")
leaf_kinds = st.sampled_from((
    lambda name, own: measure("m1", name, own, year="2022"),
    lambda name, own: measure("m1", name, own, year="2022", status="done"),
    lambda name, own: measure("m1", name, own, year="2022", status="planned"),
    lambda name, own: problem("m1", name, own, year="2021"),
))  # fmt: skip


@st.composite
def lines(draw: st.DrawFn, sources: Sequence[str] = ("a", "b", "c", "d")) -> Line:
    """A line that names a few things of the world, with statements among them."""
    own = draw(st.none() | works)
    named = draw(st.lists(others, max_size=4))
    every = [named_as(entity, f"e{n}") for n, entity in enumerate([*([own] if own else []), *named])]
    leaves = []
    if own is not None:
        leaves = [draw(leaf_kinds)(draw(st.sampled_from(LEAVES)), every[0])]
    figures = [figure("f1", "办结12件", 12)] if leaves else []
    relations = [relation("HAS_FIGURE", "m1", "f1")] if leaves else []
    ends = [e.id for e in (*every, *leaves)]
    kinds = st.sampled_from(("CITES", "IMPLEMENTS", "ISSUED", "CARRIES_OUT", "REPORTS_TO"))
    if ends:
        pair = st.tuples(kinds, st.sampled_from(ends), st.sampled_from(ends), st.integers(0, 3))
        relations += [relation(*row) for row in draw(st.lists(pair, max_size=4))]
    mentions = [mention(e, draw(st.integers(0, 60))) for e in every]
    body = [*every[1 if own else 0 :], *leaves, *figures]
    return line(draw(st.sampled_from(sources)), body, relations, mentions, every[0] if own else None)


def named_as(entity: Entity, id: str) -> Entity:
    """The same entity under another id."""
    return Entity(
        id=id, type=entity.type, name=entity.name, keys=entity.keys, resolution=entity.resolution,
        reason=entity.reason, properties=entity.properties,
    )  # fmt: skip


KEYS = tuple(agency_key(name) for name in AGENCIES[:4]) + work("", TITLES[0], doc_number=NUMBERS[1], issuer=ISSUER).keys
judgements = st.lists(
    st.tuples(st.sampled_from(("same", "not_same")), st.permutations(KEYS).map(lambda keys: keys[:2])).map(
        lambda row: Judgement(row[0], *row[1])
    ),
    max_size=3,
)
