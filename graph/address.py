"""Where a database answers and as whom: NEO4J_URI and its like, or the embedded engine."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from graph.accounts import DATABASE, Accounts
from graph.errors import StoreError

SCHEMES = {f"{name}{security}" for name in ("bolt", "neo4j") for security in ("", "+s", "+ssc")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a database answers; `reader` is the account that asks, where the server has one."""

    uri: str
    account: tuple[str, str]
    database: str
    reader: tuple[str, str] | None = None
    folder: Path | None = None  # of the embedded engine's data


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings | None:
    """The settings that NEO4J_URI and its like name, or None where they name no server."""
    uri = environment.get("NEO4J_URI", "").strip()
    if not uri:
        return None
    address, inside = _without_credentials(uri)
    named = environment.get("NEO4J_USERNAME") or environment.get("NEO4J_USER")
    word = environment.get("NEO4J_PASSWORD")
    reader = environment.get("NEO4J_READER_USERNAME")
    return Settings(
        uri=address,
        account=(named or inside[0] or "neo4j", word if word is not None else inside[1]),
        database=environment.get("NEO4J_DATABASE") or "neo4j",
        reader=(reader, environment.get("NEO4J_READER_PASSWORD", "")) if reader else None,
    )


def taken_apart(uri: str) -> SplitResult:
    """The parts of an address; StoreError where it is none, as bolt://[::1 or http://host."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if parts.scheme not in SCHEMES or not parts.hostname:
        shown = re.sub(r"//.*@", "//", uri)  # never a password
        raise StoreError(f"{shown} is no address of a database: write NEO4J_URI as bolt://host:7687")
    return parts


def _without_credentials(uri: str) -> tuple[str, tuple[str, str]]:
    """The address alone, and the account that stood inside it (bolt://name:word@host)."""
    parts = taken_apart(uri)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host).geturl(), (unquote(parts.username or ""), unquote(parts.password or ""))


def embedded(uri: str, accounts: Accounts, folder: Path) -> Settings:
    """The settings of a running embedded engine."""
    return Settings(uri=uri, account=accounts.root, reader=accounts.reader, database=DATABASE, folder=folder)
