"""Beside each name stands the year group, where a class has more than one of them."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


@pytest.mark.parametrize("page", ["", "judging/", "week/"])
def test_a_mixed_class_says_whose_year_is_which(cast: Cast, client_of: ClientOf, page: str) -> None:
    client = client_of("other_teacher")
    mixed, alike = (
        body_of(client.get(f"/amberley/classes/{each.ref}/{page}"))
        for each in (cast.wrens, cast.kestrels)
    )
    for name, year in (("Idris Vale", "Year 4"), ("Tom Sparrow", "Year 3")):
        (row,) = [row for row in mixed.split("<tr") if f"{name}<" in row or f"{name} <" in row]
        assert f' <small class="year">{year}</small></th>' in row
    assert "Maya Brook" in alike
    assert 'class="year"' not in alike
