"""One half term of a pretend school's life."""

from dataclasses import dataclass
from datetime import date

from lantern.demo.actions.stage import Stage
from lantern.demo.rules import Child
from lantern.roster.models import SchoolClass
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period
from lantern.schools.rules import school_days, shut_days


@dataclass(frozen=True, kw_only=True)
class Half:
    """A half term as far as it has come: its school days up to today, its classes, its number.

    `step` counts the half terms of the school's history from 0.
    """

    period: Period
    days: tuple[date, ...]
    classes: tuple[SchoolClass, ...]
    calendar: str
    step: int
    is_over: bool

    @property
    def last_day(self) -> date:
        """The last school day so far, on which records are written."""
        return self.days[-1]

    def class_named(self, name: str) -> SchoolClass:
        """One of its classes."""
        return next(each for each in self.classes if each.name == name)

    def days_of(self, child: Child) -> list[date]:
        """The school days on which the child was on roll."""
        if self.calendar not in child.classes:
            return []
        first, last = child.joined_on or date.min, child.left_on or date.max
        return [on for on in self.days if first <= on <= last]


def halves_of(stage: Stage, year: AcademicYear, calendar: str, step: int) -> list[Half]:
    """The half terms of a year that have begun, since the school's history has; a review period
    may hold more than one.
    """
    since, today = stage.pretence.since, stage.recipe.today
    shut = ClosedDay.objects.filter(school=stage.school).values_list("on", "part")
    closed = shut_days(shut)
    halves = HalfTerm.objects.filter(term__year=year, ends_on__gte=since).order_by("starts_on")
    periods = list(Period.objects.of_school(stage.school).filter(year=year).order_by("-starts_on"))
    classes = tuple(SchoolClass.objects.filter(year=year).select_related("year", "school"))
    found = []
    for n, row in enumerate(halves.filter(starts_on__lte=today)):
        period = next(each for each in periods if each.starts_on <= row.starts_on)
        days = tuple(on for on in school_days([row.dates], closed) if on <= today)
        is_over = period.ends_on == row.ends_on and row.ends_on < today
        found.append(
            Half(
                period=period, days=days, classes=classes, calendar=calendar, step=step + n,
                is_over=is_over,
            )
        )  # fmt: skip
    return found
