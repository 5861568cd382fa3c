"""The page of numbers: a governor's first page, and no child on it."""

from collections.abc import Callable

import pytest

from lantern.reviews.actions import close
from lantern.reviews.tests.test_cohorts import a_full_school, give
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/numbers/"


@pytest.fixture
def closed(cast: Cast) -> Cast:
    made = a_full_school(cast)
    give(cast, made[:30], "green")
    give(cast, made[30:], "amber")
    for school_class in (cast.kestrels, cast.wrens):
        close(school_class=school_class, period=cast.period, by=cast.viewer("leader"))
    return cast


def test_a_governor_comes_to_it_and_finds_neither_child_nor_class(
    client_of: ClientOf, closed: Cast
) -> None:
    client = client_of("governor")
    assert client.get("/amberley/")["Location"] == HERE
    page = client.get(HERE).content.decode()
    assert "Effort" in page
    assert "not shown" in page
    for word in ("Kestrels", "Wrens", "Maya", "Brook", "OfWrens", str(closed.settled.ref)):
        assert word not in page, word


@pytest.mark.parametrize("part", ["leader", "needs"])
def test_who_sees_the_children_has_every_number(
    client_of: ClientOf, closed: Cast, part: str
) -> None:
    page = client_of(part).get(HERE).content.decode()
    assert "Kestrels" in page
    assert "not shown" not in page


def test_before_all_is_closed_a_governor_is_told_so(client_of: ClientOf, cast: Cast) -> None:
    page = client_of("governor").get(HERE).content.decode()
    assert "Not closed yet" in page
    assert "Kestrels" not in page


@pytest.mark.parametrize("part", ["governor", "leader"])
def test_the_last_closed_one_is_shown_while_the_running_one_is_not(
    client_of: ClientOf, cast: Cast, part: str
) -> None:
    made, (early, late) = a_full_school(cast), cast.periods[:2]
    assert late == cast.period
    for school_class in (cast.kestrels, cast.wrens):
        close(school_class=school_class, period=early, by=cast.viewer("leader"))
    page = client_of(part).get(HERE).content.decode()
    assert "Autumn 2 is not closed yet, so this is the last review that is." in page
    assert page.count("<h2") > 1
    asked = client_of(part).get(f"{HERE}?period={late.ref}").content.decode()
    assert "so this is the last" not in asked
    give(cast, made, "green")
    for school_class in (cast.kestrels, cast.wrens):
        close(school_class=school_class, period=late, by=cast.viewer("leader"))
    page = client_of(part).get(HERE).content.decode()
    assert "so this is the last" not in page
    assert "Effort" in page


def test_another_period_is_chosen_by_its_ref_and_nothing_else(
    client_of: ClientOf, closed: Cast
) -> None:
    client = client_of("leader")
    early = closed.periods[0]
    assert "Autumn 1" in client.get(f"{HERE}?period={early.ref}").content.decode()
    for strange in (closed.next_door.period.ref, closed.periods[-1].ref, "nonsense", "\0"):
        assert client.get(HERE, {"period": str(strange)}).status_code == 404


def test_a_school_with_no_review_says_so(client_of: ClientOf, cast: Cast) -> None:
    for period in cast.periods:
        period.delete()
    assert "No review has begun" in client_of("governor").get(HERE).content.decode()
