"""The groups of a school: who is in each and who leads it, as far as a person sees them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from lantern.accounts.models import Viewer
from lantern.roster.models import (
    Enrolment,
    Group,
    GroupPlace,
    GroupStaff,
    GroupSubject,
    Pupil,
    SchoolClass,
)
from lantern.roster.pictures.children import in_register


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A group, how many are in it today, and the names of those who lead it."""

    group: Group
    size: int
    leaders: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Belongs:
    """A child's place in a group, and the class they are in, if they are in one.

    `last` is whether it is their last there, whose last day may be set.
    """

    place: GroupPlace
    last: bool
    name: str
    class_name: str


def groups_of_school(by: Viewer) -> list[tuple[str, list[GroupLine]]]:
    """The groups that last, by kind and then by name; three queries.

    A child who left the school counts in none.
    """
    here = Enrolment.objects.on(by.today).filter(pupil=OuterRef("pupil"))
    places = GroupPlace.objects.visible_to(by).on(by.today).filter(Exists(here))
    sizes = Counter(places.values_list("group", flat=True))
    leaders: dict[int, list[str]] = defaultdict(list)
    staff = GroupStaff.objects.visible_to(by).on(by.today).order_by("starts_on", "pk")
    for group, name in staff.values_list("group", "member__user__name"):
        leaders[group].append(name)
    lines = [
        GroupLine(group=group, size=sizes[group.pk], leaders=tuple(leaders[group.pk]))
        for group in Group.objects.visible_to(by).lasting(by.today).order_by("name")
    ]
    by_kind = ((kind, [line for line in lines if line.group.kind == kind]) for kind in Group.Kind)
    return [(kind.label, its) for kind, its in by_kind if its]


def members_of(group: Group, by: Viewer, *, on: date) -> list[Belongs]:
    """Who is in a group on a day or will be, of those whom this person sees, as in a register.

    Nobody who has left the school.
    """
    ever = Enrolment.objects.filter(pupil=OuterRef("pupil"))
    there = ever.on(on)
    rows = GroupPlace.objects.visible_to(by).not_over(on).filter(Exists(ever.not_over(on)))
    rows = rows.filter(group=group).select_related("pupil", "group")
    named = rows.annotate(class_name=Subquery(there.values("school_class__name")[:1]))
    ordered = sorted(named, key=lambda row: (in_register(row.pupil), row.starts_on))
    last = {row.pupil_id: row for row in sorted(ordered, key=lambda row: row.starts_on)}
    return [
        Belongs(
            place=row,
            name=row.pupil.name,
            class_name=vars(row)["class_name"] or "",
            last=last[row.pupil_id] == row,
        )
        for row in ordered
    ]


def leaders_of(group: Group, by: Viewer, *, on: date) -> list[GroupStaff]:
    """Who leads a group on a day or will."""
    rows = GroupStaff.objects.visible_to(by).not_over(on)
    return list(rows.filter(group=group).select_related("member__user").order_by("starts_on", "pk"))


def to_put_in(group: Group, school_class: SchoolClass, by: Viewer) -> list[Pupil]:
    """The children of a class who are not in a group, of those whom this person sees."""
    here = Enrolment.objects.on(by.today).filter(school_class=school_class)
    lasting = GroupPlace.objects.not_over(by.today).filter(group=group)
    found = Pupil.objects.visible_to(by).filter(pk__in=here.values("pupil"))
    return sorted(found.exclude(pk__in=lasting.values("pupil")), key=in_register)


def taught_in(group: Group) -> Sequence[str]:
    """What a set teaches, by the keys of the school's scheme."""
    return list(
        GroupSubject.objects.filter(group=group).order_by("key").values_list("key", flat=True)
    )


def groups_unseen(pupil: Pupil, by: Viewer) -> list[Group]:
    """The groups that a child is in today, or is to be, and this person does not see."""
    theirs = Group.objects.filter(school=pupil.school_id).holding(pupil, by.today)
    return list(theirs.exclude(pk__in=Group.objects.visible_to(by)))
