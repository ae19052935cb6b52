"""Whose sign a document's number bears: 国办发〔2020〕1号, 云政办发〔2020〕1号, 云住建发〔2020〕1号."""

from __future__ import annotations

import re

from loaders.funds import CENTRE, COMMITTEE
from loaders.offices import known
from loaders.places import Area

_SIGN = re.compile("(?P<place>..?.?)?(?P<who>政府|政|府)(?P<office>办)?(?:发|字|函|规|秘|电|通|办)")
_FIELD = re.compile("(?P<place>[一-鿿])(?P<field>[一-鿿]{2,4}?)局?(?:规?发|函|规字?|通字?|规范|办发|字)")
# 云公积金中心规字〔2022〕3号, 云金管委〔2022〕3号: of the centre or the committee of a city's housing fund.
_FUND_SIGN = re.compile("(?P<place>[一-鿿])(?:住房?)?(?:公积金|公金|金管|房金)(?:中心|管理?中心)?(?P<body>管?委)?")
_CENTRAL_SIGNS = (
    ("国办", "国务院办公厅"),
    ("国发", "国务院"),
    ("国函", "国务院"),
    ("中办", "中共中央办公厅"),
    ("中发", "中国共产党中央委员会"),
    ("法释", "最高人民法院"),
    ("法发", "最高人民法院"),
    ("高检发", "最高人民检察院"),
)


def central_sign(sign: str) -> str | None:
    """The body of the centre whose sign a number begins with, or None."""
    return next((name for start, name in _CENTRAL_SIGNS if sign.startswith(start)), None)


def local_sign(sign: str, own: Area) -> str | None:
    """The body of a division whose sign it is: a government, a province's 办公厅, the housing fund, a department."""
    m = _SIGN.fullmatch(sign)
    if m is None:
        return _by_field(sign, own)
    if m["office"] and own.level != "province":
        return None
    return f"{own.prefix}人民政府" + ("办公厅" if m["office"] else "")


def _by_field(sign: str, own: Area) -> str | None:
    """The office whose field a sign names behind the place: 云住建发 is 云江市住房和城乡建设局's."""
    fund = _FUND_SIGN.match(sign)
    if fund and own.name.startswith(fund["place"]) and own.level in ("city", "province"):
        return (COMMITTEE if fund["body"] else CENTRE).replace("{}", own.prefix)
    m = _FIELD.fullmatch(sign)
    if m is None or not own.name.startswith(m["place"]) or own.level not in ("city", "county"):
        return None
    found = known(m["field"] + "局", 0, own.level)
    return found.identity(own.prefix) if found and found.kind == "department" else None
