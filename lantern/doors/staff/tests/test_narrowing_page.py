"""A leader takes something away from a role, and gives it back."""

import re
from collections.abc import Callable

import pytest

from lantern.accounts.rules import Role, takeable
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/who-may/narrowing/"


def test_a_tick_for_each_thing_that_can_be_taken_and_for_nothing_else(client_of: ClientOf) -> None:
    page = client_of("leader").get(HERE).content.decode()
    assert page.count('name="taken"') == sum(len(takeable(role)) for role in Role)
    assert "leader set-staff" not in page
    assert "teacher set-staff" not in page


def test_what_is_ticked_is_taken_and_unticked_given_back(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    response = client.post(HERE, {"seen": "", "taken": ["teacher print", "office set-dates"]})
    assert response["Location"] == "/amberley/who-may/"
    assert client_of("office").get("/amberley/dates/").status_code == 403
    page = client.get(HERE).content.decode()
    assert re.findall(r'value="([a-z -]+)" checked', page) == ["teacher print", "office set-dates"]
    client.post(HERE, {"seen": "teacher print, office set-dates"})
    cast.school.refresh_from_db()
    assert cast.school.taken == []


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"taken": ["teacher print"]},
        {"seen": "office set-dates", "taken": ["teacher print"]},
        {"seen": "", "taken": ["leader set-staff"]},
        {"seen": "", "taken": ["teacher print", "x" * 9000]},
    ],
)
def test_nothing_is_done_where_it_was_not_so_or_cannot_be(
    client_of: ClientOf, cast: Cast, told: dict[str, object]
) -> None:
    response = client_of("leader").post(HERE, told)
    assert response.status_code == 200
    assert "Please look at this again" in response.content.decode()
    cast.school.refresh_from_db()
    assert cast.school.taken == []


def test_the_page_offers_nobody_what_they_have_lost(client_of: ClientOf, cast: Cast) -> None:
    record = f"/amberley/pupils/{cast.settled.ref}/"
    whole = client_of("office").get(record).content.decode()
    assert "Change names" in whole
    cast.school.taken = ["office set-people", "office set-families"]
    cast.school.save()
    page = client_of("office").get(record).content.decode()
    assert "Change names" not in page
    assert "Add an adult" not in page
    assert "Change groups" in page
