"""Changing a year's dates afterwards: its half terms' days, or taking a whole year back."""

from collections.abc import Mapping, Sequence
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
    """Give one half term other days; as `change_half_terms`."""
    asked = {half.pk: Dates(name=half.name, starts_on=starts_on, ends_on=ends_on)}
    return change_half_terms(year=half.term.year, asked=asked, by=by)


@transaction.atomic
def change_half_terms(*, year: AcademicYear, asked: Mapping[int, Dates], by: Actor) -> HalfChange:
    """Give half terms, by their numbers in the database, other days: all of them or none.

    Their terms and their reviews that are not in use follow them. Closed days that are outside now
    are forgotten; attendance marks stay, as on any closed day. A review in which anything was
    judged, closed or printed keeps its dates. The same again changes nothing. Raises
    CalendarTrouble if one would overlap another, or leave its year or its place.
    """
    School.objects.select_for_update().get(pk=year.school_id)
    halves = list(HalfTerm.objects.filter(term__year=year))
    _check(halves, asked, year)
    change = change_of(year, asked)
    if change.halves:
        _write(year, change)
    for half, dates in change.halves:
        note(
            "half term changed", about=year, by=by, name=half.name,
            was=f"{half.starts_on} to {half.ends_on}",
            becomes=f"{dates.starts_on} to {dates.ends_on}",
            moved=len(change.moves), days_forgotten=len(change.forgets),
        )  # fmt: skip
    return change


def _check(halves: Sequence[HalfTerm], asked: Mapping[int, Dates], year: AcademicYear) -> None:
    becomes = [asked.get(half.pk, half.dates) for half in halves]
    ordered = in_order(becomes)
    inside(becomes, year.dates)
    moved = [now for now, there in zip(becomes, ordered, strict=True) if now != there]
    if moved:
        name = next((now for now in moved if now in asked.values()), moved[0]).name
        raise CalendarTrouble(f"{name} would no longer be in its place among the others.")


def _write(year: AcademicYear, change: HalfChange) -> None:
    """The half terms, their terms, their reviews; none overlaps one that keeps its dates."""
    for half, dates in change.halves:
        HalfTerm.objects.filter(pk=half.pk).update(**_days(dates))
    for pk, dates in change.terms.items():
        Term.objects.filter(pk=pk).update(**_days(dates))
    for period, dates in change.moves:
        Period.objects.filter(pk=period.pk).update(**_days(dates))
    there = list(Period.objects.filter(year=year))
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
