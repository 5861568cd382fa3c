"""Whom a deed may be about: the children it names, and the class of each on its day."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any  # the rows of a question have no types
from uuid import UUID

from django.db.models import QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.prepared import AmongRefs, Prepared, given_row
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.rules import year_group_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A child in a class from a day, the last day None while it lasts; `year` is the year group."""

    pupil: int
    school_class: int
    starts_on: date
    ends_on: date | None
    year: int

    def holds(self, on: date) -> bool:
        """Whether the child is in that class on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassOfAYear:
    """A class, and the days of its academic year."""

    pk: int
    starts_on: date
    ends_on: date

    def holds(self, on: date) -> bool:
        """Whether a day is in its year."""
        return self.starts_on <= on <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class Places:
    """The children and classes that some deeds name, as far as the viewer may praise them."""

    children: Mapping[UUID, list[Place]]
    classes: Mapping[UUID, ClassOfAYear]

    def of(self, pupils: Collection[UUID], on: date) -> Iterator[Place]:
        """Where each of the children is on a day; who is nowhere then is left out."""
        for pupil in pupils:
            there = [each for each in self.children.get(pupil, ()) if each.holds(on)]
            if there:
                yield max(there, key=lambda each: each.starts_on)


def places_of(pupils: Collection[UUID], classes: Collection[UUID], by: Viewer) -> Places:
    """Two queries at most."""
    rows = _children(by.shape, **by.told, refs=pupils) if pupils else []
    found: dict[UUID, list[Place]] = {}
    for ref, *place in rows:
        found.setdefault(ref, []).append(_place(*place))
    known = _classes(school=by.school.pk, refs=classes) if classes else []
    return Places(
        children=found,
        classes={
            ref: ClassOfAYear(pk=pk, starts_on=first, ends_on=last)
            for ref, pk, first, last in known
        },
    )


def _place(
    pupil: int, born_on: date, years_apart: int, school_class: int, starts_on: date,
    ends_on: date | None, year_starts_on: date,
) -> Place:  # fmt: skip
    return Place(
        pupil=pupil, school_class=school_class, starts_on=starts_on, ends_on=ends_on,
        year=year_group_of(born_on, years_apart, year_starts_on.year),
    )  # fmt: skip


@Prepared
def _children(shape: Shape) -> QuerySet[Any, Any]:
    pupils = Pupil.objects.praised_by(anyone(shape)).filter(AmongRefs("ref", "refs"))
    return Enrolment.objects.filter(pupil__in=pupils).order_by().values_list(
        "pupil__ref", "pupil", "pupil__born_on", "pupil__years_apart", "school_class", "starts_on",
        "ends_on", "school_class__year__starts_on",
    )  # fmt: skip


@Prepared
def _classes() -> QuerySet[Any, Any]:
    rows = SchoolClass.objects.filter(AmongRefs("ref", "refs"), school=given_row("school"))
    return rows.order_by().values_list("ref", "pk", "year__starts_on", "year__ends_on")
