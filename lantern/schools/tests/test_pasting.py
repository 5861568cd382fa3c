"""A year's dates from a council's page: every layout, and what is wrong with one, line by line."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantern.schools.rules import Dates, Pasted, read_pasted, school_days
from lantern.schools.rules.pasting import Kind, read_lines
from lantern.schools.rules.pasting.lines import NOT_WHAT_FOR, TOO_LONG, TWO_DAYS

D = date
HALVES = [
    ("Autumn 1", D(2026, 9, 1), D(2026, 10, 23)),
    ("Autumn 2", D(2026, 11, 2), D(2026, 12, 18)),
    ("Spring 1", D(2027, 1, 4), D(2027, 2, 12)),
    ("Spring 2", D(2027, 2, 22), D(2027, 3, 25)),
    ("Summer 1", D(2027, 4, 12), D(2027, 5, 28)),
    ("Summer 2", D(2027, 6, 7), D(2027, 7, 21)),
]
LIST = """
School term and holiday dates 2026 to 2027
Autumn term: Tuesday 1 September 2026 to Friday 18 December 2026
Half term: Monday 26 October to Friday 30 October
Christmas holiday: Monday 21 December 2026 to Friday 1 January 2027
Spring term: Monday 4th January 2027 – Thursday 25th March 2027
Half term: 15 – 19 February
Summer term: Mon 12 Apr 2027 to Wed 21 Jul 2027
Half term: Monday 31st May to Friday 4th June
"""
TABLE = (
    "Term\tStarts\tHalf term\tEnds\n"
    "Autumn 2026\tTuesday 1 September 2026\tMonday 26 October to Friday 30 October\t"
    "Friday 18 December 2026\n"
    "Spring 2027\t04/01/2027\t15/02/2027 - 19/02/2027\t25/03/2027\n"
    "Summer 2027\t12-Apr-27\t31-May-27 to 4-Jun-27\t21-Jul-27\n"
)
SIX = """Term 1 - Tuesday 1 September to Friday 23 October 2026
Term 2 - Monday 2 November to Friday 18 December 2026
Term 3 - Monday 4 January to Friday 12 February 2027
Term 4 - Monday 22 February to Thursday 25 March 2027
Term 5 - Monday 12 April to Friday 28 May 2027
Term 6 - Monday 7 June to Wednesday 21 July 2027"""
OPEN_AND_CLOSE = """AUTUMN TERM 2026
Schools open: Tuesday 1 September
Schools close for half term: Friday 23 October
Schools re-open: Monday 2 November
Break up for Christmas: Friday 18 December
SPRING TERM 2027
First day: Monday 4 January
Last day before half term: Friday 12 February
Return after half term: Monday 22 February
Term ends Thursday 25 March
SUMMER TERM 2027
Start of term - Monday, 12 April
Half term starts: Monday, 31 May
Half term ends: Friday, 4 June
End of term - Wednesday, the 21st of July
"""
SAID_TWICE = LIST + "\n" + SIX
HALF_BY_HALF = """Autumn term | 2026-09-01 to 2026-10-23 | 2026-11-02 to 2026-12-18
Spring term | 4 January to 12 February 2027 | 22 February to 25 March 2027
Summer term | 12/4/2027 - 28/5/2027 | 7/6/2027 - 21/7/2027"""

CLOSES_REOPENS = """Autumn Term 2026
School opens Tuesday 1 September
Half term: School closes Friday 23 October, reopens Monday 2 November
School closes Friday 18 December
Spring Term 2027
Starts Monday 4 January, ends Thursday 25 March
Half term: closes Friday 12 February, reopens Monday 22 February
Summer Term: begins Monday 12 April and finishes Wednesday 21 July 2027
Half term: starts 31 May and ends 4 June"""
ALL_IN_ONE = """Autumn term starts Tuesday 1 September 2026; ends Friday 18 December 2026
Half term: 26 to 30 October (closes 2pm on 30 October)
Break up for Christmas Friday 18 December 2026, pupils return Monday 4 January 2027
Spring term between 4 January 2027 and 25 March 2027
Half term begins 15 February; pupils return on 22 February
Schools return after Easter: 12 April 2027; break up 21 July 2027
Last day before half term 28 May, half term ends 4 June"""


def halves(read: Pasted) -> list[tuple[str, date, date]]:
    assert read.year is not None, read.troubles
    return [
        (half.name, half.starts_on, half.ends_on)
        for term in read.year.terms
        for half in term.halves
    ]


@pytest.mark.parametrize(
    "text", [LIST, TABLE, SIX, OPEN_AND_CLOSE, SAID_TWICE, HALF_BY_HALF, LIST.upper(),
             CLOSES_REOPENS, ALL_IN_ONE],
    ids=["list", "table", "six terms", "open and close", "twice", "halves", "capitals",
         "closes and reopens", "all in one line"],
)  # fmt: skip
def test_each_layout_comes_to_the_same_year(text: str) -> None:
    read = read_pasted(text, began=2026)
    assert not read.troubles
    assert halves(read) == HALVES
    assert read.can_be_set


CLOSED = [
    ("INSET day: 1 September 2026", {D(2026, 9, 1): "inset"}),
    ("INSET days: 1, 2 and 3 September 2026", dict.fromkeys(
        [D(2026, 9, 1), D(2026, 9, 2), D(2026, 9, 3)], "inset")),
    ("Staff training: Monday 4 to Tuesday 5 January", dict.fromkeys(
        [D(2027, 1, 4), D(2027, 1, 5)], "inset")),
    ("Non-pupil day Friday 23rd October", {D(2026, 10, 23): "inset"}),
    ("May Day bank holiday: Monday 3 May", {D(2027, 5, 3): "holiday"}),
    ("School closed: Friday 9 July", {D(2027, 7, 9): "planned"}),
    ("Bank holidays: Monday 3 May and Friday 28 May 2027", dict.fromkeys(
        [D(2027, 5, 3), D(2027, 5, 28)], "holiday")),
    ("Bank holidays | Monday 3 May | Friday 28 May 2027", dict.fromkeys(
        [D(2027, 5, 3), D(2027, 5, 28)], "holiday")),
    ("INSET day: Saturday 10 July", {}),
    ("Good Friday: 26 March", {}),
    ("INSET day: Wednesday 28 October", {}),
    ("INSET day: 3 September 2027", {}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "closed"), CLOSED, ids=[line for line, _ in CLOSED])
def test_days_within_term_are_closed_and_others_left_out(
    line: str, closed: dict[date, str]
) -> None:
    read = read_pasted(f"{LIST}\n{line}", began=2026)
    assert read.year is not None
    assert {day.on: day.why for day in read.year.closed} == closed
    assert halves(read) == HALVES
    if not closed:
        assert "left out" in read.lines[-1].unknown


@pytest.mark.parametrize(
    ("line", "half"),
    [
        ("INSET days: 27 and 28 August 2026, 31 August 2026", (0, D(2026, 8, 27))),
        ("INSET day: Friday 30 October 2026", (1, D(2026, 10, 30))),
    ],
)
def test_a_half_term_begins_with_the_inset_days_before_it(
    line: str, half: tuple[int, date]
) -> None:
    read = read_pasted(f"{LIST}\n{line}", began=2026)
    assert halves(read)[half[0]][1] == half[1]
    assert read.year is not None
    assert read.year.dates.starts_on == min(D(2026, 9, 1), half[1])


def test_the_name_of_a_bank_holiday_is_kept() -> None:
    for line in ("Bank holiday: Monday 3 May (May Day)", "May Day (bank holiday) - Mon 3 May"):
        read = read_pasted(f"{LIST}\n{line}", began=2026)
        assert read.year is not None
        assert [day.name for day in read.year.closed] == ["May Day"]


WRONG = [
    ("INSET day: Monday 1 September 2026", "1 September 2026 is a Tuesday, not a Monday."),
    ("INSET day: 31 September 2026", "There is no 31 September 2026."),
    ("INSET day: 29 February 2027", "There is no 29 February 2027."),
    ("Open evening 7 October, sports day 8 June", TWO_DAYS),
    ("Half term: 26 October, 30 October", TWO_DAYS),
    ("School closes 18 December; last day for clubs 11 December", TWO_DAYS),
    ("INSET " + "1," * 9_000, TOO_LONG),
    ("Term " + "\ufdfa" * 400, TOO_LONG),
    ("Easter holiday: 9 April 2027 to 26 March 2027", "26 March 2027 is before 9 April 2027."),
]


@pytest.mark.parametrize(("line", "why"), WRONG, ids=[line[:30] for line, _ in WRONG])
def test_what_cannot_be_is_said_and_nothing_can_be_set(line: str, why: str) -> None:
    read = read_pasted(f"{SIX}\n{line}", began=2026)
    assert read.lines[-1].wrong == why
    assert read.troubles == [f"Line 7: {why}"]
    assert not read.can_be_set


def test_two_days_of_another_year_keep_nobody_from_this_one() -> None:
    read = read_pasted(f"Agreed 3 March 2025, printed 4 June 2025\n{SIX}", began=2026)
    assert read.can_be_set
    assert "not what it is for" in read.lines[0].unknown


def test_a_day_of_the_week_is_a_word_of_its_own() -> None:
    read = read_pasted(f"Page last reviewed 12 March 2026\n{SIX}", began=2026)
    assert (read.lines[0].wrong, read.can_be_set) == ("", True)


@pytest.mark.parametrize(
    "line",
    [
        "Christmas party 17 December", "17 December: School Christmas fair",
        "Christmas carol concert starts 6pm Thursday 17 December", "Easter service: 25 March",
        "Christmas fair 10 to 11 December", "Carols for Christmas: 17 December",
        "Children’s Christmas lunch 16 December", "Open evening 7 October",
        "Sports day 8 June", "Harvest festival: 8 October",
    ],
)  # fmt: skip
def test_a_day_is_not_closed_for_what_happens_in_school(line: str) -> None:
    read = read_pasted(f"{LIST}\n{line}", began=2026)
    assert read.lines[-1].unknown == NOT_WHAT_FOR
    assert read.year is not None
    assert not read.year.closed
    assert halves(read) == HALVES


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Christmas: 21 December to 1 January", Kind.BREAK),
        ("Easter | 26 March 2027 to 9 April 2027", Kind.BREAK),
        ("Christmas closure 18 December", Kind.BREAK),
        ("Easter: schools close Thursday 25 March", Kind.ENDS),
        ("Schools return after Christmas 4 January", Kind.STARTS),
    ],
)
def test_christmas_and_easter_still_part_the_terms(line: str, kind: Kind) -> None:
    (read,) = read_lines(line, began=2026)
    assert [fact.kind for fact in read.facts] == [kind]


def test_each_bank_holiday_of_a_line_has_its_own_name() -> None:
    line = "Good Friday 26 March, Easter Monday 29 March and May Day 3 May 2027"
    (read,) = read_lines(line, began=2026)
    assert [fact.name for fact in read.facts] == ["Good Friday", "Easter Monday", "May Day"]


def test_half_terms_that_overlap_are_refused() -> None:
    read = read_pasted(f"{SIX}\nAutumn: 20 October to 6 November 2026", began=2026)
    assert read.year is None
    assert "overlap" in read.troubles[0]
    assert not read.can_be_set


@pytest.mark.parametrize(
    "text", ["", "\n\t\n", "Dear parents", "Contact: 01782 555 010", "😀" * 99]
)
def test_a_text_without_dates_sets_nothing(text: str) -> None:
    read = read_pasted(text, began=2026)
    assert not read.can_be_set
    assert "No line says" in read.troubles[0]


def test_what_looks_odd_is_said_and_stops_nobody() -> None:
    read = read_pasted(LIST, began=2026)
    assert (read.days, read.sessions) == (196, 392)
    assert "INSET days: none" in " ".join(read.notes)
    assert "6 days more than the 190 (380 sessions)" in " ".join(read.notes)
    two = read_pasted("\n".join(LIST.splitlines()[:-2]), began=2026)
    assert "There is no summer term. Is a line missing?" in two.notes
    gap = read_pasted("\n".join(SIX.splitlines()[:1] + SIX.splitlines()[2:]), began=2026)
    assert "Between Autumn and Spring 1 are 72 days. Is that right?" in gap.notes


def test_another_year_on_the_same_page_is_left_out() -> None:
    later = SIX.replace("2027", "2028").replace("2026", "2027")
    bare = "\n".join(line for line in later.splitlines())
    for line in ("Monday ", "Tuesday ", "Wednesday ", "Thursday ", "Friday "):
        bare = bare.replace(line, "")
    read = read_pasted(f"{SIX}\n{bare}", began=2026)
    assert halves(read) == HALVES
    assert all("another year" in line.unknown for line in read.lines[6:])


def test_a_day_without_its_year_is_of_the_heading_it_stands_under() -> None:
    first, second = read_lines("Autumn term 2025\nINSET: 3 November", began=2026)
    assert not first.facts
    assert second.facts[0].first == D(2025, 11, 3)
    (spring,) = read_lines("Spring term 2026 begins 5 January", began=2026)
    assert spring.facts[0].first == D(2027, 1, 5)


# --- any calendar, in any layout, is read as it was written -------------------------------------


class Calendar(NamedTuple):
    """A year's half terms, each from a Monday to a Friday, and its INSET days."""

    began: int
    halves: list[Dates]
    insets: list[date]


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Around both changes of the clock, leap days, and half terms of one week at least."""
    began = draw(st.integers(2020, 2038))
    starts = [D(began, 9, 7), D(began, 11, 2), D(began + 1, 1, 4), D(began + 1, 2, 22),
              D(began + 1, 4, 12), D(began + 1, 6, 7)]  # fmt: skip
    spans = []
    for start, weeks in zip(starts, (6, 6, 5, 4, 5, 5), strict=True):
        first = _monday(start)
        last = first + timedelta(days=4 + 7 * (draw(st.integers(1, weeks)) - 1))
        spans.append(Dates(name="", starts_on=first, ends_on=last))
    open_days = school_days(spans, [])
    insets = draw(st.lists(st.sampled_from(open_days), max_size=5, unique=True))
    return Calendar(began, spans, sorted(insets))


def _long(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"


def _ordinal(on: date) -> str:
    end = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(on.day, "th")
    return f"{on:%a} {on.day}{end} of {on:%b} {on.year}"


def _numeric(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"


WAYS: list[Callable[[date], str]] = [_long, _ordinal, _numeric, date.isoformat]


@given(calendars(), st.sampled_from(WAYS), st.sampled_from([" to ", " – ", "-", " until ", "\t"]))
def test_any_calendar_is_read_as_it_was_written(
    calendar: Calendar, say: Callable[[date], str], to: str
) -> None:
    assume(not (to == "-" and say == date.isoformat))
    lines = [
        f"Term {n}: {say(half.starts_on)}{to}{say(half.ends_on)}"
        for n, half in enumerate(calendar.halves, start=1)
    ]
    lines += [f"INSET day: {say(on)}" for on in calendar.insets]
    read = read_pasted("\n".join(lines), began=calendar.began)
    assert not read.troubles
    assert [(first, last) for _, first, last in halves(read)] == [
        (half.starts_on, half.ends_on) for half in calendar.halves
    ]
    assert read.year is not None
    assert [day.on for day in read.year.closed] == calendar.insets
    assert read.days == len(school_days(calendar.halves, calendar.insets))
    assert read.sessions == 2 * read.days


@given(calendars())
def test_terms_with_a_half_term_between_are_parted_there(calendar: Calendar) -> None:
    lines = []
    for n in (0, 2, 4):
        first, second = calendar.halves[n], calendar.halves[n + 1]
        off = first.ends_on + timedelta(days=3), second.starts_on - timedelta(days=3)
        lines.append(f"Term: {_long(first.starts_on)} to {_long(second.ends_on)}")
        lines.append(f"Half term holiday: {_long(off[0])} to {_long(off[1])}")
    read = read_pasted("\n".join(lines), began=calendar.began)
    assert [(first, last) for _, first, last in halves(read)] == [
        (half.starts_on, half.ends_on) for half in calendar.halves
    ]


def test_a_half_term_of_one_day_parts_two_and_one_of_one_day_is_one() -> None:
    one_off = "Autumn: 1 September to 18 December 2026\nHalf term: Monday 26 October 2026"
    first, second = halves(read_pasted(one_off, began=2026))
    assert first == ("Autumn 1", D(2026, 9, 1), D(2026, 10, 23))
    assert second == ("Autumn 2", D(2026, 10, 27), D(2026, 12, 18))
    one_on = f"{SIX}\nOpen again: 29 July 2027 to 29 July 2027"
    assert halves(read_pasted(one_on, began=2026))[-1] == (
        "Summer 3", D(2027, 7, 29), D(2027, 7, 29),
    )  # fmt: skip


@pytest.mark.parametrize("on", [D(2026, 8, 31), D(2026, 9, 1)])
def test_a_term_may_begin_on_the_last_day_of_august_or_the_first_of_september(on: date) -> None:
    read = read_pasted(f"Open: {_long(on)} to {_long(on)}", began=2026)
    assert halves(read) == [(halves(read)[0][0], on, on)]


@given(st.text(max_size=400))
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    read = read_pasted(text, began=2026)
    assert read.can_be_set == (read.year is not None and not read.troubles)


WORDS = [
    "Autumn term", "half term", "INSET", "bank holiday", "starts", "ends", "closed", "1", "31",
    "September", "February 2027", "2026", "to", "-", "and", ",", "Monday", "\n", "\t", "99/99/2027",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_order_of_its_own_words_breaks_it(words: list[str]) -> None:
    read_pasted(" ".join(words), began=2026)
