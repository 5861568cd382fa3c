"""Who teaches a child what in a set, and the children of a set as a class has its own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast  # the rows of a question have no types
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can, Role, may
from lantern.prepared import Among, Prepared, given_day, given_row
from lantern.roster.models import (
    Group,
    GroupPlace,
    GroupStaff,
    GroupSubject,
    Pupil,
    PupilQuerySet,
    SchoolClass,
)
from lantern.roster.pictures.children import Child, in_class
from lantern.roster.pictures.placed import by_child, last_by, rows_of
from lantern.roster.rules import in_a_list


@dataclass(frozen=True, kw_only=True, slots=True)
class InSet:
    """A set and who leads it today and may judge; `mine` is whether the viewer is one of them."""

    group: int
    ref: UUID
    name: str
    leaders: tuple[str, ...]
    members: frozenset[int]
    mine: bool

    @property
    def said(self) -> str:
        """Set 2, Mr Bellamy."""
        return ", ".join([self.name, *self.leaders])


Sets = Mapping[int, Mapping[str, InSet]]  # by child, then by the subject that is taught in it


def sets_of(pupils: Sequence[int], *, on: date, by: Viewer) -> Sets:
    """In which sets some children were taught on a day, of those that someone leads today.

    Only who may judge at this school leads one here: what is taught in any other set is the
    class's own. One query where there is none.
    """
    taught = defaultdict(list)
    for group, key in _taught(_judges(by), school=by.school.pk, today=by.today):
        taught[group].append(key)
    if not taught:
        return {}
    led = _led(by)
    found: dict[int, dict[str, InSet]] = defaultdict(dict)
    for pupil, group in _places(pupils=list(pupils), groups=[*taught], on=on):
        found[pupil] |= dict.fromkeys(taught[group], led[group])
    return found


def _judges(by: Viewer) -> tuple[Role, ...]:
    """Who may judge at this school, by what they are here as."""
    return tuple(role for role in Role if may(role, Can.JUDGE, by.school.taken))


@Prepared
def _taught(judges: tuple[Role, ...]) -> QuerySet[Any, Any]:
    leads = GroupStaff.objects.on(_day("today")).filter(
        group=OuterRef("group"), member__role__in=judges
    )
    rows = GroupSubject.objects.filter(
        Exists(leads), group__school=given_row("school"), group__kind=Group.Kind.SET
    )
    return rows.order_by("group", "key").values_list("group", "key")


@dataclass
class _Leads:
    ref: UUID
    name: str
    leaders: dict[int, str] = field(default_factory=dict)


def _led(by: Viewer) -> dict[int, InSet]:
    found: dict[int, _Leads] = {}
    for group, ref, name, member, leader in _leads(
        _judges(by), school=by.school.pk, today=by.today
    ):  # fmt: skip
        found.setdefault(group, _Leads(ref, name)).leaders[member] = leader
    return {
        group: InSet(
            group=group, ref=each.ref, name=each.name, leaders=tuple(each.leaders.values()),
            members=frozenset(each.leaders), mine=by.member.pk in each.leaders,
        )
        for group, each in found.items()
    }  # fmt: skip


@Prepared
def _leads(judges: tuple[Role, ...]) -> QuerySet[Any, Any]:
    rows = GroupStaff.objects.on(_day("today")).filter(
        group__school=given_row("school"), member__role__in=judges
    )
    there = rows.filter(group__kind=Group.Kind.SET).order_by("starts_on", "pk")
    return there.values_list("group", "group__ref", "group__name", "member", "member__user__name")


@Prepared
def _places() -> QuerySet[Any, Any]:
    rows = GroupPlace.objects.on(_day("on")).filter(
        Among("pupil_id", "pupils"), Among("group_id", "groups")
    )
    return rows.order_by("starts_on", "pk").values_list("pupil", "group")


def _day(name: str) -> date:
    return cast(date, given_day(name))


def pupils_of_set(group: Group, *, on: date, by: Viewer) -> PupilQuerySet:
    """The children of a set on a day whom this person sees in it: all, if they lead it."""
    places = GroupPlace.objects.visible_to(by).on(on).filter(group=group)
    return Pupil.objects.filter(school=by.school, pk__in=places.values("pupil"))


def children_of_set(
    group: Group, *, on: date, by: Viewer
) -> list[tuple[Child, SchoolClass]]:  # fmt: skip
    """Each child of a set who is in a class on a day, with that class, as a register has them."""
    placed = by_child(rows_of(pupils_of_set(group, on=on, by=by)))
    last = [place for rows in placed.values() if (place := last_by(rows, on))]
    here = {place.school_class for place in last}
    classes = SchoolClass.objects.select_related("year").filter(pk__in=here).order_by("pk")
    found = [
        (child, school_class)
        for school_class in classes
        for child in in_class(placed, school_class, every=False, on=on)
        if not child.left
    ]
    return sorted(found, key=lambda each: in_a_list(each[0].surname, each[0].forename))
