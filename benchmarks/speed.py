"""Extraction in million characters a second, beside spaCy's stock Chinese pipeline and the floor, in one run.

The peer is `spacy.blank("zh")` (its own character segmenter) with an EntityRuler that holds the same words: every
term of the gazetteer and the title and short names of every work of the registry, which extraction links titles to.
The floor is reading and cleaning alone. Medians of five rounds; the three take turns, so that a noisy machine troubles
all alike. One process, one core.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import spacy
from spacy.language import Language

from benchmarks.texts import sources
from graph.registry import Registry
from loaders.clean import clean
from loaders.extraction import pipeline
from loaders.pipeline import COMPONENTS

ROUNDS = 5
PEER = "spaCy zh + EntityRuler"
STARTED = "import time; from loaders.extraction import pipeline; pipeline(); print(time.process_time())"


def timed(action: Callable[[], object]) -> float:
    """Seconds of processor time that an action takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def lexicon(registry: Registry) -> list[str]:
    """The words that extraction knows."""
    terms = {term.text for module in COMPONENTS.values() for term in module.terms(registry)}
    return sorted(terms | {form for work in registry.all_works for form in (work.title, *work.short_names)})


def peer(words: list[str]) -> Language:
    """spaCy's stock pipeline with an EntityRuler over the words."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TERM", "pattern": word} for word in words])  # type: ignore[attr-defined]
    return nlp


def start_up() -> float:
    """Seconds of processor time from the start of a process to a built pipeline."""
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Print speed, start-up and memory."""
    read, built = sources(), pipeline()
    texts = [clean(source).text for source in read]
    size = sum(map(len, texts)) / 1e6
    for source in read:
        built.extract(source)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = lexicon(built.registry)
    stock = peer(words)
    actions: dict[str, Callable[[], object]] = {
        "policygraph": lambda: [built.extract(source) for source in read],
        PEER: lambda: [stock(text) for text in texts],
        "floor: clean only": lambda: [clean(source) for source in read],
    }
    rounds = [{name: timed(action) for name, action in actions.items()} for _ in range(ROUNDS + 1)][1:]
    times = {name: statistics.median(taken[name] for taken in rounds) for name in actions}
    print(f"speed: {len(read)} documents, {size:.2f} million characters, {len(words):,} words, median of {ROUNDS}")
    for name, seconds in times.items():
        print(f"  {name:<28}{size / seconds:>8.2f} Mchar/s")
    print(f"  {'ratio to spaCy':<28}{times[PEER] / times['policygraph']:>8.2f}")
    print(f"  {'start-up':<28}{min(start_up() for _ in range(3)):>8.2f} s, peak memory {memory:.0f} MB")
