"""What a span of time is given for: 公开整改情况 of 在20个工作日内公开整改情况."""

from __future__ import annotations

import re

from loaders.amounts import Amount
from loaders.phrases import BREAK, LONGEST, named_before

SHORT = 3  # characters: a deed as short as 缴清 is told with what it is done to

_BOUND = ("内", "以内", "之内")
_EVENT = re.compile(
    r"(?:\A|后|允许|争取|力争|确保|(?<![控保稳缩][制持定短])在|签订|批复|起算|印发|发布|受理|之?日起|[次即]日起|起|之日|之前|届满前|[前时])的?(?:[(（][^()（）]{0,12}[)）])?[，,]?\Z"
    r"|(?:\A|[请应须，,])(?:在|于|对|自|最迟|最多|要)\Z"
)
_SUBJECT = re.compile(r"(?P<what>[^，,。；;：:在于自]{2,16}?)(?:原则上)?(?:可以?|应当?|必?须|要)?(?:在|于|自)")
_SKIP = re.compile(
    r"(?:[(（][^()（）]*[)）])?[，,]?(?:[仍应须需要再将把由经先]|必须|应当|即可|可以?|仍[然未]|依法|及时|按规定|原则上|均|全部|一次性)*"
)
_LEAST = re.compile(r"不[低少高多]于|不超过|至少")
# 在3年内按每户每年9600元为限额依次扣减增值税: the sum has its own figure.
_RATED = re.compile(r"按[^，,。；;\d]{0,16}\d[\d.]*[万亿]?[元%％](?:为限额|的?定额|标准)?(?:依次)?")
_STOP = re.compile(r"[，,。；;：:！？!?\n]|的?\d[\d.,]*(?:[%％元万亿])")


def bounded(text: str, amount: Amount, left: int, end: int) -> str:
    """What is to be done within a span of time, or nothing where the words before it name what it is of."""
    if amount.kind != "time" or amount.qualifier not in _BOUND:
        return ""
    before = text[left : amount.lead].strip()
    if not _EVENT.search(before):
        return ""
    start = _SKIP.match(text, amount.tail, end)
    begin = start.end() if start else amount.tail
    rated = _RATED.match(text, begin, end)
    begin = rated.end() if rated else begin
    stop = _STOP.search(text, begin, end)
    deed = text[begin : stop.start() if stop else end].strip("的 \u3000\xa0")
    subject = _SUBJECT.match(before) if 0 < len(deed) <= SHORT else None
    deed = subject["what"] + deed if subject else deed
    return _short(_LEAST.sub("", deed)) if len(deed) >= 2 else ""


def running(text: str, amount: Amount, left: int, end: int, previous: str | None) -> str:
    """What has gone on for years without a break: 空气质量 of 空气质量连续五年达标, 居全省首位 of 连续8年居全省首位."""
    if amount.unit != "年" or not text.endswith("连续", left, amount.lead):
        return ""
    before = named_before(text[left : amount.lead - 2])
    if len(before) > SHORT:
        return before
    if previous and left == amount.lead - 2 and not BREAK.match(text, left - 1) and text[left - 1] != "、":
        return previous  # 74个断面水质优良比例连续3年保持100%
    stop = _STOP.search(text, amount.tail, end)
    return before + _short(text[amount.tail : stop.start() if stop else end].strip("的 \u3000\xa0"))


def _short(deed: str) -> str:
    """A deed in few words: cut at a link, else at the end of what a name may hold."""
    if len(deed) <= LONGEST:
        return deed
    for link in ("、", "并", "以及", "和"):
        head = deed[:LONGEST].rpartition(link)[0]
        if len(head) >= 6:
            return head
    return deed[:LONGEST]
