"""Several documents in one file come apart; one document stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.clean import clean_text
from loaders.extraction import extract
from loaders.parts import split

REGISTRY = Path(__file__).parent.parent / "samples" / "registry"
HEAD = "云江市人民政府办公室关于印发两个方案的通知\n云府办〔2021〕5号\n各区人民政府：\n"
SIGNED = "云江市人民政府办公室\n2021年3月2日\n"
BODY = (
    "一、总体要求\n"
    + "各单位要结合实际，认真组织实施，确保完成。" * 8
    + "\n二、工作安排\n"
    + "按期完成任务。" * 8
    + "\n"
)
TWO = (
    HEAD + "《云江市甲类事项工作方案》《云江市乙类事项工作方案》已经市政府同意，现印发给你们。\n" + SIGNED
    + "云江市甲类事项工作方案\n" + BODY + "云江市乙类\n事项工作方案\n" + BODY
)  # fmt: skip
NOTICE = HEAD + "请认真做好有关工作，按期完成。" * 16 + "\n" + SIGNED


def test_two_plans_of_one_notice_come_apart() -> None:
    first, second = split(clean_text(TWO))
    assert first.text.startswith(HEAD[:10])
    assert first.text.endswith("按期完成任务。")
    assert second.text.startswith("云江市乙类\n事项工作方案\n一、总体要求")
    assert (first.number, second.number) == (1, 2)
    assert second.meta == {
        "issuer": "云江市人民政府办公室",
        "published": "2021-03-02",
        "doc_number": "云府办〔2021〕5号",
        "issued_as": "云江市乙类事项工作方案",
    }
    start, end = second.offsets.raw_span(0, 5)
    assert TWO[start:end] == "云江市乙类"
    assert second.raw == first.raw == TWO


def test_the_number_of_a_notice_does_not_make_its_plans_one_work(tmp_path: Path) -> None:
    (tmp_path / "plans.txt").write_text(TWO, encoding="utf-8")
    lines = list(extract([tmp_path], lambda error: pytest.fail(str(error)), overlay=REGISTRY))
    works = [line.entities[0] for line in lines]
    assert [work.name for work in works] == ["云江市甲类事项工作方案", "云江市乙类事项工作方案"]
    assert [line.document.doc_number for line in lines] == ["云府办〔2021〕5号"] * 2
    assert [line.document.issuer for line in lines] == ["云江市人民政府办公室"] * 2
    assert not set(works[0].keys) & set(works[1].keys)


def test_notices_one_behind_the_other_come_apart() -> None:
    other = NOTICE.replace("5号", "6号").replace("两个", "三个")
    parts = split(clean_text(NOTICE + other))
    assert [part.text.split("\n")[1] for part in parts] == ["云府办〔2021〕5号", "云府办〔2021〕6号"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "云江市",
        NOTICE,
        TWO.replace("《云江市乙类事项工作方案》", ""),
        TWO.replace("云江市乙类\n事项工作方案\n", "附表\n"),
        NOTICE.replace("请认真", "根据《东江省甲条例》《东江省乙条例》规定，请认真"),
    ],
)
def test_one_document_stays_whole(text: str) -> None:
    (part,) = split(clean_text(text))
    assert part.number == 1


def test_what_a_part_leaves_out_is_told() -> None:
    for part in split(clean_text(TWO)):
        pieces, at = [], 0
        for repair in part.repairs:
            pieces += [part.text[at : repair.start], repair.raw]
            at = repair.end
        assert "".join("".join((*pieces, part.text[at:])).split()) == "".join(TWO.split())
