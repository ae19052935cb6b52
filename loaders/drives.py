"""Campaigns that a list names before their common noun: 实施市场主体培育、文旅消费促进等行动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.draft import Draft
from loaders.forms import KIND, Plain

_ACT = re.compile(
    r"(?:提升|振兴|增效|增产|优化|培育|攻坚|提质|升级|突破|引领|扩容|联动|培养|融合|共治|扩能|降本|强基|创优|防控|跨越|赋能|倍增|"
    r"焕新|提能|清零|普及|再造|扩面|补短板)$"
)
_DRIVE = re.compile(
    rf"{_ACT.pattern}|(?:促进|治理|整治|强化|引进|首发|领航|保护|普查|排查|化解|管控|恢复|提标|跃升|护航|稳岗|帮扶|开发)$"
)
_LED = r"(?!健全|完善|加强|推进|推动|建立|坚持|落实|深化|做好|抓好)[^，。；、“”《》的等\n]{3,18}"
_QUOTED = r"“[^”\n]{1,20}”[^，。；、“”\n]{0,12}"
_LIST = re.compile(
    rf"(?:实施|开展|启动)(?:好|了)?(?P<items>(?:(?:{_LED}|{_QUOTED})、)+(?:{_LED}|{_QUOTED}))"
    r"等(?:[一二三四五六七八九十\d]+[大项个])?(?:重大|重点|系列|标志性)*(?P<noun>专项行动|行动计划|行动|工程|计划)\Z"
)
# 推进茶市壁垒清理等专项整治行动: but one of them is named
_ALONE = re.compile(
    r"(?:实施|开展|启动|推进)(?:好|了)?(?P<items>(?!健全|完善|加强|推进|推动|建立|坚持|落实|深化)[一-鿿]{4,12})"
    r"等(?P<noun>专项整治行动|专项行动|攻坚行动|提升行动|行动)\Z"
)
_CLAUSE = re.compile("[，,。；;：:\n]")
_REACH = 120  # characters: how far back a list begins


def listed(draft: Draft) -> Iterator[Plain]:
    """Each of the campaigns that share the noun behind 等, those in marks apart."""
    text = draft.text
    for hit in draft.hits.get(KIND, []):
        if hit.value not in ("行动", "工程", "计划") or "等" not in text[max(0, hit.start - 10) : hit.start]:
            continue
        low = max(0, hit.start - _REACH)
        for m in _CLAUSE.finditer(text, low, hit.start):
            low = m.end()
        alone = _ALONE.search(text, low, hit.end)
        found = alone or _LIST.search(text, low, hit.end)
        if found is None or not (alone or _are_acts(found["items"], hit.value)):
            continue
        at = found.start("items")
        for item in found["items"].split("、"):
            if "“" not in item:
                yield Plain(at, at + len(item), hit.value, noun=found["noun"])
            at += len(item) + 1


def _are_acts(items: str, kind: str) -> bool:
    """Whether the items of a list are acts: of works all of them, of drives most."""
    plain = [item for item in items.split("、") if "“" not in item]
    acts = sum(1 for item in plain if (_DRIVE if kind == "行动" else _ACT).search(item))
    return acts == len(plain) if kind != "行动" else acts * 2 > len(plain)
