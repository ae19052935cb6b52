"""What is measured: real documents where POLICYGRAPH_CORPUS names them, else the samples."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

from graph import lines
from graph.errors import DocumentError
from graph.keys import document_id
from graph.records import Line
from loaders.extraction import extract, pipeline
from loaders.files import Source, read_sources

SAMPLES = Path(__file__).parent.parent / "samples"
COPIES = 400  # of the eight samples, where there is no larger collection
SYLLABLES = "安宝昌德丰广和惠吉嘉康乐宁平庆荣瑞顺泰祥"


def sources() -> list[Source]:
    """Documents of all kinds, read."""
    corpus = os.environ.get("POLICYGRAPH_CORPUS")
    folder = Path(corpus) / "dev" if corpus else SAMPLES / "documents"
    return [source for source in read_sources([folder], _tell) if source.format == "txt"]


def collection() -> Iterator[Line]:
    """The lines of thousands of documents: those that POLICYGRAPH_LINES holds, else the corpus, else copied samples."""
    held, corpus = os.environ.get("POLICYGRAPH_LINES"), os.environ.get("POLICYGRAPH_CORPUS")
    if held:
        with Path(held).open(encoding="utf-8") as file:
            yield from map(lines.loads, file)
    elif corpus:
        built = pipeline()
        for source in _packed(Path(corpus) / "scale" / "policies.jsonl.zst"):
            yield from built.extract(source)
    else:
        yield from _copied()


def _packed(path: Path) -> Iterator[Source]:
    """The documents of a packed collection; needs the program zstd."""
    unpacked = subprocess.run(["zstd", "-dcq", str(path)], stdout=subprocess.PIPE, check=True).stdout
    for row in unpacked.decode("utf-8").split("\n"):
        if row:
            held = json.loads(row)
            raw = f"{held['title']}\n\n{held['text']}"
            digest = hashlib.sha256(raw.encode()).hexdigest()
            yield Source(source=f"{held['id']}.txt", sha256=digest, raw=raw, format="txt", meta={})


def _copied() -> Iterator[Line]:
    """The samples told of many cities and districts, so that laws and central bodies meet and the rest does not."""
    texts = [lines.dumps(line) for line in extract([SAMPLES / "documents"], _tell, overlay=SAMPLES / "registry")]
    for first, second in islice(product(SYLLABLES, SYLLABLES), COPIES):
        for text in texts:
            yield _renamed(text, f"{first}{second}")


def _renamed(text: str, name: str) -> Line:
    """The line of another city and district, whose names are as long so that offsets hold."""
    line = lines.loads(text.replace("云江", name).replace("松溪", f"{name[0]}溪"))
    source = f"{name}/{line.document.source}"
    return replace(line, document=replace(line.document, source=source, id=document_id(source, line.document.part)))


def _tell(error: DocumentError) -> None:
    print(error, file=sys.stderr)
