"""Why a title in 《》 is no law or policy: by its last word, and by what stands around it."""

from __future__ import annotations

import re

from loaders.booktitles import Title, undraft
from loaders.rulebook import words
from loaders.worktype import barred, head

NOT_INSTRUMENT = "not_instrument"
# What the Party proposes for a plan is an instrument; other proposals are none: 《关于制定…第十五个五年规划的建议》.
_PROPOSES_PLAN = re.compile("^(?:中共|中国共产党)|关于制定.*五年规划.*的建议$")
# 《水质监测技术规范 河流》, 《水利工程管护评价技术规范——渠道》: a standard and the part or the trade it is for.
_PART = re.compile(
    r"(?:规范|导则|指南|标准|准则|规程|通则)(?:\s+|\s*[—－:：]{1,2}\s*)[^\s，。、]{2,24}(?:[（(][^（）()]*[）)])?$"
)


def _part_of_standard(printed: str) -> bool:
    return _PART.search(printed.strip()) is not None


def no_instrument(text: str, title: Title, name: str, known: bool) -> str | None:
    """The reason for which a title names no law or policy, or None where it names one."""
    if known:
        return None
    after = text[title.close : title.close + 4]
    before = text[max(0, title.start - 6) : title.start - 1]
    if barred(name):
        return NOT_INSTRUMENT
    if head(undraft(name)[0]) is None and not _part_of_standard(text[title.start : title.end]):
        return NOT_INSTRUMENT  # head is told without the mark: 《云江市第十五个五年规划纲要草案》
    if after.startswith(words("references", "media_after")) or before.endswith(words("references", "media_before")):
        return NOT_INSTRUMENT
    if before.endswith("以") and after.startswith("为"):  # 以《…》为题
        return NOT_INSTRUMENT
    if name.endswith("建议") and not _PROPOSES_PLAN.search(name):
        return NOT_INSTRUMENT
    return None
