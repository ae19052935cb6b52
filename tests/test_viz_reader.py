"""The reader in a real Chromium: what is marked in the text shows what is said of it; the legend switches it off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser
from tests.pictures import made

pytestmark = pytest.mark.browser


def test_a_mention_shows_what_it_names_and_its_sentence(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        seen.page.click("main .m")
        details = seen.words("#details")
        assert "行政复议法" in details
        assert "名录中有" in details
        seen.page.click("#details .go")
        assert seen.run("document.querySelectorAll('main .quoted').length") > 0


def test_the_reader_is_walked_by_keys(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("Enter")
        assert "行政复议法" in seen.words("#details")
        seen.page.keyboard.press("Escape")
        assert seen.run("document.querySelectorAll('.chosen').length") == 0


def test_measures_problems_and_figures_are_marked_and_switched_off_by_the_legend(
    chromium: Browser, tmp_path: Path
) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        for kind, selector in (("Measure", ".leaf.kind-Measure"), ("Problem", ".leaf.kind-Problem")):
            assert seen.page.is_visible(selector)
            seen.page.uncheck(f"[data-kind={kind}]")
            assert not seen.page.is_visible(selector)
            seen.page.check(f"[data-kind={kind}]")
            assert seen.page.is_visible(selector)
        line = "getComputedStyle(document.querySelector('.m.kind-Figure')).textDecorationLine"
        assert seen.run(line) == "underline"
        seen.page.uncheck("[data-kind=Figure]")
        assert seen.run(line) == "none"
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("j")
        assert "kind-Figure" not in seen.run("document.activeElement.className")


def test_a_figure_in_the_text_shows_its_measure(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        seen.page.click(".m.kind-Figure")
        assert "推进数据共享" in seen.words("#details")
        seen.page.click("#details button:has-text('推进数据共享')")
        assert "已完成" in seen.words("#details")


def test_a_counterpart_is_marked_as_computed_with_its_score_and_both_texts(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        assert seen.words(".leaf.kind-Measure .matched") == "↔1"
        seen.page.click(".leaf.kind-Measure")
        details = seen.words("#details")
        for told in (
            "比对得出 · 相似度 0.61",
            "计划中的任务",
            "推进数据共享。",
            "加快归集数据，推进共享。",
            "规划.txt",
            "章节 三/1",
        ):
            assert told in details
        seen.page.click("#language")
        assert "computed · score 0.61" in seen.words("#details")
        assert "planned task" in seen.words("#details")
        seen.page.keyboard.press("Escape")
        seen.page.click("[data-own]")
        assert "规划.txt" in seen.words("#details")


def test_no_line_begins_with_the_mark_behind_a_number(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        seen.run(
            """(() => { const told = document.querySelector('main .told'), p = document.createElement('p');
            p.id = 'wide'; p.lang = 'zh-CN';
            for (let n = 0; n < 40; n++) p.append('贯'.repeat(n % 7 + 1), told.cloneNode(true), '，');
            document.querySelector('main').append(p); })()"""
        )
        apart = """[...document.querySelectorAll('#wide .told')].filter(told => {
            const range = document.createRange(), behind = told.nextSibling;
            range.setStart(behind, 0); range.setEnd(behind, 1);
            return range.getBoundingClientRect().top > told.getBoundingClientRect().bottom; }).length"""
        for width in (1600, 1100, 980):
            seen.page.set_viewport_size({"width": width, "height": 800})
            assert seen.run(apart) == 0


def test_marks_and_numbers_are_reached_by_keys(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "reader")) as seen:
        seen.page.focus("main .leaf.kind-Problem")
        seen.page.keyboard.press("Enter")
        assert "数据不足" in seen.words("#details")
        seen.page.focus("main .told")
        seen.page.keyboard.press(" ")
        assert "落实" in seen.words("#details h3")
