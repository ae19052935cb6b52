"""Small graphs that questions are asked of, and pages drawn from."""

from __future__ import annotations

from datetime import date

from tests.graphs import Draft


def drivers() -> Draft:
    """Two documents; each level of basis, a denied one, one of a section beside, and a measure without any."""
    draft = Draft().document().section("d1", "s0", "", "引言", "preamble").section("d1", "s12", "二", "其他")
    draft.node("Section", "s11", heading="（一）", path="一/（一）", role="done", doc="d1", text="推进政务公开。")
    draft.edge("HAS_SECTION", "s1", "s11", quote=None)
    draft.node("Law", "l1", "中华人民共和国政府信息公开条例", aliases=["政府信息公开条例"], resolution="registry")
    draft.node("Law", "l2", "中华人民共和国行政处罚法").node("Program", "g1", "“放管服”改革")
    draft.leaf("m1", "推进政务公开", section="s11", headings=["一、政务"], text="推进政务公开。依法公开。")
    draft.leaf("m2", "规范处罚", section="s12", year=2021)
    draft.node("Agency", "a1", "云江市司法局").node("Agency", "a2", "云江市财政局")
    draft.edge("CARRIES_OUT", "a1", "m1", role="lead").edge("CARRIES_OUT", "a2", "m1", role="support")
    draft.edge("IMPLEMENTS", "m1", "l1", section="s11", quote="落实条例", trigger="落实")
    draft.edge("IMPLEMENTS", "m1", "l2", section="s11", polarity="negative")
    draft.edge("IMPLEMENTS", "p1", "g1", section="s1", quote="深化改革")
    draft.edge("IMPLEMENTS", "p1", "l2", section="s0", quote="为贯彻行政处罚法")
    draft.edge("CITES", "m2", "l1", section="s12", quote="见条例", article="第三条")
    return draft


def reports() -> Draft:
    """A city's report with a measure driven by its own words and one by the whole document; a district's report."""
    draft = drivers().document("d2", "p2", region="东江省云江市松溪区")
    draft.leaf("m9", "清理证明", section="s2", work="p2", region="东江省云江市松溪区", year=2022)
    draft.node("Figure", "f1", "公开30条", indicator="公开", value=30.0, unit="条")
    return draft.edge("HAS_FIGURE", "m1", "f1", quote="公开30条")


def other() -> Draft:
    """A second document of the province without any basis, year or issuer."""
    draft = drivers().document("d2", "p2", region="东江省", issuer=None, period=None).section("d2", "s21", "三", "公开")
    return draft.leaf("m3", "自行安排公开", section="s21", work="p2", region="东江省", year=None, status="planned")


def figures() -> Draft:
    draft = other().leaf("q1", "热线不足", section="s12", label="Problem")
    for id, value, unit, year, holder in (
        ("f1", 5.0, "次", 2022, "m1"),
        ("f2", 7.0, "件", 2021, "m2"),
        ("f3", 9.0, "次", None, "q1"),
        ("f4", 1.0, "次", 2022, "m1"),
    ):
        named = "会议" if id == "f4" else "依申请公开"
        draft.node("Figure", id, f"{named}{value}", indicator=named, value=value, unit=unit, year=year, role="reported")
        draft.edge("HAS_FIGURE", holder, id, quote=f"{named}{value:g}{unit}")
    return draft


def plans() -> Draft:
    """Two tasks of a plan, of one of which a report tells; a problem that the other answers, one that none answers."""
    draft = Draft().document(period=None, published=date(2021, 3, 1)).document("d2", "p2", published=date(2023, 2, 1))
    draft.leaf("t1", "建设一窗受理平台", status="planned", year=None, deadline_text="2022年底前", text="建设平台。")
    draft.leaf("t2", "清理证明事项", status="planned", year=None)
    draft.leaf("t3", "推行一网通办", section="s2", work="p2", status="planned", year=2023)
    draft.leaf("m1", "一窗受理平台建成", section="s2", work="p2", text="平台建成。")
    draft.leaf("q1", "证明偏多", section="s2", work="p2", label="Problem")
    draft.leaf("q2", "热线难打", section="s2", work="p2", label="Problem")
    computed = {"doc": "computed", "section": None, "quote": None, "basis": "computed", "start": None}
    draft.edge("ALIGNS_WITH", "m1", "t1", score=0.61, **computed)
    return draft.edge("ALIGNS_WITH", "q1", "t2", score=0.4, **computed)


def works() -> Draft:
    draft = drivers().node("Policy", "p3", "某方案", resolution="ambiguous", reason="several", candidates=["甲", "乙"])
    draft.node("Law", "l4", "已载入条例", resolution="held").node("Policy", "p5", "无人引用的意见", resolution="named")
    draft.edge("CITES", "m1", "p3", quote="按照方案").edge("CITES", "m2", "l4").edge(
        "CITES", "m2", "p3", quote="又按照"
    )
    draft.edge("MENTIONS", "s1", "p3", quote="某方案", count=2).edge(
        "MENTIONS", "s1", "l4", quote="已载入条例", count=1
    )
    return draft.edge("MENTIONS", "s1", "l1", quote="政府信息公开条例", count=1)


def lines() -> Draft:
    draft = drivers().node("Agency", "a3", "云江市人民政府").node("Agency", "a4", "云江市审计局")
    draft.edge("REPORTS_TO", "a1", "a3", quote="司法局向市政府报告").edge("SUPERVISES", "a4", "a1", polarity="negative")
    return draft.edge(
        "SUBORDINATE_TO", "a2", "a3", doc="registry", section=None, quote=None, basis="structural", ground="组织法"
    )


def founded() -> Draft:
    draft = (
        drivers()
        .node("Program", "g2", "“云江通”平台", kind="平台", scope="东江省云江市")
        .node("Program", "g3", "无人提")
    )
    draft.edge("IMPLEMENTS", "m2", "g2", mode="creates", quote="打造“云江通”平台", section="s12")
    return draft.edge("IMPLEMENTS", "m1", "g2", mode="carries_out", quote="推进", polarity="negative")
