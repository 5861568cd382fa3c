"""What an earlier closing kept, after the review was opened again."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.profiles.drawing import class_grid, class_key
from lantern.profiles.drawing.addresses import ProfilesAlone
from lantern.profiles.pictures.page import page_of
from lantern.reviews.drawing import corrections_line
from lantern.reviews.models import Closure
from lantern.reviews.pictures import (
    Review,
    as_closed,
    closings_seen_by,
    corrections_of,
    opened_again,
)
from lantern.reviews.views.asked import NOBODY
from lantern.roster.models import Pupil, PupilQuerySet


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def class_then(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The class as one closing kept it; the class's own page while that closing stands."""
    closure = get_object_or_404(closings_seen_by(request.viewer), ref=ref)
    if closure.stands:
        return _as_it_stands(request, "reviews:class", closure.school_class.ref, closure)
    review = _review(closure, Pupil.objects.visible_to(request.viewer), request)
    scheme = review.version.scheme
    page = {
        "grid": class_grid(review.profiles, scheme, _addresses(request, closure)),
        "key": class_key(review.profiles, scheme),
    }
    return render(request, "reviews/class_then.html", {**_about(review, closure), **page})


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def profile_then(request: SchoolRequest, ref: uuid.UUID, pupil: uuid.UUID) -> HttpResponse:
    """One child as one closing kept them; their own page while that closing stands."""
    closure = get_object_or_404(closings_seen_by(request.viewer), ref=ref)
    pupils = Pupil.objects.visible_to(request.viewer).filter(ref=pupil)
    child = get_object_or_404(pupils)
    if closure.stands:
        return _as_it_stands(request, "reviews:profile", pupil, closure)
    review = _review(closure, pupils, request)
    if not review.profiles:
        raise Http404
    one, scheme = review.profiles[0], review.version.scheme
    page = {"pupil": child, "page": page_of(one, scheme), "scheme": scheme}
    return render(request, "reviews/profile_then.html", {**_about(review, closure), **page})


def _review(closure: Closure, pupils: PupilQuerySet, request: SchoolRequest) -> Review:
    return as_closed(closure, closure.school_class, closure.period, pupils, request.viewer)


def _about(review: Review, closure: Closure) -> dict[str, object]:
    """What both pages say of the closing, and what was recorded after it."""
    corrections = corrections_of(closure, [profile.pk for profile in review.profiles])
    return {
        "review": review,
        "closure": closure,
        "opened": opened_again(closure),
        "corrections": corrections,
        "corrections_said": corrections_line(corrections),
    }


def _addresses(request: SchoolRequest, closure: Closure) -> ProfilesAlone:
    """Where each child is as this closing kept them."""
    place = {"school": request.viewer.school_key, "ref": closure.ref, "pupil": NOBODY}
    before, after = reverse("reviews:profile-then", kwargs=place).split(str(NOBODY))
    return ProfilesAlone(before=before, after=after)


def _as_it_stands(
    request: SchoolRequest, name: str, ref: uuid.UUID, closure: Closure
) -> HttpResponse:
    place = {"school": request.viewer.school_key, "ref": ref}
    return redirect(reverse(name, kwargs=place) + f"?period={closure.period.ref}")
