"""Which markers open an item: those that begin a sequence, continue one, or take it up again.

One pass from front to back over the candidates with a stack of open levels. A kind that is open goes on at its
level, whatever its usual depth: 一是 may hang under 一、, （一） or 1.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders import decimals, roles
from loaders.markers import BLOCKS, HEAD, PARAGRAPH, RANK, RECALL, SPOKEN, Marker

BREAK = "break"  # a pseudo marker: its number says how much stays open, 0 nothing, 1 the outermost numbering
PLAIN = "plain"  # the label of a break below which no 一、 stands, so that —— and 一是 are items there
LAST = 99  # 最后 follows any number
_HEADING = 60  # characters: the longest heading that runs into its first item
_GAPS = frozenset(("part", "chapter", "section", "article", *decimals.KINDS, "cn", "cnp"))
_PARTS_END, _LONGEST_PART = ("；", ";", "，", ",", "、"), 60  # of a part of a sentence, and its characters
# What comes before a list that only names the parts of a sentence.
_NAMES = re.compile(r"(?:下列|以下|[点象别型](?:分别|确定)?[为是]|包括)[^。；;]{0,40}[：:]\s*$")
_MODAL = re.compile(
    "(?<![重主需必])要(?![求素件点])|应(?![急用])|须|将(?!来)|不[得再予]|不要求|负责|可[以按享]|予以|给予|享受|奖励|按照|执行"
)
_LIST = re.compile(r"(?:条件|情形|材料|标准|要素|内容|包括|范围|是指|下列|之一|如下信息)[^。；]{0,12}[：:]$")


@dataclass(slots=True)
class Item:
    """An item that counts: its marker, the item above it (index) and where it ends."""

    marker: Marker
    parent: int | None
    end: int = -1
    group: int = -1


@dataclass(slots=True)
class Level:
    """An open level of the outline: its kind, last number, last item, and whether it was begun at a line's start."""

    kind: str
    last: int
    item: int
    line: bool
    group: int


@dataclass(slots=True)
class Sequence:
    """The pass over one text; `items` are in order of place."""

    text: str
    marks: list[Marker]
    items: list[Item] = field(default_factory=list)
    stack: list[Level] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    groups: int = 0
    at: int = -1
    plain: bool = False
    _of_kind: dict[str, list[int]] = field(default_factory=dict)
    _of_line: dict[str, list[int]] = field(default_factory=dict)
    _last_first: int = -1

    def run(self) -> list[Item]:
        """The items that count."""
        every, lines = defaultdict(list), defaultdict(list)
        for i, mark in enumerate(self.marks):
            every[mark.kind].append(i)
            if mark.place == "line":
                lines[mark.kind].append(i)
            if mark.number == 1 and mark.kind in ("part", "chapter", "article", "cn", "cnp"):
                self._last_first = i
        self._of_kind, self._of_line = dict(every), dict(lines)
        self.plain = not BLOCKS & lines.keys()  # labels and dashes alone part a text without any number
        for i, mark in enumerate(self.marks):
            self.at = i
            self._take(mark)
        self._close(0, len(self.text))
        return self.items

    def _take(self, mark: Marker) -> None:
        if mark.kind == BREAK:
            kept = [] if mark.number == 0 else [lv for lv in self.stack if RANK[lv.kind] <= RANK["cn"]]
            self._close(len(kept), mark.start)
            self.plain = mark.label == PLAIN if mark.number == 0 else self.plain
        elif mark.kind == "annex":
            self._close(0, mark.start)
            self.seen.clear()
            self._push(mark, 0)
        elif mark.kind in ("dash", "label", RECALL):
            self._unnumbered(mark)
        elif mark.kind in (HEAD, PARAGRAPH):
            self._sibling(mark, 0, mark.number) if self._depth(mark.kind) == 0 else self._open(mark, mark.number)
        elif mark.place != "bare" or self._after_heading(mark):
            self._numbered(mark)

    def _unnumbered(self, mark: Marker) -> None:
        depth = self._depth(mark.kind)
        if not (self.stack or self.plain) or any(lv.kind == "article" for lv in self.stack):
            return
        if depth is not None:
            self._sibling(mark, depth, self.stack[depth].last + 1)
        elif mark.kind in ("label", RECALL) or self._second(mark, any_number=True):
            self._open(mark, 1)

    def _numbered(self, mark: Marker) -> None:
        depth = self._depth(mark.kind)
        if depth is None:
            if not self._is_part(mark) and self._opens(mark):
                self._leave_dashes(mark)
                self._open(mark, mark.number)
            return
        level = self.stack[depth]
        inner = mark.place != "line" and level.line and mark.kind not in SPOKEN
        if mark.number in (level.last + 1, LAST):
            if not inner or self._missing(mark):
                self._sibling(mark, depth, level.last + 1)
        elif mark.number == 1:
            if not inner and (self._second(mark) or (mark.place == "line" and mark.kind in _GAPS)):
                self._restart(mark, depth)
        elif mark.kind == "ar" and mark.number == level.last + 2 and mark.place == "line" and self._follows(mark):
            self._sibling(mark, depth, mark.number)
        elif mark.place == "line" and mark.kind in _GAPS and level.last <= mark.number <= level.last + 3:
            self._sibling(mark, depth, mark.number)  # 一、 二、 二、 三、: numbered wrongly, yet an item

    def _leave_dashes(self, mark: Marker) -> None:
        """Close a list of —— whose items keep to their lines before 一是 of a paragraph below the last of them."""
        if mark.kind not in SPOKEN or not self.stack or self.stack[-1].kind != "dash":
            return
        level = self.stack[-1]
        last = self.items[level.item]
        group = [i for i in self.items if i.group == level.group and i is not last]
        alone = all("\n" not in self.text[i.marker.start : i.end].strip() for i in group)
        line = self.text.find("\n", last.marker.start, mark.start)
        if group and alone and line >= 0:
            self._close(len(self.stack) - 1, line)

    def _opens(self, mark: Marker) -> bool:
        """Whether a marker of a kind that is not open opens a level."""
        inner = mark.kind in SPOKEN or mark.kind not in BLOCKS
        if inner and not self.stack and not self.plain and self.at < self._last_first:
            return False  # 一是 in the words before the first 一、
        if mark.number == 1:
            return self._second(mark) or (mark.place == "line" and mark.kind in _GAPS)
        if mark.kind in SPOKEN:
            return False
        if mark.number == self.seen.get(mark.kind, 0) + 1:
            return mark.kind in BLOCKS or mark.place == "line"  # （七） goes on under the next 三、
        return mark.place == "line" and (mark.kind in _GAPS or self._is_excerpt(mark))

    def _is_excerpt(self, mark: Marker) -> bool:
        """Whether the numbers of a text begin with 43. as those of an excerpt do, or with 2., the first being lost."""
        return mark.kind == "ar" and mark.kind not in self.seen and self._follows(mark)

    def _follows(self, mark: Marker, step: int = 1) -> bool:
        """Whether the next number of the kind at a line's start goes on from a marker's, by one or more."""
        after = self._next(self._of_line.get(mark.kind, []))
        return after is not None and self.marks[after].number == mark.number + step

    def _second(self, mark: Marker, any_number: bool = False) -> bool:
        """Whether the next marker of the kind is number two, nothing from further out between them."""
        spoken, line = mark.kind in SPOKEN, mark.place == "line"
        table = self._of_line if line and not spoken else self._of_kind
        after = self._next(table.get(mark.kind, []))
        if after is None or (self.marks[after].number != 2 and not any_number):
            return line and mark.kind == "ar" and self._follows(mark, 2)  # 1. 3. 4.: the second is lost
        if line and not spoken and not any_number:
            return True
        between = (self.marks[i] for i in range(self.at + 1, after))
        outer = BLOCKS if spoken else RANK.keys()
        if any(m.place == "line" and (m.kind == BREAK or (m.kind in outer and m.rank < mark.rank)) for m in between):
            return False
        if any_number:
            return True
        return spoken or mark.kind in ("part", "chapter", "article", "cn", "cnp") or self._in_one_line(mark, after)

    def _in_one_line(self, mark: Marker, after: int) -> bool:
        """Whether （1）…；（2）… stand in one line as tasks, not as the parts of a condition (下列材料：（1）)."""
        if mark.before and mark.before not in "。；;：:":
            return False
        lead = self.text[max(0, mark.start - 40) : mark.start].rstrip()
        return "\n" not in self.text[mark.start : self.marks[after].start] and not _LIST.search(lead)

    def _is_part(self, mark: Marker) -> bool:
        """Whether a marker belongs to a list that only names what the sentence before it speaks of; not in laws."""
        if mark.kind in SPOKEN or any(level.kind == "article" for level in self.stack):
            return False
        if mark.number > 1:
            goes_on = self.parts.get(mark.kind) == mark.number - 1
        else:
            after = self._next((self._of_line if mark.place == "line" else self._of_kind).get(mark.kind, []))
            goes_on = after is not None and self.marks[after].number == 2 and self._names(mark, after)
        if goes_on:
            self.parts[mark.kind] = mark.number
        else:
            self.parts.pop(mark.kind, None)
        return goes_on

    def _names(self, mark: Marker, after: int) -> bool:
        """Whether the first item of a list is a part of the sentence before it: 下列事项应当报批：（一）设备；."""
        lead = self.text[max(0, mark.start - 60) : mark.start]
        first = self.text[mark.end : self.marks[after].start].strip()
        named = first.endswith(_PARTS_END) and len(first) < _LONGEST_PART and not roles.is_act(first)
        return named and _NAMES.search(lead) is not None and not _MODAL.search(first)

    def _missing(self, mark: Marker) -> bool:
        """Whether a number that should open a line stands within one, the line break being lost."""
        after = self._next(self._of_line.get(mark.kind, []))
        return mark.before in ("。", "；", ";", "：", ":") and (
            after is None or self.marks[after].number != mark.number
        )

    def _after_heading(self, mark: Marker) -> bool:
        """Whether only a heading stands between the last item's marker and this one."""
        if mark.kind in ("chapter", "part"):
            return mark.number in (1, self.seen.get(mark.kind, 0) + 1)
        if not self.items:
            return False
        last = self.items[-1].marker
        gap = self.text[last.end : mark.start]
        return last.rank < mark.rank and 2 <= len(gap) <= _HEADING and not re.search(r"[。；：\n]", gap)

    def _next(self, places: list[int]) -> int | None:
        i = bisect.bisect_right(places, self.at)
        return places[i] if i < len(places) else None

    def _depth(self, kind: str) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].kind == kind:
                return depth
        return None

    def _open(self, mark: Marker, number: int) -> None:
        """Open a level below the open ones that stand further out by kind."""
        depth = len(self.stack)
        while depth and RANK[self.stack[depth - 1].kind] >= mark.rank and not self._goes_on(depth - 1, mark):
            depth -= 1
        self._close(depth, mark.start)
        self._push(mark, number)

    def _goes_on(self, depth: int, mark: Marker) -> bool:
        """Whether a level goes on after a list that hangs under its item: 一是 （1） （2） 二是."""
        level = self.stack[depth]
        after = self._next(self._of_kind.get(level.kind, []))
        if (
            level.kind in BLOCKS
            or mark.number != 1
            or not depth
            or after is None
            or self.marks[after].number != level.last + 1
        ):
            return False
        above = self.stack[depth - 1]
        further = self._next(self._of_kind.get(above.kind, []))
        return RANK[above.kind] < mark.rank and (further is None or further > after)

    def _sibling(self, mark: Marker, depth: int, number: int) -> None:
        level = self.stack[depth]
        self._close(depth + 1, mark.start)
        self.items[level.item].end = mark.start
        level.last = self.seen[mark.kind] = number
        level.item = self._add(mark, depth, level.group)

    def _restart(self, mark: Marker, depth: int) -> None:
        self._close(depth, mark.start)
        self._push(mark, 1)

    def _push(self, mark: Marker, number: int) -> None:
        self.groups += 1
        self.seen[mark.kind] = number
        depth = len(self.stack)
        self.stack.append(Level(mark.kind, number, -1, mark.place == "line", self.groups))
        self.stack[depth].item = self._add(mark, depth, self.groups)

    def _add(self, mark: Marker, depth: int, group: int) -> int:
        parent = self.stack[depth - 1].item if depth else None
        self.items.append(Item(mark, parent, -1, group))
        return len(self.items) - 1

    def _close(self, depth: int, end: int) -> None:
        while len(self.stack) > depth:
            self.items[self.stack.pop().item].end = end


def sequence(text: str, marks: Iterable[Marker]) -> list[Item]:
    """The items that the markers of a text open, in order of place, each with its end."""
    return Sequence(text, list(marks)).run()
