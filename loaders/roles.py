"""What a section holds, told by its heading, the words before its enumeration, and the genre of the document."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from loaders import rulebook
from loaders.draft import Masthead

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|年度)")
WIDE = str.maketrans(",:;()!?", "，：；（）！？")  # texts write either; the rules are in the wide ones
_ARTICLE = re.compile(r"(?:^|\n)\s*第[一二三四五六七八九十百]+条")
_FIVE_YEARS = re.compile(r"“十([一二三四五六七八九]?)五”")
_DRAFTED = re.compile("[《〈<]([^《》〈〉<>]{4,60})[》〉>].*征求.{0,8}意见")
# A letter that has a system founded asks for it; it is not the rules themselves: 关于建立节水管理制度的通知.
_FOUNDS = re.compile("关于(?:建立|健全|完善|实行|推行)[^《》]{2,40}(?:制度|机制|标准)的(?:通知|意见)$")
# A notice of what is titled before.
_CARRIES = re.compile("印发|发布|公布|颁布|颁发|转发|批转|下发|发送|试行|废止|失效|征求|实施《")
_HEADLINE = re.compile(r"《([^《》\n]{6,80})》|\A(?:【[^【】\n]{2,40}】)?([^《》【】\n]{6,60})$", re.MULTILINE)
_APART = re.compile(r"(?<=^[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]$)")  # 总  则
_LONGEST = 42  # characters: the longest heading that is read as the name of a section
_SENTENCE_END = re.compile(r"[。！？\n]")
_BARE = re.compile(r"^[^，。；：]{2,24}$")
_NAMELY = re.compile("(?:主要|具体|突出|集中)?(?:有|是|为|表现[在为是]?|体现[在为]?|包括)(?:以下[一-鿿]{2,4})?")
_SHORT = 8  # characters: the longest heading of a notice that is but a name


@functools.cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (rule["id"], rule["role"], re.compile("|".join(f"(?:{p})" for p in rule["patterns"])))
        for rule in rulebook.rules("outline")
    )


@functools.cache
def words(key: str) -> re.Pattern[str]:
    """The patterns of a list of the rule file, as one."""
    table = rulebook.read("outline")[key]
    return re.compile("|".join(f"(?:{p})" for p in table["patterns"]))


@functools.cache
def _genres() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(p) for name, p in rulebook.read("outline")["genres"].items() if name != "source"}


@functools.lru_cache(maxsize=4096)
def rule_of(heading: str) -> tuple[str, str] | None:
    """Id and role of the rule that knows a heading, or None; mixed where it names shortcomings and plans."""
    clean = _APART.sub("", heading.translate(WIDE).strip().rstrip("。：；是"))
    if len(clean) > _LONGEST or is_act(clean):
        return None
    return next(((name, role) for name, role, pattern in _rules() if pattern.search(clean)), None)


@functools.lru_cache(maxsize=4096)
def is_act(heading: str) -> bool:
    """Whether a heading says what is done (健全保障机制), not what its section is called (保障机制)."""
    return words("act").search(heading) is not None and words("not_act").search(heading) is None


def by_heading(heading: str, period: int | None) -> str | None:
    """The role that a heading tells, or None: by its words, else by a year after or before the one reported on."""
    known = rule_of(heading)
    years = [int(y) for y in _YEAR.findall(heading)] + [_first_year(m[1]) for m in _FIVE_YEARS.finditer(heading)]
    if known:
        ahead = known[1] == "done" and period and years and min(years) > period  # 2026年主要工作 in a report on 2025
        return "planned" if ahead else known[1]
    if period and years and len(heading) <= _LONGEST:
        return "planned" if min(years) > period else "done" if max(years) <= period else None
    return None


def _first_year(plan: str) -> int:
    """The first year of a five-year plan by the middle of its name: 2021 for 四 (“十四五”), 2001 for "" (“十五”)."""
    return 2001 + 5 * ("〇一二三四五六七八九".index(plan) if plan else 0)


def is_name_of_section(heading: str) -> bool:
    """Whether a heading only names a section (主要任务, 存在的问题): such a section is no measure itself."""
    return rule_of(heading) is not None and _BARE.match(heading.translate(WIDE).strip().rstrip("。：；是")) is not None


def by_lead(lead: str) -> str | None:
    """The role that the words before an enumeration tell, or None."""
    sentence = lead.translate(WIDE).strip()[-160:]
    *before, last = _SENTENCE_END.split(sentence.rstrip("：，。 "))
    if before and _NAMELY.fullmatch(last):
        last = before[-1] + last  # 工作中还存在一些问题。主要有：一是…
    if words("lead_problems").search(last):
        return "problems"
    if words("lead_aside").search(sentence[-40:]):
        return "other"
    return "planned" if words("lead_planned").search(last) else None


def by_asking(lead: str) -> str | None:
    """Planned where the words before the outermost enumeration ask for what it lists: 特提出如下要求."""
    return "planned" if words("lead_asking").search(lead.translate(WIDE).strip()) else None


def by_genre(head: Masthead, text: str, leaves: Sequence[str] = (), tops: Sequence[str] = ()) -> str:
    """The role of sections that nothing else tells: done in reports, planned in plans, other in laws and speeches.

    Where the title does not tell, the headings may: those of the items with none below them, and the outermost.
    """
    if head.work_type == "Law":
        return "other"
    told = by_name(head, text)
    if told == "other" and not _ARTICLE.search(text) and (_is_procedure(head) or _grants(head, tops)):
        return "planned"  # 云江市人民政府工作规则, whose items say what the government is to do
    if told:
        return told
    opening = text[head.body_start : head.body_start + 1500]
    if _genres()["says_report"].search(opening) or (head.genre == "报告" and not head.title):
        return "done"
    if _genres()["says_plan"].search(opening):
        return "planned"
    first = next(filter(None, map(rule_of, tops[:2])), None) if not head.title else None
    if first and first[1] == "done":
        return "done"  # a report whose title is lost: 一、2022年工作情况
    told = by_tense(text, head.genre or ("报告" if (head.title or "").endswith("报告") else None))
    if told == "other" and not head.title and act_or_grant(leaves or tops):
        return "planned"  # a plan whose title is lost, or news of one: 一、支持住房消费 二、加大公积金支持
    return told


def by_name(head: Masthead, text: str) -> str | None:
    """The role that the name or title of a work tells, failing both the plan that the first line of a text names."""
    told = next((role for name in (head.work_name, head.title) if name and (role := by_title(name))), None)
    if told or head.title or _by_headline(text) != "planned":
        return told
    return "planned"


def _is_procedure(head: Masthead) -> bool:
    return any(_genres()["procedure"].search(name or "") for name in (head.work_name, head.title))


def _grants(head: Masthead, tops: Sequence[str]) -> bool:
    """Whether a public notice of its own, not one that issues rules, grants what its items say: 购房契税补贴的通告."""
    title = head.title or ""
    if not title.endswith(("公告", "通告")) or _CARRIES.search(title):
        return False
    # 补贴标准, 办理方式: names of sections on how to apply
    return act_or_grant([h if len(h) > _SHORT else "" for h in tops])


def _by_headline(text: str) -> str | None:
    """The role that the first line of a text tells: 【云江市】《…的通知》云政发〔2020〕1号."""
    line = text.lstrip("/ \n").partition("\n")[0]
    told = None if line.endswith("。") else _HEADLINE.search(line)  # 根据《…的通知》要求，我局梳理了任务。
    return by_title(told[1] or told[2]) if told else None


def act_or_grant(headings: Sequence[str]) -> bool:
    """Whether most headings say what is done or granted, and none asks: 提高贷款额度, 首付款比例调整为不低于15%."""
    if any(words("asks").search(h) for h in headings):
        return False
    return 2 * sum(is_act(h) or words("grants").search(h) is not None for h in headings) > len(headings)


def by_title(title: str) -> str | None:
    """The role that the kind of a title tells, or None: done of a report, planned of a plan, other of rules."""
    drafted = _DRAFTED.search(title)  # 关于〈云江市节水若干措施〉（征求意见稿）公开征求意见的公告
    if drafted and (role := by_title(drafted[1])):
        return role
    if _FOUNDS.search(title):
        return "planned"
    bare = re.sub(r"[《》\s]|[（(][^（）()]{2,24}[）)]$", "", title)
    if _CARRIES.search(bare):
        bare = re.sub("的?通知$", "", bare)  # 印发节水办法的通知 is rules; 调整节水标准的通知 tells what shall be done
    kinds = (("speech", "other"), ("report", "done"), ("law", "other"), ("plan", "planned"))
    return next((role for kind, role in kinds if _genres()[kind].search(bare)), None)


def by_tense(text: str, genre: str | None) -> str:
    """Done or planned, as the verbs of a text tell; other where neither prevails."""
    done = len(re.findall(r"[了已](?!解)|完成|同比|累计|达到|获评", text))
    planned = len(re.findall(r"[要应将须](?!求|件|素|对|当代|急|用)|不得|确保|力争", text))
    if genre in ("报告", "总结", "公报") and done >= planned:
        return "done"
    if planned > 3 and planned > 2 * done:
        return "planned"
    if genre is None:
        return "done" if done > 10 and done > 3 * planned else "other"
    return "planned"
