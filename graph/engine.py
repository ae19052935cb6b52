"""The embedded database: a server as a child process that speaks Bolt on 127.0.0.1.

Never in this process: a JVM beside spaCy would share its memory and its signals. The server belongs to a folder.
Whoever needs it takes `engine.lock`, looks into `engine.json` for one that runs, and starts one where none does;
passwords stand in `engine.secret`. `running` stops it again when its last user leaves, unless it was asked to stay.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graph import arcadedb, ports, processes
from graph.accounts import accounts, private
from graph.address import Settings, embedded
from graph.bolt import answers
from graph.errors import StoreError
from graph.home import made

TRIES = 3
READY_SECONDS = 60.0
LOCK_SECONDS = TRIES * READY_SECONDS
COMMAND_SECONDS = 120


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
        """Its address."""
        return f"bolt://{ports.HOST}:{self.port}"

    @property
    def settings(self) -> Settings:
        """Where it answers and as whom."""
        return embedded(self.uri, accounts(self.folder), self.folder)

    @property
    def lives(self) -> bool:
        """Whether its process still is the one that was started."""
        return processes.lives(self.pid, self.created)

    @property
    def ready(self) -> bool:
        """Whether it answers."""
        return processes.listens(self.pid, self.port) and answers(self.settings)


def start(home: Path, *, port: int | None = None, timeout: float = COMMAND_SECONDS) -> Engine:
    """The engine of this home, running and kept until `stop`; one that runs already is taken over.

    `port` is a free one where not given; `timeout` is the longest that one statement may take.
    """
    program = arcadedb.installed()
    folder = made(home / "engine")
    with _locked(folder):
        return _started(program, folder, port=port, timeout=timeout, kept=True)


def stop(home: Path) -> bool:
    """Whether an engine ran and was stopped; its data stays."""
    folder = home / "engine"
    if not (folder / "engine.json").exists():
        return False
    with _locked(folder):
        engine = _found(folder)
        if engine is not None:
            processes.end(engine.pid)
        _forget(folder)
        return engine is not None


def status(home: Path) -> Engine | None:
    """The engine of this home where one runs and answers, else None."""
    engine = _found(home / "engine")
    return engine if engine is not None and engine.ready else None


@contextmanager
def running(home: Path) -> Iterator[Engine]:
    """An engine for the time of one command: one that runs, or one that stops when its last user has left."""
    program = arcadedb.installed()
    folder = made(home / "engine")
    mine = made(folder / "users") / f"{os.getpid()}-{time.monotonic_ns()}"
    with _locked(folder):
        engine = _started(program, folder, port=None, timeout=COMMAND_SECONDS, kept=False)
        private(mine, str(processes.born(os.getpid())))
    try:
        yield engine
    finally:
        with _locked(folder):
            _leave(folder, mine)


def log(home: Path) -> Path:
    """The file that the engine of this home writes its log to."""
    return arcadedb.log(home / "engine")


# The folder: who may change it, who uses it, which engine it tells of


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """A time in which no other command starts or stops the engine."""
    import filelock  # part of the extra `embedded`, as the engine itself

    lock = filelock.FileLock(folder / "engine.lock", timeout=LOCK_SECONDS, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout as fault:
        raise StoreError(f"{folder}: another command starts or stops the engine: wait for it, or end it") from fault
    try:
        yield
    finally:
        lock.release()


def _leave(folder: Path, mine: Path) -> None:
    """Take a user's mark away, and end the engine after the last one where it was not asked to stay."""
    mine.unlink(missing_ok=True)
    engine = _found(folder)
    if engine is not None and not engine.kept and not _used(mine.parent):
        processes.end(engine.pid)
        _forget(folder)


def _used(users: Path) -> bool:
    """Whether a living process still uses the engine; marks of dead ones, and half-written ones, are taken away."""
    living = False
    for mark in users.iterdir():
        pid = mark.name.partition("-")[0]
        if pid.isdigit() and processes.lives(int(pid), float(mark.read_text(encoding="utf-8"))):
            living = True
        else:
            mark.unlink(missing_ok=True)
    return living


def _found(folder: Path) -> Engine | None:
    """The engine that `engine.json` tells of, where its process still is the one that was started."""
    path = folder / "engine.json"
    if not path.exists():
        return None
    try:
        engine = Engine(folder=folder, **json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None  # cut off while it was written: the power failed
    return engine if engine.lives else None


def _noted(engine: Engine) -> Engine:
    """The engine, told to `engine.json`."""
    told = {name: value for name, value in asdict(engine).items() if name != "folder"}
    private(engine.folder / "engine.json", json.dumps(told))
    return engine


def _forget(folder: Path) -> None:
    (folder / "engine.json").unlink(missing_ok=True)


# Starting one


def _started(program: arcadedb.Program, folder: Path, *, port: int | None, timeout: float, kept: bool) -> Engine:
    """The engine that runs, else one that is started."""
    engine = _found(folder)
    if engine is not None and _waited(engine, 5.0):
        return _noted(replace(engine, kept=kept or engine.kept))
    if engine is not None:
        processes.end(engine.pid)  # alive, but it answers nobody
    _forget(folder)
    _refuse_port(port)
    accounts(folder)  # written before it first starts
    for _ in range(TRIES):
        engine = _tried(program, folder, port or ports.any_port(), timeout)
        if engine is not None:
            return _noted(replace(engine, kept=kept))
        if fault := arcadedb.fault(folder):
            raise StoreError(fault)
    raise StoreError(f"the embedded engine does not start: see {arcadedb.log(folder)}, {arcadedb.INSTEAD}")


def _refuse_port(port: int | None) -> None:
    if port is not None and not 0 < port < 2**16:
        raise StoreError(f"port {port} does not exist: name one from 1 to 65535, or none to have a free one chosen")
    if port is not None and ports.held(port):
        raise StoreError(f"port {port} is in use: name another port, or none to have a free one chosen")


def _tried(program: arcadedb.Program, folder: Path, port: int, timeout: float) -> Engine | None:
    """A new engine that answers; None where it does not, and its process has ended."""
    pid = arcadedb.spawn(program, folder, port, timeout)
    created = processes.born(pid) or 0.0
    engine = Engine(folder=folder, pid=pid, created=created, port=port, version=program.version, kept=False)
    _noted(engine)  # before it is ready: a command killed now leaves no engine that nobody finds
    ready = False
    try:
        ready = _waited(engine, READY_SECONDS)
        return engine if ready else None
    finally:
        # A JVM whose port was taken in the meantime does not end by itself, nor one whose command met Ctrl-C.
        if not ready:
            if engine.lives:
                processes.end(pid)
            _forget(folder)


def _waited(engine: Engine, seconds: float) -> bool:
    """Whether the engine answers within the time; False at once where its process ends or cannot bind its port."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if not engine.lives:
            return False
        if engine.ready:
            return True
        if arcadedb.without_port(engine.folder):
            return False
        time.sleep(0.05)
    return False
