"""A school's own calendar, arranged for asking."""

from collections.abc import Collection
from datetime import date
from typing import Any  # the rows of a question have no types

from django.db.models import QuerySet

from lantern.prepared import Prepared, given_day, given_row
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period
from lantern.schools.rules import Dates, school_days

DIVISIONS = ("half-term", "term", "year")  # what a calendar can be divided into


def school_days_of(year: AcademicYear, *, after: date = date.min) -> list[date]:
    """The days of a year on which its school is open to children, in order; two queries."""
    halves = _halves(year=year.pk, after=after)
    shut = _shut(school=year.school_id, after=after, until=year.ends_on)
    every = school_days([half.dates for half in halves], [on for (on,) in shut])
    return [day for day in every if day > after]


@Prepared
def _halves() -> QuerySet[HalfTerm]:
    rows = HalfTerm.objects.filter(term__year=given_row("year"), ends_on__gt=given_day("after"))
    return rows.order_by("starts_on")


@Prepared
def _shut() -> QuerySet[Any, Any]:
    rows = ClosedDay.objects.filter(school=given_row("school"), part=ClosedDay.Part.ALL)
    within = rows.filter(on__gt=given_day("after"), on__lte=given_day("until"))
    return within.values_list("on")


def division(year: AcademicYear, span: str) -> list[Dates]:
    """The half terms of a year, its terms, or the whole of it. Raises ValueError for another."""
    halves = list(HalfTerm.objects.filter(term__year=year).select_related("term"))
    match span:
        case "half-term":
            return [half.dates for half in halves]
        case "term":
            return list({half.term_id: half.term.dates for half in halves}.values())
        case "year":
            days = [day for half in halves for day in (half.starts_on, half.ends_on)]
            return [Dates(name=year.name, starts_on=min(days), ends_on=max(days))] if days else []
        case _:
            raise ValueError(span)


def is_its_own(year: AcademicYear, *, among: Collection[str] = DIVISIONS) -> bool:
    """Whether the school set the year's reviews itself: one is of none of these divisions."""
    known = {dates for span in among for dates in division(year, span)}
    return any(period.dates not in known for period in Period.objects.filter(year=year))
