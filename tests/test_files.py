"""Paths and folders to sources; one bad file stops nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.errors import DocumentError
from loaders.files import Source, read_sources

TEXT = "云江市人民政府关于做好2021年工作的通知\n"


def read(*paths: Path) -> tuple[list[Source], list[str]]:
    errors: list[DocumentError] = []
    sources = list(read_sources(paths, errors.append))
    return sources, [str(error) for error in errors]


def test_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.html", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    sources, errors = read(tmp_path)
    assert [(s.source, s.format) for s in sources] == [("a/c.html", "html"), ("a/z.md", "md"), ("b.txt", "txt")]
    assert sources[2].sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert sources[2].raw == TEXT
    assert errors == []


def test_each_bad_file_is_told_in_one_line(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    for name, data in {
        "empty.txt": b"",
        "blank.txt": b" \r\n\r\n",
        "binary.txt": bytes(range(256)) * 4,
        "scan.pdf": b"%PDF-1.4",
        "new.docx": b"PK\x03\x04",
        "nothing.html": b"<html><body><script>1</script></body></html>",
    }.items():
        (tmp_path / name).write_bytes(data)
    sources, errors = read(tmp_path, tmp_path / "missing.txt")
    assert [s.source for s in sources] == ["good.txt"]
    told = dict(error.split(": ", 1) for error in errors)
    assert told.keys() == {
        "empty.txt", "blank.txt", "binary.txt", "scan.pdf", "new.docx", "nothing.html", str(tmp_path / "missing.txt")
    }  # fmt: skip
    assert "not yet read" in told["scan.pdf"]
    assert "not yet read" in told["new.docx"]
    assert "empty" in told["empty.txt"]
    assert "no text" in told["blank.txt"]
    assert "no text" in told["nothing.html"]
    assert "no such file" in told[str(tmp_path / "missing.txt")]
    assert not any("\n" in error for error in errors)


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [s.source for s in read(tmp_path, tmp_path / "a.txt")[0]] == ["a.txt"]


def test_equal_names_stay_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT + folder, encoding="utf-8")
    sources, errors = read(tmp_path / "x", tmp_path / "y")
    assert [s.source for s in sources] == ["a.txt", "y/a.txt"]
    assert errors == []


def test_unreadable_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    sources, errors = read(tmp_path)
    assert [s.source for s in sources] == ["b.txt"]
    assert len(errors) == 1
