"""Profiles on paper: one child, a class, and the whole school."""

import io
import uuid
import zipfile
from collections.abc import Sequence
from typing import Literal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.profiles.printing import print_profiles
from lantern.reviews.jobs import ask_for_print, wake
from lantern.reviews.models import PrintRun
from lantern.reviews.pictures import Review, periods_of_pupil, review_of_class, review_of_pupil
from lantern.reviews.pictures.prints import (
    ClassFile,
    as_a_file_name,
    class_files,
    on_no_list,
    paper_for,
    periods_to_print,
)
from lantern.reviews.views.asked import class_asked, periods_asked, pupil_asked
from lantern.roster.pictures.office import ask_office_first


@require_safe
@allow(Can.PRINT)
def profile_pdf(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """One child's profile as a PDF."""
    pupil = pupil_asked(request, ref)
    periods = periods_of_pupil(pupil, request.viewer, request.GET.get("period", ""))
    review = review_of_pupil(pupil, periods.chosen, by=request.viewer) if periods else None
    if review is None or not review.profiles:
        raise Http404
    made = print_profiles(review.profiles, paper_for(review, by=request.viewer))
    note("profile printed", about=pupil, by=request.viewer, period=review.period.name)
    return _file(made.pdf, f"{pupil.name} {_when(review)}", "pdf")


@require_safe
@allow(Can.PRINT)
def class_pdf(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """A class's profiles as one PDF, in parts if large; `?sides=2` starts each on a new sheet."""
    school_class = class_asked(request, ref)
    periods = periods_asked(request, school_class)
    if periods is None:
        raise Http404
    review = review_of_class(school_class, periods.chosen, by=request.viewer, in_full=True)
    if review is None or not review.profiles:
        raise Http404
    both = request.GET.get("sides") == "2"
    files = list(class_files(review, paper_for(review, by=request.viewer, both_sides=both)))
    note(
        "class profiles printed", about=school_class, by=request.viewer, period=review.period.name,
        profiles=len(review.profiles),
    )  # fmt: skip
    name = f"{school_class.name} {_when(review)}"
    return _file(files[0].pdf, name, "pdf") if len(files) == 1 else _file(_zip(files), name, "zip")


def _when(review: Review) -> str:
    """The period with its year: another year has one of that name."""
    return f"{review.period.name} {review.period.year.name}"


def _zip(files: Sequence[ClassFile]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as folder:
        for file in files:
            folder.writestr(f"{file.name}.pdf", file.pdf)
    return held.getvalue()


def _file(content: bytes, name: str, kind: Literal["pdf", "zip"]) -> HttpResponse:
    """A file to look at, or to keep if it is a zip; its name keeps every letter."""
    shown = content_disposition_header(
        as_attachment=kind == "zip", filename=f"{as_a_file_name(name)}.{kind}"
    )
    headers = {"Content-Disposition": shown or ""}
    return HttpResponse(content, content_type=f"application/{kind}", headers=headers)


@require_safe
@allow(Can.PRINT)
def prints(request: SchoolRequest) -> HttpResponse:
    """Prints of the whole school: ask for one, watch it being made, and fetch it."""
    runs = PrintRun.objects.visible_to(request.viewer).defer("content")
    found = list(runs.select_related("period__year").order_by("-asked_at")[:5])
    for run in found:
        wake(run)
    part = "reviews/parts/print_runs.html" if request.htmx else "reviews/prints.html"
    going = any(run.going for run in found)
    shown: dict[str, object] = {"runs": found, "going": going}
    if not request.htmx:
        shown["periods"] = periods_to_print(request.viewer)
        shown["chosen"] = request.GET.get("period", "") or _being_printed(found)
        shown["office_first"] = ask_office_first(request.viewer)
        shown["sees_families"] = request.viewer.may(Can.SEE_FAMILIES)
        shown["on_no_list"] = on_no_list(request.viewer)
    return render(request, part, shown)


def _being_printed(runs: Sequence[PrintRun]) -> str:
    """The period to go on showing as chosen; empty for the latest."""
    return next((str(run.period.ref) for run in runs if run.going), "")


@require_POST
@allow(Can.PRINT)
def ask(request: SchoolRequest) -> HttpResponse:
    """Ask for the whole school on paper in a period that has opened, the latest if none is said."""
    asked = request.POST.get("period", "")
    periods = periods_to_print(request.viewer)
    period = next((each for each in periods if asked in ("", str(each.ref))), None)
    if period is None:
        raise Http404
    ask_for_print(period=period, by=request.viewer)
    prints_page = reverse("reviews:prints", kwargs={"school": request.viewer.school_key})
    return redirect(f"{prints_page}?period={period.ref}")


@require_safe
@allow(Can.PRINT)
def print_file(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The files of a print, in one zip."""
    runs = PrintRun.objects.visible_to(request.viewer).select_related("period__year")
    run = get_object_or_404(runs.filter(finished=True), ref=ref)
    name = f"{request.viewer.school.name} {run.period.name} {run.period.year.name}"
    return _file(bytes(run.content or b""), name, "zip")
