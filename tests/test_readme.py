"""The README is true: its commands run as printed, and it names every command, question and kind."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import policygraph
from graph import engine
from graph.ontology import ontology
from queries import catalog
from tests import databases
from tests.parts import missing

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh.md")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def blocks(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page with the lines that it promises."""
    for block in CONSOLE.findall((ROOT / page).read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *promised = part.strip().splitlines()
            yield command, promised


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    lacking = databases.embedded_lacking()
    if lacking:
        missing("embedded", lacking)
    folder = tmp_path_factory.mktemp("readme")
    engine.start(folder)
    yield folder
    engine.stop(folder)


@pytest.mark.embedded
@pytest.mark.parametrize("page", PAGES)
def test_commands_run_as_printed(page: str, home: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    environment = os.environ | {
        "POLICYGRAPH_HOME": str(home),
        "POLICYGRAPH_REGISTRY": str(ROOT / "samples" / "registry"),
        "PYTHONPATH": str(ROOT),
    }
    commands = list(blocks(page))
    assert len(commands) >= 5
    for command, promised in commands:
        words = shlex.split(command)
        assert words[0] == "policygraph", command
        result = subprocess.run(
            [sys.executable, "-m", *words],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        shown = result.stdout + result.stderr
        assert result.returncode == 0, f"{command}\n{shown}"
        assert [row for row in promised if row not in shown] == [], f"{command}\n{shown}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_question_and_kind_is_named(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    groups = [policygraph.app, policygraph.page_app, policygraph.engine_app]
    commands = {c.name or str(c.callback.__name__) for g in groups for c in g.registered_commands if c.callback}
    names = (commands - {"docs"}) | set(catalog.questions()) | set(ontology().labels) | set(ontology().relations)
    assert sorted(name for name in names if name not in text) == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
