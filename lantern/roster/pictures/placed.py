"""Every placement of some children, with who they are, and since when each has been here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple  # the rows of a question have no types
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from lantern.accounts.models import Viewer
from lantern.roster.models import Enrolment, Mentoring, PupilQuerySet
from lantern.roster.pictures.office import NO, office_first
from lantern.roster.rules import (
    in_a_list,
    needs_school_days,
    stay_began,
    year_group_of,
)
from lantern.schools.models import AcademicYear
from lantern.schools.pictures import school_days_of

COLUMNS = (
    "pupil", "school_class", "starts_on", "ends_on", "pupil__ref", "pupil__called_forename",
    "pupil__called_surname", "pupil__born_on", "pupil__years_apart",
)  # fmt: skip


class Placed(NamedTuple):
    """One placement of a child in a class, the last day None while it lasts.

    `mentee` and `office_first` are told of the child, to whoever asked; to others they are False.
    """

    pupil: int
    school_class: int
    starts_on: date
    ends_on: date | None
    ref: UUID
    forename: str
    surname: str
    born_on: date
    years_apart: int
    mentee: bool = False
    office_first: bool = False

    def year_in(self, year_starts_on: date) -> int:
        """The year group in the academic year that starts then; 0 is Reception."""
        return year_group_of(self.born_on, self.years_apart, year_starts_on.year)

    @property
    def in_register(self) -> tuple[str, ...]:
        """Where the child stands in a register."""
        return in_a_list(self.surname, self.forename)


Placements = Sequence[Placed]  # of one child, the oldest first


def rows_of(
    pupils: PupilQuerySet, *, mentored_by: Viewer | None = None, printed_by: Viewer | None = None
) -> QuerySet[Any, Any]:
    """Every placement of the children, for `by_child`.

    Whether they are someone's mentees today, and whether someone asks the office about them before
    a print goes home, is only looked up where it is asked.
    """
    asked = [
        _mentee(mentored_by) if mentored_by else NO,
        office_first(printed_by, "pupil") if printed_by else NO,
    ]
    rows = Enrolment.objects.filter(pupil__in=pupils).order_by("pupil", "starts_on", "pk")
    return rows.values_list(*COLUMNS, *asked)


def by_child(rows: Iterable[tuple[Any, ...]]) -> dict[int, Placements]:
    """The rows as each child's placements."""
    made = (Placed(*row) for row in rows)
    return {pupil: list(theirs) for pupil, theirs in groupby(made, key=attrgetter("pupil"))}


def _mentee(by: Viewer) -> Exists:
    mentored = Mentoring.objects.on(by.today).filter(mentor=by.member)
    return Exists(mentored.filter(pupil=OuterRef("pupil")))


def last_by(rows: Placements, on: date) -> Placed | None:
    """The placement on a day, or the one that ended last before it; None if none had begun.

    Of several it is the one that began last: the database does not hold them apart.
    """
    begun = (row for row in reversed(rows) if row.starts_on <= on)
    return max(begun, key=lambda row: min(row.ends_on or on, on), default=None)


def stays(placed: Mapping[int, Placements], *, year: AcademicYear, on: date) -> dict[int, date]:
    """Since when in a year each child has been here without a break; who was not is left out.

    Nothing counts from before the year, so nobody looks further back. The calendar is asked for
    only where it decides whether a child was away (domain 2.41).
    """
    spans = {pupil: _within(rows, year.starts_on) for pupil, rows in placed.items()}
    asked = any(needs_school_days(each) for each in spans.values())
    days = school_days_of(year) if asked else []
    began = {pupil: stay_began(each, on=on, school_days=days) for pupil, each in spans.items()}
    return {pupil: first for pupil, first in began.items() if first is not None}


def _within(rows: Placements, since: date) -> list[tuple[date, date | None]]:
    return [
        (row.starts_on, row.ends_on) for row in rows if row.ends_on is None or row.ends_on >= since
    ]
