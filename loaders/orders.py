"""Orders and announcements that only their number names: 云江市人民政府令第55号."""

from __future__ import annotations

import re

from graph.keys import digest
from loaders.draft import Draft
from loaders.places import Areas
from loaders.titlebodies import CENTRAL, in_full, names_place, told_by_level

_ORDER = re.compile(r"(?P<body>.+?)(?P<kind>令|公告)(?:(?P<year>\d{4})年)?第(?P<n>\d+)号")
_LASTING = re.compile(r"(?:国务院|.+(?:省|市|县|区|州|旗)(?:人民)?政府)$")  # who number their orders through


def order_keys(name: str, year: str | None, draft: Draft, areas: Areas) -> tuple[str, ...]:
    """The key of an order that only its number names: with its year, for ministries count theirs anew each year.

    `year` is told before the number. Where none is told, or nobody is named who counts (第55号), the order is one
    inside this document alone.
    """
    if name.startswith("（"):  # （86）东水管字第21号 tells its year
        return (f"no:{name}",)
    m = _ORDER.fullmatch(name.removeprefix("原"))
    if m is not None:
        body = in_full(m["body"], draft)
        if m["kind"] == "令" and _LASTING.match(body) and (body == "国务院" or names_place(body, areas)):
            return (f"no:{body}令第{m['n']}号",)
        year = m["year"] or year
        if year and (body.startswith(CENTRAL) or body != m["body"] or not told_by_level(body)):
            return (f"no:{body}{m['kind']}{year}年第{m['n']}号",)
    return (f"no:{name}@{digest('text', draft.text[:4000])}",)
