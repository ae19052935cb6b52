"""Who issued short invented documents, when and where: as news, signatures, numbers and lines by the title tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.registry import load
from loaders.masthead import masthead

REGISTRY = load(Path(__file__).parent.parent / "samples" / "registry")
BODY = "\n\n一、主要工作\n（一）推进节约用水。我市公开信息100条。\n"

DOCUMENTS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "news without the year, which the day of coming into force tells",
        "【东江省云江市】《关于节约用水的通知》\n\n6月18日，云江市水务局发布《关于节约用水的通知》，自2023年7月1日起施行。"
        + BODY,
        {"issuer": "云江市水务局", "published": "2023-06-18"},
    ),
    (
        "news whose year nothing tells",
        "【东江省云江市】《关于节约用水的通知》\n\n6月18日，云江市水务局发布《关于节约用水的通知》，2016年以来多次修改。"
        + BODY,
        {"issuer": "云江市水务局", "published": None},
    ),
    (
        "a title known again behind its issuer, without book marks",
        "关于节约用水的通知\n\n据消息，云江市水务局联合市财政局发布关于节约用水的通知，明确目标。" + BODY,
        {"issuer": "云江市水务局"},
    ),
    (
        "agencies on lines of their own above the title set once more",
        "关于节约用水的通知\n\n云江市水务局\n\n云江市财政局\n\n关于节约用水的通知\n各单位：\n请节约用水。" + BODY,
        {"issuer": "云江市水务局"},
    ),
    (
        "an office whose head reports to a congress",
        "目录\n第一部分 报告\n第二部分 附表\n第三部分 说明\n第一部分 报告\n关于云江市2021年预算执行情况的报告\n"
        "——2022年1月8日在云江市第五届人民代表大会\n第二次会议上\n云江市财政局局长  李 明\n各位代表：\n"
        "受市政府委托，现将预算报告如下。" + BODY,
        {
            "issuer": "云江市财政局",
            "published": "2022-01-08",
            "title": "关于云江市2021年预算执行情况的报告",
            "period": "2021",
        },
    ),
    (
        "a number under the one of registration",
        "云江市人民政府办公室关于节约用水的通知\n\nYJCR-2021-01005\n\n云政办发〔2021〕9号\n\n各单位：\n请节约用水。"
        + BODY,
        {"doc_number": "云政办发〔2021〕9号"},
    ),
    (
        "a rule under a line of who made it, and an order without 第",
        "云江市供水规定\n东江省云江市人民政府\n云江市供水规定\n（1991年3月26日云江市人民政府令19号发布）\n"
        "第一条 为供水，制定本规定。\n"
        "第二条 水费按量。",
        {"issuer": "云江市人民政府", "published": "1991-03-26", "work_type": "Law"},
    ),
    (
        "a title behind the name of a column, a day in a list",
        "政务服务丨云江市人民政府关于节约用水的意见\n- 发布日期:2021-07-19\n- 浏览次数:\n各单位：\n请节约用水。" + BODY,
        {"title": "云江市人民政府关于节约用水的意见"},
    ),
    (
        "a title whose years stand on the next line with its end",
        "关于印发云江市节水三年行动计划\n（2023—2025年）的通知\n各单位：\n现印发给你们，请执行。\n云江市水务局\n2023年1月5日\n",
        {"title": "关于印发云江市节水三年行动计划（2023—2025年）的通知", "published": "2023-01-05"},
    ),
    (
        "a letter without title and signature above its day",
        "各单位：《云江市节水工作意见》已经市政府同意，现印发给你们，请认真执行。\n2009年4月28日\n云江市节水工作意见\n"
        "为节约用水，提出本意见。" + BODY * 4,
        {"published": "2009-04-28", "work_name": "云江市节水工作意见"},
    ),
    (
        "a headline of a visit, whose first line tells the day",
        "市人大常委会调研节水计划执行情况\n\n7月11日，市人大常委会到云江市水务局调研。" + BODY,
        {"title": None, "work_name": None},
    ),
    (
        "a headline of a meeting",
        "云江市市长主持召开常务会议\n安排部署节水工作任务\n\n本报讯 12月5日，市政府召开会议。" + BODY,
        {"title": None, "work_name": None},
    ),
    (
        "a title with the mark of a note, and one that names another",
        "云江市2021年统计公报[1]\n云江市统计局\n2022年2月8日\n2021年，全市发展良好。" + BODY,
        {"title": "云江市2021年统计公报", "issuer": "云江市统计局", "published": "2022-02-08"},
    ),
    (
        "a plan of one name, its text attached",
        "云江市人民政府关于印发云江市发展第十四个五年规划和2035年远景目标纲要的通知\n各单位：\n现印发给你们，请执行。",
        {"work_name": "云江市发展第十四个五年规划和2035年远景目标纲要"},
    ),
    (
        "a plan whose title holds that of a report",
        "云江市人民政府关于印发2021年市《政府工作报告》确定的任务分解方案的通知\n各单位：\n现印发给你们，请执行。",
        {"work_name": "2021年市《政府工作报告》确定的任务分解方案"},
    ),
    (
        "an agency at the end with no day below it",
        "关于节约用水的通知\n\n各单位：\n请节约用水，我市要带头。" + BODY + "云江住房公积金管理中心",
        {"issuer": "云江住房公积金管理中心", "region": "东江省云江市"},
    ),
    (
        "a street's own report",
        "云江市松溪区海棠街道2022年法治政府建设年度报告\n\n2022年，海棠街道在区委、区政府领导下工作。" + BODY,
        {"issuer": "云江市松溪区海棠街道办事处", "region": "东江省云江市松溪区海棠街道"},
    ),
    (
        "a zone's own report, its city in short",
        "云江高新技术产业开发区管理委员会2022年政府信息公开工作年度报告\n\n2022年，管委会认真工作。" + BODY,
        {"issuer": "云江高新技术产业开发区管理委员会", "region": "东江省云江市"},
    ),
    (
        "signers run on in one line",
        "关于节约用水的通知\n\n各单位：\n请节约用水。" + BODY + "云江市水务局云江市财政局\n云江市司法局\n2023年3月5日",
        {"issuer": "云江市水务局", "published": "2023-03-05"},
    ),
    (
        "signers run on behind what is attached, an imprint below them",
        "关于节约用水的通知\n\n各单位：\n请节约用水。附件：用水清单水利部办公厅  国家发展改革委办公厅共青团中央办公厅 "
        "全国妇联办公厅2023年3月5日\n（此件公开发布）\n水利部办公厅\n2023年3月9日\n印发",
        {"issuer": "水利部办公厅", "published": "2023-03-05"},
    ),
    (
        "an imprint is all that is kept",
        "关于节约用水的通知\n\n各单位：\n请节约用水。" + BODY + "云江市人民政府办公室\n2023年3月6日印发",
        {"issuer": "云江市人民政府办公室", "published": "2023-03-06"},
    ),
    (
        "the field that a number's sign names",
        "云住建发〔2022〕28号关于节约用水的通知\n\n云江市各单位：\n请节约用水，我市要带头。" + BODY,
        {"issuer": "云江市住房和城乡建设局", "doc_number": "云住建发〔2022〕28号"},
    ),
    (
        "who says that it makes the text",
        "节约用水暂行办法\n\n第一条 为节约用水，云江市水务局（以下简称水务局）根据有关规定，制定本办法。\n"
        "第二条 我市各单位应当节水。",
        {"issuer": "云江市水务局"},
    ),
    (
        "a speech is published on the day of its page",
        "2023年云江市政府工作报告\n——2023年1月10日在云江市第十五届人民代表大会第三次会议上\n时间：2023-01-20\n各位代表："
        + BODY,
        {"published": "2023-01-20", "region": "东江省云江市"},
    ),
    (
        "news of the centre",
        "中央水务工作会议\n\n新华社北京12月12日电 中央水务工作会议在北京举行。总结2024年工作，部署2025年工作。",
        {"region": "全国", "published": "2024-12-12"},
    ),
    (
        "a department that signs for itself",
        "关于节约用水的函\n\n各有关单位：\n请节约用水。\n\n水利部水资源管理司\n2023年3月5日",
        {"issuer": "水利部水资源管理司", "region": "全国", "published": "2023-03-05"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [d[1:] for d in DOCUMENTS], ids=[d[0] for d in DOCUMENTS])
def test_issuers(text: str, expected: dict[str, Any]) -> None:
    head = masthead(text, {}, REGISTRY)
    assert {name: getattr(head, name) for name in expected} == expected
