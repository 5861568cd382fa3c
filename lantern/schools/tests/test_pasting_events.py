"""A school's own list has trips and clubs beside its dates: only what says so shuts a school."""

from datetime import date

import pytest

from lantern.schools.rules.pasting import read_pasted
from lantern.schools.rules.pasting.lines import NOT_WHAT_FOR
from lantern.schools.tests.test_pasting import HALVES, SIX, halves

EVENTS = [
    "Residential 7 to 9 June", "Year 6 residential: 7 to 9 June 2027", "School trip 7 to 9 June",
    "SATs 10 to 13 May", "Book week 1 to 5 March", "Science week | 8 March | 12 March",
    "Parents' evening 12 to 13 November", "Football training 14 January",
    "Cricket training 3 to 7 May", "Bikeability training 14 to 18 June",
    "Phonics training for parents 4 October", "World Teachers' Day 5 October",
    "Swimming starts 12 January", "Clubs end 18 March", "First day of clubs 8 September",
    "Reading challenge ends 10 September", "Closing date for applications 15 January",
    "Break the rules day 5 March", "Break time football starts 5 March",
    "Back to school disco 10 September", "Half term homework due 4 November",
    "Christmas party 17 December", "Choir break up party 16 December",
    "Phonics begins 14 September",
]  # fmt: skip
SHUT = [
    ("Staff training day 14 January", date(2027, 1, 14), "inset"),
    ("Teacher training day: 14 January", date(2027, 1, 14), "inset"),
    ("Training day 14 January", date(2027, 1, 14), "inset"),
    ("School closed for staff training 14 January", date(2027, 1, 14), "inset"),
    ("Teacher day 14 January", date(2027, 1, 14), "inset"),
    ("School closed 6 May (election, no clubs)", date(2027, 5, 6), "planned"),
]


@pytest.mark.parametrize("line", EVENTS)
def test_an_event_shuts_no_day_and_begins_nothing(line: str) -> None:
    plain, read = read_pasted(SIX, began=2026), read_pasted(f"{SIX}\n{line}", began=2026)
    assert halves(read) == HALVES
    assert read.year == plain.year
    assert read.lines[-1].unknown == NOT_WHAT_FOR
    assert not read.lines[-1].wrong
    assert f"Line {len(read.lines)}: left out, as nothing there says" in read.notes[0]
    assert read.can_be_set


@pytest.mark.parametrize(("line", "on", "why"), SHUT)
def test_what_says_that_school_is_shut_shuts_it(line: str, on: date, why: str) -> None:
    read = read_pasted(f"{SIX}\n{line}", began=2026)
    assert read.year is not None
    assert {day.on: day.why for day in read.year.closed}[on] == why


def test_every_line_that_was_left_out_is_named_at_once() -> None:
    read = read_pasted(f"{SIX}\nSports day 25 June\n\nSummer fair 3 July", began=2026)
    count = len(SIX.splitlines())
    assert read.notes[0].startswith(
        f"Lines {count + 1}, {count + 3}: left out, as nothing there says"
    )
