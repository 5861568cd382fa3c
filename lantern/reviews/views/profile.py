"""My Pupil Profile: one child on one page, for the table between a child and a mentor."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.profiles.pictures.page import page_of
from lantern.reviews.pictures import periods_of_pupil, review_of_pupil
from lantern.reviews.pictures.corrections import corrections_of
from lantern.reviews.pictures.periods import last_period_of
from lantern.reviews.views.asked import pupil_asked
from lantern.roster.models import Pupil
from lantern.roster.pictures import photograph_of


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def profile(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """One child in a period: live while it is open, as it was shown once it is closed."""
    pupil = pupil_asked(request, ref)
    periods = periods_of_pupil(pupil, request.viewer, request.GET.get("period", ""))
    if periods is None:
        raise Http404
    review = review_of_pupil(pupil, periods.chosen, by=request.viewer)
    shown: dict[str, object] = {"pupil": pupil, "periods": periods, "review": review}
    if review is None or not review.profiles:
        return _nothing(request, pupil, shown)
    scheme = review.version.scheme
    one = review.profiles[0]
    more: dict[str, object] = {
        "page": page_of(one, scheme),
        "scheme": scheme,
        "sees_families": request.viewer.may(Can.SEE_FAMILIES),
        "photograph": photograph_of(pupil, request.viewer),
    }
    if review.closure is not None:
        more["corrections"] = corrections_of(review.closure, [pupil.pk])
    return render(request, "reviews/profile.html", {**shown, **more})


def _nothing(request: SchoolRequest, pupil: Pupil, shown: dict[str, object]) -> HttpResponse:
    """For a child who has left, their last period, unless another was asked for."""
    last = last_period_of(pupil, request.viewer.today)
    if last is not None and "period" not in request.GET and shown["review"] is None:
        here = reverse("reviews:profile", args=[request.viewer.school_key, pupil.ref])
        return redirect(f"{here}?period={last.ref}")
    return render(request, "reviews/no_profile.html", {**shown, "last": last})
