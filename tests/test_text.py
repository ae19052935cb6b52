"""Bytes to text: every encoding is found, and what is no text is refused in one line."""

from __future__ import annotations

import codecs

import opencc
import pytest

from graph.errors import DocumentError
from loaders.text import decode

SIMPLE = (
    "云江市人民政府办公室关于印发2021年工作要点的通知\n各区人民政府，市政府各部门：\n"
    "一、加强组织领导。各单位要结合实际，认真贯彻落实，确保各项工作任务按期完成。\n"
)
TRADITIONAL = opencc.OpenCC("s2t").convert(SIMPLE)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SIMPLE.encode(), SIMPLE),
        (codecs.BOM_UTF8 + SIMPLE.encode(), SIMPLE),
        (SIMPLE.encode("gb18030"), SIMPLE),
        (SIMPLE.encode("utf-16"), SIMPLE),
        (codecs.BOM_UTF16_BE + SIMPLE.encode("utf-16-be"), SIMPLE),
        (SIMPLE.encode("utf-32"), SIMPLE),
        (SIMPLE.encode("utf-16-le"), SIMPLE),
        (SIMPLE.encode("utf-16-be"), SIMPLE),
        (TRADITIONAL.encode("big5hkscs"), TRADITIONAL),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL),
        ("云江市政府".encode("gb18030"), "云江市政府"),
        (b"An English page.", "An English page."),
        ("床前明月光\n".encode(), "床前明月光\n"),
    ],
)
def test_encoding_is_found(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04 ...", "ZIP or Office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"abc\x01\x02\x03\x04\x05" * 9, "binary"),
        ("Ordonnance générale des écoles supérieures".encode("latin-1") * 9, "neither UTF-8, GB18030"),
        ("東京都の政策に関するお知らせです".encode("shift-jis") * 9, "neither UTF-8, GB18030"),
        (SIMPLE.encode() + b"\xe4\xba", "damaged at byte"),
    ],
)
def test_no_text_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint) as refused:
        decode(data, "folder/a.txt")
    assert str(refused.value).startswith("folder/a.txt: ")
    assert "\n" not in str(refused.value)
