"""On which days some children are on the roll, and in which sessions of them they are away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lantern.roster.models import Enrolment, PartWeek

Span: TypeAlias = tuple[date, date | None, str]  # first and last day; sessions away, none: in class
BATCH = 500


@dataclass(frozen=True)
class Whereabouts:
    """By child, what was said of them."""

    spans: Mapping[int, frozenset[Span]]

    def changed(self, after: "Whereabouts", *, until: date) -> dict[int, frozenset[date]]:
        """The days up to one of which something else holds then, of whoever has any."""
        pupils = self.spans.keys() | after.spans.keys()
        days = {pupil: self._other_days(after, pupil, until) for pupil in pupils}
        return {pupil: some for pupil, some in days.items() if some}

    def _other_days(self, after: "Whereabouts", pupil: int, until: date) -> frozenset[date]:
        was = self.spans.get(pupil, frozenset())
        now = after.spans.get(pupil, frozenset())
        other = _days(was - now, until) ^ _days(now - was, until)
        return frozenset(date.fromordinal(number) for number, _ in other)


def _days(spans: Iterable[Span], until: date) -> set[tuple[int, str]]:
    return {
        (number, away)
        for first, last, away in spans
        for number in range(first.toordinal(), min(last or until, until).toordinal() + 1)
    }


def whereabouts(pupils: Collection[int]) -> Whereabouts:
    """As it stands now."""
    found: dict[int, set[Span]] = defaultdict(set)
    wanted = sorted(pupils)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        places = Enrolment.objects.filter(pupil__in=some)
        for pupil, first, last in places.values_list("pupil", "starts_on", "ends_on"):
            found[pupil].add((first, last, ""))
        weeks = PartWeek.objects.filter(pupil__in=some)
        for pupil, first, last, away in weeks.values_list("pupil", "starts_on", "ends_on", "away"):
            found[pupil].add((first, last, away))
    return Whereabouts({pupil: frozenset(spans) for pupil, spans in found.items()})
