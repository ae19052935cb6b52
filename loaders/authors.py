"""Who issued a document's own work: told by its title, its signature, the notice that carries it, its adoption."""

from __future__ import annotations

import re

from graph.records import Mention
from loaders import clauses
from loaders.draft import Span
from loaders.newsissuers import OTHERS_AND_DAY
from loaders.telling import Telling

_FORWARDS = re.compile("批转|转发")
_ISSUED_JOINTLY = re.compile(r"(?:近日|日前|联合|共同|正式){0,2}(?:印发|发布|公布|出台|制定|下发)")
_HANDED_OUT = re.compile(r"》?(?:[(（][^()（）\n]{0,30}[)）])?(?:印发|发布|公布|下发|转发)给你们")
_ADOPTED = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}次(?:全体)?会议(?:审议|表决)?通过")
_ISSUING = re.compile(r"关于(印发)|(印发|发布|公布|下发|转发)(?=给你们)|(?<=会议)((?:审议|表决)?通过)$")
_WIDEST = 400  # characters in which those stand who sign one document
_DATED = re.compile(r"\s*(?:[12][09]\d\d|[一二][一-鿿〇○]{3})\s*年")
_SAID = re.compile(
    rf"{OTHERS_AND_DAY}(?:联合|共同|正式|研究)*"
    r"(印发|发布|公布|出台|下发|制定)(?:实施)?了?《?"
)
_JOINED = re.compile("[、和与]|联合|会同")
_VERB = re.compile("印发|发布|公布|出台|下发|制定")
_TITLE_GOES_ON = ("关于", "印发", "令", "公告", "批转", "转发")


class Authors:
    """Tells who issued the own work of one document."""

    def __init__(self, telling: Telling) -> None:
        self._telling, self._draft, self._text = telling, telling.draft, telling.text
        self._agencies = telling.agencies

    def tell(self) -> None:
        """Add the own work's issuers, at the best place that names them."""
        head, work, issuer = self._draft.head, self._draft.work, self._telling.issuer
        if work is None or issuer is None:
            return
        for start, end in self._places():
            if end - start > clauses.LONGEST:
                continue
            told = _ISSUING.search(self._text[start:end])
            bodies, end = self._joint(start, end, issuer)
            for before in self._signed_above(start) if (start, end) in head.issuer_spans else ():
                self._add(before.entity, work, "relations.issued_masthead", None, (before.start, before.end))
            trigger = told[told.lastindex or 0] if told else None
            for body, at in bodies.items():
                # Those who sign on lines of their own are told by these: no sentence holds them all.
                span = at if "\n" in self._text[start:end] else (start, end)
                held = trigger if trigger and trigger in self._text[slice(*span)] else None
                self._add(body, work, "relations.issued_masthead", held, span)
            self._draft.fire("relations.issued_masthead", start, end)
        if head.title_span:
            self._forwarded(work, *head.title_span)
            self._signers(work, issuer)
        self._in_news(work)

    def _places(self) -> list[Span]:
        """Where the issuers are told: the title, else the notice or the adoption, else the signature."""
        head = self._draft.head
        if head.title_span and any(m.entity == self._telling.issuer for m in self._agencies.near(*head.title_span)):
            return [head.title_span]
        spans = list(head.issuer_spans)
        if len(spans) <= 1:
            spans = self._handed_out() or self._adopted() or spans
        return spans or ([head.title_span] if head.title_span else [])

    def _add(self, body: str, work: str, rule: str, trigger: str | None, span: Span) -> None:
        section = self._telling.section(span[0])
        self._draft.relate(
            "ISSUED", body, work, start=span[0], end=span[1], rule=rule, trigger=trigger, section=section
        )

    def _forwarded(self, work: str, start: int, end: int) -> None:
        """The bodies whose work a title carries on: 云江市人民政府批转市水利局关于…的报告."""
        verb = _FORWARDS.search(self._text, start, end)
        at = verb.end() if verb else end
        for m in self._agencies.near(at, end) if end - start <= clauses.LONGEST else ():
            if not verb or self._text[at : m.start] not in ("", "、", "和", " ", "\n"):
                return
            at = m.end
            self._add(m.entity, work, "relations.issued_forwarded", verb[0], (start, end))
            self._draft.fire("relations.issued_forwarded", start, end)

    def _signers(self, work: str, issuer: str) -> None:
        """Those who sign below one another where the title names the first alone: 云江市水利局等六部门关于…."""
        for first in (m for m in self._agencies.all if m.entity == issuer and self._may_sign(m)):
            run = self._run(first.start, first.start + _WIDEST, " \n　、")
            if len(run) > 1 and _DATED.match(self._text, run[-1].end):
                for m in run:
                    self._add(m.entity, work, "relations.issued_masthead", None, (m.start, m.end))
                return

    def _may_sign(self, mention: Mention) -> bool:
        """Whether an agency begins a line of the body, or stands behind a sentence where breaks are lost."""
        return mention.start > self._draft.head.body_start and self._text[mention.start - 1] in "\n。）"

    def _in_news(self, work: str) -> None:
        """The bodies that news say have issued the own work: 市水利局、市财政局等三部门联合印发《…》."""
        for mention in (m for m in self._telling.targets if m.entity == work):
            if not _VERB.search(self._text, max(0, mention.start - 6), mention.start):
                continue
            run, at = list[Mention](), mention.start
            for m in reversed(self._agencies.near(max(0, at - 200), at)):
                said = self._text[m.end : at]
                if m.end > at or not (_JOINED.fullmatch(said) if run else _SAID.fullmatch(said)):
                    break
                run.append(m)
                at = m.start
            for m in run:
                rule, verb = "relations.issued_subject", _SAID.fullmatch(self._text, run[0].end, mention.start)
                self._telling.add("ISSUED", m.entity, work, rule, verb[1] if verb else None, (m.start, mention.end))

    def _handed_out(self) -> list[Span]:
        """现将《…》印发给你们 of the own work: the notice that carries it."""
        for mention in self._telling.targets:
            if mention.entity == self._draft.work and mention.end < 1500:
                m = _HANDED_OUT.match(self._text, mention.end)
                start = self._text.rfind("现", max(0, mention.start - 4), mention.start)
                if m and start >= 0:
                    return [(start, m.end())]
        return []

    def _adopted(self) -> list[Span]:
        """Below the title: 东江省第九届人民代表大会常务委员会第五次会议通过."""
        for mention in self._agencies.all:
            if mention.start > 600:
                break
            m = _ADOPTED.match(self._text, mention.end) if mention.entity == self._telling.issuer else None
            if m:
                return [(mention.start, m.end())]
        return []

    def _signed_above(self, place: int) -> list[Mention]:
        """The bodies that sign before one, run on with it or each on a line of its own."""
        found, at = list[Mention](), place
        for m in reversed(self._agencies.near(max(0, place - 200), place)):
            alone = self._text[m.start - 1 : m.start] == "\n" and not self._text[m.end : at].strip()
            if m.start < self._draft.head.body_start or not (alone or m.end == at):
                break
            found.append(m)
            at = m.start
        return found

    def _run(self, start: int, end: int, joints: str) -> list[Mention]:
        """The bodies that a place names one after another, with nothing but some characters before and between them."""
        run, at = list[Mention](), start
        for m in self._agencies.near(start, end):
            if m.start < at or self._text[at : m.start].strip(joints):
                break
            run.append(m)
            at = m.end
        return run

    def _joint(self, start: int, end: int, issuer: str) -> tuple[dict[str, Span], int]:
        """The issuers that a place names one after another, each where it stands, and where the words end; else one.

        中共中央办公厅 国务院办公厅关于…; 中共中央、国务院印发了《…》; of signatures each stands for itself.
        """
        signed = (start, end) in self._draft.head.issuer_spans
        run = self._run(start, end + (_WIDEST if signed else 60), " \n　、和")
        at = run[-1].end if run else start
        goes_on = self._text[at : at + 8].lstrip()
        dated = signed and _DATED.match(self._text, at)
        whole = at == end or dated or goes_on.startswith(_TITLE_GOES_ON) or _ISSUED_JOINTLY.match(self._text, at)
        if run and whole and (signed or issuer in {m.entity for m in run}):
            return {m.entity: (m.start, m.end) for m in reversed(run)}, max(end, at)
        body = run[0].entity if run and signed else issuer
        named = next((m for m in self._agencies.near(start, end) if m.entity == body and m.start >= start), None)
        return {body: (named.start, named.end) if named else (start, end)}, end
