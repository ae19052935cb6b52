"""Where the heading of an item ends: at its stop, or before the sentence that runs into it where a break is lost."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import takewhile

from loaders import roles, rulebook

STOPS = "。；;！!？?\n"
OPEN, CLOSE = "“‘《〈（(【〔「『", "”’》〉）)】〕」』"
_MARK = re.compile(rf"[{re.escape(STOPS + OPEN + CLOSE)}：:]")
_LONGEST = 300  # characters of a heading
_LONGEST_NAME = 32  # characters before a colon that are still a heading: 加强领导：成立……
_FULL = re.compile("[。；]")
_RESPONSIBLE = re.compile(r"\s*[（(][^（）()]*(?:牵头|责任|负责|配合|分工|完成时限)[^（）()]*[）)]\s*$")
_SHORTEST, _LONGEST_TITLE = 4, 80  # characters of a heading that a sentence runs into


@dataclass(frozen=True, slots=True)
class RunIn:
    """A way in which a sentence runs into a heading: what the heading is like and how the sentence begins.

    `heading` is section (the name of a section), task (what is done) or any; `start` from how many characters on
    words may hold both; `longest` how long a heading may be; `broken` whether only where breaks are lost; `last`
    whether the last place that fits counts.
    """

    heading: str
    title: re.Pattern[str]
    sentence: re.Pattern[str]
    start: int
    longest: int
    broken: bool
    last: bool

    def end(self, words: str) -> int | None:
        """Where the heading ends before its sentence, or None where none runs into it."""
        if not self._may_hold(words):
            return None
        begun = (m.start() for m in self.sentence.finditer(words, _SHORTEST))
        ends = takewhile(self.longest.__ge__, begun)
        fit = (end for end in ends if self.title.fullmatch(words, 0, end) and self._is_heading(words[:end]))
        return max(fit, default=None) if self.last else next(fit, None)

    def _may_hold(self, words: str) -> bool:
        """Whether words may be more than a heading: what a section is called or what is done says so itself."""
        if self.heading == "section":
            return not (roles.rule_of(words) or roles.is_act(words))
        return self.heading == "any" or roles.is_act(words)

    def _is_heading(self, words: str) -> bool:
        # Names of sections without tasks or problems are left: 补贴标准按照缴税额的一半确定 is a sentence.
        section = self.heading == "section"
        return not section or (roles.is_name_of_section(words) and roles.by_heading(words, None) != "other")


@functools.cache
def _ways(whole: bool) -> tuple[RunIn, ...]:
    """The ways in order; `whole` leaves those out that need a lost break."""
    table = rulebook.read("outline")["run_in"]
    return tuple(way for way in (_way(**row) for row in table["ways"]) if not (whole and way.broken))


def _way(
    heading: str,
    title: str,
    sentence: list[str],
    start: int = 0,
    longest: int = _LONGEST_TITLE,
    broken: bool = False,
    last: bool = False,
) -> RunIn:
    begun = re.compile(f"(?={'|'.join(f'(?:{words})' for words in sentence)})")
    return RunIn(heading, re.compile(title), begun, start, longest, broken, last)


def of(text: str, start: int, end: int, place: str = "") -> tuple[str, int]:
    """The heading or first sentence of an item, and where the words after it begin."""
    while start < end and (text[start].isspace() or text[start] in "、.．，,：:"):
        start += 1
    stop, body = _stop(text, start, end)
    words = _tidy(text[start:stop])
    cut = run_in(words, place) if place else None
    return words[:cut], body


def _stop(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the first sentence of an item stops, and where the words behind it begin."""
    depth = 0
    for mark in _MARK.finditer(text, start, min(end, start + _LONGEST)):
        i, char = mark.start(), mark[0]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif char == "\n" or (char in STOPS and depth == 0):
            return i, min(end, i + 1)
        elif char in "：:" and depth == 0 and 2 <= i - start <= _LONGEST_NAME and not text[i - 1].isdigit():
            return i, i + 1
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    closing = _FULL.search(text, start, stop)  # a bracket is never closed
    full = closing.start() if closing else stop
    return full, min(end, full + 1)


def run_in(words: str, place: str) -> int | None:
    """How long the heading is that a sentence runs into where a break is lost: 推动减污降碳各级各部门要…."""
    size = len(words)
    for way in _ways(place == "line"):
        # Of most ways the first look at the words shows that they are none.
        if size >= way.start and way.title.match(words) and (end := way.end(words)):
            return end
    return None


def alone(text: str, start: int, end: int) -> tuple[str, int]:
    """A heading that is a whole line, and where the words below it begin."""
    stop = text.find("\n", start, end)
    return text[start:stop].strip(), stop + 1


def _tidy(words: str) -> str:
    closed = words.rstrip().endswith(("）", ")"))
    return (_RESPONSIBLE.sub("", words) if closed else words).strip().rstrip("：:，,、。；;")
