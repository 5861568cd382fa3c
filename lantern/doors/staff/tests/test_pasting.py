"""Pasting a year's dates: looked through, then set, all of it or nothing."""

from collections.abc import Callable

import pytest

from lantern.audit.models import Note
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period
from lantern.schools.tests.test_pasting import LIST
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/dates/pasting/"
FOR_NEXT = """Autumn term: 1 September 2027 to 17 December 2027
Half term: 25 to 29 October
Spring term: 4 January 2028 to 24 March 2028
Half term: 14 to 18 February
Summer term: 17 April 2028 to 21 July 2028
Half term: 29 May to 2 June
INSET days: 1 and 2 September
May Day: Monday 1 May
"""
SENT = {"began": "2027", "text": FOR_NEXT, "span": "half-term"}


def test_nothing_is_set_before_it_was_looked_through(client_of: ClientOf, cast: Cast) -> None:
    office = client_of("office")
    assert "As it was pasted" not in office.get(HERE).content.decode()
    page = office.post(HERE, SENT).content.decode()
    for words in (
        "2027/28 as it would be", "INSET day: Wed 1 Sep 2027; INSET day: Thu 2 Sep 2027",
        "Summer 2", "Holiday: Mon 25 Oct 2027 to Fri 29 Oct 2027", "Set 2027/28",
        "Most schools have 5.",
    ):  # fmt: skip
        assert words in page, words
    assert not AcademicYear.objects.filter(name="2027/28").exists()


def test_confirmed_it_is_set_once(client_of: ClientOf, cast: Cast) -> None:
    office = client_of("office")
    for _ in range(2):
        answer = office.post(HERE, {**SENT, "sure": "yes"}, follow=True)
        assert "2027/28 is set." in answer.content.decode()
    year = AcademicYear.objects.get(school=cast.school, name="2027/28")
    assert HalfTerm.objects.filter(term__year=year).count() == 6
    assert Period.objects.filter(year=year).count() == 6
    closed = ClosedDay.objects.filter(school=cast.school, on__year__gte=2027, on__gt="2027-08-31")
    assert [(str(day.on), day.why, day.name) for day in closed] == [
        ("2027-09-01", "inset", ""), ("2027-09-02", "inset", ""),
        ("2028-05-01", "holiday", "May Day"),
    ]  # fmt: skip
    assert Note.objects.filter(did="year's dates set", details__year="2027/28").count() == 1


def test_a_year_that_is_there_is_not_set_again(client_of: ClientOf, cast: Cast) -> None:
    sent = {"began": "2026", "text": LIST, "span": "term"}
    page = client_of("office").post(HERE, sent).content.decode()
    assert "2026/27 is set already" in page
    assert "Set 2026/27" not in page
    page = client_of("office").post(HERE, {**sent, "sure": "yes"}).content.decode()
    assert "2026/27 is set already" in page
    assert not ClosedDay.objects.filter(school=cast.school, on="2026-10-26").exists()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"text": ""}, "Fill this in."),
        ({"text": "x" * 20_001}, "20000 characters at most"),
        ({"text": "Dear parents"}, "No line says"),
        ({"text": FOR_NEXT + "INSET: Friday 1 May 2028"}, "is a Monday, not a Friday"),
        ({"text": FOR_NEXT + "Open: 1 December 2027 to 20 December 2027"}, "overlap"),
        ({"began": "1066"}, "Choose one of those"),
        ({"span": "weekly"}, "Choose one of those"),
    ],
)
def test_what_cannot_be_is_said_and_sets_nothing(
    client_of: ClientOf, cast: Cast, sent: dict[str, str], why: str
) -> None:
    page = client_of("office").post(HERE, {**SENT, "sure": "yes", **sent}).content.decode()
    assert why in page
    assert AcademicYear.objects.filter(school=cast.school).count() == 1


def test_what_is_pasted_is_shown_as_text(client_of: ClientOf) -> None:
    page = client_of("office").post(HERE, {**SENT, "text": "<b>Autumn</b> 1 September 2027"})
    assert "<b>Autumn" not in page.content.decode()
