"""A school's own calendar, arranged for asking."""

from datetime import date
from typing import Any  # the rows of a question have no types

from django.db.models import QuerySet

from lantern.prepared import Prepared, given_day, given_row
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm
from lantern.schools.rules import school_days


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
