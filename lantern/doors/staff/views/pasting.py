"""A year's dates pasted from a council's page: looked through first, then set."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.doors.staff.forms import PastedForm
from lantern.roster.rules import academic_year_of
from lantern.schools.actions import begin_year
from lantern.schools.rules import CalendarTrouble, Pasted


@allow(Can.SET_DATES)
def pasting(request: SchoolRequest) -> HttpResponse:
    """What was understood line by line; nothing is set before it is confirmed."""
    by = request.viewer
    form = PastedForm(
        request.POST or None, began=academic_year_of(by.today), span=pictures.judged_each(by).usual
    )
    read = form.read() if form.is_valid() else None
    if read and form.cleaned_data["sure"] and _set(form, read, by):
        messages.success(request, f"{_name(read)} is set. Its closed days can be changed here.")
        return redirect("staff:dates", school=by.school_key)
    there = bool(read and read.year and pictures.has_year(read.year, by))
    return render(request, "staff/pasting.html", {"form": form, "read": read, "there": there})


def _set(form: PastedForm, read: Pasted, by: Viewer) -> bool:
    """Whether the year is set now; if not, the form says why."""
    if read.year is None or not read.can_be_set:
        return False
    try:
        apart = pictures.judged_each(by).apart
        begin_year(school=by.school, year=read.year, span=form.drawn_by(), apart=apart, by=by)
    except CalendarTrouble as trouble:
        if pictures.is_set(read.year, by):  # pressed twice
            return True
        form.add_error(None, str(trouble))
        return False
    return True


def _name(read: Pasted) -> str:
    return read.year.dates.name if read.year else ""
