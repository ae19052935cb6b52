"""Line breaks that a page has lost: a whole document in one line is set in lines again, as its numbering tells.

Restored where a sequence from 一、 upwards, 第一条 upwards or the like runs through a line far longer than a paragraph,
each as a repair whose source is empty. Pages saved as one cell of a table come so: “…意见。一、总体要求（一）指导…”
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from loaders import rulebook
from loaders.numerals import parse
from loaders.offsets import Edit
from loaders.scanning import scan

LONG = 600  # characters: no paragraph of an official document is as long
NUMERAL = "〇零一二三四五六七八九十百"
ORG = "府|厅|局|委|部|院|办|会|署|行|办公室|委员会"
YEAR = r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年[\d一二三四五六七八九十元]{1,3}月[\d一二三四五六七八九十]{1,3}日"
# Each pattern with the characters behind which no item begins, and what a first and a second item end in: where both
# are not, there is no sequence. An item can begin behind a sentence, or behind a
# heading without a full stop; a numeral or 第 before it is another matter (第一、二、三产业), and so is 一、二等奖.
SEQUENCES = (
    (re.compile(rf"([{NUMERAL}]+)、(?![{NUMERAL}]+[、等])"), "第、，和及", ("一、",), ("二、",)),
    (
        re.compile(rf"[（(]([{NUMERAL}]+)[）)](?![、，至项款])"),
        "本该第、，和及或按照据依至",
        ("一）", "一)"),
        ("二）", "二)"),
    ),
    (re.compile(rf"第([{NUMERAL}]+)条(?![第、，之的规款])"), "本该和及或按照据依至、，法例定》", ("一条",), ("二条",)),
    (re.compile(rf"第([{NUMERAL}]+)章(?![第、，的])"), "本该和及或按照据依至、，", ("一章",), ("二章",)),
    (re.compile(r"(\d{1,2})[.．、](?!\d)"), None, ("1.", "1．", "1、"), ("2.", "2．", "2、")),
)
AFTER = "。；：:）)"  # a figure with a point opens an item only behind these
KINDS = "通知|意见|决定|方案|报告|复函|批复|办法|规定|规则|细则|纲要|规划|计划|公告|通告|通报|的函|要点|条例|措施|请示"
NUMBER = re.compile(
    rf"(?:(?<={KINDS})|^)(?!的|[^〔]{{0,8}}(?:{KINDS}))[\u4e00-\u9fff]{{2,10}}[〔\[]\d{{4}}[〕\]]\d{{1,4}}号(?=[^，。）》、])"
)
ADDRESSEE = re.compile(
    rf"(?:(?<={KINDS})|(?<=号))((?:各[^。；]{{2,600}}?|[\u4e00-\u9fff、]{{2,60}}?(?:府|院|厅|局|委|部)(?:（[^（）]*）)?)[：:])"
)
DATED = re.compile(YEAR)
SIGNER = re.compile(rf"[。）]([\u4e00-\u9fff、 ]{{2,40}}(?:{ORG}))$")
_FIRST = re.compile(rf"[{NUMERAL}（(第\d]")
_YEAR = re.compile(r"[\d一二]")
NOTES = re.compile(r"[（(](?:此件|本文|此文)[^（）()]{2,12}[）)]")
ATTACHED = re.compile(r"附件(?<=[。日发）)]附件)(?:\d{1,2}[：:]?|[：:])")


@functools.cache
def colophon() -> re.Pattern[str]:
    """What follows the day of a letter where breaks are lost: a note, copies, an annex, the imprint, nothing."""
    return re.compile(rf"\s*(?:{'|'.join(rulebook.read('clean')['colophon']['patterns'])}|$)")


def breaks(text: str) -> list[Edit]:
    """Edits that set the lines of a document again which stand in one."""
    places: set[int] = set()
    at = 0
    lines = text.split("\n")
    for line in lines if max(map(len, lines)) >= LONG else ():
        if len(line) >= LONG:
            places |= {at + place for place in _places(line) if 0 < place < len(line)}
        at += len(line) + 1
    return [Edit(place, place, "\n", "damage") for place in sorted(places)]


def _places(line: str) -> Iterator[int]:
    """Where lines of the document begin in one long line; nothing where no numbering runs through it."""
    told = [(p, never) for p, never, *items in SEQUENCES if all(any(map(line.__contains__, ends)) for ends in items)]
    items = sorted({at for pattern, never in told for at in _sequence(pattern, never, line)})
    yield from items
    head = line[:1200]
    for m in NUMBER.finditer(head[:300]):
        yield from m.span()
        break
    addressed = ADDRESSEE.search(head[:400])
    if addressed:
        yield from addressed.span()
    for m in scan(DATED, _YEAR, line):
        start = max(0, m.start() - 45)
        signer = SIGNER.search(line[start : m.start()])
        if signer:
            yield from (start + signer.start(1), *m.span())
        elif colophon().match(line, m.end()):
            yield m.end()
    for m in NOTES.finditer(line):
        yield from m.span()
    yield from (m.start() for m in ATTACHED.finditer(line))


def _sequence(pattern: re.Pattern[str], never: str | None, line: str) -> Iterator[int]:
    """Where the items of each sequence 1, 2, … of a line begin; a lone first item is none."""
    runs: list[list[int]] = []
    for m in scan(pattern, _FIRST, line):
        before = line[m.start() - 1 : m.start()]
        if before and (before in never if never is not None else before not in AFTER):
            continue
        number = parse(m[1])
        while number != 1 and runs and len(runs[-1]) + 1 != number and _resumes(runs, number):
            yield from _whole(runs.pop())
        if number == 1:
            runs.append([m.start()])
        elif runs and len(runs[-1]) + 1 == number:
            runs[-1].append(m.start())
    for run in runs:
        yield from _whole(run)


def _resumes(runs: list[list[int]], number: object) -> bool:
    """Whether an item goes on with a sequence that was left for another: （一）（二） in the middle of a sentence."""
    return any(len(run) + 1 == number for run in runs)


def _whole(run: list[int]) -> list[int]:
    return run if len(run) > 1 else []
