"""The day of a class: all is fine but, by a tap or a key a child."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.habits import actions, pictures
from lantern.habits.forms import (
    Pressed,
    WhyForm,
    blanks_fine,
    cells_pressed,
    closed_meanwhile,
    left_that_day,
)
from lantern.habits.pictures import Day
from lantern.habits.rules import CannotRecord, ChangedMeanwhile, Recorded
from lantern.habits.views.asked import day_asked
from lantern.habits.views.refusing import UNFIT, reason_in, told_to_a_script
from lantern.roster.models import SchoolClass


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.RECORD_FACTS)
def day(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One class's day; each cell is a button, so that it works by a tap with or without scripts."""
    school_class = get_object_or_404(SchoolClass.objects.visible_to(request.viewer), ref=ref)
    shown = pictures.day_of_class(school_class, request.viewer, day_asked(request))
    if request.method != "POST":
        return render(request, "habits/day.html", {"day": shown, "why": WhyForm()})
    why = WhyForm(request.POST)
    try:
        _refuse_unless_told(request, shown)
        done = _record(_pressed(request, shown), why, request.viewer)
    except CannotRecord as trouble:
        return _refused(request, shown, why, trouble)
    if request.htmx:
        return HttpResponse(content_type="text/plain")
    messages.success(request, f"Saved: {done.wrote} changed.")
    address = reverse("habits:day", args=[request.viewer.school_key, ref])
    return redirect(f"{address}?on={shown.on}{_place(request)}")


def _place(request: SchoolRequest) -> str:
    """Back to the cell that was pressed, where one was."""
    pressed = request.POST.getlist("set")
    return f"#at-{quote(pressed[0].partition(':')[0])}" if len(pressed) == 1 else ""


def _pressed(request: SchoolRequest, shown: Day) -> Pressed:
    if fine := request.POST.get("fine", ""):
        return blanks_fine(fine, shown)
    return cells_pressed(request.POST.getlist("set"), shown)


def _refuse_unless_told(request: SchoolRequest, shown: Day) -> None:
    """Nobody corrects a closed review unasked: the page that comes back says so and asks why."""
    if closed := closed_meanwhile(request.POST.dict(), shown):
        raise CannotRecord(f"{closed} Load the page again, and say if you can why it is changed.")


def _record(pressed: Pressed, why: WhyForm, viewer: Viewer) -> Recorded:
    """All of it; raises CannotRecord."""
    if pressed.unread:
        raise CannotRecord("Some of what was sent is not on this page any more: look again.")
    reason = reason_in(why)
    return actions.record_days(
        days=pressed.days, seen=pressed.seen, only_blanks=pressed.fine, by=viewer,
        reason=reason,
    )  # fmt: skip


def _refused(
    request: SchoolRequest, shown: Day, why: WhyForm, trouble: CannotRecord
) -> HttpResponse:
    """Why nothing was recorded: to the script, or on the page as it stands now."""
    left = left_that_day(shown, trouble) if isinstance(trouble, ChangedMeanwhile) else {}
    if request.htmx:
        return told_to_a_script(left, trouble)
    page = {"day": shown, "why": why, "left": left, "trouble": trouble}
    return render(request, "habits/day.html", page, status=UNFIT)
