"""The classes of a plan as enrolments: what was true keeps its own days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from lantern.audit.actions import Actor
from lantern.roster.actions.following import following
from lantern.roster.actions.loading.pupils import Move
from lantern.roster.actions.roll import leave
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.rules import in_words
from lantern.schools.models import AcademicYear

BATCH = 200
WHY = "The office’s list said otherwise which days the child was here"


def load_places(
    moves: Sequence[Move], *, classes: Mapping[str, SchoolClass], year: AcademicYear, on: date,
    by: Actor,
) -> None:  # fmt: skip
    """Put children in classes, move them, and set last days.

    Raises RosterTrouble for a day before a child came into the class that they are in.
    """
    with following([move.pupil for move in moves], why=WHY, by=by):
        _load_places(moves, classes, year, on, by)


def _load_places(
    moves: Sequence[Move], classes: Mapping[str, SchoolClass], year: AcademicYear, on: date,
    by: Actor,
) -> None:  # fmt: skip
    never_here = [move for move in moves if move.before.joined_on is None]
    others = [move for move in moves if move.before.joined_on is not None]
    Enrolment.objects.bulk_create(
        _first(move, classes, year, on) for move in never_here if move.after.class_name
    )
    _change_classes([move for move in others if _changes_class(move)], classes, year, on, by)
    for move in others:
        if move.before.left_on != move.after.left_on and move.after.left_on:
            leave(pupil=move.pupil, last_day=move.after.left_on, by=by)


def _changes_class(move: Move) -> bool:
    return bool(move.after.class_name) and move.before.class_name != move.after.class_name


def _first(
    move: Move, classes: Mapping[str, SchoolClass], year: AcademicYear, on: date
) -> Enrolment:
    return Enrolment(
        pupil=move.pupil,
        school_class=classes[move.after.class_name.casefold()],
        starts_on=_first_day(move.after.joined_on, year, on),
        ends_on=move.after.left_on,
    )


def _first_day(joined_on: date | None, year: AcademicYear, on: date) -> date:
    """The day they joined if it is in this year; its first day for one who was here before it."""
    if joined_on is None or joined_on > year.ends_on:
        return on
    return max(joined_on, year.starts_on)


def _histories(pupils: Iterable[Pupil]) -> dict[int, list[Enrolment]]:
    found: dict[int, list[Enrolment]] = defaultdict(list)
    rows = Enrolment.objects.filter(pupil__in=list(pupils)).select_related("school_class__year")
    for row in rows.order_by("starts_on", "pk"):
        found[row.pupil_id].append(row)
    return found


def _change_classes(
    moves: Sequence[Move], classes: Mapping[str, SchoolClass], year: AcademicYear, on: date,
    by: Actor,
) -> None:  # fmt: skip
    """The class before ends the day before, and no later than its own year does.

    A class of the year that was to begin later never does; one of a later year still will.
    """
    histories = _histories(move.pupil for move in moves)
    places = [place for history in histories.values() for place in history]
    if begun := [place for place in places if on < place.starts_on < by.now.date()]:
        since = in_words(max(place.starts_on for place in begun))
        raise RosterTrouble(f"Someone came into a class on {since}: choose a later day.")
    never = [place.pk for place in places if on <= place.starts_on <= year.ends_on]
    ends = [p for p in places if p.starts_on < on and (p.ends_on is None or p.ends_on >= on)]
    for place in ends:
        place.ends_on = _last_day(place, before=on)
    for some in batched(never):
        Enrolment.objects.filter(pk__in=some).delete()
    Enrolment.objects.bulk_update(ends, ["ends_on"], batch_size=BATCH)
    Enrolment.objects.bulk_create(
        Enrolment(
            pupil=move.pupil, school_class=classes[move.after.class_name.casefold()],
            starts_on=on,
            ends_on=move.after.left_on or _before_next_year(histories[move.pupil.pk], year),
        )
        for move in moves
    )  # fmt: skip


def _before_next_year(history: Iterable[Enrolment], year: AcademicYear) -> date | None:
    """The last day in a class of the year, for a child who has got a place in a later one."""
    later = next((place for place in history if place.starts_on > year.ends_on), None)
    return min(year.ends_on, later.starts_on - timedelta(days=1)) if later else None


def _last_day(place: Enrolment, *, before: date) -> date:
    last = min(before - timedelta(days=1), place.school_class.year.ends_on)
    return max(last, place.starts_on)


def batched(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """The keys a few hundred at a time: a statement holds only so many."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
