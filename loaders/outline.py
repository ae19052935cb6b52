"""The outline of a document: sections with path, level, heading and role that tile its text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable

from graph.records import Section
from loaders import anaphora, paragraphs, parttitles, roles, rulebook, sheets, subheads
from loaders.contents import contents
from loaders.draft import Masthead
from loaders.markers import BLOCKS, HEAD, PARAGRAPH, RANK, RECALL, SPOKEN, Marker, candidates
from loaders.nodes import Node, nodes_of
from loaders.parttitles import Title
from loaders.scanning import lines
from loaders.sequence import BREAK, PLAIN, sequence

_DATE = re.compile(
    r"^[^\S\n]*(?:(?:19|20)\d\d|[二一][〇○Ｏ零九OO0一二三四五六七八九]{3})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[^\S\n]*$",
    re.MULTILINE,
)
_SIGNATURE = re.compile(r"[^。；：:，]{2,40}$")
_LABEL = re.compile(
    r"^[^\S\n]*(?=[^。\n]{3,35}。)(?P<label>(?P<first>[^，,。；;：:！!？?、\n\d（）()《》“”—]{1,2}[^，,。；;：:！!？?\n\d（）()]{2,24})"
    r"(?:[，,、][^，,。；;：:！!？?\n]{2,16})?)。(?=[^\n]{20,}|(?P<alone>[^\S\n]*\n)[^\n]{40,})",
    re.MULTILINE,
)
_LABEL_LENGTH = 18  # characters of the labels that show that a run bears labels; others of it may be longer
# 文件还提出，优化车位销售。…: news say whose words a label is.
_SAID = re.compile("^[^，,]{2,6}(?:提出|要求|明确|指出|显示|强调|规定)[，,](?=[^，,]{4})")
_DUTIES = re.compile(r"(?:部门|单位)(?:主要)?职责(?!分工)")
_SUBTITLE = re.compile(r"\d{4}\s*年|会议上|大会上")
_BORNE = re.compile("(?:责任|牵头|主办|承办)(?:单位|部门)\\s*[:：]")
_ORG = re.compile(r"(?:政府|办公厅|办公室|局|委|委员会|部|厅|院|会|中心|署|行|组|党组|国务院|处|所|市长|省长|主席)$")


def outline(text: str, head: Masthead) -> tuple[Section, ...]:
    """The sections of a text in order of place; text outside the items stands in sections with path ""."""
    marks = _marks(text, head)
    titles = parttitles.find(text, marks, head.year) if head.work_type != "Law" else []
    items = sequence(text, _parted(marks, titles))
    nodes = nodes_of(text, items)
    _assign_roles(text, nodes, head, titles)
    _assign_borne(text, nodes, head)
    sections = [_section(text, nodes, i) for i in range(len(nodes))]
    return tuple(_with_rest(text, sections, head))


def _marks(text: str, head: Masthead) -> list[Marker]:
    """Candidate markers and breaks, in order of place."""
    listed = contents(text) or (0, 0)
    marks = [m for m in candidates(text) if m.kind != "dash" or not _is_subtitle(text, m, head)]
    marks = sheets.items(text, (m for m in marks if not listed[0] <= m.start < listed[1]))
    marks = _in_order(*marks, *_breaks(text), *subheads.find(text, marks, head))
    runs = anaphora.find(text, marks)
    if runs:  # 五年来，我们…: where a run goes on nothing is closed
        going_on = {m.start for m in runs if m.number > 1}
        marks = _in_order(*(m for m in marks if m.start not in going_on), *runs)
    marks = _in_order(*marks, *_labels(text, marks))
    marks = _in_order(*marks, *paragraphs.find(text, marks, head))
    return [m for m in marks if not listed[0] <= m.start < listed[1]]


def _in_order(*marks: Marker) -> list[Marker]:
    """Markers in order of place, a break before what begins with it."""
    return sorted(marks, key=lambda m: (m.start, m.kind != BREAK))


def _parted(marks: list[Marker], titles: list[Title]) -> list[Marker]:
    """The markers with a break at each title of a part."""
    parts = (Marker(BREAK, 0, t.start, t.end, PLAIN if t.plain else "", "line") for t in titles)
    return _in_order(*marks, *parts) if titles else marks


def _is_subtitle(text: str, mark: Marker, head: Masthead) -> bool:
    """Whether a dash opens the subtitle of a speech: ——2016年2月19日在…大会上."""
    line = text[mark.end : text.find("\n", mark.end)]
    return mark.start < head.body_start or (mark.start < 400 and len(line) < 60 and _SUBTITLE.search(line) is not None)


def _labels(text: str, marks: list[Marker]) -> Iterable[Marker]:
    """Unnumbered run-in labels, numbered in each run of paragraphs of which they are the most."""
    barred = rulebook.words("outline", "not_label")
    every = [h for h in lines(_LABEL, text) if not h["label"].startswith(barred)]
    places = [h.start() for h in every]
    numbered = any(m.place == "line" and m.kind in BLOCKS for m in marks)
    heads = [m.start for m in marks if m.kind == HEAD]
    bounds = sorted({text.rfind("\n", 0, m.start) + 1 for m in marks if m.place == "line" and m.kind != HEAD})
    for start, end in zip([0, *bounds], [*bounds, len(text)], strict=True) if len(every) > 1 else ():
        inner = heads[bisect_left(heads, start) : bisect_left(heads, end)]
        # Headings without a number part a run; most paragraphs of the whole or of one of its parts bear a label.
        for low, high in (
            ((start, end), *zip([start, *inner], [*inner, end], strict=True)) if inner else ((start, end),)
        ):
            begin = text.find("\n", low, high) + 1
            hits = every[bisect_left(places, begin) : bisect_left(places, high)] if begin else []
            short = [h for h in hits if len(h["first"]) <= _LABEL_LENGTH]
            if _label_most(text, short, high, numbered, len(inner) if (low, high) == (start, end) else 0):
                for number, hit in enumerate(hits, 1):
                    words = _SAID.sub("", hit["label"])
                    at, stop = hit.span("label")
                    yield Marker("label", number, at, stop - len(words), words[:20], "line")
                if (low, high) == (start, end):
                    break


def _label_most(text: str, hits: list[re.Match[str]], end: int, numbered: bool, heads: int) -> bool:
    """Whether labels open the most of the paragraphs of a run, and say what is done where nothing is numbered."""
    alone = sum(h["alone"] is not None for h in hits)  # labels on a line of their own: two lines are one paragraph
    if len(hits) < 2 or 2 * len(hits) < _lines(text, hits[0].start(), end) - alone - heads:
        return False
    # 成交量稳中有升。…: paragraphs of news, in a text without any number
    return numbered or 2 * sum(roles.is_act(_SAID.sub("", h["label"])) for h in hits) > len(hits)


def _lines(text: str, start: int, end: int) -> int:
    return sum(1 for line in text[start:end].splitlines() if line.strip())


def _breaks(text: str) -> Iterable[Marker]:
    for hit in lines(_DATE, text):
        yield Marker(BREAK, 0, _signature(text, hit.start()), hit.end(), "", "line")
    for hit in lines(_closing(), text):
        yield Marker(BREAK, 0 if hit["all"] is not None else 1, hit.end(1), hit.end(1), "", "line")


@functools.cache
def _closing() -> re.Pattern[str]:
    table = rulebook.read("outline")["closing"]
    every, most = ("|".join(p.removeprefix("^") for p in table[key]) for key in ("keep_0", "keep_1"))
    return re.compile(rf"^([^\S\n]*)(?:(?P<all>{every})|(?:{most}))", re.MULTILINE)


def _signature(text: str, start: int) -> int:
    """Where the signature above a date begins."""
    for _ in range(4):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        line = text[above : start - 1].strip() if start else ""
        if above >= start or (line and not (_SIGNATURE.fullmatch(line) and _ORG.search(line))):
            break
        start = above
    return start


def _assign_roles(text: str, nodes: list[Node], head: Masthead, titles: list[Title]) -> None:
    period = head.year
    holders = {n.item.parent for n in nodes}
    blocks = any(n.item.marker.kind in BLOCKS or n.item.marker.kind == HEAD for n in nodes)
    leaves = [n.heading for i, n in enumerate(nodes) if i not in holders] if blocks else []
    default = roles.by_genre(head, text, leaves, [n.heading for n in nodes if n.level == 1])
    leads: dict[int, str | None] = {}
    planning = False
    articles = {n.item.parent for n in nodes if n.item.marker.kind == "article"}
    parents = {n.item.parent for n in nodes}
    for i, node in enumerate(nodes):
        kind, group = node.item.marker.kind, node.item.group
        parent = nodes[node.item.parent] if node.item.parent is not None else None
        if group not in leads:
            words = _lead(text, nodes, i)
            leads[group] = roles.by_lead(words) if RANK[kind] > RANK["cn"] else roles.by_asking(words)
        if kind == "article" or i in articles or head.work_type == "Law":
            node.role = "other"
        elif kind == "annex":
            told = roles.by_heading(node.heading, period) or roles.by_title(node.heading) or default
            listed = "。" not in text[node.item.marker.start : node.item.end]  # 附件：1.… 2.… names them only
            # A table or a form that is attached (附件2 设备清单) is no measure.
            node.role = "other" if listed or i not in parents else told
            planning = False
        else:
            # A report that has come to its plans stays with them: 二、2019年工作安排 三、加强政府自身建设.
            base = "planned" if planning and not parent and default == "done" else default
            base = parttitles.role_at(titles, node.item.marker.start) or base
            node.role = _role(node, parent, leads[group], base, period)
            if i not in parents and sheets.is_sheet(text[node.body : node.item.end]):
                node.role = "other"
            planning = planning or (parent is None and node.role == "planned")


def _assign_borne(text: str, nodes: list[Node], head: Masthead) -> None:
    """Goals with the bodies that answer for them are tasks: 生产总值增长7%以上 责任单位：市发展改革委."""
    holders = {n.item.parent for n in nodes}
    for i, node in enumerate(nodes) if head.work_type != "Law" else ():
        goal = node.role == "other" and i not in holders and node.item.marker.kind != "article"
        if goal and _BORNE.search(text, node.item.marker.end, node.item.end):
            node.role = "planned"


def _role(node: Node, parent: Node | None, lead: str | None, default: str, period: int | None) -> str:
    above = (parent.role or default) if parent else default
    if parent and above == "other" and parent.item.marker.kind in ("article", "chapter"):
        return "other"
    if node.item.marker.kind == RECALL:
        return "done" if default == "done" else "other"
    told = None
    if node.item.marker.kind not in SPOKEN | {"dash", "label", PARAGRAPH}:
        told = roles.by_heading(node.heading, None if parent else period)
    if told in (None, "mixed") and lead and above in ("mixed", "done", "problems", default):
        return lead
    if above == "other" and parent and parent.item.marker.kind == "annex":
        return "other"
    if told == "planned" and default == "done" and _DUTIES.match(node.heading):
        return "other"  # 部门职责 in an account tells what an office is for; in a plan it tells who does what
    if told == "done" and default == "planned":
        return "other"  # a plan that looks back first: 过去五年工作回顾
    return told or above


def _lead(text: str, nodes: list[Node], i: int) -> str:
    """The words of the parent that stand before its first item; before an outermost item those of its paragraph."""
    node = nodes[i]
    start = nodes[node.item.parent].body if node.item.parent is not None else 0
    if i and nodes[i - 1].item.end > start and node.item.parent != i - 1:
        start = nodes[i - 1].item.end
    lead = text[max(start, node.item.marker.start - 200) : node.item.marker.start]
    if lead.strip() or not start:
        return lead
    # A list that begins anew: the line that leads to it ends the item before it (改善型购房，需提供以下材料：).
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    above = text[text.rfind("\n", 0, end) + 1 : end]
    return above if above.endswith(("：", ":")) else lead


def _section(text: str, nodes: list[Node], i: int) -> Section:
    node = nodes[i]
    parent = f"s{node.item.parent + 1}" if node.item.parent is not None else None
    role = "problems" if node.role == "mixed" else node.role or "other"
    return Section(
        id=f"s{i + 1}",
        path=node.path,
        level=node.level,
        heading=node.heading,
        role=role,
        start=node.item.marker.start,
        end=max(node.item.end, node.item.marker.end, node.item.marker.start + 1),
        parent=parent,
    )


def _with_rest(text: str, sections: list[Section], head: Masthead) -> list[Section]:
    """The sections with those for the text that no item holds, in order of place."""
    rest: list[Section] = []
    at = 0
    tops = [(s.start, s.end) for s in sections if s.parent is None]
    for start, end in (*tops, (len(text), len(text))):
        piece = text[at:start]
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            role = "other" if at and tops else "preamble"
            rest.append(
                Section(
                    id=f"s{len(sections) + len(rest) + 1}",
                    path="",
                    level=0,
                    heading="",
                    role=role,
                    start=begin,
                    end=begin + len(piece.strip()),
                    parent=None,
                )
            )
        at = end
    return sorted((*sections, *rest), key=lambda s: (s.start, -s.end))
