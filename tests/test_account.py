"""What a run tells of itself: counts, faults, and why a document gave nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.records import Line
from loaders.account import WHY, Account, why
from loaders.extraction import extract
from tests.test_commands import run

ENGLISH = """Annual report of the town library

1. Opening hours
The reading room was open on 312 days. Visitors borrowed 4,500 books.
2. Repairs
The roof was mended in spring.
"""
OUTLINE = """云江市人民政府2024年法治政府建设工作方案

一、总体要求
二、主要任务
（一）依法决策
（二）执法规范
三、保障措施
"""
POEM = """晚归

江边灯火渐渐亮起来，
风从石桥下面走过。
谁家的窗子还没有关，
一只白猫望着河。
"""
RULES = """窗台花草养护守则

第一条 浇水应当在早晨进行。
第二条 叶面不得积灰。
第三条 花盆应当每月转向一次。
"""
STORY = """春日杂记

一、清晨
窗外下着小雨，楼下的猫睡着了。
二、午后
雨停了，孩子们在巷子里踢球。
"""
GIVEN = """云江市司法局2023年工作报告

一、主要工作
（一）推进窗口服务。全年办理公证事项1200件。
"""


def lines(folder: Path, text: str) -> list[Line]:
    (folder / "some.txt").write_text(text, encoding="utf-8")
    errors: list[Exception] = []
    found = list(extract([folder], errors.append))
    assert not errors
    return found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENGLISH, "not_chinese"),
        (OUTLINE, "empty_outline"),
        (POEM, "no_outline"),
        (RULES, "articles_only"),
        (STORY, "no_tasks"),
        (GIVEN, None),
    ],
)
def test_why_nothing_was_found(tmp_path: Path, text: str, reason: str | None) -> None:
    (line,) = lines(tmp_path, text)
    assert why(line) == reason
    if reason:
        assert not any(e.type in ("Measure", "Problem", "Program", "Figure") for e in line.entities)


def test_a_text_that_is_all_page_noise(tmp_path: Path) -> None:
    account = Account()
    (line,) = account.counted(lines(tmp_path, "分享到：\n打印本页\n关闭窗口\n"))
    assert line.document.text.strip() == ""
    assert account.empty == [f"some.txt: nothing found: {WHY['no_text']}"]


def test_the_command_names_each_document_without_findings(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("outline", OUTLINE), ("page", ENGLISH), ("poem", POEM), ("report", GIVEN)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    told = run(tmp_path / "home", "extract", folder, "-o", tmp_path / "lines.jsonl", "--quiet")
    rows = told.stderr.splitlines()
    assert told.returncode == 0
    assert rows[0].startswith("4 documents read, 0 failed: ")
    assert rows[1:] == [
        f"outline.txt: nothing found: {WHY['empty_outline']}",
        f"page.txt: nothing found: {WHY['not_chinese']}",
        f"poem.txt: nothing found: {WHY['no_outline']}",
    ]
