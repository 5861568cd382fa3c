"""Year groups that are reviewed more or less often than the others: one review each at any time."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantern.schools.actions import draw_periods, redraw_periods
from lantern.schools.models import Period
from lantern.schools.rules import school_days
from lantern.schools.rules.review_calendar import (
    Drawn,
    ReviewCalendar,
    drawn,
    drawn_anew,
)
from lantern.schools.rules.year_groups import YEAR_GROUPS, concerns, group_of, in_words
from tests.cast import YEAR, a_job, a_school, a_year

HALVES = [half for term in YEAR.terms for half in term.halves]
TERMS = [term.dates for term in YEAR.terms]
DIVISIONS = {"half-term": HALVES, "term": TERMS}
DAYS = school_days(HALVES, [])
SPRING, MID_SPRING = date(2027, 1, 4), date(2027, 2, 22)
TERMLY_BUT_SIX = ReviewCalendar(usual="term", apart={6: "half-term"})
HALF_TERMLY_BUT_SIX = ReviewCalendar(usual="half-term", apart={6: "term"})


def labels(reviews: Sequence[Drawn]) -> list[str]:
    return [f"{each.name}: {in_words(each.years)}".rstrip(": ") for each in sorted(reviews)]


def of(year: int, reviews: Sequence[Drawn]) -> list[str]:
    return [each.name for each in sorted(reviews) if each.concerns(year)]


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ((), ""),
        ((6,), "Year 6"),
        ((0,), "Reception"),
        ((2, 6), "Year 2 and Year 6"),
        ((0, 1, 2), "Reception to Year 2"),
        ((-2, -1, 0, 1, 2, 3, 4, 5), "all but Year 6"),
        ((-2, -1, 0, 1, 3, 4, 5), "all but Year 2 and Year 6"),
        ((-2, -1, 1, 2), "Nursery for twos, Nursery, Year 1 and Year 2"),
    ],
)
def test_whom_a_review_is_of_in_words(group: tuple[int, ...], words: str) -> None:
    assert in_words(group) == words


def test_everyone_is_nobody_in_particular_and_the_oldest_are_with_year_6() -> None:
    assert group_of(YEAR_GROUPS) == ()
    assert group_of([6, 2]) == (2, 6)
    assert concerns((), 9)
    assert concerns((6,), 7)
    assert not concerns((6,), 5)
    assert concerns((-2, -1), -3)


def test_a_year_is_drawn_for_each_calendar() -> None:
    assert labels(drawn(TERMLY_BUT_SIX, DIVISIONS)) == [
        "Autumn 1: Year 6", "Autumn: all but Year 6", "Autumn 2: Year 6", "Spring 1: Year 6",
        "Spring: all but Year 6", "Spring 2: Year 6", "Summer 1: Year 6", "Summer: all but Year 6",
        "Summer 2: Year 6",
    ]  # fmt: skip
    assert labels(drawn(ReviewCalendar(usual="term"), DIVISIONS)) == ["Autumn", "Spring", "Summer"]


def test_from_a_day_on_some_are_reviewed_otherwise() -> None:
    """What everyone had in halves, all but Year 6 have by terms; Year 6 keep their own."""
    there = drawn(ReviewCalendar(usual="half-term"), DIVISIONS)
    found = drawn_anew(there, [], [(SPRING, TERMLY_BUT_SIX)], DIVISIONS, DAYS)
    after = [*(each for each in there if each not in found.gone), *found.made]
    assert of(6, after) == [half.name for half in HALVES]
    assert of(3, after) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert labels(after)[:2] == ["Autumn 1", "Autumn 2"]


def test_what_was_judged_stays_everyone_s() -> None:
    there = drawn(ReviewCalendar(usual="half-term"), DIVISIONS)
    used = [each for each in there if each.name == "Spring 1"]
    found = drawn_anew(there, used, [(SPRING, TERMLY_BUT_SIX)], DIVISIONS, DAYS)
    after = [*(each for each in there if each not in found.gone), *found.made]
    assert of(3, after) == ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer"]
    assert of(6, after) == [half.name for half in HALVES]
    assert used[0] in after


calendars = st.builds(
    ReviewCalendar,
    usual=st.sampled_from(sorted(DIVISIONS)),
    apart=st.dictionaries(st.integers(-2, 6), st.sampled_from(sorted(DIVISIONS)), max_size=4),
)
turns = st.lists(
    st.tuples(st.sampled_from([*(half.starts_on for half in HALVES), date(2026, 9, 1)]), calendars,
              st.sets(st.integers(0, 12))),
    max_size=4,
)  # fmt: skip


@settings(max_examples=60)
@given(calendars, turns)
def test_every_year_group_has_one_review_on_every_school_day(
    first: ReviewCalendar, changes: list[tuple[date, ReviewCalendar, set[int]]]
) -> None:
    there = drawn(first, DIVISIONS)
    _one_each(there)
    judged: set[Drawn] = set()
    for since, calendar, places in sorted(changes, key=lambda each: each[0]):
        judged |= {each for place, each in enumerate(there) if place in places}
        used = {each for each in judged if each.starts_on >= since}
        found = drawn_anew(there, used, [(since, calendar)], DIVISIONS, DAYS)
        assert not judged & {*found.gone}
        assert all(each.starts_on >= since for each in (*found.gone, *found.made))
        there = sorted([*(each for each in there if each not in found.gone), *found.made])
        _one_each(there)


def _one_each(reviews: Sequence[Drawn]) -> None:
    for theirs in {tuple(each.dates for each in reviews if each.concerns(y)) for y in YEAR_GROUPS}:
        assert all(sum(span.holds(day) for span in theirs) == 1 for day in DAYS)


@pytest.mark.django_db
def test_the_rows_are_of_their_year_groups_and_lie_in_their_own_spans() -> None:
    school = a_school("amberley", "Amberley")
    year = a_year(school)
    made = draw_periods(year=year, span="term", apart={6: "half-term"}, by=a_job(school))
    assert made == 9
    rows = Period.objects.of_school(school).order_by("starts_on", "-ends_on")
    assert [row.label for row in rows][:3] == [
        "Autumn · all but Year 6", "Autumn 1 · Year 6", "Autumn 2 · Year 6",
    ]  # fmt: skip
    late = rows[2].window
    assert [row.half_term.number for row in rows[:3]] == [1, 1, 2]
    assert late.since("period") == late.since("half-term") == date(2026, 11, 2)
    assert draw_periods(year=year, span="half-term", by=a_job(school)) == 0


@pytest.mark.django_db
def test_the_two_calendars_change_places() -> None:
    """Both begin on one day, and each becomes the other's: no row is in the other's way."""
    school = a_school("amberley", "Amberley")
    year = a_year(school)
    draw_periods(year=year, span="term", apart={6: "half-term"}, by=a_job(school))
    redraw_periods(year=year, calendar=HALF_TERMLY_BUT_SIX, since=SPRING, by=a_job(school))
    rows = Period.objects.of_school(school).filter(starts_on__gte=SPRING)
    assert [row.name for row in rows if row.concerns(6)] == ["Spring", "Summer"]
    assert [row.name for row in rows if row.concerns(5)] == [half.name for half in HALVES[2:]]
