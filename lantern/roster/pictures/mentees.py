"""The children whose mentor leaves, left or is away, until somebody says who comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import OuterRef, Subquery

from lantern.accounts.models import Viewer
from lantern.roster.models import Enrolment, Mentoring, Pupil, StaffAbsence
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

    `away` are the first and last day of an absence, the last None where nobody knows it.
    """

    name: str
    last_day: date | None
    away: tuple[date, date | None] | None
    children: Sequence[Mentee]


def to_give_on(by: Viewer) -> list[Leaver]:
    """The mentors of such children by name, each with the children as a register lists them."""
    here = Enrolment.objects.on(by.today).filter(pupil=OuterRef("pupil"))
    rows = Mentoring.objects.to_give_on(by.today).filter(pupil__in=Pupil.objects.visible_to(by))
    found = rows.select_related("pupil", "mentor__user").annotate(
        class_name=Subquery(here.values("school_class__name")[:1])
    )
    ordered = sorted(found, key=_by_mentor_and_register)
    rows_away = StaffAbsence.objects.visible_to(by).on(by.today)
    away = {each.member_id: (each.starts_on, each.ends_on) for each in rows_away}
    return [
        Leaver(
            name=name,
            last_day=last_day,
            away=away.get(pk),
            children=[_mentee(row) for row in theirs],
        )
        for (name, pk, last_day), theirs in groupby(ordered, key=_mentor_of)
    ]


def _mentor_of(row: Mentoring) -> tuple[str, int, date | None]:
    return row.mentor.user.name, row.mentor_id, row.mentor.ends_on


def _by_mentor_and_register(row: Mentoring) -> tuple[object, ...]:
    return (*_mentor_of(row)[:2], in_a_list(row.pupil.called_surname, row.pupil.called_forename))


def _mentee(row: Mentoring) -> Mentee:
    class_name: str = row.class_name  # type: ignore[attr-defined]  # annotated above
    return Mentee(ref=row.pupil.ref, name=row.pupil.name, class_name=class_name)
