"""The bodies that open a title and that stand before one: 市政府工作规则, 省人大常委会《决定》."""

from __future__ import annotations

import re

from graph.keys import fold_title
from loaders.agencies import expand
from loaders.draft import Draft
from loaders.places import Areas, place_of

CENTRAL = ("中华人民共和国", "国务院", "中共中央", "全国", "最高人民", "国家", "中央", "中国")
_LEVEL = re.compile(r"^(?:我|本|全)?(?:省|市|区|县|州|旗|镇|乡)")
_BODY = (
    "国务院|中共中央|办公厅|办公室|常委会|常务委员会|人民代表大会|人大|人民政府|政府|委员会|法院|检察院"
    "|部|局|厅|委|院|署"
)
_ISSUES_IT = r"(?:关于)?(?:联合)?(?:印发|发布|颁布|下发|出台|制定|通过|公布)?(?:了|的)?(?:新修订的)?$"
_ISSUED_BY = re.compile(rf"(?:{_BODY}){_ISSUES_IT}")
_ISSUER_BEFORE = re.compile(rf"([\u4e00-\u9fff、 ]{{0,24}}?(?:{_BODY})){_ISSUES_IT}")
_BODIES = ("国务院", "中央", "办公厅", "办公室", "常委会", "委员会", "政府", "部", "委", "局", "厅", "院", "会", "署")
_HIGHEST = ("国务院", "中共中央", "国务院办公厅", "中共中央办公厅", "最高人民法院", "最高人民检察院", "全国人大常委会")
_JOINT = ("中共中央国务院", "中共中央办公厅国务院办公厅", "最高人民法院最高人民检察院")


def names_place(name: str, areas: Areas) -> bool:
    """Whether a title tells by itself whose it is: 广东省…, 国务院…; not 鼓楼区…, of which there are several."""
    bare = name.removeprefix("中共")
    if bare.startswith(CENTRAL):
        return True
    return areas.chain(bare, 0, place_of(None)) is not None


def told_by_level(name: str) -> bool:
    """Whether a name opens with a body that is told by its level alone: 市政府, 本省财政厅."""
    return _LEVEL.match(name) is not None


def in_full(name: str, draft: Draft) -> str:
    """A name with the body that opens it in full: 市政府工作规则 → 云江市人民政府工作规则."""
    found = expand(name, draft)
    return found[0] + name[found[1] :] if found else name


def issuer_before(place: int, draft: Draft) -> str | None:
    """The body that stands right before a title: 省人大常委会《决定》."""
    text = draft.text
    start = max(text.rfind("\n", 0, place) + 1, place - 34)
    # That a body's last word stands there is told faster than where its name begins.
    m = _ISSUER_BEFORE.search(text, start, place) if _ISSUED_BY.search(text, start, place) else None
    if m is None:
        return None
    body = re.sub(r"[、\s]", "", m[1])
    for at in range(len(body)):
        rest = body[at:]
        if rest in _HIGHEST or rest in _JOINT:
            return rest
        found = expand(rest, draft)
        if found and found[1] == len(rest):
            return found[0]
    return None


def but_issuer(name: str, other: str, issuer: str | None) -> bool:
    """Whether one of two folded titles is the other with a body in front: 国务院关于… and 关于….

    `issuer` is the body that stands before the name: 市政府《关于…》 is not 国务院关于….
    """
    short, long = sorted((name, other), key=len)
    if not (long.endswith(short) and short.startswith(("关于", "印发"))):
        return False
    body = long[: len(long) - len(short)]
    return body.endswith(_BODIES) and (not issuer or short != name or body.endswith(fold_title(issuer)))
