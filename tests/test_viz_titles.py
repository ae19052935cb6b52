"""Titles for cards and labels: what tells one from the next, in lines that begin and end well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.titles import LINES, NOT_FIRST, maker, pieces, short, wrapped

SHORT = [
    ("云江市人民政府关于印发《云江市数据条例》的通知", "东江省云江市", "", "数据条例"),
    ("云江市人民政府办公室关于印发优化营商环境行动方案的通知", "", "", "优化营商环境行动方案"),
    ("云江市人民政府2023年法治政府建设年度报告", "东江省云江市", "云江市人民政府", "2023年法治政府建设年度报告"),
    ("云江市人民政府工作规则", "东江省云江市", "", "云江市人民政府工作规则"),
    ("云江市人民政府办公室关于做好2022年政务公开工作的通知", "", "", "做好2022年政务公开工作的通知"),
    ("中华人民共和国行政复议法", "", "", "行政复议法"),
    ("中华人民共和国宪法", "", "", "宪法"),
    ("云江市", "东江省云江市", "", "云江市"),
    ("关于数据的决定", "", "", "数据的决定"),
]


@pytest.mark.parametrize(("name", "region", "issuer", "wanted"), SHORT)
def test_short_keeps_what_tells_a_title_from_the_next(name: str, region: str, issuer: str, wanted: str) -> None:
    assert short(name, region=region, issuer=issuer) == wanted


def test_maker_is_the_body_that_a_title_begins_with() -> None:
    assert maker("云江市人民政府办公室关于做好2022年政务公开工作的通知") == "云江市人民政府办公室"
    assert maker("云江市数据条例") == ""


WRAPPED = [
    ("自觉接受人大、政协监督", "自觉接受人大、\n政协监督"),
    ("云江市优化营商环境三年行动方案（2022—2024年）", "云江市优化营商环境\n三年行动方案（2022…"),
    ("数据条例", "数据条例"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "wanted"), WRAPPED)
def test_wrapped_fills_lines_evenly(title: str, wanted: str) -> None:
    lines, told = wrapped(title).split("\n"), wanted.split("\n")
    assert len(lines) == len(told)
    assert lines[0][:3] == told[0][:3]


titles = st.lists(
    st.tuples(
        st.sampled_from(("数据条例", "政务公开", "法治", "《放管服》", "2025")), st.sampled_from(("", "，", "、", "："))
    )
).map(lambda words: "".join(word + mark for word, mark in words))


@given(titles)
def test_wrapped_never_begins_a_line_with_a_closing_mark_and_loses_nothing_unsaid(title: str) -> None:
    found = wrapped(title)
    lines = found.split("\n")
    assert len(lines) <= LINES
    assert found.endswith("…") or "".join(lines) == title
    assert not any(line[0] in NOT_FIRST for line in lines if line)


def test_pieces_keep_years_whole_and_all_words() -> None:
    found = pieces("法治政府建设规划（2021—2025年）纲要")
    assert found == [("法治政府建设规划", False), ("（2021—2025年）", True), ("纲要", False)]
