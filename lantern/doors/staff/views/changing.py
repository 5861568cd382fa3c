"""Changing a year's dates afterwards: what it would move is said first."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.doors.staff.actions import move_half_terms
from lantern.doors.staff.forms.half_terms import HalfTermsForm
from lantern.schools.actions import remove_year
from lantern.schools.models import AcademicYear, HalfTerm
from lantern.schools.pictures import HalfChange, possible_change
from lantern.schools.rules import CalendarTrouble


@allow(Can.SET_DATES)
def half_term(request: SchoolRequest, began: int, number: int) -> HttpResponse:
    """The days of one half term."""
    here = pictures.half_terms_of(request.viewer)
    half = get_object_or_404(here, term__year__starts_on__year=began, number=number)
    return _half_terms(request, half.term.year, [half])


@allow(Can.SET_DATES)
def half_terms(request: SchoolRequest, began: int) -> HttpResponse:
    """The days of every half term of a year: all of them are changed, or none."""
    year = get_object_or_404(pictures.years_of(request.viewer), starts_on__year=began)
    halves = pictures.half_terms_of(request.viewer).filter(term__year=year)
    return _half_terms(request, year, list(halves))


def _half_terms(
    request: SchoolRequest, year: AcademicYear, halves: Sequence[HalfTerm]
) -> HttpResponse:
    """Nothing is changed before what it would move was seen."""
    by, form = request.viewer, HalfTermsForm(request.POST or None, halves=halves)
    change = None
    try:
        if form.is_valid():
            change = possible_change(year, form.asked())
            if seen := form.cleaned_data["sure"]:
                move_half_terms(year=year, asked=form.asked(), by=by, seen=seen)
                messages.success(request, _moved(year, halves))
                return redirect("staff:dates", school=by.school_key)
    except CalendarTrouble as trouble:
        form.add_error(None, str(trouble))
    called = halves[0].name if len(halves) == 1 else f"Half terms of {year.name}"
    context = {"form": form, "called": called, "change": change, **_entered(change, by)}
    return render(request, "staff/half_terms.html", context)


def _entered(change: HalfChange | None, by: Viewer) -> dict[str, pictures.Marked]:
    """What was entered on the days that would go, and on those that would come again."""
    if change is None:
        return {}
    return {
        "marked": pictures.marked_on_days(change.shut, by),
        "again": pictures.marked_on_days(change.opened, by),
    }


def _moved(year: AcademicYear, halves: Sequence[HalfTerm]) -> str:
    if len(halves) == 1:
        return f"{halves[0].name} has its new days."
    return f"The half terms of {year.name} have their new days."


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
