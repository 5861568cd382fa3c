"""Changing a year's dates afterwards: what it would move is said first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.doors.staff.actions import move_half_term
from lantern.doors.staff.forms import HalfTermForm
from lantern.schools.actions import remove_year
from lantern.schools.models import HalfTerm
from lantern.schools.pictures import HalfChange, change_of
from lantern.schools.rules import CalendarTrouble, Dates


@allow(Can.SET_DATES)
def half_term(request: SchoolRequest, began: int, number: int) -> HttpResponse:
    """The days of a half term; nothing is changed before what it would move was seen."""
    by = request.viewer
    half = get_object_or_404(
        pictures.half_terms_of(by), term__year__starts_on__year=began, number=number
    )
    form = HalfTermForm(
        request.POST or None, initial={"starts_on": half.starts_on, "ends_on": half.ends_on}
    )
    change = _asked(form, half) if form.is_valid() else None
    if change and form.cleaned_data["sure"]:
        try:
            told = {"starts_on": change.dates.starts_on, "ends_on": change.dates.ends_on}
            move_half_term(half=half, **told, by=by)
            messages.success(request, f"{half.name} has its new days.")
            return redirect("staff:dates", school=by.school_key)
        except CalendarTrouble as trouble:
            form.add_error(None, str(trouble))
            change = None
    marked = pictures.marked_on_days(change.shut, by) if change else None
    context = {"form": form, "half": half, "change": change, "marked": marked}
    return render(request, "staff/half_term.html", context)


def _asked(form: HalfTermForm, half: HalfTerm) -> HalfChange:
    told = form.cleaned_data
    dates = Dates(name=half.name, starts_on=told["starts_on"], ends_on=told["ends_on"])
    return change_of(half, dates)


@allow(Can.SET_DATES)
def removal(request: SchoolRequest, began: int) -> HttpResponse:
    """A year that was set by mistake is taken back whole, while nothing stands on it."""
    by = request.viewer
    year = get_object_or_404(pictures.years_of(by), starts_on__year=began)
    if request.method == "POST":
        try:
            remove_year(year=year, by=by)
            messages.success(request, f"{year.name} is taken back.")
        except CalendarTrouble as trouble:
            messages.error(request, str(trouble))
        return redirect("staff:dates", school=by.school_key)
    return render(request, "staff/year_removal.html", {"year": year})
