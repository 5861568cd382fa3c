"""Attendance files read: session by session, week by week, totals; trouble in plain words."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from lantern.habits.reading import (
    MOST,
    Child,
    Field,
    FileTrouble,
    Line,
    Span,
    ToldMark,
    ToldTotal,
    columns_of,
    guess_columns,
    read_attendance,
    span_of,
    tell,
)
from lantern.habits.tests.small_school import MONDAY, TODAY

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
WEEK = Span(MONDAY, FRIDAY)


def lines(text: str, span: Span = Span(), **chosen: Field) -> list[Line]:  # noqa: B008
    table = read_attendance(text.encode(), "marks.csv", on=TODAY)
    by_place = {table.header.index(name): field for name, field in chosen.items()}
    span = span_of(table, span, on=TODAY)
    return tell(table, columns_of(table, by_place, on=TODAY), span, on=TODAY)


def codes(line: Line) -> str:
    return " ".join(f"{mark.on.day}{mark.session}{mark.code}" for mark in line.marks)


def test_one_mark_a_row() -> None:
    read = lines(
        "UPN,Surname,Forename,DOB,Date,Session,Mark\n"
        "A801200001001,Ash,Ada,4/3/2017,23/11/2026,AM,/\n"
        ",Birch,Ben,4/3/2017,23 Nov 2026,pm, l \n"
    )
    assert read[0].marks == (ToldMark(MONDAY, "am", "/"),)
    ada = Child(upn="A801200001001", forename="Ada", surname="Ash", born_on=date(2017, 3, 4))
    assert read[0].child == ada
    assert (read[1].row, codes(read[1])) == (3, "23pmL")


def test_a_row_a_day_with_a_column_for_each_half() -> None:
    read = lines("Name;Date;AM;PM\nAsh, Ada;2026-11-23;/;\\\nBirch, Ben;2026-11-24;-;I\n")
    assert [codes(line) for line in read] == ["23am/ 23pm\\", "24pmI"]
    assert read[0].child.name == "Ada Ash"


@pytest.mark.parametrize(
    "header",
    [
        "Name,Mon 23/11/2026 AM,Mon 23/11/2026 PM,Tue 24/11/2026 AM",
        "Name,23 Nov am,23 Nov pm,24 Nov am",
        "Name,Monday 23rd November (AM),Monday 23rd November (PM),Tuesday 24th November (AM)",
        "Name,23/11/2026,23/11/2026,24/11/2026 morning",
        "Name,23-11-26 am,23-11-26 pm,24-11-26 am",
    ],
)
def test_a_column_a_session(header: str) -> None:
    read = lines(f"{header}\nAda Ash,/,\\,L\n")
    assert codes(read[0]) == "23am/ 23pm\\ 24amL"


def test_days_above_halves() -> None:
    read = lines("Name,23/11/2026,,24/11/2026,\n,AM,PM,AM,PM\nAda Ash,/,\\,I,I\n")
    assert [codes(line) for line in read] == ["23am/ 23pm\\ 24amI 24pmI"]


def test_both_marks_of_a_day_in_one_cell() -> None:
    read = lines("Name,23/11/2026,24/11/2026\nAda Ash,/\\,C1I\nBen Birch,/,\n")
    assert codes(read[0]) == "23am/ 23pm\\ 24amC1 24pmI"
    said = "Monday 23 November 2026: “/” needs two marks, one for each half of the day."
    assert read[1].troubles == (said,)


def test_weekdays_of_a_week_that_the_user_names() -> None:
    text = "Name,Mon AM,Mon PM,Tues AM,Tues PM\nAda Ash,/,\\,I,I\n"
    assert codes(lines(text, WEEK)[0]) == "23am/ 23pm\\ 24amI 24pmI"
    assert "give the first day" in lines(text)[0].troubles[0]


def test_a_week_in_a_row_of_letters() -> None:
    read = lines(r"Name,Week beginning,Marks" + "\n" + r"Ada Ash,23/11/2026,/\/\L\//.." + "\n")
    assert codes(read[0]) == "23am/ 23pm\\ 24am/ 24pm\\ 25amL 25pm\\ 26am/ 26pm/"


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        (r"/\ /\ /\ /\ /\ "[:-1], ""),
        (r"/\/\/\/\/\ "[:-1], ""),
        (r"/\/\/\ \/\ "[:-1], "there are gaps"),
        (r"/\/\ "[:-1], "there are 4 marks, but the weekdays from Monday 23 November 2026"),
    ],
)
def test_rows_of_letters_fit_their_days_or_are_refused(marks: str, says: str) -> None:
    read = lines(f"Name,Marks\nAda Ash,{marks}\n", WEEK)[0]
    assert len(read.marks) == (0 if says else 10)
    assert says in "".join(read.troubles)
    assert bool(says) is bool(read.troubles)


def test_two_weeks_in_a_row_of_letters_need_both_days() -> None:
    text = f"Name,Marks\nAda Ash,{'/' * 20}\n"
    assert "more marks than one week" in lines(text, Span(MONDAY))[0].troubles[0]
    assert len(lines(text, Span(date(2026, 11, 16), FRIDAY))[0].marks) == 20


def test_columns_named_for_their_week() -> None:
    read = lines("Name,w/c 16/11/2026,w/c 23/11/2026\nAda Ash,/\\,II\n")
    assert codes(read[0]) == "16am/ 16pm\\ 23amI 23pmI"


@pytest.mark.parametrize(
    "title",
    ["Week beginning 23/11/2026", "Oak: week commencing Monday 23rd November 2026", "w/c: 23-11-26",
     "Attendance, 23/11/2026 to 27/11/2026", "WEEK OF 2026-11-23,,", "Week beginning,23/11/2026"],
)  # fmt: skip
def test_the_week_stands_in_a_title(title: str) -> None:
    text = f"{title}\nPrinted 26/11/2026\nName,Mon AM,Mon PM,Tue AM\nAda Ash,/,\\,L\n"
    assert codes(lines(text)[0]) == "23am/ 23pm\\ 24amL"


@pytest.mark.parametrize("title", ["Printed 26/11/2026", "Oak", "Week 12", "27/11/2026 to 23/1/26"])
def test_a_title_that_says_no_days(title: str) -> None:
    assert "The week is not known" in lines(f"{title}\nName,Mon AM\nAda Ash,/\n")[0].troubles[0]


def test_several_weeks_beneath_each_other() -> None:
    read = lines(
        "Week beginning 16/11/2026\nName,Mon AM,Mon PM\nAda Ash,/,\\\nBen Birch,I,I\n"
        "Week beginning,23/11/2026\nName,Mon AM,Mon PM\nAda Ash,L,\\\n"
    )
    assert [(line.row, codes(line)) for line in read] == [
        (3, "16am/ 16pm\\"), (4, "16amI 16pmI"), (7, "23amL 23pm\\"),
    ]  # fmt: skip


def test_the_users_days_win_over_a_title() -> None:
    text = "Week beginning 16/11/2026\nName,Mon AM\nAda Ash,/\n"
    assert codes(lines(text, WEEK)[0]) == "23am/"


def test_a_year_side_by_side() -> None:
    days = [MONDAY - timedelta(days=n) for n in range(266) if (n % 7) not in (1, 2)][:190]
    heads = [f"{on:%d/%m/%Y} {half}" for on in reversed(days) for half in ("AM", "PM")]
    read = lines("\n".join(["Name," + ",".join(heads), "Ada Ash," + ",".join("/\\" * 190)]) + "\n")
    assert len(read[0].marks) == 380


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Possible,Attended", "38,37"),
        ("Possible sessions,Absences", "38,1"),
        ("Sessions,Authorised absences,Unauthorised absences", "38,1,0"),
        ("Possible,Attendance %", "38,97.4"),
        ("Possible,Attendance %", "38,97.3"),
        ("Possible,% Attendance", "38,97.37%"),
        ("Possible,Attendance", "38,0.973684210526316"),
    ],
)
def test_totals_however_they_are_stated(header: str, cells: str) -> None:
    text = f"Name,From,To,{header}\nAda Ash,2/11/2026,26/11/2026,{cells}\n"
    read = lines(text)[0]
    assert read.troubles == ()
    assert read.totals == (ToldTotal(date(2026, 11, 2), TODAY, 38, 37),)


@pytest.mark.parametrize(
    "heading",
    ["% att", "Att %", "Att. %", "att%", "% Attended", "% present", "%", "Overall attendance %",
     "Percentage attended", "Attendance pct", "Attendance rate", "% sessions attended"],
)  # fmt: skip
def test_the_percentage_however_it_is_headed(heading: str) -> None:
    read = lines(f"Name;Possible;{heading}\nAda Ash;37;97,3\n", WEEK)[0]
    assert (read.troubles, read.totals) == ((), (ToldTotal(MONDAY, FRIDAY, 37, 36),))


@pytest.mark.parametrize(
    ("possible", "attended", "share"),
    [(37, 36, "97.3"), (37, 36, "97"), (37, 36, "97.2"), (37, 36, "0.973"), (8, 1, "12.5"),
     (8, 1, "12"), (8, 1, "13"), (200, 1, "0.5"), (100, 1, "1"), (37, 37, "1"), (37, 37, "100"),
     (37, 36, ""), (37, 36, "n/a"), (0, 0, "0"), (37, 36, "97,3%")],
)  # fmt: skip
def test_a_percentage_that_is_that_of_the_sessions(
    possible: int, attended: int, share: str
) -> None:
    """Rounded or cut off, in per cent or as a share of one."""
    read = lines(f"Name;Possible;Attended;% att\nAda Ash;{possible};{attended};{share}\n", WEEK)
    assert read[0].troubles == ()


@pytest.mark.parametrize("share", ["50", "98", "97.4", "97.1", "0.5", "101", "97.298"])
def test_a_percentage_that_is_not_that_of_the_sessions(share: str) -> None:
    for header, cell in (("Attended", "36"), ("Absences", "1")):
        read = lines(f"Name,Possible,{header},% att\nAda Ash,37,{cell},{share}\n", WEEK)[0]
        assert read.totals == ()
        (why,) = read.troubles
        assert why.startswith(f"36 of 37 sessions is not {share} per cent: put the row right")


@pytest.mark.parametrize(
    ("header", "cells", "says"),
    [
        ("Attended,Absent", "36,2", "36 attended and 2 absent are 38, not the 37 that were"),
        ("Attended,Absent", "36,0", "36 attended and 0 absent are 36, not the 37 that were"),
        ("Attended,Authorised,Unauthorised", "30,4,2", "30 attended and 6 absent are 36, not"),
        ("Attended,Authorised", "36,2", "2 absent is more than the 1 of 37 that were not"),
        ("Absent,Authorised,Unauthorised", "3,1,1", "1 absent with leave and 1 without are 2, n"),
        ("Attended,Absent,Authorised,Unauthorised", "34,3,1,1", "1 absent with leave and 1 with"),
        ("Absent,Attendance %", "3,97", "34 of 37 sessions is not 97 per cent"),
    ],
)
def test_totals_that_contradict_themselves(header: str, cells: str, says: str) -> None:
    read = lines(f"Name,Possible,{header}\nAda Ash,37,{cells}\n", WEEK)[0]
    assert read.totals == ()
    (why,) = read.troubles
    assert why.startswith(says)
    assert why.endswith(": put the row right, or leave out the column that is wrong.")


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Attended,Absent", "36,1"), ("Attended,Absent", "36,"), ("Attended,Absent", "36,n/a"),
     ("Attended,Absent,Authorised,Unauthorised", "36,1,1,0"), ("Attended,Authorised", "36,0"),
     ("Absent,Authorised", "1,1")],
)  # fmt: skip
def test_totals_that_add_up(header: str, cells: str) -> None:
    read = lines(f"Name,Possible,{header}\nAda Ash,37,{cells}\n", WEEK)[0]
    assert (read.troubles, read.totals) == ((), (ToldTotal(MONDAY, FRIDAY, 37, 36),))


def test_the_days_of_totals_may_be_the_users() -> None:
    text = "Name,Possible,Attended\nAda Ash,10,9\n"
    assert lines(text, WEEK)[0].totals == (ToldTotal(MONDAY, FRIDAY, 10, 9),)
    assert "first and last day are not known" in lines(text)[0].troubles[0]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (",9", "How many sessions were possible is missing."),
        ("10,", "How many sessions were attended is missing."),
        ("ten,9", "Possible sessions: “ten” is not a whole number of sessions."),
        ("10,-1", "Sessions attended: “-1” is not a whole number of sessions."),
    ],
)
def test_totals_that_cannot_be_read(cells: str, says: str) -> None:
    assert lines(f"Name,Possible,Attended\nAda Ash,{cells}\n", WEEK)[0].troubles == (says,)


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ("97", "97 per cent of 380 sessions could be 367 to 372: give those."),
        ("50.05", "No number of 380 sessions is 50.05 per cent."),
        ("most", "“most” is not a percentage."),
    ],
)
def test_a_percentage_must_say_how_many_sessions(share: str, says: str) -> None:
    read = lines(f"Name,Possible,Attendance %\nAda Ash,380,{share}\n", WEEK)
    assert read[0].troubles == (says,)


def test_more_absences_than_sessions() -> None:
    read = lines("Name,Possible,Absences\nAda Ash,10,11\n", WEEK)
    assert read[0].troubles == ("11 sessions absent is more than the 10 that were possible.",)


def test_bad_cells_are_named() -> None:
    read = lines(
        "Name,Date,Session,Mark\n"
        "Ada Ash,31/2/2026,AM,/\nAda Ash,,AM,/\nAda Ash,23/11/2026,night,/\n"
    )
    assert [line.troubles for line in read] == [
        ("Date: “31/2/2026” is not a date: write it like 23/11/2026.",),
        ("The date is missing.",),
        ("The session “night” is not AM or PM.",),
    ]


def test_a_workbook_with_dates_for_headings() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Attendance report"])
    sheet.append(["Surname", "Forename", MONDAY, None, TUESDAY, None])
    sheet.append([None, None, "AM", "PM", "AM", "PM"])
    sheet.append(["Ash", "Ada", "/", "\\", "N", "N"])
    content = io.BytesIO()
    book.save(content)
    table = read_attendance(content.getvalue(), "marks.xlsx", on=TODAY)
    read = tell(table, guess_columns(table, on=TODAY), Span(), on=TODAY)
    assert [codes(line) for line in read] == ["23am/ 23pm\\ 24amN 24pmN"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Name,Shoe size\nAda Ash,3\n", "No column holds marks or totals"),
        ("Date,Session,Mark\n23/11/2026,AM,/\n", "No column says which child"),
        ("", "empty"),
    ],
)
def test_a_file_that_is_no_attendance(text: str, says: str) -> None:
    with pytest.raises(FileTrouble, match=says):
        lines(text)


def test_a_column_may_be_chosen_or_left_out() -> None:
    text = "Name,Thing,23/11/2026 am,24/11/2026 am\nAda Ash,A801200001001,/,L\n"
    chosen = {"Thing": Field.UPN, "23/11/2026 am": Field.IGNORE}
    read = lines(text, Span(), **chosen)[0]
    assert (read.child.upn, codes(read)) == ("A801200001001", "24amL")


def register(children: int, days: int) -> str:
    """A mark a row, as a school system writes a term: both sessions of each weekday."""
    first = date(2026, 1, 5)
    school_days = [first + timedelta(days=7 * (n // 5) + n % 5) for n in range(days)]
    rows = [
        f"Wren{child:03},Maya,{on:%d/%m/%Y},{half},/"
        for child in range(children)
        for on in school_days
        for half in ("AM", "PM")
    ]
    return "\n".join(["Surname,Forename,Date,Session,Mark", *rows])


def test_a_term_of_a_large_school_is_one_file() -> None:
    read = lines(register(children=420, days=65))
    assert len(read) == 420 * 65 * 2
    assert all(len(line.marks) == 1 and not line.troubles for line in read)
    assert read[-1].marks == (ToldMark(date(2026, 4, 3), "pm", "/"),)


def test_a_file_of_years_is_refused_in_words_about_days() -> None:
    header, _, row = register(children=1, days=1).split("\n")
    many = "\n".join([header, *[row] * (MOST.rows + 1)])
    said = "The file has more than 200,000 rows: export fewer days at a time."
    with pytest.raises(FileTrouble, match=said):
        read_attendance(many.encode(), "marks.csv", on=TODAY)


WORDS = st.sampled_from(
    ["UPN", "Name", "Date", "Session", "Mark", "AM", "PM", "Marks", "Possible", "Attended", "From",
     "Attendance %", "To", "23/11/2026", "Mon", "w/c 23/11/2026", "Ada Ash", "/", "\\", "/\\/\\L",
     "38", "97.3", "1e9", "999999", "0", "31/12/9999", "1/1/0001", "=1+1", "", " "]
) | st.text(max_size=12)  # fmt: skip


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=6), st.booleans())
def test_nothing_but_file_trouble_is_raised(rows: list[list[str]], given_days: bool) -> None:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    try:
        lines(text, WEEK if given_days else Span())
    except FileTrouble:
        return


@given(st.binary(max_size=400))
def test_no_bytes_do_harm(content: bytes) -> None:
    try:
        table = read_attendance(content, "marks.csv", on=TODAY)
        tell(table, guess_columns(table, on=TODAY), WEEK, on=TODAY)
    except FileTrouble:
        return
