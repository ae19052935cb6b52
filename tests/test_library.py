"""The library: nothing is lost, every change can be told, every fault is one line."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph import library as rooms
from graph.delta import delta
from graph.errors import PolicyGraphError
from graph.keys import agency_key, document_id
from graph.library import Library
from graph.merge import merge
from graph.records import Line
from graph.registry import load
from tests.making import ISSUER, agency, line, work

WORLD = load()
A = line("甲.txt", [agency("e1", ISSUER)])
A2 = line("甲.txt", [agency("e1", "云江市司法局")])
B = line("乙.txt", own=work("e1", "云江市数字政府规划"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.sqlite") as made:
        yield made


def test_what_is_put_comes_out_and_stays(library: Library) -> None:
    assert library.put_all([A, B]) == 2
    library.close()
    with Library(library.path) as again:
        assert sorted(again, key=lambda row: row.document.source) == sorted([A, B], key=lambda row: row.document.source)
        assert len(again) == 2
        assert again.line(A.document.id) == A
        assert again.of_source("甲.txt") == [A]
        with Library(library.path) as third:
            assert again.id == third.id


def test_the_same_again_changes_nothing(library: Library) -> None:
    assert library.put(A)
    assert not library.put(A)
    assert library.revision == 1


def test_another_content_takes_the_place_of_the_first(library: Library) -> None:
    library.put(A)
    library.prepare(WORLD)
    since = library.revision
    library.put(A2)
    library.prepare(WORLD)
    assert list(library) == [A2]
    assert library.changes(since) == ([A], [A2])
    assert [count for _, count in library.index.facts(agency_key("云江市司法局")).values()] == [1]
    assert {count for _, count in library.index.facts(agency_key(ISSUER)).values()} == {0}


def test_forgetting_leaves_nothing_in_the_graph(library: Library) -> None:
    library.put_all([A, B])
    assert library.forget_sources(["甲.txt", "乙.txt", "丙.txt"]) == 2
    assert library.forget([document_id("丙.txt", 1)]) == 0
    assert len(library) == 0
    assert not merge(library, WORLD).nodes


def test_the_revision_only_grows(library: Library) -> None:
    seen = [library.revision]
    for row in (A, B, A2):
        library.put(row)
        seen.append(library.revision)
    library.forget([A.document.id])
    seen.append(library.revision)
    assert seen == sorted(set(seen))


def test_lines_stay_as_they_stood_while_they_are_read(library: Library) -> None:
    library.put_all([A, B])
    library.prepare(WORLD)
    lines, before = library.lines(), merge(library, WORLD)
    read = iter(lines)
    first = next(read)
    with Library(library.path) as other:
        other.put(A2)
        other.forget([B.document.id])
    assert [first, *read] == list(lines) == sorted((A, B), key=lambda row: row.document.id)
    assert len(lines) == 2
    assert merge(lines, WORLD) == before


def test_what_is_prepared_waits_for_no_other_command(library: Library) -> None:
    library.put(A)
    with Library(library.path) as other:
        other._file.base.execute("PRAGMA busy_timeout = 20")
        with library.prepared(WORLD), pytest.raises(PolicyGraphError, match="in use"):
            other.put(B)
        assert other.put(B)


def test_all_or_none(library: Library) -> None:
    class Broken(Exception):
        pass

    def lines() -> object:
        yield A
        raise Broken

    with pytest.raises(Broken):
        library.put_all(lines())  # type: ignore[arg-type]
    assert len(library) == 0
    assert library.revision == 0


def test_old_lines_are_dropped_and_then_no_longer_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "KEPT", 3)
    library.prepare(WORLD)
    since = library.revision
    for _ in range(4):
        library.put(A)
        library.put(A2)
    library.prepare(WORLD)
    assert not library.covers(since)
    assert delta(library, WORLD, (), since) is None
    assert delta(library, WORLD, (), library.revision - 1) is not None
    ((rows,),) = library._file.run("SELECT count(*) FROM lines")
    assert rows <= 5


def test_another_registry_means_a_fresh_start(library: Library, tmp_path: Path) -> None:
    library.put(A)
    library.prepare(WORLD)
    since = library.revision
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    (overlay / "programs.csv").write_text("name,kind,scope,source\n“云江通办”,平台,全国,own\n", encoding="utf-8")
    assert delta(library, load(overlay), (), since) is None
    assert library.revision > since
    assert delta(library, load(overlay), (), library.revision) is not None


# ---------------------------------------------------------------- faults


def fault(path: Path) -> str:
    with pytest.raises(PolicyGraphError) as caught:
        Library(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_file_that_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("云江市" * 500, encoding="utf-8")
    assert "not a library" in fault(path)
    assert path.read_text(encoding="utf-8") == "云江市" * 500


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE birds (name)")
    base.close()
    assert "another program" in fault(path)


def test_a_library_of_another_version(library: Library) -> None:
    library.close()
    base = sqlite3.connect(library.path)
    base.execute("UPDATE meta SET value = 99 WHERE name = 'format'")
    base.commit()
    base.close()
    assert "another version" in fault(library.path)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    assert "cannot be opened" in fault(tmp_path)


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    fault(tmp_path / "file" / "library.sqlite")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(library: Library) -> None:
    library.close()
    library.path.chmod(0o400)
    with Library(library.path) as again, pytest.raises(PolicyGraphError, match="no permission"):
        again.put(A)


def test_a_full_disk_loses_nothing(library: Library) -> None:
    """SQLite's own limit on pages stands for a full disk: it raises the same error at the same places."""
    library.put(A)
    base = library._file.base
    pages = base.execute("PRAGMA page_count").fetchone()[0]
    base.execute(f"PRAGMA max_page_count = {pages}")
    many = [line(f"{n}.txt", [agency("e1", f"云江市第{n}局")]) for n in range(300)]
    with pytest.raises(PolicyGraphError, match="disk is full") as caught:
        library.put_all(many)
    assert "\n" not in str(caught.value)
    assert list(library) == [A]
    base.execute(f"PRAGMA max_page_count = {pages + 10_000}")
    assert library.put_all(many) == 300


def test_another_process_in_the_middle(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library._file.base.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(PolicyGraphError, match="in use"):
        library.put(A)
    other.execute("ROLLBACK")
    other.close()
    assert library.put(A)


def test_commands_that_make_it_at_once_find_one_library(tmp_path: Path) -> None:
    def opened(path: Path, at_once: threading.Barrier) -> str:
        at_once.wait()
        with Library(path) as made:
            return made.id

    with ThreadPoolExecutor(8) as pool:
        for number in range(10):
            path, at_once = tmp_path / f"{number}.sqlite", threading.Barrier(8)
            assert len(set(pool.map(lambda _, p=path, b=at_once: opened(p, b), range(8)))) == 1


def test_lines_by_source(library: Library) -> None:
    library.put_all([A, B])
    assert set(library.documents().values()) == {"甲.txt", "乙.txt"}
    assert [row.document.source for row in library.lines() if isinstance(row, Line)] == list(
        library.documents().values()
    )
