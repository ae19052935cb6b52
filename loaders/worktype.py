"""What kind of work a title names: instrument or not, Law or Policy, and its genre."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from loaders.rulebook import read, words

_MARK = re.compile(r"[（(][^（）()]*[）)]$")
_CONGRESS = re.compile(r"人民代表大会|人大常委会|人大$")
_CENTRAL_PARTY = re.compile(r"^(?:中国共产党|中共中央|党政|党员|党内|党组织|党的)")
_COUNTY = re.compile(
    r"^(?:中共)?[^关于]{0,18}?(?:[^地市社园校厂矿街片辖景林灌牧特战禁郊]区|县|旗|镇|乡|街道)(?!域|划|块|级|长)"
)
_CIRCLED = re.compile(r"^(?:市|区|县|省|镇|街)(?:政府|委|人民政府|人大|直|级)|^(?:我|本)(?:市|区|县|省|局|厅|委|部)")
_CHARTER = re.compile("(?:公司|集团|大学|学校|学院|协会|学会|医院|基金会|中心)章程$")
_EXECUTES = re.compile(r"贯彻|落实")
_DETAILS = re.compile(
    "(?:法|法典|条例|办法|规定|规则|决定|税)[〉》”）]?(?:实施|施行)?细则$"
)  # what makes another's rules precise
_AMENDING = re.compile(r"关于(?:修改|修订|废止|修正)")


@functools.cache
def _heads() -> Mapping[str, str]:
    groups = read("references")["heads"]
    return {head: group for group in ("policy", "decision", "rule", "law") for head in groups[group]}


@functools.cache
def _longest() -> int:
    return max(map(len, _heads()))


@functools.cache
def _barred() -> tuple[str, ...]:
    return words("references", "not_instruments")


def bare(name: str) -> str:
    """The title without remarks in brackets at its end: …办法（试行）, …规划（2015—2020年）."""
    shorter = _MARK.sub("", name)
    return bare(shorter) if shorter != name and shorter else name.rstrip("”’〉》0123456789")


@functools.lru_cache(maxsize=512)  # a document says the same ones again and again
def head(name: str) -> str | None:
    """The last word of an instrument's title (条例, 实施方案 gives 方案), or None where it ends in none."""
    plain = bare(name)
    return next((plain[-n:] for n in range(_longest(), 0, -1) if plain[-n:] in _heads() and len(plain) >= n), None)


def barred(name: str) -> bool:
    """Whether the title's ending makes it a form, contract, certificate, letter or medium."""
    return bare(name).endswith(_barred())


def genre(name: str) -> str | None:
    """The genre that the last word tells: 方案, 条例; of ten 条 none but 措施."""
    last = head(name)
    return {"条": "措施", "测定": "标准", "方法": "标准"}.get(last, last) if last else None


def classify(name: str, issuer: str | None = None, number: str | None = None) -> str:
    """Law or Policy, by the title's last word, by who issued it and how it is numbered."""
    last = head(name)
    group = _heads().get(last or "", "policy")
    if group == "decision":
        return "Law" if _CONGRESS.search(f"{name}{issuer or ''}") or _AMENDING.search(name) else "Policy"
    if group == "law":
        return "Policy" if _technical(name) or _CHARTER.search(name) else "Law"
    if group == "rule":
        return _rule(name, number)
    return "Policy"


def _technical(name: str) -> bool:
    """Whether a title that ends in 法 or 准则 names a method: 水质 铅的测定 分光光度法."""
    return "测定" in name or "检测" in name or name.endswith(("方法", "光度法", "色谱法", "质谱法"))


def _rule(name: str, number: str | None) -> str:
    """Law or Policy for 规定, 办法, 规则, 细则: rules are made by ministries, provinces and cities."""
    if number:
        return "Law" if "令" in number or "公告" in number else "Policy"
    plain = bare(name)
    if "最高人民法院" in name or "最高人民检察院" in name or plain.endswith("解释") or _CENTRAL_PARTY.match(name):
        return "Law"
    if plain.endswith("实施细则") and not _DETAILS.search(plain):
        return "Policy"  # “商改住”实施细则 carries out what no rule says
    lesser = any(mark in name for mark in words("references", "lesser"))
    if lesser or plain.endswith(words("references", "internal_rules")) or _CIRCLED.match(name):
        return "Policy"
    if (
        _COUNTY.match(name)
        or _EXECUTES.search(name)
        or "操作" in name
        or ("关于" in name[:14] and plain.endswith("意见"))
    ):
        return "Policy"
    return "Policy" if any(word in name for word in words("references", "routine")) else "Law"


def party_regulation(title: str) -> bool:
    """Whether a title is of a regulation of the Party: 党政…规定, 党组…条例; its notices and opinions are none."""
    last = head(title)
    return _heads().get(last or "") in ("law", "rule") and bool(re.search("党|督察工作规定", title))
