"""Changing a year's dates afterwards: its half terms' days, or taking a whole year back."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from lantern.audit.actions import Actor, note
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period, School, Term
from lantern.schools.pictures import HalfChange, possible_change
from lantern.schools.rules import CalendarTrouble, Dates

SEEN_OTHERWISE = "Something changed since this was shown. Please look at it again."


@transaction.atomic
def change_half_terms(
    *, year: AcademicYear, asked: Mapping[int, Dates], by: Actor, seen: str | None = None
) -> HalfChange:
    """Give half terms, by their numbers in the database, other days: all of them or none.

    Their terms and their reviews that are not in use follow them. Closed days that are outside now
    are forgotten; attendance marks stay, as on any closed day. A review in which anything was
    judged, closed or printed keeps its dates. The same again changes nothing. `seen` is the mark
    of the change that was shown, where one was. Raises CalendarTrouble if it is another by now, or
    if one would overlap another, or leave its year or its place.
    """
    School.objects.select_for_update().get(pk=year.school_id)
    change = possible_change(year, asked)
    if change.halves and seen not in (None, change.mark):
        raise CalendarTrouble(SEEN_OTHERWISE)
    if change.halves:
        _write(change)
    for half, dates in change.halves:
        note(
            "half term changed", about=year, by=by, name=half.name,
            was=f"{half.starts_on} to {half.ends_on}",
            becomes=f"{dates.starts_on} to {dates.ends_on}",
            moved=len(change.moves), days_forgotten=len(change.forgets),
        )  # fmt: skip
    return change


def _write(change: HalfChange) -> None:
    """The half terms, their terms, their reviews."""
    for half, dates in change.halves:
        HalfTerm.objects.filter(pk=half.pk).update(**_days(dates))
    for pk, dates in change.terms.items():
        Term.objects.filter(pk=pk).update(**_days(dates))
    for period, dates in change.moves:
        Period.objects.filter(pk=period.pk).update(**_days(dates))
    ClosedDay.objects.filter(pk__in=[day.pk for day in change.forgets]).delete()


def _days(dates: Dates) -> dict[str, date]:
    return {"starts_on": dates.starts_on, "ends_on": dates.ends_on}


def remove_year(*, year: AcademicYear, by: Actor) -> None:
    """Take a year back as if it had never been, with its half terms, reviews and closed days.

    What a school only wished for it, moving up, goes with it.

    Raises CalendarTrouble once it has a class, or anything was judged, closed or printed in it.
    """
    try:
        with transaction.atomic():
            School.objects.select_for_update().get(pk=year.school_id)
            note("year's dates removed", about=year, by=by, year=year.name)
            Period.objects.filter(year=year).delete()
            HalfTerm.objects.filter(term__year=year).delete()
            Term.objects.filter(year=year).delete()
            span = (year.starts_on, year.ends_on)
            ClosedDay.objects.filter(school=year.school_id, on__range=span).delete()
            AcademicYear.objects.filter(pk=year.pk).delete()
    except ProtectedError as error:
        raise CalendarTrouble(
            f"{year.name} stays: it has classes, or something was judged in it. Its days can be "
            "changed one half term at a time."
        ) from error
