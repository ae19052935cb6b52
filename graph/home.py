"""Where this user's data lives: the library and the embedded engine's files."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from graph.errors import StoreError


def folder() -> Path:
    """The folder that `POLICYGRAPH_HOME` names, else the platform's folder for user data; made where missing."""
    named = os.environ.get("POLICYGRAPH_HOME")
    path = Path(named).expanduser() if named else Path(platformdirs.user_data_path("policygraph"))
    return made(path)


def made(path: Path) -> Path:
    """The folder, for this user alone, made where missing."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"{path}: {fault.strerror}: let POLICYGRAPH_HOME name a folder you may write to") from fault
    if not os.access(path, os.W_OK | os.X_OK):
        raise StoreError(f"{path}: not writable: let POLICYGRAPH_HOME name a folder you may write to")
    return path.resolve()


def user_folder(name: str) -> Path | None:
    """A folder of the user's own data of a kind: registry or queries."""
    named = os.environ.get(f"POLICYGRAPH_{name.upper()}")
    if named:
        return Path(named).expanduser()
    path = folder() / name
    return path if path.is_dir() else None
