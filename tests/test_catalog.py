"""Questions as files: a faulty one is told with its file, a user's own stands beside the project's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import DataError, QueryError
from queries import catalog

QUESTIONS = catalog.questions()
HEADER = """\
// title: 题 | title
// question: 问 | question
// parameter: year integer = 0 ; 年度 | year
// column: name ; 名称 | name
// counts: name
// unit: 个 | things
// total: MATCH (l:Law) RETURN count(l) AS total
"""
BODY = "MATCH (l:Law) WHERE $year = 0 RETURN l.name AS name ORDER BY name"
BAD: list[tuple[str, str, str]] = [
    (HEADER, BODY.replace("$year", "$years"), r"uses \$years, which no // parameter: declares"),
    (HEADER, BODY.replace("$year", "0"), "declares year, which the query does not use"),
    (HEADER, BODY.replace("Law", "Laws"), "Laws is no label of the ontology"),
    (HEADER, BODY.replace("(l:Law)", "(l:Law)-[:CITE]->()"), "CITE is no relation of the ontology"),
    (HEADER, BODY.replace("AS name", "AS title"), "returns title, but declares the columns name"),
    (HEADER, BODY.replace("WHERE", "SET l.x = 1 WITH l WHERE"), "SET is not allowed"),
    (HEADER.replace("counts: name", "counts: id"), BODY, "counts id, which is no column"),
    (HEADER.replace(" | title", ""), BODY, "needs words in both languages"),
    (HEADER.replace("integer", "year"), BODY, "types: text"),
    (HEADER.replace("// unit", "// units"), BODY, "unknown header units"),
    (HEADER.replace("count(l) AS total", "count(l)"), BODY, "must return"),
    (HEADER.replace("// counts: name\n", ""), BODY, "needs one line // counts"),
    (
        HEADER.replace("MATCH (l:Law)", "MATCH (l:Law)<-[r:CITES]-() MATCH (d:Document {id: r.doc})"),
        BODY,
        "uses r in .* alone",
    ),
]


@pytest.mark.parametrize(("header", "body", "message"), BAD, ids=[message for _, _, message in BAD])
def test_a_faulty_question_is_told(tmp_path: Path, header: str, body: str, message: str) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text(header + body, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        catalog.questions(tmp_path)
    assert str(file) in str(caught.value)


def test_a_question_of_the_user_stands_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(HEADER + BODY, encoding="utf-8")
    assert set(catalog.questions(tmp_path)) == {*QUESTIONS, "mine"}
    (tmp_path / "path.cypher").write_text(HEADER + BODY, encoding="utf-8")
    with pytest.raises(DataError, match="give the file another"):
        catalog.questions(tmp_path)
    with pytest.raises(QueryError, match=r"ask one of .*coverage"):
        catalog.one("nothing")


def test_no_section_is_looked_for_that_is_not_told() -> None:
    """A missing id would make the embedded engine look through all sections, once a row."""
    bare = re.compile(r"OPTIONAL MATCH \(\w*:\w+ \{id: \w+\.(?!doc\b)\w+\}\)")
    assert [name for name, question in QUESTIONS.items() if bare.search(question.cypher)] == []
