"""A school's own dates: in order, inside, counted (standards 7)."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.schools.rules import (
    CalendarTrouble,
    Closed,
    Dates,
    in_order,
    inside,
    read_spans,
    read_year,
    school_days,
    sessions,
    shut_days,
    week_of,
    year_name,
)

MONDAY = date(2026, 11, 2)


def span(first: int, last: int, name: str = "A") -> Dates:
    return Dates(name=name, starts_on=MONDAY + timedelta(first), ends_on=MONDAY + timedelta(last))


@given(st.integers(0, 400), st.integers(0, 60))
def test_school_days_are_weekdays_of_the_span(first: int, length: int) -> None:
    whole = span(first, first + length)
    counted = school_days([whole], [])
    assert all(on.weekday() < 5 and whole.holds(on) for on in counted)
    assert len(counted) == len(set(counted))
    assert abs(len(counted) - (length + 1) * 5 / 7) <= 2


@given(st.sets(st.tuples(st.integers(0, 4), st.sampled_from(["all", "am", "pm"]))))
def test_a_day_goes_with_its_last_session(closed: set[tuple[int, str]]) -> None:
    """However its two halves were closed: by one word or one after the other."""
    shut = [Closed(on=MONDAY + timedelta(n), why="unplanned", part=part) for n, part in closed]
    gone = {
        MONDAY + timedelta(n)
        for n in range(5)
        if (n, "all") in closed or {(n, "am"), (n, "pm")} <= closed
    }
    assert shut_days((each.on, each.part) for each in shut) == gone
    alone = sum(
        (n, "all") not in closed and len({(n, "am"), (n, "pm")} & closed) == 1 for n in range(5)
    )
    week = [span(0, 4)]
    assert sessions(week, shut) == 2 * len(school_days(week, gone)) - alone


def test_closed_days_and_half_days_come_off() -> None:
    week = [span(0, 4)]
    inset = Closed(on=MONDAY, why="inset")
    snow = Closed(on=MONDAY + timedelta(1), why="unplanned", part="am")
    on_a_closed_day = Closed(on=MONDAY, why="unplanned", part="pm")
    assert sessions(week, []) == 10
    assert sessions(week, [inset, snow]) == 7
    assert sessions(week, [inset, on_a_closed_day]) == 8
    assert sessions(week, [Closed(on=MONDAY - timedelta(2), why="inset")]) == 10


@pytest.mark.parametrize("spans", [[span(0, 4), span(4, 6, "B")], [span(4, 0)]])
def test_what_contradicts_itself_is_said(spans: list[Dates]) -> None:
    with pytest.raises(CalendarTrouble, match="A"):
        in_order(spans)


def test_a_part_lies_in_the_whole() -> None:
    inside([span(1, 3)], span(0, 4))
    with pytest.raises(CalendarTrouble, match="B is not within A"):
        inside([span(1, 5, "B")], span(0, 4))


def test_a_week_begins_on_monday() -> None:
    assert [week_of(MONDAY + timedelta(n)) for n in range(7)] == [MONDAY] * 7


def test_a_year_has_the_name_people_use() -> None:
    assert year_name(date(2026, 9, 1), date(2027, 8, 31)) == "2026/27"
    assert year_name(date(2099, 9, 1), date(2100, 8, 31)) == "2099/00"
    assert year_name(date(2026, 1, 1), date(2026, 12, 31)) == "2026"


def test_typed_periods_are_read_day_first() -> None:
    read = read_spans("Check, 3/9/2026, 23.10.2026\n\n  Next, 2026-11-02 to 2026-12-18 ")
    assert [(one.name, one.starts_on.month) for one in read] == [("Check", 9), ("Next", 11)]


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    for read in (read_spans, read_year):
        with suppress(CalendarTrouble):
            read(text)
