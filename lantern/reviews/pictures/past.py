"""The earlier years of a class's own children: their classes then, and what was reviewed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from lantern.accounts.models import Viewer
from lantern.roster.models import Enrolment, SchoolClass
from lantern.roster.pictures import Child, children
from lantern.schools.models import AcademicYear, Period


@dataclass(frozen=True, kw_only=True)
class PastClass:
    """A class of then; `ref` is None if the viewer may not see it, `count` those of ours in it.

    `periods` are those that any of ours in it was in.
    """

    name: str
    ref: uuid.UUID | None
    count: int
    periods: tuple[Period, ...]


@dataclass(frozen=True, kw_only=True)
class PastChild:
    """One of our children then; `periods` are those in which they were in a class."""

    name: str
    ref: uuid.UUID
    class_name: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, kw_only=True)
class Past:
    """One earlier year of a class's children; `years` are all that they were here, newest first."""

    year: AcademicYear
    years: tuple[AcademicYear, ...]
    periods: tuple[Period, ...]
    classes: tuple[PastClass, ...]
    children: tuple[PastChild, ...]


def past_of(school_class: SchoolClass, began: str, *, by: Viewer) -> Past | None:
    """The year that began in `began`, the latest if none is named; None if nobody was here then.

    Of a class to come, the children who will be in it on its first day. What is read does not grow
    with the school's history: only a child's own years are looked at.
    """
    there = children(school_class, on=_in(school_class.year, by.today), by=by)
    years = _years([child.pk for child in there], before=school_class.year)
    year = next((each for each in years if began in {"", str(each.starts_on.year)}), None)
    if year is None:
        return None
    periods = tuple(Period.objects.filter(year=year).begun(by.today).order_by("starts_on"))
    places = _places(there, year)
    groups = _groups_then(there, school_class.year, year)
    return Past(
        year=year, years=years, periods=periods,
        classes=tuple(_classes(places, periods, groups, by)),
        children=tuple(_children(there, places, periods, groups)),
    )  # fmt: skip


def _groups_then(
    there: Sequence[Child], now: AcademicYear, then: AcademicYear
) -> Mapping[int, int]:
    """The year group that each child was in: a year set by hand moves up with the child too."""
    since = now.starts_on.year - then.starts_on.year
    return {child.pk: child.year - since for child in there}


def _in(year: AcademicYear, today: date) -> date:
    """Today, or the day of the year that is nearest to it."""
    return max(year.starts_on, min(today, year.ends_on))


def _years(pupils: Sequence[int], *, before: AcademicYear) -> tuple[AcademicYear, ...]:
    here = Enrolment.objects.filter(pupil__in=pupils, school_class__year=OuterRef("pk"))
    rows = AcademicYear.objects.filter(
        Exists(here), school=before.school_id, starts_on__lt=before.starts_on
    )
    return tuple(rows.order_by("-starts_on"))


def _places(there: Sequence[Child], year: AcademicYear) -> list[Enrolment]:
    """Where each was in that year, the earliest first."""
    rows = Enrolment.objects.filter(
        pupil__in=[child.pk for child in there], school_class__year=year
    )
    return list(rows.select_related("school_class").order_by("starts_on", "pk"))


def _classes(
    places: Sequence[Enrolment], periods: Sequence[Period], years: Mapping[int, int], by: Viewer
) -> Iterable[PastClass]:
    """The classes, the one that most of them were in first."""
    known = {place.school_class_id: place.school_class for place in places}
    seen = set(SchoolClass.objects.visible_to(by).filter(pk__in=known).values_list("pk", flat=True))
    there: dict[int, set[int]] = defaultdict(set)
    for place in places:
        there[place.school_class_id].add(place.pupil_id)
    for pk in sorted(known, key=lambda pk: (-len(there[pk]), known[pk].name)):
        theirs = {years[pupil] for pupil in there[pk]}
        yield PastClass(
            name=known[pk].name, ref=known[pk].ref if pk in seen else None, count=len(there[pk]),
            periods=tuple(each for each in periods if any(map(each.concerns, theirs))),
        )  # fmt: skip


def _children(
    there: Sequence[Child], places: Sequence[Enrolment], periods: Sequence[Period],
    years: Mapping[int, int],
) -> Iterable[PastChild]:  # fmt: skip
    for child in there:
        theirs = [place for place in places if place.pupil_id == child.pk]
        names = dict.fromkeys(place.school_class.name for place in theirs)
        own = [each for each in periods if each.concerns(years[child.pk])]
        if theirs:
            yield PastChild(
                name=child.name, ref=child.ref, class_name=", ".join(names),
                periods=tuple(each for each in own if _was_here(theirs, each)),
            )  # fmt: skip


def _was_here(places: Sequence[Enrolment], period: Period) -> bool:
    return any(
        place.starts_on <= period.ends_on
        and (place.ends_on is None or place.ends_on >= period.starts_on)
        for place in places
    )
