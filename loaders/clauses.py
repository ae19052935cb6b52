"""Where a statement reaches: the sentence and clause around a place, and what stands before it on its own level.

Marks count: what brackets or quotes enclose to the left of a place is passed over, and a place inside brackets or
quotes sees nothing outside them.
"""

from __future__ import annotations

import bisect
import re

from graph.frozen import record

SENTENCE = "。！？!?\n"
STOPS = ",，;；:："
OPENING, CLOSING = "“‘「『《〈（(【〔[", "”’」』》〉）)】〕]"
_SIGN = re.compile(f"[{re.escape(SENTENCE + STOPS + OPENING + CLOSING)}]")
REACH = 150  # characters to the left of a name in which its verb is sought, titles before it in a list apart
FARTHEST = 600  # with those titles: 根据《…》（…）、《…》（…）、《…》
LONGEST = 160  # characters of a quote


@record(frozen=True, slots=True)
class Clause:
    """What stands before a place on its own level: `start` of the clause, and the `holes` that marks enclose."""

    start: int
    holes: tuple[tuple[int, int], ...]


def before(text: str, place: int) -> Clause:
    """The clause up to a place, back to the nearest stop on the same level."""
    holes: list[tuple[int, int]] = []
    at = place
    floor = max(0, place - REACH)
    while at > floor:
        char = text[at - 1]
        if char in CLOSING:
            open_ = _opening(text, at - 1, floor)
            if open_ is None:
                at -= 1
                continue
            holes.append((open_, at))
            if char in "》）)":
                floor = max(0, place - FARTHEST, floor - (at - open_))
            at = open_
        elif char in OPENING or char in SENTENCE or (char in STOPS and not _lists_on(text, at - 1)):
            break
        else:
            at -= 1
    return Clause(at, tuple(reversed(holes)))


def _opening(text: str, close: int, floor: int) -> int | None:
    """Where the mark that closes at a place opens, or None where it does not within reach."""
    want = OPENING[CLOSING.index(text[close])]
    depth = 0
    for at in range(close, max(-1, floor - LONGEST), -1):
        if text[at] == "\n":
            return None
        if text[at] == text[close]:
            depth += 1
        elif text[at] == want:
            depth -= 1
            if depth == 0:
                return at
    return None


def _lists_on(text: str, comma: int) -> bool:
    """Whether a comma only parts the items of a list: 落实《甲》，《乙》和《丙》."""
    if text[comma] not in ",，":
        return False
    listed = text[max(0, comma - 1)] in "》”" and text[comma + 1 : comma + 2] in ("《", "“")
    return listed or text.startswith("以及《", comma + 1)  # 根据“三定”规定，以及《…》


def bare(text: str, start: int, end: int, holes: tuple[tuple[int, int], ...]) -> str:
    """text[start:end] without what marks enclose."""
    parts, at = [], start
    for a, b in holes:
        if a >= end:
            break
        if b > start:
            parts.append(text[at : max(at, a)])
            at = max(at, b)
    parts.append(text[at:end])
    return "".join(parts)


class Marks:
    """How deep a reader stands in marks; a closing mark closes what was left open inside its own: 《“十四五"规划》."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def read(self, char: str) -> bool:
        """Whether the character is a mark with its partner (an unmatched closing mark is none)."""
        if char in OPENING:
            self.open.append(char)
            return True
        at = CLOSING.find(char)
        if at >= 0 and OPENING[at] in self.open:
            while self.open.pop() != OPENING[at]:
                pass
            return True
        return False


class Sentences:
    """The sentences of a text: a stop inside marks ends none, a line break always does."""

    _PLAIN = "[^“”‘’「」『』《》〈〉（）()【】\n]*"
    _MARK = re.compile(rf"“{_PLAIN}”|《{_PLAIN}》|（{_PLAIN}）|[“”‘’「」『』《》〈〉（）()【】。！？!?\n]")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, list[int]] = {}
        self._found: dict[int, tuple[int, int]] = {}

    def at(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a place, without blanks and line break around it."""
        if place not in self._found:
            self._found[place] = self._at(place)
        return self._found[place]

    def _at(self, place: int) -> tuple[int, int]:
        line = self._text.rfind("\n", 0, place) + 1
        cuts = self._known.get(line)
        if cuts is None:
            cuts = self._known[line] = self._cuts(line)
        i = bisect.bisect_right(cuts, place, 0, len(cuts) - 1) - 1
        start, end = cuts[i], cuts[i + 1]
        while end > start and self._text[end - 1].isspace():
            end -= 1
        while start < end and self._text[start].isspace():
            start += 1
        return start, end

    def _cuts(self, line: int) -> list[int]:
        """Where the sentences of a line begin, and where the line after it does."""
        stop = self._text.find("\n", line)
        stop = len(self._text) if stop < 0 else stop
        cuts, marks = [line], Marks()
        for m in self._MARK.finditer(self._text, line, stop):
            char = m[0]
            if not marks.open and char in SENTENCE:
                cuts.append(m.end())
            elif len(char) == 1:  # a pair with no mark in it leaves everything as it was
                marks.read(char)
        cuts.append(min(stop + 1, len(self._text)))
        return cuts


def quote(text: str, sentence: tuple[int, int], needed: tuple[int, int]) -> tuple[int, int] | None:
    """The clauses of a sentence that hold a span, at most 160 characters; None where the span itself is longer."""
    low, high = max(sentence[0], needed[0]), min(sentence[1], needed[1])
    if high <= low or (low, high) != needed or high - low > LONGEST:
        return None
    start, end = _clause_start(text, low, sentence[0]), _clause_end(text, high, sentence[1])
    if end - start > LONGEST:
        start = max(start, low - max(0, LONGEST - (high - low)) // 2) if end - low > LONGEST else low
    if end - start > LONGEST:
        end = min(end, start + LONGEST)
    return _balanced(text, start, end, needed)


def _clause_start(text: str, at: int, floor: int) -> int:
    depth = 0
    while at > floor:
        char = text[at - 1]
        if char in CLOSING:
            depth += 1
        elif char in OPENING:
            depth -= 1
        elif depth <= 0 and char in STOPS + SENTENCE:
            break
        at -= 1
    while text[at].isspace():
        at += 1
    return at


def _clause_end(text: str, at: int, ceiling: int) -> int:
    marks = Marks()
    for m in _SIGN.finditer(text, at, ceiling):
        if not marks.read(m[0]) and not marks.open and m[0] in STOPS + SENTENCE:
            return m.start()
    return max(at, ceiling)


def _balanced(text: str, start: int, end: int, needed: tuple[int, int]) -> tuple[int, int]:
    """The span, drawn in to the words needed where a stop would stand in it outside of marks."""
    marks = Marks()
    opened: list[int] = []
    stop = start
    for m in _SIGN.finditer(text, start, end):
        at, char = m.start(), m[0]
        if marks.read(char):
            opened = [*opened, at][: len(marks.open)]
        elif char in SENTENCE and at < end - 1:
            if not marks.open:
                return needed
            stop = at
    if opened and opened[0] < stop:
        # What opens here and is closed too far on, or by another kind of mark (“甲〞), encloses nothing.
        return (start, opened[0]) if needed[1] <= opened[0] else needed
    return start, end
