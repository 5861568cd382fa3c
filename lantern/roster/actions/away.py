"""Staff who are away for long: from when, and until when."""

from datetime import date

from django.db import transaction

from lantern.accounts.models import Member, Viewer
from lantern.audit.actions import note
from lantern.roster.actions.ending import here_on
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import StaffAbsence
from lantern.roster.rules import in_words


@transaction.atomic
def set_away(*, member: Member, starts_on: date, ends_on: date | None, by: Viewer) -> StaffAbsence:
    """They are away from a day, until another or nobody knows when; both days belong to it.

    Their mentees are shown until someone says who comes next; what they may see stays. Said again
    of an absence that is not over, its days are put right. Raises RosterTrouble for someone who is
    not on the staff then, and for days that cannot be or lie within an earlier absence.
    """
    here_on(member, starts_on)
    if ends_on is not None and ends_on < starts_on:
        raise RosterTrouble("The last day is before the first.")
    held = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    every = list(StaffAbsence.objects.filter(member=held).order_by("starts_on", "pk"))
    now = next((each for each in every if each.ends_on is None or each.ends_on >= by.today), None)
    for each in every:
        if each != now and each.ends_on is not None and each.ends_on >= starts_on:
            until = in_words(each.ends_on)
            raise RosterTrouble(f"They were away until {until}: choose a later day.")
    if now is not None and now.starts_on < by.today and starts_on != now.starts_on:
        since = in_words(now.starts_on)
        raise RosterTrouble(
            f"They have been away since {since}, and that stays. If it was a mistake, take it back."
        )
    made = now or StaffAbsence(school=by.school, member=held)
    made.starts_on, made.ends_on = starts_on, ends_on
    made.save()
    until = str(ends_on) if ends_on else "nobody knows when"
    note("member of staff away", about=member, by=by, on=str(starts_on), until=until)
    return made


@transaction.atomic
def never_away(*, member: Member, since: date, by: Viewer) -> None:
    """That they are away from that day was a mistake: it is taken back, and the audit keeps it.

    Whom they mentor they mentor as before; who was given on meanwhile stays so. Raises
    RosterTrouble where no absence from that day is left that is not over.
    """
    held = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    row = StaffAbsence.objects.not_over(by.today).filter(member=held, starts_on=since).first()
    if row is None:
        raise RosterTrouble(f"Nobody says now that they are away from {in_words(since)}.")
    until = str(row.ends_on) if row.ends_on else "nobody knows when"
    note("absence taken back", about=member, by=by, on=str(since), until=until)
    row.delete()
