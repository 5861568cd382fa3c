"""Which weeks of a period have no attendance of anyone in a class."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any  # the rows of a question have no types

from django.db.models import Exists, OuterRef, QuerySet

from lantern.habits.models import AttendanceMark, AttendanceTotal
from lantern.prepared import Among, Prepared, given_day, given_row
from lantern.roster.models import Enrolment, SchoolClass
from lantern.schools.models import Period
from lantern.schools.pictures import school_days_of
from lantern.schools.rules import week_of

Span = tuple[date, date]  # the first and the last school day of a week


def weeks_over(period: Period, today: date) -> list[Span]:
    """The weeks of a period whose school days are all over, by their school days; two queries."""
    before = period.starts_on - timedelta(days=1)
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in school_days_of(period.year, after=before):
        if day <= period.ends_on:
            weeks[week_of(day)].append(day)
    return [(days[0], days[-1]) for days in weeks.values() if days[-1] < today]


def unloaded(
    year: int, pupils: Mapping[int, Sequence[int]], weeks: Sequence[Span]
) -> dict[int, tuple[date, ...]]:
    """By class, the Mondays of the weeks that nobody has loaded; one query, two where some are.

    A total of sessions tells of every week that it spans (domain 2.35).
    """
    if not weeks:
        return {}
    days = {f"first{n}": span[0] for n, span in enumerate(weeks)}
    days |= {f"last{n}": span[1] for n, span in enumerate(weeks)}
    rows = _marked(len(weeks), year=year, **days)
    missing = {
        pk: [span for span, told in zip(weeks, marked, strict=True) if not told]
        for pk, *marked in rows
        if pupils.get(pk)
    }
    totals = _totals(pupils, weeks) if any(missing.values()) else {}
    return {
        pk: tuple(week_of(first) for first, last in spans if not _told(totals, pk, first, last))
        for pk, spans in missing.items()
    }


@Prepared
def _marked(weeks: int) -> QuerySet[Any, Any]:
    """Each class of a year, and for each week whether any child of it has a mark."""
    rows = SchoolClass.objects.filter(year=given_row("year")).order_by()
    return rows.values_list("pk", *(_any_mark(n) for n in range(weeks)))


def _any_mark(week: int) -> Exists:
    first, last = given_day(f"first{week}"), given_day(f"last{week}")
    marks = AttendanceMark.objects.filter(
        pupil=OuterRef("pupil"), stands=True, on__gte=first, on__lte=last
    )
    there = Enrolment.objects.filter(school_class=OuterRef("pk"), starts_on__lte=last)
    return Exists(there.filter(Exists(marks)))


def _totals(pupils: Mapping[int, Sequence[int]], weeks: Sequence[Span]) -> Mapping[int, list[Span]]:
    everyone = {pupil: pk for pk, some in pupils.items() for pupil in some}
    rows = _told_spans(pupils=[*everyone], since=weeks[0][0], until=weeks[-1][1])
    found: dict[int, list[Span]] = defaultdict(list)
    for pupil, first, last in rows:
        found[everyone[pupil]].append((first, last))
    return found


@Prepared
def _told_spans() -> QuerySet[Any, Any]:
    rows = AttendanceTotal.objects.filter(
        Among("pupil_id", "pupils"), stands=True,
        ends_on__gte=given_day("since"), starts_on__lte=given_day("until"),
    )  # fmt: skip
    return rows.values_list("pupil", "starts_on", "ends_on")


def _told(totals: Mapping[int, list[Span]], pk: int, first: date, last: date) -> bool:
    return any(since <= first and last <= until for since, until in totals.get(pk, ()))
