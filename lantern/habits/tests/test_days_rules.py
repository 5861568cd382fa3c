"""A week put together from its days, and what a press makes of a count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.habits.rules import fine_a_day, pressed, week_from_days

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]


def days(*counts: int | None) -> dict[date, int | None]:
    return dict(zip(WEEK, counts, strict=False))


@pytest.mark.parametrize(
    ("counts", "fewer", "more"),
    [
        ((), None, None),
        ((None, None), None, None),
        ((0,), 0, None),
        ((1, None, 2), 3, None),
        ((1, 1, 1, 1), 4, None),
        ((1, 1, 0, 1, 1), 4, 4),
        ((0, 0, 0, 0, 0), 0, 0),
        ((1, 1, 1, 1, None), 4, None),
    ],
)
def test_a_week_is_its_days_and_where_more_is_wanted_all_of_them(
    counts: tuple[int | None, ...], fewer: int | None, more: int | None
) -> None:
    assert week_from_days(days(*counts), WEEK, more=False) == fewer
    assert week_from_days(days(*counts), WEEK, more=True) == more


def test_a_day_without_school_or_before_the_child_came_is_not_waited_for() -> None:
    assert week_from_days(days(None, 1, 1, 1), WEEK[1:4], more=True) == 3


def test_a_day_that_is_not_waited_for_counts_all_the_same_where_it_was_entered() -> None:
    assert week_from_days(days(1, 1, 1), WEEK[:2], more=True) == 3


@pytest.mark.parametrize(
    ("most", "more", "turn"),
    [
        (1, True, [None, 1, 0, None]),
        (1, False, [None, 0, 1, None]),
        (2, False, [None, 0, 1, 2, None]),
        (3, True, [None, 3, 2, 1, 0, None]),
    ],
)
def test_a_press_goes_from_fine_to_worse_and_round(
    most: int, more: bool, turn: list[int | None]
) -> None:
    assert [pressed(count, most, more=more) for count in turn[:-1]] == turn[1:]


@given(most=st.integers(1, 9), more=st.booleans())
def test_presses_come_round_to_every_count_once(most: int, more: bool) -> None:
    count = pressed(None, most, more=more)
    assert count == fine_a_day(most, more=more)
    seen = []
    while count is not None:
        seen.append(count)
        count = pressed(count, most, more=more)
    assert sorted(seen) == list(range(most + 1))
