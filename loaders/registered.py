"""Quoted names whose marks hold but a part of them, or that a place or a sign makes: “不见面”审批, “信用云江”."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.registry import Registry
from loaders.quoted import DONE, Brand, Candidate

_HALVES = re.compile(r"“([^“”]+)”([^“”]{5,}|建设|工程|行动|治理|整治|改造|创建|计划)")
_SIGN = ("字标", "字号", "字牌")  # “茶”字标: a mark of one character
# Names of efforts of a whole place and of what it is known for: “信用云江”, “书香松溪”, “云江净菜”.
_OF_PLACE = re.compile(
    r"(?:平安|法治|健康|数字|数智|信用|诚信|美丽|清廉|廉洁|书香|智慧|幸福|活力|文明|质量|品质|绿色|创新|旅居|宜居|安逸|好客|好品|好运|知音|技兴|"
    r"水运|电动|乐购|畅游|冬游|跟着[一-鿿]{2}游)([一-鿿]{2,3})"
)
_PLACE_OF = re.compile(
    r"([一-鿿]{2,3})(?:净菜|福嫂|好物|制造|智造|创造|建造|设计|原创|品牌|服务|礼物|手信|味道|好品|家宴|之夜|老字号)"
)


class Registered:
    """The quoted names of the registry and its places, asked by what stands in the marks and behind them."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._behind: dict[str, list[str]] = defaultdict(list)  # core -> what follows the marks in longer names
        for row in registry.programs:
            for name in (row.name, *row.aliases):
                if halves := _HALVES.fullmatch(name):
                    self._behind[halves[1]].append(halves[2])

    def whole(self, text: str, quoted: Candidate, core: str, known: bool) -> Brand | None:
        """A program whose name is more than what the marks hold."""
        if len(core) == 1 and text.startswith(_SIGN, quoted.end):
            end = quoted.end + 2
            return Brand(quoted.start, end, core, text[quoted.end : end], "品牌", "programs.quoted_name")
        return self._longer(text, quoted, core) or (None if known else self._split(text, quoted, core))

    def _split(self, text: str, quoted: Candidate, core: str) -> Brand | None:
        """A program of the registry of whose name marks hold the first part: “不见面”审批."""
        for size in (2, 3, 4):
            rest = text[quoted.end : quoted.end + size]
            row = (
                self._registry.program(core + rest) if len(core) >= 2 and len(rest) == size and rest.isalnum() else None
            )
            whole = row is not None and row.name.startswith("“") and DONE.match(text, quoted.end + size)
            if row is not None and whole:
                return Brand(quoted.start, quoted.end + size, core, rest, row.kind, "programs.registry")
        return None

    def _longer(self, text: str, quoted: Candidate, core: str) -> Brand | None:
        """A program whose name goes on behind the marks, the longest one: “三北”工程三大标志性战役."""
        rests = [rest for rest in self._behind.get(core, ()) if text.startswith(rest, quoted.end)]
        rest = max(rests, key=len, default="")
        row = self._registry.program(core + rest) if rest else None
        if row is None:
            return None
        return Brand(quoted.start, quoted.end + len(rest), core, rest, row.kind, "programs.registry")

    def of_place(self, core: str) -> bool:
        """Whether a name is an effort of a whole place, known by its short name: “信用云江”."""
        m = _OF_PLACE.fullmatch(core) or _PLACE_OF.fullmatch(core)
        return m is not None and any(d.level in ("province", "city") for d in self._registry.divisions(m[1]))
