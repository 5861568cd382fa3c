"""What has been counted about children, from any of several first days up to one last day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any  # a queryset's annotated rows

from django.db.models import Case, Count, Q, Sum, Value, When

from lantern.habits.models import AttendanceMark, AttendanceTotal, Tally
from lantern.habits.rules import counts, eras
from lantern.schools.rules import week_of

TO_FRIDAY = timedelta(days=4)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One child between two days: half-day sessions, and tallies with the weeks they cover.

    `told_until` is the last day of a total, where sessions come from one and not from marks.
    """

    possible: int = 0
    attended: int = 0
    told_until: date | None = None
    totals: Mapping[str, int] = field(default_factory=dict)
    weeks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which facts to read, each from its own first day.

    Of those in `whole_weeks` a week that is not over by `on` (else `until`) is left out: it would
    be no fair part of an average.
    """

    until: date
    on: date | None = None
    whole_weeks: frozenset[str] = frozenset()
    attendance: frozenset[date] = frozenset()
    tallies: Mapping[str, frozenset[date]] = field(default_factory=dict)


def seen(pupils: Sequence[int], wanted: Wanted) -> dict[int, dict[date, Seen]]:
    """What was counted for each child, by first day; a child with nothing has an empty `Seen`."""
    sessions = {since: _sessions(pupils, since, wanted.until) for since in wanted.attendance}
    tallies = _tallies(pupils, wanted)
    firsts = wanted.attendance.union(*wanted.tallies.values())
    return {
        pupil: {since: _one(since, pupil, sessions, tallies) for since in firsts}
        for pupil in pupils
    }


Sessions = dict[int, tuple[int, int, date | None]]  # possible, attended, told until
Tallies = dict[tuple[int, date], dict[str, tuple[int, int]]]


def _one(since: date, pupil: int, sessions: Mapping[date, Sessions], tallies: Tallies) -> Seen:
    possible, attended, told_until = sessions.get(since, {}).get(pupil, (0, 0, None))
    counted = tallies.get((pupil, since), {})
    return Seen(
        possible=possible,
        attended=attended,
        told_until=told_until,
        totals={fact: total for fact, (total, _) in counted.items()},
        weeks={fact: weeks for fact, (_, weeks) in counted.items()},
    )


def _sessions(pupils: Sequence[int], since: date, until: date) -> Sessions:
    """Marks win; a total counts for exactly its own span, where no marks exist (domain 2.35)."""
    found = _from_marks(pupils, since, until)
    if missing := [pupil for pupil in pupils if pupil not in found]:
        found.update(_from_totals(missing, since, until))
    return found


def _from_marks(pupils: Sequence[int], since: date, until: date) -> Sessions:
    """By child and code; a code that came to mean another thing in the span is kept apart."""
    firsts = eras(since, until)
    rows = (
        AttendanceMark.objects.filter(stands=True, pupil__in=pupils, on__gte=since, on__lte=until)
        .values_list("pupil", "code", _era(firsts))
        .annotate(times=Count("pk"))
        .order_by()
    )
    return _summed((pupil, counts(code, firsts[era]), times) for pupil, code, era, times in rows)


def _era(firsts: Sequence[date]) -> Case | Value:
    """Which of the spans that begin on these days, oldest first, a mark belongs to; from 0."""
    if len(firsts) == 1:
        return Value(0)
    newest_first = reversed(list(enumerate(firsts)))
    return Case(*(When(on__gte=first, then=Value(place)) for place, first in newest_first))


def _summed(rows: Iterable[tuple[int, tuple[int, int], int]]) -> Sessions:
    found: Sessions = {}
    for pupil, (possible, attended), times in rows:
        before = found.get(pupil, (0, 0, None))
        found[pupil] = (before[0] + possible * times, before[1] + attended * times, None)
    return found


def _from_totals(pupils: Sequence[int], since: date, until: date) -> Sessions:
    rows = AttendanceTotal.objects.filter(
        stands=True, pupil__in=pupils, starts_on=since, ends_on__lte=until
    ).order_by("ends_on")
    return {row.pupil_id: (row.possible, row.attended, row.ends_on) for row in rows}


def _tallies(pupils: Sequence[int], wanted: Wanted) -> Tallies:
    """One row a child and fact, however many weeks; a count that was taken back is no week."""
    firsts = sorted(frozenset[date]().union(*wanted.tallies.values()))
    if not firsts:
        return {}
    rows = Tally.objects.filter(
        stands=True,
        pupil__in=pupils,
        fact__in=list(wanted.tallies),
        week__gte=week_of(firsts[0]),
        week__lte=wanted.until,
    ).exclude(fact__in=list(wanted.whole_weeks), week__gt=(wanted.on or wanted.until) - TO_FRIDAY)
    since = [Q(week__gte=week_of(first)) for first in firsts]
    sums = {f"sum{n}": Sum("count", filter=weeks) for n, weeks in enumerate(since)}
    weeks = {f"weeks{n}": Count("count", filter=weeks) for n, weeks in enumerate(since)}
    counted = rows.values("pupil", "fact").annotate(**sums, **weeks).order_by()
    return _tallied(counted, firsts, wanted)


def _tallied(rows: Iterable[Mapping[str, Any]], firsts: Sequence[date], wanted: Wanted) -> Tallies:
    found: Tallies = defaultdict(dict)
    for row in rows:
        for n, since in enumerate(firsts):
            if since in wanted.tallies[row["fact"]] and row[f"weeks{n}"]:
                counted = (row[f"sum{n}"], row[f"weeks{n}"])
                found[row["pupil"], since][row["fact"]] = counted
    return found
