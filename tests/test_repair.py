"""Damage mended: glosses, UTF-8 read as GBK, characters paired one byte off. Each damage is made from sound text."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.clean import clean_text

TRADITIONAL = opencc.OpenCC("s2t")
GLOSSED = "區(qū)政府、區(qū)委、區(qū)人大、區(qū)政協(xié)、區(qū)法院、區(qū)檢察院召開會議。\n"
PLAIN = "区政府、区委、区人大、区政协、区法院、区检察院召开会议。\n"


def misaligned(text: str, lost: int) -> str:
    """A text in which the first byte of a character was lost, read on in pairs until a byte stands alone."""
    data = text[lost:].encode("gbk")
    out, at = ["?"], 1
    while at < len(data) and data[at] >= 0x80 and at + 1 < len(data):
        try:
            char = data[at : at + 2].decode("gbk")
        except UnicodeDecodeError:
            char = ""
        out.append(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char)
        at += 2
    return text[:lost] + "".join(out) + data[at:].decode("gbk")


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("推广“市民学校”就业培训，再办一批市民学校。", "校”"),
        ("建立区级专家库，完善专家库管理，区财政落实经费。专家库区级人员每年更新。", "库区"),
    ],
)
def test_a_lost_byte_is_found(sentence: str, lost: str) -> None:
    text = TRADITIONAL.convert(sentence)
    broken = misaligned(text, text.index(TRADITIONAL.convert(lost)))
    assert "?" in broken
    done = clean_text(GLOSSED + broken + "\n" + text)
    assert done.text == PLAIN + sentence + "\n" + sentence
    assert [repair.kind for repair in done.repairs].count("damage") == 1
    assert done.damaged == ()


def test_what_cannot_be_mended_is_marked() -> None:
    text = "全市各级行政机关依法履行职责的情况由市政府统一向社会公布并接受监督,区级业务部门负责。"
    broken = misaligned(text, text.index("法履"))
    done = clean_text(GLOSSED + broken)
    ((start, end),) = done.damaged
    assert done.text[start] == "?"
    assert end - start > 15


@pytest.mark.parametrize(
    "text",
    [
        "办事群众怎么办?能不能网上办?都有答复。",
        GLOSSED.replace("。", "") + "群众满意吗?答案在基层LED屏上。",
        "个别字(qū)有注音，仅此两处：镇(zhèn)。",
        "代码a(b)与c(d)不是注音。",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    done = clean_text(text)
    assert done.text.count("?") == text.count("?")
    assert not [repair for repair in done.repairs if repair.kind == "damage"]


def test_glosses_go_and_are_told() -> None:
    done = clean_text(GLOSSED)
    assert done.text == PLAIN.strip()
    assert {(repair.kind, repair.fixed) for repair in done.repairs} == {("gloss", "")}
    start, end = done.offsets.raw_span(0, 3)
    assert GLOSSED[start:end] == "區(qū)政府"


def test_utf8_read_as_gbk_is_read_again() -> None:
    text = "云江市人民政府关于印发工作方案的通知，各区人民政府：\n一、加强领导。和群众一起发展。"
    broken = "\n".join(line.encode().decode("gb18030", "replace") for line in text.split("\n"))
    done = clean_text(broken)
    assert done.text.split("\n")[0][:20] == text[:20]
    assert "加强领导" in done.text
    start, end = done.offsets.raw_span(0, 3)
    assert broken[start:end].encode("gb18030").decode("utf-8", "ignore").startswith("云江")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("區(qū)?！薄靶戮蜆I^[]欤醪云江市“”，。AZ "), max_size=60))
def test_no_damage_is_too_strange(text: str) -> None:
    done = clean_text(GLOSSED + text)
    assert all(done.text[r.start : r.end] == r.fixed for r in done.repairs)
