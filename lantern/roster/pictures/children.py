"""The children of a class on a day, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, Subquery

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    Group,
    Mentoring,
    Pupil,
    SchoolClass,
)
from lantern.roster.rules import in_a_list


@dataclass(frozen=True, kw_only=True, slots=True)
class Child:
    """One child in one class: `mine` is whether the viewer may judge them.

    `year` is the national curriculum year; `since` the first day at this school, `came` in this
    class; `left` whether they had left the class by the day that was asked for.
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


def children(
    school_class: SchoolClass, *, on: date, by: Viewer, group: Group | None = None
) -> list[Child]:
    """The class as it was on a day, in the order of a register."""
    places = (
        Enrolment.objects.on(on)
        .filter(school_class=school_class, pupil__in=Pupil.objects.visible_to(by))
        .select_related("pupil")
        .annotate(mentee=_mentee(by), joined_on=_joined_on())
        .order_by("pupil_id")
    )
    if group is not None:
        places = places.filter(pupil__in=Pupil.objects.in_group(group, on))
    every = by.may(Can.JUDGE_ANY) or (by.may(Can.JUDGE) and works_in(school_class, by))
    return [
        _child(place, school_class, every or (by.may(Can.JUDGE) and vars(place)["mentee"]))
        for place in sorted(places, key=lambda place: in_register(place.pupil))
    ]


def everyone_of(school_class: SchoolClass, *, since: date, until: date, by: Viewer) -> list[Child]:
    """Every child of the school whose last class from one day to another was this, leavers too.

    Not narrowed to whom the viewer may see: it is for keeping, not for showing (domain 2.31).
    """
    latest = Enrolment.objects.filter(pupil=OuterRef("pupil"), starts_on__lte=until)
    places = (
        Enrolment.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=since),
            school_class=school_class,
            pk=Subquery(latest.order_by("-starts_on", "-pk").values("pk")[:1]),
        )
        .select_related("pupil")
        .annotate(mentee=_mentee(by), joined_on=_joined_on())
        .order_by("pupil_id")
    )
    every = by.may(Can.JUDGE_ANY) or (by.may(Can.JUDGE) and works_in(school_class, by))
    return [
        replace(
            _child(place, school_class, every or (by.may(Can.JUDGE) and vars(place)["mentee"])),
            left=place.ends_on is not None and place.ends_on < until,
        )
        for place in sorted(places, key=lambda place: in_register(place.pupil))
    ]


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


def _joined_on() -> Subquery:
    every = Enrolment.objects.filter(pupil=OuterRef("pupil")).order_by()
    return Subquery(every.values("pupil").annotate(first=Min("starts_on")).values("first"))


def _mentee(by: Viewer) -> Exists:
    mentored = Mentoring.objects.on(by.today).filter(mentor=by.member)
    return Exists(mentored.filter(pupil=OuterRef("pupil")))


def _child(place: Enrolment, school_class: SchoolClass, mine: bool) -> Child:
    pupil = place.pupil
    return Child(
        pk=pupil.pk,
        ref=pupil.ref,
        name=pupil.name,
        forename=pupil.called_forename,
        surname=pupil.called_surname,
        year=pupil.year_in(school_class.year.starts_on),
        class_name=school_class.name,
        since=vars(place)["joined_on"],
        mine=mine,
        came=place.starts_on,
    )


def one_child(
    pupil: Pupil, *, since: date, until: date, by: Viewer
) -> tuple[Child, SchoolClass] | None:
    """One child, and the class they were in on the last day or before it; None if in none by then.

    A child who had left before the first day is nobody's to judge.
    """
    places = Enrolment.objects.filter(pupil=pupil, starts_on__lte=until)
    place = (
        places.select_related("pupil", "school_class__year", "school_class__school")
        .annotate(joined_on=_joined_on())
        .order_by("-starts_on")
        .first()
    )
    if place is None:
        return None
    here = place.ends_on is None or place.ends_on >= since
    mine = here and _may_judge(pupil, place.school_class, by)
    return _child(place, place.school_class, mine), place.school_class


def _may_judge(pupil: Pupil, last_class: SchoolClass, by: Viewer) -> bool:
    """Whether the viewer may judge a child whom they may see; a leader need not be looked up.

    The adults of the class that a child has left may, until its review is closed.
    """
    if by.may(Can.JUDGE_ANY) or (by.may(Can.JUDGE) and works_in(last_class, by)):
        return True
    return Pupil.objects.judged_by(by).filter(pk=pupil.pk).exists()


def mentors(pupils: Iterable[int], school_class: SchoolClass, *, on: date) -> dict[int, str]:
    """Each child's mentor on a day, by name; the class teacher unless another is set (001-16)."""
    teacher = (
        ClassStaff.objects.on(on)
        .filter(school_class=school_class, lead=True)
        .values_list("member__user__name", flat=True)
        .order_by("starts_on")
        .first()
    )
    rows = Mentoring.objects.on(on).filter(pupil__in=list(pupils))
    set_by_hand = dict(rows.values_list("pupil", "mentor__user__name"))
    return {pupil: set_by_hand.get(pupil, teacher or "") for pupil in pupils}
