"""Two people at the same week: nobody overwrites what they have not seen."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from lantern.audit.models import Note
from lantern.habits.actions import record_tallies
from lantern.habits.models import Tally
from lantern.habits.rules import ChangedMeanwhile, Count, Left
from lantern.habits.tests.small_school import MONDAY, NOW, Small, small_school
from lantern.habits.tests.test_week import address, browser, cell, saved, standing

MEANWHILE = "The leader changed this a moment ago. It stands as they left it: 2."


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def a_leader_has_entered(small: Small, count: int | None) -> None:
    """Two, and then maybe something else."""
    for minute, each in enumerate(dict.fromkeys([2, count])):
        later = replace(small.leader, now=NOW + timedelta(minutes=minute))
        record_tallies(tallies=[beans(small, each)], by=later)


def beans(small: Small, count: int | None, child: int = 0) -> Count:
    return Count(pupil=small.pupils[child].pk, week=MONDAY, fact="beans", count=count)


@pytest.mark.parametrize("before", [None, 0, 4])
def test_what_was_not_seen_is_not_overwritten(small: Small, before: int | None) -> None:
    a_leader_has_entered(small, 2)
    notes = Note.objects.count()
    place = (small.pupils[0].pk, MONDAY, "beans")
    with pytest.raises(ChangedMeanwhile) as refused:
        record_tallies(
            tallies=[beans(small, 4 if before != 4 else 5), beans(small, 1, child=1)],
            seen={place: before}, by=small.teacher,
        )  # fmt: skip
    assert refused.value.left == {place: Left(count=2, by="The leader")}
    assert standing() == {"Ada beans": 2}
    assert Note.objects.count() == notes


def test_what_was_taken_back_meanwhile_is_told_too(small: Small) -> None:
    a_leader_has_entered(small, None)
    place = (small.pupils[0].pk, MONDAY, "beans")
    with pytest.raises(ChangedMeanwhile) as refused:
        record_tallies(tallies=[beans(small, 4)], seen={place: 2}, by=small.teacher)
    assert refused.value.left == {place: Left(count=None, by="The leader")}


@pytest.mark.parametrize("count", [2, 4])
def test_what_was_seen_is_and_so_is_what_two_say_alike(small: Small, count: int) -> None:
    a_leader_has_entered(small, 2)
    place = (small.pupils[0].pk, MONDAY, "beans")
    seen = {place: 2 if count == 4 else None}
    record_tallies(tallies=[beans(small, count)], seen=seen, by=small.teacher)
    assert standing() == {"Ada beans": count}


def test_a_cell_sent_by_itself_is_refused_and_says_what_stands(small: Small) -> None:
    a_leader_has_entered(small, 2)
    client = browser(small.teacher)
    answer = saved(client, address(small), was="{}", **{cell(small, 0): "4"})
    assert answer.status_code == 409
    told = json.loads(answer.content)[cell(small, 0)]
    assert told["stands"] == "2"
    assert told["words"].startswith(f"Ada Ash: Beans planted: {MEANWHILE}")
    assert standing() == {"Ada beans": 2}
    seen = json.dumps({cell(small, 0): "2"})
    assert saved(client, address(small), was=seen, **{cell(small, 0): "4"}).status_code == 200
    assert standing() == {"Ada beans": 4}


def test_the_whole_form_comes_back_as_typed_and_saves_the_second_time(small: Small) -> None:
    client = browser(small.teacher)
    client.get(address(small))
    a_leader_has_entered(small, 2)
    typed = {cell(small, 0): "4", cell(small, 1): "1", cell(small, 2): ""}
    answer = client.post(address(small), {"was": "{}", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert MEANWHILE in page
    assert page.count('aria-invalid="true"') == 1
    assert f'name="{cell(small, 0)}" value="4"' in page
    assert f'name="{cell(small, 1)}" value="1"' in page
    assert standing() == {"Ada beans": 2}
    client.post(address(small), {"was": answer.context["was"], **typed})
    assert standing() == {"Ada beans": 4, "Ben beans": 1}


def test_a_blank_that_was_left_alone_takes_nothing_back(small: Small) -> None:
    a_leader_has_entered(small, 2)
    browser(small.teacher).post(
        address(small), {"was": "{}", cell(small, 0): "", cell(small, 1): "1"}
    )
    assert standing() == {"Ada beans": 2, "Ben beans": 1}


def test_all_the_blanks_leaves_what_came_meanwhile(small: Small) -> None:
    a_leader_has_entered(small, 2)
    blanks = {cell(small, child): "" for child in range(3)}
    told = {"was": "{}", **blanks, "fill": "beans", "fill.beans": "5"}
    assert MEANWHILE in browser(small.teacher).post(address(small), told).content.decode()
    assert standing() == {"Ada beans": 2}


def test_a_wrong_number_beside_it_hides_nothing(small: Small) -> None:
    """The page comes back for the wrong number, and still knows what its other cells showed."""
    a_leader_has_entered(small, 2)
    client = browser(small.teacher)
    typed = {cell(small, 0): "4", cell(small, 1): "many"}
    again = client.post(address(small), {"was": "{}", **typed}).context["was"]
    page = client.post(address(small), {"was": again, **typed, cell(small, 1): "1"})
    assert MEANWHILE in page.content.decode()
    assert standing() == {"Ada beans": 2}


def test_someone_at_two_pages_is_told_that_it_was_they(small: Small) -> None:
    saved(browser(small.teacher), address(small), **{cell(small, 0): "2"})
    answer = saved(browser(small.teacher), address(small), was="{}", **{cell(small, 0): "4"})
    assert "You changed this a moment ago on another page" in answer.content.decode()
    assert Tally.objects.count() == 1
