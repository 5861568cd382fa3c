"""The last day of something dated; what was true of a day that is over stays."""

from datetime import date, timedelta

from lantern.accounts.models import Member
from lantern.audit.actions import Actor
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import ClassStaff, GroupPlace, GroupStaff, Mentoring
from lantern.roster.rules import in_words

ONE_DAY = timedelta(days=1)
Ends = ClassStaff | GroupPlace | GroupStaff | Mentoring


def end_on(row: Ends, last_day: date, *, by: Actor) -> None:
    """Give it that last day; what is still to come, or began today, is taken away.

    Raises RosterTrouble for a last day before it began, where it began before today.
    """
    _end(row, last_day, first=row.starts_on, by=by)


def end_before(row: Ends, on: date, *, by: Actor) -> None:
    """The same, where something else is so from a day: the day before is its last."""
    _end(row, on - ONE_DAY, first=row.starts_on + ONE_DAY, by=by)


def _end(row: Ends, last_day: date, *, first: date, by: Actor) -> None:
    if last_day >= row.starts_on:
        row.ends_on = last_day
        row.save(update_fields=["ends_on"])
        return
    if row.starts_on < by.now.date():
        raise RosterTrouble(f"{_since(row)}, and that stays: choose {in_words(first)} or later.")
    row.delete()


def _since(row: Ends) -> str:
    """Ms Farrow has been in Kestrels since 3 September 2026."""
    return f"{_what(row)} since {in_words(row.starts_on)}"


def _what(row: Ends) -> str:
    match row:
        case ClassStaff():
            return f"{row.member.user.name} has been in {row.school_class.name}"
        case GroupStaff():
            return f"{row.member.user.name} has led {row.group.name}"
        case GroupPlace():
            return f"{row.pupil.name} has been in {row.group.name}"
        case Mentoring():
            return f"{row.mentor.user.name} has mentored {row.pupil.name}"


def here_on(member: Member, on: date) -> None:
    """Raise RosterTrouble for an adult who is not on the staff on a day."""
    name = member.user.name
    if on < member.starts_on:
        came = in_words(member.starts_on)
        raise RosterTrouble(f"{name} is here from {came}: choose that day or later.")
    if member.ends_on is not None and member.ends_on < on:
        raise RosterTrouble(f"{name} is here until {in_words(member.ends_on)} only.")
