"""The network: what is linked with what around a thing or in a region, drawn by pyvis's `Network` on our own page.

pyvis's own template runs text from documents as markup and asks two foreign hosts for files; ours does neither. The
drawing is done by the vis-network file that ships inside the pyvis wheel.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from pyvis.network import Network

from graph.errors import PolicyGraphError, QueryError
from graph.ontology import ontology
from graph.store import Store
from queries.catalog import Words
from viz.cards import badges, place, title
from viz.islands import CENTRE, Island, graph, grouped, islands, places
from viz.page import render, static, write
from viz.subgraph import LINKS, Subgraph, Thing, subgraph
from viz.titles import wrapped

MOST = 1_500  # nodes; a browser draws more too slowly to be of use
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
# Line and gap of each relation: lines are told apart without colour.
DASHES: dict[str, list[int]] = {
    "IMPLEMENTS": [], "CONTAINS": [1, 3], "CITES": [6, 4], "ISSUED": [12, 4], "CARRIES_OUT": [12, 4, 2, 4],
    "REPORTS_TO": [16, 3], "SUPERVISES": [16, 3, 4, 3], "SUBORDINATE_TO": [3, 6], "AMENDS": [2, 2, 8, 2],
    "REPEALS": [8, 2, 2, 2, 2, 2], "REPLACES": [4, 2], "ALIGNS_WITH": [2, 6],
}  # fmt: skip
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": False, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "multiselect": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}}, "selectionWidth": 0},
    "nodes": {"scaling": {"label": {"enabled": False}}, "borderWidth": 1, "borderWidthSelected": 3},
}


class PolicyNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that is written as one self-contained page."""

    def __init__(self, sub: Subgraph, heading: Words, *, lang: str = "zh") -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.sub, self.words, self.lang = sub, heading, lang
        self.lines = folded(sub)
        self.islands, self.grouping = arranged(sub)
        spots = places(self.islands)
        degree = Counter(end for line in self.lines for end in (line["from"], line["to"]))
        self.titles = titles(sub.things)
        for id, thing in sub.things.items():
            self.add_node(id, **_drawn(thing, self.titles[id], degree[id], spots[id], id == sub.centre))
        # pyvis looks through all nodes for each edge it adds; these ends are known to exist.
        self.edges = [_line(line) for line in self.lines]
        self.set_options(json.dumps(OPTIONS))

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as text."""
        nodes, edges, _, _, _, options = self.get_network_data()
        kinds = ontology().labels
        shown = Counter(thing.label for thing in self.sub.things.values())
        told = Counter(s["type"] for line in self.lines for s in line["statements"])
        return render(
            "network.html",
            lang=self.lang,
            styles=[static("page.css"), static("network.css")],
            scripts=[vis(), static("page.js"), static("network.js")],
            data={
                "nodes": nodes,
                "edges": edges,
                "options": json.loads(options),
                "things": {id: _told(thing) for id, thing in self.sub.things.items()},
                "lines": {line["id"]: line["statements"] for line in self.lines},
                "islands": [_frame(island, self.titles, self.grouping) for island in self.islands],
                "kinds": {k: {"zh": v.zh, "en": v.en, "mark": v.mark} for k, v in kinds.items()},
                "relations": {k: {"zh": v.zh, "en": v.en} for k, v in ontology().relations.items()},
                "centre": self.sub.centre,
            },
            heading=self.words,
            kinds=[(kinds[label], shown[label]) for label in kinds if shown[label]],
            relations=[(ontology().relations[t], told[t], DASHES[t]) for t in LINKS if told[t]],
            shown=len(self.sub.things),
            total=max(self.sub.nodes_in_all, len(self.sub.things)),
            truncated=self.sub.truncated,
            grouping=self.grouping,
            things=sorted(self.sub.things.values(), key=lambda t: (list(kinds).index(t.label), t.name, t.id)),
            lines=self.lines,
            names={id: thing.name for id, thing in self.sub.things.items()},
            label_of=kinds,
            relation_of=ontology().relations,
            badges=badges,
            degree=Counter(end for line in self.lines for end in (line["from"], line["to"])),
        )

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page as UTF-8."""
        write(self.generate_html(), Path(name))


def network(
    store: Store, *, name: str | None = None, region: str | None = None, limit: int = 300, lang: str = "zh"
) -> str:
    """The page as text; QueryError where a name or region tells nothing or several things, or the limit is too high."""
    if not 1 <= limit <= MOST:
        raise QueryError(
            f"--limit {limit}: a page shows from 1 to {MOST:,} nodes; name a thing or a region to see less"
        )
    sub = subgraph(store, name=name, region=region, limit=limit)
    if not sub.things:
        raise QueryError("the graph holds nothing to draw: load documents first, policygraph load PATHS")
    about = name or region or ""
    heading = Words(f"关系网络{'：' + about if about else ''}", f"Network{': ' + about if about else ''}")
    return PolicyNetwork(sub, heading, lang=lang).generate_html()


def vis() -> str:
    """The vis-network file of the installed pyvis."""
    file = resources.files("pyvis") / VIS
    if not file.is_file():
        raise PolicyGraphError(f"pyvis lacks {VIS}; install the pyvis that policygraph[pages] names: pyvis>=0.3.2,<0.4")
    return file.read_text(encoding="utf-8")


def folded(sub: Subgraph) -> list[dict[str, Any]]:
    """The statements between each two nodes in one direction as one line."""
    lines: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in sub.statements:
        lines[row["source_id"], row["target_id"]].append(dict(row))
    order = {kind: n for n, kind in enumerate(LINKS)}
    return [
        {"id": f"e{n}", "from": a, "to": b, "statements": sorted(told, key=lambda s: (order[s["type"]], s["key"]))}
        for n, ((a, b), told) in enumerate(sorted(lines.items()))
    ]


def arranged(sub: Subgraph) -> tuple[list[Island], str]:
    """The islands, and by what they are grouped: `work` where measures are shown, else `region`."""
    whole = graph(sub.things, ((s["source_id"], s["target_id"]) for s in sub.statements))
    held = {s["target_id"]: s["source_id"] for s in reversed(sub.statements) if s["type"] == "CONTAINS"}
    if held:
        homes = held | {work: work for work in held.values()}
        return islands(whole, grouped(whole, homes), [*homes.values(), *([sub.centre] if sub.centre else [])]), "work"
    homes = {id: str(t.properties["region"]) for id, t in sub.things.items() if t.properties.get("region")}
    return islands(whole, grouped(whole, homes), [sub.centre] if sub.centre else []), "region"


def titles(things: Mapping[str, Thing]) -> dict[str, str]:
    """The short title of each; what several works are called (政府工作报告) with place or year, as far as told."""
    plain = {id: title(thing) for id, thing in things.items()}
    shared = Counter(plain.values())
    return {
        id: f"{name}（{', '.join(told)}）" if shared[name] > 1 and (told := _apart(things[id])) else name
        for id, name in plain.items()
    }


def _apart(thing: Thing) -> list[str]:
    """Place and year of a work or measure."""
    p = thing.properties
    known = place(p.get("region"))
    return [part for part in (known.zh if known else "", str(p.get("issued") or p.get("year") or "")[:4]) if part]


def _drawn(thing: Thing, name: str, degree: int, spot: tuple[int, int], centre: bool) -> dict[str, Any]:
    """A node as vis-network draws it; hubs are larger, so that their labels are the first to be read."""
    kind = ontology().labels[thing.label]
    weight = min(degree, 30)
    return {
        "label": wrapped(name),
        "shape": kind.shape,
        "color": kind.color,
        "x": spot[0],
        "y": spot[1],
        "size": 12 + 0.7 * weight + (6 if centre else 0),
        "font": {"size": 15 + round(0.5 * weight) + (4 if centre else 0)},
    }


def _line(line: dict[str, Any]) -> dict[str, Any]:
    count = len(line["statements"])
    dashes = DASHES[line["statements"][0]["type"]]
    return {
        "id": line["id"], "from": line["from"], "to": line["to"], "dashes": dashes or False, "arrows": "to",
        "width": round(min(6, 0.9 + 0.6 * count), 1), "label": f"×{count}" if count > 1 else "",
    }  # fmt: skip


def _told(thing: Thing) -> dict[str, Any]:
    told = [{"zh": badge.zh, "en": badge.en} for badge in badges(thing)]
    also = [str(alias) for alias in thing.properties.get("aliases") or ()]
    text = str(thing.properties.get("text") or "")
    return {"label": thing.label, "name": thing.name, "aliases": also, "badges": told, "text": text}


def _frame(island: Island, named: Mapping[str, str], grouping: str) -> dict[str, Any]:
    """An island's outline and its name."""
    name = ""
    if island.group != CENTRE:
        known = place(island.group) if grouping == "region" else None
        name = known.zh if known else named[island.group]
    box = {"x": round(island.x), "y": round(island.y), "rx": round(island.radius_x), "ry": round(island.radius_y)}
    return box | {"name": name, "hub": island.members[0]}
