"""What the days of some weeks come to, and for which weeks a number was typed all the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from lantern.habits.models import DayTally, Tally
from lantern.habits.pictures.calendar import SchoolCalendar, calendar_of
from lantern.habits.pictures.standing import batched
from lantern.habits.pictures.week import tally_facts
from lantern.habits.rules import week_from_days
from lantern.roster.models import Enrolment
from lantern.roster.pictures import part_weeks
from lantern.schemes.rules import find
from lantern.schools.models import School
from lantern.schools.rules import SATURDAY, week_of

WeekPlace: TypeAlias = tuple[int, date, str]  # child, Monday, fact
TO_SUNDAY = timedelta(days=6)


def sums_of_days(
    pupils: Sequence[int], weeks: tuple[date, date], school: School
) -> dict[WeekPlace, int | None]:
    """By child, week and fact, where any day was entered; None while it cannot be said.

    A day that was entered counts nothing if it is closed by now, or the child was not on the roll
    as it is known now (decision 33).
    """
    found = _days(pupils, weeks)
    if not found:
        return {}
    facts = tally_facts(school, {week for _, week, _ in found})
    calendar, stays = calendar_of(school), _stays(pupils, weeks)
    school_days = {week: _school_days(week, calendar) for week in facts}
    part = part_weeks(pupils, weeks[0], weeks[1] + TO_SUNDAY)
    sums: dict[WeekPlace, int | None] = {}
    for (pupil, week, key), counts in found.items():
        fact = find(facts[week], key)
        there = [on for on in school_days[week] if _is_here(on, stays[pupil])]
        due = {on for on in there if not part.is_away_all(pupil, on)}
        counted = {on: n for on, n in counts.items() if on in there}
        more = fact is not None and fact.wanted == "more"
        sums[pupil, week, key] = week_from_days(counted, due, more=more)
    return sums


def _days(
    pupils: Sequence[int], weeks: tuple[date, date]
) -> Mapping[WeekPlace, dict[date, int | None]]:
    first, last = weeks[0], weeks[1] + TO_SUNDAY
    found: dict[WeekPlace, dict[date, int | None]] = defaultdict(dict)
    for some in batched(pupils):
        rows = DayTally.objects.standing().filter(pupil__in=some, on__gte=first, on__lte=last)
        for pupil, on, fact, count in rows.values_list("pupil", "on", "fact", "count"):
            found[pupil, week_of(on), fact][on] = count
    return found


Stay: TypeAlias = tuple[date, date | None]


def _stays(pupils: Sequence[int], weeks: tuple[date, date]) -> Mapping[int, list[Stay]]:
    found: dict[int, list[Stay]] = defaultdict(list)
    for some in batched(pupils):
        rows = Enrolment.objects.not_over(weeks[0]).filter(
            pupil__in=some, starts_on__lte=weeks[1] + TO_SUNDAY
        )
        for pupil, first, last in rows.values_list("pupil", "starts_on", "ends_on"):
            found[pupil].append((first, last))
    return found


def _is_here(on: date, stays: Sequence[Stay]) -> bool:
    """Whether the child was on the roll that day."""
    return any(first <= on and (last is None or on <= last) for first, last in stays)


def _school_days(week: date, calendar: SchoolCalendar) -> list[date]:
    every = (week + timedelta(days=n) for n in range(SATURDAY))
    return [on for on in every if not calendar.is_shut_day(on)]


def entered_by_day(pupils: Sequence[int], weeks: tuple[date, date]) -> set[WeekPlace]:
    """Of which weeks, between two Mondays, any day was entered; by child and fact."""
    return set(_days(pupils, weeks))


def last_to_enter(pupils: Sequence[int], weeks: tuple[date, date]) -> Mapping[WeekPlace, int]:
    """Who entered a day of each week last, taken back or not; by child and fact."""
    first, last = weeks[0], weeks[1] + TO_SUNDAY
    found: dict[WeekPlace, int] = {}
    for some in batched(pupils):
        rows = DayTally.objects.standing().filter(pupil__in=some, on__gte=first, on__lte=last)
        told = rows.order_by("recorded_at", "pk").values_list("pupil", "on", "fact", "recorded_by")
        for pupil, on, fact, who in told:
            found[pupil, week_of(on), fact] = who
    return found


def typed_for_the_week(pupils: Sequence[int], first: date, last: date) -> set[WeekPlace]:
    """Where a number was typed for a week itself: it counts, and not the days (decision 33)."""
    found: set[WeekPlace] = set()
    for some in batched(pupils):
        rows = Tally.objects.standing().filter(
            pupil__in=some, week__gte=first, week__lte=last, summed=False, count__isnull=False
        )
        found.update(rows.values_list("pupil", "week", "fact"))
    return found
