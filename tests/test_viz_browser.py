"""The pages in a real Chromium: hostile text does nothing, what is selected lights, a keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from queries.catalog import Words
from tests import browser, pictures
from viz.network import PolicyNetwork
from viz.page import write
from viz.reader import reader
from viz.trace import page as trace_page
from viz.trace import traced

pytestmark = pytest.mark.browser
KINDS = ("reader", "trace", "network")
CLICK = "s => [...document.querySelectorAll(s)].slice(0, 12).forEach(n => n.isConnected && n.click())"
LONG = "，促进高质量发展的若干政策措施的通知" * 3


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.started() as running:
        yield running


def made(folder: Path, kind: str, text: str = "", *, measures: int = 3, lang: str = "zh") -> Path:
    """A page of a kind, written to a file."""
    if kind == "reader":
        page = reader(pictures.line(text), lang=lang)
    elif kind == "trace":
        page = trace_page(pictures.trace(measures, words=text), lang=lang)
    else:
        heading = Words(f"网络{text}", f"Network{text}")
        page = PolicyNetwork(pictures.subgraph(measures, words=text), heading, lang=lang).generate_html()
    write(page, folder / f"{kind}.html")
    return folder / f"{kind}.html"


# Each text is tried alone in test_viz_pages; here all run together, but for the one that opens a comment.
TEXTS = (
    " ".join(text for text in pictures.HOSTILE if "<!--" not in text),
    next(t for t in pictures.HOSTILE if "<!--" in t),
)


@pytest.mark.parametrize("text", TEXTS, ids=["markup", "comment"])
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_shown_and_never_run(chromium: Browser, tmp_path: Path, kind: str, text: str) -> None:
    with browser.opened(chromium, made(tmp_path, kind, text)) as seen:
        for selector in (
            "main .m",
            "main .told",
            ".card",
            ".twin button",
            ".twin a",
            "#evidence button",
            "#details button",
        ):
            seen.page.evaluate(CLICK, selector)
        seen.page.click("#language")
        assert seen.run("window.HIT") is None
        assert seen.dialogs == []
        assert seen.requests == []
        assert seen.faults == []
        assert seen.run("document.querySelectorAll('img, iframe, svg[onload], h1 *:not(span)').length") == 0
        assert text.split("\u2028")[0].strip() in seen.run("document.querySelector('h1').textContent")


@pytest.mark.parametrize("kind", KINDS)
def test_a_script_put_in_by_a_fault_of_our_own_is_blocked(chromium: Browser, tmp_path: Path, kind: str) -> None:
    with browser.opened(chromium, made(tmp_path, kind)) as seen:
        seen.run("document.querySelector('h1').innerHTML = '<img src=x onerror=\"window.HIT = 1\">'")
        seen.run(
            "{ const s = document.createElement('script'); s.textContent = 'window.HIT = 1'; document.body.append(s); }"
        )
        seen.page.wait_for_timeout(50)
        assert seen.run("window.HIT") is None
        assert any("Content Security Policy" in fault for fault in seen.faults)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_speaks_both_languages(chromium: Browser, tmp_path: Path, kind: str) -> None:
    with browser.opened(chromium, made(tmp_path, kind)) as seen:
        assert seen.words(".product") == "政策关系图谱"
        seen.page.click("#language")
        assert seen.words(".product") == "policygraph"
        assert seen.run("document.documentElement.lang") == "en"
        left = "[...document.querySelectorAll('[data-w]:not(#language)')].filter(n => /[一-龥]/.test(n.textContent))"
        assert seen.run(f"{left}.map(n => n.dataset.w)") == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_its_window(chromium: Browser, tmp_path: Path, kind: str) -> None:
    with browser.opened(chromium, made(tmp_path, kind, LONG, measures=20)) as seen:
        for width, height in ((1600, 900), (1100, 800), (600, 900)):
            seen.page.set_viewport_size({"width": width, "height": height})
            assert seen.run("document.documentElement.scrollWidth") <= width
        assert seen.faults == []


# ---------------------------------------------------------------- trace


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


# ---------------------------------------------------------------- network


def test_the_network_is_drawn(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "network")) as seen:
        seen.page.wait_for_timeout(100)
        drawn = """(() => { const c = document.querySelector('canvas'), all = c.getContext('2d');
            const d = all.getImageData(0, 0, c.width, c.height).data; let n = 0;
            for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; })()"""
        assert seen.run(drawn) > 1000
        assert seen.run("picture.physics.physicsEnabled") is False


def test_a_node_found_by_name_shows_its_statements(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "network")) as seen:
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("行政复议法")
        seen.page.keyboard.press("Enter")
        evidence = seen.words("#evidence")
        assert "中华人民共和国行政复议法" in evidence
        assert evidence.count("贯彻复议法") == 4
        assert "引用 2" in evidence
        seen.page.keyboard.press("Escape")
        assert "点选节点" in seen.words("#evidence")


def test_the_legend_filters_picture_table_and_count(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "network")) as seen:
        seen.page.uncheck("[data-kind=Measure]")
        assert seen.run("nodes.get({filter: n => n.hidden}).map(n => n.id).sort()") == ["m0", "m1", "m2"]
        assert seen.words("#shown") == "4"
        assert seen.run("[...document.querySelectorAll('tr.off')].length") == 3
        assert seen.run("edges.get({filter: e => !e.hidden}).length") == 2
        seen.page.uncheck("[data-relation=CITES]")
        assert seen.run("edges.get({filter: e => !e.hidden}).length") == 1


def test_a_line_chosen_in_the_table_shows_each_of_its_statements(chromium: Browser, tmp_path: Path) -> None:
    with browser.opened(chromium, made(tmp_path, "network")) as seen:
        seen.page.get_by_role("button", name="见复议法").click()
        assert seen.words("#evidence h3") == "落实、引用"
        assert seen.run("edges.get({filter: e => e.color.color === '#1B4F9C'}).map(e => e.label)") == ["落实、引用"]


# ---------------------------------------------------------------- reader


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
