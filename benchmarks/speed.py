"""Extraction in million characters a second, beside spaCy's stock Chinese pipeline and the floor, in one run.

The peer is `spacy.blank("zh")` (its own character segmenter) with an EntityRuler that holds the same words; the
floor is reading and cleaning alone. Medians of five rounds; the three take turns, so that a noisy
machine troubles all alike. One process, one core.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from benchmarks.texts import sources
from graph.registry import load
from loaders.clean import clean
from loaders.pipeline import COMPONENTS, build

ROUNDS = 5


def timed(action: Callable[[], object]) -> float:
    """Seconds of processor time that an action takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def peer(words: list[str]) -> spacy.language.Language:
    """spaCy's stock pipeline with an EntityRuler over the words."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TERM", "pattern": word} for word in words])  # type: ignore[attr-defined]
    return nlp


def main() -> None:
    """Print speed, start-up and memory."""
    read = sources()
    start = time.perf_counter()
    registry = load(None)
    pipeline = build(registry)
    ready = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    texts = [clean(source).text for source in read]
    size = sum(map(len, texts)) / 1e6
    words = sorted({term.text for module in COMPONENTS.values() for term in module.terms(registry)})
    stock = peer(words)
    actions: dict[str, Callable[[], object]] = {
        "policygraph": lambda: [pipeline.extract(source) for source in read],
        "spaCy zh + EntityRuler": lambda: [stock(text) for text in texts],
        "floor: clean only": lambda: [clean(source) for source in read],
    }
    for action in actions.values():
        action()
    times = {name: statistics.median(timed(a) for _ in range(ROUNDS)) for name, a in actions.items()}
    print(f"speed: {len(read)} documents, {size:.2f} million characters, {len(words):,} words, median of {ROUNDS}")
    for name, seconds in times.items():
        print(f"  {name:<28}{size / seconds:>8.2f} Mchar/s")
    ratio = times["spaCy zh + EntityRuler"] / times["policygraph"]
    print(f"  {'ratio to spaCy':<28}{ratio:>8.2f}")
    print(f"  {'registry and pipeline':<28}{ready:>8.2f} s, peak memory {memory:.0f} MB ({Path(__file__).name})")
