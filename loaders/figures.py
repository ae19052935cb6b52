"""Figures: the numbers that measures and problems state, each with what it counts, its role and its year."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterable

import numpy as np
from spacy.tokens import Doc

from graph.keys import figure_keys, fold_title
from graph.records import Entity
from graph.registry import Registry
from loaders.amounts import Amount
from loaders.counted import named
from loaders.divisions import Leaf, Place, divide, stand
from loaders.draft import LEAVES, Draft, draft_of
from loaders.gazetteer import Term
from loaders.grants import shared_gift
from loaders.pairs import paired
from loaders.phrases import REACHED
from loaders.rulebook import choice, words
from loaders.scanning import marks, opening, places, scan, tried

LONGEST_NAME = 60
REACH = 24  # characters: how far before a number the words stand that say its role

BESIDE = 16  # characters before a sum that tell a like sum from it
FAR = 300  # characters: a year named farther back is another's

# 已建成20座 is reached already; 已审定面积的50% and 已建护岸 only name what is there.
_DONE = re.compile(
    r"已经?(?!建(?!成)|审定|出让|缴|购|批|取得|领|规划|有的)[^，,。；;：:]{0,12}\Z|[现原]有[^，,。；;：:]{0,8}\Z|(?:上年|去年)(?![度末])"
)
# 截至2021年底，能力超过215万吨; but 截至…，力争 looks ahead.
_SO_FAR = re.compile(
    r"(?:截[至止](?:目前|[^，,。；;]{0,12}\d[年月日]?[底末]?)|(?:19|20)\d\d年[^，,。；;]{0,6}以来)[，,]"
    r"(?![^。；;]*(?:力争|争取|计划|将|给予|不超过|[可应须]))"
)
# 增长6.7%、高于全国0.8个百分点: what a reported value is held against.
_ABOVE = re.compile("(?:[高低快慢好]于|高出|低出|领先|落后)(?:全[国省市区县州]|所在|平均)[^，,。；;、\\d]{0,6}$")
_FROM = re.compile(r"[从由](?![到至])[^到至为]*\Z")
_YEAR = re.compile(r"((?:19|20)\d\d)年|(今年|本年度|全年)|(去年|上年)")
_BY_YEAR = re.compile(r"到((?:19|20)\d\d)年")
_YEAR_FIRST = re.compile("[12今本全去上]")
_HIDDEN = re.compile(
    r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》"
    r"|第\s*[\d零〇一二两三四五六七八九十百千]+(?:\s*[—–\-－~～至到、]\s*第?[\d零〇一二两三四五六七八九十百千]+)*"
    r"|(?<!\d)(?:1[89]|20)\d\d(?:\s*[—–\-－―~～至、/]{1,2}\s*(?:(?:1[89]|20)\d\d|\d\d(?!\d)))?\s*(?:年度?|学年|届)(?:\s*\d{1,2}(?:\s*[—–\-－~～至、]\s*\d{1,2})?\s*月(?:份|\d{1,2}日)?)?"
    r"|[一二三四五六七八九〇○零]{4}年"
    r"|(?<![\d.])\d{1,2}(?:\s*[—–\-－~～至、]\s*\d{1,2})?\s*月(?:份|底|初|中旬|\s*\d{1,2}\s*[日号](?:\s*[—–\-－~～至]\s*(?:\d{1,2}月)?\d{1,2}日)?)?"
    r"|[一二三四五六七八九十]{1,3}月(?:份|底|初|[一二三四五六七八九十]{1,3}日)?"
    r"|(?<!\d)\d{1,2}\s*[时点:：]\s*\d{0,2}分?"
    r"|(?<![\d.])\d{2,4}年代|(?<!\d)\d+\s*号|(?<!\d)\d+周年"
    r"|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次"
)
_HIDDEN_FIRST = re.compile(r"[《第]")
_HIDDEN_NUMERAL = re.compile(r"[一二三四五六七八九十〇○零]")
_HIDDEN_UNIT = re.compile("[年月届]")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|‘[^‘’\n]{1,40}’|「[^「」\n]{1,40}」")
_QUOTED_FIRST = re.compile('[“"‘「]')
# Quotes enclose names (“5分钟服务圈”), but a staff of “5名律师+1名审计员” is counted.
_STAFF = re.compile(r"\d+(?:名|人|位)")


def terms(registry: Registry) -> Iterable[Term]:
    """No fixed words: numbers are found by their shape."""
    return ()


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """The component that adds the figures of every measure and problem to the draft."""
    return figures


def figures(doc: Doc) -> Doc:
    """The document with a Figure and a HAS_FIGURE for each number with a unit that a measure or problem states."""
    draft = draft_of(doc)
    leaves = [e for e in draft.entities.values() if e.type in LEAVES]
    if not leaves:
        return doc
    hidden = hide(draft)
    cuts = divide(draft.text)
    spans = {s.id: (s.start, s.end) for s in draft.sections}
    for entity in leaves:
        span = spans.get(entity.properties["section"])
        if span:
            _add_all(draft, Leaf(entity, *span, cuts), hidden)
    return doc


def hide(draft: Draft) -> bytearray:
    """A mark for each character: 1 where a number is part of a date, an ordinal, a title, a name or damaged text."""
    text = draft.text
    hidden = bytearray(len(text))
    spans = [m.span() for m in tried(_HIDDEN, _may_hide(text), text)]
    spans += [m.span() for m in scan(_QUOTED, _QUOTED_FIRST, text) if not _STAFF.search(m[0])]
    spans += [(m.start, m.end) for m in draft.mentions]
    for start, end in (*spans, *draft.damaged):
        hidden[start:end] = b"\x01" * (end - start)
    return hidden


def _may_hide(text: str) -> list[int]:
    """Where what hides a number may begin: numerals in characters only do so right before their unit."""
    units = marks(_HIDDEN_UNIT, text)
    soon = np.zeros(len(text), np.bool_)
    for step in range(1, 5):  # 二〇二〇年
        soon[:-step] |= units[step:]
    numerals: list[int] = np.flatnonzero(marks(_HIDDEN_NUMERAL, text) & soon).tolist()
    return sorted(places(_HIDDEN_FIRST, text) + opening(_DIGIT, _DIGIT, text) + numerals)


def _add_all(draft: Draft, leaf: Leaf, hidden: bytearray) -> None:
    """Add the figures of a leaf; the same number of the same thing counts once."""
    seen: dict[tuple[object, ...], str | None] = {}
    previous: str | None = None
    themes: dict[str, str] = {}
    sentence, reach = -1, leaf.start
    standing = list(stand(draft.text, leaf, hidden))
    if not standing:
        return
    shared = paired(draft.text, [place.amount for place in standing], [place.left for place in standing])
    for number, place in enumerate(standing):
        if place.sentence != sentence:
            sentence, previous, themes = place.sentence, None, {}
        if number in shared:
            name = shared_gift(draft.text, place.amount, shared[number])
            first, last = place.left, place.amount.tail
        else:
            following = standing[number + 1] if number + 1 < len(standing) else None
            name, first, last = named(draft.text, leaf, place, previous, reach, following)
            if _is_place(name):
                theme = themes.get(place.amount.unit)
                if not theme:
                    continue  # a table whose cells are run together: 天津 100% says not what
                name = name.removeprefix("为") + theme
            elif not name.startswith("省"):
                themes.setdefault(place.amount.unit, name)
        what, shown = _what(place.amount, name, _condition(draft.text, leaf.entity, place.amount)), name
        if what in seen and place.amount.kind == "share" and previous and seen[what] != previous and previous != name:
            # 就业5070人，年任务完成100%；再就业1700人，年任务完成100%: two things under one name.
            shown = previous + name
            what = _what(place.amount, shown, "")
        if what not in seen:
            seen[what] = previous
            _add(draft, leaf, place, shown, (first, last))
        previous, reach = name, last


def _is_place(name: str) -> bool:
    bare = name.removeprefix("为")
    return bare.endswith(("自治区", "建设兵团")) or bare.removesuffix("省").removesuffix("市") in words(
        "figures", "places"
    )


def _what(amount: Amount, name: str, condition: str) -> tuple[object, ...]:
    return (amount.value, amount.value_to, amount.unit, fold_title(name), condition)


def _condition(text: str, leaf: Entity, amount: Amount) -> str:
    """The words before a planned sum or share: 首套不低于25%,二套不低于25% gives the same for two things."""
    if leaf.properties.get("status") != "planned" or amount.kind not in ("money", "share"):
        return ""
    return text[max(0, amount.lead - BESIDE) : amount.lead]


def _add(draft: Draft, leaf: Leaf, place: Place, name: str, said: tuple[int, int]) -> None:
    amount, text = place.amount, draft.text
    first, last = place.clause
    shown = text[max(said[0], first, said[1] - LONGEST_NAME) : said[1]].strip("、，,；; \u3000\xa0\n（(")
    role = _role(draft, leaf.entity, place)
    properties = {
        "indicator": name,
        "value": amount.value,
        "value_to": amount.value_to,
        "unit": amount.unit,
        "qualifier": amount.qualifier,
        "year": _year(draft, place, leaf.entity, role),
        "role": role,
        "text": text[first:last],
        "start": amount.start,
        "end": amount.end,
    }
    owner = leaf.entity
    count = draft.notes.setdefault("figures", {})
    count[owner.id, shown] = count.get((owner.id, shown), 0) + 1
    # Two leaves may say the same words: each has its own figure, so names never join figures.
    known = f"e{len(draft.entities) + 1}"
    keys = figure_keys(owner.keys, shown, count[owner.id, shown])
    draft.entities[known] = Entity(id=known, type="Figure", name=shown, keys=keys, properties=properties)
    rule = _rule(amount, role)
    draft.relate("HAS_FIGURE", owner.id, known, start=first, end=last, rule=rule, section=owner.properties["section"])
    draft.fire(rule, amount.start, amount.end)


def _rule(amount: Amount, role: str) -> str:
    if role == "comparison":
        return "figures.comparison"
    if amount.value_to is not None:
        return "figures.range"
    group = {"people": "counted", "time": "measure"}.get(amount.kind, amount.kind)
    return f"figures.{group}"


def _role(draft: Draft, leaf: Entity, place: Place) -> str:
    """reported, target or comparison: what was reached, shall be reached, or stands beside it."""
    text, amount = draft.text, place.amount
    before = text[max(place.sentence, place.clause[0], amount.start - REACH) : amount.start]
    after = text[amount.tail : amount.tail + REACH]
    if _is_held_against(amount, before, after) or _is_before_change(text, place):
        return "comparison"
    if leaf.properties.get("status") != "planned" and "百分点" in amount.unit and _ABOVE.search(before):
        return "comparison"
    if leaf.type == "Problem":
        return "reported"
    clause = text[place.clause[0] : amount.tail]
    if leaf.properties.get("status") == "planned":
        told = any(cue in clause for cue in words("figures", "reported_cues")) or bool(_DONE.search(clause))
        told = told or bool(_SO_FAR.search(text, place.sentence, amount.start))
        return "reported" if told else "target"
    bound = amount.kind == "time" and amount.qualifier in ("内", "以内", "之内")
    wanted = bound or any(cue in before for cue in words("figures", "target_cues")) or _is_ahead(draft, clause)
    return "target" if wanted else "reported"


def _is_held_against(amount: Amount, before: str, after: str) -> bool:
    """Whether a value is one that another is measured by: 3% of 由3%提高至5%, 2倍 of 接近去年的2倍."""
    if amount.unit == "倍" and before.rstrip("近约超过达接到").endswith("的"):
        return True
    if _changed().match(after):
        return True
    return "百分点" not in amount.unit and bool(_beside().search(before))


def _is_before_change(text: str, place: Place) -> bool:
    """Whether a value stands between 由 or 从 and the verb of change: 209元 of 从209元、280元提高到217元、290元."""
    first, last = place.clause
    amount = place.amount
    towards = _towards().search(text, amount.tail, last)
    if towards is None:
        return bool(REACHED.match(text, amount.tail, last) and _FROM.search(text[first : amount.lead]))
    # 单方60万元和双方80万元分别提高到80万元、100万元: the new values are in the same unit.
    again = rf"[^，,。；;\d]{{0,12}}[\d.]+{re.escape(amount.unit)}"
    likewise = amount.kind == "money" and re.compile(again).match(text, towards.end(), last + FAR) is not None
    return likewise or _FROM.search(text[first : amount.lead]) is not None


@functools.cache
def _towards() -> re.Pattern[str]:
    change = choice(words("figures", "changes"))
    return re.compile(rf"{change}了?[到至为成]")


@functools.cache
def _changed() -> re.Pattern[str]:
    change = choice(words("figures", "changes"))
    return re.compile(
        rf"[，,]?(?:左右)?的?(?:大幅|进一步|逐步|统一)?{change}(?:了)?(?:到|至|为|成)(?:不超过|不低于|不到|约|不[宜应][大小高低]于)?\s?[\d零一二两三四五六七八九十百千]"
    )


@functools.cache
def _beside() -> re.Pattern[str]:
    cues = choice(words("figures", "comparison_cues"))
    return re.compile(rf"(?:{cues}[^，,。；;\d]{{0,6}}|调整前[^，,。；;、\d]{{2,20}}为)$")


def _year(draft: Draft, place: Place, owner: Entity, role: str) -> str | None:
    """The year a figure is of: the last one its sentence names before it, else its measure's.

    A target of a report's plans for 2024 is of 2024, though the report is on 2023; without a year of the
    measure, a figure is of the year the document reports on.
    """
    period = draft.head.period
    planned = owner.properties.get("year") if role == "target" else None
    period = str(planned) if planned else period
    first = max(place.sentence, place.amount.start - FAR)
    starts, years = _years(draft.text)
    at = bisect.bisect_left(starts, place.amount.start) - 1
    named = years[at] if at >= 0 and starts[at] >= first else None
    if named is None or named[2]:
        return period
    if named[3]:
        return str(int(period) - 1) if period and period.isdecimal() else None
    return named[1]


@functools.lru_cache(maxsize=2)  # asked for by every figure of a document
def _years(text: str) -> tuple[list[int], list[re.Match[str]]]:
    """The years that a text names, and where."""
    found = list(scan(_YEAR, _YEAR_FIRST, text))
    return [m.start() for m in found], found


def _is_ahead(draft: Draft, clause: str) -> bool:
    """Whether a clause speaks of a year after the one reported on: 到2025年."""
    period = draft.head.period
    years = _BY_YEAR.findall(clause) if "到" in clause else ()
    return bool(years and period and period.isdecimal() and years[-1] > period)
