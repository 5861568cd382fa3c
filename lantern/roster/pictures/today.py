"""Who is here for today, and what a class's list of names shows them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from lantern.accounts.models import Viewer, Visit
from lantern.roster.models import ClassStaff, Enrolment, Pupil, SchoolClass, StaffAbsence
from lantern.roster.pictures.photographs import photographs_of
from lantern.roster.rules import in_a_list

LATELY = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Someone who was let in for today, and the names of the classes they are here for."""

    visit: Visit
    classes: Sequence[str]


def visitors_today(by: Viewer) -> list[Visitor]:
    """Everyone let in for today by name, those whose day is over or ended among them."""
    rows = Visit.objects.visible_to(by).filter(member__starts_on=by.today)
    visits = rows.select_related("member__user", "member__school")
    staff = ClassStaff.objects.visible_to(by).filter(member__in=rows.values("member"))
    classes: dict[int, list[str]] = defaultdict(list)
    for member, name in staff.order_by("school_class__name").values_list(
        "member", "school_class__name"
    ):
        classes[member].append(name)
    return [
        Visitor(visit=visit, classes=classes[visit.member_id])
        for visit in visits.order_by("member__user__name", "made_at")
    ]


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a child is called, and whether today is their first day in the class.

    `photograph` is the ref of one, where the school keeps any.
    """

    name: str
    is_new: bool
    photograph: UUID | None


@dataclass(frozen=True, kw_only=True)
class NamedClass:
    """A class as whoever is here for a day sees it: what its children and adults are called.

    `left` are those who were in it within the week and are not today.
    """

    name: str
    children: Sequence[Named]
    left: Sequence[str]
    teachers: Sequence[str]
    others: Sequence[str]


def classes_named_to(by: Viewer) -> QuerySet[SchoolClass]:
    """The classes of today of which the viewer may see the names, the youngest first."""
    return SchoolClass.objects.named_to(by).in_year_of(by.today).youngest_first(by.today)


def named_class(by: Viewer, ref: UUID) -> NamedClass | None:
    """One of those classes today; None if it is none of them."""
    found = classes_named_to(by).filter(ref=ref).first()
    if found is None:
        return None
    staff = ClassStaff.objects.on(by.today).filter(school_class=found)
    adults = staff.exclude(member=by.member).order_by("starts_on", "pk")
    named = [
        (each.member.user.name, each.lead, is_here)
        for each, is_here in _who_is_here(adults.select_related("member__user"), by)
    ]
    return NamedClass(
        name=found.name,
        children=_children(found, by),
        left=_left(found, by),
        teachers=[name if here else f"{name} (not today)" for name, lead, here in named if lead],
        others=[name for name, lead, here in named if here and not lead],
    )


def _who_is_here(adults: QuerySet[ClassStaff], by: Viewer) -> list[tuple[ClassStaff, bool]]:
    """Each of a class, and whether today is one of their days and they are not away for long."""
    away = StaffAbsence.objects.on(by.today).filter(member__in=adults.values("member"))
    absent = set(away.values_list("member", flat=True))
    return [(each, each.member_id not in absent and each.teaches_on(by.today)) for each in adults]


def _children(school_class: SchoolClass, by: Viewer) -> list[Named]:
    places = Enrolment.objects.on(by.today).filter(
        school_class=school_class, pupil__in=Pupil.objects.named_to(by)
    )
    rows = sorted(places.values_list(*CALLED, "starts_on", "pupil"), key=_register)
    photographs = photographs_of([pupil for *_, pupil in rows], by)
    return [
        Named(
            name=f"{forename} {surname}".strip(), is_new=first == by.today,
            photograph=photographs.get(pupil),
        )
        for forename, surname, first, pupil in rows
    ]  # fmt: skip


def _left(school_class: SchoolClass, by: Viewer) -> list[str]:
    """By their last place in it: they are in no class of the viewer's any more."""
    still = Enrolment.objects.on(by.today).filter(
        school_class=school_class, pupil=OuterRef("pupil")
    )
    gone = Enrolment.objects.filter(
        school_class=school_class, ends_on__lt=by.today, ends_on__gte=by.today - LATELY
    )
    rows = gone.filter(~Exists(still)).values_list(*CALLED).distinct()
    return [f"{forename} {surname}".strip() for forename, surname in sorted(rows, key=_register)]


CALLED = ("pupil__called_forename", "pupil__called_surname")


def _register(row: tuple[object, ...]) -> tuple[str, ...]:
    return in_a_list(str(row[1]), str(row[0]))
