"""The generated pages are those of the tree, and the written ones name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.ontology import ontology
from loaders import rulebook
from queries import catalog
from viz import handbook

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("name", sorted(handbook.pages()))
def test_the_pages_are_as_generated(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == handbook.pages()[name], f"docs/{name} is out of date: make docs"


def test_every_rule_question_and_kind_has_its_place() -> None:
    pages = handbook.pages()
    assert all(f"### {rule['id']}\n" in pages["rules.md"] for name in rulebook.NAMES for rule in rulebook.rules(name))
    assert all(f"## {name}\n" in pages["questions.md"] for name in catalog.questions())
    kinds = ontology()
    assert all(f"`{name}`" in pages["ontology.md"] for name in (*kinds.labels, *kinds.relations, *kinds.rejects))


def test_cells_keep_to_their_row() -> None:
    assert handbook.row("a|b", "c\nd") == "| a\\|b | c d |"


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (DOCS / link).exists()] == []


def test_the_architecture_names_what_is_there() -> None:
    told = (DOCS / "architecture.md").read_text(encoding="utf-8")
    root = DOCS.parent
    known = {p.name for room in ("graph", "loaders", "queries", "viz", "tests", "docs") for p in root.glob(f"{room}/*")}
    names = set(re.findall(r"(\w+\.(?:py|yaml|md))\b", told))
    assert sorted(names - known - {"policygraph.py"}) == []
