"""What an address asks for: a class, a period, a child, and where its pages are."""

import uuid
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from lantern.accounts.gates import SchoolRequest
from lantern.accounts.models import Shape, Viewer, anyone
from lantern.prepared import Prepared, given_ref
from lantern.profiles.drawing import Addresses
from lantern.reviews.pictures import Periods, period_of, periods_of
from lantern.roster.models import Pupil, SchoolClass
from lantern.roster.pictures.office import pupils_to_ask_about
from lantern.schools.models import Period

NOBODY = uuid.UUID(int=0)


def class_asked(request: SchoolRequest, ref: uuid.UUID) -> SchoolClass:
    """The class, if this person may see it."""
    viewer = request.viewer
    found: list[SchoolClass] = _class_asked(viewer.shape, **viewer.told, ref=ref)
    return _the_one(found, request)


T = TypeVar("T", SchoolClass, Pupil)


def _the_one(found: list[T], request: SchoolRequest) -> T:
    """The only one found, with the viewer's school, which it is of; 404 if there is none."""
    if not found:
        raise Http404
    found[0].school = request.viewer.school
    return found[0]


@Prepared
def _class_asked(shape: Shape) -> QuerySet[SchoolClass]:
    classes = SchoolClass.objects.visible_to(anyone(shape)).with_rights(anyone(shape))
    return classes.select_related("year").filter(ref=given_ref("ref")).order_by()


def periods_asked(request: SchoolRequest, school_class: SchoolClass) -> Periods | None:
    """The class's periods and the one asked for; None before any has opened; 404 for another."""
    chosen = request.GET.get("period", "") or request.POST.get("period", "")
    periods = periods_of(school_class, request.viewer.today, chosen)
    if periods is None and chosen:
        raise Http404
    return periods


def pupil_asked(request: SchoolRequest, ref: uuid.UUID) -> Pupil:
    """The child, and whether the office is asked first, if this person may see them."""
    viewer = request.viewer
    found: list[Pupil] = _pupil_asked(viewer.shape, **viewer.told, ref=ref)
    return _the_one(found, request)


@Prepared
def _pupil_asked(shape: Shape) -> QuerySet[Pupil]:
    pupils = Pupil.objects.visible_to(anyone(shape)).filter(ref=given_ref("ref"))
    return pupils_to_ask_about(pupils, anyone(shape))


def period_of_pupil(request: SchoolRequest, pupil: Pupil) -> Period:
    """The period asked for, or the child's latest; 404 if it has not opened or is not theirs."""
    chosen = request.GET.get("period", "") or request.POST.get("period", "")
    period = period_of(pupil, request.viewer.today, chosen)
    if period is None:
        raise Http404
    return period


def query_of(periods: Periods) -> str:
    """What stays in an address to keep the period: nothing for the latest."""
    return "" if periods.is_current else f"?period={periods.chosen.ref}"


def addresses_for(viewer: Viewer, query: str) -> Addresses:
    """Where the children's profiles and cells are."""
    place = {"school": viewer.school_key, "ref": NOBODY, "what": "area", "key": "x"}
    one = reverse("reviews:cell", kwargs=place).removesuffix("area/x/")
    before, after = one.split(str(NOBODY))
    return Addresses(before=before, after=after, query=query)
