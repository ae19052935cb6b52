"""The nodes of an outline: its items with their paths, headings and where the words behind the heading begin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from loaders import roles
from loaders.markers import BLOCKS, HEAD, SPOKEN
from loaders.sequence import Item

PATH = "/"
_STOPS = "。；;！!？?\n"
_OPEN, _CLOSE = "“‘《〈（(【〔「『", "”’》〉）)】〕」』"
_MARK = re.compile(rf"[{re.escape(_STOPS + _OPEN + _CLOSE)}：:]")
_LONGEST_HEADING = 300
_FULL = re.compile("[。；]")
_LONGEST_NAME = 32  # characters before a colon that are still a heading: 加强领导：成立……
_BODIES = re.compile(
    r"^[^\S\n]*[（(]?(?:牵头|责任|配合|完成|主办|协办|负责|参加|落实)(?:单位|部门|时限|时间|领导|人|科室)?[^\n]{0,4}[：:]"
)
# 指导思想以…为指导: the break between heading and text is lost.
_NAMED = re.compile(r"(?:指导思想|基本原则|主要目标|总体目标|工作目标|发展目标|总体要求)(?=[“\d以坚到围按全深在通])")
_NEXT_SUBJECT = re.compile(
    r"(?P<title>[^，,；;]{4,18}(?:[，,、][^，,；;]{4,18})?)(?<![和与及对向由在把将为以给使，,、])"
    r"(?:各级[党政人各]|各地区|各部门|各地[要应各]|各有关|各单位|各省、|\d{1,3}个|我[部省市区县局厅]|国务院[各有]|为进一步|为深入|为贯彻|要[以把进加认切]).{8,}"
)
# 加强组织领导各地应高度重视…: a task named by verb and noun, and the sentence that its lost full stop lets run into it.
_TASK_ENDS = (
    "体系|机制|制度|建设|管理|监管|监督|责任|协调|领导|改革|组织实施|能力|水平|环境|工作|服务|保障|试点|防治|创新|培训|宣传|指导|检查|考核|评估"
    "|执法|合作|交流|支撑|分工|衔接|防控|整治|应用|队伍|审批|核查|公开|引导|纪律|问责|参与"
)
_NEXT_TASK = re.compile(
    rf"(?P<title>[^，,；;、。：:]{{4,16}}?(?:{_TASK_ENDS}))(?=依法|积极|认真|高度|切实|严格|加快|坚持|大力|充分|进一步|深入|加强|建立|完善|推动|推进|鼓励"
    "|支持(?!力度)|对(?![外策])|在(?!线|建)|各[级地省市]|地方[各人政]|省级|国家[发有]|国务院|根据|按照|围绕|通过|结合|统筹|组织(?![实协机])|开展)"
    r"[^，；。、]{6,}[，；、]"
)
_LONG_HEADING = 20  # characters: from where on a heading may have swallowed what follows
_RESPONSIBLE = re.compile(r"\s*[（(][^（）()]*(?:牵头|责任|负责|配合|分工|完成时限)[^（）()]*[）)]\s*$")


@dataclass(slots=True)
class Node:
    """A section in the making."""

    item: Item
    path: str
    level: int
    heading: str
    body: int
    role: str | None = None


def nodes_of(text: str, items: list[Item]) -> list[Node]:
    """The nodes of items, in the same order; the items are cut of blanks at their ends."""
    _trim(text, items)
    firsts: dict[int, int] = {}
    for i, item in enumerate(items):
        if item.parent is not None:
            firsts.setdefault(item.parent, i)
    found: list[Node] = []
    counts: Counter[str] = Counter()
    places: Counter[int] = Counter()
    for i, item in enumerate(items):
        parent = found[item.parent] if item.parent is not None else None
        places[item.group] += 1
        label = f"——{places[item.group]}" if item.marker.kind == "dash" else item.marker.label.replace(PATH, "／")
        path = f"{parent.path}{PATH}{label}" if parent else label
        counts[path] += 1
        if counts[path] > 1:
            path = f"{path}~{counts[path]}"
        limit = items[firsts[i]].marker.start if i in firsts else item.end
        heading, body = _line(text, item) if item.marker.kind == HEAD else _heading(text, item.marker.end, limit)
        if item.marker.kind in BLOCKS:
            heading = _run_in(heading, item.marker.place)
        found.append(Node(item, path, parent.level + 1 if parent else 1, heading, body))
    return found


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


def _line(text: str, item: Item) -> tuple[str, int]:
    """The line of a heading without a number, whole, and where the words below it begin."""
    stop = text.find("\n", item.marker.end, item.end)
    return text[item.marker.end : stop].strip(), stop + 1


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
    if hit is None and len(heading) > _LONG_HEADING and roles.is_act(heading):
        hit = _NEXT_TASK.match(heading)
    return hit["title"] if hit else heading


def _tidy(words: str) -> str:
    closed = words.rstrip().endswith(("）", ")"))
    return (_RESPONSIBLE.sub("", words) if closed else words).strip().rstrip("：:，,、。；;")
