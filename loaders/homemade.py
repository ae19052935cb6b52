"""Documents that a place makes itself and that only bear the title of a central one: 2022年政务公开工作要点."""

from __future__ import annotations

import re

from graph.registry import WorkRow
from loaders.draft import Draft
from loaders.legislating import LEGISLATED
from loaders.places import Areas
from loaders.titlebodies import CENTRAL, names_place

_ISSUES = re.compile(r"印发|制定|制订|出台|下发|编制|制发|发布|公布|修订|起草|形成")
_MAKES = re.compile(r"(?:制定|制订|修订|修改|出台|起草|颁布|废止)(?:了|出台|实施)?《?$")
_CARRIED_OUT = re.compile("》?的?(?:实施|配套|细则|若干)")
_NEWS = re.compile(r"新(?:制定|修订|修改|出台|颁布)|全国|参与|配合|建议|宣传|学习")
_FROM_ABOVE = re.compile(r"国务院|中共中央|中央|国家|部委|省|贯彻|落实|根据|按照|依据|执行|转发")
RECURRENT = ("报告", "要点", "计划", "目录", "清单", "安排", "分工", "任务")


def homemade(
    row: WorkRow, name: str, number: str | None, issuer: str | None, at: int, draft: Draft, areas: Areas
) -> bool:
    """Whether a local text names a document of its own that only bears the title of a central one, the row's.

    印发《2022年政务公开工作要点》: every city issues one, and so does the centre.
    """
    if number or row.region not in (None, "", "中央") or name.startswith(CENTRAL):
        return False
    if issuer and not issuer.startswith(CENTRAL) and names_place(issuer, areas):
        return row.level != "法律"
    if draft.head.region in (None, "", "全国") or (issuer and issuer in row.issuer):
        return False
    left = max(draft.text.rfind(stop, 0, at) for stop in "。；;，,\n") + 1
    clause = draft.text[left:at]
    if row.level == "行政法规":
        return _made_here(clause, name, at, draft.text)
    if row.level not in ("central", "部门规章"):
        return False
    if name.endswith(RECURRENT):
        return not re.search("国务院|中央|国家|全国", clause)
    return bool(_ISSUES.search(clause)) and not _FROM_ABOVE.search(clause)


def _made_here(clause: str, name: str, at: int, text: str) -> bool:
    """推动修订优化营商环境条例, 推进物业管理条例立法: no province makes or amends what the State Council has made."""
    end = text.find("》", at) if text[at] == "《" else at + len(name)
    own = (_MAKES.search(clause) and not _CARRIED_OUT.match(text, end)) or LEGISLATED.match(text, end)
    return bool(own) and not _FROM_ABOVE.search(clause) and not _NEWS.search(clause)
