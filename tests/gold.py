"""The project's own gold, kept without running text: names, paths and places in the corpus files.

`tests/gold/*/*.json` have the shape of the seeds' gold, but each passage of a document is `{"at": [start, end]}`:
characters of the decoded file `dev/FILE`, or of title and text of the document of that id in the collection `scale/`.
`fill` puts the words back, for the scorer; `pack` takes them out. Of fifteen documents of `dev/` drawn first, ten are
there to work on (`work`) and five are kept apart and only score (`apart`); twelve came later (`second`). The other
parts have folders of their own: `third` and `fourth` are there to work on, `unseen`, `fresh` and `latest` only
score.

    python -m tests.gold pack FILLED_FOLDER CORPUS [PART]      python -m tests.gold fill CORPUS OUT_FOLDER [PART]
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from loaders.script import to_simplified

FOLDER = Path(__file__).parent / "gold" / "dev"
NAMES = {"unseen": "scale", **{part: part for part in ("third", "fourth", "fresh", "latest")}}
FOLDERS = {part: FOLDER.with_name(name) for part, name in NAMES.items()}
SEED, DRAWN, WORK = 20261125, 15, 10
PASSAGES = {"quote", "clean_lead"}
LEAF_NAMES = {"measures", "problems"}
FOLDED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』（）()\[\]〔〕【】,，.。:：;；、·—\-－–~～]")


def drawn(corpus: Path) -> list[str]:
    """The stems of the documents of the gold, in the order they were drawn."""
    stems = sorted(path.stem for path in (corpus / "dev").glob("*.txt"))
    return random.Random(SEED).sample(stems, DRAWN)


def split(corpus: Path, part: str) -> list[str]:
    """The stems of a part: `work` (ten), `second` (twelve), kept `apart` (five), or one with a folder of its own."""
    if part in FOLDERS:
        return sorted(path.stem for path in FOLDERS[part].glob("*.json"))
    stems = drawn(corpus)
    if part == "second":
        return sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in stems)
    return stems[:WORK] if part == "work" else stems[WORK:]


def documents(corpus: Path, part: str, out: Path) -> list[Path]:
    """Write the documents of a part into a folder, as they are extracted; their files."""
    out.mkdir(parents=True, exist_ok=True)
    stems = split(corpus, part)
    held = {stem: corpus / "dev" / f"{stem}.txt" for stem in stems}
    texts = {stem: path.read_bytes() for stem, path in held.items() if path.exists()}
    if others := [stem for stem in stems if stem not in texts]:
        texts |= {name: text.encode() for name, text in collection(corpus, others).items()}
    for stem, content in texts.items():
        (out / f"{stem}.txt").write_bytes(content)
    return sorted(out / f"{stem}.txt" for stem in texts)


def collection(corpus: Path, names: Iterable[str]) -> dict[str, str]:
    """Title and text of documents of `scale/`, by id; needs the program zstd."""
    packed, wanted = corpus / "scale" / "policies.jsonl.zst", set(names)
    unpacked = subprocess.run(["zstd", "-dcq", str(packed)], stdout=subprocess.PIPE, check=True).stdout
    rows = (json.loads(row) for row in unpacked.decode("utf-8").split("\n") if row)
    return {row["id"]: f"{row['title']}\n\n{row['text']}" for row in rows if row["id"] in wanted}


class Text:
    """A source text in which passages are found whatever their blanks and punctuation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [i for i, char in enumerate(text) if not FOLDED.match(char)]
        self.folded = "".join(text[i] for i in self.places)

    def find(self, words: str) -> list[int] | None:
        """Start and end of the first passage with these words, or None."""
        wanted = FOLDED.sub("", to_simplified(words))
        at = self.folded.find(wanted) if wanted else -1
        return None if at < 0 else [self.places[at], self.places[at + len(wanted) - 1] + 1]


def packed(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """Gold with its passages as places; ValueError where one is not in the text."""
    source = Text(text)

    def place(words: str) -> dict[str, list[int]]:
        found = source.find(words)
        if found is None:
            raise ValueError(f"{gold['file']}: not in the text: {words}")
        return {"at": found}

    def visit(node: Any, group: str) -> Any:
        if isinstance(node, list):
            return [visit(item, group) for item in node]
        if not isinstance(node, dict):
            return node
        leaf = group in LEAF_NAMES
        row: dict[str, Any] = {}
        for key, value in node.items():
            if isinstance(value, str) and (key in PASSAGES or (leaf and key == "name")):
                row[key] = place(value)
            elif leaf and key == "accept":
                row[key] = [place(v) for v in value]
            else:
                row[key] = visit(value, key if isinstance(value, list) else group)
        return row

    kept = {k: v for k, v in gold.items() if k not in ("notes", "boilerplate", "clean_lead")}
    return dict(visit(kept, ""))


def filled(gold: Any, text: str) -> Any:
    """Gold with the words of the text at every place."""
    if isinstance(gold, dict):
        if set(gold) == {"at"}:
            start, end = gold["at"]
            return re.sub(r"\s*\n\s*", "", text[start:end])
        return {key: filled(value, text) for key, value in gold.items()}
    return [filled(item, text) for item in gold] if isinstance(gold, list) else gold


def read(corpus: Path, stems: Iterable[str]) -> dict[str, str]:
    """The decoded texts of documents by stem, in Simplified script: character by character, so places hold."""
    held = {path.stem: path for path in (corpus / "dev").glob("*.txt")}
    texts = {stem: held[stem].read_bytes().decode("utf-8-sig") for stem in stems if stem in held}
    if others := [stem for stem in stems if stem not in held]:
        texts |= collection(corpus, others)
    return {stem: to_simplified(text) for stem, text in texts.items()}


def pack(source: Path, corpus: Path, part: str | None = None) -> None:
    """Write every gold file of a folder without its words, into the folder of a part, else that of `dev/`."""
    files = {path.stem: path for path in sorted(source.glob("*.json"))}
    folder = FOLDERS[part] if part else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in read(corpus, list(files)).items():
        gold = packed(json.loads(files[stem].read_text(encoding="utf-8")), text)
        (folder / f"{stem}.json").write_text(dumped(gold), encoding="utf-8")


def fill(corpus: Path, out: Path, part: str | None = None) -> None:
    """Write the gold of some documents with its words, as the scorer reads it."""
    out.mkdir(parents=True, exist_ok=True)
    folder = FOLDERS.get(part or "", FOLDER)
    for stem, text in read(corpus, split(corpus, part) if part else drawn(corpus)).items():
        gold = json.loads((folder / f"{stem}.json").read_text(encoding="utf-8"))
        (out / f"{stem}.json").write_text(json.dumps(filled(gold, text), ensure_ascii=False), "utf-8")


def dumped(gold: dict[str, Any]) -> str:
    """Gold as JSON, one entry a line."""
    rows = []
    for key, value in gold.items():
        if isinstance(value, list) and value:
            entries = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in value)
            rows.append(f' "{key}": [\n{entries}\n ]')
        else:
            rows.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    if sys.argv[1] == "pack":
        pack(Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:5])
    else:
        fill(Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:5])
