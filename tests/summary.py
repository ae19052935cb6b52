"""The table at the end of a full run: part, version, passed, skipped; `python -m tests.summary REPORTS`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib import metadata
from pathlib import Path

NAMES = {"core": "core and embedded engine", "neo4j": "Neo4j", "chromium": "Chromium"}


def version(part: str) -> str:
    """The version of the part that a report is about."""
    if part == "core":
        return f"Python {sys.version.split()[0]}, arcadedb-embedded {metadata.version('arcadedb-embedded')}"
    if part == "neo4j":
        pom = (Path(__file__).parent / "neo4j" / "pom.xml").read_text(encoding="utf-8")
        found = re.search(r"\d+\.\d+\.\d+", pom.split("org.neo4j")[-1]) or re.search(r"<v>([\d.]+)</v>", pom)
        return found[0] if found else "unknown"
    chromium = shutil.which("chromium")
    shown = subprocess.run([str(chromium), "--version"], capture_output=True, text=True, check=False).stdout
    return shown.strip().removeprefix("Chromium ").split(" ")[0] or "unknown"


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of one JUnit report."""
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    total, failed, skipped = (
        sum(int(s.get(name, 0)) for s in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return total - failed - skipped, failed, skipped


def main(folder: Path) -> int:
    """Print the table; 1 where a part failed or ran no test."""
    wrong = False
    totals = [0, 0, 0]
    print(f"{'part':<28}{'version':<48}{'passed':>8}{'skipped':>9}")
    for part, name in NAMES.items():
        passed, failed, skipped = counts(folder / f"{part}.xml")
        wrong |= failed > 0 or passed == 0
        totals = [a + b for a, b in zip(totals, (passed, failed, skipped), strict=True)]
        print(f"{name:<28}{version(part):<48}{passed:>8}{skipped:>9}")
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
