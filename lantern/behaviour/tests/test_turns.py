"""When a counter begins again, by the school's own days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.behaviour.rules import ALWAYS, Beginnings, since

KNOWN = Beginnings(
    halves=[date(2026, 9, 2), date(2026, 11, 2), date(2027, 1, 5)],
    terms=[date(2026, 9, 2), date(2027, 1, 5)],
    years=[date(2025, 9, 1), date(2026, 9, 1)],
)


@pytest.mark.parametrize(
    ("resets", "on", "began"),
    [
        ("day", date(2026, 11, 26), date(2026, 11, 26)),
        ("week", date(2026, 11, 26), date(2026, 11, 23)),
        ("week", date(2026, 11, 29), date(2026, 11, 23)),  # a Sunday is of the week before it
        ("week", date(2026, 11, 30), date(2026, 11, 30)),
        ("week", date(2027, 5, 31), date(2027, 5, 31)),  # a Monday that is a holiday (001-9)
        ("half-term", date(2026, 11, 1), date(2026, 9, 2)),  # the holiday is of the half before
        ("half-term", date(2026, 11, 2), date(2026, 11, 2)),
        ("term", date(2026, 12, 31), date(2026, 9, 2)),  # 001-5
        ("term", date(2027, 1, 5), date(2027, 1, 5)),
        ("term", date(2026, 8, 31), ALWAYS),
        ("year", date(2026, 8, 31), date(2025, 9, 1)),
        ("year", date(2026, 9, 1), date(2026, 9, 1)),
        ("never", date(2026, 9, 1), ALWAYS),
    ],
)
def test_the_day_a_counter_began(resets: str, on: date, began: date) -> None:
    assert since(resets, on, KNOWN) == began


def test_another_reset_is_no_reset() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        since("fortnight", date(2026, 9, 1), KNOWN)


DAYS = st.dates(date(2025, 9, 1), date(2027, 8, 31))
RESETS = st.sampled_from(["day", "week", "half-term", "term", "year", "never"])


@given(DAYS, DAYS, RESETS)
def test_spans_follow_one_another(one: date, other: date, resets: str) -> None:
    first, last = sorted([one, other])
    assert since(resets, first, KNOWN) <= since(resets, last, KNOWN)
    assert since(resets, first, KNOWN) <= first
    began = since(resets, last, KNOWN)
    if began > ALWAYS:
        assert since(resets, began, KNOWN) == began
