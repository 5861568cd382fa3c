"""The children of a class on a day, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast  # the rows of a question have no types
from uuid import UUID

from django.db.models import QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.accounts.rules import Can
from lantern.prepared import Among, Prepared, given_day, given_row
from lantern.roster.models import ClassStaff, Enrolment, Mentoring, Pupil, SchoolClass
from lantern.roster.models.dated import not_over_on
from lantern.roster.pictures.placed import Placed, Placements, by_child, last_by, rows_of, stays
from lantern.roster.rules import in_a_list


@dataclass(frozen=True, kw_only=True, slots=True)
class Child:
    """One child in one class: `mine` is whether the viewer may judge them.

    `year` is the national curriculum year; `since` the first day of this stay at the school, or of
    the part of it that lies in the academic year; `came` the first in this class; `left` whether
    they had left the class by the day that was asked for; `office_first` whether the viewer asks
    the office before their profile goes home, which only `children` tells.
    """

    pk: int
    ref: UUID
    name: str
    forename: str
    surname: str
    year: int
    class_name: str
    since: date
    mine: bool
    came: date
    mentor: str = ""
    left: bool = False
    office_first: bool = False


def children(school_class: SchoolClass, *, on: date, by: Viewer) -> list[Child]:
    """The class as it was on a day, in the order of a register."""
    every = _judges_all(school_class, by)
    rows = _placed(
        by.shape, every, **by.told, school_class=school_class.pk, on=on,
        since=school_class.year.starts_on,
    )  # fmt: skip
    return in_class(by_child(rows), school_class, every=every, on=on)


@Prepared
def _placed(shape: Shape, every: bool) -> QuerySet[Any, Any]:
    """The year's placements of the children of a class on a day."""
    by, on = anyone(shape), cast(date, given_day("on"))
    there = Enrolment.objects.on(on).filter(school_class=given_row("school_class"))
    pupils = Pupil.objects.visible_to(by).filter(pk__in=there.values("pupil"))
    asks = by if by.may(Can.JUDGE) and not every else None
    rows = rows_of(pupils, mentored_by=asks, printed_by=by)
    return rows.filter(not_over_on(cast(date, given_day("since"))))


def everyone_of(school_class: SchoolClass, *, since: date, until: date, by: Viewer) -> list[Child]:
    """Every child of the school whose last class from one day to another was this, leavers too.

    Not narrowed to whom the viewer may see: it is for keeping, not for showing (domain 2.31).
    """
    there = Enrolment.objects.not_over(since).filter(
        school_class=school_class, starts_on__lte=until
    )
    pupils = Pupil.objects.filter(pk__in=there.values("pupil"))
    every = _judges_all(school_class, by)
    asks = by if by.may(Can.JUDGE) and not every else None
    placed = by_child(rows_of(pupils, mentored_by=asks))
    return in_class(placed, school_class, every=every, on=until)


def _judges_all(school_class: SchoolClass, by: Viewer) -> bool:
    return by.may(Can.JUDGE_ANY) or (by.may(Can.JUDGE) and works_in(school_class, by))


def in_class(
    placed: Mapping[int, Placements], school_class: SchoolClass, *, every: bool, on: date
) -> list[Child]:
    """Those of the pupils whose last class by a day was this, in the order of a register."""
    last = [place for rows in placed.values() if (place := last_by(rows, on))]
    here = [place for place in last if place.school_class == school_class.pk]
    theirs = {place.pupil: placed[place.pupil] for place in here}
    began = stays(theirs, year=school_class.year, on=on)
    return [
        _child(
            place,
            school_class,
            mine=every or place.mentee,
            since=began.get(place.pupil, place.starts_on),
            until=on,
        )
        for place in sorted(here, key=lambda place: place.in_register)
    ]


def _child(
    place: Placed, school_class: SchoolClass, *, mine: bool, since: date, until: date
) -> Child:
    return Child(
        pk=place.pupil,
        ref=place.ref,
        name=f"{place.forename} {place.surname}".strip(),
        forename=place.forename,
        surname=place.surname,
        year=place.year_in(school_class.year.starts_on),
        class_name=school_class.name,
        since=since,
        mine=mine,
        came=place.starts_on,
        left=place.ends_on is not None and place.ends_on < until,
        office_first=place.office_first,
    )


def one_child(
    pupil: Pupil, *, since: date, until: date, by: Viewer
) -> tuple[Child, SchoolClass] | None:
    """One child, and the class they were in on the last day or before it.

    None if they were in none by then, or had left before the first day.
    """
    placed = by_child(_of_one(pupil=pupil.pk))
    place = last_by(placed.get(pupil.pk, ()), until)
    if place is None or (place.ends_on is not None and place.ends_on < since):
        return None
    (school_class,) = _class_of(pk=place.school_class)
    school_class.school = by.school
    mine = _may_judge(pupil, school_class, by)
    began = stays(placed, year=school_class.year, on=until).get(pupil.pk, place.starts_on)
    return _child(place, school_class, mine=mine, since=began, until=until), school_class


@Prepared
def _of_one() -> QuerySet[Any, Any]:
    return rows_of(Pupil.objects.filter(pk=given_row("pupil")))


@Prepared
def _class_of() -> QuerySet[SchoolClass]:
    return SchoolClass.objects.select_related("year").filter(pk=given_row("pk")).order_by()


def in_register(pupil: Pupil) -> tuple[str, ...]:
    """Where a child stands in a register: by the names they are called, whatever their accents."""
    return in_a_list(pupil.called_surname, pupil.called_forename)


def works_in(school_class: SchoolClass, by: Viewer) -> bool:
    """Whether the viewer works in the class today; free if it was fetched `with_rights`."""
    known: bool | None = getattr(school_class, "own", None)
    if known is not None:
        return known
    staff = ClassStaff.objects.on(by.today).filter(member=by.member, school_class=school_class)
    return staff.exists()


def _may_judge(pupil: Pupil, last_class: SchoolClass, by: Viewer) -> bool:
    """Whether the viewer may judge a child whom they may see; a leader need not be looked up.

    The adults of the class that a child has left may, until its review is closed.
    """
    if _judges_all(last_class, by):
        return True
    return Pupil.objects.judged_by(by).filter(pk=pupil.pk).exists()


def mentors(pupils: Iterable[int], school_class: SchoolClass, *, on: date) -> dict[int, str]:
    """Each child's mentor on a day, by name; the class teacher unless another is set (001-16).

    Of class teachers one who is not away for long; nobody where all of them are.
    """
    asked = list(pupils)
    teachers = [name for (name,) in _teachers(school_class=school_class.pk, on=on)]
    set_by_hand = dict(_mentors(pupils=asked, on=on))
    return {pupil: set_by_hand.get(pupil, teachers[0] if teachers else "") for pupil in asked}


@Prepared
def _teachers() -> QuerySet[Any, Any]:
    there = ClassStaff.objects.mentoring(cast(date, given_day("on")))
    rows = there.filter(school_class=given_row("school_class"))
    return rows.values_list("member__user__name")


@Prepared
def _mentors() -> QuerySet[Any, Any]:
    rows = Mentoring.objects.on(cast(date, given_day("on"))).filter(Among("pupil_id", "pupils"))
    return rows.values_list("pupil", "mentor__user__name")
