"""Extraction held against real documents: gold, closure, other names for everything, and leaks in the word lists."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import gold
from tests.parts import folder

pytestmark = pytest.mark.corpus
ROOT = Path(__file__).parent.parent
# What may fall when places, laws, brands, years and numbers of the seeds are replaced; programs, and what hangs on
# them, more: the fame of a program is fair knowledge.
FALL, FALL_OF_PROGRAMS = 0.03, 0.06
SCALE_STEP = 4  # every fourth of 3,501 documents
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


@pytest.mark.parametrize("part", ["work", "second", "third", "fourth", "apart", "unseen", "fresh", "latest"])
def test_own_gold_holds_its_floors(tools: Path, corpus: Path, part: str, tmp_path: Path) -> None:
    """Documents kept apart, never seen or fresh have lower floors: no rule was written with them."""
    gold.fill(corpus, tmp_path / "gold", part)
    gold.documents(corpus, part, tmp_path / "documents")
    lines = extract(tmp_path / "documents", tmp_path / "lines.jsonl")
    print(run(tools / "evaluate.py", lines, tmp_path / "gold", "--floor", ROOT / "tests" / f"floors_{part}.json"))


def test_a_sample_of_many_genres_is_accounted_for(tools: Path, corpus: Path, tmp_path: Path) -> None:
    packed = corpus / "scale" / "policies.jsonl.zst"
    unpacked = subprocess.run(["zstd", "-dc", str(packed)], capture_output=True, check=True).stdout
    (tmp_path / "documents").mkdir()
    for number, row in enumerate(unpacked.decode("utf-8").splitlines()[::SCALE_STEP]):
        document = json.loads(row)
        place = tmp_path / "documents" / f"{number:04}.txt"
        place.write_text(f"{document['title']}\n{document['text']}", encoding="utf-8")
    run(tools / "account.py", extract(tmp_path / "documents", tmp_path / "lines.jsonl"))


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


@pytest.mark.parametrize("title", ["民法典", "行政处罚法", "优化营商环境条例"])
def test_laws_report_nothing_done(corpus: Path, title: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(corpus / "laws" / "texts.zip") as texts:
        name = sorted(n for n in texts.namelist() if title in n and n.endswith(".md"))[0]
        (tmp_path / "law.md").write_bytes(texts.read(name))
    line = json.loads(extract(tmp_path / "law.md", tmp_path / "line.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [e["name"] for e in line["entities"] if e["type"] == "Measure"] == []
