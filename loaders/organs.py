"""The organs that every place has: government, Party, congress, CPPCC, supervision, courts, procuratorate."""

from __future__ import annotations

import functools
import re

from loaders.departments import department, long_name
from loaders.officenames import HAN, Office, breaks, not_after
from loaders.openoffices import open_office
from loaders.rulebook import choice, words

_DISCIPLINE = re.compile(
    r"(?P<head>纪委监委|纪委、监委|纪委(?!员|书|常)|纪律检查委员会|监察委员会|监委(?!员|主))(?P<tail>机关|办公室)?"
)
_COURT = re.compile(
    r"(?:(?:中级|高级|基层)?人民法院|[中高]级?法院|法院(?!院)|中院(?!士)|高院)(?P<tail>[一-鿿]{2}(?:中心|法庭))?"
)
_PROCURATORATE = re.compile("(?:人民)?检察院")
_LEAGUE = re.compile("团委(?!员)")
_STREET = re.compile("办事处|办(?![法理公事])")


def government(text: str, at: int, _level: str) -> Office | None:
    """市政府, 市政府办公厅, a Party group, 市人民政府国资委."""
    m = _government().match(text, at)
    if not m:
        return None
    tail = m["tail"] or ""
    tail = {"办": "办公室"}.get(tail, tail)
    if not tail and (inner := department(text, m.end(), "") or _joint(text, m.end())):
        return Office(inner.end, "{}人民政府" + inner.name[2:], inner.kind, inner.official)
    if m.group() == "府":
        return None
    name = "{}人民政府" + tail
    kind = "government" if not tail else "Party committee" if tail.endswith("党组") else "department"
    plain = tail.endswith(("党组", "办公厅", "办公室", "秘书处", "督查室", "研究室")) or not tail
    return Office(m.end(), name, kind, name if plain else "{}" + long_name(tail))


def _joint(text: str, at: int) -> Office | None:
    """A joint body or a desk of a government: 市政府安委会, 市政府口岸物流办."""
    found = open_office(text, at, True)
    if found and "政府" in found.name:
        return None  # 云江市人民政府云江市政府办公室: two bodies
    desk = found and found.kind == "department" and found.name.endswith(("办", "办公室"))
    return found if found and (desk or found.kind == "coordinating body") else None


def street(text: str, at: int, level: str) -> Office | None:
    """The office of a street, of which the whole name is the division's: 海棠街道 and 办事处."""
    m = _STREET.match(text, at) if level == "town" else None
    return Office(m.end(), "{}办事处", "government", "{}办事处") if m else None


def party(text: str, at: int, level: str) -> Office | None:
    """市委, 市委办公厅, 区委全面依法治区委员会, 镇党委, 街道党工委; 委员会 is read only behind 中共 by the caller."""
    m = _party().match(text, at)
    if not m or m["head"] == "委员会":
        return None
    if m["head"] == "委" and level == "town":
        return None
    tail = m["tail"] or ""
    if tail and tail not in words("agencies", "party_offices") and "依法治" not in tail and breaks().search(tail):
        return Office(m.end("head"), *_party_names("", m["head"]))
    return Office(m.end(), *_party_names(tail, m["head"]))


def _party_names(tail: str, head: str) -> tuple[str, str, str]:
    whole = "中共{}工作委员会" if "工委" in head else "中共{}委员会"
    law = re.fullmatch(r"(?:全面)?(依法治.)(委员会办公室|委员会|办)", tail)
    if law:
        tail = "全面" + law[1] + {"办": "委员会办公室"}.get(law[2], law[2])
    if not tail:
        return whole, "Party committee", whole
    if tail.startswith(("常委", "常务")):
        return "中共{}委员会常务委员会", "Party committee", "中共{}委员会常务委员会"
    joint = tail.endswith(("委员会", "小组", "指挥部", "委员会办公室", "小组办公室"))
    tail = {"办": "办公室"}.get(tail, tail)
    name = ("中共{}工委" if "工委" in head else "中共{}委") + tail
    return name, "coordinating body" if joint else "Party department", name


def congress(text: str, at: int, _level: str) -> Office | None:
    """市人大, 市人大常委会, 市人大常委会办公厅, 市人大法制委员会."""
    m = _congress().match(text, at)
    if not m:
        return None
    tail = m["tail"] or ""
    standing = m["standing"] or (tail and not tail.endswith(("委员会", "委")))
    name = "{}人民代表大会" + ("常务委员会" if standing else "") + tail
    return Office(m.end(), name, "congress", name)


def cppcc(text: str, at: int, _level: str) -> Office | None:
    """市政协, 市政协常委会."""
    m = _cppcc().match(text, at)
    if not m:
        return None
    tail = m["tail"] or ""
    if tail and breaks().search(tail):
        return Office(m.start("tail"), "中国人民政治协商会议{}委员会", "CPPCC", "中国人民政治协商会议{}委员会")
    name = "中国人民政治协商会议{}委员会" + {"常委会": "常务委员会"}.get(tail, tail)
    return Office(m.end(), name, "CPPCC", name)


def discipline(text: str, at: int, _level: str) -> Office | None:
    """市纪委监委, 市纪委, 市监委."""
    m = _DISCIPLINE.match(text, at)
    if not m:
        return None
    head = m["head"].replace("、", "")
    name, kind = {
        "纪委监委": ("{}纪委监委", "Party committee"),
        "纪委": ("中共{}纪律检查委员会", "Party committee"),
        "纪律检查委员会": ("中共{}纪律检查委员会", "Party committee"),
        "监委": ("{}监察委员会", "supervisory commission"),
        "监察委员会": ("{}监察委员会", "supervisory commission"),
    }[head]
    return Office(m.end("head"), name, kind, name)


def court(text: str, at: int, level: str) -> Office | None:
    """市法院, 市中级人民法院, 区人民法院."""
    m = _COURT.match(text, at)
    if not m:
        return None
    word = text[at : m.start("tail") if m["tail"] else m.end()]
    if m["tail"] and breaks().search(m["tail"]):
        return None
    high = {"province": "高级", "city": "中级"}.get(level, "")
    grade = "高级" if word.startswith("高") else "中级" if word.startswith("中") else "" if "人民" in word else high
    name = "{}" + grade + "人民法院" + (m["tail"] or "")
    return Office(m.end(), name, "court", name)


def procuratorate(text: str, at: int, _level: str) -> Office | None:
    """市检察院, 市人民检察院."""
    m = _PROCURATORATE.match(text, at)
    return Office(m.end(), "{}人民检察院", "procuratorate", "{}人民检察院") if m else None


def league(text: str, at: int, _level: str) -> Office | None:
    """区团委."""
    m = _LEAGUE.match(text, at)
    return Office(m.end(), "共青团{}委员会", "association", "共青团{}委员会") if m else None


@functools.cache
def _government() -> re.Pattern[str]:
    return re.compile(
        rf"(?:人民政府|政府|府(?=办))(?!(?:各|有关|相关|所属|组成|工作|职能|各职能|各工作|各有关|直属)?(?:部门|机构|单位)|采购|购买|性|债|间|投资项目)"
        rf"(?P<tail>(?:机关)?党组|法律顾问[室团]|{choice(words('agencies', 'government_offices'))}|"
        rf"办(?:公室)?{not_after('办')}|驻[{HAN}]{{2,5}}办事处)?"
    )


@functools.cache
def _party() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<head>党委|委员会|党工委|工委|委{not_after('委')})(?P<tail>常务委员会|常委会(?!议)|办{not_after('办')}|"
        rf"{choice(words('agencies', 'party_offices'))}|"
        r"(?:全面)?依法治[省市区县州旗盟镇](?:委员会办公室|委员会|办)|"
        rf"[{HAN}]{{2,14}}?(?:委员会|领导小组|指挥部)(?:办公室|[{HAN}]{{2,10}}?(?:专项|工作)小组)?)?"
    )


@functools.cache
def _congress() -> re.Pattern[str]:
    fields = choice(words("agencies", "congress_fields"))
    return re.compile(
        r"(?:(?P<session>第?[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+次)?)?"
        r"(?:人民代表大会|人大)(?P<standing>常务委员会|常委会)?)(?!代表(?!(?:人事|联络|资格审查)?(?:工委|工作委|委员会))|制度|及其(?!常)|换届)(?(session)|(?!建议|议案))"
        rf"(?P<tail>(?:机关)?党组|{choice(words('agencies', 'congress_offices'))}"
        rf"|{fields}(?:[和与]?{fields}){{0,5}}(?:工作委员会|委员会|工委|委{not_after('委')}))?"
    )


@functools.cache
def _cppcc() -> re.Pattern[str]:
    return re.compile(
        r"(?:第?[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+次)?)?政协(?!委员(?!会)|章程|工作|联谊|云)"
        rf"(?P<tail>(?:常务委员会|常委会(?!议))|办公厅|办公室|党组|[{HAN}]{{2,8}}委员会)?"
    )
