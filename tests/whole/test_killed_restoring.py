"""A restore that is killed at any moment has brought everything back, or nothing.

python -m tests.twice tests/whole/test_killed_restoring.py            a few moments
KILLS=100 python -m tests.twice tests/whole/test_killed_restoring.py  as many as one likes
"""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import set_the_stage
from tests.installation import Installation
from tests.whole.killing import Try
from tests.whole.moments import kills
from tests.whole.places import Place, empty_place
from tests.whole.rows import Everything, everything
from tests.whole.test_killed import Killing, killing_in
from tests.whole.test_restored import as_it_travels, kept, without_saying_so

pytestmark = pytest.mark.django_db(transaction=True)
FEW = 6


@pytest.fixture
def place(tmp_path: Path, made_ready: Installation) -> Iterator[Place]:
    with empty_place(tmp_path, connection.vendor, pages=made_ready.pages) as found:
        yield found


def test_all_or_nothing_at_any_moment(place: Place, tmp_path: Path) -> None:
    set_the_stage()
    expected, one = as_it_travels(everything()), Try("restore", (kept(tmp_path),))
    with killing_in(place.env) as killing:
        took = how_long(killing, one)
        place.empty()
        killed = []
        for moment in moments(took):
            killed.append(killing(replace(one, killed_at=moment)).killed)
            place.let_the_server_end_it()
            see_all_or_nothing(place, expected)
    assert any(killed)  # in the first part of it, where another may have been too late
    assert place.lantern("restore", *one.about).returncode == 0


def how_long(killing: Killing, one: Try) -> float:
    began = time.monotonic()
    assert killing(one).well
    return time.monotonic() - began


def moments(took: float) -> list[float]:
    """Spread over the whole of it, each at a random place of its own share."""
    many = kills(FEW)
    return [took * (n + random.random()) / many for n in range(many)]


def see_all_or_nothing(place: Place, expected: Everything) -> None:
    if not place.tables():
        return
    assert without_saying_so(place.rows()) == expected
    place.empty()
