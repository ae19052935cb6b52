"""The databases that tests run on: a real Neo4j from its published jars, and the embedded engine.

`python -m tests.databases install` copies Neo4j's jars into the cache (`POLICYGRAPH_CACHE`, else ~/.cache/policygraph);
it needs Maven. Running them needs Java 17 or later.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import engine
from graph.bolt import answers
from graph.ports import any_port
from graph.store import Settings

POM = Path(__file__).parent / "neo4j" / "pom.xml"
MAIN = "org.neo4j.server.CommunityEntryPoint"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
# Small, quiet, closed to files and addresses (LOAD CSV), and stopped in a third of a second.
CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
db.tx_log.rotation.size=16m
db.tx_log.rotation.retention_policy=keep_none
db.transaction.timeout=60s
db.memory.transaction.max=256m
dbms.memory.transaction.total.max=384m
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
server.directories.import=import
db.shutdown_transaction_end_timeout=1s
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""


def version() -> str:
    """The version of Neo4j that the tests run."""
    found = re.search(r"<version>(\d+\.\d+\.\d+)</version>", POM.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def jars() -> Path:
    """The folder of Neo4j's jars."""
    named = os.environ.get("POLICYGRAPH_CACHE")
    cache = Path(named) if named else Path.home() / ".cache" / "policygraph"
    return cache.resolve() / f"neo4j-{version()}"


def install() -> int:
    """Copy Neo4j's jars into the cache; the exit code of Maven."""
    if (jars() / "complete").exists():
        return 0
    maven = shutil.which("mvn")
    if maven is None:
        print("Maven (mvn) is not installed: it copies the jars of Neo4j", file=sys.stderr)
        return 1
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={jars()}", "-DincludeScope=runtime"]
    done = subprocess.run([maven, "-q", "-B", "-f", str(POM), *goal], check=False)
    if done.returncode == 0:
        (jars() / "complete").touch()
    return done.returncode


def lacking() -> str | None:
    """What a Neo4j here lacks, or None."""
    if shutil.which("java") is None:
        return "Java 17 is not installed"
    if not (jars() / "complete").exists():
        return "run `make test-neo4j`, which copies its jars, once"
    return None


def embedded_lacking() -> str | None:
    """What the embedded engine here lacks, or None."""
    from importlib.util import find_spec

    return None if find_spec("arcadedb_embedded") else "arcadedb-embedded is not installed"


@contextmanager
def neo4j_server(home: Path) -> Iterator[Settings]:
    """A Neo4j of its own, on a free port of 127.0.0.1, stopped at the end."""
    word = secrets.token_urlsafe(16)
    port = any_port()
    _written(home, port, word)
    flags = [f"--add-opens={name}=ALL-UNNAMED" for name in OPENED]
    command = ["java", "-Xmx512m", *flags, "-Dlog4j2.disable.jmx=true", "-cp", f"{jars()}/*", MAIN]
    with (home / "out.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, f"--home-dir={home}", f"--config-dir={home / 'conf'}"],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    settings = Settings(uri=f"bolt://127.0.0.1:{port}", account=("neo4j", word), database="neo4j")
    try:
        _wait(server, settings, home)
        yield settings
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextmanager
def embedded_server(home: Path) -> Iterator[Settings]:
    """An embedded engine of its own, stopped at the end."""
    with engine.running(home) as found:
        yield found.settings


def _written(home: Path, port: int, word: str) -> None:
    """Configuration and password, before the first start: so no password has to be changed over the wire."""
    for name in ("conf", "data/dbms", "import", "logs"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(CONF.format(port=port), encoding="utf-8")
    salt = secrets.token_bytes(32)
    hashed = hashlib.sha256(salt + word.encode()).digest()
    for _ in range(1023):
        hashed = hashlib.sha256(hashed).digest()
    auth = f"neo4j:SHA-256,{hashed.hex().upper()},{salt.hex().upper()},1024:\n"
    (home / "data" / "dbms" / "auth.ini").write_text(auth, encoding="utf-8")


def _wait(server: subprocess.Popen[bytes], settings: Settings, home: Path) -> None:
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        if server.poll() is not None:
            break
        if answers(settings):
            return
        time.sleep(0.2)
    raise RuntimeError(f"Neo4j does not start: {(home / 'out.log').read_text(errors='replace')[-2000:]}")


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("usage: python -m tests.databases install")
    sys.exit(install())
