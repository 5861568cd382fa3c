"""Groups: made and ended from a day, and what a set teaches; what was true stays so."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from lantern.accounts.models import Viewer
from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import ONE_DAY, end_on
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.turns import hold_group, hold_groups
from lantern.roster.models import Group, GroupPlace, GroupStaff, GroupSubject, Pupil, kinds_seen
from lantern.roster.models.dated import DatedQuerySet, M
from lantern.roster.rules import in_words, tidy_name
from lantern.schools.models import School


@transaction.atomic
def open_group(
    *, school: School, name: str, kind: Group.Kind, starts_on: date, by: Actor
) -> Group:  # fmt: skip
    """A new group with nobody in it. Raises RosterTrouble on a name that is missing or taken.

    And for a kind whose groups whoever makes it would not see.
    """
    name = _named(name)
    _seen(kind, by)
    hold_groups(school.pk)
    _free(school, name)
    made = Group.objects.create(school=school, name=name, kind=kind, starts_on=starts_on)
    note("group made", about=made, by=by, name=name)
    return made


@transaction.atomic
def change_group(*, group: Group, name: str, kind: Group.Kind, by: Actor) -> Group:
    """Another name, or another kind; who is in it stays. The same again changes nothing.

    Raises RosterTrouble as `open_group`, for a set that teaches something and would be none, and
    for a group that is over.
    """
    name = _named(name)
    _seen(kind, by)
    hold_group(group)
    lasts(group, by.now.date())
    if (group.name, group.kind) == (name, kind):
        return group
    _free(group.school, name, but=group)
    if kind != Group.Kind.SET and GroupSubject.objects.filter(group=group).exists():
        raise RosterTrouble(f"{group.name} teaches something: take its subjects away first.")
    was, group.name, group.kind = group.name, name, kind
    group.save(update_fields=["name", "kind"])
    note("group changed", about=group, by=by, name=name, kind=kind.label, was=was)
    return group


def _named(name: str) -> str:
    if not (tidied := tidy_name(name)):
        raise RosterTrouble("Give the group a name.")
    return tidied


def _seen(kind: Group.Kind, by: Actor) -> None:
    """Raise RosterTrouble for a person who would not see a group of that kind."""
    if isinstance(by, Viewer) and kind not in kinds_seen(by):
        raise RosterTrouble("You would not see a group of that kind: choose another.")


def _free(school: School, name: str, *, but: Group | None = None) -> None:
    """Raise RosterTrouble if a group that goes on has the name."""
    others = Group.objects.filter(school=school, name__iexact=name, ends_on=None)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RosterTrouble(f"There is a group called {name} already.")


@transaction.atomic
def end_group(*, group: Group, last_day: date | None, by: Actor) -> Group:
    """Its last day: that of everyone who is still in it or leads it; those to come never begin.

    A later one, or None, holds for all who would have ended with it. Raises RosterTrouble for a
    day before it began, or before someone who is or was in it did, for a group that is over, and
    for one that would go on beside another of its name, or of a set that teaches a child the same.
    """
    hold_group(group)
    lasts(group, by.now.date())
    if group.ends_on is not None and (last_day is None or last_day > group.ends_on):
        _goes_on(group, group.ends_on, last_day)
    if last_day is not None:
        _end_all(group, last_day, by)
    group.ends_on = last_day
    group.save(update_fields=["ends_on"])
    did = "group goes on" if last_day is None else "group ended"
    note(did, about=group, by=by, name=group.name, on=str(last_day or ""))
    return group


def _goes_on(group: Group, was: date, last_day: date | None) -> None:
    """Whoever would have ended with it goes on with it."""
    if last_day is None:
        _free(group.school, group.name, but=group)
    places = GroupPlace.objects.filter(group=group, ends_on=was)
    there = [place.pupil for place in places.select_related("pupil")]
    in_one_set_a_subject(group, there, was + ONE_DAY)
    places.update(ends_on=last_day)
    GroupStaff.objects.filter(group=group, ends_on=was).update(ends_on=last_day)


def _end_all(group: Group, last_day: date, by: Actor) -> None:
    if last_day < (first := _first_last_day(group, by)):
        said = "It had not begun by" if first == group.starts_on else "Someone was in it after"
        raise RosterTrouble(f"{said} that day: choose {in_words(first)} or later.")
    for place in _lasting(GroupPlace.objects.filter(group=group), last_day + ONE_DAY):
        end_on(place, last_day, by=by)
    for staff in _lasting(GroupStaff.objects.filter(group=group), last_day + ONE_DAY):
        end_on(staff, last_day, by=by)


def _first_last_day(group: Group, by: Actor) -> date:
    """The first day that can be its last: when it began, or the last who was in it came or went."""
    today = by.now.date()
    places = GroupPlace.objects.filter(group=group)
    adults = GroupStaff.objects.filter(group=group)
    begun: list[date | None] = [
        rows.filter(**{f"{which}__lt": today}).aggregate(last=Max(which))["last"]
        for rows in (places, adults)
        for which in ("starts_on", "ends_on")
    ]
    return max(day for day in (group.starts_on, *begun, date.min) if day is not None)


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


def lasts(group: Group, on: date) -> None:
    """Raise RosterTrouble if the group is over by a day."""
    if group.ends_on is not None and group.ends_on < on:
        raise RosterTrouble(f"{group.name} is over by then.")


def _lasting(rows: "DatedQuerySet[M]", on: date) -> "list[M]":
    return list(rows.not_over(on))
