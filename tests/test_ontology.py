"""The ontology: every kind is complete, and a fault in the file is named with its key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import DataError
from graph.ontology import FILE, ontology

LABELS = ["Document", "Section", "Law", "Policy", "Program", "Measure", "Problem", "Figure", "Agency"]
DATA: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_the_kinds_are_those_of_the_contract() -> None:
    assert list(ontology().labels) == LABELS
    assert len(ontology().relations) == 17


def test_ends_are_checked() -> None:
    assert ontology().fits("IMPLEMENTS", "Measure", "Program")
    assert not ontology().fits("CITES", "Problem", "Law")
    assert not ontology().fits("LIKES", "Law", "Law")


def test_marks_and_colours_tell_the_labels_apart() -> None:
    labels = ontology().labels.values()
    for what in ("color", "mark"):
        assert len({getattr(label, what) for label in labels}) == len(LABELS)


def test_every_property_has_one_type_wherever_it_stands() -> None:
    types: dict[str, set[str]] = {}
    for label in ontology().labels.values():
        for name, row in label.properties.items():
            types.setdefault(name, set()).add(row.type)
    types.pop("level")  # a section's depth is a number, an office's or a law's level a word
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def faulty(path: list[str], value: Any) -> dict[str, Any]:
    """The data with one value changed, or taken out."""
    data: dict[str, Any] = yaml.safe_load(yaml.safe_dump(DATA, allow_unicode=True))
    at = data
    for name in path[:-1]:
        at = at[name]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return data


FAULTS: list[tuple[list[str], Any, str]] = [
    (["labels", "Law", "zh"], None, "labels/Law/zh: is missing"),
    (["labels", "Law", "zh"], "政策文件", "labels/Policy: is called 政策文件, as Law is"),
    (["labels", "Law", "colour"], "red", "labels/Law/colour: is not known"),
    (["labels", "Law", "style", "color"], "red", "labels/Law/style/color: is red"),
    (["labels", "Law", "properties", "name", "type"], "word", "labels/Law/properties/name/type: is word"),
    (["labels", "law"], {}, "labels/law: the name must match"),
    (["relations", "CITES", "from"], ["Bird"], "relations/CITES/from: Bird is no label"),
    (["relations", "CITES", "basis"], ["felt"], "relations/CITES/basis: felt is none of"),
    (["relations", "CITES", "en"], "", "relations/CITES/en: must be text"),
    (["rejects", "scope", "en"], None, "rejects/scope/en: is missing"),
    (["words", "role", "done"], "done", "words/role/done: must be a mapping"),
    (["genres", "Law"], ["法", "法"], "genres/Law: holds a word twice"),
    (["evidence"], None, "evidence: is missing"),
]


@pytest.mark.parametrize(("path", "value", "said"), FAULTS, ids=[said for _, _, said in FAULTS])
def test_a_fault_is_named(tmp_path: Path, path: list[str], value: Any, said: str) -> None:
    file = tmp_path / "ontology.yaml"
    file.write_text(yaml.safe_dump(faulty(path, value), allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        ontology(file)
    assert str(caught.value).startswith(f"{file}: {said}")
    assert "\n" not in str(caught.value)


def test_no_yaml_and_no_file(tmp_path: Path) -> None:
    file = tmp_path / "ontology.yaml"
    with pytest.raises(DataError, match="cannot be read"):
        ontology(file)
    file.write_text("labels: [", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read"):
        ontology(file)
