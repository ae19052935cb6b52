"""Edits, repairs and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.offsets import Edit, Trail, apply, identity, merged

TEXT = "首页 云江市(shì)工作报告"


def trail(text: str = TEXT) -> Trail:
    return Trail(text, identity(len(text)))


@pytest.mark.parametrize(
    ("edits", "text", "span", "raw"),
    [
        ([], TEXT, (0, 2), "首页"),
        ([Edit(0, 3, "", "boilerplate")], TEXT[3:], (0, 2), "云江"),
        ([Edit(6, 11, "", "gloss")], "首页 云江市工作报告", (3, 8), "云江市(shì)工作"),
        ([Edit(0, 3), Edit(6, 11)], "云江市工作报告", (2, 3), "市"),
        ([Edit(11, 11, "\n")], "首页 云江市(shì)\n工作报告", (10, 13), ")工"),
        ([Edit(3, 5, "东")], "首页 东市(shì)工作报告", (3, 4), "云江"),
        ([Edit(0, 3), Edit(0, 1), Edit(2, 4)], TEXT[3:], (0, 1), "云"),
        ([Edit(3, 4, "X"), Edit(3, 3, "\n")], "首页 \nX江市(shì)工作报告", (4, 5), "云"),
    ],
)
def test_span_leads_back(edits: list[Edit], text: str, span: tuple[int, int], raw: str) -> None:
    done = trail().edited(edits)
    assert done.text == text
    start, end = done.offsets.raw_span(*span)
    assert TEXT[start:end] == raw


def test_later_removal_tells_of_earlier_mends() -> None:
    once = trail().edited([Edit(6, 11, "", "gloss")])
    twice = once.edited([Edit(0, 6, "", "boilerplate")])
    assert [(m.kind, m.raw_start, m.raw_end) for m in twice.mends] == [("boilerplate", 0, 6), ("gloss", 6, 11)]
    whole = once.edited([Edit(0, 8, "", "boilerplate")])
    assert [(m.kind, m.raw_start, m.raw_end) for m in whole.mends] == [("boilerplate", 0, 13)]


def test_damage_moves_with_the_text() -> None:
    done = trail().edited([Edit(0, 3)], [(3, 5)]).edited([Edit(0, 0, "\n")])
    assert [done.text[a:b] for a, b in done.damaged] == ["云江"]


def test_cut_keeps_the_way_into_the_whole() -> None:
    offsets = trail().edited([Edit(0, 3)]).offsets.cut(3, 8)
    assert offsets.raw_span(0, 1) == (6, 7)
    assert offsets.raw_span(5, 5) == (11, 11)


def test_merged_joins_what_meets() -> None:
    assert merged([(5, 7), (0, 2), (2, 3)]) == ((0, 3), (5, 7))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.text(max_size=4)), max_size=6))
    return text, [Edit(min(a, b), max(a, b), fixed) for a, b, fixed in spans]


@given(edited(), edited())
def test_offsets_are_in_order_and_inside(first: tuple[str, list[Edit]], second: tuple[str, list[Edit]]) -> None:
    text, edits = first
    done = trail(text).edited(edits)
    size = len(done.text)
    done = done.edited([Edit(min(e.start, size), min(e.end, size), e.fixed) for e in second[1]])
    spans = [done.offsets.raw_span(i, i + 1) for i in range(len(done.text))]
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert spans == sorted(spans)
    assert done.offsets.raw_span(0, len(done.text))[0] >= 0


@given(edited())
def test_undone_repairs_give_the_source_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    told = [Edit(e.start, e.end, e.fixed, "damage") for e in edits]
    done, _, repairs = apply(text, told)
    for edit, at in reversed(repairs):
        done = done[:at] + text[edit.start : edit.end] + done[at + len(edit.fixed) :]
    assert done == text
