"""How a node is shown: its short title and its badges, in both languages."""

from __future__ import annotations

import re
from typing import Any

from graph.ontology import ontology
from queries.catalog import Words
from viz.subgraph import Thing
from viz.titles import maker, short

# What follows the last division that ends before it: 沙市区 of 湖北省荆州市沙市区.
_DIVISION = re.compile(r".*(?:省|自治区|市|自治州|盟|地区)(?P<last>.{2,}[市州盟区县旗])$")


def title(thing: Thing) -> str:
    """What tells this node from its neighbours, in few words."""
    p = thing.properties
    if thing.label == "Figure":
        return f"{p.get('indicator') or ''} {amount(thing)}".strip()
    if thing.label == "Agency":
        return thing.name
    return short(thing.name, region=str(p.get("region") or ""), issuer=str(p.get("issuer") or ""))


def amount(thing: Thing) -> str:
    """The value of a figure as its text gives it: 约3—5万户."""
    p = thing.properties
    if p.get("value") is None:
        return thing.name
    value, to = (f"{p[key]:,.10g}" if p.get(key) is not None else "" for key in ("value", "value_to"))
    words = str(p.get("qualifier") or "")
    # 1000余件, 90%以上, 约5场: where the word stands that tells how exact the number is.
    places = [words if words[:1] in marks else "" for marks in (("多", "余"), ("以", "之"))]
    before = "" if any(places) else words
    return f"{before}{value}{'—' + to if to else ''}{places[0]}{p.get('unit') or ''}{places[1]}"


def badges(thing: Thing) -> tuple[Words, ...]:
    """Region, year, kind, number and status, as far as known and not in the title."""
    p, shown = thing.properties, title(thing)
    told: list[Words | None] = [place(p.get("region") or (p.get("scope") if p.get("scope") != "全国" else None))]
    if thing.label in ("Law", "Policy"):
        told += [_plain(p.get("doc_number")) or _year(p), _doubt(p)]
        told += [_plain(maker(thing.name))] if not p.get("region") else []
        told += [
            _word("validity", {"validity": p.get("status")}) if p.get("status") not in (None, "in_force") else None
        ]
    elif thing.label == "Figure":
        told += [_plain(p.get("year")), _word("figure_role", {"figure_role": p.get("role")})]
    elif thing.label in ("Measure", "Problem"):
        told += [_plain(p.get("year")), _word("status", p)]
    else:
        told += [_word("kind", p)]
    return tuple(badge for badge in told if badge and badge.zh not in shown)


def place(region: Any) -> Words | None:
    """The last division of a full name: 松溪区 of 东江省云江市松溪区."""
    found = _DIVISION.match(str(region or ""))
    return _plain(found["last"] if found else region)


def _doubt(p: Any) -> Words | None:
    # That the text is held or the registry has it is the rule; what is less sure is said.
    return _word("resolution", p) if p.get("resolution") in ("named", "ambiguous") else None


def _year(p: Any) -> Words | None:
    """The year of a policy; of a law the year of its first text, said so: editions follow it."""
    if p.get("issued"):
        return _plain(str(p["issued"])[:4])
    first = str(p.get("promulgated") or "")[:4]
    return Words(f"{first}年首次公布", f"first published {first}") if first else None


def _word(group: str, p: Any) -> Words | None:
    value = p.get(group)
    word = ontology().words.get(group, {}).get(str(value))
    return Words(word.zh, word.en) if word else _plain(value)


def _plain(value: Any) -> Words | None:
    return Words(str(value), str(value)) if value not in (None, "") else None
