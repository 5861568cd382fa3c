"""Before whose profile goes home something is to be looked at or asked (decision 10).

It is asked for along with the children who are fetched anyway, so it costs no query.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Value
from django.db.models.expressions import Combinable

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Enrolment, Pupil, PupilQuerySet, Restriction
from lantern.roster.rules import in_a_list


def must_ask(by: Viewer) -> bool:
    """Whether this person prints what goes home.

    Who sees no families asks the office; who sees them looks at the restriction themselves.
    """
    return by.may(Can.PRINT)


def pupils_to_ask_about(pupils: PupilQuerySet, by: Viewer) -> PupilQuerySet:
    """Each with `office_first`: whether this person asks the office first."""
    return pupils.annotate(office_first=office_first(by, "pk"))


def office_first(by: Viewer, pupil: str) -> Combinable:
    """A column of rows that hold a child: whether this person asks the office about them first."""
    return _restricted(by, pupil) if must_ask(by) else NO


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedAbout:
    """A child about whom to ask, and their last class, with its year if that is over."""

    ref: UUID
    name: str
    class_name: str


def ask_office_first(by: Viewer) -> list[AskedAbout]:
    """Every child who was ever in a class and of whom this person asks; one query or none.

    Those who left are named too: each period that has opened is printed with who was there then.
    """
    if not must_ask(by):
        return []
    places = Enrolment.objects.filter(
        _restricted(by, "pupil"), pupil__in=Pupil.objects.visible_to(by), starts_on__lte=by.today
    )
    found = places.select_related("pupil", "school_class__year").order_by("starts_on", "pk")
    last = {place.pupil_id: place for place in found}
    return [
        AskedAbout(ref=place.pupil.ref, name=place.pupil.name, class_name=_class_name(place, by))
        for place in sorted(last.values(), key=_by_class_and_register)
    ]


def _class_name(place: Enrolment, by: Viewer) -> str:
    there = place.school_class
    return there.name if there.year.ends_on >= by.today else f"{there.name} {there.year.name}"


def _by_class_and_register(place: Enrolment) -> tuple[str, ...]:
    called = (place.pupil.called_surname, place.pupil.called_forename)
    return (place.school_class.name, *in_a_list(*called))


NO: Combinable = Value(value=False, output_field=BooleanField())


def _restricted(by: Viewer, pupil: str) -> Exists:
    return Exists(Restriction.objects.binding(by.today).filter(link__pupil=OuterRef(pupil)))
