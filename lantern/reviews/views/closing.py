"""Closing a class's review, and a leader's opening it again."""

import uuid
from dataclasses import replace
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.reviews.actions import (
    NothingToClose,
    NotTheirs,
    ReasonsWanted,
    ReviewClosed,
    close,
    may_close,
    reopen,
)
from lantern.reviews.drawing import class_line, corrections_line
from lantern.reviews.forms import ReopeningForm
from lantern.reviews.models import Closure
from lantern.reviews.pictures import (
    Periods,
    Review,
    closings_seen_by,
    corrections_of,
    review_of_class,
    review_to_close,
    turns_of,
)
from lantern.reviews.pictures.left import left_to_do
from lantern.reviews.pictures.showing import closure_of, days_left
from lantern.reviews.views.asked import addresses_for, class_asked, periods_asked, query_of
from lantern.roster.models import Pupil, SchoolClass


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.SEE_JUDGEMENTS)
def closing(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """Who is still to judge and which reasons are wanted; then close, and see what was closed."""
    school_class = class_asked(request, ref)
    periods = periods_asked(request, school_class)
    if periods is None:
        return render(request, "reviews/nothing.html", {"school_class": school_class})
    if request.method == "POST":
        return _close(request, school_class, periods)
    return _shown(request, school_class, periods)


def _shown(
    request: SchoolRequest, school_class: SchoolClass, periods: Periods, trouble: str = ""
) -> HttpResponse:
    review = review_of_class(school_class, periods.chosen, by=request.viewer)
    if review is None or not review.profiles:
        return render(request, "reviews/nothing.html", {"school_class": school_class})
    whole = _whole(review, request)
    if review.is_open and not review.may_be_closed:
        page = {"school_class": school_class, "periods": periods, "review": review}
        return render(request, "reviews/nothing.html", page)
    query = query_of(periods)
    left = left_to_do(whole, addresses_for(request.viewer, _and_back(request, periods)))
    pupils = [profile.pk for profile in review.profiles]
    corrections = corrections_of(review.closure, pupils) if review.closure else []
    page = {
        "review": review,
        "periods": periods,
        "query": query,
        "heading": f"{'Close' if review.is_open else 'Closed:'} {periods.chosen.name}",
        "line": class_line(whole, request.viewer.today),
        "trouble": trouble,
        "left": [each for each in left if not each.is_done],
        "early": [each for each in left if each.early],
        "whole": whole,
        "reasons_wanted": [each.name for each in whole.profiles if each.wants_reason],
        "days_left": days_left(periods.chosen, after=request.viewer.today),
        "leavers": [each.name for each in whole.profiles if each.pk in whole.left],
        "turns": turns_of(school_class, periods.chosen),
        "corrections": corrections,
        "corrections_said": corrections_line(corrections),
        "may_close": may_close(school_class, request.viewer),
        "may_reopen": request.viewer.may(Can.REOPEN_REVIEWS),
    }
    return render(request, "reviews/closing.html", page)


def _whole(review: Review, request: SchoolRequest) -> Review:
    """What would be kept, as far as this person may see it; what was, once it is closed."""
    by = request.viewer
    found = review_to_close(review.school_class, review.period, by=by) if review.is_open else None
    if found is None:
        return review
    kept = [profile.pk for profile in found.profiles]
    seen = set(Pupil.objects.visible_to(by).filter(pk__in=kept).values_list("pk", flat=True))
    return replace(found, profiles=tuple(each for each in found.profiles if each.pk in seen))


def _and_back(request: SchoolRequest, periods: Periods) -> str:
    """What an address of a cell carries, so that it leads back here."""
    back = f"{request.path}{query_of(periods)}"
    return f"?period={periods.chosen.ref}&next={quote(back, safe='')}"


def _close(request: SchoolRequest, school_class: SchoolClass, periods: Periods) -> HttpResponse:
    if "sure" not in request.POST and _wants_a_tick(request, school_class, periods):
        return _shown(request, school_class, periods, "Tick first that it is to be closed so.")
    try:
        close(school_class=school_class, period=periods.chosen, by=request.viewer)
    except NotTheirs:
        return _shown(request, school_class, periods, "Its own teachers and leaders close it.")
    except ReviewClosed:
        return _shown(request, school_class, periods, "It was closed a moment ago.")
    except NothingToClose:
        return _shown(request, school_class, periods, "There is nothing to close yet.")
    except ReasonsWanted as wanted:
        names = ", ".join(wanted.names)
        return _shown(request, school_class, periods, f"First say why for {names}.")
    messages.success(request, f"{periods.chosen.name} is closed for {school_class.name}.")
    return redirect(request.get_full_path())


def _wants_a_tick(request: SchoolRequest, school_class: SchoolClass, periods: Periods) -> bool:
    """Whether cells would stay unjudged for ever, or school days are still to come."""
    if closure_of(school_class, periods.chosen) or not may_close(school_class, request.viewer):
        return False
    review = review_to_close(school_class, periods.chosen, by=request.viewer)
    if review is None or not review.may_be_closed:
        return False
    early = days_left(periods.chosen, after=request.viewer.today) > 0
    reasons = any(profile.wants_reason for profile in review.profiles)
    return not reasons and (early or review.to_judge > 0)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.REOPEN_REVIEWS)
def reopening(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """A leader opens a closed review again and says why; whoever comes back to it is led on."""
    closure = get_object_or_404(closings_seen_by(request.viewer), ref=ref)
    if not closure.stands:
        return _opened_already(request, closure)
    form = ReopeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _reopen(request, closure, form.cleaned_data["reason"])
    page = {"closure": closure, "form": form, "back": _closing_at(request, closure)}
    return render(request, "reviews/reopening.html", page)


def _reopen(request: SchoolRequest, closure: Closure, reason: str) -> HttpResponse:
    try:
        reopen(closure=closure, reason=reason, by=request.viewer)
    except ReviewClosed:
        return _opened_already(request, closure)
    messages.success(request, f"{closure.period.name} is open again.")
    return redirect(_closing_at(request, closure))


def _opened_already(request: SchoolRequest, closure: Closure) -> HttpResponse:
    messages.info(request, "It was opened again already.")
    return redirect(_closing_at(request, closure))


def _closing_at(request: SchoolRequest, closure: Closure) -> str:
    place = {"school": request.viewer.school_key, "ref": closure.school_class.ref}
    return reverse("reviews:closing", kwargs=place) + f"?period={closure.period.ref}"
