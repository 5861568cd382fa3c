"""The week of a class: what the scheme counts, entered cell by cell or all at once."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.habits import actions, pictures
from lantern.habits.forms import Typed, WhyForm, counts_typed
from lantern.habits.rules import CannotRecord, Recorded
from lantern.roster.models import SchoolClass
from lantern.schools.rules import week_of

EARLIEST = date(2000, 1, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.RECORD_FACTS)
def week(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One class's week to enter by keyboard; any part of its form may be sent by itself."""
    school_class = get_object_or_404(SchoolClass.objects.visible_to(request.viewer), ref=ref)
    monday = _monday(request)
    shown = pictures.week_of_class(school_class, request.viewer, monday)
    if request.method != "POST":
        return render(request, "habits/week.html", {"week": shown, "why": WhyForm()})
    typed, why = counts_typed(request.POST.dict(), shown), WhyForm(request.POST)
    trouble, done = _record(typed, why, request.viewer)
    if request.htmx:
        return HttpResponse(trouble, status=422 if trouble else 200, content_type="text/plain")
    if trouble:
        told = {"was": shown.was, "why": why, "trouble": "" if typed.wrong else trouble}
        page = {"week": typed.on(shown), "wrong": typed.wrong, **told}
        return render(request, "habits/week.html", page, status=422)
    messages.success(request, f"Saved: {done.wrote} changed.")
    address = reverse("habits:week", args=[request.viewer.school_key, ref])
    return redirect(f"{address}?week={monday}")


def _record(typed: Typed, why: WhyForm, viewer: Viewer) -> tuple[str, Recorded]:
    """All of it, or nothing and why not."""
    if typed.wrong:
        return " ".join(typed.wrong.values()), Recorded()
    if not why.is_valid():
        return f"{why.fields['why'].label} {why.errors['why'][0]}", Recorded()
    try:
        done = actions.record_tallies(
            tallies=typed.counts, by=viewer, reason=why.cleaned_data["why"]
        )
    except CannotRecord as trouble:
        return str(trouble), Recorded()
    return "", done


def _monday(request: SchoolRequest) -> date:
    """The week in the address by any of its days, else this one; 404 for one to come."""
    try:
        on = date.fromisoformat(request.GET.get("week", "") or str(request.viewer.today))
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= week_of(on) <= request.viewer.today:
        raise Http404
    return week_of(on)
