"""Clauses, sentences, marks and spans: what stands on one level with a place."""

from __future__ import annotations

import pytest

from loaders import clauses
from loaders.clauses import Sentences
from loaders.spans import Spans

BEFORE = [
    ("全面推进“松溪快办”改革", "“松溪", "全面推进"),
    ("召开会议,落实《甲办法》", "《甲", "落实"),
    ("落实《甲办法》(云府〔2020〕1号)、《乙办法》", "《乙", "落实《甲办法》(云府〔2020〕1号)、"),
    ("落实《甲办法》，《乙办法》", "《乙", "落实《甲办法》，"),
    ("举办“法典的亮点”讲座", "法典", ""),
    ("上一句。贯彻《甲办法》", "《甲", "贯彻"),
]


@pytest.mark.parametrize(("text", "name", "clause"), BEFORE)
def test_clause_before_a_name(text: str, name: str, clause: str) -> None:
    place = text.index(name)
    assert text[clauses.before(text, place).start : place] == clause


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("他说“好。很好。”然后走了。完", ["他说“好。很好。”然后走了。", "完"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ('根据《“十四五"规划》，制定。完', ['根据《“十四五"规划》，制定。', "完"]),
        ("未闭合“引号\n下一行。完", ["未闭合“引号", "下一行。", "完"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = Sentences(text)
    assert list(dict.fromkeys(text[slice(*found.at(place))] for place in range(len(text)))) == sentences


def test_a_quote_keeps_to_its_clause() -> None:
    text = "会议召开,推进“松溪快办”改革(含窗口),成效明显。"
    place = text.index("推进")
    span = clauses.quote(text, (0, len(text)), (place, place + 6))
    assert span is not None
    assert text[slice(*span)] == "推进“松溪快办”改革(含窗口)"


def test_a_quote_is_never_longer_than_allowed() -> None:
    text = "推进" + "各项" * 60 + "“松溪快办”改革" + "工作" * 60
    start, end = text.index("“"), text.index("”") + 1
    span = clauses.quote(text, (0, len(text)), (start, end))
    assert span is not None
    assert span[0] <= start < end <= span[1] <= span[0] + clauses.LONGEST
    assert clauses.quote(text, (0, len(text)), (0, len(text))) is None


def test_a_mark_that_closes_beyond_a_quote_encloses_nothing() -> None:
    text = f"依据《云江市窗口办法》第三条“窗口应当公开。{'窗口' * 80}”。"
    place = text.index("《")
    span = clauses.quote(text, (0, len(text)), (place, text.index("》") + 1))
    assert span is not None
    assert text[slice(*span)] == "依据《云江市窗口办法》第三条"


def test_spans_know_what_is_free() -> None:
    spans = Spans([(4, 6), (5, 9), (20, 22)])
    assert spans.free(0, 4)
    assert spans.free(9, 20)
    assert not spans.free(8, 10)
    assert spans.holds(20)
    assert not spans.holds(22)
