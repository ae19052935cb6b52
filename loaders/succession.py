"""What one text does to another: it amends, repeals or replaces it."""

from __future__ import annotations

import re

from loaders.statements import Name, Statement

_OTHERS = r"(?:》|[(（][^()（）\n]{0,40}[)）]|[、和及与]|以及|原|《[^《》\n]{1,80}》)*"
_REPEALED = re.compile(
    _OTHERS + r"(?:等[^,，。]{0,12})?[,，]?(?:自[^,，。]{1,20}起)?"
    r"((?:同时|一并|相应|予以|即行|自行)?废止|同时失效|停止执行)"
)
_REPEALING = re.compile(r"(?:关于|决定|现|予以)(废止)(?:[^,，。《》]{0,12})《?$")
_AMENDED = re.compile(r"》?(?:[(（][^()（）\n]{0,40}[)）])?(?:作出?|进行|作了)(?:如下|以下|相应)?的?(修改|修订|修正)")
_AMENDING = re.compile(r"(?:关于|决定)(修改|修正)《?$")
_REPLACING = re.compile(r"(代替|替代|取代)(?:原|了)?《?$")


def done_to(text: str, name: Name, title: bool) -> Statement | None:
    """What the own work does to a work it names, told by the words around the name; `title`: in its own title."""
    lead = text[max(0, name.start - 24) : name.start + 1]
    behind = _REPEALED.match(text, name.end - 1 if text[name.end - 1] == "》" else name.end)
    if behind and (behind[1] != "废止" or "自" in behind[0]):
        return _told("REPEALS", "relations.repeals", behind[1], name.start, behind.end())
    for kind, rule, pattern in (
        ("REPEALS", "relations.repeals", _REPEALING),
        ("AMENDS", "relations.amends", _AMENDING),
    ):
        m = pattern.search(lead)
        if m and (title or "决定" in m[0] or "现" in m[0]):
            return _told(kind, rule, m[1], name.start - len(lead) + 1 + m.start(1), name.end)
    m = _REPLACING.search(lead)
    if m:
        return _told("REPLACES", "relations.replaces", m[1], name.start - len(lead) + 1 + m.start(1), name.end)
    amended = _AMENDED.match(text, name.end - 1 if text[name.end - 1] == "》" else name.end)
    if amended and ("对" in lead or title or "如下" in amended[0]):
        return _told("AMENDS", "relations.amends", amended[1], name.start, amended.end())
    return None


def _told(kind: str, rule: str, trigger: str, start: int, end: int) -> Statement:
    return Statement(kind, rule, trigger, start, end)
