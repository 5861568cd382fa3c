"""The groups of a plan: joined from a day, left the day before."""

from collections.abc import Iterable, Sequence
from datetime import date

from lantern.audit.actions import Actor
from lantern.roster.actions.ending import end_before
from lantern.roster.actions.loading.places import BATCH
from lantern.roster.actions.loading.pupils import Move
from lantern.roster.models import Group, GroupPlace
from lantern.schools.models import School


def load_groups(moves: Sequence[Move], *, school: School, on: date, by: Actor) -> None:
    """Put children in groups and take them out, making groups that are new to the school.

    Who was to join one later is in it from the day of the list.
    """
    joined = [(move, name) for move in moves for name in move.after.groups - move.before.groups]
    left = [(move, name) for move in moves for name in move.before.groups - move.after.groups]
    groups = _groups(school, (name for _, name in joined), on)
    _join([(move, groups[name.casefold()]) for move, name in joined], on)
    for move, name in left:
        _take_out(move, name, on, by)


def _groups(school: School, names: Iterable[str], on: date) -> dict[str, Group]:
    """The school's groups by name in small letters: one that goes on before one that ends."""
    lasting = Group.objects.filter(school=school).lasting(on)
    found = {group.name.casefold(): group for group in sorted(lasting, key=_goes_on)}
    for name in sorted(set(names)):
        if name.casefold() not in found:
            found[name.casefold()] = Group.objects.create(school=school, name=name)
    return found


def _goes_on(group: Group) -> bool:
    return group.ends_on is None


def _join(joined: Sequence[tuple[Move, Group]], on: date) -> None:
    coming = GroupPlace.objects.filter(
        group__in={group.pk for _, group in joined}, starts_on__gt=on
    )
    first = {(row.pupil_id, row.group_id): row for row in coming.order_by("-starts_on")}
    earlier, new = [], []
    for move, group in joined:
        if there := first.get((move.pupil.pk, group.pk)):
            there.starts_on = on
            earlier.append(there)
        else:
            new.append(
                GroupPlace(pupil=move.pupil, group=group, starts_on=on, ends_on=group.ends_on)
            )
    GroupPlace.objects.bulk_update(earlier, ["starts_on"], batch_size=BATCH)
    GroupPlace.objects.bulk_create(new)


def _take_out(move: Move, name: str, on: date, by: Actor) -> None:
    for place in GroupPlace.objects.on(on).filter(pupil=move.pupil, group__name=name):
        end_before(place, on, by=by)
