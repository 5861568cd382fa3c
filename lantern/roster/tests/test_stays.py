"""Since when a child has been here: whoever left and came back begins again (domain 2.41)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.rules import stay_began
from lantern.schools.rules import Dates, school_days

ONE_DAY = timedelta(days=1)
HALVES = [
    Dates(name="Summer 2", starts_on=date(2026, 6, 8), ends_on=date(2026, 7, 21)),
    Dates(name="Autumn 1", starts_on=date(2026, 9, 3), ends_on=date(2026, 10, 23)),
    Dates(name="Autumn 2", starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 18)),
    Dates(name="Spring 1", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 12)),
]
OPEN = school_days(HALVES, [date(2026, 9, 3)])  # the first day of the year is for the staff
TODAY = date(2026, 11, 26)
Placed = tuple[date, date | None]

TABLE: list[tuple[str, list[Placed], date | None]] = [
    ("never came", [], None),
    ("still to come", [(date(2026, 11, 27), None)], None),
    ("one class", [(date(2026, 9, 4), None)], date(2026, 9, 4)),
    ("came today", [(TODAY, None)], TODAY),
    ("a move of class", [(date(2026, 9, 4), date(2026, 11, 5)), (date(2026, 11, 6), None)],
     date(2026, 9, 4)),
    ("two classes at once", [(date(2026, 9, 4), date(2026, 11, 9)), (date(2026, 11, 6), None)],
     date(2026, 9, 4)),
    ("a weekend between", [(date(2026, 9, 4), date(2026, 11, 6)), (date(2026, 11, 9), None)],
     date(2026, 9, 4)),
    ("a Friday missed", [(date(2026, 9, 4), date(2026, 11, 5)), (date(2026, 11, 9), None)],
     date(2026, 11, 9)),
    ("half term between", [(date(2026, 9, 4), date(2026, 10, 23)), (date(2026, 11, 2), None)],
     date(2026, 9, 4)),
    ("the day after half term missed",
     [(date(2026, 9, 4), date(2026, 10, 23)), (date(2026, 11, 3), None)], date(2026, 11, 3)),
    ("the summer between", [(date(2026, 6, 8), date(2026, 7, 31)), (date(2026, 9, 1), None)],
     date(2026, 6, 8)),
    ("the summer and a day for the staff",
     [(date(2026, 6, 8), date(2026, 7, 21)), (date(2026, 9, 4), None)], date(2026, 6, 8)),
    ("a week of July missed", [(date(2026, 6, 8), date(2026, 7, 14)), (date(2026, 9, 1), None)],
     date(2026, 9, 1)),
    ("left and came back",
     [(date(2026, 6, 8), date(2026, 9, 30)), (date(2026, 11, 16), None)], date(2026, 11, 16)),
    ("came back and moved class",
     [(date(2026, 6, 8), date(2026, 9, 30)), (date(2026, 11, 16), date(2026, 11, 20)),
      (date(2026, 11, 23), None)], date(2026, 11, 16)),
    ("has left", [(date(2026, 6, 8), date(2026, 9, 30)), (date(2026, 10, 5), date(2026, 10, 9))],
     date(2026, 10, 5)),
    ("comes back tomorrow",
     [(date(2026, 9, 4), date(2026, 9, 30)), (date(2026, 11, 27), None)], date(2026, 9, 4)),
    ("years of which no dates are known",
     [(date(2021, 9, 1), date(2022, 7, 20)), (date(2025, 9, 1), None)], date(2025, 9, 1)),
    ("a weekend of which no dates are known",
     [(date(2025, 9, 1), date(2026, 1, 9)), (date(2026, 1, 12), None)], date(2025, 9, 1)),
    ("a weekday of which no dates are known",
     [(date(2025, 9, 1), date(2026, 1, 8)), (date(2026, 1, 12), None)], date(2026, 1, 12)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("placements", "began"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_stay_began_where_no_school_day_was_missed_since(
    placements: list[Placed], began: date | None
) -> None:
    assert stay_began(placements, on=TODAY, school_days=OPEN) == began
    assert stay_began(reversed(placements), on=TODAY, school_days=OPEN) == began


@pytest.mark.parametrize("gap", [0, 1, 2, 3])
def test_without_any_dates_only_weekends_are_shut(gap: int) -> None:
    friday = date(2026, 11, 6)
    back = friday + (gap + 1) * ONE_DAY
    began = stay_began([(date(2026, 9, 4), friday), (back, None)], on=TODAY, school_days=[])
    assert began == (date(2026, 9, 4) if gap <= 2 else back)


in_the_calendar = st.dates(OPEN[0], OPEN[-1])


@st.composite
def times_here(draw: st.DrawFn) -> list[Placed]:
    """Placements that do not overlap, in order; the last may have no end."""
    some_days = st.lists(in_the_calendar, min_size=2, max_size=12, unique=True)
    drawn = sorted(draw(some_days))
    pairs: list[Placed] = list(zip(drawn[::2], drawn[1::2], strict=False))
    if draw(st.booleans()):
        pairs[-1] = (pairs[-1][0], None)
    return pairs


def slowly(placements: Sequence[Placed], on: date) -> date | None:
    """The same, by asking of every single day whether the child was missing from school."""
    began = [placed for placed in placements if placed[0] <= on]
    if not began:
        return None
    day = min(on, max(last or date.max for _, last in began))
    first = day
    while day >= began[0][0]:
        if any(since <= day <= (last or date.max) for since, last in began):
            first = day
        elif day in OPEN:
            break
        day -= ONE_DAY
    return first


@given(times_here(), in_the_calendar)
def test_it_is_what_counting_back_day_by_day_finds(placements: list[Placed], on: date) -> None:
    assert stay_began(placements, on=on, school_days=OPEN) == slowly(placements, on)


@given(times_here(), in_the_calendar, st.data())
def test_a_move_of_class_never_begins_a_stay(
    placements: list[Placed], on: date, data: st.DataObject
) -> None:
    since, last = data.draw(st.sampled_from(placements))
    moved = data.draw(st.dates(since + ONE_DAY, last or OPEN[-1] + ONE_DAY))
    both: list[Placed] = [(since, moved - ONE_DAY), (moved, last)]
    parted = [placed for placed in placements if placed != (since, last)] + both
    began = stay_began(placements, on=on, school_days=OPEN)
    assert stay_began(parted, on=on, school_days=OPEN) == began


@given(times_here(), in_the_calendar)
def test_a_stay_begins_on_the_first_day_of_a_placement(placements: list[Placed], on: date) -> None:
    began = stay_began(placements, on=on, school_days=OPEN)
    assert began in {None, *(since for since, _ in placements)}
    assert began is None or began <= on


@given(times_here())
def test_time_that_passes_never_makes_a_stay_begin_earlier(placements: list[Placed]) -> None:
    found = [stay_began(placements, on=day, school_days=OPEN) for day in OPEN]
    assert all((a or date.min) <= (b or date.max) for a, b in pairwise(found))
