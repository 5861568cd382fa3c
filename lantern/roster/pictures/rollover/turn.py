"""A school at the turn of a year, read from its rows in a handful of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any  # the rows of either table

from django.db.models import Q

from lantern.accounts.models import Member
from lantern.accounts.rules import STAFF_ROLES, WITH_CHILDREN
from lantern.roster.models import (
    OF_A_YEAR,
    ClassStaff,
    Enrolment,
    Group,
    GroupPlace,
    GroupStaff,
    Mentoring,
    Pupil,
    RolloverDraft,
    SchoolClass,
)
from lantern.roster.models.classes import EnrolmentQuerySet
from lantern.roster.models.dated import DatedQuerySet, not_over_on
from lantern.roster.rules import in_a_list
from lantern.roster.rules.rollover import (
    Adult,
    Child,
    Dated,
    Grouped,
    Mentors,
    Place,
    Rolled,
    Turn,
    Wishes,
    Works,
    roll_over,
    wishes_from_plain,
)
from lantern.schools.models import AcademicYear, HalfTerm, School


def year_to_come(school: School, today: date) -> AcademicYear | None:
    """The year to roll over into: this one while someone is left in an earlier year's class.

    Else the next; None if the school has not set its dates.
    """
    years = AcademicYear.objects.filter(school=school).order_by("starts_on")
    present = years.filter(starts_on__lte=today).last()
    if present is not None and _left_behind(present).exists():
        return present
    return years.filter(starts_on__gt=today).first()


def _left_behind(year: AcademicYear) -> EnrolmentQuerySet:
    earlier = Enrolment.objects.filter(
        pupil__school=year.school_id, school_class__year__starts_on__lt=year.starts_on
    )
    return earlier.not_over(year.starts_on)


def planned(year: AcademicYear, today: date) -> tuple[Turn, Wishes, Rolled]:
    """The school at that turn, what was wished for it, and what would be done as it stands now."""
    turn, wishes = turn_of(year), wishes_for(year)
    return turn, wishes, roll_over(turn, wishes, today=today)


def wishes_for(year: AcademicYear) -> Wishes:
    """What was wished so far."""
    draft = RolloverDraft.objects.filter(year=year).first()
    return wishes_from_plain(draft.wishes if draft else {})


def turn_of(year: AcademicYear) -> Turn:
    """The school as a year is about to begin, or has just begun."""
    before = AcademicYear.objects.filter(school=year.school_id, starts_on__lt=year.starts_on)
    was = before.order_by("starts_on").last() or year
    half = HalfTerm.objects.filter(term__year=was).order_by("ends_on").last()
    adults = tuple(_adults(year.school_id))
    works = list(_works(year))
    return Turn(
        was=was.dates, becomes=year.dates, last_day=half.ends_on if half else was.ends_on,
        children=tuple(_children(year)), adults=adults,
        works=tuple(each for of, each in works if of != year.pk),
        mentors=tuple(_mentors(year)), groups=tuple(_groups(year)),
        there=_there(year, [each for of, each in works if of == year.pk]),
    )  # fmt: skip


def class_names(turn: Turn, wishes: Wishes) -> list[str]:
    """Names that a class of next year may have: those that are there, wished for, or of this year.

    Each spelt one way.
    """
    wished = [*wishes.rows.values(), *wishes.alone.values()]
    known = [*turn.opened, *(each.to for each in wished), *(c.was for c in turn.children)]
    spelt = {name.casefold(): name for name in reversed(known) if name}
    return sorted(spelt.values(), key=in_a_list)


def _children(year: AcademicYear) -> Iterable[Child]:
    """Everyone who is here as the year begins, or has a place in it, or never had one anywhere."""
    now, then, ever = _places(year)
    for pupil in Pupil.objects.filter(school=year.school_id).order_by("pk"):
        if pupil.pk in now or pupil.pk in then or pupil.pk not in ever:
            yield Child(
                pk=pupil.pk, ref=pupil.ref, name=pupil.name,
                register=in_a_list(pupil.called_surname, pupil.called_forename),
                year=pupil.year_in(year.starts_on), now=now.get(pupil.pk), then=then.get(pupil.pk),
            )  # fmt: skip


def _places(year: AcademicYear) -> tuple[dict[int, Place], dict[int, Place], set[int]]:
    """By child: the place that lasts into the year, the first in it, and who ever had one."""
    rows = Enrolment.objects.filter(pupil__school=year.school_id).order_by("starts_on", "pk")
    now: dict[int, Place] = {}
    then: dict[int, Place] = {}
    ever: set[int] = set()
    for row in rows.select_related("school_class__year"):
        ever.add(row.pupil_id)
        of = row.school_class.year
        if of.pk == year.pk:
            then.setdefault(row.pupil_id, _place(row))
        elif of.starts_on < year.starts_on and _lasts(row.ends_on, year.starts_on):
            now[row.pupil_id] = _place(row)
    return now, then, ever


def _lasts(ends_on: date | None, begins: date) -> bool:
    return ends_on is None or ends_on >= begins


def _place(row: Enrolment) -> Place:
    there = row.school_class
    return Place(
        pk=row.pk, class_ref=there.ref, class_name=there.name, starts_on=row.starts_on,
        ends_on=row.ends_on, year_ends_on=there.year.ends_on,
    )  # fmt: skip


def _adults(school: int) -> Iterable[Adult]:
    rows = Member.objects.filter(school=school, role__in=STAFF_ROLES).select_related("user")
    for row in rows.order_by("user__name", "pk"):
        yield Adult(
            pk=row.pk, ref=row.ref, name=row.user.name, last_day=row.ends_on,
            with_children=row.role in WITH_CHILDREN,
        )  # fmt: skip


def _works(year: AcademicYear) -> Iterable[tuple[int, Works]]:
    """Who works in a class of the year, or still in one of the years before, with its year."""
    here = ClassStaff.objects.filter(member__role__in=STAFF_ROLES)  # nobody let in for a day
    rows = here.filter(school_class__school=year.school_id).filter(
        Q(school_class__year=year)
        | Q(school_class__year__starts_on__lt=year.starts_on) & not_over_on(year.starts_on)
    )
    for row in rows.select_related("school_class__year").order_by("starts_on", "pk"):
        there = row.school_class
        yield there.year_id, Works(
            pk=row.pk, adult=row.member_id, class_name=there.name, lead=row.lead,
            starts_on=row.starts_on, ends_on=row.ends_on, year_ends_on=there.year.ends_on,
            weekdays=row.weekdays, mentors=row.mentors,
        )  # fmt: skip


def _there(year: AcademicYear, works: Iterable[Works]) -> dict[str, tuple[Works, ...]]:
    found: dict[str, list[Works]] = defaultdict(list)
    for each in works:
        if _lasts(each.ends_on, year.starts_on):
            found[each.class_name].append(each)
    names = SchoolClass.objects.filter(year=year).values_list("name", flat=True)
    return {name: tuple(found[name]) for name in names}


def _mentors(year: AcademicYear) -> Iterable[Mentors]:
    rows = Mentoring.objects.filter(pupil__school=year.school_id, starts_on__lt=year.starts_on)
    for row in rows.not_over(year.starts_on).select_related("pupil").order_by("pk"):
        yield Mentors(
            pk=row.pk, child=row.pupil_id, child_name=row.pupil.name, adult=row.mentor_id,
            starts_on=row.starts_on, ends_on=row.ends_on,
        )  # fmt: skip


def _groups(year: AcademicYear) -> Iterable[Grouped]:
    """Each group that would last into the year, with its places and who leads it."""
    begins, there = year.starts_on, {"group__school": year.school_id}
    places, to_come = _by_group(GroupPlace.objects.filter(**there), "pupil", begins)
    leaders, soon = _by_group(GroupStaff.objects.filter(**there), "member", begins)
    groups = Group.objects.filter(school=year.school_id).lasting(begins)
    begun = groups.filter(Q(starts_on=None) | Q(starts_on__lt=begins))
    for group in begun.order_by("name"):
        yield Grouped(
            pk=group.pk, ref=group.ref, name=group.name, ends_on=group.ends_on,
            places=tuple(places[group.pk]), leaders=tuple(leaders[group.pk]),
            of_a_year=group.kind in OF_A_YEAR, goes_on=group.pk in to_come | soon,
        )  # fmt: skip


def _by_group(
    rows: DatedQuerySet[Any], whose: str, begins: date
) -> tuple[dict[int, list[Dated]], set[int]]:
    """What would last into the year, by group; and the groups in which something begins then."""
    found: dict[int, list[Dated]] = defaultdict(list)
    to_come = set()
    told = rows.not_over(begins).order_by("pk")
    for group, pk, who, since, until in told.values_list(
        "group", "pk", whose, "starts_on", "ends_on"
    ):
        if since >= begins:
            to_come.add(group)
        else:
            found[group].append((pk, who, since, until))
    return found, to_come
