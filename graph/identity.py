"""Which facts are of one thing: those that share a key, unless a judgement or a conflict forbids it.

A component is what shared keys hold together. It is cut into parts where a 文号 is claimed by works of unlike titles,
and where reviewers said that two keys are not the same. Everything here depends on the set of facts alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from graph.facts import Fact
from graph.judgements import Judged
from graph.keys import node_id

Found = Mapping[str, tuple[Fact, int]]  # id of a fact -> the fact, and how many documents bring it
Look = Callable[[str], Found]  # the facts that bear a key
End = tuple[str, str]  # label and id of a node
Links = set[tuple[str, str]]  # a key and the id of a fact that bears it
STRENGTH = {"no": 1, "law": 2, "policy": 3, "title": 4, "work": 5}
TITLED = ("policy", "title")
ALIKE = 96  # of 100, for two titles of one number: a slip of the pen in a long title, never 缴存办法 and 提取办法
SHORTEST = 6  # characters of a title that may be known by its part


@dataclass(frozen=True)
class Part:
    """The facts of one thing and the keys that hold them together."""

    keys: frozenset[str]
    facts: Mapping[str, tuple[Fact, int]]

    @cached_property
    def label(self) -> str:
        """The one label: the registry's, else that of a text held, else what most documents say; Law before Policy."""
        votes: dict[str, tuple[int, int]] = {}
        for fact, count in self.facts.values():
            rank = {"registry": 2, "own": 1}.get(fact.origin, 0)
            best, number = votes.get(fact.type, (0, 0))
            votes[fact.type] = (max(best, rank), number + count)
        return min(votes, key=lambda label: (-votes[label][0], -votes[label][1], label))

    @cached_property
    def key(self) -> str:
        """The strongest key: the registry's, else a 文号, else a title with its issuer, else what there is."""
        registry = {fact.keys[0] for fact, _ in self.facts.values() if fact.origin == "registry"} & self.keys
        return min(registry or self.keys, key=lambda key: (STRENGTH.get(key.partition(":")[0], 6), key))

    @cached_property
    def id(self) -> str:
        """The id of the node."""
        return node_id(self.key)

    @property
    def end(self) -> End:
        """The node as an end of edges."""
        return self.label, self.id


def component(key: str, look: Look, judged: Judged) -> tuple[set[str], dict[str, tuple[Fact, int]]]:
    """Everything that shared keys, and keys judged the same, hold together with this one."""
    keys, facts, open_keys = {key}, dict[str, tuple[Fact, int]](), [key]
    while open_keys:
        at = open_keys.pop()
        near = list(judged.same.get(at, ()))
        for name, (fact, count) in look(at).items():
            if name not in facts:
                facts[name] = (fact, count)
                near += fact.keys
        fresh = [k for k in dict.fromkeys(near) if k not in keys]
        keys.update(fresh)
        open_keys += fresh
    return keys, facts


def parts(facts: Found, judged: Judged) -> list[Part]:
    """The parts of one component: one, but for conflicts over numbers and for judgements."""
    if len(facts) == 1 and not judged.apart:
        return [Part(frozenset(key for fact, _ in facts.values() for key in fact.keys), facts)]
    links = {(key, name) for name, (fact, _) in facts.items() for key in fact.keys}
    for key in sorted({key for key, _ in links if key.partition(":")[0] in ("no", *TITLED)}):
        links -= _contested(key, facts)
    names = dict.fromkeys(key for key, _ in links)
    groups = _joined(links, judged, facts)
    for pair in judged.apart:
        if pair[0] in names and pair[1] in names:
            groups = [cut for group in groups for cut in _cut(group, pair, judged, facts)]
    return [_part(group, facts) for group in groups]


def _part(links: Links, facts: Found) -> Part:
    return Part(frozenset(key for key, _ in links), {name: facts[name] for name in sorted({name for _, name in links})})


def _contested(key: str, facts: Found) -> Links:
    """The links to a number or title that cannot tell its work, because unlike works claim it.

    A number is contested by unlike titles (three 办法 carried by one notice), a title by unlike numbers (a plan that
    was issued again under its old title). The one that a loaded text or the registry vouches for keeps the key, and so
    do the facts that claim nothing else.
    """
    claim = titles if key.startswith("no:") else numbers
    claims = {name: claim(fact) for name, (fact, _) in facts.items() if key in fact.keys}
    groups = _alike({name: said for name, said in claims.items() if said})
    if len(groups) < 2:
        return set()
    vouched = [group for group in groups if any(facts[name][0].origin in ("registry", "own") for name in group)]
    kept = vouched[0] if len(vouched) == 1 else set()
    return {(key, name) for group in groups for name in group - kept}


def numbers(fact: Fact) -> frozenset[str]:
    """The 文号 among the keys of a fact."""
    return frozenset(key for key in fact.keys if key.startswith("no:"))


def titles(fact: Fact) -> frozenset[str]:
    """The folded titles that the keys of a fact hold."""
    named = (key for key in fact.keys if key.partition(":")[0] in ("law", *TITLED))
    return frozenset(key.rpartition(":")[2].partition("@")[0] for key in named)


def _alike(claims: Mapping[str, frozenset[str]]) -> list[set[str]]:
    """The claimants by claims that may be of one work."""
    groups: list[set[str]] = []
    for name in sorted(claims):
        near = [g for g in groups if any(_similar(claims[name], claims[other]) for other in g)]
        groups = [g for g in groups if g not in near] + [set().union({name}, *near)]
    return groups


def _similar(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two claims are the same; of titles one may lack what stands before or behind it, or differ by a slip."""
    if some & others:
        return True
    pairs = [(a, b) for a in some for b in others if not a.startswith("no:")]
    return any((min(len(a), len(b)) >= SHORTEST and (a in b or b in a)) or fuzz.ratio(a, b) >= ALIKE for a, b in pairs)


def _joined(links: Links, judged: Judged, facts: Found) -> list[Links]:
    """The links by what hangs together; a fact whose every key was taken from it stands alone under its id."""
    alone = {(f"fact:{name}", name) for name in facts.keys() - {name for _, name in links}}
    every = links | alone
    near = _neighbours(every, judged)
    groups: list[Links] = []
    seen: set[str] = set()
    for key in sorted({key for key, _ in every}):
        if key not in seen:
            reached = _reached([key], near)
            seen |= reached.keys()
            groups.append({link for link in every if link[0] in reached})
    return groups


def _neighbours(links: Links, judged: Judged) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for key, name in sorted(links):
        near[key].append(f"fact {name}")
        near[f"fact {name}"].append(key)
    for key in list(near):
        near[key] += judged.same.get(key, ())
    return near


def _reached(starts: Iterable[str], near: Mapping[str, list[str]]) -> dict[str, str]:
    """Each key and fact that can be reached, and from which start: the nearest, of equally near ones the lesser."""
    origin = {start: start for start in starts}
    layer = list(origin)
    while layer:
        offers: dict[str, str] = {}
        for at in layer:
            for other in near.get(at, ()):
                if other not in origin:
                    offers[other] = min(offers.get(other, origin[at]), origin[at])
        origin |= offers
        layer = list(offers)
    return origin


def _cut(links: Links, pair: tuple[str, str], judged: Judged, facts: Found) -> list[Links]:
    """The links cut in two where both keys are among them, each going with the nearer one."""
    if not {pair[0], pair[1]} <= {key for key, _ in links}:
        return [links]
    near = _neighbours(links, Judged(judged.same))
    origin = _reached(pair, near)
    sides: dict[str, Links] = {pair[0]: set(), pair[1]: set()}
    for key, name in links:
        if origin[key] == origin[f"fact {name}"]:
            sides[origin[key]].add((key, name))
    held = {name for side in sides.values() for _, name in side}
    for side in pair:
        lost = {name for _, name in links if name not in held and origin[f"fact {name}"] == side}
        sides[side] |= {(side, name) for name in lost}
    return [piece for side in sides.values() if side for piece in _joined(side, judged, {n: facts[n] for _, n in side})]
