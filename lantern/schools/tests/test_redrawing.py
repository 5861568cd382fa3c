"""A year divided otherwise from a day on: what was judged stays, the rest has no hole."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantern.audit.models import Note
from lantern.schools.actions import draw_periods, redraw_periods
from lantern.schools.models import AcademicYear, Period
from lantern.schools.rules import Dates, Redrawn, days, redrawn, school_days
from lantern.schools.rules.review_calendar import ReviewCalendar
from tests.cast import YEAR, a_job, a_school, a_year

HALVES = [half for term in YEAR.terms for half in term.halves]
TERMS = [term.dates for term in YEAR.terms]
WHOLE = [Dates(name="2026/27", starts_on=date(2026, 9, 3), ends_on=date(2027, 7, 21))]
SPANS = {"half-term": HALVES, "term": TERMS, "year": WHOLE}
SCHOOL_DAYS = school_days(HALVES, [])
SPRING, MID_SPRING, SUMMER = date(2027, 1, 4), date(2027, 2, 22), date(2027, 4, 12)


def names(spans: Iterable[Dates]) -> list[str]:
    return [span.name for span in spans]


@pytest.mark.parametrize(
    ("was", "becomes", "since", "gone", "made"),
    [
        ("half-term", "term", SPRING, 4, ["Spring", "Summer"]),
        ("half-term", "term", date(2026, 11, 26), 4, ["Spring", "Summer"]),
        ("half-term", "term", MID_SPRING, 2, ["Summer"]),
        ("half-term", "term", date(2027, 6, 7), 0, []),
        ("half-term", "year", SPRING, 0, []),
        ("half-term", "year", date(2026, 9, 1), 6, ["2026/27"]),
        ("half-term", "half-term", SPRING, 0, []),
        ("term", "half-term", SPRING, 2, ["Spring 1", "Spring 2", "Summer 1", "Summer 2"]),
        ("term", "half-term", MID_SPRING, 1, ["Summer 1", "Summer 2"]),
        ("year", "term", SPRING, 0, []),
    ],
)
def test_the_rest_of_a_year_is_divided_otherwise(
    was: str, becomes: str, since: date, gone: int, made: list[str]
) -> None:
    found = redrawn(
        loose=SPANS[was], fixed=[], wanted=SPANS[becomes], since=since, school_days=SCHOOL_DAYS
    )
    assert (len(found.gone), names(found.made)) == (gone, made)


def test_what_is_fixed_keeps_the_days_around_it_as_they_were() -> None:
    """Spring 1 was judged early: Spring stays in halves, and terms begin with summer."""
    found = redrawn(
        loose=[*HALVES[:2], *HALVES[3:]], fixed=[HALVES[2]], wanted=TERMS, since=SPRING,
        school_days=SCHOOL_DAYS,
    )  # fmt: skip
    assert found == Redrawn(gone=tuple(HALVES[4:]), made=(TERMS[2],))


def own(name: str, starts_on: date, ends_on: date) -> Dates:
    return Dates(name=name, starts_on=starts_on, ends_on=ends_on)


def test_a_review_stays_if_the_rest_of_it_would_have_none() -> None:
    """Spring 2 cannot be made, so Spring 1 would leave the end of February without a review."""
    early = own("Early", SPRING, date(2027, 2, 26))
    late = own("Late", date(2027, 3, 1), date(2027, 3, 25))
    found = redrawn(
        loose=[early], fixed=[late], wanted=HALVES, since=SPRING, school_days=SCHOOL_DAYS
    )
    assert (found.gone, names(found.made)) == ((), ["Summer 1", "Summer 2"])


def test_one_that_stays_may_keep_the_one_beside_it() -> None:
    """The term that would hold the first is stopped by the second, and that by what was judged."""
    first, second = own("First", SPRING, date(2027, 3, 5)), own("Second", *_BETWEEN)
    judged = own("Judged", date(2027, 5, 3), date(2027, 5, 7))
    found = redrawn(
        loose=[first, second], fixed=[judged], wanted=TERMS, since=SPRING, school_days=SCHOOL_DAYS
    )
    assert found == Redrawn(gone=(), made=())


_BETWEEN = (date(2027, 3, 8), date(2027, 4, 16))


@st.composite
def some_spans(draw: st.DrawFn) -> list[Dates]:
    """Periods of any dates of the year, none of which overlap."""
    some = draw(st.sets(st.dates(date(2026, 8, 1), date(2027, 8, 31)), max_size=16))
    ends = sorted(some)
    return [
        own(f"Own {first}", first, last) for first, last in zip(ends[::2], ends[1::2], strict=False)
    ]


@settings(max_examples=300)
@given(
    st.sampled_from(list(SPANS.values())) | some_spans(),
    st.sampled_from(list(SPANS.values())) | some_spans(),
    st.sets(st.integers(0, 7)),
    st.dates(date(2026, 8, 1), date(2027, 8, 31)),
)
def test_no_day_of_term_loses_its_review_and_none_has_two(
    there: list[Dates], wanted: list[Dates], used: set[int], since: date
) -> None:
    fixed = [span for place, span in enumerate(there) if place in used]
    loose = [span for span in there if span not in fixed]
    found = redrawn(loose=loose, fixed=fixed, wanted=wanted, since=since, school_days=SCHOOL_DAYS)
    after = [span for span in there if span not in found.gone] + list(found.made)
    assert not set(found.gone) & set(fixed)
    assert all(span.starts_on >= since for span in (*found.gone, *found.made))
    covered = [day for span in after for day in days(span)]
    assert len(covered) == len(set(covered))
    assert {day for span in there for day in days(span)} & set(SCHOOL_DAYS) <= set(covered)


# --- in the database -----------------------------------------------------------------------------


@pytest.fixture
def halved(db: None) -> AcademicYear:
    """A year whose half terms are its review periods."""
    school = a_school("oakfield", "Oakfield")
    year = a_year(school)
    draw_periods(year=year, span="half-term", by=a_job(school))
    return year


def again(year: AcademicYear, span: str, since: date) -> int:
    calendar = ReviewCalendar(usual=span)
    return redraw_periods(year=year, calendar=calendar, since=since, by=a_job(year.school))


def test_what_stays_is_the_same_row(halved: AcademicYear) -> None:
    before = {period.name: period.ref for period in Period.objects.all()}
    assert (
        redraw_periods(
            year=halved,
            calendar=ReviewCalendar(usual="term"),
            since=SPRING,
            by=a_job(halved.school),
        )
        == 2
    )
    after = {period.name: period.ref for period in Period.objects.all()}
    assert list(after) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert after["Autumn 2"] == before["Autumn 2"]
    note = Note.objects.get(did="review periods redrawn")
    assert (note.details["gone"], note.details["made"]) == (4, 2)


def test_nothing_to_do_is_nothing_done(halved: AcademicYear) -> None:
    before = list(Period.objects.all())
    for span, since in (("half-term", SPRING), ("term", date(2027, 8, 1)), ("free", SPRING)):
        assert (
            redraw_periods(
                year=halved,
                calendar=ReviewCalendar(usual=span),
                since=since,
                by=a_job(halved.school),
            )
            == 0
        )
    assert list(Period.objects.all()) == before
    assert not Note.objects.filter(did="review periods redrawn").exists()


def test_there_and_back_is_as_it_was(halved: AcademicYear) -> None:
    before = [period.window for period in Period.objects.of_school(halved.school)]
    for span in ("term", "half-term"):
        redraw_periods(
            year=halved, calendar=ReviewCalendar(usual=span), since=SPRING, by=a_job(halved.school)
        )
    assert [period.window for period in Period.objects.of_school(halved.school)] == before


def test_a_new_period_lies_in_its_own_term(halved: AcademicYear) -> None:
    redraw_periods(
        year=halved, calendar=ReviewCalendar(usual="term"), since=SPRING, by=a_job(halved.school)
    )
    window = Period.objects.select_related("year", "term", "half_term").get(name="Summer").window
    assert (window.term_number, window.term_since, window.half_term_since) == (3, SUMMER, SUMMER)
    assert window.ends_on == date(2027, 7, 21)
