"""The network in a real Chromium: drawn, searched, filtered, each line with its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser
from tests.pictures import made

pytestmark = pytest.mark.browser


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
