"""My Pupil Profile: one child on one page, for the table between a child and a mentor."""

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Shape, Viewer, anyone
from lantern.accounts.rules import Can
from lantern.prepared import Prepared, given_ref
from lantern.profiles.pictures.looks import key_of
from lantern.profiles.pictures.page import page_of
from lantern.reviews.pictures import opened_periods, review_of_pupil
from lantern.reviews.pictures.corrections import corrections_of
from lantern.roster.models import Pupil
from lantern.roster.pictures.office import pupils_to_ask_about


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def profile(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """One child in a period: live while it is open, as it was shown once it is closed."""
    pupil = _child_asked(request.viewer, ref)
    periods = opened_periods(request.viewer, request.GET.get("period", ""))
    if periods is None:
        raise Http404
    review = review_of_pupil(pupil, periods.chosen, by=request.viewer)
    shown = {"pupil": pupil, "periods": periods, "review": review}
    if review is None or not review.profiles:
        return render(request, "reviews/no_profile.html", shown)
    scheme = review.version.scheme
    one = review.profiles[0]
    more: dict[str, object] = {
        "page": page_of(one, scheme),
        "key": [shade for shade, _ in key_of(one, scheme)],
        "scheme": scheme,
    }
    if review.closure is not None:
        more["corrections"] = corrections_of(review.closure, [pupil.pk])
    return render(request, "reviews/profile.html", {**shown, **more})


def _child_asked(viewer: Viewer, ref: uuid.UUID) -> Pupil:
    """The child, and whether the office is asked first, if this person may see them."""
    found: list[Pupil] = _child(viewer.shape, **viewer.told, ref=ref)
    if not found:
        raise Http404
    return found[0]


@Prepared
def _child(shape: Shape) -> QuerySet[Pupil]:
    by = anyone(shape)
    pupils = pupils_to_ask_about(Pupil.objects.visible_to(by), by)
    return pupils.filter(ref=given_ref("ref"))
