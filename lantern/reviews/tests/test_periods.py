"""Which reviews a menu offers: every one of the year, and of a profile the last of years before."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantern.reviews.pictures import opened_periods, periods_of
from lantern.reviews.tests.rows import year_before
from lantern.schools.actions import draw_periods
from lantern.schools.models import Period
from lantern.schools.rules import Dates
from tests.cast import SEPTEMBER, TODAY, Cast, a_job


def short_reviews(cast: Cast) -> list[Period]:
    """Seventeen reviews of five days in this autumn, in the place of two half terms."""
    Period.objects.filter(year=cast.year).delete()
    days = [SEPTEMBER + timedelta(days=5 * n) for n in range(17)]
    free = [
        Dates(name=f"Review {n}", starts_on=day, ends_on=day + timedelta(days=4))
        for n, day in enumerate(days, start=1)
    ]
    draw_periods(year=cast.year, span="free", free=free, by=a_job(cast.school))
    return list(Period.objects.filter(year=cast.year).order_by("starts_on"))


def test_a_class_has_every_review_of_its_year_however_many(cast: Cast) -> None:
    every = short_reviews(cast)
    found = periods_of(cast.kestrels, TODAY)
    assert found is not None
    assert list(found.opened) == every
    assert found.is_current


def test_a_profile_has_every_review_of_this_year_however_many(cast: Cast) -> None:
    every = short_reviews(cast)
    year_before(cast, 2025)
    found = opened_periods(cast.viewer("teacher"), str(every[0].ref))
    assert found is not None
    assert list(found.opened) == every
    assert found.chosen == every[0]


def test_a_profile_has_the_last_twelve_reviews_of_years_before_too(cast: Cast) -> None:
    years = [year_before(cast, began) for began in range(2020, 2026)]
    found = opened_periods(cast.viewer("teacher"))
    assert found is not None
    assert [each.year for each in found.opened[:2]] == [years[1]] * 2
    assert [each.name for each in found.opened[-3:]] == ["Late", "Autumn 1", "Autumn 2"]
    assert len(found.opened) == 12


def test_reviews_once_a_year_go_back_over_a_childs_years_at_school(cast: Cast) -> None:
    for began in range(2010, 2026):
        year_before(cast, began, span="year")
    found = opened_periods(cast.viewer("teacher"))
    assert found is not None
    assert [each.starts_on.year for each in found.opened] == [*range(2020, 2026), 2026, 2026]


def test_the_last_of_a_school_that_stopped_long_ago_are_found(cast: Cast) -> None:
    Period.objects.filter(year=cast.year).delete()
    year = year_before(cast, 1999)
    found = opened_periods(cast.viewer("teacher"))
    assert found is not None
    assert [each.year for each in found.opened] == [year] * 2


def test_a_menu_is_one_question_however_long_the_history(cast: Cast) -> None:
    for began in range(2010, 2026):
        year_before(cast, began)
    opened_periods(cast.viewer("teacher"))  # what is remembered once a process
    with CaptureQueriesContext(connection) as asked:
        opened_periods(cast.viewer("teacher"))
    assert len(asked) == 1
