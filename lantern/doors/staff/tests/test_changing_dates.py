"""A half term's days changed afterwards, and a year taken back."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any  # the test client has its own kind of answer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantern.audit.models import Note
from lantern.habits.models import AttendanceMark
from lantern.reviews.models import Closure
from lantern.roster.actions.rollover import wish
from lantern.roster.models import RolloverDraft, SchoolClass
from lantern.schools.actions import change_half_terms, draw_periods, remove_year, set_year
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period, School, Term
from lantern.schools.pictures import change_of
from lantern.schools.rules import CalendarTrouble, Dates, TermDates, YearDates
from tests.cast import NOW, Cast, a_class, a_job, a_school, a_year, nameless
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/dates/2026/half-terms/1/"
LATER = {"from_1": "2026-09-07", "to_1": "2026-10-23"}


@pytest.fixture
def year(db: None) -> AcademicYear:
    """2026/27 of a school where nothing was judged yet."""
    made = a_year(a_school("oakfield", "Oakfield"))
    draw_periods(year=made, span="half-term", by=a_job(made.school))
    return made


def half(year: AcademicYear, number: int) -> HalfTerm:
    return HalfTerm.objects.select_related("term__year").get(term__year=year, number=number)


def change(year: AcademicYear, number: int, first: date, last: date) -> None:
    row = half(year, number)
    asked = {row.pk: Dates(name=row.name, starts_on=first, ends_on=last)}
    change_half_terms(year=year, asked=asked, by=a_job(year.school))


def spans(rows: object) -> list[tuple[str, str]]:
    return [(str(row.starts_on), str(row.ends_on)) for row in rows]  # type: ignore[attr-defined]


def test_its_term_and_its_review_follow_it(year: AcademicYear) -> None:
    change(year, 2, date(2026, 11, 3), date(2026, 12, 16))
    assert spans([half(year, 2)]) == [("2026-11-03", "2026-12-16")]
    autumn = Term.objects.get(year=year, number=1)
    assert spans([autumn]) == [("2026-09-03", "2026-12-16")]
    period = Period.objects.get(year=year, name="Autumn 2")
    assert spans([period]) == [("2026-11-03", "2026-12-16")]
    note = Note.objects.get(did="half term changed")
    assert note.details["was"] == "2026-11-02 to 2026-12-18"


@pytest.mark.parametrize(
    ("span", "name", "since", "until"),
    [
        ("term", "Autumn", "2026-09-07", "2026-12-18"),
        ("year", "2026/27", "2026-09-07", "2027-07-21"),
    ],
)  # fmt: skip
def test_a_longer_review_follows_too(
    db: None, span: str, name: str, since: str, until: str
) -> None:
    made = a_year(a_school("oakfield", "Oakfield"))
    draw_periods(year=made, span=span, by=a_job(made.school))
    change(made, 1, date(2026, 9, 7), date(2026, 10, 23))
    assert spans([Period.objects.get(year=made, name=name)]) == [(since, until)]


def test_the_reviews_of_some_year_groups_follow_beside_those_of_the_others(db: None) -> None:
    """Two calendars lie over one another, and neither is in the other's way."""
    made = a_year(a_school("oakfield", "Oakfield"))
    draw_periods(year=made, span="term", apart={6: "half-term"}, by=a_job(made.school))
    change(made, 1, date(2026, 9, 7), date(2026, 10, 23))
    first = Period.objects.filter(year=made, starts_on=date(2026, 9, 7)).order_by("ends_on")
    assert [(row.name, row.concerns(6)) for row in first] == [("Autumn 1", True), ("Autumn", False)]


def test_reviews_of_the_schools_own_dates_stay(db: None) -> None:
    made = a_year(a_school("oakfield", "Oakfield"))
    free = [Dates(name="Check", starts_on=date(2026, 9, 3), ends_on=date(2026, 10, 2))]
    draw_periods(year=made, span="free", free=free, by=a_job(made.school))
    change(made, 1, date(2026, 9, 7), date(2026, 10, 23))
    assert spans(Period.objects.filter(year=made)) == [("2026-09-03", "2026-10-02")]


def test_closed_days_outside_are_forgotten_and_others_stay(year: AcademicYear) -> None:
    later = Dates(name="Autumn 1", starts_on=date(2026, 9, 7), ends_on=date(2026, 10, 23))
    found = change_of(year, {half(year, 1).pk: later})
    assert [str(day.on) for day in found.forgets] == ["2026-09-03"]
    assert [str(on) for on in found.shut] == ["2026-09-03", "2026-09-04"]
    change(year, 1, date(2026, 9, 7), date(2026, 10, 23))
    left = ClosedDay.objects.filter(school=year.school)
    assert [str(day.on) for day in left] == ["2027-05-03"]


def test_a_review_that_was_closed_keeps_its_dates(cast: Cast) -> None:
    period = Period.objects.get(year=cast.year, name="Autumn 1")
    Closure.objects.create(
        school_class=cast.kestrels, period=period, version=cast.version, closed_at=NOW,
        closed_by=cast.leader.user,
    )  # fmt: skip
    before = spans([period])
    change(cast.year, 1, date(2026, 9, 7), date(2026, 10, 21))
    assert spans([Period.objects.get(pk=period.pk)]) == before
    assert spans([half(cast.year, 1)]) == [("2026-09-07", "2026-10-21")]
    with pytest.raises(CalendarTrouble, match="keeps its dates"):
        change(cast.year, 2, date(2026, 10, 22), date(2026, 12, 18))
    assert spans([half(cast.year, 2)]) == [("2026-11-02", "2026-12-18")]


@pytest.mark.parametrize(
    ("number", "first", "last", "why"),
    [
        (1, date(2026, 9, 3), date(2026, 11, 2), "overlap"),
        (1, date(2026, 9, 3), date(2026, 9, 2), "ends before it starts"),
        (1, date(2027, 8, 2), date(2027, 8, 6), "in its place"),
        (1, date(2026, 8, 31), date(2026, 10, 23), "not within"),
        (6, date(2027, 6, 7), date(2027, 9, 1), "not within"),
    ],
)
def test_days_that_will_not_do_are_refused(
    year: AcademicYear, number: int, first: date, last: date, why: str
) -> None:
    before = spans(HalfTerm.objects.all())
    with pytest.raises(CalendarTrouble, match=why):
        change(year, number, first, last)
    assert spans(HalfTerm.objects.all()) == before


def test_the_same_days_again_change_nothing(year: AcademicYear) -> None:
    change(year, 1, date(2026, 9, 3), date(2026, 10, 23))
    assert not Note.objects.filter(did="half term changed").exists()


def test_without_its_note_nothing_changes(year: AcademicYear) -> None:
    one = half(year, 1)
    later = Dates(name=one.name, starts_on=date(2026, 9, 7), ends_on=date(2026, 10, 23))
    with pytest.raises(Exception, match="by"):
        change_half_terms(year=year, asked={one.pk: later}, by=nameless(year.school))
    assert spans([half(year, 1)]) == [("2026-09-03", "2026-10-23")]
    assert ClosedDay.objects.filter(on="2026-09-03").exists()


def test_a_year_is_taken_back_whole(year: AcademicYear) -> None:
    remove_year(year=year, by=a_job(year.school))
    for model in (AcademicYear, Term, HalfTerm, Period, ClosedDay):
        assert not model.objects.exists(), model
    assert Note.objects.get(did="year's dates removed").details["year"] == "2026/27"
    assert School.objects.filter(pk=year.school_id).exists()


def test_what_was_only_wished_for_a_year_goes_with_it(cast: Cast) -> None:
    by = cast.viewer("office")
    half = Dates(name="Autumn", starts_on=date(2027, 9, 2), ends_on=date(2027, 12, 17))
    whole = Dates(name="2027/28", starts_on=date(2027, 9, 1), ends_on=date(2028, 8, 31))
    dates = YearDates(dates=whole, terms=(TermDates(dates=half, halves=(half,)),), closed=())
    made = set_year(school=cast.school, year=dates, by=by)
    wish(year=made, change=lambda wishes: wishes, by=by)
    remove_year(year=made, by=by)
    assert not RolloverDraft.objects.exists()
    assert not AcademicYear.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("what", ["class", "closure"])
def test_a_year_that_something_stands_on_stays(cast: Cast, what: str) -> None:
    if what == "class":
        made = a_year(a_school("oakfield", "Oakfield"))
        a_class(made, "Owls")
    else:
        made = cast.year
    counts = (HalfTerm.objects.count(), Period.objects.count(), ClosedDay.objects.count())
    with pytest.raises(CalendarTrouble, match="stays: it has classes"):
        remove_year(year=made, by=a_job(made.school))
    assert AcademicYear.objects.filter(pk=made.pk).exists()
    assert counts == (HalfTerm.objects.count(), Period.objects.count(), ClosedDay.objects.count())
    assert SchoolClass.objects.filter(year=made).exists()


DAYS = st.integers(-40, 40).map(timedelta)


@pytest.mark.django_db
def test_whatever_is_asked_the_half_terms_stay_in_order(year: AcademicYear) -> None:
    """Whatever is refused changes nothing, and what is not leaves a calendar that holds."""

    @settings(max_examples=25)  # each writes; the rules beneath have their own
    @given(st.integers(1, 6), DAYS, DAYS)
    def holds(number: int, first: timedelta, last: timedelta) -> None:
        now = half(year, number)
        try:
            change(year, number, now.starts_on + first, now.ends_on + last)
        except CalendarTrouble:
            assert half(year, number).dates == now.dates
        rows = list(HalfTerm.objects.filter(term__year=year).order_by("number"))
        assert all(a.ends_on < b.starts_on for a, b in pairwise(rows))
        assert [row.dates for row in rows] == [
            period.dates for period in Period.objects.filter(year=year)
        ]
        for term in Term.objects.filter(year=year):
            own = [row for row in rows if row.term_id == term.pk]
            assert (term.starts_on, term.ends_on) == (own[0].starts_on, own[-1].ends_on)

    holds()


# --- the pages ----------------------------------------------------------------------------------


def confirmed(client: CheckedClient, path: str, told: dict[str, str]) -> Any:
    """Looked at first, then said yes to, as the page has it."""
    mark = mark_in(client.post(path, told).content.decode())
    return client.post(path, {**told, "sure": mark}, follow=True)


def mark_in(page: str) -> str:
    found = re.search(r'name="sure" value="([0-9a-f]{64})"', page)
    assert found is not None, page
    return found[1]


def test_what_it_would_move_is_said_first(client_of: ClientOf, cast: Cast) -> None:
    AttendanceMark.objects.create(
        pupil=cast.settled, on=date(2026, 9, 4), session="am", code="/", recorded_at=NOW,
        recorded_by=cast.office.user,
    )  # fmt: skip
    office = client_of("office")
    assert HERE in office.get("/amberley/dates/").content.decode()
    page = office.post(HERE, LATER).content.decode()
    for words in (
        "2 days fewer", "On them: 1 attendance mark of 1 child.",
        "Thu 3 Sep 2026 is closed already (INSET day)", "The review Autumn 1 moves with it",
    ):  # fmt: skip
        assert words in page, words
    assert half(cast.year, 1).starts_on == date(2026, 9, 3)
    confirmed(office, HERE, LATER)
    assert half(cast.year, 1).starts_on == date(2026, 9, 7)
    assert AttendanceMark.objects.standing().filter(pupil=cast.settled).exists()
    page = office.post(HERE, {**LATER, "from_1": "2026-09-04"}).content.decode()
    assert "1 more day of school. On them: 1 attendance mark of 1 child. They count again" in page
    assert "Any other register of those days will be missing" in page
    page = office.post(HERE, {**LATER, "to_1": "2026-10-26"}).content.decode()
    assert "1 more day of school. Their registers will be missing" in page


def test_a_review_that_moves_is_told_with_whose_it_is(client_of: ClientOf, cast: Cast) -> None:
    Period.objects.filter(year=cast.year).delete()
    draw_periods(year=cast.year, span="half-term", apart={3: "term"}, by=a_job(cast.school))
    page = client_of("office").post(HERE, LATER).content.decode()
    moved = Period.objects.get(year=cast.year, name="Autumn 1")
    assert moved.label != moved.name
    assert f"The review {moved.label} moves with it" in page


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"from_1": "2026-10-24"}, "ends before it starts"),
        ({"to_1": "soon"}, "Write the date"),
        ({"to_1": "2026-11-02"}, "overlap"),
    ],
)
def test_the_page_says_what_will_not_do(
    client_of: ClientOf, cast: Cast, sent: dict[str, str], why: str
) -> None:
    office = client_of("office")
    mark = mark_in(office.post(HERE, LATER).content.decode())
    page = office.post(HERE, {**LATER, "sure": mark, **sent}).content.decode()
    assert why in page
    assert half(cast.year, 1).starts_on == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-10-20", "2026-12-18", "Autumn 1 and Autumn 2 overlap."),
        ("2028-11-02", "2028-11-30", "Autumn 2 is not within 2026/27."),
        ("2026-10-22", "2026-12-18", "keeps its dates, and another would meet it."),
    ],
)
def test_what_will_not_do_is_said_before_anything_is_promised(
    client_of: ClientOf, cast: Cast, first: str, last: str, why: str
) -> None:
    if why.startswith("keeps"):
        Closure.objects.create(
            school_class=cast.kestrels, version=cast.version, closed_at=NOW,
            period=Period.objects.get(year=cast.year, name="Autumn 1"), closed_by=cast.leader.user,
        )  # fmt: skip
        change(cast.year, 1, date(2026, 9, 3), date(2026, 10, 21))
    here, sent = "/amberley/dates/2026/half-terms/2/", {"from_2": first, "to_2": last}
    page = client_of("office").post(here, sent).content.decode()
    assert why in page
    assert "more day" not in page
    assert "Change it" not in page


def test_a_half_term_that_is_not_there_is_not_found(client_of: ClientOf) -> None:
    for path in ("2026/half-terms/7/", "2030/half-terms/1/", "2030/removal/",
                 "99999/half-terms/1/", "99999/removal/", "0/removal/"):  # fmt: skip
        assert client_of("office").get(f"/amberley/dates/{path}").status_code == 404


def test_a_year_is_taken_back_from_the_page_or_says_why_not(
    client_of: ClientOf, cast: Cast
) -> None:
    office, here = client_of("office"), "/amberley/dates/2026/removal/"
    assert "Nothing is changed yet." in office.get(here).content.decode()
    page = office.post(here, follow=True).content.decode()
    assert "2026/27 stays: it has classes" in page
    assert AcademicYear.objects.filter(pk=cast.year.pk).exists()
