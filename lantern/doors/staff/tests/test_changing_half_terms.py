"""Several half terms of a year changed at once: all of them, or none."""

from collections.abc import Callable
from datetime import date

import pytest

from lantern.audit.models import Note
from lantern.doors.staff.tests.test_changing_dates import (
    HERE,
    LATER,
    change,
    confirmed,
    half,
    mark_in,
    spans,
    year,
)
from lantern.schools.actions import change_half_terms
from lantern.schools.models import AcademicYear, HalfTerm
from lantern.schools.rules import CalendarTrouble, Dates
from tests.cast import Cast, a_job, nameless
from tests.client import CheckedClient

__all__ = ["year"]  # the fixture

ClientOf = Callable[[str], CheckedClient]
ALL = "/amberley/dates/2026/half-terms/"
DAYS_OF_ALL = {
    "from_1": "2026-09-03", "to_1": "2026-10-16", "from_2": "2026-10-26", "to_2": "2026-12-18",
    "from_3": "2027-01-04", "to_3": "2027-02-12", "from_4": "2027-02-22", "to_4": "2027-03-25",
    "from_5": "2027-04-12", "to_5": "2027-05-28", "from_6": "2027-06-07", "to_6": "2027-07-21",
}  # fmt: skip


def test_several_half_terms_are_changed_at_once(client_of: ClientOf, cast: Cast) -> None:
    """The holiday between two moves a week, which neither could do before the other."""
    office = client_of("office")
    assert ALL in office.get("/amberley/dates/").content.decode()
    page = office.post(ALL, DAYS_OF_ALL).content.decode()
    for words in (
        "Autumn 1: Thu 3 Sep 2026 to Fri 16 Oct 2026.", "Autumn 2: Mon 26 Oct 2026 to Fri 18 Dec",
        "5 more days of school", "5 days fewer", "The review Autumn 2 moves with it",
    ):  # fmt: skip
        assert words in page, words
    assert "Spring 1:" not in page.split("Say what it would move")[0].split("</ul>")[0]
    assert half(cast.year, 1).ends_on == date(2026, 10, 23)
    done = confirmed(office, ALL, DAYS_OF_ALL).content.decode()
    assert "The half terms of 2026/27 have their new days." in done
    assert spans([half(cast.year, 1), half(cast.year, 2)]) == [
        ("2026-09-03", "2026-10-16"), ("2026-10-26", "2026-12-18"),
    ]  # fmt: skip
    assert Note.objects.filter(did="half term changed").count() == 2
    same = office.post(ALL, DAYS_OF_ALL).content.decode()
    assert "Nothing: these are the days that there are." in same


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"to_1": "2026-10-27"}, "Autumn 1 and Autumn 2 overlap"),
        ({"to_4": "2027-02-01"}, "Spring 2 ends before it starts"),
        ({"to_6": "2027-09-01"}, "not within 2026/27"),
        ({"from_3": "soon"}, "Write the date"),
        (
            {"from_1": "2027-06-07", "to_1": "2027-07-21",
             "from_6": "2026-09-03", "to_6": "2026-10-16"},
            "overlap",
        ),
    ],
)  # fmt: skip
def test_all_are_changed_or_none(
    client_of: ClientOf, cast: Cast, sent: dict[str, str], why: str
) -> None:
    before = spans(HalfTerm.objects.filter(term__year=cast.year))
    office = client_of("office")
    mark = mark_in(office.post(ALL, DAYS_OF_ALL).content.decode())
    page = office.post(ALL, {**DAYS_OF_ALL, "sure": mark, **sent}).content.decode()
    assert why in page
    assert spans(HalfTerm.objects.filter(term__year=cast.year)) == before


def test_what_another_changed_meanwhile_is_not_put_back(client_of: ClientOf, cast: Cast) -> None:
    """All the half terms are sent, those too that nobody meant to change."""
    office, as_now = client_of("office"), {"to_1": "2026-10-23", "from_2": "2026-11-02"}
    told = {**DAYS_OF_ALL, **as_now, "to_6": "2027-07-20"}
    seen = mark_in(office.post(ALL, told).content.decode())
    change(cast.year, 1, date(2026, 9, 7), date(2026, 10, 23))
    sure = {**told, "sure": seen}
    page = office.post(ALL, sure).content.decode()
    assert "Something changed since this was shown. Please look at it again." in page
    assert "Autumn 1: Thu 3 Sep 2026 to Fri 23 Oct 2026." in page
    assert half(cast.year, 1).starts_on == date(2026, 9, 7)
    office.post(ALL, {**sure, "sure": mark_in(page)})
    assert half(cast.year, 1).starts_on == date(2026, 9, 3)


def test_pressed_twice_it_is_done_once(client_of: ClientOf, cast: Cast) -> None:
    office = client_of("office")
    sure = {**LATER, "sure": mark_in(office.post(HERE, LATER).content.decode())}
    for _ in range(2):
        assert "has its new days" in office.post(HERE, sure, follow=True).content.decode()
    assert Note.objects.filter(did="half term changed").count() == 1


def test_without_its_note_none_of_several_changes(year: AcademicYear) -> None:
    asked = {
        half(year, number).pk: Dates(name=f"Autumn {number}", starts_on=first, ends_on=last)
        for number, first, last in (
            (1, date(2026, 9, 3), date(2026, 10, 16)), (2, date(2026, 10, 26), date(2026, 12, 18)),
        )
    }  # fmt: skip
    before = spans(HalfTerm.objects.filter(term__year=year))
    with pytest.raises(Exception, match="by"):
        change_half_terms(year=year, asked=asked, by=nameless(year.school))
    assert spans(HalfTerm.objects.filter(term__year=year)) == before


def test_half_terms_that_would_change_places_are_refused(year: AcademicYear) -> None:
    one, two = half(year, 1), half(year, 2)
    asked = {
        one.pk: Dates(name=one.name, starts_on=two.starts_on, ends_on=two.ends_on),
        two.pk: Dates(name=two.name, starts_on=one.starts_on, ends_on=one.ends_on),
    }
    with pytest.raises(CalendarTrouble, match="in its place among the others"):
        change_half_terms(year=year, asked=asked, by=a_job(year.school))
