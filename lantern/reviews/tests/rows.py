"""Rows and words that the tests of reviews share."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from lantern.accounts.models import Member, Viewer
from lantern.habits.models import AttendanceMark
from lantern.judgements.models import Cell, Judgement, Voice, What
from lantern.roster.models import Pupil, SchoolClass
from lantern.schools.actions import TermDates, YearDates, draw_periods, set_year
from lantern.schools.models import AcademicYear
from lantern.schools.rules import Dates
from tests.cast import NOW, Cast, a_job, a_place, viewer_of


def a_cell(
    cast: Cast, pupil: Pupil, key: str = "effort", *, what: What = What.AREA,
    voice: Voice = Voice.MENTOR,
) -> Cell:  # fmt: skip
    return Cell(
        pupil=pupil, period=cast.period, version=cast.version, what=what, key=key, voice=voice
    )


def attendance(
    cast: Cast, pupil: Pupil, *, missed: int = 0, days: int = 15,
    since: date = date(2026, 11, 2), at: datetime = NOW, codes: str = "/\\",
) -> None:  # fmt: skip
    """Full days since a Monday, the first few mornings of them missed: 37 of 38 and the like."""
    weekdays = [since + timedelta(days=n) for n in range(24)]
    attended = [on for on in weekdays if on.weekday() < 5][:days]
    AttendanceMark.objects.bulk_create(
        AttendanceMark(
            pupil=pupil, on=on, session=session, recorded_at=at, recorded_by=cast.office.user,
            code="O" if session == "am" and place < missed else code,
        )
        for place, on in enumerate(attended)
        for session, code in zip(("am", "pm"), codes, strict=True)
    )  # fmt: skip


def later(member: Member, *, minutes: int = 0, days: int = 0) -> Viewer:
    """The same person some time on."""
    return replace(viewer_of(member), now=NOW + timedelta(minutes=minutes, days=days))


def moment(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def standing(cell: Cell) -> Judgement:
    return Judgement.objects.of(cell).get()


def year_before(cast: Cast, began: int, *, span: str = "half-term") -> AcademicYear:
    """A year of two reviews, or of one if it is reviewed as a whole."""
    whole = Dates(
        name=f"{began}/{(began + 1) % 100:02}",
        starts_on=date(began, 9, 1), ends_on=date(began + 1, 8, 31),
    )  # fmt: skip
    early = Dates(name="Early", starts_on=date(began, 9, 3), ends_on=date(began, 12, 18))
    late = Dates(name="Late", starts_on=date(began + 1, 1, 5), ends_on=date(began + 1, 7, 20))
    term = Dates(name="All year", starts_on=early.starts_on, ends_on=late.ends_on)
    dates = YearDates(dates=whole, terms=(TermDates(dates=term, halves=(early, late)),))
    year = set_year(school=cast.school, year=dates, by=a_job(cast.school))
    draw_periods(year=year, span=span, by=a_job(cast.school))
    return year


def was_in(pupil: Pupil, school_class: SchoolClass, *, until: date | None = None) -> None:
    year = school_class.year
    a_place(pupil, school_class, starts_on=year.starts_on, ends_on=until or year.ends_on)
