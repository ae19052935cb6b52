"""Databases and a browser for tests: one process of each engine for the whole run, emptied before each test."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graph.store import Settings, Store
from tests import browser, databases
from tests.parts import missing

# Servers that live for seconds: compile little, so that they start in two thirds of the time.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data of the person who runs it."""
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def neo4j_settings() -> Iterator[Settings]:
    """A running Neo4j."""
    lacking = databases.lacking()
    if lacking:
        missing("neo4j", lacking)
    with tempfile.TemporaryDirectory(prefix="policygraph-neo4j-") as home, databases.neo4j_server(Path(home)) as server:
        yield server


@pytest.fixture(scope="session")
def embedded_settings() -> Iterator[Settings]:
    """A running embedded engine."""
    lacking = databases.embedded_lacking()
    if lacking:
        missing("embedded", lacking)
    with tempfile.TemporaryDirectory(prefix="policygraph-engine-") as home, databases.embedded_server(Path(home)) as on:
        yield on


BOTH = [
    pytest.param("embedded_settings", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("neo4j_settings", marks=pytest.mark.neo4j, id="neo4j"),
]


@pytest.fixture(params=BOTH)
def settings(request: pytest.FixtureRequest) -> Settings:
    """Where each engine in turn answers, emptied."""
    found: Settings = request.getfixturevalue(request.param)
    with Store.connect(found) as store:
        store.clear()
    return found


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store, on each engine in turn."""
    with Store.connect(settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    with browser.started() as running:
        yield running


@pytest.fixture(scope="session")
def both(embedded_settings: Settings, neo4j_settings: Settings) -> tuple[Settings, Settings]:
    """Both engines, for tests that hold one against the other (mark them `neo4j`)."""
    return embedded_settings, neo4j_settings
