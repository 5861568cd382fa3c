"""Lists of the roll: pupils as the office looks for them, classes with who works there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any  # a row with what was annotated has no type of its own

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from lantern.accounts.models import Viewer
from lantern.roster.models import ClassStaff, Enrolment, Pupil, SchoolClass
from lantern.roster.models.dated import not_over_on
from lantern.roster.pictures.children import in_register
from lantern.roster.rules import in_words
from lantern.roster.rules.names import is_called
from lantern.schools.models import AcademicYear


def pupils_found(
    by: Viewer, *, words: str = "", school_class: SchoolClass | None = None, leavers: bool = False
) -> list[Any]:
    """Children by name, each with the `class_name` they are in, or were in last, or come to.

    `ends_on` is their last day, if one is known. Every word must be in one of the names, whatever
    their accents. Those who left are in it only if asked for.
    """
    places = Enrolment.objects.filter(pupil=OuterRef("pk"))
    last = places.order_by("-starts_on", "-pk")
    to_come = Case(When(starts_on__gt=by.today, then=1), default=0)
    now = places.order_by(to_come, "-starts_on", "-pk")
    found = Pupil.objects.visible_to(by).annotate(
        class_name=Subquery(now.values("school_class__name")[:1]),
        class_pk=Subquery(now.values("school_class")[:1]),
        ends_on=Subquery(last.values("ends_on")[:1]),
    )
    if school_class is not None:
        found = found.filter(class_pk=school_class.pk)
    if not leavers:
        found = found.filter(not_over_on(by.today))
    named = [each for each in found.order_by("pk") if is_called(words, *_names(each))]
    return sorted(named, key=in_register)


def _names(pupil: Pupil) -> tuple[str, ...]:
    called = (pupil.called_forename, pupil.called_surname)
    return (*called, pupil.legal_forename, pupil.legal_surname)


@dataclass(frozen=True, kw_only=True)
class StaffedClass:
    """A class of this year with the adults who work in it."""

    school_class: SchoolClass
    staff: Sequence[ClassStaff]

    @property
    def has_teacher(self) -> bool:
        """Whether anyone is its class teacher."""
        return any(place.lead for place in self.staff)


def staffed_classes(by: Viewer, *, on: date) -> list[StaffedClass]:
    """The classes of a day's year, the youngest first; class teachers before the others."""
    classes = classes_of_year(by, on)
    rows = ClassStaff.objects.visible_to(by).on(on).filter(school_class__in=classes)
    found: dict[int, list[ClassStaff]] = defaultdict(list)
    for row in rows.select_related("member__user").order_by("-lead", "starts_on", "pk"):
        found[row.school_class_id].append(row)
    return [StaffedClass(school_class=one, staff=found[one.pk]) for one in classes]


def class_teachers(classes: Iterable[SchoolClass]) -> dict[SchoolClass, list[str]]:
    """Who teaches each, or will, by their refs: all whose last day is not set."""
    found: dict[SchoolClass, list[str]] = {each: [] for each in classes}
    rows = ClassStaff.objects.filter(school_class__in=found, lead=True, ends_on=None)
    for row in rows.select_related("school_class", "member").order_by("starts_on", "pk"):
        found[row.school_class].append(str(row.member.ref))
    return found


def teachers_told(teachers: Mapping[SchoolClass, list[str]]) -> str:
    """The same in one line, to tell whether it has changed since."""
    return " ".join(f"{each.ref}:{','.join(refs)}" for each, refs in teachers.items())


def next_year_with_classes(by: Viewer) -> AcademicYear | None:
    """The next year to come, if it has classes already."""
    classes = SchoolClass.objects.visible_to(by).filter(year__starts_on__gt=by.today)
    found = classes.select_related("year").order_by("year__starts_on").first()
    return found.year if found else None


def class_now(pupil: Pupil, on: date) -> str:
    """The class that a child is in on a day, and since when; empty for none."""
    place = Enrolment.objects.on(on).filter(pupil=pupil).select_related("school_class").last()
    return f"{place.school_class.name} since {in_words(place.starts_on)}" if place else ""


def classes_of_year(by: Viewer, on: date) -> QuerySet[SchoolClass]:
    """The classes of the year that holds a day, the youngest first."""
    return SchoolClass.objects.visible_to(by).in_year_of(on).youngest_first(on)
