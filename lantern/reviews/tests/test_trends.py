"""What the last reviews showed: six of them, and no more of a long history is read."""

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.judgements.models import What
from lantern.reviews.actions import close, judge
from lantern.reviews.pictures import review_of_pupil, trends
from lantern.reviews.tests.rows import a_cell, was_in, year_before
from lantern.roster.models import Pupil
from lantern.schools.models import Period
from tests.cast import NOW, Cast, a_class, a_pupil


def reviewed(cast: Cast, pupil: Pupil, began: int, *, span: str) -> None:
    """A child in Larks in a year, judged and closed in each of its reviews."""
    lead, larks = cast.viewer("leader"), a_class(year_before(cast, began, span=span), "Larks")
    was_in(pupil, larks)
    for period in Period.objects.filter(year=larks.year):
        cell = replace(a_cell(cast, pupil), period=period)
        judge(cell=cell, school_class=larks, value="green", by=lead)
        close(school_class=larks, period=period, by=lead)


@pytest.mark.parametrize(
    ("span", "periods"),
    [
        ("year", [f"{year}/{year - 1999}" for year in range(2020, 2026)]),
        ("half-term", ["Early", "Late"] * 3),
    ],
)
def test_a_trend_holds_the_last_six_reviews_however_far_apart(
    cast: Cast, span: str, periods: list[str]
) -> None:
    eldest = a_pupil(cast.school, "Ada", "Finch", date(2014, 10, 1))
    for began in range(2019, 2026):
        reviewed(cast, eldest, began, span=span)
    found = trends([eldest.pk], cast.periods[0])[eldest.pk]
    assert [past.period for past in found["area", "effort"]] == periods


def test_the_band_before_is_that_of_the_last_review_and_not_of_the_first(cast: Cast) -> None:
    lead, maths = cast.viewer("leader"), a_cell(cast, cast.settled, "maths", what=What.SUBJECT)
    for period, value in zip(cast.periods[:2], ("below", "secure"), strict=True):
        cell = replace(maths, period=period)
        judge(cell=cell, school_class=cast.kestrels, value=value, by=lead)
        close(school_class=cast.kestrels, period=period, by=lead)
    spring = replace(lead, now=NOW.replace(year=2027, month=1, day=12))
    review = review_of_pupil(cast.settled, cast.periods[2], by=spring)
    assert review is not None
    subject = next(each for each in review.profiles[0].subjects if each.key == "maths")
    assert [past.value for past in subject.trend] == ["below", "secure"]
    assert subject.before == "secure"


def test_a_trend_is_one_question_however_long_the_history(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for began in range(2010, 2026):
        year_before(cast, began)
    trends([cast.settled.pk], cast.period)  # what is remembered once a process
    with django_assert_num_queries(1):
        trends([cast.settled.pk], cast.period)
