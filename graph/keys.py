"""Identity: when two names are one thing. Every key and id of the graph is made here.

Titles are folded (`fold_title`): blanks, quotes, brackets, book marks and dashes do not tell works apart,
nor does a trailing 年 in a range of years.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

STATE = "中华人民共和国"
_DROPPED = re.compile(r"[\s《》〈〉“”\"‘’'「」『』()（）〔〕\[\]【】·—–―－\-~～,，、:：.。;；]")
_YEAR_RANGE = re.compile(r"(\d{4})[\s—–―－\-~～至]+(\d{4})年")
_NUMBER = re.compile(r"^(?P<sign>.*?)[〔\[［【﹝〈(（](?P<year>\d{4})[〕\]］】﹞〉)）]第?0*(?P<n>\d+)号$")


def fold_title(title: str) -> str:
    """A title folded for comparison: width, blanks, brackets, quotes, dashes and the 年 of a range do not matter."""
    wide = unicodedata.normalize("NFKC", title)
    return _DROPPED.sub("", _YEAR_RANGE.sub(r"\1\2", wide))


def fold_law(title: str) -> str:
    """A law's title folded, without 中华人民共和国."""
    return fold_title(title).removeprefix(STATE) or fold_title(title)


def fold_number(number: str) -> str | None:
    """A 文号 as 国发〔2010〕33号, or None where it bears no sign and year of its own (第55号)."""
    m = _NUMBER.match(re.sub(r"\s", "", number.replace("號", "号")))
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
    """The key of a policy by title; owner is who tells equal titles apart (issuer, else region), None where the title does."""
    return f"policy:{owner or ''}:{fold_title(title)}"


def leaf_key(work_key: str, lead: str, occurrence: int) -> str:
    """The key of a measure or problem: its work, folded lead sentence, and which occurrence of it (from 1)."""
    return f"leaf:{digest(work_key, fold_title(lead), str(occurrence))}"


def node_id(key: str) -> str:
    """The id of the node whose strongest key this is."""
    return digest("node", key)


def edge_key(kind: str, source: str, target: str, document: str, start: int | None) -> str:
    """The key of one statement: hash of its type, both ends, document and start."""
    return digest("edge", kind, source, target, document, "" if start is None else str(start))
