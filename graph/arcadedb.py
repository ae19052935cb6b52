"""ArcadeDB's own Java server: where its wheel keeps it, how it is started, what its log says of a failed start."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from graph.accounts import DATABASE
from graph.errors import StoreError
from graph.home import made
from graph.ports import HOST, any_port

PACKAGE = "arcadedb-embedded"
INSTEAD = "or let NEO4J_URI name a Neo4j server"
LITTLE = 1_000_000  # bytes of disk with which nothing can be written


@dataclass(frozen=True, slots=True)
class Program:
    """Java and the jars of the server; the Python part of the wheel is never imported."""

    java: Path
    jars: Path
    version: str


def installed() -> Program:
    """The server that is installed; StoreError with the remedy where none is."""
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or found.origin is None:
        hint = f"pip install 'policygraph[embedded]', {INSTEAD}"
        platforms = "wheels exist for Linux (glibc 2.34 or later), macOS on Apple silicon and Windows on x86-64"
        raise StoreError(f"the embedded engine is not installed: {hint} ({platforms})")
    package = Path(found.origin).parent
    java = package / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    if not java.is_file():
        raise StoreError(f"{package}: holds no Java for this platform: reinstall {PACKAGE}, {INSTEAD}")
    return Program(java, package / "jars", metadata.version(PACKAGE))


def log(folder: Path) -> Path:
    """The file that the server of a folder writes its log to."""
    return folder / "log" / "engine.log"


def spawn(program: Program, folder: Path, port: int, timeout: float) -> int:
    """The number of a server's process that was started, whether or not it will answer."""
    path = log(folder)
    made(path.parent)
    if path.exists():
        path.replace(path.with_suffix(".log.1"))  # what the log says is of this start alone
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
            process = subprocess.Popen(
                _command(program, folder, port, timeout),
                cwd=folder,
                stdin=subprocess.DEVNULL,  # else it may ask for a password
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the command, not for the database
                umask=-1 if sys.platform == "win32" else 0o077,
            )
    except OSError as fault:
        raise StoreError(f"{program.java}: {fault.strerror}: reinstall {PACKAGE}, {INSTEAD}") from fault
    # It may outlive this command and is watched by its number: told so, Python does not warn that it still runs.
    process.returncode = 0
    return process.pid


def _command(program: Program, folder: Path, port: int, timeout: float) -> list[str]:
    heap = os.environ.get("POLICYGRAPH_ENGINE_HEAP", "1g")
    flags = [f"-Xmx{heap}", "--add-modules=jdk.incubator.vector", "-Djava.awt.headless=true"]
    settings = [f"-Darcadedb.{name}={value}" for name, value in _settings(folder, port, timeout).items()]
    jars = str(program.jars / "*")
    return [str(program.java), *flags, *settings, "-cp", jars, "com.arcadedb.server.ArcadeDBServer"]


def _settings(folder: Path, port: int, timeout: float) -> dict[str, object]:
    return {
        "server.rootPath": folder,
        "server.databaseDirectory": folder / "databases",
        "server.configDirectory": folder / "config",
        "server.backupDirectory": folder / "backups",
        "server.logsDirectory": folder / "log",
        # `production` hides every error text, the syntax errors of the user's own query too. What else it would
        # set is set here: commits reach the disk, LOAD CSV reads nothing, no statement runs for ever.
        "server.mode": "development",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[]",
        "server.httpIncomingHost": HOST,
        "server.httpIncomingPort": any_port(),
        "bolt.host": HOST,
        "bolt.port": port,
        "bolt.defaultDatabase": DATABASE,
        "txWalFlush": 1,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "command.timeout": int(timeout * 1000),
    }


def without_port(folder: Path) -> bool:
    """Whether the log says that the server found its port taken; it does not end by itself."""
    return "Unable to listen" in _tail(log(folder), 4_000)


def fault(folder: Path) -> str | None:
    """What the log says of a failed start, in words for the user; None where another try may do."""
    tail = _tail(log(folder), 20_000)
    if shutil.disk_usage(folder).free < LITTLE or "No space left on device" in tail:
        return f"{folder}: the disk is full: free some space and try again; what was loaded is kept"
    if "locked by another process" in tail:
        return f"{folder}: another engine process holds the data: end it, or let POLICYGRAPH_HOME name another folder"
    if "Invalid maximum heap size" in tail or "Could not reserve enough space" in tail:
        return "the embedded engine gets no memory: set POLICYGRAPH_ENGINE_HEAP, for example to 512m"
    return None


def _tail(path: Path, size: int) -> str:
    """The last bytes of a file as text; nothing where there is no file."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - size))
        return file.read().decode("utf-8", errors="replace")
