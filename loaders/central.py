"""Bodies of the centre in a text: by name, with the desk or branch that follows; short ones in central texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.registry import BodyRow
from graph.world import KINDS
from loaders.gazetteer import Hit
from loaders.naming import LEVELS, Found
from loaders.officenames import HAN, LEVEL_WORDS, breaks
from loaders.offices import office
from loaders.places import Area, Areas, Place
from loaders.scanning import near, standing

_STRONG = re.compile(
    "国家|中国|中央|中共|中华|全国|国务院|最高|党中央|国办|中办|中组部|中宣部|证监会|银保监会|新华社|共青团中央"
)
_GOES_ON = re.compile(
    "部(?:[门分署队长位属件级落里际]|委(?![托派]))|局[面部势限域地长]|[委会]员[^会]|办[法理公事学]|院[士长校子]|大代表|院部|所[有列述在需属]"
)
_MANY = re.compile(
    "(?:各|有关|相关|直属|组成|其他|所属|行政)?"
    "(?:部委|部门|机构|组成部门|特设|单位|[^，,。；、]{0,12}主管部门|[^，,。；、]{0,10}行政部门)"
)
# 地方发展改革委、证监局、国资委: in a list of local offices a short name is no body of the centre.
_LOCAL = re.compile(rf"(?:地方|各地|各级|当地|属地|所在地|省级|市级|县级)(?:[{HAN}]{{2,12}}、)+$")
_JOINT_BODY = rf"[{HAN}]{{2,16}}?(?:领导小组办公室|领导小组|委员会办公室|委员会|部际联席会议|指挥部|协调小组)"
# Whose offices carry the short name: 中共中央宣传部, 中央军委后勤保障部.
_SHORT_BASES = {"中国共产党中央委员会": "中共中央", "中央军事委员会": "中央军委"}
_DESK = re.compile("办公厅|办公室|党组|党委")
# A department inside a ministry signs letters of its own: 水利部水资源管理司2021年3月5日.
_INNER = re.compile(
    rf"办公厅|办公室|党组|党委|(?:[{HAN}]{{2,12}}?(?:(?<!公)司|执法局)|执法局)"
    r"(?=\s*(?:19|20|二)|$|[、，,。；;）)]|(?:有关)?负责(?:人|同志)?|牵头|会同|组织|配合|主办|承办)"
)
_TAILS = (
    ("国务院", re.compile(rf"办公厅|{_JOINT_BODY}")),
    ("中国共产党中央委员会", re.compile(rf"党校|[{HAN}]{{2,8}}?(?:部(?![署门])|研究室)")),
    ("中央军事委员会", re.compile(rf"[{HAN}]{{2,8}}?部(?![署门])")),
    ("全国人民代表大会", re.compile(rf"[{HAN}]{{2,14}}?委员会")),
    ("全国委员会", re.compile(rf"[{HAN}]{{2,14}}?委员会")),
    ("常务委员会", re.compile(rf"办公厅|[{HAN}]{{2,10}}?(?:委员会|工委)")),
    ("部", _INNER),
    ("建设指导委员会办公室", re.compile("秘书局")),
    ("中国人民银行", re.compile("办公厅|货币政策委员会|营业管理部|党委")),
    *((ending, _DESK) for ending in ("委员会", "联合会", "总局", "署", "局", "银行", "法院", "检察院")),
)
_BRANCH = re.compile(
    rf"[{HAN}]{{2,8}}?(?:分署|分局|分行|中心支行|支行|特派员办事处|特派办|监管局|监管支局|支局|监管组|专员办|营业管理部|营管部)"
    rf"(?:(?<=分局)[{HAN}]{{2,4}}监管组|(?<=分行)(?:营业管理部|营管部))?"
)
# An institution of a ministry with a name of its own: 水利部水资源管理中心, 生态环境部华东督察局.
_INSTITUTION = re.compile(
    rf"[{HAN}]{{2,12}}?(?:中心|监督站|监督管理局|督察局|研究院|研究所|总院|规划院|设计院)(?=[^{HAN}]|[和与及等]|牵头|负责|会同|组织|承担|配合|出具|审核|发布|开展)"
)
# The central bank's branches are named by the short word 人行, which alone is no body: 人行云江市中心支行.
_BANK = "中国人民银行"
_BANK_BRANCH = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[由和与同]))人行(?P<branch>[{HAN}]{{2,7}}?(?:分行(?:营业管理部|营管部)?|中心支行|支行|营业管理部|营管部))"
)
_SUPERVISION = re.compile(rf"(?:银保监|银监|金融监管)(?P<at>[{HAN}]{{2,4}})监管组(?!织|成)")


def central(text: str, hits: Iterable[Hit], place: Place, areas: Areas, day: str | None = None) -> Iterator[Found]:
    """The bodies of the centre that a text names, given where the registry's names stand."""
    chosen: dict[tuple[int, int], list[BodyRow]] = {}
    hits = list(hits)
    named = {hit.value.name for hit in hits}
    for hit in hits:
        if _is_body(text, hit, place):
            chosen.setdefault((hit.start, hit.end), []).append(hit.value)
    for (start, end), bodies in chosen.items():
        if text.endswith("机构", start, end) and not day:
            continue  # 国务院法制机构 names a function: which body had it, the day tells
        body = current(bodies if day else _of_named(bodies, named), day)
        branch = branch_of(text, body, start, end, place, areas)
        name, stop = continued(text, body.name, end)
        kind = KINDS.get(body.kind, "department")
        yield branch or Found(start, stop, name, name, kind, "national", None, "agencies.national", is_former(body))


def bank_branches(text: str) -> Iterator[Found]:
    """The branches of the central bank that a text calls 人行."""
    for m in near(_BANK_BRANCH, standing(text, "人行"), text, reach=0):
        if not breaks().search(m["branch"]):
            name = _BANK + m["branch"].replace("营管部", "营业管理部")
            yield Found(m.start(), m.end(), name, name, "department", "national", None, "agencies.national")


def supervision_groups(text: str, place: Place, areas: Areas) -> Iterator[Found]:
    """The groups in counties of the regulator of banks that are named by its short name: 银保监松溪监管组."""
    for m in near(_SUPERVISION, standing(text, "监管组"), text, reach=8):
        if area := _area_in(m["at"], place, areas):
            level = LEVELS.get(area.level, area.level)
            yield Found(m.start(), m.end(), m.group(), m.group(), "department", level, area.full, "agencies.national")


def current(bodies: Sequence[BodyRow], day: str | None = None) -> BodyRow:
    """Of bodies with one short name (国家计委) the one that was on a day, else that still is, else the first."""
    year = int(day[:4]) if day and day[:4].isdecimal() else None
    then = (b for b in bodies if year and b.years[0] and b.years[0] <= year < (b.years[1] or year + 1))
    return next(then, next((b for b in bodies if not is_former(b)), bodies[0]))


def _of_named(bodies: Sequence[BodyRow], named: Collection[str]) -> Sequence[BodyRow]:
    """Of institutions with one short name (环境规划院) those of a ministry that the text names."""
    return [b for b in bodies if len(bodies) > 1 and any(b.name != n and b.name.startswith(n) for n in named)] or bodies


def is_former(body: BodyRow) -> bool:
    """Whether a body exists no more."""
    return bool(body.successor) or body.kind == "former"


def continued(text: str, name: str, end: int) -> tuple[str, int]:
    """A central body's name with the office of it that follows (国务院办公厅), and where that ends."""
    for ending, pattern in _TAILS:
        m = pattern.match(text, end) if name.endswith(ending) else None
        if m and not breaks().search(m.group()):
            base = _SHORT_BASES.get(name, name)
            return base + m.group(), m.end()
    return name, end


def branch_of(text: str, body: BodyRow, start: int, end: int, place: Place, areas: Areas) -> Found | None:
    """A central body's office in a place: 国家税务总局云江市税务局, 海关总署广东分署."""
    m = _BRANCH.match(text, end)
    if m and not breaks().search(m.group()) and "级" not in m.group():
        name = body.name + m.group().replace("营管部", "营业管理部")
        area = _area_in(m.group(), place, areas)
        level, region = (LEVELS.get(area.level, area.level), area.full) if area else ("national", None)
        return Found(start, m.end(), name, name, "department", level, region, "agencies.national")
    m = _INSTITUTION.match(text, end) if body.name.endswith(("部", "总局", "委员会", "科学院")) else None
    if m and not breaks().search(m.group()):
        name = body.name + m.group()
        return Found(start, m.end(), name, name, "public institution", "national", None, "agencies.national")
    chain = areas.chain(text, end, place) if body.name.endswith(("总局", "署")) else None
    found = office(text, chain[1], chain[0].level, named=True) if chain else None
    if chain is None or found is None or found.kind != "department":
        return None
    area, name = chain[0], body.name + found.full(chain[0].prefix)
    level = LEVELS.get(area.level, area.level)
    return Found(
        start, found.end, name, found.identity(area.prefix), "department", level, area.full, "agencies.national"
    )


def _area_in(words: str, place: Place, areas: Areas) -> Area | None:
    """The division that a branch is named by: 云江市分行, 云江监管分局."""
    chain = areas.chain(words, 0, place)
    if chain:
        return chain[0]
    names = (words[:size] for size in range(min(6, len(words)), 1, -1))
    found = next((f for name in names if (f := areas.shorts.get(name))), ())
    return areas.choose(found, words, len(words), place) if found else None


def _is_body(text: str, hit: Hit, place: Place) -> bool:
    """Whether the words name a body here: not 公安部 in 公安部门, 中办 in 高中办学, 国办 in 国办发〔2010〕1号."""
    word, rest, before = text[hit.start : hit.end], text[hit.end : hit.end + 3], text[max(0, hit.start - 1) : hit.start]
    if word == "中央" or _GOES_ON.match(word[-1] + rest) or rest.startswith("各"):
        return False
    if len(word) == 2 and ((_is_han(before) and not _both(text, word, hit)) or re.match(r"[发函字〔\[]", rest)):
        return False
    if word == "国务院" and _MANY.match(text, hit.end):
        return False
    if _STRONG.match(word) or word.endswith(("总局", "海关总署", "审计署", "人民银行")):
        return True
    if before and before in f"{LEVEL_WORDS}级方各道国家地":
        return False
    if hit.value.kind == "branch" or word.endswith("所") or (word == hit.value.name and len(word) > 6):
        return True
    if word.endswith("部"):
        return not before or before not in "支总内外本党分干全大机学俱"
    return place.national and not _LOCAL.search(text, max(0, hit.start - 30), hit.start)


def _both(text: str, word: str, hit: Hit) -> bool:
    """Whether the two offices of the centre are named together, where each is plain: 按照中办、国办有关文件."""
    if word == "中办":
        return text.startswith(("、国办", "国办"), hit.end)
    return word == "国办" and text.endswith("中办", 0, hit.start)


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def long_names(text: str, hits: Iterable[Hit]) -> list[int]:
    """Where long names of central bodies begin: no local name runs into one (松溪区问题清单生态环境部)."""
    return [
        hit.start
        for hit in hits
        if hit.end - hit.start > 3
        and (_STRONG.match(hit.value.name) or hit.value.name.endswith("部"))
        and text[hit.end - 1] in "部局署会厅"
        and not text.startswith("门", hit.end)  # 市生态环境部门 is the city's own
        and text[hit.start : hit.start + 2] == hit.value.name[:2]
    ]
