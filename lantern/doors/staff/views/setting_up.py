"""What a new school sets up, and saying that it is enough."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.schools.actions import say_set_up


@require_safe
@allow(Can.SET_DATES)
def getting_started(request: SchoolRequest) -> HttpResponse:
    """All there is to set up, as it stands today."""
    context = {"setting_up": pictures.setting_up(request.viewer)}
    return render(request, "staff/getting_started.html", context)


@require_POST
@allow(Can.SET_SCHOOL)
def enough(request: SchoolRequest) -> HttpResponse:
    """The school is set up, or is not after all: whether its first page shows the list."""
    by, done = request.viewer, request.POST.get("done") != "no"
    say_set_up(school=by.school, done=done, by=by)
    said = "That is all, then." if done else "It is on the first page again."
    messages.success(request, said)
    return redirect("staff:home", school=by.school_key)
