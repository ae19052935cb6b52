"""Traditional to Simplified, widths, and the characters that nobody should meet."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.script import simplify, to_simplified, unwanted, widened

SIMPLE = "云江市人民政府关于加强行政规范性文件监督管理工作的实施意见，着力推进简政放权，优化营商环境。"


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("４０．明确责任，１０％", "40.明确责任，10%"),
        ("互联网＋政务服务ＡＢｃ", "互联网+政务服务ABc"),
        ("财税﹝2014﹞75号", "财税〔2014〕75号"),
        ("⼀般⽂件", "一般文件"),
        ("（一）；：！？“”《》—〇", "（一）；：！？“”《》—〇"),
        ("①2020年㎡№½…", "①2020年㎡№½…"),
        ("第一章\u3000总\u00a0则", "第一章 总 则"),
        ("二○○五年七月九日", "二〇〇五年七月九日"),
        ("二O一五年", "二〇一五年"),
        ("二0二一年", "二〇二一年"),
        ("2020年○", "2020年○"),
        ("乾隆年间，瞭望哨", "乾隆年间，瞭望哨"),
        ("个别規范字混用的简体文件仍按简体处理", "个别规范字混用的简体文件仍按简体处理"),
        ("甲\r\n乙\r丙\u2028丁\x85戊", "甲 \n乙\n丙\n丁\n戊"),
    ],
)
def test_widths_and_stray_characters(text: str, simple: str) -> None:
    assert simplify(text) == (simple, "simplified")


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        (opencc.OpenCC("s2t").convert(SIMPLE), SIMPLE),
        ("著力加強顯著專著原著著作，圍繞著目標", "着力加强显著专著原著著作，围绕着目标"),
    ],
)
def test_traditional_becomes_simplified(text: str, simple: str) -> None:
    assert simplify(text) == (simple, "traditional")


def test_compatibility_ideographs() -> None:
    assert simplify("\uf95c") == ("乐", "traditional")  # looks like 樂 and stands for it
    assert to_simplified("\uf95c") == "乐"


def test_single_words() -> None:
    assert to_simplified("廣東") == "广东"
    assert widened("４０．共１％") == [(0, 3), (4, 6)]
    assert unwanted("甲\ue000乙\u200b丙\x07\n\t") == [1, 3, 5]


@given(st.text())
def test_length_never_changes(text: str) -> None:
    assert len(simplify(text)[0]) == len(text)
    assert simplify(simplify(text)[0])[0] == simplify(text)[0]
