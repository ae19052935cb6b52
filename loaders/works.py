"""The entity of a work by its name as printed: canonical name, kind, keys, what the registry knows of it."""

from __future__ import annotations

import re

from graph.keys import digest, fold_number, fold_title, work_keys
from graph.registry import WorkRow
from loaders import booktitles
from loaders.agencies import expand
from loaders.draft import Draft
from loaders.linking import NOT_HELD, Link, Linker
from loaders.numbers import Number
from loaders.places import Areas, place_of
from loaders.worktype import classify, genre, party_regulation

_LEVEL = re.compile(r"^(?:我|本|全)?(?:省|市|区|县|州|旗|镇|乡)")
_CENTRAL = ("中华人民共和国", "国务院", "中共中央", "全国", "最高人民", "国家", "中央", "中国")
_BODY = (
    "国务院|中共中央|办公厅|办公室|常委会|常务委员会|人民代表大会|人大|人民政府|政府|委员会|法院|检察院"
    "|部|局|厅|委|院|署"
)
_ISSUES_IT = r"(?:关于)?(?:联合)?(?:印发|发布|颁布|下发|出台|制定|通过|公布)?(?:了|的)?(?:新修订的)?$"
_ISSUED_BY = re.compile(rf"(?:{_BODY}){_ISSUES_IT}")
_ISSUER_BEFORE = re.compile(rf"([\u4e00-\u9fff、 ]{{0,24}}?(?:{_BODY})){_ISSUES_IT}")
_RECURRENT = ("报告", "要点", "计划", "目录", "清单", "安排", "分工", "任务")
_BODIES = ("国务院", "中央", "办公厅", "办公室", "常委会", "委员会", "政府", "部", "委", "局", "厅", "院", "会", "署")
_ISSUES = re.compile(r"印发|制定|制订|出台|下发|编制|制发|发布|公布|修订|起草|形成")
_MAKES = re.compile(r"(?:制定|制订|修订|修改|出台|起草|颁布|废止)(?:了|出台|实施)?《?$")
_CARRIED_OUT = re.compile("》?的?(?:实施|配套|细则|若干)")
_NEWS = re.compile(r"新(?:制定|修订|修改|出台|颁布)|全国|参与|配合|建议|宣传|学习")
_FROM_ABOVE = re.compile(r"国务院|中共中央|中央|国家|部委|省|贯彻|落实|根据|按照|依据|执行|转发")
_DATED = re.compile(r"(\d{4})年(?:\d{1,2}月\d{1,2}日)?[^\d。；\n]{0,8}$")
_DECREE = re.compile(r"令(?:\d{4}年)?第")
_ORDER = re.compile(r"(?P<body>.+?)(?P<kind>令|公告)(?:(?P<year>\d{4})年)?第(?P<n>\d+)号")
_LASTING = re.compile(r"(?:国务院|.+(?:省|市|县|区|州|旗)(?:人民)?政府)$")  # who number their orders through
_HIGHEST = ("国务院", "中共中央", "国务院办公厅", "中共中央办公厅", "最高人民法院", "最高人民检察院", "全国人大常委会")
_JOINT = ("中共中央国务院", "中共中央办公厅国务院办公厅", "最高人民法院最高人民检察院")


class Works:
    """Adds works to a draft, each once however often and in however many forms it is named."""

    def __init__(self, draft: Draft, linker: Linker, areas: Areas) -> None:
        self.draft, self.text, self.linker, self.areas = draft, draft.text, linker, areas
        self.region = draft.head.region
        self.own: set[str] = set()
        # last characters of a title -> titles with their entities and the issuers said before them
        self.tails: dict[str, list[tuple[str, str, str | None]]] = {}

    def own_work(self) -> None:
        """Add the work that the document is a text of."""
        top = self.draft.head
        if not (top.work_type and top.work_name):
            return
        name = top.work_name
        number = None if top.shares_number else top.doc_number
        link = self.linker.link(name, day=top.published, number=number, issuer=top.issuer, region=self.region)
        entity = self.draft.entity(
            top.work_type,
            name,
            self.keys(top.work_type, name, link, number, top.issuer, own=True),
            aliases=tuple(a for a in top.work_aliases if a != name),
            resolution="held",
            candidates=link.candidates,
            reason=None,
            properties=properties(top.work_type, name, link, top.doc_number, top.issuer)
            | ({"issued" if top.work_type == "Policy" else "promulgated": top.published} if top.published else {}),
        )
        self.draft.work = entity
        self.own = {fold_title(form) for form in (name, top.title or name, *top.work_aliases)}
        wrapper = booktitles.peel(booktitles.tidy(top.title or ""))
        self.own |= {fold_title(w) for w in wrapper.wrapped} if wrapper and len(wrapper.wrapped) == 1 else set()
        self.own |= {fold_title(booktitles.undraft(name)[0])}  # a draft names itself without its mark

    def work(
        self,
        name: str,
        *,
        number: str | None = None,
        issuer: str | None = None,
        printed: str | None = None,
        within: bool = False,
        attached: bool = False,
        at: int | None = None,
    ) -> str:
        """The entity of a work by the name as printed."""
        name, mark = booktitles.undraft(name)
        from_centre = bool(issuer and issuer.startswith(_CENTRAL) and self.region not in (None, "全国"))
        if self.draft.work and fold_title(name) in self.own and not from_centre:
            return self.draft.work
        name = self.full_title(name)
        known = self.same(name, issuer)
        if known:
            return known
        told = None if attached else number  # the number of a notice tells its several works not apart
        link = self.linker.link(name, day=self.draft.head.published, number=told, issuer=issuer, region=self.region)
        if link is NOT_HELD and printed and printed != name:  # the registry may have it with its notice
            link = self.linker.link(printed, day=self.draft.head.published, number=told, region=self.region)
        if link.row and at is not None and self.homemade(link.row, name, number, issuer, at):
            link = NOT_HELD
        if link.row:
            kind, name = kind_of(link.row), link.row.title
        else:
            name = self.linker.canonical(name)
            kind = (
                "Policy"
                if within and classify(name, issuer, number) == "Law" and not _lawlike(name)
                else classify(name, issuer, number)
            )
        facts = properties(kind, name, link, number, issuer) | ({"draft": mark} if mark else {})
        keys = self.keys(kind, name, link, told, issuer)
        entity = self.add(kind, booktitles.tidy(name), keys, link, facts)
        if printed and printed != name:
            self.draft.entity(kind, printed, keys)  # one more alias
        self.tails.setdefault(fold_title(name)[-4:], []).append((fold_title(name), entity, issuer))
        return entity

    def add(self, kind: str, name: str, keys: tuple[str, ...], link: Link, facts: dict[str, object]) -> str:
        return self.draft.entity(
            kind,
            name,
            keys,
            resolution=link.resolution,
            candidates=link.candidates,
            reason=link.reason,
            properties=facts,
        )

    def keys(
        self,
        kind: str,
        name: str,
        link: Link,
        number: str | None,
        issuer: str | None,
        own: bool = False,
    ) -> tuple[str, ...]:
        """The identity keys of a work."""
        year = (self.draft.head.period or (self.draft.head.published or "")[:4]) or None
        return work_keys(
            kind,
            name,
            doc_number=number,
            issuer=issuer,
            region=self.region,
            registry_key=link.row.key if link.row else None,
            names_place=self.names_place(name),
            year=year if name.endswith(_RECURRENT) else None,
            document=digest("text", self.text[:4000]),
        )

    def names_place(self, name: str) -> bool:
        """Whether a title tells by itself whose it is: 广东省…, 国务院…; not 鼓楼区…, of which there are several."""
        bare = name.removeprefix("中共")
        if bare.startswith(_CENTRAL):
            return True
        step = self.areas.chain(bare, 0, place_of(None))
        return step is not None

    def same(self, name: str, issuer: str | None = None) -> str | None:
        """The work that was named already in nearly the same words, with or without its issuer, or None."""
        folded = fold_title(name)
        if len(folded) < 10:
            return None
        own = self.draft.work, self.draft.head.issuer
        alike = [(form, own[0], own[1]) for form in sorted(self.own) if own[0] and form[-4:] == folded[-4:]]
        for other, entity, other_issuer in [*alike, *self.tails.get(folded[-4:], [])]:
            if issuer and other_issuer and issuer not in other_issuer and other_issuer not in issuer:
                continue
            if self.linker.same(folded, other) or _but_issuer(folded, other, issuer):
                return entity
        return None

    def homemade(self, row: WorkRow, name: str, number: str | None, issuer: str | None, at: int) -> bool:
        """Whether a local text names a document of its own that only bears the title of a central one.

        印发《2022年政务公开工作要点》: every city issues one, and so does the centre.
        """
        if number or row.region not in (None, "", "中央") or name.startswith(_CENTRAL):
            return False
        if issuer and not issuer.startswith(_CENTRAL) and self.names_place(issuer):
            return row.level != "法律"
        if not self.region or self.region == "全国" or (issuer and issuer in row.issuer):
            return False
        left = max(self.text.rfind(stop, 0, at) for stop in "。；;，,\n") + 1
        clause = self.text[left:at]
        if row.level == "行政法规":  # 推动修订优化营商环境条例: no province amends what the State Council has made
            end = self.text.find("》", at) if self.text[at] == "《" else at + len(name)
            own = _MAKES.search(clause) and not _CARRIED_OUT.match(self.text, end)
            return bool(own) and not _FROM_ABOVE.search(clause) and not _NEWS.search(clause)
        if row.level not in ("central", "部门规章"):
            return False
        if name.endswith(_RECURRENT):
            return not re.search("国务院|中央|国家|全国", clause)
        return bool(_ISSUES.search(clause)) and not _FROM_ABOVE.search(clause)

    def numbered(self, number: Number) -> str:
        """The entity of a work that only its number names."""
        dated = _DATED.search(self.text[max(0, number.start - 24) : number.start])
        link = self.linker.numbered(number.name, dated[1] if dated else None)
        if link.row:
            kind, name = kind_of(link.row), link.row.title
            keys = self.keys(kind, name, link, number.name, None)
        else:
            kind, name = "Law" if _DECREE.search(number.name) else "Policy", number.name
            if fold_number(name):
                keys = self.keys(kind, "", link, number.name, None)
            else:
                keys = self.order_keys(name, dated)
                # Two years' orders of one number stay two: the year is part of what names them.
                name = keys[0].removeprefix("no:") if "年第" in keys[0] and "@" not in keys[0] else name
        return self.add(kind, name, keys, link, properties(kind, name, link, number.name, None))

    def order_keys(self, name: str, dated: re.Match[str] | None) -> tuple[str, ...]:
        """The key of an order that only its number names: with its year, for ministries count theirs anew each year.

        Where no year is told, or nobody is named who counts (第55号), the order is one inside this document alone.
        """
        if name.startswith("（"):  # （86）东水管字第21号 tells its year
            return (f"no:{name}",)
        m = _ORDER.fullmatch(name.removeprefix("原"))
        if m is not None:
            body = self.full(m["body"])
            if m["kind"] == "令" and _LASTING.match(body) and (body == "国务院" or self.names_place(body)):
                return (f"no:{body}令第{m['n']}号",)
            year = m["year"] or (dated[1] if dated else None)
            if year and (body.startswith(_CENTRAL) or body != m["body"] or not _LEVEL.match(body)):
                return (f"no:{body}{m['kind']}{year}年第{m['n']}号",)
        return (f"no:{name}@{digest('text', self.text[:4000])}",)

    def is_own(self, number: Number) -> bool:
        """Whether a number is the document's own."""
        own = self.draft.head.doc_number
        return bool(own) and number.signed and _ends_alike(fold_title(own or ""), fold_title(number.name))

    def full_title(self, name: str) -> str:
        """The title with the body that opens it in full: 市政府工作规则 → 云江市人民政府工作规则."""
        if not _LEVEL.match(name):
            return name
        found = expand(name, self.draft)
        return found[0] + name[found[1] :] if found else name

    def full(self, agency: str) -> str:
        found = expand(agency, self.draft)
        return found[0] + agency[found[1] :] if found else agency

    def issuer_before(self, place: int) -> str | None:
        """The body that stands right before a title: 省人大常委会《决定》."""
        start = max(self.text.rfind("\n", 0, place) + 1, place - 34)
        # That a body's last word stands there is told faster than where its name begins.
        m = _ISSUER_BEFORE.search(self.text, start, place) if _ISSUED_BY.search(self.text, start, place) else None
        if m is None:
            return None
        body = re.sub(r"[、\s]", "", m[1])
        for at in range(len(body)):
            rest = body[at:]
            if rest in _HIGHEST or rest in _JOINT:
                return rest
            found = expand(rest, self.draft)
            if found and found[1] == len(rest):
                return found[0]
        return None


def kind_of(row: WorkRow) -> str:
    """The kind of a row; regulations of the Party (党政…规定) are laws, in whichever table they stand."""
    return "Law" if row.type == "Policy" and party_regulation(row.title) else row.type


def _but_issuer(name: str, other: str, issuer: str | None) -> bool:
    """Whether one of two folded titles is the other with a body in front: 国务院关于… and 关于….

    `issuer` is the body that stands before the name: 市政府《关于…》 is not 国务院关于….
    """
    short, long = sorted((name, other), key=len)
    if not (long.endswith(short) and short.startswith(("关于", "印发"))):
        return False
    body = long[: len(long) - len(short)]
    return body.endswith(_BODIES) and (not issuer or short != name or body.endswith(fold_title(issuer)))


def _ends_alike(a: str, b: str) -> bool:
    """Whether one of two strings ends in the other: 函国办函〔1999〕44号 where the line before has no end."""
    return a.endswith(b) or b.endswith(a)


def _lawlike(name: str) -> bool:
    return name.endswith(("法", "条例", "法典"))


def properties(kind: str, name: str, link: Link, number: str | None, issuer: str | None) -> dict[str, object]:
    """What is known of a work, from the registry and from its title."""
    row = link.row
    facts: dict[str, object] = {
        "issuer": (row.issuer if row else "") or issuer,
        "doc_number": (row.doc_number if row else "") or number,
    }
    if kind == "Law":
        if row:
            facts |= {
                "level": row.level,
                "promulgated": row.promulgated,
                "first_effective": row.first_effective,
                "status": row.status,
                "repealed": row.repealed,
                "editions": list(row.editions),
            }
    else:
        facts |= {"genre": genre(name), "issued": row.promulgated if row else None}
        years = re.search(r"(\d{4})年?[—–―－\-~～至]+(\d{4})", name)
        facts |= {"from": int(years[1]), "until": int(years[2])} if years else {}
    return {key: value for key, value in facts.items() if value}
