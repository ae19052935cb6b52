"""Who issued a text by what is said before its title in news or in the text itself: 云江市水利局等发布《…》."""

from __future__ import annotations

import re

from loaders.draft import Span
from loaders.head import Head
from loaders.naming import Found
from loaders.places import Place
from loaders.titles import unquote

_CORE = re.compile(
    r"^(?:关于)?(?:印发|发布|公布)?[《〈<]?(?:关于)?(?P<core>.+?)[》〉>]?(?:的?(?:通知|公告|通告))?(?:[（(][^（()）]*[)）])?$"
)
# What news set between who issued a text and the verb: 等三部门6月18日联合发布.
OTHERS_AND_DAY = r"(?:等[^，。《、]{0,10}(?:部门|单位|委办局))?(?:于?\d{1,2}月\d{1,2}日|日前|近日|今日|今天|昨日)?"
_BEFORE = re.compile(
    rf"(?P<who>[一-鿿、]{{3,110}}?){OTHERS_AND_DAY}"
    r"(?:联合|共同|正式|研究|最新)*(?P<verb>印发|发布|出台|下发|制定|公布)?了?[《〈“<]*(?:关于)?(?:印发|发布|公布)?[《〈“<]*(?:关于)?$"
)
_PARTS = re.compile("、|联合|会同")
_SHORTEST = 8  # characters of a title that is known again
_OPENING = 900  # characters in which it is named again
_BACK = 130


def told_before(head: Head, place: Place) -> tuple[Found, Span] | None:
    """The first of the bodies named before the text's own title, as having issued it, and where."""
    bare = unquote(head.title.text) if head.title else ""
    m = _CORE.match(bare)
    core = m["core"] if m and len(m["core"]) >= _SHORTEST else bare
    if head.title is None or len(core) < _SHORTEST:
        return None
    at = head.text.find(core, head.title.start, head.title.end + _OPENING)
    while at >= 0:
        found = _before(head, place, at)
        if found:
            return found
        at = head.text.find(core, at + 1, head.title.end + _OPENING)
    return None


def _before(head: Head, place: Place, at: int) -> tuple[Found, Span] | None:
    low = max(head.text.rfind("\n", 0, at) + 1, at - _BACK)
    told = _BEFORE.search(head.text, low, at)
    if told is None or (told["verb"] is None and head.text[told.start() - 1 : told.start()] not in ("《", "\n", "")):
        return None
    first = _PARTS.split(told["who"])[0]
    last = head.last_agency(first, place, shortest=3)
    begin = told.start("who")
    return (last[1], (begin + last[0], begin + len(first))) if last else None
