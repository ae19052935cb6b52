"""Offices whose field is in no list: 市政务公开领导小组, 市公共资源交易中心, 市打假办."""

from __future__ import annotations

import functools
import re

from loaders.officenames import HAN, Office, breaks, not_after
from loaders.rulebook import choice, words

# 区指挥部办公室 names no body of its own.
_GENERIC = ("指挥部", "领导小组", "联席会议", "工作专班", "专项", "工作领导小组")
# A joint body may be named by its task: 培育和发展住房租赁市场工作领导小组.
_TASK = re.compile(
    "^(?:(?:加快|全面|统筹)?(?:推进|推动|落实|加强|促进|支持|培育|发展|稳定|保障|防范|化解|整治|打击|治理|规范|完善|深化|处置)[和与]?)+"
)
_NO_START = re.compile("[和与及或第]|建设")
# What names of offices end in: where none is near, nothing need be tried.
_ENDS = re.compile("[局厅委办会部组挥专班处站所院馆队心场构社校团司]")


def open_office(text: str, at: int, named: bool) -> Office | None:
    """An office whose field is in no list: 市政务公开领导小组, 市公共资源交易中心, 市打假办."""
    # 市外 is no office but for 市外办, 市外事办: what stands outside a city is not its own.
    if text.startswith(words("agencies", "after"), at) and not (
        (named and text.startswith(("民", "人民"), at)) or text.startswith(("外办", "外事"), at)
    ):
        return None
    if not _ENDS.search(text, at + 1, at + 22):
        return None
    found = None
    for pattern in (_body(), _company(), _desk()):
        m = pattern.match(text, at)
        if m and not _broken(m) and m["core"] not in _GENERIC:
            name = "{}" + m.group()
            one = Office(m.end(), name, kind_of(m["head"]), name)
            found = one if found is None or one.end > found.end else found
    return found


def _broken(m: re.Match[str]) -> bool:
    """Whether a match reaches over a verb or particle; joint bodies may be named by a task: 推进某项工作领导小组."""
    core = m["core"]
    if kind_of(m["head"]) == "coordinating body":
        core = _TASK.sub("", core)
    return bool(breaks().search(core)) or bool(_NO_START.match(core)) or no_office(m.group())


def no_office(name: str) -> bool:
    """Whether a name ends as those of offices do and is none."""
    return name.endswith(words("agencies", "no_offices"))


def kind_of(head: str) -> str:
    """The kind of an office by the word that its name ends in."""
    if head.startswith(tuple(words("agencies", "coordinating"))) or head.endswith("委会"):
        return "coordinating body"
    if head.endswith("会"):
        return "association"
    if head in words("agencies", "institutions") or head.startswith("集团") or head.endswith("公司"):
        return "public institution"
    return "department"


@functools.cache
def _body() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<core>[{HAN}]{{2,16}}?)(?P<head>{choice(words('agencies', 'coordinating'))}(?P<desk>办公室)?"
        rf"|{choice(words('agencies', 'institutions'))}|协会|学会|商会|总会|联合会|促进会|管委会|安委会"
        rf"|局{not_after('局')}|厅{not_after('厅')}|办公室)"
    )


@functools.cache
def _company() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<core>[{HAN}]{{2,10}}?)(?P<head>集团(?:(?:股份|控股)?(?:有限)?(?:责任)?公司)?|(?:供电|供水|水务|燃气|电力|烟草|盐业)公司)"
        r"(?=[、，,；;。（()）〔〕\n]|等|负责|牵头|配合|要)"
    )


@functools.cache
def _desk() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<core>[{HAN}]{{1,6}}?)(?P<head>[委办])(?=[^{HAN}]|[和与等在要按为印对将已是应及的]|牵头|负责|会同|组织|联合|主任|反映|备案|承担|统筹)"
    )
