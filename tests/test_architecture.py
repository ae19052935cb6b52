"""The shape of the whole: imports go one way, and the project speaks of itself alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "graph": set[str](),
    "loaders": {"graph"},
    "queries": {"graph"},
    "viz": {"graph", "loaders", "queries"},
    "policygraph": {"graph", "loaders", "queries", "viz"},
}
FILES = sorted(p for name in BELOW for p in (*ROOT.glob(f"{name}/**/*.py"), *ROOT.glob(f"{name}.py")))
ONE_DOOR = {"neo4j": "bolt.py", "pyvis": "network.py"}


def imported(path: Path) -> set[str]:
    """The top-level names that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    ours = imported(path) & set(BELOW)
    assert ours <= BELOW[room(path)] | {room(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_one_file_speaks_bolt_and_one_draws(path: Path) -> None:
    for name, door in ONE_DOOR.items():
        assert name not in imported(path) or path.name == door


def test_no_file_names_a_package_host() -> None:
    hosts = re.compile(r"pypi\.org|pythonhosted\.org|repo1?\.maven|registry\.npmjs|deb\.debian|central\.sonatype")
    files = [p for p in ROOT.glob("**/*") if p.suffix in (".toml", ".txt", ".lock", ".md", ".xml", ".yaml", ".cfg", "")]
    ours = [p for p in files if p.is_file() and not {".venv", ".git", "demo", "build"} & set(p.relative_to(ROOT).parts)]
    assert [p.name for p in ours if hosts.search(p.read_text(encoding="utf-8", errors="replace"))] == []


def test_every_room_of_the_graph_is_on_the_plan() -> None:
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "graph").glob("*.py") if path.name != "__init__.py"]
    assert [name for name in rooms if f"`{name}`" not in plan and f"/{name}`" not in plan] == []
