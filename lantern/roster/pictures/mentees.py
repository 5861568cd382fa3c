"""The children whose mentor leaves, left or is away, until somebody says who comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias
from uuid import UUID

from django.db.models import OuterRef, Subquery

from lantern.accounts.models import Member, Viewer
from lantern.roster.models import ClassStaff, Enrolment, Mentoring, Pupil, StaffAbsence
from lantern.roster.rules import in_a_list


@dataclass(frozen=True, kw_only=True)
class Mentee:
    """A child whom someone mentors, and the class they are in."""

    ref: UUID
    name: str
    class_name: str


@dataclass(frozen=True, kw_only=True)
class Leaver:
    """A mentor who leaves, left or is away, with those of their mentees who were not given on.

    Of a class teacher who is away they are the class too, unless another shares it. `away` are the
    first and last day of an absence, the last None where nobody knows it.
    """

    ref: UUID
    name: str
    last_day: date | None
    away: tuple[date, date | None] | None
    children: Sequence[Mentee]


def to_give_on(by: Viewer) -> list[Leaver]:
    """The mentors of such children by name, each with the children as a register lists them."""
    rows_away = StaffAbsence.objects.visible_to(by).on(by.today)
    away = {each.member_id: (each.starts_on, each.ends_on) for each in rows_away}
    chosen = list(_chosen(by))
    known = {child.pk for _, child, _ in chosen}
    by_class = [each for each in _by_class(by) if each[1].pk not in known] if away else []
    ordered = sorted([*chosen, *by_class], key=_by_mentor_and_register)
    return [
        Leaver(
            ref=mentor.ref,
            name=mentor.user.name,
            last_day=mentor.ends_on,
            away=away.get(mentor.pk),
            children=[Mentee(ref=child.ref, name=child.name, class_name=c) for _, child, c in rows],
        )
        for mentor, rows in groupby(ordered, key=lambda each: each[0])
    ]


Missed: TypeAlias = tuple[Member, Pupil, str]  # the mentor, a child of theirs, and its class


def _chosen(by: Viewer) -> Iterator[Missed]:
    """Those who were given a mentor by hand."""
    here = Enrolment.objects.on(by.today).filter(pupil=OuterRef("pupil"))
    rows = Mentoring.objects.to_give_on(by.today).filter(pupil__in=Pupil.objects.visible_to(by))
    found = rows.select_related("pupil", "mentor__user").annotate(
        class_name=Subquery(here.values("school_class__name")[:1])
    )
    for row in found:
        yield row.mentor, row.pupil, row.class_name  # type: ignore[attr-defined]  # annotated


def _by_class(by: Viewer) -> Iterator[Missed]:
    """Those whom their class teacher mentors, of classes of which each teacher is away."""
    mentors: dict[int, Member] = {}
    missed = ClassStaff.objects.visible_to(by).missed(by.today).select_related("member__user")
    for place in missed:
        mentors.setdefault(place.school_class_id, place.member)
    children = Pupil.objects.visible_to(by).missing_a_mentor(by.today)
    places = Enrolment.objects.on(by.today).filter(pupil__in=children)
    for row in places.select_related("pupil", "school_class"):
        if mentor := mentors.get(row.school_class_id):
            yield mentor, row.pupil, row.school_class.name


def _by_mentor_and_register(each: Missed) -> tuple[object, ...]:
    mentor, child, _ = each
    where = in_a_list(child.called_surname, child.called_forename)
    return mentor.user.name, mentor.pk, where
