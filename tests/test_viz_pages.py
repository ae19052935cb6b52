"""What every page is: one file that asks for nothing, whose words are there in both languages, with its totals."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pytest

from graph.errors import PolicyGraphError, QueryError
from graph.ontology import ontology
from queries.catalog import Words
from tests import pictures
from viz import network as drawing
from viz import page
from viz.cards import amount, badges, place, title
from viz.islands import CENTRE, graph, islands, places
from viz.reader import contents, reader
from viz.trace import COLUMNS, arranged
from viz.trace import page as trace_page
from viz.words import words

VIZ = Path(page.__file__).parent


def pages(text: str = "", lang: str = "zh") -> dict[str, str]:
    """Each kind of page with a text in everything that documents say."""
    net = drawing.PolicyNetwork(pictures.subgraph(words=text), Words(f"网络{text}", f"Network{text}"), lang=lang)
    return {
        "reader": reader(pictures.line(text), pictures.counterparts(text), lang=lang),
        "trace": trace_page(pictures.trace(words=text), lang=lang),
        "network": net.generate_html(),
    }


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("kind", ["reader", "trace", "network"])
def test_a_page_asks_for_nothing_and_runs_only_its_own(kind: str) -> None:
    elements = Elements(pages()[kind]).found
    assert not [tag for tag, _ in elements if tag in ("link", "iframe", "img", "base", "object")]
    assert not [attrs for _, attrs in elements if "src" in attrs or any(name.startswith("on") for name in attrs)]
    assert all((attrs.get("href") or "#").startswith("#") for tag, attrs in elements if tag == "a")
    policy = next(attrs["content"] for tag, attrs in elements if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", pictures.HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_of_documents_never_makes_an_element(text: str, lang: str) -> None:
    plain, hostile = pages("x", lang), pages(text, lang)
    for kind, found in hostile.items():
        tags = [tag for tag, _ in Elements(found).found]
        assert "img" not in tags
        assert tags.count("script") == [tag for tag, _ in Elements(plain[kind]).found].count("script")
        assert "49" not in re.findall(r"<h1[^>]*>(.*?)</h1>", found, re.DOTALL)[0]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(PolicyGraphError, match="use one of zh, en"):
        reader(pictures.line(), lang="fr")


def test_every_word_that_a_page_uses_is_there() -> None:
    known = set(words())
    for file in (*VIZ.glob("templates/*.html"), *VIZ.glob("static/*.js")):
        text = file.read_text(encoding="utf-8")
        used = set(re.findall(r"data-w(?:-title|-label)?=\"([a-z_]+)\"", text))
        used |= set(re.findall(r"\bwords\.([a-z_]+)", text))
        used |= set(re.findall(r"(?:word|labelled|row)\(\"([a-z_]+)\"", text))
        assert used - known == set(), file.name


def test_colours_are_those_of_the_ontology_and_can_be_seen() -> None:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    style = page.colours()
    for kind in ontology().labels.values():
        red, green, blue = (channel(int(kind.color[n : n + 2], 16)) for n in (1, 3, 5))
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 3, kind.name
        assert kind.color in style


def test_write_says_where_a_page_cannot_go(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PolicyGraphError, match="choose another place with -o"):
        page.write("", tmp_path / "file" / "x.html")


# ---------------------------------------------------------------- cards


def test_cards_say_short_what_differs() -> None:
    law = pictures.thing(
        "l", "Law", "云江市数据条例", region="东江省云江市", resolution="named", promulgated="2022-03-01"
    )
    assert title(law) == "数据条例"
    assert [badge.en for badge in badges(law)] == ["云江市", "first published 2022", "named only"]
    notice = pictures.thing("p", "Policy", "云江市人民政府办公室关于做好2022年政务公开工作的通知", resolution="held")
    assert [badge.zh for badge in badges(notice)] == ["云江市人民政府办公室"]


@pytest.mark.parametrize(
    ("region", "wanted"),
    [("广东省广州市", "广州市"), ("湖北省荆州市沙市区", "沙市区"), ("内蒙古自治区", "内蒙古自治区"), ("全国", "全国")],
)
def test_a_place_is_its_last_division(region: str, wanted: str) -> None:
    found = place(region)
    assert found is not None
    assert found.zh == wanted


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ({"value": 1000.0, "unit": "件", "qualifier": "余"}, "1,000余件"),
        ({"value": 90.0, "unit": "%", "qualifier": "以上"}, "90%以上"),
        ({"value": 5.0, "unit": "场", "qualifier": "约"}, "约5场"),
        ({"value": 3.0, "value_to": 5.5, "unit": "日"}, "3—5.5日"),
        ({}, "办结"),
    ],
)
def test_amounts_are_written_as_texts_write_them(properties: dict[str, object], wanted: str) -> None:
    assert amount(pictures.thing("f", "Figure", "办结", **properties)) == wanted


# ---------------------------------------------------------------- trace


def test_a_trace_tells_levels_apart_and_whom_each_statement_drives() -> None:
    trace = pictures.trace(3)
    hops = {(hop.source, hop.target): hop.statements for hop in trace.hops}
    (law,) = hops["basis:l1", "work:p1"]
    assert (law["level"], law["measures"]) == ("leaf", ["measure:m0"])
    (plan,) = hops["basis:p2", "work:p1"]
    assert (plan["level"], len(plan["measures"])) == ("document", 3)
    assert hops["measure:m1", "figure:f1"][0]["quote"] == "办结1件"


def test_a_trace_shows_the_nearest_first_and_tells_of_how_many() -> None:
    trace = pictures.trace(9, cap=4)
    columns = arranged(trace)
    assert [len(columns[c]) for c in COLUMNS] == [2, 1, 4, 1, 4]
    assert dict(trace.totals) == {"basis": 2, "work": 1, "measure": 9, "match": 1, "figure": 4}
    assert "measure:m0" in {card.id for card in columns["measure"]}
    assert "10 measures fit; 9 of them have a stated basis; 4 are shown" in trace.notes[0].en
    text = trace_page(trace, lang="en")
    assert "+5" in text
    assert "4 / 9" in text


def test_an_empty_trace_is_a_page_all_the_same() -> None:
    assert "0 / 0" in trace_page(pictures.trace(0))


# ---------------------------------------------------------------- network


def test_the_drawing_file_is_the_one_that_was_looked_at() -> None:
    found = (resources.files("pyvis") / drawing.VIS).read_bytes()
    assert hashlib.sha256(found).hexdigest() == "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


def test_parallel_statements_are_one_line_with_its_number() -> None:
    net = drawing.PolicyNetwork(pictures.subgraph(), Words("网络", "Network"))
    line = next(line for line in net.lines if (line["from"], line["to"]) == ("m1", "l1"))
    assert [s["type"] for s in line["statements"]] == ["IMPLEMENTS", "CITES"]
    drawn = next(edge for edge in net.edges if edge["id"] == line["id"])
    assert drawn["label"] == "×2"
    assert len(net.edges) == len({(edge["from"], edge["to"]) for edge in net.edges})


def test_nodes_are_drawn_by_kind_and_the_picture_is_always_the_same() -> None:
    one, other = (drawing.PolicyNetwork(pictures.subgraph(), Words("网络", "Network")) for _ in range(2))
    assert one.nodes == other.nodes
    kinds = {node["id"]: (node["shape"], node["color"]) for node in one.nodes}
    assert kinds["l1"] == (ontology().labels["Law"].shape, ontology().labels["Law"].color)
    assert len({(node["x"], node["y"]) for node in one.nodes}) == len(one.nodes)


def test_works_of_one_title_are_told_apart_by_place_and_year() -> None:
    told = {"region": "东江省云江市"}
    things = {
        "a": pictures.thing("a", "Policy", "政府工作报告", issued="2019-03-04", **told),
        "b": pictures.thing("b", "Policy", "政府工作报告", issued="2016-01-09", **told),
        "c": pictures.thing("c", "Policy", "数字政府规划"),
    }
    names = drawing.titles(things)
    assert names == {"a": "政府工作报告（云江市, 2019）", "b": "政府工作报告（云江市, 2016）", "c": "数字政府规划"}


def test_islands_do_not_touch_and_hold_every_node() -> None:
    sub = pictures.subgraph(40)
    found, grouping = drawing.arranged(sub)
    assert grouping == "work"
    assert {island.group for island in found} == {CENTRE, "p1", "p2"}
    assert set(places(found)) == set(sub.things)
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            assert ((a.x - b.x) / (a.radius_x + b.radius_x)) ** 2 + ((a.y - b.y) / (a.radius_y + b.radius_y)) ** 2 >= 1
    assert next(island for island in found if island.group == "p1").members[0] == "p1"


def test_no_nodes_are_no_islands() -> None:
    assert islands(graph([], []), {}) == []


@pytest.mark.parametrize("limit", [0, 1501])
def test_a_network_beyond_what_a_browser_draws_is_refused(limit: int) -> None:
    with pytest.raises(QueryError, match=r"1 to 1,500 nodes"):
        drawing.network(None, limit=limit)  # type: ignore[arg-type]


def test_the_network_tells_what_it_left_out_and_is_written_by_us(tmp_path: Path) -> None:
    net = drawing.PolicyNetwork(pictures.subgraph(), Words("网络", "Network"))
    net.write_html(str(tmp_path / "n.html"))
    text = (tmp_path / "n.html").read_text(encoding="utf-8")
    assert '<span id="shown">7</span> / ≥ 12' in text
    assert "+5" in text
    assert text.startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["n.html"]


# ---------------------------------------------------------------- reader


def test_the_reader_says_values_in_both_languages() -> None:
    assert "在名录" not in reader(pictures.line())
    text = reader(pictures.line(), lang="en")
    assert '"zh":"名录中有","en":"in the registry"' in text
    assert "False" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


def test_the_outline_shows_numbers_as_they_are_printed() -> None:
    made = pictures.line()
    rows = (("二/一是~2", "聚力改革"), ("坚持依法规范", "坚持依法规范。全面履行"), ("三", "打算"))
    sections = [replace(made.sections[1], id=f"s{n}", path=row[0], heading=row[1]) for n, row in enumerate(rows, 5)]
    items = contents(replace(made, sections=tuple(sections)))
    assert [item["label"] for item in items] == ["一是", "", "三"]
