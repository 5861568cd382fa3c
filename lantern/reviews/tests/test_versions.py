"""Which version of the scheme an open review is judged by."""

from dataclasses import replace
from datetime import date

from pytest_django import DjangoAssertNumQueries

from lantern.judgements.actions import values_of
from lantern.judgements.models import What
from lantern.reviews.actions import judge
from lantern.reviews.pictures import version_for
from lantern.reviews.tests.rows import a_cell, later
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from tests.cast import NOW, Cast


def adopted(cast: Cast, number: int, starts_on: date) -> SchemeVersion:
    return SchemeVersion.objects.create(
        school=cast.school, number=number, starts_on=starts_on, adopted_at=NOW,
        text=preset_text("levels-with-parents"),
    )  # fmt: skip


def says(cast: Cast, value: str) -> None:
    cell = a_cell(cast, cast.settled)
    judge(
        cell=cell, school_class=cast.kestrels, value=value, by=later(cast.teacher),
    )  # fmt: skip


def in_force(cast: Cast) -> SchemeVersion | None:
    return version_for(cast.period, cast.viewer("leader"))


def test_a_review_that_was_begun_keeps_its_version(cast: Cast) -> None:
    """What green meant to whoever said it, it means until the review is closed."""
    says(cast, "green")
    adopted(cast, 2, cast.period.starts_on)
    assert in_force(cast) == cast.version


def test_a_review_that_nobody_has_begun_takes_the_later_version(cast: Cast) -> None:
    later_one = adopted(cast, 2, cast.period.starts_on)
    assert in_force(cast) == later_one


def test_what_was_taken_back_holds_no_version(cast: Cast) -> None:
    says(cast, "green")
    says(cast, "")
    later_one = adopted(cast, 2, cast.period.starts_on)
    assert in_force(cast) == later_one


def test_a_version_from_within_the_period_waits_for_the_next(cast: Cast) -> None:
    adopted(cast, 2, date(2026, 11, 16))
    assert in_force(cast) == cast.version


def test_before_any_was_in_force_the_first_adopted_since_is(cast: Cast) -> None:
    SchemeVersion.objects.update(starts_on=date(2026, 11, 9))
    adopted(cast, 2, date(2026, 11, 16))
    assert in_force(cast) == cast.version


def test_one_query_asks_for_it(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = cast.viewer("leader")
    with django_assert_num_queries(1):
        version_for(cast.period, by)


def test_of_several_that_it_was_begun_by_the_latest_counts(cast: Cast) -> None:
    says(cast, "green")
    second = adopted(cast, 2, date(2026, 11, 16))
    cell = replace(a_cell(cast, cast.two_homes, "maths", what=What.SUBJECT), version=second)
    value = values_of(cell)[0]
    judge(cell=cell, school_class=cast.kestrels, value=value, by=later(cast.teacher))
    assert in_force(cast) == second
