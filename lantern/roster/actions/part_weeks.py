"""Children who are at this school for part of the week: elsewhere, or too young for all of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.roster.actions.following import following
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import PartWeek, Pupil
from lantern.roster.rules import in_words
from lantern.roster.rules.part_weeks import NAMES, compulsory_from, sessions_kept

A_DAY = timedelta(days=1)


@transaction.atomic
def set_part_week(
    *, pupil: Pupil, why: PartWeek.Why | None, away: Sequence[str], starts_on: date,
    ends_on: date | None, by: Viewer, mistaken: bool = False,
) -> PartWeek | None:  # fmt: skip
    """From a day a child is not here in some sessions of each week; None: here all week again.

    What was so before ends the day before; part-time by age ends as compulsory school age begins
    (standards 7). If what was said from that day on was `mistaken`, it is taken back: the audit
    keeps it, the history does not. Raises RosterTrouble for no session or for all, for days that
    cannot be or lie before what was said last, and for a child too old to be part-time by age.
    """
    Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    kept = sessions_kept(away) if why is not None else ""
    if why is not None:
        _check(pupil, why, kept, (starts_on, ends_on))
    if why == PartWeek.Why.YOUNG:
        last = compulsory_from(pupil.born_on) - A_DAY
        ends_on = min(ends_on or last, last)
    since = f"Here {'part of the' if why else 'all'} week from {in_words(starts_on)}"
    with following([pupil], why=since, by=by):
        if mistaken:
            _take_back(pupil, starts_on, by)
        before = _end_what_was(pupil, starts_on, by)
        made = None
        if why is not None:
            made = PartWeek.objects.create(
                pupil=pupil, why=why, away=kept, starts_on=starts_on, ends_on=ends_on
            )
    if made:
        note("part of the week set", about=pupil, by=by, on=str(starts_on), sessions=len(kept))
    elif before:
        note("here all week again", about=pupil, by=by, on=str(starts_on))
    return made


def _take_back(pupil: Pupil, since: date, by: Viewer) -> None:
    """What was said from the day on, or from a later one, was never so."""
    for row in PartWeek.objects.filter(pupil=pupil, starts_on__gte=since).order_by("starts_on"):
        note(
            "part of the week taken back", about=pupil, by=by, on=str(row.starts_on),
            until=str(row.ends_on or "further notice"), away=row.told,
        )  # fmt: skip
        row.delete()


def _end_what_was(pupil: Pupil, starts_on: date, by: Viewer) -> list[PartWeek]:
    """What holds on the day, or is to come, ends; what is over by it stays."""
    before = list(PartWeek.objects.not_over(starts_on).filter(pupil=pupil))
    for row in before:
        if row.starts_on > starts_on or (row.starts_on == starts_on and starts_on < by.today):
            began = in_words(row.starts_on)
            raise RosterTrouble(
                f"Something else is said from {began}: not here on {row.told}. If that was a"
                " mistake, say so below and save again. Else choose a later day."
            )
        if row.starts_on == starts_on:
            row.delete()
        else:
            row.ends_on = starts_on - A_DAY
            row.save(update_fields=["ends_on"])
    return before


def _check(pupil: Pupil, why: PartWeek.Why, kept: str, days: tuple[date, date | None]) -> None:
    starts_on, ends_on = days
    if not kept or len(kept) == len(NAMES):
        raise RosterTrouble("Tick the sessions in which the child is not here: not all of them.")
    if ends_on is not None and ends_on < starts_on:
        raise RosterTrouble("The last day is before the first.")
    first = compulsory_from(pupil.born_on)
    if why == PartWeek.Why.YOUNG and starts_on >= first:
        raise RosterTrouble(
            f"{pupil.name} is of compulsory school age from {in_words(first)}: from then a"
            " part-time timetable is an absence that the register says (C2), and not X."
        )
