"""Which children are not at this school in which sessions of some days."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lantern.roster.models import PartWeek
from lantern.roster.rules.part_weeks import SESSIONS, session_of


@dataclass(frozen=True)
class PartWeeks:
    """By child, the days from and to which they are away in some sessions, and in which."""

    rows: Mapping[int, list[tuple[date, date | None, str]]]

    def is_away(self, pupil: int, on: date, session: str) -> bool:
        """Whether the child is not here in a session, as the week goes."""
        asked = session_of(on, session)
        return any(
            first <= on and (last is None or on <= last) and asked in away
            for first, last, away in self.rows.get(pupil, ())
        )

    def is_away_all(self, pupil: int, on: date) -> bool:
        """Whether neither morning nor afternoon of a day is theirs here."""
        return all(self.is_away(pupil, on, session) for session in SESSIONS)


def part_weeks(pupils: Collection[int], since: date, until: date) -> PartWeeks:
    """Those of some children that hold on any day between two; one query."""
    found: dict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
    rows = PartWeek.objects.not_over(since).filter(pupil__in=pupils, starts_on__lte=until)
    for pupil, first, last, away in rows.values_list("pupil", "starts_on", "ends_on", "away"):
        found[pupil].append((first, last, away))
    return PartWeeks(found)
