"""The bodies that run a place's housing fund, which go by many names: 云江住房公积金管理中心, 市公积金中心."""

from __future__ import annotations

import re

from loaders.officenames import HAN, Office, breaks

# Regulations on the housing fund: every city has one centre and one committee.
FUND = re.compile(
    "(?P<direct>直属?(?:单位|机关)?)?(?:住房)?公积金(?:(?P<desk>(?:管理)?中心)|管理委员会|管委会)(?![一-鿿]{0,6}?(?:系统|平台|网站|大厅|官网|公众号|小程序))"
)
# A centre's branch in a county is a body of its own: 云江市住房公积金管理中心松溪分中心, …松溪县管理部.
_BRANCH = re.compile(
    rf"(?!省级|下[设属]|所属|属地|相[关应]|当地|有关|其)[{HAN}]{{2,6}}?(?:分中心|管理部|办事处|管理站)"
)
_MANY = re.compile("[各和与及]|部门|行政")
CENTRE, COMMITTEE = "{}住房公积金管理中心", "{}住房公积金管理委员会"


def fund(text: str, at: int, _level: str) -> Office | None:
    """市住房公积金管理中心, 市公积金中心, 市住房公积金管理委员会."""
    m = FUND.match(text, at)
    if m is None:
        return None
    kind, whole = official(m)
    branch = _BRANCH.match(text, m.end()) if m["desk"] else None
    if branch and not breaks().search(branch.group()) and not _MANY.search(branch.group()):
        return Office(branch.end(), "{}" + m.group() + branch.group(), kind, whole + branch.group())
    return Office(m.end(), "{}" + m.group(), kind, whole)


def official(m: re.Match[str]) -> tuple[str, str]:
    """The kind of one of the two, and its name for identity with {} for the place."""
    kind, whole = ("public institution", CENTRE) if m["desk"] else ("coordinating body", COMMITTEE)
    # 省直单位住房公积金中心 is that of a province's own offices, not its capital's.
    return kind, whole.replace("{}", "{}直单位") if m["direct"] else whole
