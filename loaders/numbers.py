"""文号: the numbers by which offices name their documents, in every form in which they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.scanning import near, standing

LONGEST_SIGN = 20
FARTHEST = 60  # characters before the 号 of a number
NUMERALS = "〇零一二三四五六七八九十百"
_HAN = "\u4e00-\u9fff"
_YEARED = re.compile(r"[〔\[［【﹝〈<„(（]\s*(?P<year>\d{4})\s*[〕\]］】﹞〉>‟)）]\s*第?\s*(?P<n>\d+)\s*[号號]")
_ORDER = re.compile(
    rf"(?P<kind>令|公告)\s*[(（]?\s*(?:(?P<year>\d{{4}})\s*年\s*)?第?\s*(?P<n>[\d{NUMERALS}]+)\s*[号號]"
)
_BARE = re.compile(rf"[(（]\s*(?:(?P<year>\d{{4}})\s*年\s*)?第\s*(?P<n>[\d{NUMERALS}]+)\s*[号號]\s*[)）]")
_REVERSED = re.compile(rf"(?P<year>\d{{4}}年)?第\s*(?P<n>[\d{NUMERALS}]+)\s*[号號]\s*(?P<kind>令)")
# As numbers were written until the nineties: （86）东水管字第21号, 〔84〕国函字130号.
_OLD = re.compile(
    rf"[〔\[［【（(]\s*(?P<year>(?:19)?[4-9]\d)\s*[〕\]］】）)]\s*(?P<sign>[{_HAN}]{{1,10}}字)\s*第?\s*(?P<n>\d+)\s*号"
)
_SIGN = re.compile(rf"[{_HAN}A-Za-z]{{1,24}}$")
# What stands before a number in running text and is no part of its sign: 根据国发〔2010〕33号, 见云府办〔2020〕1号.
_GROUNDS = "根据|按照|依据|依照|参照|比照|对照|遵照|结合|符合|违反|对于|不受|继续|落实|贯彻|执行|实施"
_WORDS = f"{_GROUNDS}|印发|发布|文件|通知|精神|以及|及其|参见|详见|转发|下发|同时|废止|文号|号"
_LEAD = re.compile(rf"^.*(?:{_WORDS}|[以和及与的在将见即按如等或为是把原])(?=.)")
_ORDER_LEAD = re.compile(rf"^.*(?:{_WORDS}|中华人民共和国|[以及的见即按])(?=..)")
_DIGITS = {"〇": 0, "零": 0, **{c: i for i, c in enumerate("一二三四五六七八九", 1)}}


@dataclass(frozen=True, slots=True)
class Number:
    """One number: `start`:`end` its words with the sign, `name` the canonical form, `signed` whether it tells a work.

    `kind` is yeared (国发〔2010〕33号), old (（86）东水管字第21号), order (国务院令第336号, 公告2020年第5号)
    or bare (（第55号）).
    """

    start: int
    end: int
    name: str
    kind: str
    signed: bool


# 东江省水利厅东水函〔2021〕7号: whose number it is stands before the sign, not in it.
_BODY = re.compile(
    f"(?:[{_HAN}]{{1,14}}(?:厅|总局|政府|委员会|[市省县区]委)|[{_HAN}]{{1,6}}[省市县区][{_HAN}]{{2,8}}局|国家[{_HAN}]{{2,6}}[局委]"
    "|(?:财政|教育|水利|民政|司法|公安|商务|农业|农业农村|自然资源|国土资源|生态环境|环境保护|交通运输|应急管理"
    f"|住房和?城乡建设|人力资源和?社会保障|工业和信息化|科学技术|科技)部)(?:办公[厅室])?(?=(?!办|字|规)[{_HAN}]{{2,7}}(?<!公告)(?<!通告)(?<!令)$)"
)


def find(text: str) -> list[Number]:
    """The numbers of a text in order of place, none of them overlapping."""
    signs = standing(text, "号", "號")  # every number holds the word
    found = [number for form in (_yeared, _old, _orders, _bare) for number in form(text, signs)] if signs else []
    kept: list[Number] = []
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _yeared(text: str, signs: Sequence[int]) -> Iterator[Number]:
    for m in near(_YEARED, signs, text, reach=FARTHEST):
        sign = sign_before(text, m.start())
        name = f"{re.sub(chr(92) + 's', '', sign)}〔{m['year']}〕{int(m['n'])}号"
        yield Number(m.start() - len(sign), m.end(), name, "yeared", bool(sign.strip()))


def _old(text: str, signs: Sequence[int]) -> Iterator[Number]:
    for m in near(_OLD, signs, text, reach=FARTHEST):
        yield Number(m.start(), m.end(), f"（{m['year']}）{m['sign']}第{m['n']}号", "old", True)


def sign_before(text: str, place: int, lead: re.Pattern[str] = _LEAD) -> str:
    """The sign of the office right before a place: 国发, 粤府办, 发改办财金规."""
    window = text[max(0, place - 24) : place]
    bare = window.rstrip(" \u3000")
    gap = window[len(bare) :]
    m = _SIGN.search(bare)
    if m is None or len(gap) > 3:
        return ""
    sign = lead.sub("", m[0])
    if (
        sign.startswith(("日", "月", "年")) and bare[-len(m[0]) - 1 : -len(m[0])].isdigit()
    ):  # 2018年7月10日东江省人民政府令第9号
        sign = sign[1:]
    body = _BODY.match(sign) if lead is _LEAD else None  # 财政部税务总局公告2022年第14号 is of both
    sign = sign[body.end() :] if body else sign
    return sign + gap if len(sign) <= LONGEST_SIGN else ""


def _orders(text: str, signs: Sequence[int]) -> Iterator[Number]:
    for pattern in (_ORDER, _REVERSED):
        for m in near(pattern, signs, text, reach=FARTHEST):
            sign = sign_before(text, m.start(), _ORDER_LEAD)
            year = f"{m['year'].rstrip('年')}年" if m["year"] else ""
            name = f"{sign.strip()}{m['kind']}{year}第{value(m['n'])}号"
            end = m.end()
            if "(" in m[0] or "（" in m[0]:  # 令（第5号）: the closing bracket is part of it
                end += text[end : end + 1] in ")）" and text[end : end + 1] != ""
            yield Number(m.start() - len(sign), end, name, "order", bool(sign.strip()))


def _bare(text: str, signs: Sequence[int]) -> Iterator[Number]:
    for m in near(_BARE, signs, text, reach=FARTHEST):
        year = f"{m['year']}年" if m["year"] else ""
        yield Number(m.start(), m.end(), f"{year}第{value(m['n'])}号", "bare", False)


def value(numeral: str) -> int:
    """The number that Arabic or Chinese digits write: 七十一, 55, 一百零三."""
    if numeral.isdecimal():
        return int(numeral)
    if not any(c in "十百" for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = digit = 0
    for char in numeral:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0
        else:
            digit = _DIGITS[char]
    return total + digit
