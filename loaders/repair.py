"""Damage of the source mended: pinyin glosses, UTF-8 read as GBK, GBK characters paired one byte off.

Some sites put the reading behind every rare character, 區(qū), by a tool that works on bytes. Where the second byte
of one character and the first of the next spell such a character, the tool writes into the middle: one byte is lost,
shown as "?", and all that follows is paired one byte off until a byte that stands alone ends it (納入?yún)^ is 納入區).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.bigrams import Model
from loaders.offsets import Edit
from loaders.readings import Readings
from loaders.scanning import places
from loaders.script import to_simplified
from loaders.text import mojibake

TONED = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡ"
READING = rf"(?=[a-zɡ]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ])[{TONED}]{{1,7}}[)）]"
VOWEL = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")  # with a tone, as every reading has one
GLOSS = re.compile(rf"[(（](?<=[\u3400-\u9fff].){READING}")
LOST = re.compile(rf"\?(?<=[\u3400-\u9fff，。、；：“”《》！].)(?P<clue>{READING})?(?=[^\s?])")
GLOSSED = 5  # a page with fewer is one that explains a word or two, not one with a gloss on every rare character
LEADS = bytes(range(0x81, 0xFF))
LONGEST, SURE, SHORT = 40, 15, 6  # characters of a window: looked at; mended with a second sign; mended without one
GAIN = 8.0  # nats by which the mended reading must be likelier than the one that stands
MARGIN = 6.0  # nats by which it must beat the next
FLOOR = -6.5  # nats a character
BEAM = 200
ALNUM = re.compile("[0-9A-Za-z]")  # a letter in a Latin word ends no window: "LED"
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a window: its characters so far, the byte left over, and how likely they are."""

    words: str
    pending: int
    score: float


def mend(raw: str) -> tuple[list[Edit], list[tuple[int, int]]]:
    """The edits that mend a raw text, and the spans of it that are damaged beyond mending."""
    if len(mojibake().findall(raw[:2000])) * 12 > len(raw[:2000]):
        return _misread(raw)
    glosses = list(GLOSS.finditer(raw)) if len(places(VOWEL, raw)) >= GLOSSED else []
    if len(glosses) < GLOSSED:
        glosses = []
    edits = [Edit(m.start(), m.end(), "", "gloss") for m in glosses]
    # A page without glosses has real question marks, and nothing that takes bytes away.
    if not glosses or "?" not in raw:
        return edits, []
    return _realigned(raw, edits)


def _realigned(raw: str, glosses: list[Edit]) -> tuple[list[Edit], list[tuple[int, int]]]:
    model, readings = Model(_own(raw)), Readings(raw)
    edits: list[Edit] = []
    broken: list[tuple[int, int]] = []
    at = 0
    for m in LOST.finditer(raw):
        if m.start() < at:
            continue
        edit, end = Window(raw, m, model, readings).mended()
        if edit:
            edits.append(edit)
            behind = GLOSS.match("\u4e00" + raw[edit.end : edit.end + 12], 1)
            edits += [Edit(edit.end, edit.end + len(behind[0]), "", "gloss")] if behind else []
        elif end:
            broken.append((m.start(), end))
        at = end or m.end()
    spans = [(edit.start, edit.end) for edit in edits if edit.kind == "damage"]
    kept = [gloss for gloss in glosses if not any(a <= gloss.start < b for a, b in spans)]
    return sorted([*kept, *edits], key=lambda edit: edit.start), broken


def _own(raw: str) -> str:
    """The undamaged text of a document, in Simplified and without glosses: its words tell what is likely in it."""
    return GLOSS.sub("", to_simplified(re.sub(r"\?.{0,40}", "\n", raw)))


class Window:
    """What stands behind a lost byte, up to where the characters are whole again."""

    def __init__(self, raw: str, lost: re.Match[str], model: Model, readings: Readings) -> None:
        self.raw, self.model, self.readings = raw, model, readings
        self.start, self.first = lost.start(), lost.end()
        self.clue = lost["clue"][:-1] if lost["clue"] else None
        self.before = to_simplified(raw[self.start - 1])
        self.open = (Reading("", 0, 0.0), self.first)
        self.comma = "," if raw.count(",") > raw.count("，") else "，"

    def mended(self) -> tuple[Edit | None, int | None]:
        """The edit that mends the window, or where the damage ends that cannot be mended, or neither."""
        found = list(self._endings())
        if not found:
            return None, self._open_end()
        # Windows of several lengths are compared over the longest: what follows a true end is good text as it stands.
        farthest = max(end for _, end, _ in found)
        totals = [reading.score + self._standing(reading.words[-1], end, farthest) for reading, end, _ in found]
        order = sorted(range(len(found)), key=lambda i: -totals[i])
        best, end, matched = found[order[0]]
        second = totals[order[1]] if len(order) > 1 else float("-inf")
        margin = totals[order[0]] - second
        if best.score - self._standing(self.before, self.start, end) < GAIN:
            return None, None
        size = len(best.words)
        sure = bool(self.clue) or matched
        gated = best.score / size > FLOOR and (sure or margin > MARGIN)
        if gated and size <= (SURE if sure else SHORT):
            return Edit(self.start, end, best.words.replace("，", self.comma), "damage"), end
        return None, end

    def _open_end(self) -> int | None:
        """Where a window ends that no byte closes, if what stands in it is far less likely than it is paired anew."""
        best, end = self.open
        gain = best.score - self._standing(self.before, self.start, end)
        return end if best.words and gain >= 2 * GAIN else None

    def _standing(self, before: str, start: int, end: int) -> float:
        """How likely a stretch of the source is as it stands."""
        words = to_simplified(GLOSS.sub("", self.raw[start:end]))
        return self.model.score(words, to_simplified(before))

    def _endings(self) -> Iterator[tuple[Reading, int, bool]]:
        """Each reading that reaches a byte standing alone, with where it ends and whether a gloss there confirms it."""
        beam = [Reading("", lead, 0.0) for lead in self._leads()]
        at = self.first
        while beam and at < min(len(self.raw), self.first + LONGEST):
            char = self.raw[at]
            at += 1
            if "@" <= char <= "~" and not ALNUM.match(self.raw, at) and not ALNUM.match(self.raw, at - 2):
                yield from self._last(beam, char, at)
            beam = self._next(beam, char)
            self.open = (beam[0], at) if beam else self.open
            gloss = GLOSS.match(self.raw, at)
            at = gloss.end() if gloss else at

    def _last(self, beam: list[Reading], char: str, at: int) -> Iterator[tuple[Reading, int, bool]]:
        gloss = GLOSS.match("\u4e00" + self.raw[at : at + 12], 1)
        for state in beam:
            grown = self._grown(state, ord(char), 0)
            if not grown:
                continue
            matched = bool(gloss) and self.readings.fit(grown.words[-1], gloss[0][1:-1] if gloss else "")
            bonus = 0.0 if not gloss else 6.0 if matched else -6.0
            yield Reading(grown.words, 0, grown.score + bonus), at, matched

    def _leads(self) -> list[int]:
        """The bytes that may be lost: with a clue those that spell, with the byte before, a character so read."""
        previous = _bytes(self.raw[self.start - 1])
        if not self.clue or not previous:
            return list(LEADS)
        pairs = ((lead, _char(previous[1], lead)) for lead in range(0x40, 0xFF))
        return [lead for lead, char in pairs if char and self.readings.fit(char, self.clue)]

    def _next(self, beam: list[Reading], char: str) -> list[Reading]:
        """The readings one character on, the likeliest of them."""
        pair = _bytes(char)
        if not pair:
            return []
        out: list[Reading] = []
        for state in beam:
            grown = self._grown(state, *pair)
            out += [grown] if grown else []
            # A comma seen one byte off is no character at all and was dropped: its second byte is known, what
            # stood behind it can be any first byte.
            if state.pending == 0xA3:
                comma = Reading(state.words + "，", 0, state.score + self._gain(state.words, "，"))
                more = (self._grown(Reading(comma.words, lead, comma.score), *pair) for lead in LEADS)
                out += [grown for grown in more if grown]
        return sorted(out, key=lambda state: -state.score)[:BEAM]

    def _grown(self, state: Reading, second: int, pending: int) -> Reading | None:
        char = _char(state.pending, second)
        if not char:
            return None
        simple = to_simplified(char) if char > "\u3400" else char
        return Reading(state.words + char, pending, state.score + self._gain(state.words, simple))

    def _gain(self, words: str, char: str) -> float:
        return self.model.step(to_simplified(words[-1]) if words else self.before, char)


def _bytes(char: str) -> bytes | None:
    """The two bytes of a character; of an ASCII sign those of its full-width form, for such were folded later."""
    wide = chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
    try:
        pair = wide.encode("gbk")
    except UnicodeEncodeError:
        return None
    return pair if len(pair) == 2 else None


def _char(first: int, second: int) -> str | None:
    """The character of two bytes, or None where they spell none."""
    if not 0x81 <= first <= 0xFE or not 0x40 <= second <= 0xFE:
        return None
    try:
        return bytes((first, second)).decode("gbk")
    except UnicodeDecodeError:
        return None


def _misread(raw: str) -> tuple[list[Edit], list[tuple[int, int]]]:
    """Edits for a text whose UTF-8 was read as GBK, line by line; what was lost in the reading is marked damaged."""
    edits: list[Edit] = []
    broken: list[tuple[int, int]] = []
    for m in LINE.finditer(raw):
        try:
            data = b"\xff".join(part.encode("gb18030") for part in m[0].split("\ufffd"))
        except UnicodeEncodeError:
            continue
        fixed = re.sub("\ufffd+", "\ufffd", data.decode("utf-8", "replace"))
        if fixed == m[0]:
            continue
        # One lost character in a line is the rule; where every third is lost the line was not UTF-8.
        readable = fixed.count("\ufffd") * 3 <= len(fixed)
        edits += [Edit(m.start(), m.end(), fixed, "damage")] if readable else []
        broken += [m.span()] if "\ufffd" in fixed else []
    return edits, broken
