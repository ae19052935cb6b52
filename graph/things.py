"""The things that facts make up, each found when it is asked for: one more document touches those it names alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.facts import Fact, named_facts
from graph.identity import End, Found, Look, Part, component, parts
from graph.judgements import Judged
from graph.records import Line
from graph.registry import Registry
from graph.sheets import Item
from graph.world import line_facts


class Pool:
    """The facts of some lines, the registry's among them, by id and by key, with how many documents bring each."""

    def __init__(self, lines: Iterable[Line], registry: Registry) -> None:
        self.facts: dict[str, Fact] = {}
        self.counts: Counter[str] = Counter()
        self.keys: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            facts = line_facts(named_facts(line), registry)
            self.counts.update(facts.keys())
            for name in facts.keys() - self.facts.keys():
                self.facts[name] = facts[name]
                for key in facts[name].keys:
                    self.keys[key].append(name)

    def look(self, key: str) -> Found:
        """The facts that bear a key."""
        return {name: (self.facts[name], self.counts[name]) for name in self.keys.get(key, ())}


class Things:
    """The parts that facts make up, found as they are asked for."""

    def __init__(self, look: Look, decided: Judged) -> None:
        self._look = look
        self._judged = decided
        self._near: dict[str, tuple[frozenset[str], list[Part]]] = {}
        self._by_key: dict[str, Part] = {}
        self._by_fact: dict[str, Part] = {}

    def reach(self, key: str) -> frozenset[str]:
        """Every key that hangs together with this one, and its parts made ready."""
        if key not in self._near:
            found, facts = component(key, self._look, self._judged)
            keys, made = frozenset(found), parts(facts, self._judged)
            self._near.update(dict.fromkeys(keys, (keys, made)))
            for part in made:
                self._by_key.update(dict.fromkeys(part.keys, part))
                self._by_fact.update(dict.fromkeys(part.facts, part))
        return self._near[key][0]

    def all(self, keys: Iterable[str]) -> Iterator[Part]:
        """Each part that hangs together with one of the keys, once; a part may have lost every key to others."""
        made: set[str] = set()
        for key in keys:
            self.reach(key)
            for part in self._near[key][1]:
                if part.id not in made:
                    made.add(part.id)
                    yield part

    def of_key(self, key: str) -> End | None:
        """Label and id of the node that holds a key, or None where nothing bears it."""
        self.reach(key)
        part = self._by_key.get(key)
        return part.end if part else None

    def of_fact(self, fact: Fact) -> End | None:
        """Label and id of the node that a fact is in, or None where no document brings it."""
        return self._holding(fact.id, fact.keys[0])

    def of_item(self, item: Item) -> End | None:
        """Label and id of the node that a measure or problem is in."""
        return self._holding(item.fact, item.key)

    def of_entities(self, named: Mapping[str, Fact]) -> dict[str, End]:
        """Label and id of the node of each entity of a line, by the facts that are named."""
        found = {entity: self.of_fact(fact) for entity, fact in named.items()}
        return {entity: end for entity, end in found.items() if end is not None}

    def _holding(self, fact: str, key: str) -> End | None:
        self.reach(key)
        part = self._by_fact.get(fact)
        return part.end if part else None
