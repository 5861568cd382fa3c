"""Which closed reviews a file would be written beneath, said before it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantern.habits.pictures.calendar import SchoolCalendar
from lantern.habits.pictures.closed import ClosedReview, closed_reviews
from lantern.habits.pictures.preview import ChildPreview
from lantern.schools.rules import Dates


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A period that is closed, and for which classes."""

    name: str
    classes: tuple[str, ...]


@dataclass
class _Written:
    pupils: set[int] = field(default_factory=set)
    days: set[date] = field(default_factory=set)


def closed_beneath(
    children: Sequence[ChildPreview], calendar: SchoolCalendar
) -> tuple[ClosedPeriod, ...]:
    """The closed periods that show any of what is new or changed, with their classes, in order."""
    found: dict[ClosedReview, None] = {}
    for half in _by_half(children, calendar).values():
        reviews = closed_reviews(sorted(half.pupils), min(half.days), max(half.days))
        found |= dict.fromkeys(reviews)
    classes: dict[str, dict[str, None]] = defaultdict(dict)
    for review in found:
        classes[review.period][review.school_class] = None
    return tuple(ClosedPeriod(name, tuple(those)) for name, those in classes.items())


def _by_half(
    children: Sequence[ChildPreview], calendar: SchoolCalendar
) -> Mapping[Dates | None, _Written]:
    """Who is written about on which days of each half term: days far apart shut none between in."""
    half_of = {on: calendar.half_of(on) for child in children for on in child.written}
    found: dict[Dates | None, _Written] = defaultdict(_Written)
    for child in children:
        for on in sorted(child.written):
            if child.pupil is not None:
                found[half_of[on]].pupils.add(child.pupil)
                found[half_of[on]].days.add(on)
    return found
