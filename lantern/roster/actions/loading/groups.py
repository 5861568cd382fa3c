"""The groups of a plan: joined from a day, left the day before."""

from collections.abc import Iterable, Sequence
from datetime import date

from lantern.audit.actions import Actor
from lantern.roster.actions.ending import end_before
from lantern.roster.actions.groups import in_one_set_a_subject
from lantern.roster.actions.loading.places import BATCH
from lantern.roster.actions.loading.pupils import Move
from lantern.roster.actions.turns import hold_groups
from lantern.roster.models import Group, GroupPlace, Pupil
from lantern.roster.rules.heading_words import GROUPS
from lantern.schools.models import School

NEEDS = frozenset(GROUPS.values())


def load_groups(moves: Sequence[Move], *, school: School, on: date, by: Actor) -> None:
    """Put children in groups and take them out, making groups that are new to the school.

    Raises RosterTrouble for a child who would be in two sets of one subject.
    """
    joined = [(move, name) for move in moves for name in move.after.groups - move.before.groups]
    left = [(move, name) for move in moves for name in move.before.groups - move.after.groups]
    groups = _groups(school, (name for _, name in joined), on)
    for move, name in left:
        _take_out(move, name, on, by)
    joins = [(move.pupil, groups[name.casefold()]) for move, name in joined]
    hold_groups(school.pk)
    _put_in(joins, on)
    for group in {group for _, group in joins if group.is_set}:
        in_one_set_a_subject(group, [pupil for pupil, into in joins if into == group], on)


def _put_in(joins: Sequence[tuple[Pupil, Group]], on: date) -> None:
    """Whoever was to come into it later comes that day."""
    to_come = GroupPlace.objects.filter(group__in={group for _, group in joins}, starts_on__gt=on)
    known = {(row.pupil_id, row.group_id): row for row in to_come.order_by("-starts_on")}
    sooner = [known[key] for pupil, group in joins if (key := (pupil.pk, group.pk)) in known]
    for place in sooner:
        place.starts_on = on
    GroupPlace.objects.bulk_update(sooner, ["starts_on"], batch_size=BATCH)
    GroupPlace.objects.bulk_create(
        GroupPlace(pupil=pupil, group=group, starts_on=on, ends_on=group.ends_on)
        for pupil, group in joins
        if (pupil.pk, group.pk) not in known
    )


def _groups(school: School, names: Iterable[str], on: date) -> dict[str, Group]:
    """The school's groups by name in small letters: one that goes on before one that ends.

    A new one is of a need only where its column is one that office systems have of a need.
    """
    lasting = Group.objects.filter(school=school).lasting(on)
    found = {group.name.casefold(): group for group in sorted(lasting, key=_goes_on)}
    for name in sorted(set(names)):
        if name.casefold() not in found:
            kind = Group.Kind.NEED if name in NEEDS else Group.Kind.CLUB
            found[name.casefold()] = Group.objects.create(school=school, name=name, kind=kind)
    return found


def _goes_on(group: Group) -> bool:
    return group.ends_on is None


def _take_out(move: Move, name: str, on: date, by: Actor) -> None:
    for place in GroupPlace.objects.on(on).filter(pupil=move.pupil, group__name=name):
        end_before(place, on, by=by)
