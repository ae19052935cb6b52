"""Files and folders to sources: each file's text with its path, hash and what its page header says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DocumentError
from loaders.html import read_html
from loaders.text import decode

Reader = Callable[[bytes, str], tuple[str, Mapping[str, str]]]
OnError = Callable[[DocumentError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as read: `raw` is its decoded text (of HTML its text, one line a block), `meta` its page header."""

    source: str
    sha256: str
    raw: str
    format: str
    meta: Mapping[str, str] = field(default_factory=dict)


def read_text(data: bytes, name: str) -> tuple[str, Mapping[str, str]]:
    """The text of a plain text file, which has no page header."""
    return decode(data, name), {}


READERS: dict[str, tuple[str, Reader]] = {
    ".txt": ("txt", read_text),
    ".text": ("txt", read_text),
    ".md": ("md", read_text),
    ".markdown": ("md", read_text),
    "": ("txt", read_text),
    ".html": ("html", read_html),
    ".htm": ("html", read_html),
    ".shtml": ("html", read_html),
    ".xhtml": ("html", read_html),
}


def read_sources(paths: Iterable[Path], on_error: OnError) -> Iterator[Source]:
    """The sources of all files under the paths, each folder in order of name; a bad file goes to `on_error`.

    A file reached twice is read once. Hidden files are passed over.
    """
    seen: set[Path] = set()
    names: dict[str, Path] = {}
    for path in paths:
        for file, name in _files(Path(path), on_error):
            real = Path(os.path.realpath(file))
            if real in seen:
                continue
            seen.add(real)
            if name in names:
                name = f"{file.parent.name}/{file.name}" if name == file.name else f"{Path(path).name}/{name}"
            if name in names:
                on_error(DocumentError(f"{file}: another file is loaded as {name} already; load it by itself"))
                continue
            names[name] = file
            source = _read(file, name, on_error)
            if source:
                yield source


def source_of(data: bytes, name: str) -> Source:
    """The source that bytes under a name hold; DocumentError where it cannot be read."""
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        raise DocumentError(
            f"{name}: files of type {suffix} are not yet read; "
            "save the document as text (.txt) or as a web page (.html)"
        )
    if not data:
        raise DocumentError(f"{name}: the file is empty; get it again or leave it out")
    format_, reader = READERS[suffix]
    raw, meta = reader(data, name)
    if not raw.strip("\ufeff \t\r\n\u3000\u00a0"):
        raise DocumentError(f"{name}: no text in the file; get it again or leave it out")
    return Source(source=name, sha256=hashlib.sha256(data).hexdigest(), raw=raw, format=format_, meta=meta)


def _files(path: Path, on_error: OnError) -> Iterator[tuple[Path, str]]:
    """The files at a path, each with its name: relative to the folder given, or its own where a file was given."""
    if path.is_dir():
        found = sorted(_walk(path, on_error), key=lambda file: file.relative_to(path).parts)
        yield from ((file, file.relative_to(path).as_posix()) for file in found)
    elif path.exists():
        yield path, path.name
    else:
        on_error(DocumentError(f"{path}: no such file or folder; check the path"))


def _walk(path: Path, on_error: OnError) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        on_error(
            DocumentError(f"{error.filename}: the folder cannot be opened ({error.strerror}); check its permissions")
        )

    for folder, folders, files in os.walk(path, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files if not name.startswith("."))


def _read(file: Path, name: str, on_error: OnError) -> Source | None:
    try:
        return source_of(file.read_bytes(), name)
    except DocumentError as error:
        on_error(error)
    except OSError as error:
        on_error(DocumentError(f"{name}: cannot be read ({error.strerror}); check its permissions"))
    return None
