"""Saved pages: every word kept, one line a block, the page's own description beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from loaders.html import read_html


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<p>2018<span>年</span>10<span>月<b>26</b></span>日</p>", "2018年10月26日"),
        ("<div>第<span>15</span><span>号</span></div>", "第15号"),
        ("甲<br>乙<br/><br>丙", "甲\n乙\n丙"),
        ("<table><tr><td><b>索 引 号：</b></td> <td>00/1</td></tr><tr><td>乙</td></tr></table>", "索 引 号： 00/1\n乙"),
        ("<p>甲<script>var x = '乙';</script><style>p {}</style>丙</p>", "甲丙"),
        ("<p>甲&nbsp;乙&lt;丙&gt;</p>", "甲\u00a0乙<丙>"),
        ("<div>甲<p>乙</p>丙</div>丁", "甲\n乙\n丙\n丁"),
        ("<h1>题</h1>\n\n<ul><li>一</li><li>二</li></ul>", "题\n一\n二"),
        ("<p>云江<!-- 注 -->市</p>", "云江市"),
        ("<p>  云 江\n 市 </p>", "云 江 市"),
        ("", ""),
    ],
)
def test_lines(page: str, text: str) -> None:
    assert read_html(page.encode(), "a.html")[0] == text


def test_description_is_read() -> None:
    page = """<html><head><title>云江</title><meta name="ArticleTitle" content="云江市工作要点">
    <meta name="PubDate" content="2021-03-01 10:00"><meta name="ContentSource" content="云江市人民政府">
    <meta name="keywords" content="无关"></head><body>正文</body></html>"""
    assert read_html(page.encode(), "a.html") == (
        "正文",
        {"title": "云江市工作要点", "published": "2021-03-01", "issuer_hint": "云江市人民政府"},
    )


def test_declared_encoding_holds() -> None:
    page = '<meta charset="gb2312"><p>云江市</p>'
    assert read_html(page.encode("gb18030"), "a.html")[0] == "云江市"


def test_deep_pages_do_not_end_in_a_crash() -> None:
    assert read_html(("<div>" * 3000 + "深" + "</div>" * 3000).encode(), "a.html")[0] == "深"


@given(
    st.lists(st.tuples(st.sampled_from(["p", "span", "td", "div", "b"]), st.sampled_from("云江市政府")), max_size=20)
)
def test_nothing_is_lost(pieces: list[tuple[str, str]]) -> None:
    page = "".join(f"<{tag}>{char}</{tag}>" for tag, char in pieces)
    body = LexborHTMLParser(page).body
    whole = body.text(deep=True) if body else ""
    assert read_html(f"<body>{page}".encode(), "a.html")[0].split() or not whole
    assert "".join(read_html(f"<body>{page}".encode(), "a.html")[0].split()) == "".join(whole.split())
