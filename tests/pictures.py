"""What pages are made of in tests: a trace, a network and a line in which any text may be hostile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.records import Entity, Line, Repair
from queries.catalog import Words
from tests import making
from viz.counterparts import Counterpart
from viz.drivers import Drivers
from viz.network import PolicyNetwork
from viz.page import write
from viz.reader import reader
from viz.subgraph import Subgraph, Thing
from viz.trace import Trace, traced
from viz.trace import page as trace_page

# What a scraped title may hold; each would run, or break the page, where it were taken for markup.
HOSTILE = (
    "<script>window.HIT = 1</script>",
    "<img src=x onerror='window.HIT = 1'>",
    "</script><script>window.HIT = 1</script>",
    "</style><style>*{display:none}</style>",
    '"><svg onload=window.HIT=1>',
    "<a href='javascript:window.HIT=1'>href</a>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- ]]> \u2028\u2029 \\u003cb\\u003e",
    "';window.HIT=1;//",
)


def thing(id: str, label: str, name: str, **properties: Any) -> Thing:
    """A node as pages read it."""
    return Thing(id=id, label=label, name=name, properties={"name": name, **properties})


def drivers(measures: int = 2, *, words: str = "", listed: int = 100) -> Drivers:
    """A law named by the first measure, a plan named for the whole document, and a figure of each measure.

    Comparison found a task of another plan that the first measure tells of.
    """
    things = {
        "l1": thing("l1", "Law", f"中华人民共和国行政复议法{words}", promulgated="1999-04-29"),
        "p2": thing("p2", "Policy", f"法治政府建设规划（2021—2025年）{words}", doc_number="云府〔2021〕18号"),
        "p1": thing(
            "p1", "Policy", f"云江市人民政府2023年度报告{words}", region="东江省云江市", issuer="云江市人民政府"
        ),
    }
    rows, works, figures, matches = [], [], [], []
    for n in range(min(measures, listed)):
        m, f = f"m{n}", f"f{n}"
        things[m] = thing(m, "Measure", f"办理复议{n}{words}", year=2023, status="done", text=f"办理复议{n}件。{words}")
        things[f] = thing(
            f, "Figure", f"办结{n}件{words}", indicator=f"办结{words}", value=float(n), unit="件", role="reported"
        )
        said = {"measure_id": m, "document_id": "d1", "source": f"报告.txt{words}", "trigger": "贯彻"}
        rows.append(
            {**said, "basis_id": "p2", "level": "document", "quote": f"为贯彻规划{words}", "path": "", "key": "k2"}
        )
        works.append(
            {
                "work_id": "p1",
                "measure_id": m,
                "document_id": "d1",
                "source": "报告.txt",
                "path": f"一/{n}",
                "key": f"c{n}",
            }
        )
        figures.append(
            {
                "measure_id": m,
                "figure_id": f,
                "quote": f"办结{n}件",
                "source": "报告.txt",
                "path": f"一/{n}",
                "key": f"h{n}",
            }
        )
    if measures:
        first = {"measure_id": "m0", "document_id": "d1", "source": "报告.txt", "trigger": "贯彻"}
        rows.append(
            {**first, "basis_id": "l1", "level": "leaf", "quote": f"贯彻复议法{words}", "path": "一/0", "key": "k1"}
        )
        told = f"健全复议制度{words}"
        things["t1"] = thing("t1", "Measure", told, status="planned", deadline_text="2023年底前")
        matches.append(
            {
                "measure_id": "m0", "match_id": "t1", "onward": True, "score": 0.61, "quote": f"{told}，受理复议案件。",
                "source": f"规划.txt{words}", "path": "三/1",
            }
        )  # fmt: skip
    return Drivers(
        rows=tuple(rows), works=tuple(works), figures=tuple(figures), matches=tuple(matches), things=things,
        measures=tuple(f"m{n}" for n in range(min(measures, listed))), matching=measures + 1, based=measures,
        found=measures, truncated=False,
    )  # fmt: skip


def trace(measures: int = 2, *, words: str = "", cap: int = 100) -> Trace:
    """The trace of `drivers`."""
    found = drivers(measures, words=words, listed=cap)
    return traced(found, Words(f"举措的依据{words}", f"What drives measures{words}"), cap=cap)


def statement(start: str, end: str, type: str, key: str, **values: Any) -> dict[str, Any]:
    """A statement as the network reads it."""
    told = {
        "quote": "贯彻复议法", "trigger": "贯彻", "rule": "relations.made", "confidence": None, "basis": "stated",
        "polarity": "positive", "mode": None, "article": None, "role": None, "ground": None, "doc": "d1",
        "section": "s1", "source": "报告.txt", "path": "一",
    }  # fmt: skip
    return {"source_id": start, "target_id": end, "type": type, "key": key, **told, **values}


def subgraph(measures: int = 3, *, words: str = "") -> Subgraph:
    """A report with its measures, a law that two of them name (one twice), a city office, and a second report."""
    things = {
        "l1": thing("l1", "Law", f"中华人民共和国行政复议法{words}", aliases=[f"行政复议法{words}"]),
        "a1": thing("a1", "Agency", f"云江市司法局{words}", kind="department", region="东江省云江市"),
        "p1": thing("p1", "Policy", f"2023年度报告{words}", region=f"东江省云江市{words}"),
        "p2": thing("p2", "Policy", f"2022年度报告{words}", region="东江省云江市"),
    }
    told = [statement("a1", "p1", "ISSUED", "i1", quote=f"司法局发布{words}"), statement("p2", "l1", "CITES", "c2")]
    for n in range(measures):
        things[f"m{n}"] = thing(f"m{n}", "Measure", f"办理复议{n}{words}", text=f"办理复议{n}件。{words}")
        told.append(statement("p1" if n else "p2", f"m{n}", "CONTAINS", f"h{n}", quote=None, basis="structural"))
        told.append(statement(f"m{n}", "l1", "IMPLEMENTS", f"k{n}"))
    told.append(statement("m1", "l1", "CITES", "k9", quote=f"见复议法{words}", source=f"报告.txt{words}"))
    return Subgraph(things=things, statements=tuple(told), nodes_in_all=len(things) + 5, truncated=True)


def line(words: str = "") -> Line:
    """A line with a mention, a measure, its figure and a problem; names, quotes, title, repairs hold the words."""
    own = making.work("p1", f"云江市人民政府2022年度报告{words}")
    law = Entity(id="l1", type="Law", name=f"行政复议法{words}", aliases=(f"复议法{words}",), resolution="registry")
    measure = making.measure("m1", f"推进数据共享{words}", own, status="done", year="2022")
    problem = making.problem("q1", f"数据不足{words}", own, year="2022")
    figure = Entity(
        id="f1", type="Figure", name=f"共享12件{words}", properties={"indicator": "共享", "start": 62, "end": 64}
    )
    told = replace(making.relation("IMPLEMENTS", "p1", "l1", 7), trigger=f"落实{words}", quote=f"落实办法{words}")
    counted = replace(making.relation("HAS_FIGURE", "m1", "f1", 60), trigger=None)
    made = making.line("a.txt", [law, measure, problem, figure], [told, counted], [making.mention(law, 7)], own)
    repair = Repair(kind="boilerplate", start=0, end=0, raw=words, fixed="")
    text = f"{words}\n{made.document.text}"
    return replace(made, document=replace(made.document, text=text, repairs=(repair,)))


def counterparts(words: str = "") -> list[Counterpart]:
    """A planned task that the measure of the line tells of."""
    return [
        Counterpart(
            entity="m1", match="task", score=0.61, own=f"推进数据共享。{words}", name=f"归集数据{words}",
            type="Measure", text=f"加快归集数据，推进共享。{words}", title=f"规划{words}", source=f"规划.txt{words}",
            path="三/1",
        )
    ]  # fmt: skip


def made(folder: Path, kind: str, text: str = "", *, measures: int = 3, lang: str = "zh") -> Path:
    """A page of a kind, written to a file."""
    if kind == "reader":
        page = reader(line(text), counterparts(text), lang=lang)
    elif kind == "trace":
        page = trace_page(trace(measures, words=text), lang=lang)
    else:
        heading = Words(f"网络{text}", f"Network{text}")
        page = PolicyNetwork(subgraph(measures, words=text), heading, lang=lang).generate_html()
    write(page, folder / f"{kind}.html")
    return folder / f"{kind}.html"
