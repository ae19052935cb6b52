"""Raw text to clean text: noise out, nothing of the document lost, every change told, the way back kept."""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import asdict

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import rulebook
from loaders.clean import Clean, clean_text
from loaders.files import read_sources
from loaders.noise import is_noise
from loaders.parts import split
from loaders.script import to_simplified
from tests.parts import folder

PLACES = {"head": "head", "tail": "tail", "edge": "head", "anywhere": ""}
BODY = (
    "云江市人民政府关于做好2021年工作的通知\n\n云府〔2021〕3号\n\n各区人民政府：\n\n"
    "一、加强领导。各单位要认真落实《东江省条例》。\n\n云江市人民政府\n\n2021年3月1日"
)


def undone(done: Clean) -> str:
    """The text with every repair taken back."""
    pieces, at = [], 0
    for repair in done.repairs:
        pieces += [done.text[at : repair.start], repair.raw]
        at = repair.end
    return "".join((*pieces, done.text[at:]))


@pytest.mark.parametrize(
    ("head", "tail", "meta"),
    [
        ("", "", {}),
        ("首页 > 政务公开 > 通知公告\n通知公告\n", "\n分享到\n打印\n关闭窗口", {}),
        ("当前位置：首页\n2021-03-02\n来源：云江市人民政府办公室\n", "\n扫一扫在手机打开当前页",
         {"published": "2021-03-02", "issuer_hint": "云江市人民政府办公室"}),
        ("索引号： 00/1 主题分类： 其他\n发文机关： 云江市人民政府 成文日期： 2021-03-01\n", "\n版权所有：云江市",
         {"index": "00/1", "issuer": "云江市人民政府", "published": "2021-03-01"}),
        ("发文字号：\n云府〔2021〕3号\n主 题 词：\n", "\n上一篇：没有了\n下一篇：没有了",
         {"doc_number": "云府〔2021〕3号"}),
        ("信息来源:云江日报 信息提供日期:2021-03-04 17:09 【字体: 大 中 小】\n", "\n-\n关注 · 云江政府网",
         {"published": "2021-03-04"}),
        ("百家乐在线投注,免费娱乐城\n", "\n• 微信", {}),
        ("索 引 号 | 01/2021-3 | 主题分类 | 其他 |\n发文字号 | 云府〔2021〕3号 | 制发机构 | |\n"
         "成文日期 | 2021-03-01 | 发布日期 | 2021-03-09 |\n", "",
         {"index": "01/2021-3", "doc_number": "云府〔2021〕3号", "published": "2021-03-01"}),
        ("索引号 01/2021-3 发布机构 云江市人民政府\n文号 云府〔2021〕3号 生成日期 2021-03-09\n有效性 有效\n", "",
         {"index": "01/2021-3", "issuer": "云江市人民政府", "doc_number": "云府〔2021〕3号",
          "published": "2021-03-09"}),
        ("  • 索引号:\n\n    01/2021-3\n  • 发文机构:\n\n    市政府网站\n  • 发文日期:\n\n"
         "    2021年03月01日 16:40\n  • 内容概述:\n\n", "", {"index": "01/2021-3", "published": "2021-03-01"}),
        ("• [ 发布机构 ]\n• 云江市财政局\n• [ 发布日期 ]\n• 2021-03-01\n• [ 有效性 ]\n", "",
         {"issuer": "云江市财政局", "published": "2021-03-01"}),
        ("| 关键词 | 发布机构 | 云江市水务局 | |\n| 生成日期 | 2021-03-01 16:24:38 | 是否有效 |\n", "",
         {"issuer": "云江市水务局", "published": "2021-03-01"}),
        ("云江市人民政府>政务公开>政府文件\n2021年3月9日 星期二\n视力保护色：\n2021-03-02 10:20:00来源：云江网作者：\n",
         "\n最新文章|更多\nLoading...", {"issuer_hint": "云江市人民政府", "published": "2021-03-02"}),
    ],
)  # fmt: skip
def test_page_noise_goes(head: str, tail: str, meta: dict[str, str]) -> None:
    done = clean_text(head + BODY + tail)
    assert done.text == BODY
    assert done.meta == meta
    assert {repair.kind for repair in done.repairs} == ({"boilerplate"} if head else set())


@pytest.mark.parametrize(
    "line",
    [
        "来源：本表由市统计局提供。",
        "下载应用程序应当符合规定，不得超出范围。",
        "分享经验，推广做法。",
        "彩票公益金的使用管理办法另行制定。",
        "云江市体育彩票在线投注站点一览",
        "2021年3月1日",
        "（一）打印、复印等费用标准",
        "附件：1.2021年重点工作清单",
        "版权保护工作由市版权局负责。",
    ],
)
def test_lines_of_the_document_stay(line: str) -> None:
    text = BODY.replace("云江市人民政府\n\n2021", f"{line}\n\n云江市人民政府\n\n2021")
    assert line in clean_text(text).text.split("\n")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("甲市。\n\n\n\n乙市。\n", "甲市。\n\n乙市。"),
        ("\n\n  甲市。 \t\n　　乙市。", "甲市。\n乙市。"),
        ("# 甲市办法\n\n## 总则", "甲市办法\n\n总则"),
        ("第一章　总　则\n工　作　方　案\n市 长  王 一", "第一章 总则\n工作方案\n市长  王一"),
        ("甲\ue000市\u200b。\x07", "甲市。"),
        ("2014\u00ad2020年", "2014-2020年"),
        ("４０．明确责任", "40.明确责任"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
    ],
)
def test_layout(raw: str, text: str) -> None:
    assert clean_text(raw).text == text


def test_wrapped_lines_are_joined() -> None:
    sentence = "各区人民政府要加强组织领导，完善工作机制，细化任务分工，确保各项工作任务落到实处、取得实效"
    page = "一、总体要求\n" + f"{sentence[:22]}\n{sentence[22:44]}\n{sentence[44:]}。\n" * 9
    done = clean_text(page)
    assert done.text == "一、总体要求\n" + "\n".join([sentence + "。"] * 9)
    assert undone(done) == page.rstrip("\n")
    assert clean_text(BODY * 3).text.count("\n") == (BODY * 3).count("\n")


def test_lost_line_breaks_are_set_again() -> None:
    filler = "各单位要结合实际，认真组织实施，确保按期完成第一、二、三产业各项任务。"
    items = [f"{number}、抓好工作（一）加强领导。{filler * 4}（二）明确责任。{filler * 4}" for number in "一二三"]
    head = "云江市人民政府关于做好工作的通知云府〔2021〕3号各区人民政府："
    page = f"{head}{filler}{''.join(items)}云江市人民政府2021年3月1日"
    done = clean_text(page)
    lines = done.text.split("\n")
    assert lines[:4] == ["云江市人民政府关于做好工作的通知", "云府〔2021〕3号", "各区人民政府：", filler]
    assert [line for line in lines if line.endswith("抓好工作")] == ["一、抓好工作", "二、抓好工作", "三、抓好工作"]
    assert sum(line.startswith(("（一）", "（二）")) for line in lines) == 6
    assert lines[-2:] == ["云江市人民政府", "2021年3月1日"]
    assert undone(done) == page


def test_traditional_page() -> None:
    raw = opencc.OpenCC("s2t").convert(BODY)
    done = clean_text(raw)
    assert (done.text, done.script, done.repairs) == (BODY, "traditional", ())
    assert done.offsets.raw_span(4, 8) == (4, 8)


def kin(char: str, source: str) -> bool:
    """Whether a character of the clean text stands for what the source has at its place."""
    forms = {source, to_simplified(source), unicodedata.normalize("NFKC", source)}
    blank = (char == "\n" and source in "\r\x0b\x0c\x85\u2028\u2029") or (
        char == " " and not source.strip(" \t\r\u3000")
    )
    return char in forms or blank or char in "〇-着" or source.isspace()


CHARS = st.one_of(
    st.sampled_from("云江市區為發政府（）()，。：；\n\r\t 　０９Ａ％#-—1234.、一二三第条章?qū区\ue000\u200b《》〔〕"),
    st.characters(),
)


@settings(deadline=None)
@given(st.text(CHARS, max_size=120))
def test_any_text_comes_out_with_the_way_back(raw: str) -> None:
    done = clean_text(raw)
    for i, char in enumerate(done.text):
        start, end = done.offsets.raw_span(i, i + 1)
        assert end - start == 1, (i, char)
        assert kin(char, raw[start:end]), (char, raw[start:end])
    assert all(done.text[r.start : r.end] == r.fixed for r in done.repairs)
    assert not [char for char in done.text if unicodedata.category(char) in ("Cc", "Co", "Cs") and char != "\n"]
    assert clean_text(done.text).text.split() == clean_text(clean_text(done.text).text).text.split()


@settings(deadline=None)
@given(st.lists(st.sampled_from([*BODY.split("\n"), "分享到", "首页", "- 1 -", "打印", "2021-03-01"]), max_size=12))
def test_nothing_is_lost_unseen(lines: list[str]) -> None:
    raw = "\n".join(lines)
    assert sorted("".join(undone(clean_text(raw)).split())) == sorted("".join(raw.split()))


@pytest.mark.parametrize("rule", list(rulebook.rules("clean")), ids=lambda rule: str(rule["id"]))
def test_examples_of_the_rules(rule: dict[str, list[str]]) -> None:
    place = PLACES[str(rule["where"])]
    for line in rule["match"]:
        assert is_noise("".join(line.split()), place), line
    for line in rule["no_match"]:
        assert not is_noise("".join(line.split()), place), line


@pytest.mark.corpus
def test_seeds_lose_their_noise_and_nothing_else() -> None:
    corpus = folder("POLICYGRAPH_CORPUS")
    sources = {source.source: source for source in read_sources([corpus / "seeds"], print)}
    for path in sorted((corpus / "gold" / "seeds").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        (part,) = split(clean_text(sources[gold["file"]].raw))
        removed = [repair.raw for repair in part.repairs if repair.kind == "boilerplate" and repair.raw.strip()]
        assert len(removed) == len(gold["boilerplate"])
        assert squeezed(gold["clean_lead"])[:60] in squeezed(part.text)
        assert part.damaged == ()


def squeezed(text: str) -> str:
    return "".join(text.replace("，", ",").replace("：", ":").replace("；", ";").split())


@pytest.mark.corpus
def test_account_holds_for_every_real_page() -> None:
    sys.path.insert(0, str(folder("POLICYGRAPH_TOOLS")))
    from account import account  # type: ignore[import-not-found]

    for name in ("seeds", "dev"):
        corpus = folder("POLICYGRAPH_CORPUS") / name
        lines = []
        for source in read_sources([corpus], lambda error: None):
            for part in split(clean_text(source.raw, source.meta)):
                document = {
                    "id": f"{source.source}#{part.number}",
                    "source": source.source,
                    "part": part.number,
                    "sha256": source.sha256,
                    "text": part.text,
                    "raw": None if part.raw == part.text else part.raw,
                    "repairs": [asdict(repair) for repair in part.repairs],
                }
                lines.append({"document": document})
        rates = account(lines, corpus).rates
        for row in ("clean text", "text complete", "sources", "ids"):
            assert rates[row].errors == []


@pytest.mark.corpus
def test_no_sentence_of_the_dev_pages_is_removed() -> None:
    for source in read_sources([folder("POLICYGRAPH_CORPUS") / "dev"], lambda error: None):
        for repair in clean_text(source.raw, source.meta).repairs:
            if repair.kind == "boilerplate":
                assert "。" not in repair.raw, source.source
                assert len(repair.raw) < 120, source.source


ROW = (
    "2024-03-01 00:00:00\n\n2024-03-01 00:00:00 | 云江市水利局、云江市财政局 | 关于节约用水的通知 | "
    "各区人民政府：\n\n一、查清用水。各区要查清用水。\n\n二、修好管网。 | https://www.yunjiang.example/1.html"
)


def test_a_row_of_a_table_is_set_in_lines() -> None:
    done = clean_text(ROW)
    lines = [line for line in done.text.split("\n") if line]
    assert lines[:3] == ["云江市水利局、云江市财政局", "关于节约用水的通知", "各区人民政府："]
    assert lines[-1] == "二、修好管网。"
    assert done.meta["published"] == "2024-03-01"
    assert done.meta["row_title"] == "关于节约用水的通知"
    start = done.text.index("二、")
    assert ROW[slice(*done.offsets.raw_span(start, len(done.text)))] == "二、修好管网。"


@pytest.mark.parametrize("text", ["2024-03-01 关于节约用水的通知", "通知 | 各区 | 一、查清用水。"])
def test_bars_without_a_day_before_them_stay(text: str) -> None:
    assert "row_title" not in clean_text(text).meta
    assert clean_text(text).text == text


def test_a_title_that_runs_over_the_end_of_a_page_is_one() -> None:
    done = clean_text(
        "根据市政府《关于进一步节约\n\n\n用水的通知》精神，制定本方案。\n\n《云江市节水条例》\n\n《云江市供水条例》"
    )
    lines = [line for line in done.text.split("\n") if line]
    assert lines == [
        "根据市政府《关于进一步节约用水的通知》精神，制定本方案。",
        "《云江市节水条例》",
        "《云江市供水条例》",
    ]
    assert undone(done).count("\n") > done.text.count("\n")


def test_a_sentence_that_runs_over_the_end_of_a_page_is_one() -> None:
    first = "各区要查清本区域内所有取水单位的用水情况，逐户登记造册，并同步"
    head, tail = "关于节约用水的通知\n云府〔2021〕3号\n一、查清用水。\n", "\n二、修好管网。\n云江市\n\n\n\n水利局"
    text = f"{head}{first}\n\n\n\n报送市水利局，由其汇总。{tail}"
    lines = [line for line in clean_text(text).text.split("\n") if line]
    assert lines[3:] == [f"{first}报送市水利局，由其汇总。", "二、修好管网。", "云江市", "水利局"]


def test_a_title_that_stands_in_the_table_alone_stays() -> None:
    table = "发文字号 | 云府〔2021〕3号 |\n标 题 | 云江市人民政府关于加强节约用水工作的意见 |\n"
    body = "各区人民政府：\n现就加强节约用水工作提出如下意见。"
    done = clean_text(table + body)
    assert done.text == f"云江市人民政府关于加强节约用水工作的意见\n{body}"
    again = clean_text(f"{table}云江市人民政府关于加强节约用水工作的意见\n{body}")
    assert again.text == done.text


def test_one_line_that_begins_like_a_label_is_no_table() -> None:
    text = "标题 党建引领基层治理\n各区人民政府：\n请认真执行本通知的要求。"
    assert clean_text(text).text == text
