"""The outline: which markers count, how sections nest and tile, and what each holds."""

from __future__ import annotations

import itertools

import pytest

from graph.records import Section
from loaders import headings, roles, rulebook
from loaders.draft import Masthead
from loaders.outline import outline

REPORT = Masthead(title="云江市人民政府2022年法治政府建设年度报告", genre="报告", period="2022")
PLAN = Masthead(title="云江市2023年政务公开工作方案", genre="方案")
CODE = Masthead(title="东江省窗口条例", genre="条例", work_type="Law")

SHAPES = {
    "four levels": (
        "一、主要做法\n（一）推进公开。\n1.编制目录。共12项。\n（1）公布清单。已公布。\n（2）更新清单。已更新。\n2.办理申请。共3件。\n（二）加强培训。办班2期。\n二、保障\n",
        ["一", "一/（一）", "一/（一）/1", "一/（一）/1/（1）", "一/（一）/1/（2）", "一/（一）/2", "一/（二）", "二"],
    ),
    "enumeration in a line": (
        "一、做法\n（一）推进公开。一是编制目录；二是办理申请，三是更新清单。\n（二）加强培训。\n",
        ["一", "一/（一）", "一/（一）/一是", "一/（一）/二是", "一/（一）/三是", "一/（二）"],
    ),
    "words that only look like markers": (
        "一、做法\n全市统一是目标之一。二是数，5.0改革与1.1万条信息。\n二、保障\n", ["一", "二"]),
    "numbers go on under the next heading": (
        "一、公开\n（一）编制目录。\n（二）更新清单。\n二、培训\n（三）组织轮训。\n（四）开展考试。\n",
        ["一", "一/（一）", "一/（二）", "二", "二/（三）", "二/（四）"],
    ),
    "numbers on lines of their own": (
        "云江市出台措施\n\n01\n\n补贴管网\n\n每户补500元。\n\n02\n\n奖励回用\n\n(一)每吨奖1元。\n\n(二)每年发放。\n",
        ["1", "2", "2/（一）", "2/（二）"],
    ),
    "numbers with points, below a list of contents": (
        "目  录\n1 总则 ........ 1\n1.1 目的 ........ 1\n1.2 依据 ........ 2\n2 保障 ........ 3\n2.1 队伍 ........ 3\n"
        "1 总则\n1.1 目的\n为做好防汛，制定本预案。\n1.2 依据\n依据条例。\n2 保障\n2.1 队伍\n2.1.1 抢险队\n(1)组队。\n"
        "(2)演练。\n2.1.2 专家\n1.5小时内到位。\n3 附则\n印发之日施行。\n",
        ["1", "1/1.1", "1/1.2", "2", "2/2.1", "2/2.1/2.1.1", "2/2.1/2.1.1/（1）", "2/2.1/2.1.1/（2）", "2/2.1/2.1.2",
         "3"],
    ),
    "the rows of a form": (
        "一、总体情况\n公开信息3条。\n二、收到和处理申请情况\n申请人情况\n一、本年新收政府信息公开申请数量\n0\n二、上年结转政府信息公开申请数量\n0\n"
        "三、本年度办理结果\n（一）予以公开\n0\n（二）部分公开\n0\n三、存在问题\n公开不够及时。\n",
        ["一", "二", "三"],
    ),
    "values at lines' starts": ("一、任务\n1.1万条信息公开。\n1.2万人受益。\n2.1亿元到位。\n二、保障\n", ["一", "二"]),
    "a list of contents above the words before the first heading": (
        "目 录\n一、总体要求\n二、主要任务\n三、工作要求\n为做好节水，制定本方案。\n"
        "一、总体要求\n坚持节水。\n二、主要任务\n（一）供水。\n（二）节水。\n"
        "三、工作要求\n抓好落实。\n",
        ["一", "二", "二/（一）", "二/（二）", "三"],
    ),
    "a list of contents": (
        "目录\n第一部分 概况\n一、职责\n第二部分 说明\n"
        "第一部分 概况\n一、职责\n（一）供水。\n（二）节水。\n第二部分 说明\n供水。\n",
        ["第一部分", "第一部分/一", "第一部分/一/（一）", "第一部分/一/（二）", "第二部分"],
    ),
    "numbers of pages": ("云江市水利局要求各区查清\n\n1\n\n用水的情况，并报送\n\n2\n\n本月的用水总量。\n", []),
    "a list of other documents": (
        "相关文件如下。\n1\n关于节水的通知（云府〔2021〕3号）\n2\n关于供水的通知（云府〔2022〕5号）\n",
        [],
    ),
    "narrow brackets become wide": ("一、公开\n(一)编制目录。\n(二)更新清单。\n", ["一", "一/（一）", "一/（二）"]),
    "a path given again": (
        "一、公开\n1.目录。\n2.清单。\n附件：\n一、编制说明\n1.背景。\n2.过程。\n",
        ["一", "一/1", "一/2", "附件", "附件/一", "附件/一/1", "附件/一/2"],
    ),
    "spoken numbers": (
        "一、打算\n首先，编制目录。其次，更新清单。最后，开展考试。\n二、要求\n一要抓落实。二要强督查。\n",
        ["一", "一/首先", "一/其次", "一/最后", "二", "二/一要", "二/二要"],
    ),
    "chapters and articles": (
        "第一章 总则\n第一条 为了公开，制定本办法。\n第二条 依照第一条执行。\n第二章 附则\n第三条 公布之日施行。\n",
        ["第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条"],
    ),
    "dashes": ("一、原则\n——便民为先。公开。\n——依法推进。依法。\n二、任务\n", ["一", "一/——1", "一/——2", "二"]),
    "circled numbers": ("一、任务\n①编制目录。\n②更新清单。\n③组织考试。\n", ["一", "一/①", "一/②", "一/③"]),
    "ordinals in one paragraph": ("一、任务\n第一，编制目录。第二，更新清单。\n", ["一", "一/第一", "一/第二"]),
    "numbers whose points a scan has lost": (
        "一、公开\n-、政策措施\n(一)土地。\n1把控总量。\n2.盘活存量。\n三、机制\n",
        ["一", "二", "二/（一）", "二/（一）/1", "二/（一）/2", "三"],
    ),
    "a year right behind a number": (
        "一、补贴\n1.购买首套住房。\n2.2024年6月底前购买二套住房。\n3.购买车位。\n", ["一", "一/1", "一/2", "一/3"]),
    "a list in a paragraph below dashes": (
        "——水质改善。断面达标。\n——管网更新。漏损下降。\n过去一年，一是抓节水。二是抓管护。\n",
        ["——1", "——2", "一是", "二是"],
    ),
    "an excerpt": ("六、推进发展\n43.减轻压力。\n44.加大力度。\n45.完善政策。\n", ["六", "六/43", "六/44", "六/45"]),
    "a second number that is lost": ("一、补贴\n1.首套。\n3.车位。\n4.商铺。\n", ["一", "一/1", "一/3", "一/4"]),
    "numbers without points": ("1降低比例\n职工可贷。\n2提高额度\n三个区执行。\n", ["1", "2"]),
    "what is counted at a line's start": ("一、公开\n3个区执行。\n5月起执行。\n2万元封顶。\n", ["一"]),
    "a list that only names what its sentence speaks of": (
        "一、调整下列事项的，应当报批：（一）重要的设备；（二）运行条件；（三）程序。二、改造：（一）更换管网；（二）加装水表。\n",
        ["一", "二", "二/（一）", "二/（二）"],
    ),
    "a missing number": ("一、公开\n二、培训\n四、考试\n", ["一", "二", "四"]),
    "paragraphs that open alike": (
        "一、回顾\n过去五年，成绩来之不易。\n这五年，管网更新，漏损下降。共3处。\n这五年，水质改善。共2处。\n"
        "这五年，用水节约。共1处。\n同时，还有困难。\n二、打算\n",
        ["一", "一/这五年，管网更新，漏损下降", "一/这五年，水质改善", "一/这五年，用水节约", "二"],
    ),
    "two paragraphs that open alike": ("一、回顾\n这五年，管网更新。\n这五年，水质改善。\n二、打算\n", ["一", "二"]),
    "spoken items hold a list": (
        "一、任务\n一是编制目录。\n（1）机关目录。\n（2）事业目录。\n二是更新清单。\n二、保障\n",
        ["一", "一/一是", "一/一是/（1）", "一/一是/（2）", "一/二是", "二"],
    ),
}  # fmt: skip


def paths(text: str, head: Masthead = PLAN) -> list[str]:
    return [s.path for s in outline(text, head) if s.path]


def tiles(text: str, sections: tuple[Section, ...]) -> bool:
    """Whether children lie inside their parents, siblings apart, and ids and paths are unique."""
    by_id = {s.id: s for s in sections}
    named = [s.path for s in sections if s.path]
    inside = all(
        s.start < s.end <= len(text)
        and (s.parent is None or (by_id[s.parent].start <= s.start and s.end <= by_id[s.parent].end))
        for s in sections
    )
    apart = all(
        a.end <= b.start
        for parent in {s.parent for s in sections}
        for a, b in itertools.pairwise(sorted((s for s in sections if s.parent == parent), key=lambda s: s.start))
    )
    return inside and apart and len(by_id) == len(sections) and len(set(named)) == len(named)


@pytest.mark.parametrize(("text", "want"), SHAPES.values(), ids=SHAPES)
def test_items_that_count(text: str, want: list[str]) -> None:
    assert paths(text) == want
    assert tiles(text, outline(text, PLAN))


def test_text_whose_line_breaks_are_lost() -> None:
    filler = "各部门按照职责做好目录编制、清单更新、申请办理和业务培训等工作，及时报送进展。" * 4
    text = (
        f"云江市政务公开工作方案为推进公开，制定本方案。一、总体要求（一）指导思想以便民为指导。{filler}"
        f"（二）工作目标以全公开为准。二、主要任务（三）编制目录。{filler}（四）更新清单。{filler}"
        f"三、保障措施（五）加强领导。{filler}"
    )
    assert paths(text) == ["一", "一/（一）", "一/（二）", "二", "二/（三）", "二/（四）", "三", "三/（五）"]
    assert [s.heading for s in outline(text, PLAN)][1:4] == ["总体要求", "指导思想", "工作目标"]


def test_names_of_sections_that_a_sentence_runs_into() -> None:
    text = (
        "一、总体进展情况全市300个站点已有210个建成，占七成。二、存在问题与建设时序相比，还有25个站点不足一半。"
        "三、工作要求各地要按期建成站点。四、补贴标准按照实际支出的一半确定。五、加强站点日常管理各地要定期检查站点运行情况，及时更换零件。附件：站点情况统计表（截至5月）云江100%"
    )
    sections = outline(text.replace("。", "。\n"), Masthead(title="云江市站点建设情况的通报", genre="通报"))
    told = [(s.path, s.heading, s.role) for s in sections if s.level == 1]
    assert told == [
        ("一", "总体进展情况", "done"),
        ("二", "存在问题", "problems"),
        ("三", "工作要求", "planned"),
        ("四", "补贴标准按照实际支出的一半确定", "planned"),
        ("五", "加强站点日常管理", "planned"),
        ("附件", "站点情况统计表（截至5月）云江100%", "other"),
    ]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        (
            "充分认识推进水站管护的重要意义水站是水环境监测的重要基础，关系群众的饮水安全",
            "充分认识推进水站管护的重要意义",
        ),
        ("规范水站日常运行各级水务部门应当按规定定期对仪器设备进行检查和养护", "规范水站日常运行"),
        ("项目概况及总体意见该项目位于松溪区，拟新建水库一座", "项目概况及总体意见"),
        ("关于加大湖泊保护力度2015年，省财政设立专项资金，统筹支持湖泊保护", "关于加大湖泊保护力度"),
        (
            "关于切实做好2015年湖泊保护工作的若干考虑和下一步打算",
            "关于切实做好2015年湖泊保护工作的若干考虑和下一步打算",
        ),
        ("统一宣传主题2023年节水周统一使用的主题为共建节水型城市和节水型社会", "统一宣传主题"),
        ("切实加强组织协调水权改革涉及重大利益的调整，社会关注度高", "切实加强组织协调"),
        ("主要任务水权改革是水利领域的一项重要改革，要稳妥推进", "主要任务"),
        (
            "加强各级水务部门对水站日常运行的检查和养护并且按季通报",
            "加强各级水务部门对水站日常运行的检查和养护并且按季通报",
        ),
        (
            "完成2023年度节水型企业的评选和已建成节水设施的现场复核",
            "完成2023年度节水型企业的评选和已建成节水设施的现场复核",
        ),
    ],
)
def test_a_sentence_that_runs_into_a_heading(words: str, heading: str) -> None:
    assert words[: headings.run_in(words, "line")] == heading


def test_a_list_of_papers_that_begins_anew_is_no_list_of_tasks() -> None:
    papers = "首次购房，需提供以下材料：\n1.申请表。\n2.合同。\n改善购房，需提供以下材料：\n1.申请表。\n2.合同。\n"
    found = outline(f"一、兑现补贴\n{papers}二、加强宣传\n", PLAN)
    assert [s.role for s in found if s.path] == ["planned", *["other"] * 4, "planned"]


def test_titles_of_parts_without_number_tell_what_their_parts_hold() -> None:
    text = (
        "“十四五”发展成就和2025年工作回顾\n五年来不平凡。\n——产业更强。新增企业九家。\n——环境更好。新增绿地九处。\n"
        "各位代表！成绩可喜，问题也不容忽视。一是产业链不长。二是绿地不够匀。\n2026年重点工作\n一、做强产业\n（一）引进企业。引进三家。\n"
        "（二）扶持企业。扶持五家。\n二、扩大绿地\n附件\n2026年民生实事\n1.新建绿地三处。\n2.新建步道五条。\n"
    )
    sections = outline(text, Masthead(title="2026年云江市政府工作报告", genre="报告", period="2025"))
    assert [(s.path, s.role) for s in sections if s.path] == [
        ("——1", "done"), ("——2", "done"), ("一是", "problems"), ("二是", "problems"),
        ("一", "planned"), ("一/（一）", "planned"), ("一/（二）", "planned"),
        ("二", "planned"), ("附件", "planned"), ("附件/1", "planned"), ("附件/2", "planned"),
    ]  # fmt: skip


def test_a_report_plans_the_year_after() -> None:
    text = "一、2025年主要工作\n（一）编制目录。\n二、2026年主要工作\n（一）更新清单。\n"
    sections = outline(text, Masthead(title="云江市政府工作报告", genre="报告", period="2025"))
    assert [s.role for s in sections] == ["done", "done", "planned", "planned"]


def test_labels_on_lines_of_their_own() -> None:
    body = (
        "\n全市着力抓好绿地建设，新建绿地三处，改造绿地五处，新增步道九条，新增座椅一百五十把，方便群众就近休闲健身。\n"
    )
    text = f"一、工作回顾\n生态底色更加亮丽。{body}群众生活更加便利。{body}"
    sections = outline(text, Masthead(title="云江市政府工作报告", genre="报告", period="2025"))
    assert [s.heading for s in sections if s.level == 2] == ["生态底色更加亮丽", "群众生活更加便利"]


def test_labels_without_number_open_items_where_most_paragraphs_bear_one() -> None:
    body = "全市新增公开信息一千二百条，群众满意度继续上升。"
    labels = ("公开水平明显提升", "培训力度持续加大", "办理质效稳步提高")
    text = "一、回顾\n2022年成绩明显。\n" + "".join(f"{label}。{body}\n" for label in labels) + "二、打算\n"
    assert paths(text, REPORT) == ["一", *(f"一/{label}" for label in labels), "二"]
    plain = f"一、回顾\n公开水平明显提升。{body}\n{body}\n{body}\n{body}\n培训力度持续加大。{body}\n二、打算\n"
    assert paths(plain, REPORT) == ["一", "二"]


def test_labels_alone_part_a_text_without_numbers() -> None:
    body = "。全市着力抓好绿地建设，新建绿地三处，改造绿地五处，新增步道九条，方便群众就近休闲健身。\n"
    told = "云江市日前印发一份通知，提出若干措施，支持群众就近休闲、健身、散步和聚会。\n"
    plan = f"{told}扩大绿地{body}完善绿道{body}群众说{body}"
    news = f"云江市绿地又有新增。\n绿地数量稳中有升{body}步道明显增多{body}"
    assert paths(plan) == ["扩大绿地", "完善绿道", "群众说"]
    assert paths(news) == []


NEWS = (
    "【云江市】《关于优化住房政策的通知》云房发〔2023〕4号\n"
    "近日，云江市印发通知，支持居民的合理住房需求。\n"
    "提高公积金贷款额度\n"
    "双方缴存的家庭购买首套自住住房的，最高贷款额度由五十万元提高到七十万元，即日起执行，其他条件不变。\n"
    "02 放宽租房提取\n"
    "无房职工可按月提取公积金支付房租，每年提取的额度以实际房租为限，由中心按季核定并公布。\n"
)


def test_paragraphs_that_provide_are_leaves_where_nothing_else_is() -> None:
    text = (
        "云江市发布《关于节约用水的若干措施》\n近日，云江市水利局发布《关于节约用水的若干措施》，记者从会上获悉。\n"
        "《措施》明确，居民更换节水器具的给予每户200元补贴，每户限一次。\n此外，提高超定额用水的加价标准，最高加价三倍。\n"
        "比如，一户居民更换水龙头两只，可以获得补贴。\n该措施自2024年7月1日起施行，有效期3年，由市水利局负责解释。\n"
    )
    sections = [s for s in outline(text, Masthead(title="关于节约用水的若干措施", genre="措施")) if s.path]
    assert [(s.heading[:10], s.role) for s in sections] == [
        ("《措施》明确，居民更", "planned"),
        ("此外，提高超定额用水", "planned"),
    ]


def test_headings_without_number_in_news_of_a_policy() -> None:
    found = [s for s in outline(NEWS, Masthead()) if s.path]
    assert [(s.heading, s.role) for s in found] == [("提高公积金贷款额度", "planned"), ("放宽租房提取", "planned")]


def test_headings_without_number_under_which_labels_stand() -> None:
    body = "对已经供地的项目，允许按照实际需要分期办理许可，配建的社区用房由建设单位无偿移交的不计入容积率。\n"
    text = f"{NEWS}优化建设\n文件还提出，简化审批。{body}提高品质。{body}"
    found = [s.path for s in outline(text, Masthead()) if s.path]
    assert found[2:] == ["优化建设", "优化建设/简化审批", "优化建设/提高品质"]


@pytest.mark.parametrize(
    "lines",
    [("成交量稳中有升", "专家的看法"), ("提高贷款额度", "谁可以申请")],
    ids=["news of a market", "what is asked"],
)
def test_headings_without_number_that_tell_no_measures(lines: tuple[str, str]) -> None:
    body = "据统计，本月云江市新建住房成交的套数与上月相当，其中改善型住房的占比有所上升，库存处在合理区间。\n"
    text = f"云江市本月楼市\n{body}{lines[0]}\n{body}{lines[1]}\n{body}"
    assert not [s for s in outline(text, Masthead()) if s.path]


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("关于优化住房套数认定标准的通知", "planned"),
        ("关于调整公积金贷款规定的通知", "planned"),
        ("关于印发云江市公积金贷款规定的通知", "other"),
        ("关于公布规范性文件目录的通知", "other"),
    ],
)
def test_a_notice_that_changes_rules_plans_and_one_that_carries_them_does_not(title: str, want: str) -> None:
    assert roles.by_title(title) == want


def test_items_of_a_text_without_title_that_grant_something() -> None:
    text = "云江市公积金新政\n一、最高额度由五十万元调整为七十万元。即日起执行。\n二、首付款不低于两成。其他不变。\n"
    assert [s.role for s in outline(text, Masthead()) if s.path] == ["planned", "planned"]
    asked = text.replace("调整为七十万元", "调整为多少？")
    assert [s.role for s in outline(asked, Masthead()) if s.path] == ["other", "other"]


def test_what_follows_the_last_item_is_none_of_it() -> None:
    items = "一、打算\n（一）编制目录。\n（二）更新清单。\n"
    text = items + "各位代表！让我们共同努力。\n特此报告。\n云江市人民政府\n2023年2月20日\n"
    last = next(s for s in outline(text, REPORT) if s.path == "一/（二）")
    assert text[last.start : last.end] == "（二）更新清单。"
    rest = [text[s.start : s.end] for s in outline(text, REPORT) if not s.path]
    assert rest == ["特此报告。\n云江市人民政府\n2023年2月20日"]


def test_a_spoken_list_ends_with_its_paragraph() -> None:
    text = "一、不足及计划\n主要不足：一是目录不全；二是更新不快。\n2023年，我市将继续推进公开。\n"
    last = next(s for s in outline(text, REPORT) if s.path == "一/二是")
    assert text[last.start : last.end] == "二是更新不快。"


ROLES = [
    (
        Masthead(title="关于〈云江市节水若干措施〉（征求意见稿）公开征求意见的公告", genre="公告"),
        "一、更换管网\n二、公布用量\n",
        "p p",
    ),
    (
        Masthead(title="关于云江市保障性住房税费的公告", genre="公告"),
        "一、对保障性住房的用地免征城镇土地使用税。\n二、个人购买保障性住房的，减按百分之一征收契税。\n三、本公告所称住房是自住住房。\n",
        "p p o",
    ),
    (Masthead(title="关于云江市契税补贴的通告", genre="通告"), "一、补贴标准\n二、补贴方式\n三、办理网址\n", "o o o"),
    (Masthead(title="云江市购房补贴方案", genre="方案"), "一、补贴对象\n二、补贴标准\n", "o p"),
    (REPORT, "一、主要做法\n（一）公开。\n二、存在问题\n（一）不全。\n三、2023年打算\n（一）补全。\n", "d d x x p p"),
    (REPORT, "一、加强公开\n二、2023年工作安排\n三、加强自身建设\n", "d p p"),
    (REPORT, "一、不足及2023年计划\n仍存在不足，主要体现在：一是目录不全。二是更新不快。\n", "x x x"),
    (REPORT, "一、做法\n（一）公开。\n同时，我们清醒地看到存在的问题：一是不全；二是不快。\n", "d d x x"),
    (PLAN, "一、总体要求\n（一）指导思想。便民。\n（二）工作目标。全。\n二、主要任务\n（一）编制目录。\n", "o o o p p"),
    (PLAN, "一、过去五年的工作\n二、健全公开的保障机制\n", "o p"),
    (
        REPORT,
        "一、2023年打算\n五年来，管网更新。\n五年来，水质改善。\n五年来，用水节约。\n一是更换管网。二是公布用量。\n",
        "p d d d p p",
    ),
    (
        Masthead(title="关于云江市2022年节水计划执行情况与2023年节水计划草案的报告（书面）", genre="报告"),
        "一、2022年节水计划执行情况\n（一）更换管网。\n二、2023年节水主要任务\n（一）公布用量。\n",
        "d d p p",
    ),
    (Masthead(), "2022年，市水利局依法履职。\n一、2022年工作情况\n（一）加强培训。\n（二）推进公开。\n", "d d d"),
    (Masthead(), "本年度报告根据信息公开规定编制。\n一、总体情况\n（一）主动公开方面\n共3条。\n", "d d"),
    (PLAN, "第一条 为了公开，制定本办法。\n第二条 机关应当公开。\n", "o o"),
    (CODE, "一、窗口应当公开。\n附件：松溪窗口清单\n一、窗口应当有计划地调整。\n二、存在的问题。\n", "o o o o"),
    (Masthead(title="在云江市公开工作会议上的讲话"), "一、公开很重要\n二、公开要及时\n", "o o"),
]
LETTERS = {"done": "d", "planned": "p", "problems": "x", "other": "o"}


@pytest.mark.parametrize(("head", "text", "want"), ROLES)
def test_roles(head: Masthead, text: str, want: str) -> None:
    assert " ".join(LETTERS[s.role] for s in outline(text, head) if s.path) == want


@pytest.mark.parametrize(("rule", "heading"), [(r["id"], h) for r in rulebook.rules("outline") for h in r["match"]])
def test_rule_knows_its_headings(rule: str, heading: str) -> None:
    known = roles.rule_of(heading)
    assert known is not None
    assert known[0] == rule


@pytest.mark.parametrize(("rule", "heading"), [(r["id"], h) for r in rulebook.rules("outline") for h in r["no_match"]])
def test_rule_leaves_other_headings(rule: str, heading: str) -> None:
    known = roles.rule_of(heading)
    assert known is None or known[0] != rule


def test_preamble_is_a_section_of_its_own() -> None:
    sections = outline("云江市报告\n现将情况报告如下：\n一、做法\n（一）公开。\n", REPORT)
    assert [(s.path, s.role) for s in sections][:2] == [("", "preamble"), ("一", "done")]
    assert tiles("云江市报告\n现将情况报告如下：\n一、做法\n（一）公开。\n", sections)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Work plan: 1. open 2. train",
        "一、",
        "（一）\n（二）",
        "1.\n2.\n",
        "—" * 40,
        "一是" * 50,
        "（一）" * 200,
    ],
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    assert tiles(text, outline(text, REPORT))


def test_an_item_that_holds_but_a_table_is_none() -> None:
    text = "一、总体情况\n公开信息3条。\n二、主动公开情况\n信息内容\n数量\n规章\n0\n规范性文件\n0\n许可\n3\n处罚\n2\n"
    assert [section.role for section in outline(text, REPORT)] == ["done", "other"]


def test_duties_in_an_account_are_no_tasks() -> None:
    account = Masthead(title="云江市水务局2021年度部门决算", genre="报告", period="2021")
    text = "一、部门职责\n（一）负责供水管理。\n（二）负责节水管理。\n二、工作开展情况\n供水100万吨。\n"
    assert [section.role for section in outline(text, account)] == ["other", "other", "other", "done"]


def test_a_heading_whose_two_characters_stand_apart_is_known() -> None:
    text = "一、总　　则\n市政府依法履职。\n二、工作任务\n加强供水。\n"
    assert [section.role for section in outline(text, PLAN)] == ["other", "planned"]
