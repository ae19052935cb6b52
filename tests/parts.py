"""What a test needs beyond Python: a missing part skips the test with its reason, or fails it where it is required.

`POLICYGRAPH_REQUIRE=embedded,neo4j,chromium,corpus` names the parts whose absence is a failure.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def missing(part: str, reason: str) -> None:
    """Skip the running test because a part is missing; fail it where the part is required."""
    required = {name.strip() for name in os.environ.get("POLICYGRAPH_REQUIRE", "").split(",")}
    if part in required:
        pytest.fail(f"{part} is required: {reason}", pytrace=False)
    pytest.skip(f"{part}: {reason}")


def folder(variable: str) -> Path:
    """The folder that an environment variable names."""
    value = os.environ.get(variable)
    if not value or not Path(value).is_dir():
        missing("corpus", f"{variable} names no folder")
    return Path(str(value)).resolve()
