"""A school's own dates, arranged for showing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lantern.accounts.models import Viewer
from lantern.habits.models import AttendanceMark, DayTally
from lantern.habits.rules import SESSIONS
from lantern.schemes.pictures import periods
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period, School
from lantern.schools.rules import (
    SCHOOL_DAYS,
    Closed,
    Dates,
    YearDates,
    school_days,
    sessions,
    shut_days,
)
from lantern.schools.rules.review_calendar import ReviewCalendar


@dataclass(frozen=True, kw_only=True)
class YearPicture:
    """One year: its half terms, the days within them that are closed, and what that comes to.

    `days` are whole or half days open to children; `short_of` how many fewer than usual.
    """

    dates: Dates
    halves: Sequence[HalfTerm]
    closed: Sequence[ClosedDay]
    periods: Sequence[Period]
    days: int
    sessions: int

    @property
    def began(self) -> int:
        """The calendar year in which it starts: its word in addresses."""
        return self.dates.starts_on.year

    @property
    def short_of(self) -> int:
        """How many days fewer than the usual 190; 0 if none."""
        return max(SCHOOL_DAYS - self.days, 0)


def years_of(by: Viewer) -> QuerySet[AcademicYear]:
    """The years of the viewer's own school, the newest first."""
    return AcademicYear.objects.filter(school=by.school).order_by("-starts_on")


def closed_days_of(by: Viewer) -> QuerySet[ClosedDay]:
    """The closed days of the viewer's own school."""
    return ClosedDay.objects.filter(school=by.school)


def is_set(year: YearDates, by: Viewer) -> bool:
    """Whether the school has this very year: its days, and those of its half terms."""
    row = years_of(by).filter(starts_on=year.dates.starts_on, ends_on=year.dates.ends_on).first()
    halves = HalfTerm.objects.filter(term__year=row) if row else []
    told = {(half.starts_on, half.ends_on) for term in year.terms for half in term.halves}
    return row is not None and {(half.starts_on, half.ends_on) for half in halves} == told


def has_year(year: YearDates, by: Viewer) -> bool:
    """Whether the school has a year of that name already, of whatever days."""
    return years_of(by).filter(name=year.dates.name).exists()


def replaced_by(closed: Closed, by: Viewer) -> list[ClosedDay]:
    """What the day, or that session of it, is closed for now: two where each half has its own."""
    there = closed_days_of(by).filter(on=closed.on)
    if closed.part != ClosedDay.Part.ALL:
        there = there.filter(part__in=[closed.part, ClosedDay.Part.ALL])
    return list(there.order_by("part"))


@dataclass(frozen=True, kw_only=True)
class Marked:
    """The attendance marks of a day, or of a session of it, and of how many children they are.

    `counted` is of how many children anything was counted by the day.
    """

    marks: int
    children: int
    counted: int

    @property
    def any(self) -> bool:
        """Whether there is anything of that day."""
        return bool(self.marks or self.counted)


def marked_on(on: date, part: str, by: Viewer, *, if_open: bool = False) -> Marked:
    """Those that stand, `if_open` without those of sessions that are closed already."""
    shut = _shut([on], by)[on]
    asked = _sessions(part) - (shut if if_open else set())
    rows = AttendanceMark.objects.standing().filter(
        pupil__school=by.school, on=on, session__in=asked
    )
    found = rows.order_by().aggregate(marks=Count("pk"), children=Count("pupil", distinct=True))
    # half a school day is one on which things are counted: they go and come with its last session
    whole = asked and asked | shut == set(SESSIONS)
    counted = _counted_on([on], by) if whole else 0
    return Marked(marks=found["marks"], children=found["children"], counted=counted)


def _shut(days: Sequence[date], by: Viewer) -> Mapping[date, set[str]]:
    """The sessions of each day that are closed."""
    found: dict[date, set[str]] = {on: set() for on in days}
    for on, part in closed_days_of(by).filter(on__in=days).values_list("on", "part"):
        found[on] |= _sessions(part)
    return found


def _sessions(part: str) -> set[str]:
    return set(SESSIONS) if part == ClosedDay.Part.ALL else {part}


def marked_on_days(days: Sequence[date], by: Viewer) -> Marked:
    """What stands of some days, without that of what is closed of them already."""
    its_own = Q(part=ClosedDay.Part.ALL) | Q(part=OuterRef("session"))
    closed = closed_days_of(by).filter(its_own, on=OuterRef("on"))
    rows = AttendanceMark.objects.standing().filter(pupil__school=by.school, on__in=days)
    found = (
        rows.exclude(Exists(closed))
        .order_by()
        .aggregate(marks=Count("pk"), children=Count("pupil", distinct=True))
    )
    counted = _counted_on([on for on, shut in _shut(days, by).items() if shut != set(SESSIONS)], by)
    return Marked(marks=found["marks"], children=found["children"], counted=counted)


def _counted_on(days: Sequence[date], by: Viewer) -> int:
    """Of how many children anything was counted by the day."""
    rows = DayTally.objects.standing().filter(
        pupil__school=by.school, on__in=days, count__isnull=False
    )
    return rows.order_by().values("pupil").distinct().count()


def half_terms_of(by: Viewer) -> QuerySet[HalfTerm]:
    """The half terms of the viewer's own school."""
    rows = HalfTerm.objects.filter(term__year__school=by.school)
    return rows.select_related("term__year__school")


def calendar(by: Viewer) -> list[YearPicture]:
    """The school's years, the newest first."""
    return [_picture(year, by.school) for year in years_of(by)]


def judged_each(by: Viewer) -> ReviewCalendar:
    """How often the school's scheme judges today, and which year groups otherwise.

    It is no judgement, so those who set dates may know it, though they see no scheme.
    """
    return periods.judged_each(by.school, on=by.today, until=by.today)


def _picture(year: AcademicYear, school: School) -> YearPicture:
    rows = list(HalfTerm.objects.filter(term__year=year))
    halves = [half.dates for half in rows]
    span = (year.starts_on, year.ends_on)
    closed = list(ClosedDay.objects.filter(school=school, on__range=span))
    whole = shut_days((day.on, day.part) for day in closed)
    return YearPicture(
        dates=year.dates,
        halves=rows,
        closed=closed,
        periods=list(Period.objects.filter(year=year).order_by("starts_on", "-ends_on")),
        days=len(school_days(halves, whole)),
        sessions=sessions(halves, [day.closed for day in closed]),
    )
