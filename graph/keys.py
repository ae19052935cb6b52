"""Identity: when two names are one thing. Every key and id of the graph is made here.

Titles are folded (`fold_title`): blanks, quotes, brackets, book marks and dashes do not tell works apart,
nor does a trailing 年 in a range of years.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata

STATE = "中华人民共和国"
_DROPPED = re.compile(r"[\s《》〈〉<>“”\"‘’'「」『』()（）〔〕\[\]【】·—–―－\-~～,，、:：.。;；]")
_BLANK = re.compile(r"\s")
_YEAR_RANGE = re.compile(r"(\d{4})[\s—–―－\-~～至]+(\d{4})年")
_ISSUERS = re.compile(r"[;；、]")
_CARRIER = re.compile(
    r"^(?P<issuer>[^《》]{0,60}?)(?:关于)?"
    r"(?:(?:印发|发布|公布|下发)(?:关于)?《(?P<marked>.+)》|(?:印发|发布|下发)(?:关于)?(?P<bare>[^《》]{4,}?))"
    r"(?:的)?(?:通知|公告|通告|命令|令)$"
)
_NUMBER = re.compile(r"^(?P<sign>.*?)[〔\[［【﹝〈(（](?P<year>\d{4})[〕\]］】﹞〉)）]第?0*(?P<n>\d+)号$")


@functools.lru_cache(maxsize=16_384)
def fold_title(title: str) -> str:
    """A title folded for comparison: width, blanks, brackets, quotes, dashes and the 年 of a range do not matter."""
    wide = unicodedata.normalize("NFKC", title)
    return _DROPPED.sub("", _YEAR_RANGE.sub(r"\1\2", wide) if "年" in wide else wide)


def fold_law(title: str) -> str:
    """A law's title folded, without 中华人民共和国."""
    return fold_title(title).removeprefix(STATE) or fold_title(title)


def fold_number(number: str) -> str | None:
    """A 文号 as 国发〔2010〕33号, or None where it bears no sign and year of its own (第55号)."""
    m = _NUMBER.match(_BLANK.sub("", number.replace("號", "号")))
    return f"{m['sign']}〔{m['year']}〕{m['n']}号" if m and m["sign"] else None


def digest(*parts: str) -> str:
    """A short stable hash of several strings: 16 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def document_id(source: str, part: int) -> str:
    """The id of a document: hash of its source and part."""
    return digest("document", source, str(part))


def agency_key(name: str) -> str:
    """The key of an agency by its canonical full name."""
    return f"agency:{fold_title(name)}"


def program_key(name: str, scope: str) -> str:
    """The key of a program: scope is 全国 for one that the program table holds, else the document's region."""
    return f"program:{scope}:{fold_title(name)}"


def law_key(title: str) -> str:
    """The key of a law by its full official title."""
    return f"law:{fold_law(title)}"


def number_key(number: str) -> str | None:
    """The key of a work by its 文号, or None where the number alone tells no work."""
    folded = fold_number(number)
    return f"no:{folded}" if folded else None


def policy_key(title: str, owner: str | None) -> str:
    """The key of a policy by title; owner tells equal titles apart (issuer, else region), None where the title does."""
    return f"policy:{owner or ''}:{fold_title(title)}"


def carried(title: str) -> tuple[str, str] | None:
    """Issuer as printed (or "") and title of the one work that a 印发 notice only carries, or None for any other title.

    国务院关于印发全面推进依法行政实施纲要的通知 is one work with 全面推进依法行政实施纲要. 转发 and 批转 notices are
    works of their own, and so is a notice that carries two works.
    """
    m = _CARRIER.match(_BLANK.sub("", title.strip("《》") if title.count("《") < 2 else title))
    if m is None:
        return None
    inner = m["marked"] or m["bare"]
    if "》" in inner or inner.endswith(("等", "有关", "的")) or inner.startswith(("的", "了")):
        return None
    return m["issuer"].removesuffix("关于"), inner


def work_keys(
    type: str,
    title: str,
    *,
    doc_number: str | None = None,
    issuer: str | None = None,
    region: str | None = None,
    registry_key: str | None = None,
    names_place: bool = False,
    year: str | None = None,
    document: str | None = None,
    attached: bool = False,
) -> tuple[str, ...]:
    """The keys of a Law or Policy, strongest first; two that share one are the same work.

    - `title`: as canonical as known; a 印发 wrapper is peeled here too. `""` where only the 文号 is known.
    - `issuer`: canonical full names, several with ; or 、 between; may also open the title: both spellings meet.
    - `registry_key`: the `key` of the registry row that was found, where one was: alone it is proof.
    - `names_place`: the title names a division or a central body (广东省…, 国务院…): it tells one work everywhere.
    - `region`: of the document that names it; qualifies a title that names no place when no issuer is known.
    - `year`: of a report, plan or list that recurs yearly under one title (政府工作报告); qualifies it.
    - `document`: id of the document, the last resort where neither issuer nor region is known.
    - `attached`: one of several works under one 文号, which then tells none of them apart.
    """
    keys = [registry_key] if registry_key else []
    number = number_key(doc_number) if doc_number and not attached else None
    if number:
        keys.append(number)
    if title and registry_key is None:
        keys += _title_keys(type, title, issuer, region, names_place, year, document)
    return tuple(dict.fromkeys(keys)) if keys else (f"work:{digest(document or '', title)}",)


def _title_keys(
    type: str,
    title: str,
    issuer: str | None,
    region: str | None,
    names_place: bool,
    year: str | None,
    document: str | None,
) -> list[str]:
    wrapper = carried(title)
    if wrapper:
        issuer, title = issuer or wrapper[0] or None, wrapper[1]
    stamp = f"@{year[:4]}" if year and not re.search(r"\d{4}", title) else ""
    owners = [fold_title(name) for name in _ISSUERS.split(issuer or "") if name]
    if type == "Law":
        return _law_keys(title, owners or [region or document or ""], names_place)
    bare = fold_title(title)
    for owner in owners:
        bare = bare.removeprefix(owner)
    keys = [f"policy:{owner}:{bare}{stamp}" for owner in owners]
    keys += [f"title:{owner}{bare}{stamp}" for owner in owners]
    if names_place:
        keys.append(f"title:{fold_title(title)}{stamp}")
    return keys or [policy_key(title, region or document) + stamp]


def _law_keys(title: str, owners: list[str], names_place: bool) -> list[str]:
    key = law_key(title)
    return [key, f"title:{key.removeprefix('law:')}"] if names_place else [f"{key}@{owner}" for owner in owners]


def leaf_keys(work: tuple[str, ...], lead: str, occurrence: int) -> tuple[str, ...]:
    """The keys of a measure or problem, one for each key of its work: copies of one work share their leaves."""
    return tuple(leaf_key(key, lead, occurrence) for key in work)


def figure_keys(leaf: tuple[str, ...], text: str, occurrence: int) -> tuple[str, ...]:
    """The keys of a figure: its leaf's, the words it stands in, and which occurrence of them there."""
    return tuple(f"figure:{digest(key, fold_title(text), str(occurrence))}" for key in leaf)


def leaf_key(work_key: str, lead: str, occurrence: int) -> str:
    """The key of a measure or problem: its work, folded lead sentence, and which occurrence of it (from 1)."""
    return f"leaf:{digest(work_key, fold_title(lead), str(occurrence))}"


def node_id(key: str) -> str:
    """The id of the node whose strongest key this is."""
    return digest("node", key)


def edge_key(kind: str, source: str, target: str, document: str, start: int | None) -> str:
    """The key of one statement: hash of its type, both ends, document and start."""
    return digest("edge", kind, source, target, document, "" if start is None else str(start))
