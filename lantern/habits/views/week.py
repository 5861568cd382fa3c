"""The week of a class: what the scheme counts, entered cell by cell or all at once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.habits import actions, pictures
from lantern.habits.forms import (
    Typed,
    WhyForm,
    closed_meanwhile,
    counts_typed,
    left_meanwhile,
)
from lantern.habits.pictures import Week
from lantern.habits.rules import CannotRecord, ChangedMeanwhile, Recorded
from lantern.habits.views.asked import monday_asked
from lantern.habits.views.refusing import UNFIT, reason_in, told_to_a_script
from lantern.roster.models import SchoolClass


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.RECORD_FACTS)
def week(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One class's week to enter by keyboard; any part of its form may be sent by itself."""
    school_class = get_object_or_404(SchoolClass.objects.visible_to(request.viewer), ref=ref)
    monday = monday_asked(request)
    shown = pictures.week_of_class(school_class, request.viewer, monday)
    if request.method != "POST":
        return render(request, "habits/week.html", {"week": shown, "why": WhyForm()})
    typed, why = counts_typed(request.POST.dict(), shown), WhyForm(request.POST)
    try:
        _refuse_unless_told(request, shown)
        done = _record(typed, why, request.viewer)
    except CannotRecord as trouble:
        return _refused(request, shown, typed, why, trouble)
    if request.htmx:
        return JsonResponse(_summed_again(typed, school_class, monday, request.viewer))
    messages.success(request, f"Saved: {done.wrote} changed.")
    address = reverse("habits:week", args=[request.viewer.school_key, ref])
    return redirect(f"{address}?week={monday}")


def _summed_again(
    typed: Typed, school_class: SchoolClass, monday: date, viewer: Viewer
) -> dict[str, str]:
    """The cells that were cleared and hold what their days come to; asked where any was."""
    if all(typed.texts.values()):
        return {}
    return typed.summed_again(pictures.week_of_class(school_class, viewer, monday))


def _refuse_unless_told(request: SchoolRequest, shown: Week) -> None:
    """Nobody corrects a closed review unasked: the page that comes back says so and asks why."""
    if closed := closed_meanwhile(request.POST.dict(), shown):
        how = (
            "Press Save to say" if request.htmx else "Save again to correct it, and say if you can"
        )
        raise CannotRecord(f"{closed} {how} why it is changed.")


def _record(typed: Typed, why: WhyForm, viewer: Viewer) -> Recorded:
    """All of it; raises CannotRecord."""
    if typed.wrong:
        raise CannotRecord(" ".join(typed.wrong.values()))
    reason = reason_in(why)
    return actions.record_tallies(tallies=typed.counts, seen=typed.seen, by=viewer, reason=reason)


def _refused(
    request: SchoolRequest, shown: Week, typed: Typed, why: WhyForm, trouble: CannotRecord
) -> HttpResponse:
    """Why nothing was recorded: to the script, or on the page with all that was typed."""
    left = left_meanwhile(shown, trouble) if isinstance(trouble, ChangedMeanwhile) else {}
    if request.htmx:
        return told_to_a_script(left, trouble)
    wrong = {**typed.wrong, **{name: each.words for name, each in left.items()}}
    page = {
        "week": replace(typed, wrong=wrong).on(shown), "was": typed.was(shown, left), "why": why,
        "wrong": wrong, "left": left, "trouble": "" if wrong else trouble,
    }  # fmt: skip
    return render(request, "habits/week.html", page, status=UNFIT)
