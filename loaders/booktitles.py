"""Titles in 《…》: where they stand, what they wrap, and how a canonical one is written."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

STOPS = "。！？\n"
_OUTER, _INNER, _ANGLES = ("《", "》"), ("〈", "〉"), ("<", ">")
_ASCII_QUOTE = re.compile(r'"([^"]*)"')
_YEARS = re.compile(r"(\d{4})年?\s*[—–―－\-~～－至]+\s*(\d{4})(?=年|）|\)|$)")
_WRAPPER = re.compile(
    r"^(?P<issuer>.*?)(?:关于)?(?P<verb>印发|转发|批转|下发|发布|颁布|公布|颁发)(?:实施(?![《〈]))?(?P<wrapped>.+?)的?"
    r"(?:通知|公告|决定|命令|令|函)(?P<mark>[（(][^（）()]*[)）])?$"
)
_BRACKETED = re.compile(r"[《〈]([^《》〈〉]*(?:[《〈][^《》〈〉]*[》〉][^《》〈〉]*)*)[》〉]")
_DRAFT = re.compile(
    r"[（(](?P<mark>[^（）()]{0,8}(?:送审稿|征求意见稿|讨论稿|审议稿|草案|代拟稿|初稿|报批稿|意见稿|草案[^（）()]{0,6}))[)）]$"
    r"|(?P<bare>(?<=.{2})(?:\d次)?(?:送审稿|征求意见稿|草案))$"
)
_COUNTED = re.compile(
    r"等?[^〈〉《》]{0,4}?[\d一二三四五六七八九十两]+[个项部件份种][^〈〉《》]{0,14}|等[^〈〉《》]{0,10}|[（(].*|的?通知"
)
_NUMBERED = re.compile(r"[（(][^（）()]*[〔\[［【﹝(（]\d{4}[〕\]］】﹞)）][^（）()]*号[)）]$")


@dataclass(frozen=True, slots=True)
class Title:
    """One outermost title: `start`:`end` are the words between the marks, `close` the place behind them."""

    start: int
    end: int
    close: int
    closed: bool


def find(text: str) -> Iterator[Title]:
    """The outermost titles in order; an unclosed one reaches to the first 》 of its sentence or to its end."""
    at = text.find("《")
    while at >= 0:
        end, closed = _end(text, at)
        close = end + 1 if end < len(text) and text[end] == "》" else end
        yield Title(at + 1, end, close, closed)
        at = text.find("《", max(close, at + 1))


def _end(text: str, at: int) -> tuple[int, bool]:
    depth, first = 0, -1
    for place in range(at, len(text)):
        char = text[place]
        if char == "《":
            depth += 1
        elif char == "》":
            depth -= 1
            first = place if first < 0 else first
            if depth == 0:
                return place, True
        elif char in STOPS:
            return (first if first >= 0 else place), False
    return (first if first >= 0 else len(text)), False


def within(text: str, title: Title) -> Iterator[tuple[int, int]]:
    """Where the words of each title inside a title stand: 《关于修改〈城市规划条例〉的决定》."""
    for opening, closing in (_INNER, _ANGLES, _OUTER):
        at = text.find(opening, title.start, title.end)
        while at >= 0:
            end = text.find(closing, at, title.end)
            if end < 0:
                break
            yield at + 1, end
            at = text.find(opening, end, title.end)


@functools.lru_cache(maxsize=512)  # a document says the same ones again and again
def tidy(name: str) -> str:
    """A title as it is written canonically: no blanks, full-width brackets, curled quotes, inner titles in 〈〉."""
    name = "".join(name.split()).strip("《》 ")
    name = _ASCII_QUOTE.sub(r"“\1”", name)
    name = (
        name.replace("(", "（")
        .replace(")", "）")
        .replace("《", "〈")
        .replace("》", "〉")
        .replace("<", "〈")
        .replace(">", "〉")
    )
    if name.startswith("〈") and name.endswith("〉") and name.count("〈") == 1:
        name = name[1:-1]
    return _NUMBERED.sub("", _YEARS.sub(r"\1—\2", name))


def undraft(name: str) -> tuple[str, str | None]:
    """A title without the mark of a draft, and the mark: 云江市节水条例（征求意见稿）."""
    m = _DRAFT.search(name)
    return (name[: m.start()], m["mark"] or m["bare"]) if m else (name, None)


def _goes_on(wrapped: str) -> bool:
    """Whether a wrapped title only names another in marks: 印发落实〈云江市节水条例〉任务分工及进度安排的通知."""
    after = wrapped[max(wrapped.rfind("》"), wrapped.rfind("〉")) + 1 :]
    return len(after) >= 4 and _COUNTED.fullmatch(after) is None


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A notice that only carries other works: who issued it and what it carries."""

    issuer: str
    wrapped: tuple[str, ...]


def peel(name: str) -> Wrapper | None:
    """What 关于印发…的通知 carries, or None for a title that is a work of its own.

    印发 always wraps; 转发, 发布 and their like only where the wrapped title has marks of its own, since
    关于发布高温预警的通知 carries no other work.
    """
    m = _WRAPPER.match(name)
    if m is None:
        return None
    marked = tuple(tidy(b[1]) for b in _BRACKETED.finditer(m["wrapped"]))
    if marked and _goes_on(m["wrapped"]):
        return Wrapper(m["issuer"].removesuffix("关于"), (m["wrapped"],)) if m["verb"] == "印发" else None
    if marked:
        return Wrapper(m["issuer"].removesuffix("关于"), marked)
    if m["verb"] == "印发" and len(m["wrapped"]) >= 4:
        return Wrapper(m["issuer"].removesuffix("关于"), (m["wrapped"],))
    return None
