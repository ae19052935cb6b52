"""The embedded engine: found again, stopped, recovered, and told in one line where it cannot start."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import filelock
import psutil
import pytest

from graph import arcadedb, engine, ports
from graph.accounts import accounts
from graph.errors import StoreError
from graph.store import Settings, State, Store, opened
from tests import databases
from tests.graphs import Draft
from tests.parts import missing

pytestmark = pytest.mark.embedded
ROWS = Draft().node("Law", "l1", "中华人民共和国民法典").rows()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home of its own whose engine, if any, is stopped at the end."""
    lacking = databases.embedded_lacking()
    if lacking:
        missing("embedded", lacking)
    yield tmp_path
    engine.stop(tmp_path)


def test_kept_found_again_killed_and_recovered(home: Path) -> None:
    assert engine.status(home) is None
    assert engine.stop(home) is False
    first = engine.start(home)
    assert first.kept
    assert engine.start(home) == engine.status(home) == first
    with engine.running(home) as used, Store.connect(used.settings) as store:
        assert used.pid == first.pid
        store.sync(ROWS, State("library", 7))
    assert engine.status(home) is not None, "one that was started to stay is not stopped by a command"
    os.kill(first.pid, signal.SIGKILL)
    psutil.Process(first.pid).wait(30)
    assert engine.status(home) is None
    with opened(home, {}) as store:
        assert store.state() == State("library", 7)
        assert store.read("MATCH (l:Law) RETURN l.name").rows == (("中华人民共和国民法典",),)
    assert engine.status(home) is None, "one that was started for a command is stopped after it"


def test_one_that_stays_and_one_that_was_killed_are_no_leak_at_exit(home: Path) -> None:
    code = (
        "import os, pathlib, signal, sys; from graph import engine; home = pathlib.Path(sys.argv[1]);"
        "os.kill(engine.start(home).pid, signal.SIGKILL); engine.start(home)"
    )
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", code, str(home)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert engine.status(home) is not None


def test_two_commands_share_one_engine(home: Path) -> None:
    with engine.running(home) as first:
        with engine.running(home) as second:
            assert first.pid == second.pid
        assert engine.status(home) is not None
    assert engine.status(home) is None
    assert not psutil.pid_exists(first.pid)


def test_an_engine_whose_command_was_killed_is_taken_over(home: Path) -> None:
    text = f"""
import os, signal
from pathlib import Path
from graph import engine
with engine.running(Path({str(home)!r})) as found:
    print(found.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    left = int(killed.stdout)
    assert psutil.pid_exists(left)
    with engine.running(home) as found:
        assert found.pid == left
    assert engine.status(home) is None
    assert not psutil.pid_exists(left)


def test_a_port_in_use_is_told(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StoreError, match=f"port {port} is in use"):
            engine.start(home, port=port)


def spawning(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the processes that are started from now on."""
    numbers: list[int] = []
    spawn = arcadedb.spawn

    def noting(program: arcadedb.Program, folder: Path, port: int, timeout: float) -> int:
        numbers.append(spawn(program, folder, port, timeout))
        return numbers[-1]

    monkeypatch.setattr(arcadedb, "spawn", noting)
    return numbers


def test_a_port_taken_in_the_meantime_leaves_no_process(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spawned = spawning(monkeypatch)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = iter([other.getsockname()[1]])
        free = ports.any_port
        monkeypatch.setattr(ports, "any_port", lambda: next(taken, None) or free())
        with engine.running(home) as found:
            assert found.port != other.getsockname()[1]
    assert len(spawned) == 2
    assert not any(psutil.pid_exists(pid) for pid in spawned)


def test_ctrl_c_while_it_starts_leaves_no_process(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(settings: Settings) -> bool:
        raise KeyboardInterrupt

    spawned = spawning(monkeypatch)
    monkeypatch.setattr(engine, "answers", interrupted)
    with pytest.raises(KeyboardInterrupt):
        engine.start(home)
    assert not psutil.pid_exists(spawned[0])
    assert not (home / "engine" / "engine.json").exists()


def test_a_mark_cut_off_while_it_was_written_is_no_user(tmp_path: Path) -> None:
    for name in (f".{os.getpid()}-1.{os.getpid()}", f"{os.getpid()}-2"):
        (tmp_path / name).write_text("0.0")
    assert not engine._used(tmp_path)
    assert not list(tmp_path.iterdir())
    (tmp_path / f"{os.getpid()}-3").write_text(str(psutil.Process().create_time()))
    assert engine._used(tmp_path)


def test_a_lock_that_is_held_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.05)
    folder = tmp_path / "engine"
    folder.mkdir()
    with filelock.FileLock(folder / "engine.lock"), pytest.raises(StoreError, match="another command starts or stops"):
        engine.start(tmp_path)


@pytest.mark.parametrize("port", [-1, 0, 70_000])
def test_a_port_that_does_not_exist_is_told(tmp_path: Path, port: int) -> None:
    with pytest.raises(StoreError, match=f"port {port} does not exist"):
        engine.start(tmp_path, port=port)


def test_files_are_for_their_owner_alone(embedded_settings: Settings) -> None:
    folder = embedded_settings.folder
    assert folder is not None
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    assert {path.name: oct(mode) for path, mode in modes.items() if mode & 0o077} == {}


def test_no_password_is_seen_among_the_processes(embedded_settings: Settings) -> None:
    assert embedded_settings.folder is not None
    words = accounts(embedded_settings.folder)
    found = engine._found(embedded_settings.folder)
    assert found is not None
    process = psutil.Process(found.pid)
    seen = " ".join(process.cmdline()) + str(process.environ())
    assert words.root[1] not in seen
    assert words.reader[1] not in seen


def test_it_listens_on_this_machine_alone(embedded_settings: Settings) -> None:
    assert embedded_settings.folder is not None
    found = engine._found(embedded_settings.folder)
    assert found is not None
    listening = [c.laddr for c in psutil.Process(found.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert found.port in {address.port for address in listening}
    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="let POLICYGRAPH_HOME name a folder"):
        engine.start(tmp_path / "file")


def test_a_missing_engine_asks_for_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for name in ("filelock", "psutil"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(StoreError, match="NEO4J_URI name a Neo4j server"):
        engine.start(tmp_path)


@pytest.mark.parametrize(
    ("log", "message"),
    [
        ("java.io.IOException: No space left on device", "the disk is full"),
        ("LockException: Database is locked by another process", "another engine process holds the data"),
        ("Invalid maximum heap size: -Xmx1x", "POLICYGRAPH_ENGINE_HEAP"),
    ],
)
def test_why_it_did_not_start_is_told(tmp_path: Path, log: str, message: str) -> None:
    assert arcadedb.fault(tmp_path) is None
    path = arcadedb.log(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(log, encoding="utf-8")
    assert message in str(arcadedb.fault(tmp_path))
