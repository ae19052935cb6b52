"""What each amount of a leaf counts: as its clause names it, a list shares it out, or the words before tell."""

from __future__ import annotations

import re

from loaders.divisions import Leaf, Place, first_from, last_before
from loaders.grants import given
from loaders.indicators import indicator
from loaders.phrases import doing, is_but_done, named_after, named_before, said_behind, unchanged
from loaders.timespans import bounded, running

# 最高额度上浮20%,即最高可达192万元: the same thing in other words.
_THAT_IS = re.compile(r"[，,\s]*(?:即|也就是)(?:最[高低多少]|可|达到?|为)*")
# 2根直径1000毫米的原油管: the things are counted, their size is told between.
_SIZED = re.compile(
    r"(?:[长宽高深]|直径|总长|规模|设计规模|面积|容量|海拔|营业收入|年产值|注册资本)(?:约|为|不[低少]于|超过?)?"
    r"[\d.]+[余多]?(?:毫米|厘米|公里|平方米|立方米|[万亿]?元|[万亿]?吨|米|亩)(?:/[天日年])?(?:[以及之]*[上下])?的?"
    r"(?P<thing>[^，,。；;、\d和及与]{2,20})"
)
_LISTED = re.compile(r"[、和及与或]+")
_MEASURED = ("money", "measure", "share")
FAR = 300  # characters: a name farther back is another's


def named(
    text: str, leaf: Leaf, place: Place, previous: str | None, reach: int, following: Place | None = None
) -> tuple[str, int, int]:
    """What the amount counts; where its clause does not say, the clause before it or the leaf's own name does."""
    amount = place.amount
    left = max(place.left, min(reach, amount.lead))
    end = first_from(leaf.cuts.sentences, amount.tail, leaf.end)
    told = bounded(text, amount, left, end) or running(text, amount, left, end, previous)
    told = told or given(text, amount, left, place.sentence)
    if len(told) >= 2:
        return told, left, amount.tail
    like = text.startswith(amount.unit, place.left - len(amount.unit))
    if previous and like and amount.kind in _MEASURED and _LISTED.fullmatch(text, place.left, amount.lead):
        return previous, left, amount.tail  # 每月3500元、2500元、1500元三个类型的公寓
    if previous and _THAT_IS.fullmatch(text, place.left, amount.lead):
        return previous, left, amount.tail
    sized = _SIZED.match(text, amount.tail, first_from(leaf.cuts.clauses, amount.tail, leaf.end))
    if sized and amount.kind == "counted":
        return sized["thing"], left, amount.tail
    name, first, last = indicator(text, amount, left, place.right, previous)
    if len(name) < 2 and left > place.left:
        name, first, last = indicator(text, amount, place.left, place.right, previous)
    if previous and is_but_done(name):
        return previous, first, last
    if following and following.amount.lead == amount.tail and (len(name) < 2 or doing().fullmatch(name)):
        # 推出12批181项政策: both count what stands behind the second.
        name = named_after(text[following.amount.tail : following.right])[0] or name
    back, floor = place.left, max(place.sentence, min(reach, place.left))
    while back > floor and len(name) < 2:
        edge = last_before(leaf.cuts.gaps, back - 1, floor)
        name, back = named_before(text[max(edge, back - FAR) : back - 1]), edge
    if len(name) < 2 and previous:
        listed = not text[place.left : amount.lead].strip("、和及与以 \u3000\xa0")
        name = previous if listed or amount.kind == "share" else unchanged(previous)
    if len(name) < 2:
        name = said_behind(text[amount.tail : place.right]) or named_before(leaf.entity.name)
    return name if len(name) >= 2 else leaf.entity.name[:24], first, last
