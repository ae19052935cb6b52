"""What stands behind statutes yet to be made or changed: …条例、节水条例等2件地方性法规的制定."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.scanning import standing, tried

# The rest of a list, what its items are called, and what is to become of them.
_REST = (
    r"》?(?:[、和及与]《?[\u4e00-\u9fff]{2,20}(?:条例|办法|规定)》?)*等?(?:\d{1,2}[件部项])?"
    r"(?:地方性?|重点领域|综合性|政府|法规|法律|规章|项目)*的?"
)
_MADE = "(?:立法|制定|制修订|修订(?!后|的)|修改(?!后|的)|起草|列入[^，。；]{0,8}立法)"
LEGISLATED = re.compile(_REST + _MADE)
# 推动云江水权条例、节水监督条例等地方立法: the titles between a verb and that.
_VERBS = ("推动", "推进", "加快", "开展", "做好", "完成", "启动")
_STATUTE = r"[\u4e00-\u9fff]{2,20}(?:条例|(?:促进|保护|保障|管理|监督|责任|安全|教育|组织|服务)法)"
_STATUTES = re.compile(
    rf"(?:{'|'.join(_VERBS)})(?P<titles>(?:{_STATUTE}[、和及])*{_STATUTE})"
    f"{_REST}{_MADE}"
)


def lists(text: str) -> Iterator[re.Match[str]]:
    """The lists of statutes, as `titles`, that a text's own body is to make or change."""
    verbs = standing(text, *_VERBS)
    return tried(_STATUTES, (at for at in verbs if any(text.find(w, at, at + 28) >= 0 for w in ("条例", "法"))), text)
