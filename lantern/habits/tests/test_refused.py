"""What a file says that cannot be recorded, in words that name it, and what it must say first."""

from datetime import date, timedelta

import pytest

from lantern.habits import pictures
from lantern.habits.pictures.gathering import SHUT
from lantern.habits.reading import Span
from lantern.habits.tests.small_school import MONDAY, TODAY, Small, small_school
from lantern.habits.tests.test_preview import TOTALS, kept, reasons, said, seen
from lantern.schools.models import ClosedDay


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def test_marks_on_days_without_school_are_refused_standards_3_2(small: Small) -> None:
    """Whatever closed a session: nobody was present or absent then."""
    ClosedDay.objects.create(school=small.school, on=date(2026, 11, 20), why="inset")
    ClosedDay.objects.create(school=small.school, on=MONDAY, why="planned", part="pm")
    days = "20/11/2026 am,21/11/2026 am,28/10/2026 am,23/11/2026 am,23/11/2026 pm"
    told = said(small, f"UPN,{days}\nA801200001001,/,/,/,/,/\n")
    shut = "28 October 2026, 20 November 2026, 21 November 2026, 23 November 2026"
    assert told == {"Ada Ash": (f"{shut}: {SHUT}",)}


def test_a_shut_day_keeps_a_mark_that_says_so(small: Small) -> None:
    ClosedDay.objects.create(school=small.school, on=MONDAY, why="inset")
    text = "UPN,23/11/2026,22/11/2026,24/11/2026\nA801200001001,##,//,/\\\n"
    preview = seen(small, kept(small, text))
    (ada,) = preview.children
    assert (ada.added, ada.refused[0].where) == (4, "row 2")
    assert {mark.on.day for mark in preview.marks} == {23, 24}
    assert reasons(ada) == (f"22 November 2026: {SHUT}",)


def test_in_a_year_without_dates_only_weekends_are_known_to_be_shut(small: Small) -> None:
    told = said(small, "UPN,10/11/2025 am,09/11/2025 am\nA801200001001,/,/\n")
    assert told == {"Ada Ash": (f"9 November 2025: {SHUT}",)}


def test_days_to_come_are_refused(small: Small) -> None:
    told = said(small, "UPN,Date,Session,Mark\nA801200001001,27/11/2026,AM,/\n")
    assert told == {"Ada Ash": ("27 November 2026: that day has not come yet.",)}
    span = Span(MONDAY, TODAY + timedelta(days=1))
    told = said(small, "UPN,Possible,Attended\nA801200001001,8,8\n", span)
    assert "the last day has not come yet" in told["Ada Ash"][0]


def test_two_marks_for_one_session_are_both_refused(small: Small) -> None:
    rows = "A801200001001,23/11/2026,AM,/\n" * 2 + "A801200001001,24/11/2026,AM,/\n"
    text = f"UPN,Date,Session,Mark\n{rows}A801200001001,24/11/2026,AM,I\n"
    preview = seen(small, kept(small, text))
    (ada,) = preview.children
    says = "24 November 2026, morning: the file says “/” and “I”, so none is loaded."
    assert reasons(ada) == (f"{says} Leave in the one that is right.",)
    assert (ada.added, ada.refused[0].where) == (1, "rows 4 and 5")


def test_what_the_file_says_of_one_session_is_named_all_of_it(small: Small) -> None:
    rows = "".join(f"A801200001001,24/11/2026,AM,{code}\n" for code in ("/", "QQ", "/", "I"))
    told = said(small, f"UPN,Date,Session,Mark\n{rows}")
    says = "the file says “/”, “QQ” (no attendance code) and “I”, so none is loaded."
    assert told["Ada Ash"][0].startswith(f"24 November 2026, morning: {says}")


def test_totals_that_differ_are_named_both(small: Small) -> None:
    told = said(small, "Name,Possible,Attended\nAda Ash,8,8\nAda Ash,8,7\n", Span(MONDAY, TODAY))
    assert "the file says 8 of 8 and 7 of 8, so none is loaded." in told["Ada Ash"][0]


def test_an_unknown_mark_is_named_with_what_to_do(small: Small) -> None:
    told = said(small, "UPN,Date,Session,Mark\nA801200001001,24/11/2026,AM,qq\n")
    words = "“QQ” is no attendance code: write one that registers have, or leave it blank."
    assert told == {"Ada Ash": (f"24 November 2026: {words}",)}


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        (TOTALS, ("since", "until")),
        ("UPN,Mon,Tue\nA801200001001,/\\,/\\\n", ("since",)),
        ("UPN,Marks\nA801200001001,/\\/\\\n", ("since",)),
    ],
)
def test_a_file_without_its_days_asks_for_them_once(
    small: Small, text: str, needs: tuple[str, ...]
) -> None:
    found = pictures.understood(kept(small, text), small.office)
    assert (found.needs, found.preview) == (needs, None)
    assert "The file does not say which days it" in found.trouble
    given = kept(small, text, Span(MONDAY, TODAY if "until" in needs else None))
    assert not pictures.understood(given, small.office).needs


def test_a_row_without_its_days_among_others_is_refused_by_itself(small: Small) -> None:
    rows = "Ada Ash,8,8,23/11/2026,26/11/2026\nBen Birch,8,8,,\n"
    preview = seen(small, kept(small, f"Name,Possible,Attended,From,To\n{rows}"))
    words = {child.name: reasons(child) for child in preview.children}
    assert words["Ada Ash"] == ()
    assert "The first and last day are not known" in words["Ben Birch"][0]
