"""Searching at the places where a pattern can stand finds what searching everywhere finds."""

from __future__ import annotations

import re

import pytest

from loaders.scanning import meeting, near, scan, standing

TEXT = "一、落实《云江市节水条例》，推动用水条例修订。二是根据有关规定，制定取水管理办法；完成条例草案。𠮷" * 9
WORDS = ("条例", "办法", "规定", "细则")


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_words_stand_where_a_pattern_of_them_does(count: int) -> None:
    for text in (TEXT, TEXT.replace("𠮷", ""), "条", ""):
        found = [m.start() for m in re.finditer("|".join(WORDS[:count]), text)]
        assert standing(text, *WORDS[:count]) == found


def test_matches_are_found_around_the_word_that_each_holds() -> None:
    pattern = re.compile("(?:推动|制定|完成)(?P<title>[^，。；]{0,8}(?:条例|办法))")
    found = [m.span() for m in pattern.finditer(TEXT)]
    assert [m.span() for m in near(pattern, standing(TEXT, *WORDS), TEXT, reach=12)] == found
    assert [m.span() for m in scan(pattern, re.compile("[推制完]"), TEXT)] == found


def test_characters_of_a_set_are_found_before_those_of_another() -> None:
    for text in (TEXT, "。"):
        found = [m.start() for m in re.finditer("[。；](?=[一二完])", text)]
        assert meeting(re.compile("[。；]"), re.compile("[一二完]"), text) == found
