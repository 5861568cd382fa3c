"""What was recorded about a closed period after it was closed; the closed picture stays (2.31)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar  # a queryset's annotated rows

from django.db.models import Count, Max, Min, QuerySet

from lantern.habits.models import AttendanceMark, AttendanceTotal, Tally
from lantern.habits.rules import counts
from lantern.judgements.models import What
from lantern.reviews.models import Closure
from lantern.roster.models import PupilFact
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import facts_of, find
from lantern.schools.rules import Window, week_of

NOTHING = "not entered"
TO_SUNDAY = timedelta(days=6)
F = TypeVar("F", bound=PupilFact)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One thing that changed beneath a closed review: about whom, what, and who wrote it when.

    `about` says what it was and what it became; `because` is why, and empty where nobody said.
    `unsaid` is whether that is so though something stood before. `facts` are the keys of the facts
    that it is about, `until` the last of its days.
    """

    pupil: int
    child: str
    about: str
    because: str
    unsaid: bool
    facts: frozenset[str]
    until: date
    at: datetime
    by: str


def corrections_of(closure: Closure, pupils: Sequence[int]) -> list[Correction]:
    """What touches the closed period of these children, the oldest first; three queries.

    Only facts: nobody judges a child whom a standing closure shows. Marks that one person recorded
    at one moment are one line a child.
    """
    scheme, window = closure.version.scheme, closure.period.window
    since, until = first_day(scheme, window), window.ends_on
    marks = AttendanceMark.objects.filter(on__gte=since, on__lte=until)
    totals = AttendanceTotal.objects.filter(starts_on__gte=since, ends_on__lte=until)
    tallies = Tally.objects.filter(week__gte=week_of(since), week__lte=until)
    found = [
        *_marks(_late(marks, closure, pupils), scheme),
        *_totals(_late(totals, closure, pupils), scheme),
        *_tallies(_late(tallies, closure, pupils), scheme),
    ]
    return sorted(found, key=lambda each: (each.at, each.child, each.about))


def of_cell(
    found: Iterable[Correction], closure: Closure, what: What, key: str
) -> tuple[Correction, ...]:
    """Those of the facts and the days that an area is measured by; a subject is by none."""
    area = find(closure.version.scheme.areas, key) if what == What.AREA else None
    if area is None or area.measure is None:
        return ()
    asked, since = facts_of(area.measure), closure.period.window.since(area.measure.over)
    return tuple(each for each in found if each.facts & set(asked) and each.until >= since)


def corrected_cells(found: Iterable[Correction], closure: Closure) -> frozenset[tuple[int, str]]:
    """The areas that some corrections are about, by child and key."""
    scheme, every = closure.version.scheme, tuple(found)
    return frozenset(
        (each.pupil, area.key)
        for area in scheme.areas
        for each in of_cell(every, closure, What.AREA, area.key)
    )


def first_day(scheme: Scheme, window: Window) -> date:
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


def _marks(rows: QuerySet[AttendanceMark], scheme: Scheme) -> Iterable[Correction]:
    """What many marks were and became would fill the page: of several only how many changed."""
    found = rows.order_by().values_list(*WHO).annotate(
        Min("on"), Max("on"), Count("pk"), Count("supersedes"), Max("correction"),
        Max("session"), Max("supersedes__code"), Max("code"),
    )  # fmt: skip
    facts = _attendance(scheme)
    for *who, first, last, count, changed, why, session, was, code in found:
        if count == 1:
            half = AttendanceMark.Session(session).label.lower()
            about = f"Attendance, {_day(first)}, {half}: {_marked(was, code, first)}"
        else:
            kept = f"{changed} changed, {count - changed} new" if changed else "all new"
            about = f"{count} attendance marks, {_days(first, last)}: {kept}"
        yield _correction(who, about, (changed, why), facts, last)


def _marked(was: str | None, code: str, on: date) -> str:
    """Why a child was away is nobody's business here, least of all on paper: no code is told."""
    before, after = (_came(each, on) for each in (was, code))
    return f"{after}, by another code" if before == after else _change(before, after)


def _came(code: str | None, on: date) -> str | None:
    if code is None:
        return None
    possible, attended = counts(code, on)
    return "present" if attended else "absent" if possible else "not counted"


def _totals(rows: QuerySet[AttendanceTotal], scheme: Scheme) -> Iterable[Correction]:
    columns = rows.values_list(
        *WHO, "starts_on", "ends_on", "supersedes", "supersedes__attended",
        "supersedes__possible", "attended", "possible", "correction",
    )  # fmt: skip
    for *who, first, last, before, was_in, was_of, attended, possible, why in columns:
        was = f"{was_in} of {was_of} sessions" if before else None
        change = _change(was, f"{attended} of {possible} sessions")
        about = f"Attendance, {_days(first, last)}: {change}"
        yield _correction(who, about, (before, why), _attendance(scheme), last)


def _tallies(rows: QuerySet[Tally], scheme: Scheme) -> Iterable[Correction]:
    columns = ("fact", "week", "supersedes", "supersedes__count", "count", "correction")
    for *who, fact, week, before, was, count, why in rows.values_list(*WHO, *columns):
        known = find(scheme.facts, fact)
        name = known.name if known else fact
        about = f"{name}, week of {_day(week)}: {_change(was, count)}"
        until = week + TO_SUNDAY
        yield _correction(who, about, (before, why), frozenset([fact]), until)


def _attendance(scheme: Scheme) -> frozenset[str]:
    return frozenset(fact.key for fact in scheme.facts if fact.kind == "attendance")


def _change(was: object, becomes: object) -> str:
    before, after = (NOTHING if each is None else each for each in (was, becomes))
    return f"{before} → {after}"


def _day(on: date) -> str:
    return f"{on.day} {on:%b}"


def _days(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _correction(
    who: Sequence[Any], about: str, said: tuple[int | None, str], facts: frozenset[str],
    until: date,
) -> Correction:  # fmt: skip
    """`said` is whether anything stood before, and why it changed.

    Nobody is asked why something is entered where nothing stood.
    """
    pupil, forename, surname, at, by = who
    before, because = said
    return Correction(
        pupil=pupil, child=f"{forename} {surname}".strip(), about=about, because=because,
        unsaid=bool(before) and not because, facts=facts, until=until, at=at, by=by,
    )  # fmt: skip
