"""Classes and the adults in them."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from lantern.accounts.actions import end_membership
from lantern.accounts.models import Member
from lantern.accounts.rules import WITH_CHILDREN
from lantern.audit.actions import Actor, note
from lantern.roster.actions.ending import ONE_DAY, end_before, end_on, here_on
from lantern.roster.actions.trouble import ChangedMeanwhile, RosterTrouble
from lantern.roster.actions.turns import hold_classes
from lantern.roster.models import ClassStaff, GroupStaff, Mentoring, SchoolClass
from lantern.roster.pictures import class_teachers, teachers_told
from lantern.roster.rules import academic_year_of, in_words
from lantern.schools.models import AcademicYear, School


@transaction.atomic
def open_class(*, year: AcademicYear, name: str, by: Actor) -> SchoolClass:
    """A new class of an academic year, with nobody in it. Raises RosterTrouble on a name taken."""
    name = " ".join(name.split())
    if not name:
        raise RosterTrouble("Give the class a name.")
    if SchoolClass.objects.filter(year=year, name__iexact=name).exists():
        raise RosterTrouble(f"There is a class called {name} in {year.name} already.")
    made = SchoolClass.objects.create(school=year.school, year=year, name=name)
    note("class opened", about=made, by=by, name=name, year=year.name)
    return made


@transaction.atomic
def open_class_on(*, school: School, on: date, name: str, by: Actor) -> SchoolClass:
    """A new class in the year that holds a day. Raises RosterTrouble if the school has no such."""
    return open_class(year=year_on(school, on), name=name, by=by)


def year_on(school: School, on: date) -> AcademicYear:
    """The school's year that holds a day. Raises RosterTrouble if there is none."""
    years = AcademicYear.objects.filter(school=school, starts_on__lte=on, ends_on__gte=on)
    found = years.first()
    if found is None:
        began = academic_year_of(on)
        raise RosterTrouble(
            f"Set the dates of {began}/{(began + 1) % 100:02} first, on the Dates page or with "
            f"lantern school dates: {school.name} has no academic year that holds {in_words(on)}."
        )
    return found


def year_to_load(school: School, today: date) -> AcademicYear:
    """The year of a list's classes: that which holds today, or in summer the next to begin.

    Raises RosterTrouble if there is neither.
    """
    to_come = AcademicYear.objects.filter(school=school, ends_on__gte=today)
    return to_come.first() or year_on(school, today)


@transaction.atomic
def staff_class(
    *, school_class: SchoolClass, member: Member, lead: bool, starts_on: date, by: Actor
) -> ClassStaff:
    """An adult works in the class from a day; `lead` as its class teacher (two may share it).

    Saying the same again changes nothing; a last day that is known stays, and who was to begin
    later begins that day. Raises RosterTrouble for staff of another school, for a role that never
    sees a child, for a day outside the class's year, or on which they are not here, and for one who
    becomes something else there on the day they began, or before it.
    """
    _of_the_school(school_class, member)
    _in_the_year(school_class, starts_on)
    hold_classes([school_class])
    here = _there(school_class, member, starts_on)
    if here is not None and here.lead == lead and here.starts_on <= starts_on:
        return here
    if member.role not in WITH_CHILDREN:
        raise RosterTrouble(f"{member.user.name} never sees a child here, so works in no class.")
    here_on(member, starts_on)
    if here is not None and here.lead == lead:
        made, here.starts_on = here, starts_on
        made.save(update_fields=["starts_on"])
    else:
        until = here.ends_on if here is not None else member.ends_on
        if here is not None:
            end_before(here, starts_on, by=by)
        made = ClassStaff.objects.create(
            school_class=school_class, member=member, lead=lead, starts_on=starts_on, ends_on=until
        )
    note("works in a class", about=school_class, by=by, who=str(member.ref), lead=lead)
    return made


def _there(school_class: SchoolClass, member: Member, on: date) -> ClassStaff | None:
    """Their place in the class that lasts on a day, or the first to come."""
    rows = ClassStaff.objects.filter(school_class=school_class, member=member)
    return rows.not_over(on).order_by("starts_on", "pk").first()


@transaction.atomic
def set_class_teachers(
    *, wanted: Mapping[SchoolClass, Collection[Member]], seen: str | None = None,
    starts_on: date, by: Actor,
) -> int:  # fmt: skip
    """From a day these and nobody else are the class teachers of these classes; how many changes.

    Two who share a class are both its teachers. Others who work in it stay. `seen` is what
    `teachers_told` said of these classes when they were looked at, None where nobody looked.
    Raises ChangedMeanwhile if that is no longer so, and as `staff_class`, and for a day before one
    who goes began.
    """
    hold_classes(wanted)
    if seen is not None and seen != teachers_told(class_teachers(wanted)):
        raise ChangedMeanwhile
    changes = 0
    for school_class, members in wanted.items():
        places = ClassStaff.objects.filter(school_class=school_class, lead=True, ends_on=None)
        there = {place.member_id: place for place in places.select_related("member")}
        come = [member for member in members if member.pk not in there]
        go = [there[pk] for pk in there if pk not in {member.pk for member in members}]
        if come or go:
            _in_the_year(school_class, starts_on)
        for member in come:
            staff_class(
                school_class=school_class, member=member, lead=True, starts_on=starts_on, by=by
            )
        for place in go:
            end_before(place, starts_on, by=by)
            _note_left(place, starts_on - ONE_DAY, by)
        changes += len(come) + len(go)
    return changes


@transaction.atomic
def end_staffing(*, place: ClassStaff, last_day: date, by: Actor) -> None:
    """Their last day in the class; a place that never began is taken away.

    Raises RosterTrouble for a day before they began.
    """
    end_on(place, last_day, by=by)
    _note_left(place, last_day, by)


def _note_left(place: ClassStaff, last_day: date, by: Actor) -> None:
    who = str(place.member.ref)
    note("leaves a class", about=place.school_class, by=by, who=who, on=str(last_day))


@transaction.atomic
def staff_leaves(*, member: Member, last_day: date, by: Actor) -> Member:
    """Someone leaves: their classes, groups and mentees are let go the same day (domain 2.23).

    So are those that had a later last day, as a rollover gives. Each child's mentor is then the
    class teacher again. Raises StaffTrouble as `end_membership`, RosterTrouble for a day before
    they began in one of them.
    """
    member = end_membership(member=member, ends_on=last_day, by=by)
    after = max(last_day + ONE_DAY, by.now.date())  # what is over was so
    for place in ClassStaff.objects.not_over(after).filter(member=member):
        end_on(place, last_day, by=by)
    for mentoring in Mentoring.objects.not_over(after).filter(mentor=member):
        end_on(mentoring, last_day, by=by)
    for leading in GroupStaff.objects.not_over(after).filter(member=member):
        end_on(leading, last_day, by=by)
    return member


def _of_the_school(school_class: SchoolClass, member: Member) -> None:
    if member.school_id != school_class.school_id:
        raise RosterTrouble("Someone of another school cannot work in this class.")


def _in_the_year(school_class: SchoolClass, on: date) -> None:
    if not school_class.year.dates.holds(on):
        raise RosterTrouble(f"{school_class.name} is a class of {school_class.year.name} only.")
