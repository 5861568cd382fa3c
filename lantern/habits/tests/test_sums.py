"""Sessions added up (standards 3.2): whole numbers, nothing rounded up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.habits.rules import (
    CODES,
    Sessions,
    added_up,
    is_persistent,
    is_severe,
    percent,
    total_trouble,
    weekdays,
)

ON = date(2026, 11, 23)
TODAY_CODES = [code.code for code in CODES if code.holds(ON)]


def test_each_kind_is_counted_and_lates_beside_them() -> None:
    marks = [("/", ON, 10), ("L", ON, 2), ("I", ON, 3), ("U", ON, 1), ("O", ON, 1), ("#", ON, 4)]
    sums = added_up(marks)
    assert sums == Sessions(present=12, authorised=3, unauthorised=2, late=2, late_after_close=1)
    assert (sums.possible, sums.absent) == (17, 5)


@given(st.lists(st.tuples(st.sampled_from(TODAY_CODES), st.just(ON), st.integers(0, 400))))
def test_the_three_kinds_make_up_what_was_possible(marks: list[tuple[str, date, int]]) -> None:
    sums = added_up(marks)
    assert sums.present + sums.authorised + sums.unauthorised == sums.possible
    assert sums.late <= sums.present


@pytest.mark.parametrize(
    ("attended", "possible", "says"),
    [
        (37, 38, "97.3"),
        (38, 38, "100.0"),
        (379, 380, "99.7"),
        (9999, 10000, "99.9"),
        (0, 4, "0.0"),
    ],
)
def test_a_percentage_is_never_rounded_up(attended: int, possible: int, says: str) -> None:
    assert percent(attended, possible) == Decimal(says)


def test_no_session_is_no_percentage() -> None:
    assert percent(0, 0) is None
    assert is_persistent(0, 0) is None
    assert is_severe(0, 0) is None


@pytest.mark.parametrize(
    ("absent", "possible", "persistent", "severe"),
    [
        (0, 1, False, False),
        (37, 380, False, False),
        (38, 380, True, False),
        (38, 381, False, False),
        (1, 10, True, False),
        (189, 380, True, False),
        (190, 380, True, True),
    ],
)
def test_absence_is_compared_in_whole_sessions(
    absent: int, possible: int, persistent: bool, severe: bool
) -> None:
    assert is_persistent(absent, possible) is persistent
    assert is_severe(absent, possible) is severe


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 11, 23), date(2026, 11, 27), 5),
        (date(2026, 11, 23), date(2026, 11, 29), 5),
        (date(2026, 11, 27), date(2026, 11, 30), 2),
        (date(2026, 11, 28), date(2026, 11, 29), 0),
        (date(2026, 11, 23), date(2026, 12, 11), 15),
    ],
)
def test_weekdays_are_counted_with_both_ends(first: date, last: date, count: int) -> None:
    assert weekdays(first, last) == count


@pytest.mark.parametrize(
    ("possible", "attended", "says"),
    [
        (10, 10, None),
        (0, 0, None),
        (10, 11, "11 sessions attended is more than the 10 that were possible."),
        (11, 10, "11 sessions do not fit: those days have 10 at most."),
        (10, -1, "A number of sessions cannot be less than none."),
    ],
)
def test_totals_that_cannot_be(possible: int, attended: int, says: str | None) -> None:
    assert total_trouble(possible, attended, ON, date(2026, 11, 27)) == says


def test_totals_of_days_that_run_backwards() -> None:
    assert total_trouble(1, 1, date(2026, 11, 27), ON) == "The last day is before the first."
