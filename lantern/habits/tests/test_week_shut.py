"""A week in which the school was shut: the page says so, and takes nothing."""

from datetime import date, timedelta

import pytest

from lantern.habits.actions import record_tallies
from lantern.habits.models import Tally
from lantern.habits.rules import CannotRecord, Count
from lantern.habits.tests.small_school import MONDAY, Small, small_school
from lantern.habits.tests.test_week import address, browser, cell, saved, standing
from lantern.schools.models import ClosedDay, HalfTerm

HALF_TERM = date(2026, 10, 26)
SHUT = "The school was shut all this week"
REFUSED = "The school was shut all that week: nothing is counted in it."


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def entered_before_it_was_shut(small: Small) -> Tally:
    return Tally.objects.create(
        pupil=small.pupils[0], week=HALF_TERM, fact="beans", count=3,
        recorded_at=small.leader.now, recorded_by=small.leader.member.user,
    )  # fmt: skip


def test_a_holiday_has_no_boxes_and_says_why(small: Small) -> None:
    page = browser(small.teacher).get(address(small, str(HALF_TERM))).content.decode()
    assert SHUT in page
    assert "data-column" not in page
    assert "Monday 26 October 2026" in page


def test_a_week_with_one_session_is_a_week(small: Small) -> None:
    for day in range(5):
        part = "am" if day == 4 else "all"
        on = MONDAY + timedelta(days=day)
        ClosedDay.objects.create(school=small.school, on=on, part=part, why="unplanned")
    assert SHUT not in browser(small.teacher).get(address(small)).content.decode()
    ClosedDay.objects.update(part="all")
    assert SHUT in browser(small.teacher).get(address(small)).content.decode()


@pytest.mark.parametrize("number", ["0", "3"])
def test_a_number_for_a_holiday_is_refused(small: Small, number: str) -> None:
    """Also from a page that was opened before the week was closed."""
    told = {cell(small, 0): number}
    answer = saved(browser(small.teacher), address(small, str(HALF_TERM)), **told)
    assert (answer.status_code, answer.content.decode()) == (422, REFUSED)
    count = Count(pupil=small.pupils[0].pk, week=HALF_TERM, fact="beans", count=int(number))
    with pytest.raises(CannotRecord, match=REFUSED):
        record_tallies(tallies=[count], by=small.teacher)
    assert not Tally.objects.exists()


def test_what_was_entered_can_be_taken_away_and_no_more(small: Small) -> None:
    entered_before_it_was_shut(small)
    client, week = browser(small.teacher), address(small, str(HALF_TERM))
    page = client.get(week).content.decode()
    assert SHUT in page
    assert page.count("data-column") == 1
    assert "All the blanks" not in page
    answer = saved(client, week, **{cell(small, 0): "4"})
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    assert saved(client, week, **{cell(small, 0): ""}).status_code == 200
    assert standing() == {"Ada beans": None}


def test_a_year_without_dates_is_never_shut(small: Small) -> None:
    HalfTerm.objects.all().delete()
    assert SHUT not in browser(small.teacher).get(address(small, str(HALF_TERM))).content.decode()
    count = Count(pupil=small.pupils[0].pk, week=HALF_TERM, fact="beans", count=1)
    assert record_tallies(tallies=[count], by=small.teacher).added == 1
