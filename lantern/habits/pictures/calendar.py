"""When the school has sessions: weekdays of its half terms, without its closed days."""

from dataclasses import dataclass
from datetime import date, timedelta

from lantern.habits.rules import SESSIONS
from lantern.schools.models import ClosedDay, HalfTerm, School
from lantern.schools.rules import SATURDAY, Dates, days


@dataclass(frozen=True)
class SchoolCalendar:
    """The half terms of a school, the years they are of, and the sessions on which it is closed."""

    halves: tuple[Dates, ...]
    closed: frozenset[tuple[date, str]]
    years: frozenset[Dates]

    def is_shut(self, on: date, session: str) -> bool:
        """Whether there is no session then; in a year without dates only weekends are known of."""
        if on.weekday() >= SATURDAY or (on, session) in self.closed:
            return True
        known = any(year.holds(on) for year in self.years)
        return known and not any(half.holds(on) for half in self.halves)

    def is_shut_day(self, on: date) -> bool:
        """Whether a day has no session at all."""
        return all(self.is_shut(on, half) for half in SESSIONS)

    def is_shut_all(self, week: date) -> bool:
        """Whether a week, named by its Monday, has no session; never in a year without dates."""
        days_of_it = [week + timedelta(days=n) for n in range(SATURDAY)]
        known = any(year.holds(on) for year in self.years for on in days_of_it)
        return known and all(self.is_shut_day(on) for on in days_of_it)

    def half_of(self, on: date) -> Dates | None:
        """The half term that a day lies in, else the last one before it."""
        begun = [half for half in self.halves if half.starts_on <= on]
        return max(begun, key=lambda half: half.starts_on, default=None)

    def sessions(self, half: Dates, until: date) -> list[tuple[date, str]]:
        """The sessions of a half term up to a day."""
        return [
            (on, session)
            for on in days(half)
            if on <= until
            for session in SESSIONS
            if not self.is_shut(on, session)
        ]


def calendar_of(school: School) -> SchoolCalendar:
    """The school's own, all of its years."""
    rows = HalfTerm.objects.filter(term__year__school=school).order_by("starts_on")
    halves = rows.select_related("term__year")
    return SchoolCalendar(
        halves=tuple(half.dates for half in halves),
        years=frozenset(half.term.year.dates for half in halves),
        closed=frozenset(
            (shut.on, session)
            for shut in ClosedDay.objects.filter(school=school)
            for session in SESSIONS
            if shut.part in (ClosedDay.Part.ALL, session)
        ),
    )
