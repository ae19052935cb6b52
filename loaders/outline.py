"""The outline of a document: sections with path, level, heading and role that tile its text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.records import Section
from loaders import roles, rulebook
from loaders.draft import Masthead
from loaders.markers import BLOCKS, RANK, SPOKEN, Marker, candidates
from loaders.scanning import lines
from loaders.sequence import BREAK, Item, sequence

PATH = "/"
_STOPS = "。；;！!？?\n"
_OPEN, _CLOSE = "“‘《〈（(【〔「『", "”’》〉）)】〕」』"
_MARK = re.compile(rf"[{re.escape(_STOPS + _OPEN + _CLOSE)}：:]")
_LONGEST_HEADING = 300
_FULL = re.compile("[。；]")
_LONGEST_NAME = 32  # characters before a colon that are still a heading: 加强领导：成立……
_DATE = re.compile(
    r"^[^\S\n]*(?:(?:19|20)\d\d|[二一][〇○Ｏ零九OO0一二三四五六七八九]{3})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日[^\S\n]*$",
    re.MULTILINE,
)
_SIGNATURE = re.compile(r"[^。；：:，]{2,40}$")
_LABEL = re.compile(
    r"^[^\S\n]*(?P<label>[^，,。；;：:！!？?、\n\d（）()《》“”—]{1,2}[^，,。；;：:！!？?\n\d（）()]{2,16}"
    r"(?:[，,、][^，,。；;：:！!？?\n]{2,16})?)。(?=[^\n]{20,})",
    re.MULTILINE,
)
_BODIES = re.compile(
    r"^[^\S\n]*[（(]?(?:牵头|责任|配合|完成|主办|协办|负责|参加|落实)(?:单位|部门|时限|时间|领导|人|科室)?[^\n]{0,4}[：:]"
)
# 指导思想以…为指导: the break between heading and text is lost.
_NAMED = re.compile(r"(?:指导思想|基本原则|主要目标|总体目标|工作目标|发展目标|总体要求)(?=[“\d以坚到围按全深在通])")
_NEXT_SUBJECT = re.compile(
    r"(?P<title>[^，,；;]{4,18}(?:[，,、][^，,；;]{4,18})?)(?<![和与及对向由在把将为以给使，,、])"
    r"(?:各级[党政人各]|各地区|各部门|各地[要应各]|各有关|各单位|各省、|\d{1,3}个|我[部省市区县局厅]|国务院[各有]|为进一步|为深入|为贯彻|要[以把进加认切]).{8,}"
)
_SUBTITLE = re.compile(r"\d{4}\s*年|会议上|大会上")
_RESPONSIBLE = re.compile(r"\s*[（(][^（）()]*(?:牵头|责任|负责|配合|分工|完成时限)[^（）()]*[）)]\s*$")
_ORG = re.compile(r"(?:政府|办公厅|办公室|局|委|委员会|部|厅|院|会|中心|署|行|组|党组|国务院|处|所|市长|省长|主席)$")


@dataclass(slots=True)
class Node:
    """A section in the making."""

    item: Item
    path: str
    level: int
    heading: str
    body: int
    role: str | None = None


def outline(text: str, head: Masthead) -> tuple[Section, ...]:
    """The sections of a text in order of place; text outside the items stands in sections with path ""."""
    items = sequence(text, _marks(text, head))
    nodes = _nodes(text, items)
    _assign_roles(text, nodes, head)
    sections = [_section(text, nodes, i) for i in range(len(nodes))]
    return tuple(_with_rest(text, sections, head))


def _marks(text: str, head: Masthead) -> list[Marker]:
    """Candidate markers and breaks, in order of place."""
    marks = [m for m in candidates(text) if m.kind != "dash" or not _is_subtitle(text, m, head)]
    marks = sorted((*marks, *_breaks(text)), key=lambda m: (m.start, m.kind != BREAK))
    return sorted((*marks, *_labels(text, marks)), key=lambda m: (m.start, m.kind != BREAK))


def _is_subtitle(text: str, mark: Marker, head: Masthead) -> bool:
    """Whether a dash opens the subtitle of a speech: ——2016年2月19日在…大会上."""
    line = text[mark.end : text.find("\n", mark.end)]
    return mark.start < head.body_start or (mark.start < 400 and len(line) < 60 and _SUBTITLE.search(line) is not None)


def _labels(text: str, marks: list[Marker]) -> Iterable[Marker]:
    """Unnumbered run-in labels, numbered in each run of paragraphs of which they are the most."""
    barred = rulebook.words("outline", "not_label")
    bounds = sorted({text.rfind("\n", 0, m.start) + 1 for m in marks if m.place == "line"})
    every = [h for h in lines(_LABEL, text) if not h["label"].startswith(barred)]
    places = [h.start() for h in every]
    for start, end in zip([0, *bounds], [*bounds, len(text)], strict=True) if len(every) > 1 else ():
        begin = text.find("\n", start, end) + 1
        hits = every[bisect_left(places, begin) : bisect_left(places, end)] if begin else []
        if len(hits) < 2 or 2 * len(hits) < _lines(text, hits[0].start(), end):
            continue
        for number, hit in enumerate(hits, 1):
            yield Marker("label", number, hit.start("label"), hit.start("label"), hit["label"][:20], "line")


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


def _nodes(text: str, items: list[Item]) -> list[Node]:
    _trim(text, items)
    firsts: dict[int, int] = {}
    for i, item in enumerate(items):
        if item.parent is not None:
            firsts.setdefault(item.parent, i)
    nodes: list[Node] = []
    counts: Counter[str] = Counter()
    places: Counter[int] = Counter()
    for i, item in enumerate(items):
        parent = nodes[item.parent] if item.parent is not None else None
        places[item.group] += 1
        label = f"——{places[item.group]}" if item.marker.kind == "dash" else item.marker.label.replace(PATH, "／")
        path = f"{parent.path}{PATH}{label}" if parent else label
        counts[path] += 1
        if counts[path] > 1:
            path = f"{path}~{counts[path]}"
        limit = items[firsts[i]].marker.start if i in firsts else item.end
        heading, body = _heading(text, item.marker.end, limit)
        if item.marker.kind in BLOCKS:
            heading = _run_in(heading, item.marker.place)
        nodes.append(Node(item, path, parent.level + 1 if parent else 1, heading, body))
    return nodes


def _trim(text: str, items: list[Item]) -> None:
    """End the last item of a spoken list with its line where its siblings keep to theirs; cut blanks at ends."""
    parents = {item.parent for item in items}
    groups: dict[int, list[int]] = {}
    for i, item in enumerate(items):
        groups.setdefault(item.group, []).append(i)
    for members in groups.values():
        last = items[members[-1]]
        if last.marker.kind not in SPOKEN | {"dash", "label"} or members[-1] in parents or len(members) < 2:
            continue
        if all("\n" not in text[items[i].marker.start : items[i].end].strip() for i in members[:-1]):
            last.end = _line_end(text, last.marker.start, last.end)
    for item in items:
        while item.end > item.marker.end and text[item.end - 1].isspace():
            item.end -= 1


def _line_end(text: str, start: int, end: int) -> int:
    """The end of the line, and of lines on responsible bodies below it."""
    stop = text.find("\n", start, end)
    while 0 <= stop < end and _BODIES.match(text, stop + 1):
        stop = text.find("\n", stop + 1, end)
    return end if stop < 0 else stop


def _heading(text: str, start: int, end: int) -> tuple[str, int]:
    """The heading or first sentence of an item, and where the words after it begin."""
    while start < end and (text[start].isspace() or text[start] in "、.．，,：:"):
        start += 1
    named = _NAMED.match(text, start, end)
    if named:
        return named[0], named.end()
    depth, stop = 0, min(end, start + _LONGEST_HEADING)
    for mark in _MARK.finditer(text, start, stop):
        i, char = mark.start(), mark[0]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "\n" or (char in _STOPS and depth == 0):
            return _tidy(text[start:i]), min(end, i + 1)
        elif char in "：:" and depth == 0 and 2 <= i - start <= _LONGEST_NAME and not text[i - 1].isdigit():
            return _tidy(text[start:i]), i + 1
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    closing = _FULL.search(text, start, stop)  # a bracket is never closed
    full = closing.start() if closing else stop
    return _tidy(text[start:full]), min(end, full + 1)


def _run_in(heading: str, place: str) -> str:
    """A heading without the sentence that runs into it where line breaks are lost (推动减污降碳各级各部门要…)."""
    named = roles.run_in(heading)
    if named:
        return heading[:named]
    hit = _NEXT_SUBJECT.match(heading) if place != "line" else None
    return hit["title"] if hit else heading


def _tidy(words: str) -> str:
    closed = words.rstrip().endswith(("）", ")"))
    return (_RESPONSIBLE.sub("", words) if closed else words).strip().rstrip("：:，,、。；;")


def _assign_roles(text: str, nodes: list[Node], head: Masthead) -> None:
    period = int(head.period[:4]) if head.period and head.period[:4].isdecimal() else None
    default = roles.by_genre(head, text, [n.heading for n in nodes if n.level == 1])
    leads: dict[int, str | None] = {}
    planning = False
    articles = {n.item.parent for n in nodes if n.item.marker.kind == "article"}
    parents = {n.item.parent for n in nodes}
    for i, node in enumerate(nodes):
        kind, group = node.item.marker.kind, node.item.group
        parent = nodes[node.item.parent] if node.item.parent is not None else None
        if group not in leads:
            leads[group] = roles.by_lead(_lead(text, nodes, i)) if RANK[kind] > RANK["cn"] else None
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
            node.role = _role(node, parent, leads[group], base, period)
            planning = planning or (parent is None and node.role == "planned")


def _role(node: Node, parent: Node | None, lead: str | None, default: str, period: int | None) -> str:
    above = (parent.role or default) if parent else default
    if parent and above == "other" and parent.item.marker.kind in ("article", "chapter"):
        return "other"
    told = None
    if node.item.marker.kind not in SPOKEN | {"dash", "label"}:
        told = roles.by_heading(node.heading, None if parent else period)
    if told in (None, "mixed") and lead and above in ("mixed", "done", "problems", default):
        return lead
    if above == "other" and parent and parent.item.marker.kind == "annex":
        return "other"
    if told == "done" and default == "planned":
        return "other"  # a plan that looks back first: 过去五年工作回顾
    return told or above


def _lead(text: str, nodes: list[Node], i: int) -> str:
    """The words of the parent that stand before its first item; before an outermost item those of its paragraph."""
    node = nodes[i]
    start = nodes[node.item.parent].body if node.item.parent is not None else 0
    if i and nodes[i - 1].item.end > start and node.item.parent != i - 1:
        start = nodes[i - 1].item.end
    return text[max(start, node.item.marker.start - 200) : node.item.marker.start]


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
