"""Profiles on paper: one child, a class, and the whole school."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.profiles.printing import AT_ONCE, print_profiles
from lantern.reviews.jobs import ask_for_print, wake
from lantern.reviews.models import PrintRun
from lantern.reviews.pictures import (
    current_period,
    opened_periods,
    periods_of,
    review_of_class,
    review_of_pupil,
)
from lantern.reviews.pictures.prints import as_a_file_name, paper_for
from lantern.roster.models import Pupil, SchoolClass


@require_safe
@allow(Can.PRINT)
def profile_pdf(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """One child's profile as a PDF."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.viewer), ref=ref)
    periods = opened_periods(request.viewer, request.GET.get("period", ""))
    review = review_of_pupil(pupil, periods.chosen, by=request.viewer) if periods else None
    if review is None or not review.profiles:
        raise Http404
    made = print_profiles(review.profiles, paper_for(review, by=request.viewer))
    return _file(made.pdf, f"{pupil.name} {review.period.name}.pdf", "application/pdf")


@require_safe
@allow(Can.PRINT)
def class_pdf(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """A class's profiles as one PDF; `?sides=2` starts each child on a new sheet."""
    classes = SchoolClass.objects.visible_to(request.viewer).select_related("year", "school")
    school_class = get_object_or_404(classes, ref=ref)
    periods = periods_of(school_class, request.viewer.today, request.GET.get("period", ""))
    if periods is None:
        raise Http404
    review = review_of_class(school_class, periods.chosen, by=request.viewer, in_full=True)
    if review is None or not 0 < len(review.profiles) <= AT_ONCE:
        raise Http404
    both = request.GET.get("sides") == "2"
    made = print_profiles(review.profiles, paper_for(review, by=request.viewer, both_sides=both))
    return _file(made.pdf, f"{school_class.name} {review.period.name}.pdf", "application/pdf")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    plain = as_a_file_name(name.encode("ascii", "replace").decode())
    response["Content-Disposition"] = f'inline; filename="{plain}"'
    return response


@require_safe
@allow(Can.PRINT)
def prints(request: SchoolRequest) -> HttpResponse:
    """Prints of the whole school: ask for one, watch it being made, and fetch it."""
    runs = PrintRun.objects.visible_to(request.viewer).defer("content")
    found = list(runs.select_related("period").order_by("-asked_at")[:5])
    for run in found:
        wake(run)
    period = current_period(request.viewer.school, request.viewer.today)
    part = "reviews/parts/print_runs.html" if request.htmx else "reviews/prints.html"
    going = any(run.going for run in found)
    return render(request, part, {"period": period, "runs": found, "going": going})


@require_POST
@allow(Can.PRINT)
def ask(request: SchoolRequest) -> HttpResponse:
    """Ask for the whole school on paper."""
    period = current_period(request.viewer.school, request.viewer.today)
    if period is None:
        raise Http404
    ask_for_print(period=period, by=request.viewer)
    return redirect(reverse("reviews:prints", kwargs={"school": request.viewer.school_key}))


@require_safe
@allow(Can.PRINT)
def print_file(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The files of a print, in one zip."""
    runs = PrintRun.objects.visible_to(request.viewer).select_related("period")
    run = get_object_or_404(runs.filter(finished=True), ref=ref)
    name = f"{request.viewer.school.name} {run.period.name}.zip"
    response = _file(bytes(run.content or b""), name, "application/zip")
    response["Content-Disposition"] = response["Content-Disposition"].replace(
        "inline", "attachment"
    )
    return response
