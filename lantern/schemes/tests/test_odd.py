"""Odd schemes are sound, and the invented one shares no word with a preset."""

import re

import pytest

from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.rules import examine, style_sheet
from lantern.schemes.tests.odd import ODD, odd, odd_text, spoken

# Little words that no sentence does without.
LITTLE = {"the", "by", "best"}


@pytest.mark.parametrize("name", ODD)
def test_odd_schemes_may_be_adopted(name: str) -> None:
    scheme, problems = examine(odd_text(name))
    assert scheme is not None
    assert [problem for problem in problems if problem.severity == "wrong"] == []


@pytest.mark.parametrize("key", PRESETS)
def test_the_invented_scheme_shares_no_word_with_a_preset(key: str) -> None:
    shared = _words(list(spoken(odd("invented")))) & _words(list(spoken(preset(key))))
    assert shared - LITTLE == set()


def test_a_scheme_without_colours_has_no_style_sheet() -> None:
    assert style_sheet(odd("bare")) == ""
    assert style_sheet(odd("barest")) == ""


def _words(texts: list[str]) -> set[str]:
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)}
