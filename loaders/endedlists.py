"""Titles without 《》 in lists of documents that a text ends or keeps: 现对以下文件宣布失效：1.云江市节水奖励办法."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.booktitles import Title
from loaders.worktype import barred, head

_FATES = ("废止", "失效", "停止执行", "继续有效")
# What announces a list: 现对以下规范性文件宣布失效：, 废止的规范性文件目录
_ANNOUNCES = re.compile(
    r"(?:以下|下列|附件|上述|部分|宣布|决定|予以)[^。；;\n]{0,40}(?P<fate>废止|失效|停止执行|继续有效)[^。；;\n]{0,24}[:：]\s*$"
    r"|(?P<listed>废止|失效|停止执行|继续有效)的[^。；;，,\n]{0,24}(?:目录|清单)[:：]?\s*$"
)
_ITEM = re.compile(
    r"[ \t　]*[（(]?\d{1,3}[)）.、．][ \t　]*(?P<title>[^《》。；;：:\n]{6,90}?)"
    r"(?:[ \t　]*[（(][^（）()\n]*(?:号|\d)[^（）()\n]*[)）])?[；;。]?[ \t　]*$"
)
_BESIDE = re.compile(r"[ \t　]*(?:发文单位|发文机关|发文字号|文号|发布日期|施行日期|印发日期)[:：]")


@dataclass(frozen=True, slots=True)
class Listed:
    """One title of a list, and what becomes of the documents in it."""

    title: Title
    fate: str


def find(text: str) -> Iterator[Listed]:
    """The titles of such lists in order of place."""
    if not any(fate in text for fate in _FATES):
        return
    fate, at = None, 0
    for line in text.split("\n"):
        item = _ITEM.match(line) if fate else None
        if item and fate and head(item["title"]) and not barred(item["title"]):
            start, end = item.span("title")
            yield Listed(Title(at + start, at + end, at + end, True), fate)
        elif line.strip() and not item and not _BESIDE.match(line):
            told = any(word in line for word in _FATES) and "《" not in line[-40:]
            announced = _ANNOUNCES.search(line) if told else None
            fate = (announced["fate"] or announced["listed"]) if announced else None
        at += len(line) + 1
