"""A word for addresses, from a school's name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.schools.rules import key_from


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Oakfield Primary School", "oakfield"),
        ("St Cedd’s C of E Primary School", "st-cedds"),
        ("St Cedd's CofE (VA) Primary", "st-cedds"),
        ("The Beeches Junior School", "the-beeches"),
        ("Primary", "primary"),
        ("Ysgol y Bryn", "ysgol-y-bryn"),
        ("École Élan", "ecole-elan"),
        ("St Ælfric’s Primary", "st-aelfrics"),
        ("Szkoła Øresund", "szkola-oresund"),
        ("学校", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_it_is_what_people_call_it(name: str, key: str) -> None:
    assert key_from(name) == key


@given(st.text(max_size=200))
def test_it_can_stand_in_an_address(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", key_from(name))
    assert len(key_from(name)) <= 60
