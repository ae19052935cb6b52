"""Every page in a real Chromium: hostile text does nothing, both languages are spoken, nothing overflows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser, pictures
from tests.pictures import made

pytestmark = pytest.mark.browser
KINDS = ("reader", "trace", "network")
CLICK = "s => [...document.querySelectorAll(s)].slice(0, 12).forEach(n => n.isConnected && n.click())"
LONG = "，促进高质量发展的若干政策措施的通知" * 3


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
            "main .leaf",
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
