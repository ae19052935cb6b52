"""Ports of this machine's own address."""

from __future__ import annotations

import socket

HOST = "127.0.0.1"


def any_port() -> int:
    """A port that nobody holds."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def held(port: int) -> bool:
    """Whether somebody answers at a port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
