"""How the school is named, numbered and seen."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff.forms import SchoolForm, SigningInForm
from lantern.schools.actions import set_school, set_signing_in


@allow(Can.SET_SCHOOL)
def school(request: SchoolRequest) -> HttpResponse:
    """What a leader sets once and hardly ever again."""
    by = request.viewer
    form = SchoolForm(request.POST or None, initial=model_to_dict(by.school))
    if form.is_valid():
        try:
            set_school(school=by.school, **form.cleaned_data, by=by)
            messages.success(request, "Saved.")
            return redirect("staff:school", school=by.school_key)
        except ValidationError as trouble:
            form.add_error(None, trouble)
    return render(request, "staff/school.html", {"form": form})


@allow(Can.SET_SCHOOL)
def signing_in(request: SchoolRequest) -> HttpResponse:
    """What the school asks of its staff when they sign in, on a page of its own.

    Saved beside the school's name, each forgot what was typed in the other.
    """
    by = request.viewer
    form = SigningInForm(request.POST or None, initial=model_to_dict(by.school))
    if not form.is_valid():
        return render(request, "staff/signing_in.html", {"form": form})
    set_signing_in(school=by.school, **form.cleaned_data, by=by)
    messages.success(request, "Saved.")
    return redirect("staff:school", school=by.school_key)
