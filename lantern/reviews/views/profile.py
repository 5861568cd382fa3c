"""My Pupil Profile: one child on one page, for the table between a child and a mentor."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.profiles.pictures.looks import key_of
from lantern.profiles.pictures.page import page_of
from lantern.reviews.pictures import opened_periods, review_of_pupil
from lantern.reviews.pictures.corrections import corrections_of
from lantern.reviews.views.asked import pupil_asked


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def profile(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """One child in a period: live while it is open, as it was shown once it is closed."""
    pupil = pupil_asked(request, ref)
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
        "sees_families": request.viewer.may(Can.SEE_FAMILIES),
    }
    if review.closure is not None:
        more["corrections"] = corrections_of(review.closure, [pupil.pk])
    return render(request, "reviews/profile.html", {**shown, **more})
