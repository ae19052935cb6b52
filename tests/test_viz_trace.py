"""The trace in a real Chromium: what is selected lights with its sentences, and a keyboard is enough."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from queries.catalog import Words
from tests import browser, pictures
from tests.pictures import made
from viz.page import write
from viz.trace import page as trace_page
from viz.trace import traced

pytestmark = pytest.mark.browser


def test_a_basis_lights_what_it_drives_and_says_by_which_words(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace")) as seen:
        seen.page.click("[id='basis:l1']")
        lit = "[...document.querySelectorAll('.card.lit')].map(n => n.id).sort()"
        assert seen.run(lit) == ["basis:l1", "figure:f0", "match:t1", "measure:m0", "work:p1"]
        assert seen.run("document.querySelectorAll('.card.weak').length") == 0
        evidence = seen.words("#evidence")
        assert "贯彻复议法" in evidence
        assert "报告.txt" in evidence
        assert "章节 一/0" in evidence
        assert seen.run("[...document.querySelectorAll('#evidence mark')].map(n => n.textContent)") == ["贯彻"]


def test_what_only_the_whole_document_says_is_lit_weakly(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace")) as seen:
        seen.page.click("[id='basis:p2']")
        weak = "[...document.querySelectorAll('.card.weak')].map(n => n.id).sort()"
        assert seen.run(weak) == [
            "figure:f0",
            "figure:f1",
            "figure:f2",
            "match:t1",
            "measure:m0",
            "measure:m1",
            "measure:m2",
            "work:p1",
        ]
        assert "全文引言" in seen.words("#evidence")
        assert seen.run("document.querySelectorAll('.ribbon.lit:not(.weak)').length") == 0


def test_a_measure_lights_both_its_bases_and_its_own_figure(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace")) as seen:
        seen.page.click("[id='measure:m0']")
        lit = "[...document.querySelectorAll('.card.lit')].map(n => n.id).sort()"
        assert seen.run(lit) == ["basis:l1", "basis:p2", "figure:f0", "match:t1", "measure:m0", "work:p1"]
        assert seen.run("document.getElementById('basis:p2').classList.contains('weak')")


def test_a_counterpart_is_marked_as_computed_with_its_score_and_both_texts(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace")) as seen:
        assert seen.run("document.querySelectorAll('.ribbon.computed').length") == 2  # one drawn, one in the key
        seen.page.click("[id='match:t1']")
        lit = "[...document.querySelectorAll('.card.lit')].map(n => n.id).sort()"
        assert seen.run(lit) == ["basis:l1", "basis:p2", "match:t1", "measure:m0", "work:p1"]
        texts = "[...document.querySelectorAll('#evidence blockquote.computed')].map(n => n.textContent)"
        assert seen.run(texts) == ["办理复议0件。", "健全复议制度，受理复议案件。"]
        evidence = seen.words("#evidence")
        for told in (
            "比对得出 · 相似度 0.61",
            "计划中的任务",
            "报告.txt · 章节 一/0",
            "规划.txt · 章节 三/1",
            "非原文载明",
        ):
            assert told in evidence
        seen.page.click("#language")
        assert "computed · score 0.61" in seen.words("#evidence")


def test_a_trace_without_counterparts_has_no_column_for_them(chromium: Browser, tmp_path: Path) -> None:
    found = replace(pictures.drivers(3), matches=())
    write(trace_page(traced(found, Words("依据", "Basis"))), tmp_path / "t.html")
    with browser.opened(chromium, tmp_path / "t.html") as seen:
        assert seen.run("[...document.querySelectorAll('.column h2')].length") == 4
        assert seen.run("document.querySelectorAll('.computed').length") == 0
        seen.page.click("[id='basis:l1']")
        assert seen.run("document.querySelectorAll('.card.lit').length") == 4
        assert seen.faults == []


def test_a_ribbon_or_a_row_of_the_table_shows_its_step(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace")) as seen:
        seen.run("document.querySelector('.hit').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        assert seen.run("document.querySelectorAll('.ribbon.chosen').length") == 1
        seen.page.click(".twin button >> nth=0")
        assert "→" in seen.words("#evidence")


def test_a_trace_is_walked_by_keys(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace")) as seen:
        keys = seen.page.keyboard
        seen.page.focus("[id='basis:l1']")
        for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
            keys.press(key)
        assert seen.run("document.querySelector('.card.chosen').id") == "measure:m1"
        assert seen.run("document.querySelector('.card.chosen').getAttribute('aria-pressed')") == "true"
        assert seen.run("document.querySelectorAll('.column [tabindex=\"0\"]').length") == 5
        keys.press("Escape")
        assert seen.run("document.querySelectorAll('.card.lit').length") == 0


def test_a_long_column_shows_selected_paths_alone_and_no_cards_overlap(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "trace", measures=100)) as seen:
        assert seen.run("document.querySelectorAll('.card[data-column=measure]').length") == 100
        overlaps = """[...document.querySelectorAll('.column')].flatMap(column => {
            const boxes = [...column.querySelectorAll('.card')].map(n => n.getBoundingClientRect());
            return boxes.slice(1).filter((box, n) => box.top < boxes[n].bottom); }).length"""
        assert seen.run(overlaps) == 0
        assert seen.page.is_checked("#only")
        seen.page.click("[id='basis:l1']")
        assert seen.run("[...document.querySelectorAll('.card')].filter(n => n.offsetParent).length") == 5
