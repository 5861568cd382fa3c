"""What has been counted about children, from any of several first days up to one last day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any  # a queryset's annotated rows

from django.db.models import (
    Aggregate,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)

from lantern.habits.models import AttendanceMark, AttendanceTotal, Tally
from lantern.habits.rules import counts, eras
from lantern.prepared import LINE, Among, Lines, Prepared, given_day, given_row
from lantern.roster.models import Enrolment
from lantern.schools.models import ClosedDay
from lantern.schools.rules import week_of

TO_FRIDAY, WEEK = timedelta(days=4), timedelta(days=7)


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
    """Which facts to read of a school's children, each from its own first day.

    Of those in `whole_weeks` a week that is not over by `on` (else `until`) is left out, and so is
    one in the middle of which the child came: either would be no fair part of an average.
    """

    school: int
    until: date
    on: date | None = None
    whole_weeks: frozenset[str] = frozenset()
    attendance: frozenset[date] = frozenset()
    tallies: Mapping[str, frozenset[date]] = field(default_factory=dict)


def seen(pupils: Sequence[int], wanted: Wanted) -> dict[int, dict[date, Seen]]:
    """What was counted for each child, by first day; a child with nothing has an empty `Seen`."""
    sessions = {since: _sessions(pupils, since, wanted) for since in wanted.attendance}
    tallies = _tallies(pupils, wanted)
    firsts = wanted.attendance.union(*wanted.tallies.values())
    return {
        pupil: {since: _one(since, pupil, sessions, tallies) for since in firsts}
        for pupil in pupils
    }


Sessions = dict[int, tuple[int, int, date | None]]  # possible, attended, told until
Tallies = dict[tuple[int, date], tuple[dict[str, int], dict[str, int]]]  # sums, weeks


def _one(since: date, pupil: int, sessions: Mapping[date, Sessions], tallies: Tallies) -> Seen:
    possible, attended, told_until = sessions.get(since, {}).get(pupil, (0, 0, None))
    totals, weeks = tallies.get((pupil, since), ({}, {}))
    return Seen(
        possible=possible, attended=attended, told_until=told_until, totals=totals, weeks=weeks
    )


def _sessions(pupils: Sequence[int], since: date, wanted: Wanted) -> Sessions:
    """Marks win; a total counts for exactly its own span, where no marks exist (domain 2.35)."""
    found = marked_sessions(pupils, since, wanted.until, school=wanted.school)
    if missing := [pupil for pupil in pupils if pupil not in found]:
        found.update(_from_totals(missing, since, wanted.until))
    return found


def marked_sessions(pupils: Sequence[int], since: date, until: date, *, school: int) -> Sessions:
    """The sessions of the children who have marks in these days.

    A session on which the school was shut is no possible one, whatever mark it has: it may have
    been closed after its register was taken (standards 3.2, 7). A code that came to mean another
    thing in the span is kept apart.
    """
    firsts = eras(since, until)
    later = {f"first{n}": first for n, first in enumerate(firsts)}
    asked = {"pupils": pupils, "school": school, "since": since, "until": until}
    rows = _marks(len(firsts), **asked, **later)
    return {pupil: _summed(lines, firsts) for pupil, lines in rows}


@Prepared
def _marks(spans: int) -> QuerySet[Any, Any]:
    """A row a child, which is the order of the index: a count by code takes twice as long."""
    rows = AttendanceMark.objects.filter(
        Among("pupil_id", "pupils"),
        stands=True,
        on__gte=given_day("since"),
        on__lte=given_day("until"),
    ).exclude(_when_shut())
    era = [_era(spans)] if spans > 1 else []
    lines = Lines("code", *era, output_field=TextField())
    return rows.order_by().values_list("pupil").annotate(lines=lines)


def _when_shut() -> Q:
    """That a mark is of a closed session; which part is closed is asked on closed days alone."""
    days = ClosedDay.objects.filter(
        school=given_row("school"), on__gte=given_day("since"), on__lte=given_day("until")
    )
    part = Q(part=ClosedDay.Part.ALL) | Q(part=OuterRef("session"))
    return Q(on__in=days.order_by().values("on")) & Q(
        Exists(days.filter(part, on=OuterRef("on")).order_by())
    )


def _era(spans: int) -> Case:
    """Which of the spans that begin on the first days told, oldest first, a mark belongs to."""
    newest_first = reversed(range(spans))
    return Case(*(When(on__gte=given_day(f"first{n}"), then=Value(str(n))) for n in newest_first))


def _summed(lines: str, firsts: Sequence[date]) -> tuple[int, int, None]:
    """One child's sessions: possible and attended."""
    possible = attended = 0
    for line, times in Counter(lines.split(LINE)).items():
        code, _, era = line.partition(" ")
        may, did = counts(code, firsts[int(era or 0)])
        possible, attended = possible + may * times, attended + did * times
    return possible, attended, None


def _from_totals(pupils: Sequence[int], since: date, until: date) -> Sessions:
    rows = AttendanceTotal.objects.filter(
        stands=True, pupil__in=pupils, starts_on=since, ends_on__lte=until
    ).order_by("ends_on")
    return {row.pupil_id: (row.possible, row.attended, row.ends_on) for row in rows}


def _tallies(pupils: Sequence[int], wanted: Wanted) -> Tallies:
    """One row a child, however many facts and weeks; a count that was taken back is no week."""
    asked = sorted((fact, first) for fact, firsts in wanted.tallies.items() for first in firsts)
    if not asked:
        return {}
    since = week_of(min(first for _, first in asked))
    rows = _counted(
        tuple(fact for fact, _ in asked),
        tuple(sorted(wanted.whole_weeks)),
        pupils=pupils,
        since=since,
        second=since + WEEK,
        until=wanted.until,
        whole=(wanted.on or wanted.until) - TO_FRIDAY,
        **{f"first{n}": week_of(first) for n, (_, first) in enumerate(asked)},
    )
    return _tallied(rows, asked)


@Prepared
def _counted(facts: tuple[str, ...], whole_weeks: tuple[str, ...]) -> QuerySet[Any, Any]:
    """By child, for each fact from its own first day its sum and its number of weeks.

    Grouped by the child alone, which is the order of the index: nothing need be sorted.
    """
    rows = Tally.objects.filter(
        Among("pupil_id", "pupils"),
        stands=True,
        fact__in=sorted(set(facts)),
        week__gte=given_day("since"),
        week__lte=given_day("until"),
    ).exclude(Q(fact__in=whole_weeks), _no_whole_week())
    counted: dict[str, Aggregate] = {}
    for n, fact in enumerate(facts):
        weeks = Q(fact=fact, week__gte=given_day(f"first{n}"))
        counted[f"sum{n}"] = Sum("count", filter=weeks)
        counted[f"weeks{n}"] = Count("count", filter=weeks)
    return rows.values_list("pupil").annotate(**counted).order_by()


def _no_whole_week() -> Q:
    """Not over yet, or the child came on a later day of it; in its first week nobody is late.

    Who was here by the second is gathered once; only of the others is each week asked about.
    """
    places = Enrolment.objects.filter(starts_on__lte=given_day("second")).order_by()
    by_then = Q(pupil__in=places.filter(Among("pupil_id", "pupils")).values("pupil"))
    there = Enrolment.objects.filter(pupil=OuterRef("pupil"), starts_on__lte=OuterRef("week"))
    came_in_it = Q(~by_then, ~Exists(there), week__gt=given_day("since"))
    return Q(week__gt=given_day("whole")) | came_in_it


def _tallied(rows: Iterable[tuple[Any, ...]], asked: Sequence[tuple[str, date]]) -> Tallies:
    found: Tallies = defaultdict(lambda: ({}, {}))
    for pupil, *counted in rows:
        for (fact, since), total, weeks in zip(asked, counted[::2], counted[1::2], strict=True):
            if weeks:
                totals, counts_of = found[pupil, since]
                totals[fact], counts_of[fact] = total, weeks
    return found
