"""Groups: made, filled, led and ended, each from a day; what was true stays true of its days."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from lantern.accounts.models import Member
from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import ONE_DAY, end_on
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.turns import hold_group, hold_groups, hold_row
from lantern.roster.models import Group, GroupPlace, GroupStaff, GroupSubject, Pupil
from lantern.roster.models.dated import DatedQuerySet, M
from lantern.roster.rules import in_words, tidy_name
from lantern.schools.models import School


@transaction.atomic
def open_group(
    *, school: School, name: str, kind: Group.Kind, starts_on: date, by: Actor
) -> Group:  # fmt: skip
    """A new group with nobody in it. Raises RosterTrouble on a name that is missing or taken."""
    name = tidy_name(name)
    if not name:
        raise RosterTrouble("Give the group a name.")
    hold_groups(school.pk)
    if Group.objects.filter(school=school, name__iexact=name, ends_on=None).exists():
        raise RosterTrouble(f"There is a group called {name} already.")
    made = Group.objects.create(school=school, name=name, kind=kind, starts_on=starts_on)
    note("group made", about=made, by=by, name=name)
    return made


@transaction.atomic
def end_group(*, group: Group, last_day: date, by: Actor) -> Group:
    """Its last day: that of everyone who is still in it or leads it; those to come never begin.

    Raises RosterTrouble for a day before it began, or before someone who is or was in it did.
    """
    hold_group(group)
    if last_day < (first := _first_last_day(group, by)):
        late = "It had not begun" if first == group.starts_on else "Someone in it had not come"
        raise RosterTrouble(f"{late} by that day: choose {in_words(first)} or later.")
    for place in _lasting(GroupPlace.objects.filter(group=group), last_day + ONE_DAY):
        end_on(place, last_day, by=by)
    for staff in _lasting(GroupStaff.objects.filter(group=group), last_day + ONE_DAY):
        end_on(staff, last_day, by=by)
    group.ends_on = last_day
    group.save(update_fields=["ends_on"])
    note("group ended", about=group, by=by, name=group.name, on=str(last_day))
    return group


def _first_last_day(group: Group, by: Actor) -> date:
    """The first day that can be its last: that on which it, or the last who came, began."""
    places = GroupPlace.objects.filter(group=group, starts_on__lt=by.now.date())
    adults = GroupStaff.objects.filter(group=group, starts_on__lt=by.now.date())
    begun: list[date | None] = [
        rows.aggregate(last=Max("starts_on"))["last"] for rows in (places, adults)
    ]
    return max(day for day in (group.starts_on, *begun, date.min) if day is not None)


@transaction.atomic
def put_in_group(
    *, group: Group, pupils: Collection[Pupil], starts_on: date, by: Actor
) -> list[GroupPlace]:  # fmt: skip
    """Children of any classes belong to the group from a day; who does already stays as they are.

    Raises RosterTrouble for a child of another school, a group that is over, and a child whom
    another set teaches the same subject.
    """
    if any(pupil.school_id != group.school_id for pupil in pupils):
        raise RosterTrouble("A child cannot be in a group of another school.")
    hold_group(group)
    lasts(group, starts_on)
    there = _lasting(GroupPlace.objects.filter(group=group, pupil__in=pupils), starts_on)
    known = {place.pupil_id for place in there}
    new = [pupil for pupil in pupils if pupil.pk not in known]
    in_one_set_a_subject(group, new, starts_on)
    made = GroupPlace.objects.bulk_create(
        GroupPlace(pupil=pupil, group=group, starts_on=starts_on, ends_on=group.ends_on)
        for pupil in new
    )
    for pupil in new:
        note("joined a group", about=pupil, by=by, group=str(group.ref), on=str(starts_on))
    return made


@transaction.atomic
def take_out_of_group(*, place: GroupPlace, last_day: date, by: Actor) -> None:
    """A child's last day in a group; a place that never began is taken away.

    Raises RosterTrouble for a day before they began, or on which the group is over.
    """
    _end(place, last_day, by)
    group = str(place.group.ref)
    note("left a group", about=place.pupil, by=by, group=group, on=str(last_day))


@transaction.atomic
def lead_group(*, group: Group, member: Member, starts_on: date, by: Actor) -> GroupStaff:
    """An adult leads the group from a day. Saying the same again changes nothing.

    Raises RosterTrouble for staff of another school, and a group that is over.
    """
    if member.school_id != group.school_id:
        raise RosterTrouble("Someone of another school cannot lead this group.")
    hold_group(group)
    lasts(group, starts_on)
    here = _lasting(GroupStaff.objects.filter(group=group, member=member), starts_on)
    if here:
        return here[0]
    made = GroupStaff.objects.create(
        group=group, member=member, starts_on=starts_on, ends_on=group.ends_on
    )
    note("leads a group", about=group, by=by, who=str(member.ref), on=str(starts_on))
    return made


@transaction.atomic
def end_leading(*, staff: GroupStaff, last_day: date, by: Actor) -> None:
    """An adult's last day with a group; one who never began is taken away.

    Raises RosterTrouble for a day before they began, or on which the group is over.
    """
    _end(staff, last_day, by)
    who = str(staff.member.ref)
    note("no longer leads a group", about=staff.group, by=by, who=who, on=str(last_day))


@transaction.atomic
def set_subjects(*, group: Group, keys: Collection[str], on: date, by: Actor) -> None:
    """What a set teaches, by the keys of the school's scheme; nothing else is taught in it.

    Raises RosterTrouble for a group that is no set, and where a child of it is taught one of them
    in another set from that day.
    """
    hold_group(group)
    if keys and not group.is_set:
        raise RosterTrouble("Only a teaching set teaches a subject.")
    rows = GroupSubject.objects.filter(group=group)
    before = set(rows.values_list("key", flat=True))
    if before == set(keys):
        return
    rows.exclude(key__in=keys).delete()
    GroupSubject.objects.bulk_create(
        GroupSubject(group=group, key=key) for key in sorted(set(keys) - before)
    )
    places = _lasting(GroupPlace.objects.filter(group=group).select_related("pupil"), on)
    in_one_set_a_subject(group, [place.pupil for place in places], on)
    note("set teaches", about=group, by=by, subjects=", ".join(sorted(keys)))


def in_one_set_a_subject(group: Group, pupils: Sequence[Pupil], on: date) -> None:
    """Raise RosterTrouble for a child whom another set teaches the same from a day or after it."""
    keys = GroupSubject.objects.filter(group=group).values("key")
    others = GroupSubject.objects.filter(key__in=keys, group__school=group.school_id)
    clashes = GroupPlace.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on), pupil__in=pupils,
        group__in=others.exclude(group=group).values("group"),
    )  # fmt: skip
    found = clashes.select_related("pupil", "group").first()
    if found is not None:
        raise RosterTrouble(
            f"{found.pupil.name} is taught the same in {found.group.name}: take them out of it"
            " first, from the day before."
        )


def _end(row: GroupPlace | GroupStaff, last_day: date, by: Actor) -> None:
    hold_row(row)
    lasts(row.group, last_day)
    end_on(row, last_day, by=by)


def lasts(group: Group, on: date) -> None:
    """Raise RosterTrouble for a group that is over by a day."""
    if group.ends_on is not None and group.ends_on < on:
        raise RosterTrouble(f"{group.name} is over by then.")


def _lasting(rows: "DatedQuerySet[M]", on: date) -> "list[M]":
    return list(rows.not_over(on))
