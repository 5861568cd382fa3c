"""The classes of a school today, one's own first."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.doors.staff.pictures.places import address_of
from lantern.roster.models import ClassStaff, Enrolment, Pupil, SchoolClass
from lantern.roster.pictures import works_in


@dataclass(frozen=True, kw_only=True)
class ClassLine:
    """One class: `own` is whether the viewer works in it, `count` how many children it has."""

    ref: UUID
    name: str
    address: str
    teachers: str
    count: int
    own: bool


def classes_today(by: Viewer) -> list[ClassLine]:
    """The classes that someone may see, their own first, then by name."""
    found = SchoolClass.objects.visible_to(by).in_year_of(by.today).with_rights(by)
    teachers, counts = _teachers(by), _counts(by)
    lines = [
        ClassLine(
            ref=row.ref, name=row.name, address=_address(row, by),
            teachers=", ".join(teachers[row.pk]),
            count=counts.get(row.pk, 0), own=works_in(row, by),
        )
        for row in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: not line.own)


def _address(row: SchoolClass, by: Viewer) -> str:
    """The class's page, for those who may see judgements."""
    if not by.may(Can.SEE_JUDGEMENTS):
        return ""
    return address_of("reviews:class", school=by.school_key, ref=row.ref)


def _teachers(by: Viewer) -> dict[int, list[str]]:
    rows = ClassStaff.objects.visible_to(by).on(by.today).filter(lead=True)
    found: dict[int, list[str]] = defaultdict(list)
    for school_class, name in rows.order_by("starts_on", "pk").values_list(
        "school_class", "member__user__name"
    ):
        found[school_class].append(name)
    return found


def _counts(by: Viewer) -> dict[int, int]:
    here = Enrolment.objects.on(by.today).filter(pupil__in=Pupil.objects.visible_to(by))
    rows = here.values_list("school_class").annotate(count=Count("pk"))
    return dict(rows.values_list("school_class", "count"))
