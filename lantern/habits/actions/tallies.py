"""Recording a week's tallies of whatever the school's scheme counts."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.habits.actions.summing import standing_tallies, sum_days, tally_columns
from lantern.habits.actions.superseding import (
    Writing,
    hold,
    refuse_changed,
    told_once,
    write,
)
from lantern.habits.models import Tally
from lantern.habits.pictures import tally_facts
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.pictures.days import WeekPlace, typed_for_the_week
from lantern.habits.pictures.standing import Standing
from lantern.habits.rules import (
    CannotRecord,
    Count,
    Recorded,
    count_trouble,
)
from lantern.roster.models import Pupil
from lantern.schools.rules import week_of


@transaction.atomic
def record_tallies(
    *, tallies: Sequence[Count], by: Viewer, reason: str = "",
    seen: Mapping[WeekPlace, int | None] | None = None,
) -> Recorded:  # fmt: skip
    """Counts for weeks; None takes one back. What differs from what stands supersedes it.

    Where days were entered a count that is taken back leaves what they come to, which nobody takes
    back (decision 33). `seen` is what whoever records had before them, where they looked. Raises
    ChangedMeanwhile if something else stands there by now, and CannotRecord for a fact that the
    scheme does not count in that week, a count outside its bounds, a day that is no Monday, a week
    to come or one in which the school was shut, or a child whom this person may not judge.
    """
    if not tallies:
        return Recorded()
    told = told_once(((each.pupil, each.week, each.fact), each.count) for each in tallies)
    weeks = {week for _, week, _ in told}
    _check_weeks(weeks, by)
    _check_counts(told, weeks, by)
    pupils = hold(Pupil.objects.judged_by(by), (pupil for pupil, _, _ in told))
    standing = standing_tallies(pupils, min(weeks), max(weeks))
    refuse_changed(seen or {}, told, standing, (Tally, by))
    cleared = [place for place, count in told.items() if count is None and place in standing]
    told = {place: n for place, n in told.items() if n is not None or place in standing}
    for place in _come_to_by_days(cleared, standing):
        del told[place]
    writing = Writing(by=by, reason=reason)
    done = write(told, standing, Tally, tally_columns, writing)
    again = sum_days(cleared, writing, by.school)
    if again.wrote and not done.wrote:  # a number that is cleared and summed again is one
        done = again
    if done.wrote:
        note(
            "week's tallies recorded", about=by.school, by=by, since=str(min(weeks)),
            until=str(max(weeks)), children=len(pupils), added=done.added, changed=done.changed,
        )  # fmt: skip
    return done


def _come_to_by_days(
    places: Sequence[WeekPlace], standing: Mapping[WeekPlace, Standing]
) -> set[WeekPlace]:
    """Those whose number nobody typed for the week."""
    counted = {place for place in places if standing[place].says is not None}
    if not counted:
        return set()
    weeks = {week for _, week, _ in counted}
    pupils = sorted({pupil for pupil, _, _ in counted})
    return counted - typed_for_the_week(pupils, min(weeks), max(weeks))


def _check_weeks(weeks: set[date], by: Viewer) -> None:
    if not by.may(Can.RECORD_FACTS):
        raise CannotRecord("You may not enter what is counted about children.")
    if any(week_of(week) != week for week in weeks):
        raise CannotRecord("A week is named by its Monday.")
    if max(weeks) > by.today:
        raise CannotRecord("That week has not begun.")


def _check_counts(told: Mapping[WeekPlace, int | None], weeks: set[date], by: Viewer) -> None:
    known, calendar = tally_facts(by.school, weeks), calendar_of(by.school)
    shut = {week for week in weeks if calendar.is_shut_all(week)}
    for (_, week, key), count in told.items():
        fact = next((fact for fact in known[week] if fact.key == key), None)
        if fact is None:
            raise CannotRecord("The scheme does not count that in this week.")
        if week in shut and count is not None:
            raise CannotRecord("The school was shut all that week: nothing is counted in it.")
        if trouble := count_trouble(count, fact.most):
            raise CannotRecord(f"{fact.name}: {trouble}")
