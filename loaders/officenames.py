"""What names of offices are made of: the name itself, the words that none holds, and words of levels."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from loaders.rulebook import choice, read, words

HAN = "一-鿿"
LEVEL_WORDS = "省市区县州盟旗镇乡"
ZONES = (
    "开发区|高新区|新区|经开区|示范区|保税区|综保区|合作区|试验区|工业园区|产业园区|度假区|旅游区|风景名胜区|风景区|功能区"
    "|管理区|投资区|空港区|港区|集中区|集聚区|商务区|物流园区|科技园区|新城|创新城|科学城|科技城"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office behind a place: where it ends, its name with {} for the place, its kind, its form for identity."""

    end: int
    name: str
    kind: str
    official: str

    def full(self, prefix: str) -> str:
        """The canonical name behind a place: 广州市 and {}人民政府 make 广州市人民政府."""
        return self.name.replace("{}", prefix)

    def identity(self, prefix: str) -> str:
        """The name with its department's long form: 广州市发改委 and 广州市发展改革委 are one office."""
        return self.official.replace("{}", prefix)


def zone_official(name: str) -> str:
    """The name of a zone's committee with which its long and its short form are one body."""
    short = name.replace("管理委员会", "管委会").replace("高新技术产业开发区", "高新区")
    return short.replace("经济技术开发区", "经开区")


@functools.cache
def not_after(word: str) -> str:
    """What may not follow 委, 办, 局 …, as a look-ahead."""
    return f"(?![{read('agencies')['after_office'][word]}])"


@functools.cache
def breaks() -> re.Pattern[str]:
    """The words that no office's name holds."""
    return re.compile(choice(words("agencies", "breaks")) + "|不(?!动产)")


@functools.cache
def banned_before(word: str) -> str:
    """The characters before a level's word with which it is no level: 城市, 辖区, 各县."""
    return str(read("agencies")["before"].get(word[-1], "")) if len(word) == 1 else ""
