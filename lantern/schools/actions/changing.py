"""Changing a year's dates afterwards: one half term's days, or taking a whole year back."""

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from lantern.audit.actions import Actor, note
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period, School, Term
from lantern.schools.pictures import HalfChange, change_of
from lantern.schools.rules import CalendarTrouble, Dates, in_order, inside
from lantern.schools.rules.year_groups import YEAR_GROUPS


@transaction.atomic
def change_half_term(*, half: HalfTerm, starts_on: date, ends_on: date, by: Actor) -> HalfChange:
    """Give a half term other days: its term and its reviews that are not in use follow it.

    Closed days that are outside now are forgotten; attendance marks stay, as on any closed day. A
    review in which anything was judged, closed or printed keeps its dates. The same again changes
    nothing. Raises CalendarTrouble if it would overlap another, or leave its year or its place.
    """
    year = half.term.year
    School.objects.select_for_update().get(pk=year.school_id)
    held = HalfTerm.objects.select_related("term__year").get(pk=half.pk)
    dates = Dates(name=held.name, starts_on=starts_on, ends_on=ends_on)
    _check(held, dates)
    change = change_of(held, dates)
    if held.dates == dates:
        return change
    _write(held, change)
    note(
        "half term changed", about=year, by=by, name=held.name,
        was=f"{held.starts_on} to {held.ends_on}", becomes=f"{starts_on} to {ends_on}",
        moved=len(change.moves), days_forgotten=len(change.forgets),
    )  # fmt: skip
    return change


def _check(half: HalfTerm, dates: Dates) -> None:
    halves = list(HalfTerm.objects.filter(term__year=half.term.year))
    becomes = [dates if each.pk == half.pk else each.dates for each in halves]
    ordered = in_order(becomes)
    inside(becomes, half.term.year.dates)
    if ordered != becomes:
        raise CalendarTrouble(f"{half.name} would no longer be in its place among the others.")


def _write(half: HalfTerm, change: HalfChange) -> None:
    """The half term, its term, its reviews; a review never overlaps one that keeps its dates."""
    HalfTerm.objects.filter(pk=half.pk).update(**_days(change.dates))
    Term.objects.filter(pk=half.term_id).update(**_days(change.term))
    for period, dates in change.moves:
        Period.objects.filter(pk=period.pk).update(**_days(dates))
    there = list(Period.objects.filter(year=half.term.year))
    try:
        for group in YEAR_GROUPS:
            in_order(period.dates for period in there if period.concerns(group))
    except CalendarTrouble as trouble:
        said = "A review in which something was judged keeps its dates, and another would meet it."
        raise CalendarTrouble(f"{trouble} {said}") from trouble
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
