"""Who mentors a child, where it is not the class teacher."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from lantern.accounts.models import Member, Viewer
from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import ONE_DAY, end_before, here_on
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import Mentoring, Pupil, StaffAbsence
from lantern.roster.rules import in_words


@transaction.atomic
def set_mentor(
    *, pupil: Pupil, mentor: Member | None, starts_on: date, by: Actor
) -> Mentoring | None:
    """An adult mentors the child from a day; None gives them back to the class teacher (001-16).

    Any adult of the school may (domain 2.23), until their own last day. Raises RosterTrouble for
    one of another school, or who has left by then, and for a day on which the mentor there is now
    began, or before it.
    """
    if mentor is not None:
        _may_mentor(mentor, pupil, starts_on)
    _hold([pupil])
    now = _last_from(pupil, starts_on)
    if mentor is not None and now is not None and now.mentor_id == mentor.pk:
        return _goes_on(now, by)
    if now is not None:
        _end_now(now, starts_on, by)
    if mentor is None and now is None:
        return None
    who = str(mentor.ref) if mentor else "class teacher"
    note("mentor set", about=pupil, by=by, mentor=who, on=str(starts_on))
    if mentor is None:
        return None
    return Mentoring.objects.create(
        pupil=pupil, mentor=mentor, starts_on=starts_on, ends_on=mentor.ends_on
    )


def _may_mentor(mentor: Member, pupil: Pupil, on: date) -> None:
    if mentor.school_id != pupil.school_id:
        raise RosterTrouble("Someone of another school cannot mentor this child.")
    here_on(mentor, on)


@transaction.atomic
def give_on(*, pupils: Collection[Pupil], mentor: Member | None, by: Viewer) -> int:
    """The mentees of someone who leaves, left or is away for long go to another mentor, or to
    their class teacher.

    Each from today, or from the day after the last of one who leaves. How many there were: who was
    given on meanwhile is left as they are. Raises RosterTrouble for nobody chosen, for the class
    teacher of a child whose class teachers are all away, and as `set_mentor`.
    """
    if not pupils:
        raise RosterTrouble("Choose at least one child.")
    _hold(pupils)
    chosen = _give_on_chosen(pupils, mentor, by)
    return len(chosen) + _give_on_by_class(pupils, chosen, mentor, by)


def _give_on_chosen(pupils: Collection[Pupil], mentor: Member | None, by: Viewer) -> set[int]:
    """Those who were given a mentor by hand; their numbers."""
    asked = Mentoring.objects.to_give_on(by.today).filter(pupil__in=pupils)
    held = list(asked.select_related("pupil").order_by("pk"))
    away = set(StaffAbsence.objects.on(by.today).values_list("member", flat=True))
    for each in held:
        if each.mentor_id in away and (each.ends_on is None or each.ends_on >= by.today):
            _refuse_nobody(each.pupil, mentor, by.today)
            set_mentor(pupil=each.pupil, mentor=mentor, starts_on=by.today, by=by)
        else:
            _give_on_after(each, mentor, by)
    return {each.pupil_id for each in held}


def _give_on_after(last: Mentoring, mentor: Member | None, by: Viewer) -> None:
    """From the day after the last of a mentor who leaves, or left."""
    first = max(by.today, (last.ends_on or by.today) + ONE_DAY)
    _refuse_nobody(last.pupil, mentor, first)
    if mentor is None:
        note("mentor set", about=last.pupil, by=by, mentor="class teacher", on=str(first))
    else:
        set_mentor(pupil=last.pupil, mentor=mentor, starts_on=first, by=by)
    last.given_on = True
    last.save(update_fields=["given_on"])


def _give_on_by_class(
    pupils: Collection[Pupil], chosen: set[int], mentor: Member | None, by: Viewer
) -> int:
    """Those whom their class teacher mentors, who is away; how many."""
    missing = Pupil.objects.missing_a_mentor(by.today).exclude(pk__in=chosen)
    held = list(missing.filter(pk__in=[each.pk for each in pupils]).order_by("pk"))
    for pupil in held:
        _refuse_nobody(pupil, mentor, by.today)
        set_mentor(pupil=pupil, mentor=mentor, starts_on=by.today, by=by)
    return len(held)


def _refuse_nobody(pupil: Pupil, mentor: Member | None, on: date) -> None:
    """A class teacher who is away is nobody to be given to."""
    if mentor is None and Pupil.objects.missing_their_teachers(on).filter(pk=pupil.pk).exists():
        raise RosterTrouble(
            f"The class teacher of {pupil.name} is away: choose somebody else, or put another "
            "class teacher in the class."
        )


def _hold(pupils: Collection[Pupil]) -> None:
    """Nobody else says who mentors these children until this is done."""
    rows = Pupil.objects.select_for_update(no_key=True).filter(pk__in=[each.pk for each in pupils])
    list(rows.order_by("pk").values_list("pk", flat=True))


def _last_from(pupil: Pupil, on: date) -> Mentoring | None:
    """The mentor there is, or was to be, on a day or after it."""
    lasting = Mentoring.objects.not_over(on).filter(pupil=pupil)
    return lasting.order_by("starts_on", "pk").last()


def _goes_on(mentoring: Mentoring, by: Actor) -> Mentoring:
    """The same mentor goes on, though a last day was set, as a rollover does."""
    if mentoring.ends_on != mentoring.mentor.ends_on:
        note("mentor goes on", about=mentoring.pupil, by=by, was=str(mentoring.ends_on))
        mentoring.ends_on = mentoring.mentor.ends_on
        mentoring.save(update_fields=["ends_on"])
    return mentoring


def _end_now(mentoring: Mentoring, on: date, by: Actor) -> None:
    if mentoring.starts_on > max(on, by.now.date()):
        begins = in_words(mentoring.starts_on)
        raise RosterTrouble(f"Another mentor begins on {begins}: choose that day or later.")
    end_before(mentoring, on, by=by)
