"""Who is in a group and who leads it, from a day to a day; what was true stays so."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Min

from lantern.accounts.models import Member
from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import ONE_DAY, end_on, here_on
from lantern.roster.actions.groups import in_one_set_a_subject, lasts
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.turns import hold_group, hold_row
from lantern.roster.models import Enrolment, Group, GroupPlace, GroupStaff, Pupil
from lantern.roster.models.dated import DatedQuerySet, M
from lantern.roster.rules import in_words


@transaction.atomic
def put_in_group(
    *, group: Group, pupils: Collection[Pupil], starts_on: date, by: Actor
) -> list[GroupPlace]:  # fmt: skip
    """Children of any classes belong to the group from a day; who does already stays as they are.

    Who was to come later comes that day. Raises RosterTrouble for a child of another school, a day
    on which the group is over, or has not begun, or the child had not come to the school, and a
    child whom another set teaches the same subject.
    """
    if any(pupil.school_id != group.school_id for pupil in pupils):
        raise RosterTrouble("A child cannot be in a group of another school.")
    hold_group(group)
    _holds(group, starts_on)
    _came(pupils, starts_on)
    there = _firsts(GroupPlace.objects.filter(group=group, pupil__in=pupils), starts_on, "pupil_id")
    new = [pupil for pupil in pupils if pupil.pk not in there]
    sooner = [pupil for pupil in pupils if pupil.pk in there]
    sooner = [pupil for pupil in sooner if there[pupil.pk].starts_on > starts_on]
    in_one_set_a_subject(group, [*new, *sooner], starts_on)
    for pupil in sooner:
        _bring_forward(there[pupil.pk], starts_on)
    made = GroupPlace.objects.bulk_create(
        GroupPlace(pupil=pupil, group=group, starts_on=starts_on, ends_on=group.ends_on)
        for pupil in new
    )
    for pupil in (*new, *sooner):
        note("joined a group", about=pupil, by=by, group=str(group.ref), on=str(starts_on))
    return made


@transaction.atomic
def take_out_of_group(*, place: GroupPlace, last_day: date | None, by: Actor) -> None:
    """A child's last day in a group, or None to take one back; what never began is taken away.

    Raises RosterTrouble for a day before they began, or after the group ends, and where they would
    stay in a set while another teaches them the same.
    """
    hold_row(place)
    until = _until(place.group, last_day)
    if place.ends_on is not None and (until is None or until > place.ends_on):
        in_one_set_a_subject(place.group, [place.pupil], place.ends_on + ONE_DAY)
    _set_end(place, until, by)
    group = str(place.group.ref)
    did = "stays in a group" if last_day is None else "left a group"
    note(did, about=place.pupil, by=by, group=group, on=str(last_day or ""))


@transaction.atomic
def lead_group(*, group: Group, member: Member, starts_on: date, by: Actor) -> GroupStaff:
    """An adult leads the group from a day. Saying the same again changes nothing.

    Who was to lead it later leads it from that day. Raises RosterTrouble for staff of another
    school, and for a day on which the group is over, or has not begun, or they are not here.
    """
    if member.school_id != group.school_id:
        raise RosterTrouble("Someone of another school cannot lead this group.")
    hold_group(group)
    _holds(group, starts_on)
    here_on(member, starts_on)
    rows = GroupStaff.objects.filter(group=group, member=member)
    made = _firsts(rows, starts_on, "member_id").get(member.pk)
    if made is not None and made.starts_on <= starts_on:
        return made
    if made is not None:
        _bring_forward(made, starts_on)
    else:
        made = GroupStaff.objects.create(
            group=group, member=member, starts_on=starts_on,
            ends_on=_sooner(group.ends_on, member.ends_on),
        )  # fmt: skip
    note("leads a group", about=group, by=by, who=str(member.ref), on=str(starts_on))
    return made


@transaction.atomic
def end_leading(*, staff: GroupStaff, last_day: date | None, by: Actor) -> None:
    """An adult's last day with a group, or None to take one back; who never began is taken away.

    Raises RosterTrouble for a day before they began, or after the group ends.
    """
    hold_row(staff)
    _set_end(staff, _sooner(_until(staff.group, last_day), staff.member.ends_on), by)
    who = str(staff.member.ref)
    told = "goes on leading a group" if last_day is None else "no longer leads a group"
    note(told, about=staff.group, by=by, who=who, on=str(last_day or ""))


def _until(group: Group, last_day: date | None) -> date | None:
    """A last day within the group's own. Raises RosterTrouble for one after that."""
    if last_day is not None:
        lasts(group, last_day)
    return last_day or group.ends_on


def _sooner(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _set_end(row: GroupPlace | GroupStaff, until: date | None, by: Actor) -> None:
    if until is not None:
        end_on(row, until, by=by)
        return
    row.ends_on = None
    row.save(update_fields=["ends_on"])


def _bring_forward(row: GroupPlace | GroupStaff, starts_on: date) -> None:
    row.starts_on = starts_on
    row.save(update_fields=["starts_on"])


def _firsts(rows: "DatedQuerySet[M]", on: date, whose: str) -> "dict[int, M]":
    """Of each child or adult, the first row that holds on a day or begins after it."""
    found: dict[int, M] = {}
    for row in rows.not_over(on).order_by("starts_on", "pk"):
        found.setdefault(getattr(row, whose), row)
    return found


def _came(pupils: Collection[Pupil], on: date) -> None:
    first = (
        Enrolment.objects.filter(pupil__in=pupils).values("pupil").annotate(first=Min("starts_on"))
    )
    late = first.filter(first__gt=on).order_by("first").last()
    if late is not None:
        name = next(pupil.name for pupil in pupils if pupil.pk == late["pupil"])
        raise RosterTrouble(f"{name} came on {in_words(late['first'])}: choose that day or later.")


def _holds(group: Group, on: date) -> None:
    if group.starts_on is not None and on < group.starts_on:
        begins = in_words(group.starts_on)
        raise RosterTrouble(f"{group.name} begins on {begins}: choose that day or later.")
    lasts(group, on)
