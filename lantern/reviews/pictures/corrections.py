"""What was recorded about a closed period after it was closed; the closed picture stays (2.31)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar  # a queryset's annotated rows

from django.db.models import Count, Max, Min, QuerySet

from lantern.habits.models import AttendanceMark, AttendanceTotal, Tally
from lantern.judgements.models import Judgement, What
from lantern.reviews.models import Closure
from lantern.roster.models import PupilFact
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import find
from lantern.schools.rules import Window, week_of

FRIDAY = timedelta(days=4)
F = TypeVar("F", bound=PupilFact)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One thing that changed beneath a closed review: about whom, what, and who wrote it when."""

    pupil: int
    child: str
    about: str
    first: date | None
    last: date | None
    at: datetime
    by: str


def corrections_of(closure: Closure, pupils: Sequence[int]) -> list[Correction]:
    """What touches the closed period of these children, the oldest first; four queries.

    Marks and tallies that one person recorded at one moment are one line a child.
    """
    scheme, window = closure.version.scheme, closure.period.window
    since, until = _first_day(scheme, window), window.ends_on
    marks = AttendanceMark.objects.filter(on__gte=since, on__lte=until)
    totals = AttendanceTotal.objects.filter(starts_on__gte=since, ends_on__lte=until)
    tallies = Tally.objects.filter(week__gte=week_of(since), week__lte=until)
    judged = Judgement.objects.filter(period=closure.period)
    found = [
        *_marks(_late(marks, closure, pupils)),
        *_totals(_late(totals, closure, pupils)),
        *_tallies(_late(tallies, closure, pupils), scheme),
        *_judgements(_late(judged, closure, pupils), scheme),
    ]
    return sorted(found, key=lambda each: (each.at, each.child, each.about))


def _first_day(scheme: Scheme, window: Window) -> date:
    """The first day that any measured area looks back to."""
    spans = [window.since(area.measure.over) for area in scheme.areas if area.measure]
    return min([window.starts_on, *spans])


def _late(rows: QuerySet[F], closure: Closure, pupils: Sequence[int]) -> QuerySet[F]:
    return rows.filter(pupil__in=pupils, recorded_at__gt=closure.closed_at)


WHO = (
    "pupil",
    "pupil__called_forename",
    "pupil__called_surname",
    "recorded_at",
    "recorded_by__name",
)


def _marks(rows: QuerySet[AttendanceMark]) -> Iterable[Correction]:
    found = rows.order_by().values_list(*WHO)
    for *who, first, last, count in found.annotate(Min("on"), Max("on"), Count("pk")):
        about = f"{count} attendance {'mark' if count == 1 else 'marks'}"
        yield _correction(who, about, first, last)


def _totals(rows: QuerySet[AttendanceTotal]) -> Iterable[Correction]:
    columns = rows.values_list(*WHO, "attended", "possible", "starts_on", "ends_on")
    for *who, attended, possible, first, last in columns:
        yield _correction(who, f"{attended} of {possible} sessions", first, last)


def _tallies(rows: QuerySet[Tally], scheme: Scheme) -> Iterable[Correction]:
    found = rows.order_by().values_list("fact", *WHO)
    for fact, *who, first, last in found.annotate(Min("week"), Max("week")):
        known = find(scheme.facts, fact)
        yield _correction(who, known.name if known else fact, first, last + FRIDAY)


def _judgements(rows: QuerySet[Judgement], scheme: Scheme) -> Iterable[Correction]:
    for what, key, *who in rows.values_list("what", "key", *WHO):
        things = scheme.areas if what == What.AREA else scheme.subjects
        known = next((thing.name for thing in things if thing.key == key), key)
        yield _correction(who, f"{known} judged", None, None)


def _correction(
    who: Sequence[Any], about: str, first: date | None, last: date | None
) -> Correction:
    pupil, forename, surname, at, by = who
    return Correction(
        pupil=pupil, child=f"{forename} {surname}".strip(), about=about, first=first, last=last,
        at=at, by=by,
    )  # fmt: skip
