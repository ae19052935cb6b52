"""The works that a notice carries: 关于印发…的通知 names them, a letter says so, and the text sets their own titles."""

from __future__ import annotations

import functools
import re

from graph.keys import fold_title
from loaders.headlines import genre_of, plain, rows
from loaders.rulebook import words
from loaders.titles import Title, reach_on, unquote

_WRAPPER = re.compile(
    r"^(?P<who>.*?)(?:关于)?(?P<verb>印发|下发|印送|发布|公布|颁布|颁发)(?P<what>.+?)的?(?P<kind>通知|函|通报|公告|通告|命令|令|决定)(?:[(（][^()（）]{1,30}[)）])?$"
)
# 2023年区《政府工作报告》确定的任务分解方案, 云江市贯彻《东江省节水条例》实施方案: the title holds another's.
_ABOUT = re.compile("(?![《〈]|.*征求)[^《》〈〉、]{2,60}(?:《[^《》]+》|〈[^〈〉]+〉)[^《》〈〉、和及]{2,40}$")
_COUNTED = re.compile(r"(?:[一二两三四五六七八九十]+|\d+)(?:个|项|件|部|份)")
_ANGLES = str.maketrans("<>＜＞", "〈〉〈〉")
_SENT = re.compile(r"印发给|予以?印发|予以?公布|予以?发布|印发你们|现予|现印发|现公布|现发布|现将")


def wrapped(title: str) -> tuple[str, ...]:
    """The titles of what 关于印发…的通知 carries; none where the title is no such wrapper."""
    m = _WRAPPER.match(title.replace("\n", "").translate(_ANGLES))
    if not m:
        return ()
    what = m["what"].strip()
    if _COUNTED.match(what):  # 关于印发两个方案的通知 does not name what it carries
        return ()
    books = re.findall(r"《((?:[^《》]|《[^《》]*》)+)》|〈([^〈〉]+)〉", what)
    if books:
        after = what[what.rindex("》" if "》" in what else "〉") + 1 :]
        inside = tuple(next(filter(None, pair)) for pair in books)
        if not after.strip("等的 "):
            return inside if genre_of(inside[0]) else ()
        return (what,) if _ABOUT.match(what) and genre_of(what) else ()
    # 国民经济和社会发展第十四个五年规划和2035年远景目标纲要 is one.
    halves = re.split(rf"(?<={_kind_ends()})[和、](?!(?:20\d\d|二.三五)年远景)(?=.{{6,}})", what, maxsplit=1)
    return tuple(halves) if all(map(genre_of, halves)) else (what,) if genre_of(what) else ()


def sent(text: str, start: int) -> tuple[str, ...]:
    """The titles that a letter without title says it carries: 《…》已经市政府同意，现印发给你们."""
    for sentence in re.findall(r"[^。\n]*[。\n]", text[start : start + 1500]):
        if _SENT.search(sentence):
            books = re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", sentence)
            return tuple(b for b in books if genre_of(b))
    return ()


def carried(text: str, start: int, what: str) -> Title | None:
    """The own title of a work that a notice carries, where the text sets it, maybe with its years."""
    wanted = fold_title(what)
    found = rows(text, start)
    for index, row in enumerate(found):
        if not row.text.strip("》〉>"):  # the mark that closes the notice's own title
            continue
        for size in (1, 2, 3, 4):
            part = found[index : index + size]
            line = "".join(plain(r.text) for r in part)
            folded = fold_title(line)
            if len(line) > len(what) + 40 or not (wanted.startswith(folded) or folded.startswith(wanted)):
                break
            if folded == wanted or (genre_of(line) and _same(folded, wanted)):
                last = reach_on(found, index + size - 1)
                line = "".join(plain(r.text) for r in found[index : last + 1])
                return Title(unquote(line), row.start, found[last].end, genre_of(line) or "")
    return None


def _same(folded: str, wanted: str) -> bool:
    return folded.startswith(wanted) and bool(re.fullmatch(r"(?:\d{4}\d{0,4}年?|试行|暂行)*", folded[len(wanted) :]))


@functools.cache
def _kind_ends() -> str:
    """The last two characters that kinds of documents end in, for a look-behind of one width."""
    kinds = {k for k in words("masthead", "genres") if len(k) == 2}
    return "(?:" + "|".join(sorted(kinds)) + ")"
