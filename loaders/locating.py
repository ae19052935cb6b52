"""Which division a text speaks for, where no issuer says it: by 我区, 全市 and the places that it names."""

from __future__ import annotations

import re
from collections import Counter

from loaders.places import MUNICIPALITIES, NATION, Area, Areas, Place, place_of
from loaders.rulebook import read
from loaders.scanning import scan

_OWN = re.compile(
    r"(?:我|本|全)(自治区|自治州|自治县|自治旗|省|市|州|盟|区|县|旗|镇|乡)(?![域属直场])|(?<![一-鿿])(省|市|州|区|县|旗)(?:委|政府|人大|人民政府)"
)
_OWN_FIRST = re.compile("[我本全省市州区县旗]")
_OPENING = 300  # characters in which news name their place
_FIRMLY = 100  # what the votes of a province and its cities must come to, in hundredths
_ADDRESSED = re.compile("[^，。\\n]{0,14}(?:[厅局]|政府|委员会|公司)[：:]")  # a letter to a place is not of it
SIGN = re.compile(r"([一-鿿]{1,6})[〔﹝［\[(（](?:19|20)\d\d[〕﹞］\])）]")


def locate(text: str, areas: Areas) -> Place:
    """The place of a text, or an empty one where it does not say enough."""
    word = own_word(text)
    if word is None:
        return Place()
    votes = count(text, areas)
    fits = [(score, area) for area, score in votes.items() if _fits(area, word)]
    if not fits:
        return Place()
    best = max(score for score, _ in fits)
    leaders = sorted({area.full for score, area in fits if score == best})
    if best < 1 or len(leaders) > 1:
        return Place()
    area = next(a for s, a in fits if s == best and a.full == leaders[0])
    return areas.place(area)


def province_around(text: str, areas: Areas) -> Place:
    """The province that a text of 省政府 and 我省 names in passing, it and its cities twice as often as any other."""
    votes = count(text, areas) if own_word(text) == "省" else {}
    named: Counter[Area] = Counter()
    for area, score in votes.items():
        if area.level in ("province", "city"):
            named[place_of(area.full).areas[0]] += round(100 * score)
    first, second = [*named.most_common(2), *[(None, 0)] * 2][:2]
    firm = first[0] is not None and first[1] >= max(_FIRMLY, 2 * second[1])
    return areas.place(first[0]) if firm and first[0] else Place()


def named_first(text: str, areas: Areas) -> Place:
    """The place of news that call no place their own: the one that all divisions named at the beginning lie in."""
    opening = text[:_OPENING]
    found: set[Area] = set()
    for name in set(areas.find(opening)):
        if len(name) < 3 or name not in areas.by_name:
            continue
        for m in re.finditer(name, opening):
            if _ADDRESSED.match(opening, m.end()):
                return Place()
            chain = areas.chain(opening, m.start(), Place())
            if chain:
                found.add(chain[0])
    if not found:
        return Place()
    deepest = max(found, key=lambda area: len(area.full))
    return areas.place(deepest) if all(deepest.full.startswith(area.full) for area in found) else Place()


def own_word(text: str) -> str | None:
    """省, 市, 区 …: the level that a text calls its own (我区, 全市), the lower one where it is close."""
    own: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for m in scan(_OWN, _OWN_FIRST, text):
        own[m[1] or ""] += 1
        named[m[2] or ""] += 1
    own.pop("", 0)
    named.pop("", 0)
    counted = own or named
    if not counted:
        return None
    order = "镇乡县旗区州盟市省"
    return max(counted, key=lambda w: (own[w] * 3 + named[w], -order.find(w[-1])))


def _fits(area: Area, word: str) -> bool:
    if word == "市":
        return area.name.endswith("市")
    if word == "区":
        return area.name.endswith("区") and not area.name.endswith("地区")
    return area.name.endswith(word)


def count(text: str, areas: Areas) -> dict[Area, float]:
    """How often a text names each division: in full, by its short name, by the sign of its numbers.

    A name that several divisions bear counts for the one whose city or province the text names too.
    """
    names = Counter(areas.find(text))
    votes: dict[Area, float] = {}
    for name, times in names.items():
        for area in areas.by_name.get(name, ()):
            votes[area] = votes.get(area, 0.0) + times
        # Short names of counties are words too often (新建, 资源) to count.
        for area in (a for a in areas.shorts.get(name, ()) if a.level != "county"):
            votes[area] = votes.get(area, 0.0) + 0.6 * times
    signs = Counter(m[1] for m in SIGN.finditer(text))
    for area in votes:
        short = area.name
        votes[area] += sum(n for sign, n in signs.items() if short.startswith(sign[0]) and area.level == "city")
    provinces = read("masthead")["signs"]
    near = {a.full for a in votes if a.level != "county"} | {provinces.get(sign[0], "") for sign in signs}
    return {area: score + 0.5 * score * _support(area, near) for area, score in votes.items()}


def _support(area: Area, near: set[str]) -> int:
    """How many of the divisions above an area the text names."""
    return sum(above.full in near for above in place_of(area.full).areas[:-1])


def of_sign(sign: str, areas: Areas) -> Place:
    """The province that the sign of a number names (粤府办), or an empty place; signs of cities are in no table."""
    table = read("masthead")["signs"]
    name = table.get(sign[:2]) or table.get(sign[:1])
    if not name or not re.match(r"..?(?:政|府|办|发|委|人|党)", sign):
        return Place()
    return place_of(name) if name in areas.by_name else Place()


# What news of the centre begin with: 新华社…电 中央经济工作会议…, 国务院常务会议….
_CENTRAL = re.compile(
    r"[^。\n]{0,30}?(?:中央[一-鿿]{0,6}工作会议|国务院常务会议|国常会|国新办|国务院新闻办|(?<![一-鿿])全国[一-鿿]{2,14}(?:工作会议|电视电话会议|委员会)"
    r"|(?<![一-鿿])全国人大常委会)"
)


def is_national(text: str) -> bool:
    """Whether a text without own division speaks to the whole country."""
    if text.startswith("中华人民共和国") or _CENTRAL.match(text):
        return True
    return bool(re.search("各省、自治区、直辖市|各省[(（]区、市[)）]|[，。]我部|[，。]我署", text[:3000]))


__all__ = ["MUNICIPALITIES", "NATION", "count", "is_national", "locate", "of_sign", "own_word", "province_around"]
