"""Agencies below or beside the offices of a place: towns, streets, zones, sites with a name of their own, bare 人大."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.funds import CENTRE, COMMITTEE, FUND, official
from loaders.gazetteer import Hit
from loaders.naming import LEVELS, Found, made
from loaders.officenames import HAN, LEVEL_WORDS, ZONES, Office, breaks, zone_official
from loaders.offices import known, office, shared
from loaders.openoffices import no_office
from loaders.places import MUNICIPALITIES, Area, Areas, Place, area_below, place_of
from loaders.rulebook import choice, words
from loaders.scanning import places, scan, tried
from loaders.scanning import standing as sought

LISTED = re.compile("(?:建议|提案|议案)?[、和与及]")
# Found by the words at their ends, then read backwards: a pattern that begins with any character would try every place.
_TOWN = re.compile("(?:街道)(?=办事处|办(?![法理公事])|党工委)|镇(?=人民政府|政府|党委)|乡(?=人民政府|政府|党委)")
_TOWN_NAME = re.compile(rf"(?:(?<![{HAN}])|(?<=[由在和与及赴到向对、]))(?:(?![由在和与及赴到向对各])[{HAN}]){{1,4}}$")
_NO_TOWN = re.compile(
    "[各该每两几全村城]|有关|相关|所在|属地|辖区|乡镇|个|本[镇乡街]|的|配合|已|且|会同|协助|联合|牵头|重点|其他|街镇|^[经报请由我][镇乡]$"
)
# 召开街道党工委会议, 完善以街道党工委书记为核心的…: a verb and the own street.
_CLAUSE = re.compile(
    "(?:召开|完善|健全|以|组织|成立|建立|推进|落实|强化|加强|发挥|通过|全面|严格|压实|构建|形成|坚持|充分|听取|提交|发现|完成|加快|主要)"
    "[一-鿿]{0,2}(?:街道|镇|乡)$"
)
_ZONE = re.compile("管委会|管理委员会|党工委")
_ZONE_AT = (
    rf"(?:(?<![{HAN}])|(?<=[由在和与及赴到向对、含括]))(?:(?![由在和与及赴到向对各含括])[{HAN}]){{0,10}}(?:{ZONES})"
)
_ZONE_NAME = re.compile(_ZONE_AT + "$")
_ZONE_BEFORE = re.compile(rf"({_ZONE_AT})[、和]$")  # 高新区、经开区管委会: the word is told once for all
# The new areas of the state, and the provinces they lie in.
_NEW_AREAS = {
    "雄安新区": "河北",
    "两江新区": "重庆",
    "兰州新区": "甘肃",
    "西咸新区": "陕西",
    "贵安新区": "贵州",
    "天府新区": "四川",
    "赣江新区": "江西",
    "滇中新区": "云南",
    "湘江新区": "湖南",
    "舟山群岛新区": "浙江",
    "金普新区": "辽宁",
}
_LED_BY = re.compile("^(?:经(?![济开])|[报请])")
_ANY_ZONES = ("开发区", "功能区", "工业园区", "产业园区", "合作区", "管理区", "度假区", "风景区", "园区")
_BEHIND_MANY = re.compile(
    r"各(?:[^，。；、\n（(]|[（(][^，。；\n（()）]*[)）]){0,12}政府(?:[、，,]|[（(][^，。；\n（()）]{0,8})$"
)
_SET_UP = re.compile("(?:设立|成立|组建|新建|建成|打造|建设|发挥|依托)(?:和?(?:发展|完善|培育))?了?")
_JOINT_SITE = re.compile(
    rf"(?P<name>[{HAN}]{{5,22}}?(?:领导小组|指挥部|联席会议|协调小组|工作专班))(?=[^{HAN}“\d]|[和与及]|等|办公室|统筹|作用)"
)
_SITE_ENDS = "工作站|服务站|联络站|调解中心|仲裁院|研究院|事务所"
_FOUNDED = re.compile("设立|成立|组建")
_TASK = re.compile("^(?:支持|推进|落实|加强|促进|加快推进|贯彻落实)")  # may open such a name: 促进就业工作指挥部
_SITE = re.compile(rf"(?P<name>[{HAN}]{{4,24}}?(?:{_SITE_ENDS}))(?=[^{HAN}“\d]|[和与及]|作用|等)")
_JOINT_ENDS = ("领导小组", "委员会", "联席会议", "指挥部", "协调小组")
_BARE = re.compile(
    "人大(?:常委会|(?!代表|会|建议|议案|工作|制度))|政协(?:常委会|(?!委员|工作|提案))"
    "|纪委监委|政府(?:法律顾问[室团]|办公[厅室])|红十字会"
)
# （牵头单位：农牧厅、林草局）: what bears a task is listed without its place where it is the issuer's own.
_BORNE = re.compile(
    r"(?:牵头|责任|负责|配合|主办|协办|承办|实施|主管|参加|参与|落实)(?:责任)?(?:单位|部门|主体)[：:∶]\s*"
    # Of two lists in a row the first seems to run to the colon of the second: 牵头单位：水利局,责任单位：财政局.
    r"(?=(?P<list>[^（）()。；;\n：:∶]+))"
)
_COLON, _BORNE_SIZES = re.compile("[：:∶]"), (4, 6)  # 牵头单位：, 牵头责任单位：: characters before the colon
# （住建局、财政局按职责分工负责）
_BORNE_BY = re.compile(
    rf"[（(〔](?P<list>(?:[{HAN}]{{2,10}}[局委办厅院][、，,])*[{HAN}]{{2,10}}[局委办厅院])(?:等)?"
    "(?:按照?职责(?:分工)?|分别|共同)?(?:负责|牵头|配合|落实)[)）〕]"
)
_BRACKET = re.compile("[（(〔]")
_LISTED_ONE = re.compile("[^、，, ]+")
_STANDING = re.compile("(?:及其|及|和)(常务委员会|常委会)")
_BARE_BEFORE = re.compile("[级方国市区县省州旗镇乡民府会个团届年委体上议]")

# 缴存地公积金中心, 异地住房公积金管理中心, 各公积金中心, 城市住房公积金管理中心: another place's.
_ADDRESSEES = re.compile(rf"(?:管委会|管理委员会)(?:[，,、][{HAN}]{{4,24}}){{0,4}}[：:]")
_LISTED_PLACE = re.compile("[、和与及]$")
_OTHERS_FUND = tuple("地市区县省州盟他它一各城何级家个")


def towns(text: str, place: Place) -> Iterator[Found]:
    """Towns and streets of a county's own text: 海棠街道办事处, 柳溪镇人民政府."""
    county = [a for a in place.areas if a.level != "town"]
    if not county or county[-1].level != "county":
        return
    for m in _TOWN.finditer(text):
        before = _TOWN_NAME.search(text[max(0, m.start() - 8) : m.start()])
        name = before.group() + m.group() if before else ""
        if not before or _NO_TOWN.search(name) or _CLAUSE.match(name):
            continue
        area = area_below(county, name, None)
        found = office(text, m.end(), area.level)
        if found:
            yield made(m.start() - len(before.group()), area, found, "agencies.town")


def sharing_places(
    text: str, hits: Sequence[Hit], found: Iterable[Found], areas: Areas, place: Place
) -> Iterator[Found]:
    """The offices of places listed before one that names its office: 云江市、东河市生态环境局 are two."""
    by_end = {hit.end: hit for hit in hits}
    for one in found:
        area = place_of(one.region).own if one.region and one.rule == "agencies.office" else None
        if area is None or not one.name.startswith(area.prefix):
            continue
        named = areas.chain(text, one.start, place)  # 黔南州人民政府: by its short name
        if named is None or named[0].full != area.full:
            continue
        at = one.start
        while joint := _LISTED_PLACE.search(text, max(0, at - 2), at):
            hit = by_end.get(joint.start())
            chain = areas.chain(text, hit.start, place) if hit else None
            if (
                hit is None
                or chain is None
                or chain[1] != hit.end
                or (chain[0].level == "province") != (area.level == "province")
            ):
                break
            whole, official = (n.replace(area.prefix, "{}", 1) for n in (one.name, one.official))
            if chain[0].name in MUNICIPALITIES and whole.endswith("厅"):
                whole, official = whole[:-1] + "局", official[:-1] + "局"
            yield made(hit.start, chain[0], Office(hit.end, whole, one.kind, official), "agencies.sharing")
            at = hit.start


def zones(text: str, place: Place, found: Iterable[Found]) -> Iterator[Found]:
    """The committees of zones: 高新区管委会 in a city's text is the city's own, else of the city named just before."""
    own = _zoned(place)
    governments = {one.end: one for one in found if one.kind == "government" and one.region} if own is None else {}
    if own is None and not governments:
        return
    for m in tried(_ZONE, sought(text, *_ZONE.pattern.split("|")), text):
        area = own or _city_before(text, m.start(), governments)
        if area is None:
            continue
        before = _ZONE_NAME.search(text[max(0, m.start() - 18) : m.start()])
        start, end = m.start(), m.end()
        while before:
            zone = before[1] if before.re is _ZONE_BEFORE else before.group()
            bare = _LED_BY.sub("", zone)  # 经新区管委会同意
            start -= len(before.group()) - len(zone) + len(bare)
            zone = bare
            if (
                len(zone) < 3
                or _elsewhere(zone, area)
                or breaks().search(zone)
                or re.search("[各类个等]|省级|国家级|市级", zone)
            ):
                break
            if zone in _ANY_ZONES and _BEHIND_MANY.search(text, max(0, start - 20), start):
                break  # 各县区人民政府、开发区管委会: whichever there are
            name = (
                zone
                if area.full.startswith(zone[:2]) or zone.startswith(area.name[:2])
                else "{}" + zone.removeprefix("市")
            ) + m.group()
            yield made(start, area, Office(end, name, "government", zone_official(name)), "agencies.zone")
            before = _ZONE_BEFORE.search(text[max(0, start - 19) : start])
            end = start - 1


def _elsewhere(zone: str, area: Area) -> bool:
    """Whether a zone is one of the state's new areas, in another province: 雄安新区 in a text of 云江市."""
    home = next((province for name, province in _NEW_AREAS.items() if zone.startswith(name)), None)
    return home is not None and not area.full.startswith(home)


def _city_before(text: str, end: int, governments: Mapping[int, Found]) -> Area | None:
    """The city whose government a letter addresses with a zone: 云江市人民政府，运河经济开发区管理委员会."""
    zone = _ZONE_NAME.search(text[max(0, end - 18) : end]) if _ADDRESSEES.match(text, end) else None
    start = end - len(zone.group()) if zone else 0
    one = governments.get(start - 1) if zone and text[start - 1 : start] in ("，", "、", ",") else None
    return place_of(one.region).own if one else None


def _zoned(place: Place) -> Area | None:
    """Whose zones a text names without a place: a county's own, for a district (市辖区) those of its city."""
    own = place.own
    if own and own.level == "county" and not own.name.endswith("区"):
        return own
    return next((a for a in place.areas if a.level in ("city", "county")), own)


def sites(text: str, place: Place) -> Iterator[Found]:
    """Stations and centres with a name of their own that a text says were set up or used."""
    area = place.own
    if area is None:
        return
    level = LEVELS.get(area.level, area.level)
    for verb in _SET_UP.finditer(text):
        at = verb.end()
        joint = _JOINT_SITE.match(text, at) if _FOUNDED.match(verb.group()) else None
        if joint and len(_TASK.sub("", joint["name"])) > 6 and not _vague(_TASK.sub("", joint["name"])):
            name, official = joint["name"], area.prefix + joint["name"]
            yield Found(at, joint.end(), name, official, "coordinating body", level, area.full, "agencies.site")
        while m := _SITE.match(text, at):
            name = m["name"]
            if len(name) >= 8 and _is_own(name):
                official = name if name.startswith(area.prefix) else area.prefix + name
                yield Found(at, m.end(), name, official, "public institution", level, area.full, "agencies.site")
            listed = LISTED.match(text, m.end())
            if not listed:
                break
            at = listed.end()


def _vague(name: str) -> bool:
    """Whether what a joint body is for is a clause or nobody's own: 由市长任组长的领导小组, 各级领导小组."""
    return bool(
        breaks().search(name) or re.search("[个家所批处省市区县镇乡]|首|各级|全|相应|专门|专项|部际|工作领导", name)
    )


def _is_own(name: str) -> bool:
    """Whether a name is one site's own: no verb, number or word for many, and more than what the site is for."""
    own = re.sub(f"{choice(words('agencies', 'site_fields'))}|{_SITE_ENDS}", "", name)
    return (
        len(own) > 1
        and not no_office(name)
        and not breaks().search(name)
        and not re.search("[个家所批处]|首|镇街|村居|各级|全", name)
    )


def repeated(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Joint bodies named again without their place: 市节水改革领导小组…, then 节水改革领导小组办公室."""
    for one in {f.name: f for f in found if f.kind == "coordinating body"}.values():
        area = place_of(one.region).own if one.region else None
        core = one.name.removeprefix(area.prefix).removesuffix("办公室") if area else ""
        if area is None or len(core) < 8 or core == one.name or not core.endswith(_JOINT_ENDS):
            continue
        for m in re.finditer(re.escape(core) + "(?:办公室)?", text):
            before = text[max(0, m.start() - 2) : m.start()]
            whole = before[-1:] == area.ending and before[:-1] in ("全", "我", "本")
            if before[-1:] in f"{LEVEL_WORDS}级各国央个" and before and not whole:
                continue
            name = area.prefix + m.group()
            start = m.start() - 2 if whole else m.start()
            yield replace(one, start=start, end=m.end(), name=name, official=name, rule="agencies.repeated")


def borne(text: str, area: Area) -> Iterator[Found]:
    """The offices of a place in lists of who bears a task, where they stand without it: 牵头单位：农牧厅、林草局."""
    if area.level == "country":
        return
    begins = sorted({at - size for at in places(_COLON, text) for size in _BORNE_SIZES if size <= at})
    told = [*tried(_BORNE, begins, text), *scan(_BORNE_BY, _BRACKET, text)]
    for m in told:
        for one in _LISTED_ONE.finditer(text, *m.span("list")):
            found = known(text, one.start(), area.level)
            if found and (found.end == one.end() or text.startswith("等", found.end)):
                yield made(one.start(), area, found, "agencies.borne")


def bare(text: str, area: Area) -> Iterator[Found]:
    """人大, 政协, 纪委监委 without a place, which in a place's own report are its own."""
    for m in _BARE.finditer(text):
        if not _BARE_BEFORE.match(text[max(0, m.start() - 1) : m.start()]) and (
            found := shared(text, m.start(), area.level)
        ):
            yield made(m.start(), area, found, "agencies.bare")


def standing(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The standing committee named with its congress: 市人大及其常委会 is two bodies."""
    for one in found:
        m = _STANDING.match(text, one.end) if one.name.endswith("人民代表大会") else None
        if m:
            name, official = one.name + "常务委员会", one.official + "常务委员会"
            yield replace(one, start=m.start(1), end=m.end(1), name=name, official=official, rule="agencies.standing")


def bare_funds(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """The fund's bodies named again without the place: of the one that the text names with it."""
    if "公积金" not in text:
        return
    named: dict[str, set[str]] = {}
    known: dict[str, Found] = {}
    for one in found:
        whole = next((w for w in (CENTRE, COMMITTEE) if one.official.endswith(w.removeprefix("{}"))), None)
        if whole:
            named.setdefault(whole, set()).add(one.official)
            known.setdefault(whole, one)
    held = {one.start for one in found}
    for m in FUND.finditer(text) if known else ():
        whole = official(m)[1]
        if len(named.get(whole, ())) == 1 and m.start() not in held and not text.endswith(_OTHERS_FUND, 0, m.start()):
            yield replace(known[whole], start=m.start(), end=m.end(), rule="agencies.again")
