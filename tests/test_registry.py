"""The registry: look-ups, the overlay, and that its tables hold together."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.registry import Registry, build, load
from graph.registry.hierarchy import superior
from graph.registry.tables import HERE
from tests.parts import folder

WORLD = load()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("民法典", "中华人民共和国民法典"),
        ("《中华人民共和国民法典》", "中华人民共和国民法典"),
        ("个保法", "中华人民共和国个人信息保护法"),
        ("政府信息公开条例", "中华人民共和国政府信息公开条例"),
        ("法治政府建设实施纲要(2015-2020)", "法治政府建设实施纲要（2015—2020年）"),
        ("国务院关于印发全面推进依法行政实施纲要的通知", "全面推进依法行政实施纲要"),
        ("全面推进依法行政实施纲要", "全面推进依法行政实施纲要"),
    ],
)
def test_works_by_title(asked: str, title: str) -> None:
    assert [row.title for row in WORLD.works(asked)] == [title]


def test_works_by_title_and_issuer() -> None:
    assert WORLD.works("关于加强法治政府建设的意见") == ()
    (row,) = WORLD.works("关于加强法治政府建设的意见", issuer="国务院")
    assert WORLD.numbered("国发[2010]33号") == (row,)
    assert WORLD.work(row.key) == row


def test_a_short_name_may_be_of_several() -> None:
    assert len(WORLD.works("法治政府建设实施纲要")) == 2


def test_a_local_law_has_its_region() -> None:
    (row,) = WORLD.works("三门峡市山体保护条例")
    assert row.region == "河南省三门峡市"


def test_who_replaced_a_law() -> None:
    (old,) = WORLD.works("中华人民共和国物权法")
    new = WORLD.replaced(old)
    assert new is not None
    assert new.title == "中华人民共和国民法典"


@pytest.mark.parametrize("asked", ["“放管服”改革", "放管服", "放管服改革"])
def test_programs(asked: str) -> None:
    row = WORLD.program(asked)
    assert row is not None
    assert (row.name, row.scope, row.kind) == ("“放管服”改革", "全国", "改革")


def test_bodies() -> None:
    assert [row.name for row in WORLD.body("国办")] == ["国务院办公厅"]
    assert [row.successor for row in WORLD.body("环境保护部")] == ["生态环境部"]
    assert WORLD.body("云江市司法局") == ()


def test_divisions() -> None:
    assert [row.full_name for row in WORLD.divisions("海珠")] == ["广东省广州市海珠区"]
    assert len([row for row in WORLD.divisions("鼓楼区") if row.in_use]) == 4
    found = WORLD.division_by_code("440105")
    assert found is not None
    above = WORLD.above(found)
    assert above is not None
    assert above.name == "广州市"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广东省", "广东"),
        ("内蒙古自治区", "内蒙古"),
        ("延边朝鲜族自治州", "延边"),
        ("海珠区", "海珠"),
        ("代县", "代县"),
    ],
)
def test_short_names_of_divisions(name: str, short: str) -> None:
    assert build.short(name) == short


@pytest.mark.parametrize(
    ("name", "region", "above"),
    [
        ("广州市海珠区司法局", "广东省广州市海珠区", "广州市海珠区人民政府"),
        ("昆山市人民政府", "江苏省苏州市昆山市", "苏州市人民政府"),
        ("北京市东城区人民政府", "北京市东城区", "北京市人民政府"),
        ("北京市人民政府", "北京市", "国务院"),
        ("广州市海珠区江海街道办事处", "广东省广州市海珠区江海街道", "广州市海珠区人民政府"),
        ("司法部", None, "国务院"),
        ("国务院", None, None),
        ("广州市税务局", "广东省广州市", None),
        ("广州市人民代表大会", "广东省广州市", None),
    ],
)
def test_who_stands_above(name: str, region: str | None, above: str | None) -> None:
    found = superior(WORLD, name, region)
    assert (found.name if found else None) == above


# ---------------------------------------------------------------- the overlay


def test_rows_of_the_user_come_on_top(tmp_path: Path) -> None:
    (tmp_path / "divisions.csv").write_text(
        "code,name,short,level,parent_code,source\n970000,东江省,东江,province,100000,own\n"
        "970100,云江市,云江,city,970000,own\n",
        encoding="utf-8",
    )
    (tmp_path / "works.csv").write_text(
        "type,title,status,source\nLaw,中华人民共和国民法典,repealed,own\nLaw,云江市条例,in_force,own\n",
        encoding="utf-8",
    )
    registry = Registry(tmp_path)
    assert [row.full_name for row in registry.divisions("云江")] == ["东江省云江市"]
    assert [row.status for row in registry.works("民法典")] == ["repealed"]
    assert len(registry.works("云江市条例")) == 1
    assert registry.fingerprint != WORLD.fingerprint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type,title\nLaw,民法典\n", "column source is missing"),
        ("type,title,source\nBird,民法典,own\n", "works.csv:2: type is Bird"),
        ("type,title,source\nLaw,,own\n", "works.csv:2: title is empty"),
        (
            'type,title,source\nLaw,"' + "民法典\n" * 40_000,
            "works.csv:2: field larger",
        ),
        ("type,title,source\nLaw,民法典,own,more\n", "works.csv:2: the row has not as many cells"),
    ],
)
def test_a_fault_in_a_table_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "works.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"works\.csv") as caught:
        Registry(tmp_path).works("民法典")
    assert said in str(caught.value)


def test_a_table_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "works.csv").write_bytes("type,title,source\nLaw,民法典,own\n".encode("gb18030"))
    with pytest.raises(DataError, match="save the table as UTF-8"):
        Registry(tmp_path).works("民法典")


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder"):
        load(tmp_path / "none")


# ---------------------------------------------------------------- the tables


def test_every_row_has_a_source() -> None:
    for path in HERE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert all(row["source"] for row in csv.DictReader(file)), path.name


def test_keys_are_unique() -> None:
    for rows in (WORLD.all_works, WORLD.programs, WORLD.bodies):
        assert len({row.key for row in rows}) == len(rows)


def test_successors_exist() -> None:
    names = {row.name for row in WORLD.bodies}
    assert {row.successor for row in WORLD.bodies if row.successor} <= names


@pytest.mark.corpus
def test_the_tables_are_what_the_script_makes(tmp_path: Path) -> None:
    corpus = folder("POLICYGRAPH_CORPUS")
    copy = tmp_path / "build.py"
    copy.write_bytes((HERE / "build.py").read_bytes())
    subprocess.run([sys.executable, str(copy), str(corpus)], check=True)
    for name in ("works", "policies", "bodies", "divisions"):
        assert (tmp_path / f"{name}.csv").read_bytes() == (HERE / f"{name}.csv").read_bytes(), name
