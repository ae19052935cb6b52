"""The grammar of office names: what may follow a place (市, 广州市) to make the name of an office.

`office(text, at, level)` reads the longest name that begins there; `Office.full(prefix)` writes it out in full.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from loaders.rulebook import read, words

HAN = "一-鿿"
HEADS = {"委": "委员会", "办": "办公室"}
GENERIC = (
    "指挥部",
    "领导小组",
    "联席会议",
    "工作专班",
    "专项",
    "工作领导小组",
)  # 区指挥部办公室 names no body of its own
LEVEL_WORDS = "省市区县州盟旗镇乡"


@dataclass(frozen=True, slots=True)
class Office:
    """An office behind a place: where it ends, its name with {} for the place, its kind, its form for identity."""

    end: int
    name: str
    kind: str
    official: str

    def full(self, prefix: str) -> str:
        """The canonical name behind a place: 广州市 and {}人民政府 make 广州市人民政府."""
        return self.name.replace("{}", prefix)

    def identity(self, prefix: str) -> str:
        """The name with its department's long form: 广州市发改委 and 广州市发展改革委 are one office."""
        return self.official.replace("{}", prefix)


def choice(entries: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, entries), key=lambda w: (-len(w), w))) + ")"


@functools.cache
def _forms() -> dict[str, str]:
    """Each name of a department's field with the long one: 发改 is 发展和改革."""
    return {form: group[0] for group in read("agencies")["departments"]["entries"] for form in group}


@functools.cache
def _after(word: str) -> str:
    """What may not follow 委, 办, 局 …, as a look-ahead."""
    return f"(?![{read('agencies')['after_office'][word]}])"


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    core = choice(_forms())
    heads = "|".join([*(h for h in ("委员会", "办公室")), *(h + _after(h) for h in ("局", "厅", "委", "办", "署"))])
    tail = rf"党组|机关党委|党委|交(?:通)?警(?:察)?(?:总|支|大)队|[{HAN}]{{1,4}}分局"
    return {
        "government": re.compile(
            rf"(?:人民政府|政府|府(?=办))(?!(?:各|有关|相关|所属|组成|工作|职能|各职能|各工作|各有关|直属)?(?:部门|机构|单位)|采购|购买|性|债|间|投资项目)"
            rf"(?P<tail>(?:机关)?党组|法律顾问[室团]|{choice(words('agencies', 'government_offices'))}|"
            rf"办(?:公室)?{_after('办')}|驻[{HAN}]{{2,5}}办事处)?"
        ),
        "party": re.compile(
            rf"(?P<head>党委|委员会|党工委|工委|委{_after('委')})(?P<tail>常务委员会|常委会(?!议)|办{_after('办')}|"
            rf"{choice(words('agencies', 'party_offices'))}|"
            r"(?:全面)?依法治[省市区县州旗盟镇](?:委员会办公室|委员会|办)|"
            rf"[{HAN}]{{2,14}}?(?:委员会|领导小组|指挥部)(?:办公室|[{HAN}]{{2,10}}?(?:专项|工作)小组)?)?"
        ),
        "congress": re.compile(
            r"(?:(?P<session>第?[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+次)?)?"
            r"(?:人民代表大会|人大)(?P<standing>常务委员会|常委会)?)(?!代表|制度|及其(?!常)|换届)(?(session)|(?!建议|议案))"
            rf"(?P<tail>(?:机关)?党组|{choice(words('agencies', 'congress_offices'))})?"
        ),
        "cppcc": re.compile(
            r"(?:第?[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+次)?)?政协(?!委员(?!会)|章程|工作|联谊|云)"
            rf"(?P<tail>(?:常务委员会|常委会(?!议))|办公厅|办公室|党组|[{HAN}]{{2,8}}委员会)?"
        ),
        "discipline": re.compile(
            r"(?P<head>纪委监委|纪委、监委|纪委(?!员|书|常)|纪律检查委员会|监察委员会|监委(?!员|主))(?P<tail>机关|办公室)?"
        ),
        "court": re.compile(
            r"(?:(?:中级|高级|基层)?人民法院|[中高]级?法院|法院(?!院)|中院(?!士)|高院)(?P<tail>[一-鿿]{2}(?:中心|法庭))?"
        ),
        "procuratorate": re.compile("(?:人民)?检察院"),
        "league": re.compile("团委(?!员)"),
        "department": re.compile(rf"(?P<core>{core}(?:[和与]?{core}){{0,3}})(?P<head>{heads})(?P<tail>{tail})?"),
        "field": re.compile(rf"(?P<core>{core})部门"),
        "association": re.compile(choice(words("agencies", "associations"))),
        "open": re.compile(
            rf"(?P<core>[{HAN}]{{2,16}}?)(?P<head>{choice(words('agencies', 'coordinating'))}(?P<desk>办公室)?"
            rf"|{choice(words('agencies', 'institutions'))}|协会|学会|商会|总会|联合会|促进会|管委会|安委会"
            rf"|局{_after('局')}|厅{_after('厅')}|办公室)"
        ),
        "company": re.compile(
            rf"(?P<core>[{HAN}]{{2,10}}?)(?P<head>集团(?:(?:股份|控股)?(?:有限)?(?:责任)?公司)?|(?:供电|供水|水务|燃气|电力|烟草|盐业)公司)"
            r"(?=[、，,；;。（()）〔〕\n]|等|负责|牵头|配合|要)"
        ),
        "desk": re.compile(
            rf"(?P<core>[{HAN}]{{1,6}}?)(?P<head>[委办])(?=[^{HAN}]|[和与等在要按为印对将已是应及的]|牵头|负责|会同|组织|联合|主任|反映|备案|承担|统筹)"
        ),
    }


@functools.cache
def breaks() -> re.Pattern[str]:
    """The words that no office's name holds."""
    return re.compile("|".join(map(re.escape, sorted(words("agencies", "breaks"), key=len, reverse=True))))


@functools.cache
def _after_level() -> tuple[str, ...]:
    return words("agencies", "after")


@functools.cache
def _no_offices() -> tuple[str, ...]:
    return words("agencies", "no_offices")


def office(text: str, at: int, level: str, *, named: bool = False) -> Office | None:
    """The longest office name that begins at a place behind a division of some level, or None.

    `named` says that the division stands there by name (广州市), where more may follow than behind a bare 市.
    """
    found = [o for read_one in _readers().get(text[at : at + 1], ()) if (o := read_one(text, at, level))]
    best = max(found, key=lambda o: o.end, default=None)
    if best is None or best.kind == "government":
        loose = _open(text, at, named) if best is None else None
        return loose or best
    return best


def street(text: str, at: int, level: str) -> Office | None:
    """The office of a street, of which the whole name is the division's: 海棠街道 and 办事处."""
    m = re.compile("办事处|办(?![法理公事])").match(text, at) if level == "town" else None
    return Office(m.end(), "{}办事处", "government", "{}办事处") if m else None


def government(text: str, at: int, _level: str) -> Office | None:
    """市政府, 市政府办公厅, a Party group, 市人民政府国资委."""
    m = _patterns()["government"].match(text, at)
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
    return Office(m.end(), name, kind, name if plain else "{}" + _long(tail))


def _joint(text: str, at: int) -> Office | None:
    """A joint body or a desk of a government: 市政府安委会, 市政府口岸物流办."""
    found = _open(text, at, True)
    desk = found and found.kind == "department" and found.name.endswith(("办", "办公室"))
    return found if found and (desk or found.kind == "coordinating body") else None


def _long(name: str) -> str:
    """An office's name with the long form of its last word: 国资委 is 国有资产监督管理委员会."""
    m = _patterns()["department"].fullmatch(name)
    return _official(m) if m else name


def _official(m: re.Match[str]) -> str:
    core = _forms().get(m["core"], m["core"])
    return core + HEADS.get(m["head"], m["head"]) + (m["tail"] or "")


def party(text: str, at: int, level: str) -> Office | None:
    """市委, 市委办公厅, 区委全面依法治区委员会, 镇党委, 街道党工委; 委员会 is read only behind 中共 by the caller."""
    m = _patterns()["party"].match(text, at)
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
    name = "中共{}委" + tail
    return name, "coordinating body" if joint else "Party department", name


def congress(text: str, at: int, _level: str) -> Office | None:
    """市人大, 市人大常委会, 市人大常委会办公厅."""
    m = _patterns()["congress"].match(text, at)
    if not m:
        return None
    standing = bool(m["standing"]) or bool(m["tail"])
    if m["tail"] and not m["standing"] and not m["tail"].endswith(("委员会", "委")):
        standing = True
    name = "{}人民代表大会" + ("常务委员会" if standing and (m["standing"] or m["tail"]) else "") + (m["tail"] or "")
    if m["tail"] and m["tail"].endswith(("委员会", "委")) and not m["standing"]:
        name = "{}人民代表大会" + m["tail"]
    return Office(m.end(), name, "congress", name)


def cppcc(text: str, at: int, _level: str) -> Office | None:
    """市政协, 市政协常委会."""
    m = _patterns()["cppcc"].match(text, at)
    if not m:
        return None
    tail = m["tail"] or ""
    if tail and breaks().search(tail):
        return Office(m.start("tail"), "中国人民政治协商会议{}委员会", "CPPCC", "中国人民政治协商会议{}委员会")
    name = "中国人民政治协商会议{}委员会" + {"常委会": "常务委员会"}.get(tail, tail)
    return Office(m.end(), name, "CPPCC", name)


def discipline(text: str, at: int, _level: str) -> Office | None:
    """市纪委监委, 市纪委, 市监委."""
    m = _patterns()["discipline"].match(text, at)
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
    m = _patterns()["court"].match(text, at)
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
    m = _patterns()["procuratorate"].match(text, at)
    return Office(m.end(), "{}人民检察院", "procuratorate", "{}人民检察院") if m else None


def league(text: str, at: int, _level: str) -> Office | None:
    """区团委."""
    m = _patterns()["league"].match(text, at)
    return Office(m.end(), "共青团{}委员会", "association", "共青团{}委员会") if m else None


def department(text: str, at: int, _level: str) -> Office | None:
    """市司法局, 市发展改革委, 市住房城乡建设局."""
    m = _patterns()["department"].match(text, at)
    if not m:
        return None
    if (
        m["head"] in ("委", "办")
        and m["core"] in ("建设", "规划", "农业", "文化", "教育", "体育")
        and m["head"] == "办"
    ):
        return None
    kind = "Party committee" if (m["tail"] or "").startswith(("党", "机关党")) else "department"
    return Office(m.end(), "{}" + m.group(), kind, "{}" + _official(m))


def field(text: str, at: int, level: str) -> Office | None:
    """区司法部门 is the district's 司法局: one office of that field, named by it."""
    m = _patterns()["field"].match(text, at)
    if not m or m["core"] == "政务" or level not in ("county", "city"):
        return None
    name = "{}" + _forms()[m["core"]] + "局"
    return Office(m.end(), name, "department", name)


def association(text: str, at: int, _level: str) -> Office | None:
    """市总工会, 市妇联, 市律师协会."""
    m = _patterns()["association"].match(text, at)
    return Office(m.end(), "{}" + m.group(), "association", "{}" + m.group()) if m else None


def _open(text: str, at: int, named: bool) -> Office | None:
    """An office whose field is in no list: 市政务公开领导小组, 市公共资源交易中心, 市打假办."""
    # 市外 is no office but for 市外办, 市外事办: what stands outside a city is not its own.
    if text.startswith(_after_level(), at) and not (
        (named and text.startswith(("民", "人民"), at)) or text.startswith(("外办", "外事"), at)
    ):
        return None
    if not _ends_office().search(text, at + 1, at + 22):
        return None
    found = None
    for key in ("open", "company", "desk"):
        m = _patterns()[key].match(text, at)
        if m and not _broken(m) and m["core"] not in GENERIC:
            name = "{}" + m.group()
            one = Office(m.end(), name, _kind(m["head"]), name)
            found = one if found is None or one.end > found.end else found
    return found


@functools.cache
def _ends_office() -> re.Pattern[str]:
    """The characters that names of offices end in: where none is near, nothing need be tried."""
    return re.compile("[局厅委办会部组挥专班处站所院馆队心场构社校团司]")


def _broken(m: re.Match[str]) -> bool:
    """Whether a match reaches over a verb or particle; joint bodies may be named by a task: 推进某项工作领导小组."""
    core = m["core"]
    if _kind(m["head"]) == "coordinating body":
        core = re.sub("^(?:推进|落实|加强|促进|加快推进|贯彻落实)", "", core)
    return bool(breaks().search(core)) or bool(re.match("[和与及或第]|建设", core)) or m.group().endswith(_no_offices())


def _kind(head: str) -> str:
    if head.startswith(tuple(words("agencies", "coordinating"))) or head.endswith(("委会",)):
        return "coordinating body"
    if head.endswith(("会",)):
        return "association"
    if head in words("agencies", "institutions") or head.startswith("集团") or head.endswith("公司"):
        return "public institution"
    return "department"


SHARED = (government, congress, cppcc, discipline, court, procuratorate, department, association)
_LISTED = re.compile(
    rf"(?!国家|全国|中央|中国|中共)(?P<core>[{HAN}]{{2,10}}?)(?P<head>局|厅|委|办|协会|商会)(?=[、，,。；;）)〕\n]|等|按|将|要|牵头|配合|负责)"
)


@functools.cache
def _readers() -> dict[str, tuple[Callable[[str, int, str], Office | None], ...]]:
    """Which readers can read a name that begins with a character: most characters begin none."""
    fields = {form[0] for form in _forms()}
    firsts: dict[Callable[[str, int, str], Office | None], Iterable[str]] = {
        government: "人政府",
        street: "办",
        party: "党委工",
        congress: "人第一二三四五六七八九十",
        cppcc: "政第一二三四五六七八九十",
        discipline: "纪监",
        court: "人中高基法",
        procuratorate: "人检",
        league: "团",
        department: fields,
        field: fields,
        association: {name[0] for name in words("agencies", "associations")},
    }
    table: dict[str, list[Callable[[str, int, str], Office | None]]] = {}
    for reader, chars in firsts.items():
        for char in chars:
            table.setdefault(char, []).append(reader)
    return {char: tuple(readers) for char, readers in table.items()}


def known(text: str, at: int, level: str) -> Office | None:
    """The office that begins at a place without its own, of the kinds that every place has: 司法局, 人大常委会."""
    readers = (r for r in _readers().get(text[at : at + 1], ()) if r in SHARED)
    found = [o for read_one in readers if (o := read_one(text, at, level))]
    return max(found, key=lambda o: o.end, default=None)


def shared(text: str, at: int, level: str) -> Office | None:
    """The office that begins behind a 、 and shares the place of the one before: 市公安局、司法局."""
    best = known(text, at, level)
    m = _LISTED.match(text, at) if best is None else None
    if (
        m
        and not breaks().search(m["core"])
        and not m.group().endswith(_no_offices())
        and m["core"][0] not in LEVEL_WORDS
    ):
        return Office(m.end(), "{}" + m.group(), _kind(m["head"]), "{}" + m.group())
    return best


def banned_before(word: str) -> str:
    """The characters before a level's word with which it is no level: 城市, 辖区, 各县."""
    return str(read("agencies")["before"].get(word[-1], "")) if len(word) == 1 else ""
