"""Who mentors a child, where it is not the class teacher."""

from datetime import date, timedelta

from django.db import transaction

from lantern.accounts.models import Member
from lantern.audit.actions import Actor, note
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import Mentoring, Pupil


@transaction.atomic
def set_mentor(
    *, pupil: Pupil, mentor: Member | None, starts_on: date, by: Actor
) -> Mentoring | None:
    """An adult mentors the child from a day; None gives them back to the class teacher (001-16).

    Any adult of the school may (domain 2.23). Raises RosterTrouble for one of another school, or
    for a day before the mentor there is now began.
    """
    if mentor is not None and mentor.school_id != pupil.school_id:
        raise RosterTrouble("Someone of another school cannot mentor this child.")
    now = Mentoring.objects.filter(pupil=pupil, ends_on=None).first()
    if mentor is not None and now is not None and now.mentor_id == mentor.pk:
        return now
    if now is not None:
        _end_before(now, starts_on)
    if mentor is None and now is None:
        return None
    who = str(mentor.ref) if mentor else "class teacher"
    note("mentor set", about=pupil, by=by, mentor=who, on=str(starts_on))
    if mentor is None:
        return None
    return Mentoring.objects.create(pupil=pupil, mentor=mentor, starts_on=starts_on)


def _end_before(mentoring: Mentoring, on: date) -> None:
    if mentoring.starts_on > on:
        raise RosterTrouble("The mentor there is now begins after that day: choose a later one.")
    if mentoring.starts_on == on:
        mentoring.delete()
        return
    mentoring.ends_on = on - timedelta(days=1)
    mentoring.save(update_fields=["ends_on"])
