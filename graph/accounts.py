"""The two accounts of the embedded engine, written into its files before it first starts.

`root` loads, `reader` asks: a group that may read records and nothing else. So no password is ever seen in a list of
processes or in an environment.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.home import made

DATABASE = "policy"
ROUNDS = 65536
READ_SECONDS = 90
ALL_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
EVERYTHING = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Name and password of both accounts."""

    root: tuple[str, str]
    reader: tuple[str, str]


def accounts(folder: Path) -> Accounts:
    """The accounts of the engine in this folder, made and written for it where it has none."""
    secret = folder / "engine.secret"
    users = folder / "config" / "server-users.jsonl"
    groups = folder / "config" / "server-groups.json"
    if not (secret.exists() and users.exists() and groups.exists()):
        words = {name: secrets.token_urlsafe(24) for name in ("root", "reader")}
        made(users.parent)
        private(groups, json.dumps(_groups()))
        private(users, "".join(json.dumps(user) + "\n" for user in _users(words)))
        private(secret, json.dumps(words))
    words = json.loads(secret.read_text(encoding="utf-8"))
    return Accounts(("root", words["root"]), ("reader", words["reader"]))


def private(path: Path, text: str) -> None:
    """Write a file that this user alone can read: whole, or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def _users(words: dict[str, str]) -> list[dict[str, Any]]:
    rights = {"root": {"*": ["admin"]}, "reader": {DATABASE: ["reader"]}}
    return [{"name": name, "databases": rights[name], "password": _hashed(word)} for name, word in words.items()]


def _groups() -> dict[str, Any]:
    # resultSetLimit stays off: it cuts the scan, so that count(*) of 1,000 rows answered 50.
    def group(access: list[str], records: list[str], seconds: int) -> dict[str, Any]:
        timeout = seconds * 1000 if seconds > 0 else -1
        return {"resultSetLimit": -1, "readTimeout": timeout, "access": access, "types": {"*": {"access": records}}}

    reader, others = group([], ["readRecord"], READ_SECONDS), group([], [], 0)
    groups = {"admin": group(EVERYTHING, ALL_RECORDS, 0), "reader": reader, "*": others}
    return {"databases": {"*": {"groups": groups}}, "version": 2}


def _hashed(word: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    made_of = hashlib.pbkdf2_hmac("sha256", word.encode(), salt.encode(), ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${ROUNDS}${salt}${base64.b64encode(made_of).decode()}"
