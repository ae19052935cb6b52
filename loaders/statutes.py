"""Statutes and outlines without 《》: behind verbs of making and of carrying out, and in the lists that these open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders import legislating
from loaders.scanning import near, standing

Span = tuple[int, int]
# Kinds that nothing but a title ends in.
KIND = "(?:条例|(?:规划|实施|行动|建设|发展|战略|促进|创新|改革|编制)纲要|(?:自由贸易|伙伴关系|经贸合作|投资)协定)"
_MAKING = (
    "制定|制订|起草|修订|修改|修正|制修订|出台|颁布|公布|发布|审议通过|表决通过|审议批准"
    "|通过|审议|提请审议|初审|废止|编纂"
)
_CARRYING = "(?:实施|落实|贯彻|执行)好?|施行|遵守"
_VERB = rf"(?:(?:{_MAKING}|{_CARRYING})(?:并|和|、|了)?){{1,3}}"
_NEW = r"(?:新(?:修订|修改|修正|制定|颁布|出台)的)?"
# 生态保护和修复条例: 和 inside a title stands behind no kind of document.
_AND = (
    r"(?<!办法)(?<!规定)(?<!条例)(?<!规划)(?<!政策)(?<!方案)(?<!意见)(?<!制度)(?<!标准)(?<!措施)(?<!细则)(?<!规章)(?<!法规)(?<!法律)"
    r"(?<!规则)(?<!决定)(?<!部署)(?<!要求)(?<!精神)(?<!任务)(?<!机制)(?<!体系)(?<!责任)(?<!法)(?<!制)(?<!党章)(?<!纲要)(?<!党)"
    r"(?<!准则)(?<!修订)(?<!制定)(?<!修改)(?<!实施)(?<!落实)[和与]"
)
_CHAR = rf"(?:(?![和及与])[\u4e00-\u9fff]|{_AND})"
_BEHIND = (
    r"(?=[，。；、,;和及与等（(\n]|规定|要求|精神|有关|相关|草案|修正案|立法|起草|修订|制定|颁布|出台|审议|执法检查|落地|落实|施行"
    r"|实施(?!细则|办法|意见|方案|条例))"
)
# 研究制定水权备案条例、节水监督条例; 全面落实中长期水利发展规划纲要; 颁布实施节水条例.
_FIRM = re.compile(
    rf"(?:{_VERB}{_NEW}|(?<=[进护障理管督]法)[和及与])(?P<title>(?:本[省市区县])?{_CHAR}{{4,28}}?{KIND}){_BEHIND}"
)
# 出台数据条例: a short one is safe behind a verb of making alone.
_SHORT = re.compile(
    rf"(?:(?:{_MAKING})(?:并|和|、)?){{1,2}}(?P<title>(?!自治|单行|管理|工作|程序|配套|地方|有关|相关|专门|专项|具体|各项|新的|暂行|实施)"
    rf"[\u4e00-\u9fff]{{2,3}}条例)(?=[，。；、,;和及与等（(\n]|草案)"
)
_MORE = re.compile(
    r"(?:[（(](?:修订|修正)?(?:草案)?[)）]|草案)?(?:[、和及与]|以及)"
    rf"(?P<title>{_CHAR}{{2,28}}?(?:条例|纲要|规划|办法|规定|准则|法典|促进法|保护法|协定))"
    r"(?=[，。；、,;和及与等（(\n]|草案|修正案|立法)"
)
# 制定水权交易促进法、节水监督法: laws that are yet to be made, which no registry has.
_BEHIND_LAW = tuple("，。；、,;和及与等（(\n")
_LAW = (
    r"(?:(?!法[和及与])[\u4e00-\u9fff]){2,12}?(?:促进|保障|保护|执行|防治|管理|监督|组织|程序|责任|安全|服务|教育|应对|征收|预防|处罚|赔偿|救助|福利)法"
    rf"(?=[{''.join(_BEHIND_LAW)}])"
)
_PLANNED = re.compile(
    rf"(?:制定|制订|起草|修订|修改|出台|编纂|制修订|加快|贯彻|落实好?|实施好?|施行|执行|依据|根据|依照|违反)(?P<title>{_LAW})"
)
_PLANNED_MORE = re.compile(rf"[、和及与](?P<title>{_LAW})")
_INTO = re.compile("纳入|列入|融入|衔接")  # 推动排污许可纳入海洋环境保护法制修订
LOOSE = re.compile(
    r"[的了将把各以等]|(?<![行作])为|(?<![反应针面])对|(?<!存)在(?!线)|(?<![面定方])向|制定|修订|修改|贯彻|落实|(?<!法)实施(?!纲要|条例)|执行|进行|通过"
    r"|有关|相关|一系列|配套|具体|相应|所属|上述|以下|下列|地方性|^(?:国家|全国)?国民经济和社会发展(?:五年|中长期)?规划(?:纲要)?$|自治条例|单行|提请|审议|草案"
)


def find(text: str) -> Iterator[Span]:
    """The spans of such titles, kind by kind."""
    yield from _listed(near(_FIRM, standing(text, "条例", "纲要", "协定"), text, reach=48), _MORE, text)
    if statutes := standing(text, "条例"):
        yield from _listed(near(_SHORT, statutes, text, reach=16), _MORE, text)
    if statutes or "立法" in text:
        yield from _legislated(text)
    laws = (at for at in standing(text, "法") if text.startswith(_BEHIND_LAW, at + 1))
    yield from _listed(near(_PLANNED, laws, text, reach=24), _PLANNED_MORE, text)


def _legislated(text: str) -> Iterator[Span]:
    for m in legislating.lists(text):
        for title in re.finditer("[^、和及]+", m["titles"]):
            if len(title[0]) >= 4 and not LOOSE.search(title[0]) and not _INTO.search(title[0]):
                yield m.start("titles") + title.start(), m.start("titles") + title.end()


def _listed(first: Iterable[re.Match[str]], more: re.Pattern[str], text: str) -> Iterator[Span]:
    """The titles of lists, up to one that is no title: the first of each, and those behind it by a pattern."""
    for m in first:
        title: re.Match[str] | None = m
        while title and not LOOSE.search(title["title"].removeprefix("本")):
            yield title.span("title")
            title = more.match(text, title.end())
