"""What is missing of a week, for whoever chases it."""

from django.http import HttpResponse
from django.shortcuts import render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.habits import pictures
from lantern.habits.views.asked import monday_asked


@allow(Can.LOAD_ATTENDANCE)
def missing(request: SchoolRequest) -> HttpResponse:
    """By class and day, which registers and which of the week's facts nobody has given."""
    week = pictures.missing_in(request.viewer, monday_asked(request))
    return render(request, "habits/missing.html", {"week": week})
