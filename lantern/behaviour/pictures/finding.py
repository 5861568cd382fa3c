"""Any child of the school by two letters of a name, for whoever praises them (001-5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast  # the rows of a question have no types
from uuid import UUID

from django.db.models import QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.prepared import Prepared, given_day
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.pictures import works_in
from lantern.roster.rules import in_a_list
from lantern.roster.rules.names import begins_so

LEAST = 2  # letters
MOST = 12  # children: more letters find fewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A child's name and class."""

    ref: UUID
    name: str
    class_name: str


def found_by(typed: str, by: Viewer) -> list[Found]:
    """Those on roll today of whose names a word begins so; none for fewer letters than two."""
    if len(typed.strip()) < LEAST:
        return []
    rows = _on_roll(by.shape, **by.told)
    called = [row for row in rows if begins_so(typed, row[1], row[2])]
    called.sort(key=lambda row: in_a_list(row[1], row[2]))
    return [
        Found(ref=ref, name=f"{forename} {surname}".strip(), class_name=class_name)
        for ref, forename, surname, class_name in called[:MOST]
    ]


@Prepared
def _on_roll(shape: Shape) -> QuerySet[Any, Any]:
    pupils = Pupil.objects.praised_by(anyone(shape))
    here = Enrolment.objects.on(cast(date, given_day("today"))).filter(pupil__in=pupils)
    return here.order_by().values_list(
        "pupil__ref", "pupil__called_forename", "pupil__called_surname", "school_class__name"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassBoard:
    """A class whose board the viewer may open; `own` is whether they work in it today."""

    ref: UUID
    name: str
    own: bool


def classes_with_boards(by: Viewer) -> list[ClassBoard]:
    """The classes whose children's names the viewer may see, the youngest first."""
    there = SchoolClass.objects.named_to(by).in_year_of(by.today).with_rights(by)
    rows = there.youngest_first(by.today)
    return [ClassBoard(ref=row.ref, name=row.name, own=works_in(row, by)) for row in rows]


def class_named(ref: UUID, by: Viewer) -> SchoolClass | None:
    """One class whose children's names the viewer may see, with its year."""
    return SchoolClass.objects.named_to(by).select_related("year").filter(ref=ref).first()
