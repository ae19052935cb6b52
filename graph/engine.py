"""The embedded database: ArcadeDB's own Java server as a child process that speaks Bolt on 127.0.0.1.

Never in this process: a JVM beside spaCy would share its memory and its signals. The server belongs to a folder.
Whoever needs it takes `engine.lock`, looks into `engine.json` for one that runs, and starts one where none does;
passwords stand in `engine.secret`. `running` stops it again when its last user leaves, unless it was asked to stay.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from graph.accounts import DATABASE, accounts, private
from graph.address import Settings, embedded
from graph.bolt import answers
from graph.errors import StoreError
from graph.home import made

if TYPE_CHECKING:
    import filelock
    import psutil

PACKAGE = "arcadedb-embedded"
TRIES = 3
READY_SECONDS = 60.0
STOP_SECONDS = 30.0
COMMAND_SECONDS = 120
INSTEAD = "or let NEO4J_URI name a Neo4j server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A running engine: its folder, process and port; `kept` where it stays after the command that started it."""

    folder: Path
    pid: int
    created: float
    port: int
    version: str
    kept: bool

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        """Where it answers and as whom."""
        return embedded(self.uri, accounts(self.folder), self.folder)


def start(home: Path, *, port: int | None = None, timeout: float = COMMAND_SECONDS) -> Engine:
    """The engine of this home, running and kept until `stop`; one that runs already is taken over.

    `port` is a free one where not given; `timeout` is the longest that one statement may take.
    """
    folder = made(home / "engine")
    with _lock(folder):
        return _started(folder, port=port, timeout=timeout, kept=True)


def stop(home: Path) -> bool:
    """Whether an engine ran and was stopped; its data stays."""
    folder = home / "engine"
    if not (folder / "engine.json").exists():
        return False
    with _lock(folder):
        engine = _found(folder)
        if engine is not None:
            _end(engine)
        _forget(folder)
        return engine is not None


def status(home: Path) -> Engine | None:
    """The engine of this home where one runs and answers, else None."""
    engine = _found(home / "engine")
    return engine if engine is not None and _listens(engine) and answers(engine.settings) else None


@contextmanager
def running(home: Path) -> Iterator[Engine]:
    """An engine for the time of one command: one that runs, or one that stops when its last user has left."""
    folder = made(home / "engine")
    users = made(folder / "users")
    mine = users / f"{os.getpid()}-{time.monotonic_ns()}"
    with _lock(folder):
        engine = _started(folder, port=None, timeout=COMMAND_SECONDS, kept=False)
        private(mine, str(_created(os.getpid())))
    try:
        yield engine
    finally:
        with _lock(folder):
            mine.unlink(missing_ok=True)
            found = _found(folder)
            if found is not None and not found.kept and not _used(users):
                _end(found)
                _forget(folder)


def log(home: Path) -> Path:
    """The file that the engine writes its log to."""
    return home / "engine" / "log" / "engine.log"


# Finding one that runs


def _lock(folder: Path) -> filelock.FileLock:
    import filelock  # part of the extra `embedded`, as the engine itself

    return filelock.FileLock(folder / "engine.lock", timeout=TRIES * READY_SECONDS, mode=0o600)


def _found(folder: Path) -> Engine | None:
    """The engine that `engine.json` tells of, where its process still is the one that was started."""
    path = folder / "engine.json"
    if not path.exists():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        engine = Engine(folder=folder, **told)
    except (ValueError, TypeError):
        return None  # cut off while it was written: the power failed
    return engine if _lives(engine) else None


def _created(pid: int) -> float | None:
    """When the process of this number began; None where there is none. Tells a number used again from the old one."""
    import psutil

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.NoSuchProcess:
        return None


def _lives(engine: Engine) -> bool:
    created = _created(engine.pid)
    return created is not None and abs(created - engine.created) < 1  # the clock of the machine may be set meanwhile


def _process(engine: Engine) -> psutil.Process:
    import psutil

    return psutil.Process(engine.pid)


def _used(users: Path) -> bool:
    """Whether a living process still uses the engine; marks of dead ones are taken away."""
    living = False
    for mark in users.iterdir():
        if str(_created(int(mark.name.split("-")[0]))) == mark.read_text(encoding="utf-8"):
            living = True
        else:
            mark.unlink(missing_ok=True)
    return living


def _forget(folder: Path) -> None:
    (folder / "engine.json").unlink(missing_ok=True)


# Starting one


def _started(folder: Path, *, port: int | None, timeout: float, kept: bool) -> Engine:
    engine = _found(folder)
    if engine is not None and _waited(engine, 5.0):
        return _noted(engine, kept=kept or engine.kept)
    if engine is not None:
        _end(engine)  # alive, but it answers nobody
    _forget(folder)
    return _launched(folder, port=port, timeout=timeout, kept=kept)


def _noted(engine: Engine, *, kept: bool) -> Engine:
    """The engine, told to `engine.json`."""
    told = {name: value for name, value in asdict(engine).items() if name != "folder"} | {"kept": kept}
    private(engine.folder / "engine.json", json.dumps(told))
    return Engine(folder=engine.folder, **told)


def _launched(folder: Path, *, port: int | None, timeout: float, kept: bool) -> Engine:
    java, jars = _installed()
    accounts(folder)
    if port is not None and not _free(port):
        raise StoreError(f"port {port} is in use: name another port, or none to have a free one chosen")
    for _ in range(TRIES):
        engine = _spawned(folder, java, jars, port or _any_port(), timeout)
        if _waited(engine, READY_SECONDS):
            return _noted(engine, kept=kept)
        # A JVM whose port was taken in the meantime does not end by itself.
        if _lives(engine):
            _end(engine)
        _forget(folder)
        fault = _fault(folder)
        if fault:
            raise StoreError(fault)
    raise StoreError(f"the embedded engine does not start: see {log(folder.parent)}, {INSTEAD}")


def _installed() -> tuple[Path, Path]:
    """Java and the jars of the engine's wheel; its Python part is never imported."""
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or found.origin is None:
        hint = f"pip install 'policygraph[embedded]', {INSTEAD}"
        platforms = "wheels exist for Linux (glibc 2.34 or later), macOS on Apple silicon and Windows on x86-64"
        raise StoreError(f"the embedded engine is not installed: {hint} ({platforms})")
    package = Path(found.origin).parent
    java = package / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    if not java.is_file():
        raise StoreError(f"{package}: holds no Java for this platform: reinstall {PACKAGE}, {INSTEAD}")
    return java, package / "jars"


def _spawned(folder: Path, java: Path, jars: Path, port: int, timeout: float) -> Engine:
    path = log(folder.parent)
    made(path.parent)
    if path.exists():
        path.replace(path.with_suffix(".log.1"))  # what the log says is of this start alone
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
            process = subprocess.Popen(
                _command(folder, java, jars, port, timeout),
                cwd=folder,
                stdin=subprocess.DEVNULL,  # else it may ask for a password
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the command, not for the database
                umask=-1 if sys.platform == "win32" else 0o077,
            )
    except OSError as fault:
        raise StoreError(f"{java}: {fault.strerror}: reinstall {PACKAGE}, {INSTEAD}") from fault
    engine = Engine(
        folder=folder,
        pid=process.pid,
        created=_created(process.pid) or 0.0,
        port=port,
        version=metadata.version(PACKAGE),
        kept=False,
    )
    _CHILDREN[process.pid] = process
    # Told before it is ready: a command killed now leaves no engine that nobody finds.
    return _noted(engine, kept=False)


# Kept so that a child that ends is reaped and does not look alive.
_CHILDREN: dict[int, subprocess.Popen[bytes]] = {}


@atexit.register
def _left() -> None:
    """An engine that lives on, as `start` promises, is no leak: Python would warn of its process."""
    for child in _CHILDREN.values():
        if child.poll() is None:
            child.returncode = 0


def _command(folder: Path, java: Path, jars: Path, port: int, timeout: float) -> list[str]:
    options = {
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
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": _any_port(),
        "bolt.host": "127.0.0.1",
        "bolt.port": port,
        "bolt.defaultDatabase": DATABASE,
        "txWalFlush": 1,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "command.timeout": int(timeout * 1000),
    }
    heap = os.environ.get("POLICYGRAPH_ENGINE_HEAP", "1g")
    settings = [f"-Darcadedb.{name}={value}" for name, value in options.items()]
    flags = [f"-Xmx{heap}", "--add-modules=jdk.incubator.vector", "-Djava.awt.headless=true"]
    return [str(java), *flags, *settings, "-cp", str(jars / "*"), "com.arcadedb.server.ArcadeDBServer"]


def _waited(engine: Engine, seconds: float) -> bool:
    """Whether the engine answers within the time; False at once where its process ends or cannot bind its port."""
    path = log(engine.folder.parent)
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        child = _CHILDREN.get(engine.pid)
        if child is not None and child.poll() is not None:
            return False
        if not _lives(engine):
            return False
        if _listens(engine) and answers(engine.settings):
            return True
        if "Unable to listen" in _tail(path, 4_000):
            return False
        time.sleep(0.05)
    return False


def _fault(folder: Path) -> str | None:
    """What the log says of a failed start, in words for the user; None where another try may do."""
    tail = _tail(log(folder.parent), 20_000)
    if shutil.disk_usage(folder).free < 1_000_000 or "No space left on device" in tail:
        return f"{folder}: the disk is full: free some space and try again; what was loaded is kept"
    if "locked by another process" in tail:
        return f"{folder}: another engine process holds the data: end it, or let POLICYGRAPH_HOME name another folder"
    if "Invalid maximum heap size" in tail or "Could not reserve enough space" in tail:
        return "the embedded engine gets no memory: set POLICYGRAPH_ENGINE_HEAP, for example to 512m"
    return None


def _tail(path: Path, size: int) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - size))
        return file.read().decode("utf-8", errors="replace")


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _listens(engine: Engine) -> bool:
    """Whether it is this process that holds the port: what another answers there would be waited for in vain."""
    import psutil

    try:
        held = _process(engine).net_connections("tcp")
    except psutil.NoSuchProcess:
        return False
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == engine.port for c in held)


def _end(engine: Engine) -> None:
    """End an engine's process: asked first, then made to; both keep every commit. It may end by itself meanwhile."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        process = _process(engine)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
    child = _CHILDREN.pop(engine.pid, None)
    if child is not None:
        child.wait()
