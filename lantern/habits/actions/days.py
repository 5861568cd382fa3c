"""Recording a day's tallies, and what they make of the week's."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.habits.actions.summing import sum_days
from lantern.habits.actions.superseding import (
    Writing,
    hold,
    refuse_changed,
    told_once,
    write,
)
from lantern.habits.models import DayTally
from lantern.habits.pictures import daily_facts
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.pictures.standing import Standing
from lantern.habits.rules import CannotRecord, DayCount, Recorded
from lantern.roster.models import Enrolment, Pupil
from lantern.schemes.rules import find
from lantern.schools.rules import week_of

DayPlace: TypeAlias = tuple[int, date, str]  # child, day, fact


@transaction.atomic
def record_days(
    *, days: Sequence[DayCount], by: Viewer, reason: str = "",
    seen: Mapping[DayPlace, int | None] | None = None, only_blanks: bool = False,
) -> Recorded:  # fmt: skip
    """Counts for one day; None takes one back. What differs from what stands supersedes it.

    The week says then what its days come to, unless a number was typed for it (decision 33).
    `only_blanks` leaves whatever stands by now. Raises ChangedMeanwhile if something else stands
    there than `seen`, and CannotRecord for a fact that the scheme does not count by the day, a
    count outside its bounds, several days at once, one to come or without school, or a child who
    is not on the roll that day or whom this person may not judge.
    """
    if not days:
        return Recorded()
    told = told_once(((each.pupil, each.on, each.fact), each.count) for each in days)
    on = _the_day({on for _, on, _ in told}, by)
    _check_counts(told, on, by)
    pupils = hold(Pupil.objects.judged_by(by), (pupil for pupil, _, _ in told))
    _check_here(pupils, on)
    standing = _standing(pupils, on)
    if only_blanks:
        told = {p: n for p, n in told.items() if p not in standing or standing[p].says is None}
    refuse_changed(seen or {}, told, standing, (DayTally, by))
    told = {place: n for place, n in told.items() if n is not None or place in standing}
    writing = Writing(by=by, reason=reason)
    done = write(told, standing, DayTally, _columns, writing)
    if done.wrote:
        sum_days([(pupil, week_of(on), fact) for pupil, _, fact in told], writing, by.school)
        note(
            "day's tallies recorded", about=by.school, by=by, on=str(on),
            children=len({pupil for pupil, _, _ in told}), added=done.added, changed=done.changed,
        )  # fmt: skip
    return done


def _the_day(days: set[date], by: Viewer) -> date:
    if not by.may(Can.RECORD_FACTS):
        raise CannotRecord("You may not enter what is counted about children.")
    if len(days) > 1:
        raise CannotRecord("One day is entered at a time.")
    (on,) = days
    if on > by.today:
        raise CannotRecord("That day has not come yet.")
    return on


def _check_counts(told: Mapping[DayPlace, int | None], on: date, by: Viewer) -> None:
    known, shut = daily_facts(by.school, on), calendar_of(by.school).is_shut_day(on)
    for (_, _, key), count in told.items():
        fact = find(known, key)
        if fact is None or fact.most_a_day is None:
            raise CannotRecord("The scheme does not count that by the day.")
        if count is not None and shut:
            raise CannotRecord("There was no school that day: nothing is counted on it.")
        if count is not None and not 0 <= count <= fact.most_a_day:
            raise CannotRecord(f"{fact.name}: {count} is not from 0 to {fact.most_a_day}.")


def _check_here(pupils: Sequence[int], on: date) -> None:
    here = Enrolment.objects.on(on).filter(pupil__in=pupils).values("pupil").distinct()
    if here.count() < len(pupils):
        raise CannotRecord("One of these children was not on the roll that day.")


def _standing(pupils: Sequence[int], on: date) -> dict[DayPlace, Standing]:
    rows = DayTally.objects.standing().filter(pupil__in=pupils, on=on)
    return {(row.pupil_id, row.on, row.fact): Standing(row.pk, row.count) for row in rows}


def _columns(place: DayPlace, count: int | None) -> dict[str, object]:
    pupil, on, fact = place
    return {"pupil_id": pupil, "on": on, "fact": fact, "count": count}
