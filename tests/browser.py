"""A real Chromium for tests: pages opened from files, with everything that they ask for and complain of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from tests.parts import missing

NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(slots=True)
class Opened:
    """A page in the browser, what it asked of the network, what it complained of, and the dialogs that it raised."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def run(self, script: str) -> Any:
        """What a script in the page gives."""
        return self.page.evaluate(script)

    def words(self, selector: str) -> str:
        """The visible words of the first element of a selector."""
        return self.page.locator(selector).first.inner_text()


def executable() -> str:
    """Where Chromium is; the test is skipped where there is none, or fails where it is required."""
    found = os.environ.get("POLICYGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing("chromium", "none is installed (Debian, Ubuntu: apt install chromium)")
    return str(found)


@contextmanager
def started() -> Iterator[Browser]:
    """A running browser."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, *, width: int = 1400, height: int = 900) -> Iterator[Opened]:
    """A page opened from its file."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    seen = Opened(context.new_page())
    own = file.resolve().as_uri()
    seen.page.on("request", lambda request: seen.requests.append(request.url) if request.url != own else None)
    seen.page.on("console", lambda told: seen.faults.append(told.text) if told.type in ("error", "warning") else None)
    seen.page.on("pageerror", lambda fault: seen.faults.append(str(fault)))
    seen.page.on("dialog", lambda dialog: _dismissed(seen, dialog))
    try:
        seen.page.goto(own)
        yield seen
    finally:
        context.close()


def _dismissed(seen: Opened, dialog: Dialog) -> None:
    seen.dialogs.append(dialog.message)
    dialog.dismiss()
