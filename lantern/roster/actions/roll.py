"""Who is in which class from which day; what was true stays true of its own days."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import ONE_DAY, end_on
from lantern.roster.actions.following import following
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import Enrolment, Mentoring, Pupil, SchoolClass
from lantern.roster.rules import in_words


@transaction.atomic
def enrol(*, pupil: Pupil, school_class: SchoolClass, starts_on: date, by: Actor) -> Enrolment:
    """The child is in this class from a day: joining, moving class, or coming back.

    The class before ends the day before. A last day that is known already carries over, and so
    does a place in a later year's class. Saying the same again changes nothing. A class that began
    the same day is put right, not kept; back in the class before, from the day they left it, they
    never left. Raises RosterTrouble when another class of the year began later, or the class is of
    another school or year.
    """
    _fits(pupil, school_class, starts_on)
    with following([pupil], why=f"In a class from {in_words(starts_on)}", by=by):
        return _enrol(pupil, school_class, starts_on, by)


def _enrol(pupil: Pupil, school_class: SchoolClass, starts_on: date, by: Actor) -> Enrolment:
    places = places_of(pupil)
    last = _last(places, school_class.year.ends_on)
    here = last is not None and (last.ends_on is None or last.ends_on >= starts_on)
    if last is not None and here and last.school_class_id == school_class.pk:
        return last
    if last is not None and last.starts_on > starts_on:
        raise RosterTrouble(_too_early(pupil, last))
    ends_on = last.ends_on if last is not None and here else None
    if last is not None and here:
        _end_before(last, starts_on)
    if here and (never_left := _ended_before(places, school_class, starts_on)):
        return _went_on(never_left, ends_on, starts_on, by)
    made = Enrolment.objects.create(
        pupil=pupil, school_class=school_class, starts_on=starts_on,
        ends_on=ends_on or _before_next_year(places, school_class),
    )  # fmt: skip
    did = "moved class" if here else "joined a class" if last is None else "came back"
    note(did, about=pupil, by=by, to=school_class.name, on=str(starts_on))
    return made


@transaction.atomic
def leave(*, pupil: Pupil, last_day: date, by: Actor) -> Enrolment:
    """The child's last day in school; their class and a mentor set by hand end with it.

    A place still to come, as a rollover gives, is never taken up; who has not come yet does not
    come. Raises RosterTrouble if they are in no class, or came into one after that day.
    """
    with following([pupil], why=f"The last day was {in_words(last_day)}", by=by):
        return _leave(pupil, last_day, by)


def _leave(pupil: Pupil, last_day: date, by: Actor) -> Enrolment:
    places = places_of(pupil)
    if not places:
        raise RosterTrouble(f"{pupil.name} is not in a class.")
    if places[0].starts_on > max(last_day, by.now.date()):
        return _does_not_come(pupil, places, by)
    last = next((each for each in reversed(places) if each.starts_on <= last_day), places[0])
    after = [each for each in places if each.starts_on > last.starts_on]
    begun = [each for each in after if each.starts_on < by.now.date()]
    if last.starts_on > last_day or begun:
        raise RosterTrouble(_too_early(pupil, begun[-1] if begun else last, kept=True))
    for each in after:
        each.delete()
    last.ends_on = last_day
    last.save(update_fields=["ends_on"])
    for mentoring in Mentoring.objects.not_over(last_day + ONE_DAY).filter(pupil=pupil):
        end_on(mentoring, last_day, by=by)
    note("leaves", about=pupil, by=by, on=str(last_day))
    return last


def _does_not_come(pupil: Pupil, places: Sequence[Enrolment], by: Actor) -> Enrolment:
    for each in places:
        each.delete()
    note("does not come", about=pupil, by=by, was=str(places[0].starts_on))
    return places[0]


@transaction.atomic
def stay(*, pupil: Pupil, by: Actor) -> Enrolment:
    """The child is not leaving after all: the last day is taken back.

    Raises RosterTrouble if none was set.
    """
    last = last_place(pupil)
    if last is None or last.ends_on is None:
        raise RosterTrouble(f"{pupil.name} has no last day to take back.")
    was, last.ends_on = last.ends_on, None
    with following([pupil], why=f"{in_words(was)} was not the last day", by=by):
        last.save(update_fields=["ends_on"])
    note("is not leaving", about=pupil, by=by, was=str(was))
    return last


def last_place(pupil: Pupil) -> Enrolment | None:
    """The class that the child was put in last, over or not; None for one who never joined."""
    return next(reversed(places_of(pupil)), None)


def places_of(pupil: Pupil) -> list[Enrolment]:
    """Every class that the child was put in or will be, the earliest first."""
    rows = Enrolment.objects.filter(pupil=pupil).select_related("school_class__year")
    return list(rows.order_by("starts_on", "pk"))


def _last(places: Sequence[Enrolment], until: date) -> Enrolment | None:
    """The last class of those that began by the end of a year."""
    return next((each for each in reversed(places) if each.starts_on <= until), None)


def _ended_before(
    places: Sequence[Enrolment], school_class: SchoolClass, on: date
) -> Enrolment | None:
    """The child's place in this class, if it ended the day before."""
    ended = on - ONE_DAY
    rows = (each for each in places if each.school_class_id == school_class.pk)
    return next((each for each in rows if each.ends_on == ended), None)


def _went_on(place: Enrolment, ends_on: date | None, since: date, by: Actor) -> Enrolment:
    place.ends_on = ends_on
    place.save(update_fields=["ends_on"])
    note("moved class", about=place.pupil, by=by, to=place.school_class.name, on=str(since))
    return place


def _before_next_year(places: Sequence[Enrolment], school_class: SchoolClass) -> date | None:
    """The last day in the class of a child who has got a place in a later year's; else None."""
    year = school_class.year
    later = next((each for each in places if each.starts_on > year.ends_on), None)
    return min(year.ends_on, later.starts_on - timedelta(days=1)) if later else None


def _fits(pupil: Pupil, school_class: SchoolClass, starts_on: date) -> None:
    if school_class.school_id != pupil.school_id:
        raise RosterTrouble("A child cannot be put in a class of another school.")
    if not school_class.year.dates.holds(starts_on):
        raise RosterTrouble(f"{school_class.name} is a class of {school_class.year.name} only.")


def _too_early(pupil: Pupil, last: Enrolment, *, kept: bool = False) -> str:
    since = in_words(last.starts_on)
    choose = "that day or later" if kept else "a later day"
    return f"{pupil.name} came into {last.school_class.name} on {since}: choose {choose}."


def _end_before(place: Enrolment, on: date) -> None:
    """A class that began that very day was a slip: the audit keeps it, the history does not."""
    if place.starts_on == on:
        place.delete()
        return
    place.ends_on = on - timedelta(days=1)
    place.save(update_fields=["ends_on"])
