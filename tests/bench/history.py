"""Ten times the history in the same class: nine copies of it, each further back, then the pages.

The school's calendar goes back with it: years, periods, reviews closed and what they showed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any  # a row is copied whatever its model

from django.db import models, transaction

from lantern.demo.presets import calendar
from lantern.habits.models import AttendanceMark, Tally
from lantern.judgements.models import Judgement
from lantern.reviews.models import Closure, Shown
from lantern.schools.actions import draw_periods, set_year
from lantern.schools.models import AcademicYear, Period
from lantern.schools.rules import Dates, TermDates, YearDates, read_year, year_name
from tests.bench.pages import figures
from tests.bench.the_school import recipe, the_children, the_school, viewer

COPIES = 9
THREE_YEARS = 156  # weeks: further back than the demo itself goes
BATCH = 2000


def measure() -> dict[str, float]:
    pupils = [pupil.pk for pupil in the_children()]
    once = figures("_onefold")  # as the steps before have left it
    before = count(pupils)
    with transaction.atomic():
        for copy in range(1, COPIES + 1):
            go_back(pupils, timedelta(weeks=THREE_YEARS * copy))
    return {"history_times": count(pupils) / before, **once, **figures("_tenfold")}


def count(pupils: list[int]) -> int:
    """How many rows of history the children of the class have."""
    kinds: Iterable[Any] = (AttendanceMark, Tally, Judgement, Shown)
    return sum(kind.objects.filter(pupil__in=pupils).count() for kind in kinds)


def go_back(pupils: list[int], by: timedelta) -> None:
    """One more copy of everything, so long ago; weeks still begin on Mondays."""
    periods = dict(calendars(by))
    first = date(2024, 9, 1)
    marks = AttendanceMark.objects.standing().filter(pupil__in=pupils, on__gte=first)
    again(marks, lambda row: {"on": row.on - by})
    tallies = Tally.objects.standing().filter(pupil__in=pupils, week__gte=first)
    again(tallies, lambda row: {"week": row.week - by})
    judged = Judgement.objects.standing().filter(pupil__in=pupils, period__in=periods)
    again(judged, lambda row: {"period_id": periods[row.period_id], "ref": None})
    reviews(pupils, periods)


def reviews(pupils: list[int], periods: dict[int, int]) -> None:
    """The closed reviews of those periods, with what they showed of these children."""
    for closure in list(Closure.objects.filter(period__in=periods, stands=True)):
        shown = list(Shown.objects.filter(closure=closure, pupil__in=pupils))
        if not shown:
            continue
        closure.pk, closure.ref = None, Closure._meta.get_field("ref").get_default()
        closure.period = Period.objects.get(pk=periods[closure.period_id])
        closure.save(force_insert=True)
        for row in shown:
            row.pk, row.closure, row.began_on = None, closure, closure.period.starts_on
        Shown.objects.bulk_create(shown, batch_size=BATCH)


def again(rows: models.QuerySet[Any], changed: Any) -> None:
    """The same rows once more, with some columns changed and nothing superseded."""
    kind = rows.model
    copies = []
    for row in rows.iterator(chunk_size=BATCH):
        for name, value in changed(row).items():
            setattr(
                row, name, value if value is not None else kind._meta.get_field(name).get_default()
            )
        row.pk, row.supersedes_id, row.correction = None, None, ""
        copies.append(row)
    kind.objects.bulk_create(copies, batch_size=BATCH)


def calendars(by: timedelta) -> Iterable[tuple[int, int]]:
    """The recipe's years so long ago: each of today's periods with the one it was then."""
    school, head = the_school(), viewer()
    for told in recipe().schools[0].years:
        now = AcademicYear.objects.get(school=school, starts_on__year=int(told[:4]))
        then = set_year(school=school, year=_back(read_year(calendar(told))[0], by), by=head)
        draw_periods(year=then, span="half-term", by=head)
        old = Period.objects.filter(year=now).order_by("starts_on")
        new = Period.objects.filter(year=then).order_by("starts_on")
        yield from zip(
            old.values_list("pk", flat=True), new.values_list("pk", flat=True), strict=True
        )


def _back(year: YearDates, by: timedelta) -> YearDates:
    whole = _moved(year.dates, by)
    first = date(whole.starts_on.year, 9, 1)
    last = date(first.year + 1, 8, 31)
    name = year_name(first, last)
    terms = [
        TermDates(dates=_moved(term.dates, by), halves=[_moved(half, by) for half in term.halves])
        for term in year.terms
    ]
    return replace(
        year, dates=Dates(name=name, starts_on=first, ends_on=last), terms=terms, closed=()
    )


def _moved(span: Dates, by: timedelta) -> Dates:
    return Dates(name=span.name, starts_on=span.starts_on - by, ends_on=span.ends_on - by)
