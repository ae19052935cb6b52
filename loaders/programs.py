"""Programs: named initiatives that are carried by many actions over time, quoted or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from graph.keys import fold_title, program_key
from graph.registry import ProgramRow, Registry
from loaders import drives, initiatives
from loaders.brands import Judge
from loaders.cues import Cues, Lists
from loaders.draft import Draft, Span, draft_of
from loaders.forms import Forms, Plain
from loaders.gazetteer import Hit, Term, occurrences
from loaders.governors import Name
from loaders.initiatives import Finder
from loaders.quoted import Brand, candidates
from loaders.rulebook import words
from loaders.spans import Spans
from loaders.statements import Reader

NAMES = "programs.name"
EVENTS = ("活动",)
_OF_PLACE = re.compile("[一-鿿]{1,5}[省市区县州盟旗镇乡]")
PARTING = re.compile("[和与及、]")
_LONGER = re.compile(
    "(?![和与及])[一-鿿]{0,8}?(?:行动|试点|工程|计划|攻坚战)"
)  # 国有企业改革攻坚提升行动 is not the reform
_MADE = re.compile("[路区镇县“]")  # 打造美丽乡村路, 实施放心消费“百千万”工程
_STRATEGIES = re.compile("[^，。；：\n]{0,80}?等(?:重大|国家|区域|发展|协调|一系列)*战略")
_POLICIES = re.compile(r"(?:、[^，。；：\n]{2,14})+等[^，。；：、\n]{0,10}政策")  # 落实减税降费、稳岗就业等政策
FULLY = ("碳市场", "督察", "行动", "试点", "协调机制", "改革", "工程", "示范区", "计划", "专项整治")
MECHANISMS = ("长制", "督察", "协调机制", "联动机制")  # mechanisms that are known by a name without marks
JOINTS = ("、", "和", "与", "及", "以及")


def terms(registry: Registry) -> Iterable[Term]:
    """The names of the registry without their marks, and the nouns that end an unquoted name."""
    yield from initiatives.terms()
    for row in registry.programs:
        for name in {re.sub(r"[“”]", "", form) for form in (row.name, *row.aliases)}:
            if len(name) >= 3:
                yield Term(name, NAMES, row)


def component(registry: Registry) -> Callable[[Doc], Doc]:
    """The pipeline component that adds the programs."""
    judge, finder, forms, lists = Judge(registry), Finder(), Forms(), Lists()

    def programs(doc: Doc) -> Doc:
        Naming(draft_of(doc), registry, judge, finder, forms, lists).name()
        return doc

    return programs


class Naming:
    """The programs of one document in the making."""

    def __init__(
        self, draft: Draft, registry: Registry, judge: Judge, finder: Finder, forms: Forms, lists: Lists
    ) -> None:
        self._draft, self._registry, self._judge, self._finder, self._forms = draft, registry, judge, finder, forms
        self._taken: list[Span] = sorted(
            # A law's short name may stand inside an initiative's: “学宪法·讲宪法”系列活动.
            [
                (m.start, m.end)
                for m in draft.mentions
                if m.type in ("Law", "Policy") and (m.end - m.start > 8 or m.surface.endswith("条"))
            ]
            + list(_titles(draft.text))
        )
        names = [(m.start, m.end) for m in draft.mentions]
        self._cues = Cues(draft, names)
        self._reader = Reader(draft.text, self._cues, lists)
        self._known: dict[str, tuple[str, str]] = {}  # folded core -> entity, kind
        self._cores: dict[str, str] = {}  # core to be found again without marks -> entity
        self._held = Spans(())
        self._nouns = frozenset(words("programs", "usual_nouns"))
        self._telling = words("programs", "telling")

    def name(self) -> None:
        """Add every program to the draft: quoted, then from the registry and by form, then those met before."""
        text = self._draft.text
        held = Spans([*self._taken, *self._draft.damaged])
        quoted = [c for c in candidates(text) if held.free(c.start, c.end)]
        found = [b for b in (self._judge.judge(text, c, self._reader) for c in quoted) if b is not None]
        # The fullest name of a brand is its own: “多证合一”改革 rather than the bare “多证合一”.
        for brand in sorted(found, key=lambda b: (not b.tail, b.start)):
            self._brand(brand)
        self._held = self._spans()
        plain = list(self._finder.find(self._draft, self._cues))
        self._unquoted(plain)
        self._plain(plain)
        self._found(drives.listed(self._draft), "programs.list")
        self._found(self._forms.granted(text), "programs.granted")
        self._found(self._forms.systems(text, self._region), "programs.system")
        self._found(self._forms.censuses(text), "programs.system")
        self._found(self._forms.trials(text), "programs.trial")
        self._found(self._forms.subjects(self._draft), "programs.subject")
        self._found(self._forms.headings(self._draft), "programs.heading")
        self._again()

    def _brand(self, brand: Brand) -> None:
        row = self._registered(brand)
        folded = fold_title(brand.core)
        met = self._known.get(folded)
        if row is not None:
            whole = bool(brand.tail) and fold_title(brand.core + brand.tail) in fold_title(row.name)
            entity = self._row(row, row.name if whole else self._draft.text[brand.start : brand.end])
        elif met is not None and (not brand.tail or met[1] == brand.kind or brand.kind not in EVENTS):
            entity = met[0]
        else:
            name = brand.core if brand.kind == "创建" and not brand.tail else f"“{brand.core}”{brand.tail}"
            entity = self._entity(name, brand.kind)
        self._known.setdefault(folded, (entity, brand.kind))
        if len(brand.core) >= 4 or (brand.tail and len(brand.core) >= 2):
            for word in _forms(brand):
                self._cores.setdefault(word, entity)
        self._mention(entity, brand.start, brand.end, brand.rule)

    def _registered(self, brand: Brand) -> ProgramRow | None:
        if brand.kind in EVENTS and len(brand.tail) > 6:
            return None
        row = self._registry.program(brand.core + brand.tail) or self._registry.program(brand.core)
        # A row that joins two initiatives (“六稳”“六保”) names neither of them.
        return None if row is not None and row.name.count("“") > 1 else row

    def _row(self, row: ProgramRow, printed: str) -> str:
        """The entity of a program of the registry: under its usual name, or as printed where that is another name."""
        ours, usual = fold_title(printed), fold_title(row.name)
        rest = usual.replace(ours, "", 1) if ours in usual else None
        full = printed in row.aliases and "“" not in row.name and printed.endswith(FULLY) and "新一轮" not in printed
        name = row.name if usual in ours or (rest in self._nouns and "“" not in printed) else printed
        name = printed if full else name  # 新时代兴边富民行动 as printed
        return self._draft.entity("Program", name, (row.key,), properties={"kind": row.kind, "scope": row.scope})

    def _entity(self, name: str, kind: str) -> str:
        scope = self._draft.head.region or self._draft.head.issuer or ""
        if "普法" in name or "法治宣传" in name:
            kind = "普法"
        return self._draft.entity(
            "Program", name, (program_key(name, scope),), properties={"kind": kind, "scope": scope}
        )

    def _mention(self, entity: str, start: int, end: int, rule: str) -> None:
        self._draft.mention(entity, start, end)
        self._draft.fire(rule, start, end)

    def _unquoted(self, plain: Sequence[Plain]) -> None:
        """The registry's programs where they stand without marks and are no part of a longer name."""
        hits = self._draft.hits.get(NAMES, [])
        ends = {hit.end: hit.start for hit in reversed(hits)}
        own = (p for p in plain if ends.get(p.end, p.start) >= p.start and not self._is_known(p))
        longer = Spans([(p.start, p.end) for p in own])
        starts = {p.start for p in plain}
        joined = -1  # where the strategy before ends: 推动京津冀协同发展、长江经济带发展 carries out both
        for hit in hits:
            first = hit.start in starts and PARTING.match(self._draft.text, hit.end) is not None
            if (
                (first or longer.free(hit.start, hit.end))
                and self._held.free(hit.start, hit.end)
                and (self._plainly(hit) or self._is_next(hit, joined))
            ):
                joined = hit.end if hit.value.kind == "战略" else joined
                self._held.take(hit.start, hit.end)
                self._mention(self._row(hit.value, self._text(hit)), hit.start, hit.end, "programs.registry")

    def _plainly(self, hit: Hit) -> bool:
        """Whether a name of the registry without marks means the initiative: a verb governs it, or it was quoted."""
        row: ProgramRow = hit.value
        words_ = self._text(hit)
        whole = fold_title(words_) == fold_title(row.name) or (words_.endswith(FULLY) and words_ in row.aliases)
        quoted = any("“" in name for name in (row.name, *row.aliases))
        if self._judge.is_topic(words_) or not (quoted or whole):
            return False
        if row.kind == "机制" and not row.name.endswith(MECHANISMS) and words_.count("、") < 2:
            return False
        if self._known:
            named = self._row(row, words_)
            if any(entity == named for entity, _ in self._known.values()):
                return True
        if row.kind == "战略" and whole and _STRATEGIES.match(self._draft.text, hit.end):
            return True
        if row.kind == "战略" and initiatives.STRATEGY_PARTS.match(self._draft.text, hit.end):
            return False
        if _LONGER.match(self._draft.text, hit.end) or (quoted and _MADE.match(self._draft.text, hit.end)):
            return False
        if whole and "“" not in row.name and len(words_) >= 5 and words_.endswith(self._telling):
            return not initiatives.PARTS.match(self._draft.text, hit.end)  # the full name tells, whatever verb is near
        return self._governed(hit, quoted)

    def _is_next(self, hit: Hit, joined: int) -> bool:
        """Whether a strategy of the registry follows another in a list."""
        text, row = self._draft.text, hit.value
        whole = row.kind == "战略" and fold_title(self._text(hit)) == fold_title(row.name)
        return whole and joined >= 0 and text[joined : hit.start] in JOINTS

    def _governed(self, hit: Hit, quoted: bool) -> bool:
        """Whether a verb of carrying out governs a name of the registry."""
        row: ProgramRow = hit.value
        governor = self._reader.governor(Name(hit.start, hit.end, True, False))
        if governor.verbs and governor.last.cue.word == "实现":
            return False
        if quoted and row.kind == "工程" and row.name.endswith("建设"):
            return False  # 建设好房子: a kind of homes, where no marks make a name of it
        if not quoted and row.name.endswith(("环境", "建设", "发展")):
            # 推进长江经济带发展 carries it out; elsewhere a topic is meant
            near = bool(governor.verbs) and governor.last.end == hit.start and row.kind == "战略"
            if not near or not governor.last.is_a("carry") or not row.name.endswith("发展"):
                return False
        if not quoted and _POLICIES.match(self._draft.text, hit.end):
            return False
        return governor.has("carry", "create", "carry_program", "basis") and hit.start - governor.last.end <= 14

    def _text(self, hit: Hit) -> str:
        return self._draft.text[hit.start : hit.end]

    def _is_known(self, plain: Plain) -> bool:
        """Whether a name is one of the registry's behind the place or the words before it."""
        name = self._draft.text[plain.start : plain.end]
        return self._registry.program(name[self._place(name) :]) is not None

    def _plain(self, found_plain: Sequence[Plain]) -> None:
        found = [f for f in map(self._behind, found_plain) if self._held.take(f.start, f.end)]
        text = self._draft.text
        starts = [f.start + self._place(text[f.start : f.end]) for f in found]
        names = {text[start : f.end] for f, start in zip(found, starts, strict=True)}
        for plain, start in zip(found, starts, strict=True):
            name = text[start : plain.end]
            # 松溪州生态示范创建 is what the text calls 生态示范创建 elsewhere.
            name = next((n for n in names if name.endswith(n) and _OF_PLACE.fullmatch(name[: -len(n)])), name)
            row = self._registry.program(name)
            # An alias without marks may be an initiative of its own: 行政执法体制改革.
            whole = row is not None and fold_title(row.name).startswith(fold_title(name))
            row = row if whole else None
            entity = self._row(row, name) if row else self._entity(name + plain.noun, plain.kind)
            if not plain.noun:
                self._cores.setdefault(name, entity)
            self._mention(entity, plain.end - len(name), plain.end, "programs.plain")

    def _found(self, named: Iterator[Plain], rule: str) -> None:
        for found in named:
            if self._held.take(found.start, found.end):
                name = self._draft.text[found.start : found.end]
                # 12345市民服务热线 is the hotline of that number, whatever it is called here.
                row = self._registry.program(name[:5] if name[:5].isdigit() else name)
                entity = self._row(row, name) if row else self._entity(found.title + name + found.noun, found.kind)
                if not found.title and not found.noun:
                    self._cores.setdefault(name, entity)
                self._mention(entity, found.start, found.end, rule)

    def _region(self, name: str) -> int:
        """How many characters at the front of a name are a division: 云江市, 云江."""
        sizes = range(7, 1, -1)
        return next((size for size in sizes if len(name) - size >= 4 and self._registry.divisions(name[:size])), 0)

    def _behind(self, plain: Plain) -> Plain:
        """What is left of a name behind one found before: 相对集中行政处罚权和综合执法试点 are two."""
        for m in PARTING.finditer(self._draft.text, plain.start, plain.end):
            if not self._held.free(plain.start, m.start()) and plain.end - m.end() >= 6:
                return replace(plain, start=m.end())
        return plain

    def _place(self, name: str) -> int:
        """How many characters of a name only say where: 罗湖区基层政务公开试点 is the pilot of 罗湖区."""
        for size in range(2, 8):
            if name[size - 1 : size] in tuple("省市区县州盟旗") and self._registry.divisions(name[:size]):
                return size if len(name) - size >= 6 and name[size] not in "、和与及" else 0
        return 0

    def _again(self) -> None:
        """Names met with marks or behind a verb, found again without either."""
        text = self._draft.text
        for start, end in occurrences(text, self._cores):
            if self._held.take(start, end):
                self._mention(self._cores[text[start:end]], start, end, "programs.again")

    def _spans(self) -> Spans:
        programs = [(m.start, m.end) for m in self._draft.mentions if m.type == "Program"]
        return Spans([*self._taken, *self._draft.damaged, *programs])


def _forms(brand: Brand) -> Iterator[str]:
    """The forms in which a name may stand again without marks: a short one only with its noun (快办模式)."""
    if len(brand.core) >= 4:
        yield brand.core
    else:
        yield brand.core + brand.tail
        yield brand.core + brand.tail.replace("新", "")


def _titles(text: str) -> Iterator[Span]:
    """What stands inside 《》."""
    for m in re.finditer(r"《[^《》\n]{1,200}(?:《[^《》\n]{1,100}》[^《》\n]{0,100})?》", text):
        yield m.span()
