"""Before whose profile goes home the office is to be asked: that, and nothing of why (decision 10).

It is asked for along with a child or a class that is fetched anyway, so it costs no query.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Q, Value
from django.db.models.expressions import Combinable

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Enrolment, Pupil, PupilQuerySet, Restriction
from lantern.roster.models.classes import SchoolClassQuerySet
from lantern.roster.rules import in_a_list


def must_ask(by: Viewer) -> bool:
    """Whether this person prints what goes home but does not see why it should not."""
    return by.may(Can.PRINT) and not by.may(Can.SEE_FAMILIES)


def pupils_to_ask_about(pupils: PupilQuerySet, by: Viewer) -> PupilQuerySet:
    """Each with `office_first`: whether this person asks the office first."""
    return pupils.annotate(office_first=_restricted(by, "pk") if must_ask(by) else _NO)


def classes_to_ask_about(classes: SchoolClassQuerySet, by: Viewer) -> SchoolClassQuerySet:
    """Each with `office_first`: whether this person asks the office about any child in it.

    That is today; of a class of an earlier year, those who were in it when the year ended.
    """
    there = Enrolment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=by.today) | Q(ends_on__gte=OuterRef("year__ends_on")),
        _restricted(by, "pupil"),
        school_class=OuterRef("pk"),
        pupil__in=Pupil.objects.visible_to(by),
    )
    return classes.annotate(office_first=Exists(there) if must_ask(by) else _NO)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedAbout:
    """A child about whom to ask, and the class they are in."""

    ref: UUID
    name: str
    class_name: str


def ask_office_first(by: Viewer) -> list[AskedAbout]:
    """Every child on the roll about whom this person asks the office first; one query or none."""
    if not must_ask(by):
        return []
    places = Enrolment.objects.on(by.today).filter(
        _restricted(by, "pupil"), pupil__in=Pupil.objects.visible_to(by)
    )
    found = places.select_related("pupil", "school_class")
    return [
        AskedAbout(ref=place.pupil.ref, name=place.pupil.name, class_name=place.school_class.name)
        for place in sorted(found, key=_by_class_and_register)
    ]


def _by_class_and_register(place: Enrolment) -> tuple[str, ...]:
    called = (place.pupil.called_surname, place.pupil.called_forename)
    return (place.school_class.name, *in_a_list(*called))


_NO: Combinable = Value(value=False, output_field=BooleanField())


def _restricted(by: Viewer, pupil: str) -> Exists:
    return Exists(Restriction.objects.binding(by.today).filter(link__pupil=OuterRef(pupil)))
