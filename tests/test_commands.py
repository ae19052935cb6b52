"""The command line as a user meets it: a process of its own, data on standard output, faults in one line."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import engine
from tests import databases
from tests.parts import missing

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
DOCUMENTS = sorted((SAMPLES / "documents").iterdir())


def run(home: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command does in a home of its own."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "POLICYGRAPH_"))}
    command = [sys.executable, "-W", "error::DeprecationWarning:policygraph", "-m", "policygraph", *map(str, words)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=inherited | {"POLICYGRAPH_HOME": str(home), "COLUMNS": "200"} | environment,
        check=False,
    )


def done(home: Path, *words: object, **environment: str) -> str:
    """The standard output of a command that must succeed."""
    result = run(home, *words, **environment)
    assert result.returncode == 0, result.stderr
    return result.stdout


def refused(home: Path, *words: object, **environment: str) -> str:
    """The one line of a command that must fail with exit code 1."""
    result = run(home, *words, **environment)
    assert result.returncode == 1, result.stdout + result.stderr
    told = [line for line in result.stderr.splitlines() if line.startswith("policygraph: ")]
    assert len(told) == 1, result.stderr
    assert "Traceback" not in result.stderr
    return told[0]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the samples loaded into a running embedded engine."""
    lacking = databases.embedded_lacking()
    if lacking:
        missing("embedded", lacking)
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(SAMPLES / "registry", folder / "registry")
    done(folder, "engine", "start")
    done(folder, "load", SAMPLES / "documents", "--quiet")
    yield folder
    engine.stop(folder)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(SAMPLES / "registry", folder / "registry")
    return folder


# ---------------------------------------------------------------- what works


def test_extract_writes_one_line_a_document(bare: Path, tmp_path: Path) -> None:
    out = tmp_path / "lines.jsonl"
    assert done(bare, "extract", SAMPLES / "documents", "-o", out) == ""
    found = [json.loads(row) for row in out.read_text(encoding="utf-8").splitlines()]
    assert [line["document"]["source"] for line in found] == sorted(p.name for p in DOCUMENTS)
    for line in found:
        text = line["document"]["text"]
        assert all(text[m["start"] : m["end"]] == m["surface"] for m in line["mentions"])
        assert all(r["quote"] is None or text[r["start"] : r["end"]] == r["quote"] for r in line["relations"])


def test_the_same_text_gives_the_same_bytes(bare: Path) -> None:
    alone = done(bare, "extract", DOCUMENTS[0], "--quiet")
    among = done(bare, "extract", SAMPLES / "documents", "--quiet")
    assert alone in among.splitlines(keepends=True)


@pytest.mark.embedded
def test_ask_answers_in_three_forms(home: Path) -> None:
    rows = json.loads(done(home, "ask", "problems", "--format", "json"))
    assert len(rows) == 9
    assert len(list(csv.DictReader(io.StringIO(done(home, "ask", "problems", "--format", "csv"))))) == 9
    assert "公职律师" in done(home, "ask", "problems")


@pytest.mark.embedded
def test_ask_alone_lists_the_questions(home: Path) -> None:
    listed = done(home, "ask")
    assert all(path.stem in listed for path in ROOT.glob("queries/*/*.cypher"))


@pytest.mark.embedded
def test_cypher_reads_and_only_reads(home: Path) -> None:
    counted = done(home, "cypher", "MATCH (d:Document) RETURN count(d) AS n", "--format", "csv")
    assert counted.splitlines() == ["n", "8"]
    assert "CREATE" in refused(home, "cypher", "CREATE (:Law {id: 'x'})")


@pytest.mark.embedded
def test_forget_and_load_again_come_back_to_the_same(home: Path) -> None:
    count = ("cypher", "MATCH (n)-[r]->(m) RETURN count(r) AS r, count(DISTINCT n) AS n", "--format", "csv")
    before = done(home, *count)
    done(home, "forget", DOCUMENTS[1].name)
    assert done(home, *count) != before
    done(home, "load", SAMPLES / "documents", "--quiet")
    assert done(home, *count) == before


@pytest.mark.embedded
def test_export_and_stats(home: Path, tmp_path: Path) -> None:
    done(home, "export", "jsonl", "-o", tmp_path / "graph.jsonl")
    done(home, "export", "csv", "-o", tmp_path / "tables")
    done(home, "export", "graphml", "-o", tmp_path / "graph.graphml")
    assert (tmp_path / "graph.jsonl").stat().st_size > 10_000
    assert any((tmp_path / "tables").iterdir())


@pytest.mark.embedded
def test_stats_tell_documents_from_the_graph_and_agree_with_the_database(home: Path) -> None:
    rows = json.loads(done(home, "stats", "--format", "json"))
    told = {row["kind"]: row for row in rows if row["what"] in ("named", "statements")}
    for label in ("Law", "Agency", "Measure", "Section"):
        found = json.loads(done(home, "cypher", f"MATCH (n:{label}) RETURN count(n) AS n", "--format", "json"))
        assert told[label]["in_graph"] == found[0]["n"]
    assert told["Law"]["in_documents"] > told["Law"]["in_graph"]
    found = json.loads(done(home, "cypher", "MATCH ()-[r:ALIGNS_WITH]->() RETURN count(r) AS n", "--format", "json"))
    assert told["ALIGNS_WITH"]["in_graph"] == found[0]["n"]
    assert "IMPLEMENTS 落实" in done(home, "stats")
    quick = done(home, "stats", "--quick", "--lang", "en")
    assert "Law" in quick
    assert "Section" not in quick


@pytest.mark.embedded
@pytest.mark.parametrize(
    "words", [("trace", "--topic", "复议"), ("network", "--region", "东江省云江市")], ids=lambda w: w[0]
)
def test_pages_of_the_graph(home: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    out = tmp_path / "page.html"
    done(home, "page", *words, "-o", out)
    assert "行政复议" in out.read_text(encoding="utf-8")


@pytest.mark.embedded
def test_a_trace_of_nothing_is_told_and_not_written(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    told = refused(home, "page", "trace", "--topic", "复议", "--year", "1999", "-o", out)
    assert "no measure fits; without --year: " in told
    assert not out.exists()


@pytest.mark.embedded
def test_the_reader_of_a_loaded_document_shows_what_comparison_found(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done(home, "page", "reader", "云江市2022年法治政府建设年度报告.txt", "-o", out)
    assert '"match":"task"' in out.read_text(encoding="utf-8")


def test_the_reader_needs_no_database(bare: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done(bare, "page", "reader", DOCUMENTS[1], "-o", out)
    assert "Content-Security-Policy" in out.read_text(encoding="utf-8")
    assert not (bare / "engine").exists()
    assert not (bare / "library.sqlite").exists()


# ---------------------------------------------------------------- what does not


def test_one_bad_file_never_stops_a_folder(bare: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    shutil.copy(DOCUMENTS[1], folder / "good.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    result = run(bare, "extract", folder, "--quiet")
    assert result.returncode == 0
    assert [json.loads(row)["document"]["source"] for row in result.stdout.splitlines()] == ["good.txt"]
    assert "empty.txt" in result.stderr
    assert "binary.txt" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40), ("encoding.txt", b"\xff\x81\x30\xfe" * 99)],
)
def test_a_file_that_cannot_be_read(bare: Path, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert name in refused(bare, "extract", tmp_path / name)


def test_a_path_that_is_not_there(bare: Path, tmp_path: Path) -> None:
    assert "nowhere" in refused(bare, "extract", tmp_path / "nowhere")


def test_an_output_that_cannot_be_written(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "file" in refused(bare, "extract", DOCUMENTS[0], "-o", tmp_path / "file" / "out.jsonl")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which stands for a full disk")
@pytest.mark.parametrize("words", [("extract", DOCUMENTS[5], "-o"), ("page", "reader", DOCUMENTS[5], "-o")])
def test_an_output_on_a_full_disk(bare: Path, words: tuple[object, ...]) -> None:
    assert "No space left" in refused(bare, *words, "/dev/full")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which stands for a full disk")
def test_a_standard_output_that_is_full(bare: Path) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "policygraph", "stats"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "POLICYGRAPH_HOME": str(bare)},
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "policygraph: standard output: No space left on device; make room or choose another place"
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask", "no_such_question"), "no_such_question"),
        (("ask", "problems", "--param", "nothing=1"), "nothing"),
        (("ask", "problems", "--param", "nothing"), "key=value"),
        (("ask", "problems", "--format", "xml"), "xml"),
        (("cypher", "MATCH (n RETURN n"), "syntax"),
        (("page", "reader", "no_such_document"), "no_such_document"),
    ],
)
@pytest.mark.embedded
def test_questions_that_cannot_be_answered(home: Path, words: tuple[str, ...], told: str) -> None:
    assert told.lower() in refused(home, *words).lower()


@pytest.mark.embedded
def test_a_port_in_use(bare: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in refused(bare, "engine", "start", "--port", port)


@pytest.mark.embedded
def test_an_engine_killed_in_the_middle_is_started_again(home: Path) -> None:
    found = engine.status(home)
    assert found is not None
    os.kill(found.pid, signal.SIGKILL)
    rows = json.loads(done(home, "ask", "problems", "--format", "json"))
    assert len(rows) == 9
    done(home, "engine", "start")


def test_a_server_that_does_not_answer(bare: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = refused(bare, "sync", NEO4J_URI=f"bolt://127.0.0.1:{port}", NEO4J_PASSWORD="secret-word")
    assert "NEO4J_URI" in told or str(port) in told
    assert "secret-word" not in told


def test_a_library_of_another_program(bare: Path) -> None:
    (bare / "library.sqlite").write_text("not a library", encoding="utf-8")
    assert "library.sqlite" in refused(bare, "stats")
