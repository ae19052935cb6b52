"""Names that a list shares out among amounts: 入园率及巩固率分别达到96%和95%."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from loaders.amounts import Amount
from loaders.phrases import named_before
from loaders.rulebook import choice, words

_EACH = re.compile(r"(?:同比|环比|年均|平均|各自)*分别(?P<verb>[^，,。；;：:\d]{0,14})\Z")
_LIST = re.compile(r"[、,，和及与\s]*(?:以及)?[、,，\s]*")
_MARKS = re.compile(r"、|以及|[和与及](?!其他|有关|相关|谐|平)")


def paired(text: str, found: Sequence[Amount], gaps: Sequence[int]) -> dict[int, str]:
    """The name of each amount to which a list before 分别 gives one, by its place in the row of amounts.

    `gaps` holds, for each amount, where the words before it begin, behind a mark or another amount.
    """
    names: dict[int, str] = {}
    at = 0
    while at < len(found):
        last = _run(text, found, at)
        if last > at:
            shared = _shared(text, found[at], gaps[at], last - at + 1)
            names.update(zip(range(at, last + 1), shared, strict=False))
            if shared:
                last = _answer(text, found, at, last, names, shared)
        at = last + 1
    return names


def _run(text: str, found: Sequence[Amount], at: int) -> int:
    """The last of the amounts that follow one another with no word between them."""
    while at + 1 < len(found) and _LIST.fullmatch(text, found[at].tail, found[at + 1].lead):
        at += 1
    return at


def _shared(text: str, amount: Amount, left: int, count: int) -> list[str]:
    """The names of a list before 分别, if there are as many as amounts."""
    before = text[left : amount.lead]
    each = _EACH.search(before)
    if not each:
        return []
    parts = _parts(before[: each.start()], count)
    change = _changed_by().search(each["verb"])
    return [part + (change["what"] if change else "") for part in parts]


def _parts(listed: str, count: int) -> list[str]:
    parts = [part for part in _MARKS.split(listed) if part.strip()]
    if len(parts) != count:
        # 残疾人、老人和儿童补贴、津贴: a name may itself hold 和.
        parts = [part for part in listed.split("、") if part.strip()]
    if len(parts) != count:
        return []
    parts = [named_before(part) for part in parts]
    if any(len(part) < 2 for part in parts):
        return []
    return _with_tail(parts)


def _with_tail(parts: list[str]) -> list[str]:
    """The names with the measure that only the last of them bears: 制造业、金融业增加值."""
    ends = words("figures", "measures_of")
    tail = max((w for w in ends if parts[-1].endswith(w) and parts[-1] != w), key=len, default="")
    spare = len(parts[-1]) - len(parts[-2])
    if not tail and 2 <= spare <= 4 and len(parts[-2]) <= 4 and parts[-1][-1] != parts[-2][-1]:
        tail = parts[-1][-spare:]  # 水果、茶叶产量
    ends = (*ends, tail) if tail else ends
    return [part if not tail or part.endswith(ends) else part + tail for part in parts]


def _answer(text: str, found: Sequence[Amount], at: int, last: int, names: dict[int, str], shared: list[str]) -> int:
    """Give the same names to the values that a change leads to: 分别从40万元、60万元提高到50万元、80万元."""
    count = last - at + 1
    if last + count >= len(found) or _run(text, found, last + 1) != last + count:
        return last
    between = text[found[last].tail : found[last + 1].lead].strip()
    if not _change().match(between):
        return last
    names.update(zip(range(last + 1, last + count + 1), shared, strict=True))
    return last + count


@functools.cache
def _changed_by() -> re.Pattern[str]:
    return re.compile(rf"(?P<what>{choice(words('figures', 'changes'))})了?(?:约|近|超)?\Z")


@functools.cache
def _change() -> re.Pattern[str]:
    return re.compile(rf"(?P<what>{choice(words('figures', 'changes'))})[到至为成]?")
