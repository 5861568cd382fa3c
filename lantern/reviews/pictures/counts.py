"""How far each class of a school has come with a period."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from lantern.accounts.models import Viewer
from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.models import Closure
from lantern.reviews.pictures.periods import version_for
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import areas_for, subjects_for
from lantern.schools.models import Period

Judged = Mapping[tuple[int, str], int]  # pupil and what


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One class in one period: how many cells there are, and how many an adult has decided."""

    school_class: SchoolClass
    children: int
    judged: int
    cells: int
    closed: bool


def progress(period: Period, *, by: Viewer) -> list[Progress]:
    """Every class of the period's year that this person may see, in order; nothing is derived.

    Five queries however many classes and children there are; without a scheme nothing is to judge.
    """
    classes = list(SchoolClass.objects.visible_to(by).filter(year=period.year_id))
    version = version_for(period, by)
    there = _children(classes, period, by)
    judged = _judged([pupil.pk for some in there.values() for pupil in some], period)
    shut = set(
        Closure.objects.filter(period=period, school_class__in=classes, stands=True).values_list(
            "school_class", flat=True
        )
    )
    sums = _Sums(version.scheme if version else None, period, min(by.today, period.ends_on))
    return [
        Progress(
            school_class=each,
            children=len(there[each.pk]),
            judged=sum(sums.judged(pupil, judged) for pupil in there[each.pk]),
            cells=sum(sum(sums.cells(pupil).values()) for pupil in there[each.pk]),
            closed=each.pk in shut,
        )
        for each in classes
    ]


def progress_now(periods: Sequence[Period], *, by: Viewer) -> dict[int, Progress]:
    """By class, how far it has come with all that runs: one period, or one a calendar."""
    found: dict[int, Progress] = {}
    for period in periods:
        for one in progress(period, by=by):
            if one.cells:
                pk = one.school_class.pk
                found[pk] = _with(found[pk], one) if pk in found else one
    return found


def _with(one: Progress, other: Progress) -> Progress:
    return Progress(
        school_class=one.school_class,
        children=one.children + other.children,
        judged=one.judged + other.judged,
        cells=one.cells + other.cells,
        closed=one.closed and other.closed,
    )


def _children(classes: Sequence[SchoolClass], period: Period, by: Viewer) -> dict[int, list[Pupil]]:
    places = Enrolment.objects.on(min(by.today, period.ends_on)).filter(
        school_class__in=classes, pupil__in=Pupil.objects.visible_to(by)
    )
    found: dict[int, list[Pupil]] = defaultdict(list)
    for place in places.select_related("pupil"):
        if period.concerns(place.pupil.year_in(period.year.starts_on)):
            found[place.school_class_id].append(place.pupil)
    return found


def _judged(pupils: Sequence[int], period: Period) -> Judged:
    """How many areas and subjects an adult has decided for each child."""
    rows = Judgement.objects.filter(
        period=period, pupil__in=pupils, stands=True, voice__in=[Voice.MENTOR, Voice.AGREED]
    ).exclude(value="")
    counted = rows.values_list("pupil", "what").annotate(times=Count("key", distinct=True))
    return {(pupil, what): times for pupil, what, times in counted.order_by()}


@dataclass(frozen=True)
class _Sums:
    """What a child of each year has to be judged in, asked of the scheme once a year group."""

    scheme: Scheme | None
    period: Period
    on: date
    known: dict[int, dict[What, int]] = field(default_factory=dict)

    def cells(self, pupil: Pupil) -> dict[What, int]:
        year = pupil.year_in(self.period.year.starts_on)
        if year not in self.known:
            self.known[year] = self._of_year(year)
        return self.known[year]

    def _of_year(self, year: int) -> dict[What, int]:
        if self.scheme is None:
            return {}
        return {
            What.AREA: len(areas_for(self.scheme, year, self.on)),
            What.SUBJECT: len(subjects_for(self.scheme, year, self.on)),
        }

    def judged(self, pupil: Pupil, judged: Judged) -> int:
        """Never more than there is: a part that no longer applies is not counted."""
        cells = self.cells(pupil).items()
        return sum(min(there, judged.get((pupil.pk, what.value), 0)) for what, there in cells)
