"""Letting weeks say what their days come to, whatever changed that (decision 33)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import Actor, note
from lantern.habits.actions.superseding import Writing, hold, write
from lantern.habits.models import Tally
from lantern.habits.pictures.days import (
    TO_SUNDAY,
    WeekPlace,
    entered_by_day,
    last_to_enter,
    sums_of_days,
    typed_for_the_week,
)
from lantern.habits.pictures.standing import Standing, batched
from lantern.habits.rules import Recorded
from lantern.roster.models import Enrolment, Pupil
from lantern.schools.models import School
from lantern.schools.rules import week_of


@transaction.atomic
def sum_again(*, days: Collection[date], why: str, by: Viewer) -> Recorded:
    """Let the weeks of days that were opened or closed since say what their days come to now.

    For whoever sets the dates: nobody is asked whether they may record. A number that was typed
    for a week stays, and so does what a closed review showed: beneath it stands `why`.
    """
    weeks = {week_of(on) for on in days if week_of(on) <= by.today}
    if not weeks:
        return Recorded()
    every = _on_the_roll(sorted(weeks), by)
    return _again(dict.fromkeys(every, weeks), by.school, Writing(by=by, reason=why))


@transaction.atomic
def sum_as_here(*, days: Mapping[int, Collection[date]], why: str, by: Actor) -> Recorded:
    """The same of single children, by the days on which it was said late whether they were here.

    For whoever says it of the roll, and `roster` is told of this by the settings (decision 35). A
    week that a command changes stands in the name of whoever entered a day of it last: nobody has
    signed in.
    """
    school, today = School.objects.get(key=by.school_key), by.now.date()
    late = {pupil: {week_of(on) for on in some} for pupil, some in days.items()}
    weeks = {pupil: {week for week in some if week <= today} for pupil, some in late.items()}
    begun = {pupil: some for pupil, some in weeks.items() if some}
    return _again(begun, school, Writing(by=by, reason=why)) if begun else Recorded()


def _on_the_roll(weeks: Sequence[date], by: Viewer) -> Sequence[int]:
    """All who can have days in these weeks: one that is being entered is waited for."""
    rows = Enrolment.objects.not_over(weeks[0]).filter(
        pupil__school=by.school, starts_on__lte=weeks[-1] + TO_SUNDAY
    )
    return list(rows.values_list("pupil", flat=True))


def _again(weeks: Mapping[int, Collection[date]], school: School, writing: Writing) -> Recorded:
    """These weeks of these children say what their days come to now, with one note."""
    pupils = hold(Pupil.objects.filter(school=school), weeks)
    every = sorted({week for some in weeks.values() for week in some})
    places = entered_by_day(pupils, (every[0], every[-1])) if pupils else set()
    again = [place for place in places if place[1] in weeks[place[0]]]
    done = sum_days(again, writing, school)
    if done.wrote:
        told = [week for _, week, _ in again]
        note(
            "weeks summed again", about=school, by=writing.by, since=str(min(told)),
            until=str(max(told)), added=done.added, changed=done.changed,
        )  # fmt: skip
    return done


def sum_days(places: Collection[WeekPlace], writing: Writing, school: School) -> Recorded:
    """Let each week say what its days come to, but where a number was typed for the week itself.

    `places` are of children whom the caller holds.
    """
    if not places:
        return Recorded()
    pupils = sorted({pupil for pupil, _, _ in places})
    weeks = [week for _, week, _ in places]
    span = (min(weeks), max(weeks))
    sums, standing = sums_of_days(pupils, span, school), standing_tallies(pupils, *span)
    typed = typed_for_the_week(pupils, *span)
    told = {
        place: sums.get(place)
        for place in places
        if place not in typed and (place in standing or sums.get(place) is not None)
    }
    nobody = writing.by.user_id is None
    whose = last_to_enter(pupils, span) if nobody else {}

    def columns(place: WeekPlace, count: int | None) -> dict[str, object]:
        named = {"recorded_by_id": whose[place]} if nobody else {}
        return {**tally_columns(place, count), "summed": True, **named}

    return write(told, standing, Tally, columns, writing)


def standing_tallies(
    pupils: Sequence[int], first: date, last: date
) -> dict[WeekPlace, Standing]:  # fmt: skip
    """What stands of some children's weeks, between two Mondays."""
    return {
        (row.pupil_id, row.week, row.fact): Standing(row.pk, row.count)
        for some in batched(pupils)
        for row in Tally.objects.standing().filter(
            pupil__in=some, week__gte=first, week__lte=last
        )
    }  # fmt: skip


def tally_columns(place: WeekPlace, count: int | None) -> dict[str, object]:
    """A number that is typed for a week, as columns."""
    pupil, week, fact = place
    return {"pupil_id": pupil, "week": week, "fact": fact, "count": count, "summed": False}
