"""Processes of this machine, told from later ones of the same number by when they began.

psutil is part of the extra `embedded`, as the engine itself: it is loaded where it is used.
"""

from __future__ import annotations

import signal

from graph.errors import StoreError

STOP_SECONDS = 30.0


def born(pid: int) -> float | None:
    """When the process of this number began; None where there is none, or it has ended."""
    import psutil

    try:
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE:
            return process.create_time()
        process.wait(0)  # a child of ours: whoever started it lets it go
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        pass
    return None


def lives(pid: int, created: float) -> bool:
    """Whether the process of this number is the one that began at this time."""
    begun = born(pid)
    return begun is not None and abs(begun - created) < 1  # the machine's clock may be set meanwhile


def listens(pid: int, port: int) -> bool:
    """Whether it is this process that holds the port: what another answers there would be waited for in vain."""
    import psutil

    try:
        held = psutil.Process(pid).net_connections("tcp")
    except psutil.NoSuchProcess:
        return False
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == port for c in held)


def end(pid: int) -> None:
    """End a process: asked first, then made to; StoreError where it stays all the same."""
    import psutil

    try:
        process = psutil.Process(pid)
        process.send_signal(signal.SIGTERM)
        _, staying = psutil.wait_procs([process], STOP_SECONDS)
        for process in staying:
            process.kill()
        _, staying = psutil.wait_procs(staying, STOP_SECONDS)
    except psutil.NoSuchProcess:
        return
    if staying:
        raise StoreError(f"process {pid} does not end: end it, or start the machine anew, and try again")
