"""A staff from a spreadsheet: sent, looked through, added, and a slip printed for each."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.doors.staff.actions import ListMoved, Slip, add_staff, slips_again
from lantern.doors.staff.forms import StaffFileForm, StaffRowsForm


@never_cache
@allow(Can.SET_STAFF)
def staff_list(request: SchoolRequest) -> HttpResponse:
    """The file is read, shown row by row, and then added: it is kept nowhere in between."""
    if "table" in request.POST:
        return _looked_through(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StaffFileForm(*sent)
    if form.is_valid():
        return _preview(request, StaffRowsForm(table=form.cleaned_data["file"]))
    return render(request, "staff/staff_list.html", {"form": form})


def _looked_through(request: SchoolRequest) -> HttpResponse:
    form = StaffRowsForm(request.POST)
    if not form.is_valid():
        return (
            _preview(request, form)
            if form.table
            else redirect("staff:staff-list", school=request.viewer.school_key)
        )
    if "slips" in request.POST:
        again = slips_again(
            rows=form.rows(), columns=form.columns(), said=form.said(), by=request.viewer
        )
        return _slips(request, again)
    if form.cleaned_data["mark"] and "sure" in request.POST:
        try:
            slips = add_staff(
                rows=form.rows(), columns=form.columns(), said=form.said(),
                mark=form.cleaned_data["mark"], by=request.viewer,
            )  # fmt: skip
            return _slips(request, slips)
        except (ListMoved, ValidationError) as trouble:
            form.add_error(None, getattr(trouble, "messages", [str(trouble)]))
    return _preview(request, form)


def _preview(request: SchoolRequest, form: StaffRowsForm) -> HttpResponse:
    plan = pictures.staff_plan(form.rows(), form.columns(), request.viewer, form.said())
    return render(request, "staff/staff_list_preview.html", {"form": form, "plan": plan})


def _slips(request: SchoolRequest, slips: Sequence[Slip]) -> HttpResponse:
    at = request.build_absolute_uri(resolve_url("account_invitation"))
    return render(request, "staff/slips.html", {"slips": slips, "at": at})
