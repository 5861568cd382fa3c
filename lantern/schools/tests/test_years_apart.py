"""A school's years do not overlap: one that would is refused, and nothing of it is written."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantern.audit.models import Note
from lantern.schools.actions import YearDates, set_year
from lantern.schools.models import AcademicYear, School
from lantern.schools.rules import CalendarTrouble
from tests.cast import YEAR, a_job, a_school, a_year

pytestmark = pytest.mark.django_db
FIRST, LAST = YEAR.dates.starts_on, YEAR.dates.ends_on


@pytest.fixture
def school() -> School:
    """It has 2026/27."""
    made = a_school("oakfield", "Oakfield")
    a_year(made)
    return made


def beginning(days: int) -> YearDates:
    """A year of as many days and no terms, which begins so many after 2026/27 does."""
    begins = FIRST + timedelta(days=days)
    told = replace(YEAR.dates, name="another", starts_on=begins, ends_on=begins + (LAST - FIRST))
    return YearDates(dates=told, terms=())


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-364, 364))
def test_any_that_shares_a_day_is_refused_whole(school: School, days: int) -> None:
    before = Note.objects.count()
    with pytest.raises(CalendarTrouble, match="overlap"):
        set_year(school=school, year=beginning(days), by=a_job(school))
    assert AcademicYear.objects.filter(school=school).count() == 1
    assert Note.objects.count() == before


@pytest.mark.parametrize("days", [-365, 365])
def test_one_that_ends_the_day_before_or_begins_the_day_after_is_set(
    school: School, days: int
) -> None:
    assert set_year(school=school, year=beginning(days), by=a_job(school)).name == "another"


def test_another_school_s_is_in_nobodys_way(school: School) -> None:
    other = a_school("elm", "Elm")
    assert set_year(school=other, year=beginning(7), by=a_job(other)).school == other
