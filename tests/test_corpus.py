"""Extraction held against real documents: gold, closure, other names for everything, and leaks in the word lists."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parts import folder

pytestmark = pytest.mark.corpus
ROOT = Path(__file__).parent.parent
# What may fall when places, laws, brands, years and numbers of the seeds are replaced; programs, and what hangs on
# them, more: the fame of a program is fair knowledge.
FALL, FALL_OF_PROGRAMS = 0.05, 0.10
ON_PROGRAMS = {"Program", "IMPLEMENTS program", "mode", "IMPLEMENTS"}


@pytest.fixture(scope="module")
def corpus() -> Path:
    return folder("POLICYGRAPH_CORPUS")


@pytest.fixture(scope="module")
def tools() -> Path:
    return folder("POLICYGRAPH_TOOLS")


def run(*command: object) -> str:
    """What a command prints; the test fails with all of it when the command does."""
    result = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-3000:]
    return result.stdout


def extract(source: Path, out: Path) -> Path:
    run("-m", "policygraph", "extract", source, "-o", out, "--quiet")
    return out


def rows(tools: Path, lines: Path, gold: Path) -> dict[str, dict[str, float]]:
    """The table of the scorer by row."""
    table = lines.with_suffix(".scores.json")
    run(tools / "evaluate.py", lines, gold, "--json", table)
    return {row["kind"]: row for row in json.loads(table.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def seeds(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extract(corpus / "seeds", tmp_path_factory.mktemp("seeds") / "seeds.jsonl")


@pytest.fixture(scope="module")
def scores(tools: Path, seeds: Path, corpus: Path) -> dict[str, dict[str, float]]:
    return rows(tools, seeds, corpus / "gold" / "seeds")


def test_seeds_hold_their_floors(tools: Path, seeds: Path, corpus: Path) -> None:
    print(run(tools / "evaluate.py", seeds, corpus / "gold" / "seeds", "--floor", ROOT / "tests" / "floors.json"))


def test_drivers_of_the_seeds(scores: dict[str, dict[str, float]]) -> None:
    assert scores["drivers"]["precision"] >= 0.90
    assert scores["drivers"]["recall"] >= 0.75


@pytest.mark.parametrize("folder_name", ["seeds", "dev"])
def test_nothing_seen_goes_unaccounted(tools: Path, corpus: Path, folder_name: str, tmp_path: Path) -> None:
    lines = extract(corpus / folder_name, tmp_path / "lines.jsonl")
    run(tools / "account.py", lines, "--sources", corpus / folder_name)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_names_for_everything(
    tools: Path, corpus: Path, scores: dict[str, dict[str, float]], tmp_path: Path, seed: int
) -> None:
    run(tools / "perturb.py", corpus / "seeds", corpus / "gold" / "seeds", tmp_path, "--seed", seed)
    other = rows(tools, extract(tmp_path / "docs", tmp_path / "lines.jsonl"), tmp_path / "gold")
    fallen = {
        kind: (row["f1"], other[kind]["f1"])
        for kind, row in scores.items()
        if kind in other and row["f1"] - other[kind]["f1"] > (FALL_OF_PROGRAMS if kind in ON_PROGRAMS else FALL)
    }
    assert fallen == {}


def data_files() -> Iterator[Path]:
    for pattern in ("graph/registry/*.csv", "graph/registry/*.tsv", "graph/registry/*.yaml", "loaders/rules/*"):
        yield from sorted(ROOT.glob(pattern))


def test_no_word_list_knows_the_seeds(tools: Path, corpus: Path) -> None:
    others = [corpus / name for name in ("dev", "scale", "laws")]
    run(tools / "leak.py", *data_files(), "--seeds", corpus / "seeds", "--others", *others, corpus)


@pytest.mark.parametrize("stem", ["d019", "d026", "d065"])
def test_restraint_on_texts_that_report_nothing(corpus: Path, stem: str, tmp_path: Path) -> None:
    path = next((corpus / "dev").glob(f"{stem}_*.txt"))
    line = json.loads(extract(path, tmp_path / "line.jsonl").read_text(encoding="utf-8").splitlines()[0])
    done = [e["name"] for e in line["entities"] if e["type"] == "Measure" and e["properties"]["status"] == "done"]
    assert done == []
