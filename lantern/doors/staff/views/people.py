"""The staff list, and those who join, change and leave."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantern.accounts.actions import (
    StaffTrouble,
    add_member,
    change_role,
    give_start_password,
    take_second_factor,
)
from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Member, MemberQuerySet
from lantern.accounts.pictures import has_second_factor, works_elsewhere
from lantern.accounts.rules import Can, Role
from lantern.doors.staff import pictures
from lantern.doors.staff.forms import HowForm, LastDayForm, NewStaffForm, RoleForm
from lantern.doors.staff.views.inviting import invited
from lantern.roster.actions import RosterTrouble, never_away, set_away, staff_leaves
from lantern.roster.forms.away import AwayForm, NeverAwayForm
from lantern.roster.models import StaffAbsence


@allow(Can.SET_STAFF)
def people(request: SchoolRequest) -> HttpResponse:
    """Everyone on the staff, and who left."""
    here, left = pictures.staff_of(request.viewer)
    return render(request, "staff/people.html", {"here": here, "left": left})


@never_cache
@allow(Can.SET_STAFF)
def new_person(request: SchoolRequest) -> HttpResponse:
    """Someone joins, and is invited: the code is shown once, on a slip, or sent."""
    form = NewStaffForm(request.POST or None, initial={"role": Role.TEACHER})
    if form.is_valid() and (member := _added(request, form)):
        return invited(request, member, form.cleaned_data["how"])
    return render(request, "staff/new_person.html", {"form": form})


def _added(request: SchoolRequest, form: NewStaffForm) -> Member | None:
    told, by = form.cleaned_data, request.viewer
    try:
        return add_member(
            school=by.school, email=told["email"], name=told["name"], role=Role(told["role"]),
            starts_on=by.today, password=None, by=by,
        )  # fmt: skip
    except (StaffTrouble, ValidationError) as trouble:
        form.add_error(None, getattr(trouble, "messages", [str(trouble)]))
        return None


@allow(Can.SET_STAFF)
def person(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One of the staff: what they are here as."""
    member = get_object_or_404(_staff(request), ref=ref)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if form.is_valid():
        try:
            change_role(member=member, role=Role(form.cleaned_data["role"]), by=request.viewer)
            return redirect("staff:people", school=request.viewer.school_key)
        except StaffTrouble as trouble:
            form.add_error("role", str(trouble))
    return _person(request, member, form, LastDayForm())


def _person(
    request: SchoolRequest, member: Member, role: RoleForm, last_day: LastDayForm,
    away_form: AwayForm | None = None,
) -> HttpResponse:  # fmt: skip
    away = StaffAbsence.objects.visible_to(request.viewer).not_over(request.viewer.today)
    now = away.filter(member=member).order_by("starts_on").first()
    context = {
        "member": member, "form": role, "last_day": last_day, "now": now,
        "away": away_form or AwayForm(initial=_days_of(now)),
        "second_factor": has_second_factor(member.user), "how": HowForm(),
        "elsewhere": works_elsewhere(member, request.viewer.today),
    }  # fmt: skip
    return render(request, "staff/person.html", context)


@require_POST
@allow(Can.SET_STAFF)
def departure(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Someone's last day."""
    member = get_object_or_404(_staff(request), ref=ref)
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            staff_leaves(member=member, last_day=form.cleaned_data["last_day"], by=request.viewer)
            messages.success(request, f"{member.user.name} leaves then.")
            return redirect("staff:people", school=request.viewer.school_key)
        except (StaffTrouble, RosterTrouble) as trouble:
            form.add_error("last_day", str(trouble))
    return _person(request, member, RoleForm(initial={"role": member.role}), form)


def _days_of(now: StaffAbsence | None) -> dict[str, date | None]:
    return {"starts_on": now.starts_on, "ends_on": now.ends_on} if now else {}


@require_POST
@allow(Can.SET_STAFF)
def absence(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Someone is away for long, and until when."""
    member = get_object_or_404(_staff(request), ref=ref)
    form = AwayForm(request.POST)
    if form.is_valid():
        try:
            set_away(member=member, **form.cleaned_data, by=request.viewer)
            messages.success(request, f"{member.user.name} is away then.")
            return redirect("staff:person", school=request.viewer.school_key, ref=ref)
        except RosterTrouble as trouble:
            form.add_error("starts_on", str(trouble))
    return _person(request, member, RoleForm(initial={"role": member.role}), LastDayForm(), form)


@require_POST
@allow(Can.SET_STAFF)
def absence_removal(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """An absence that was a mistake is taken back."""
    member = get_object_or_404(_staff(request), ref=ref)
    form = NeverAwayForm(request.POST)
    try:
        if form.is_valid():
            never_away(member=member, since=form.cleaned_data["since"], by=request.viewer)
            messages.success(request, f"{member.user.name} is not away: that was taken back.")
    except RosterTrouble as trouble:
        messages.error(request, str(trouble))
    return redirect("staff:person", school=request.viewer.school_key, ref=ref)


@never_cache
@require_POST
@allow(Can.SET_STAFF)
def start_password(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """A new slip for someone who cannot sign in."""
    member = get_object_or_404(_staff(request), ref=ref)
    try:
        password = give_start_password(member=member, by=request.viewer)
    except StaffTrouble as trouble:
        messages.error(request, str(trouble))
        return redirect("staff:person", school=request.viewer.school_key, ref=ref)
    return render(request, "staff/slip.html", {"member": member, "password": password})


@require_POST
@allow(Can.SET_STAFF)
def second_factor(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """A second step that is lost is taken away."""
    member = get_object_or_404(_staff(request), ref=ref)
    try:
        take_second_factor(member=member, by=request.viewer)
        said = f"{member.user.name} sets up a new second step when they next sign in."
        messages.success(request, said)
    except StaffTrouble as trouble:
        messages.error(request, str(trouble))
    return redirect("staff:person", school=request.viewer.school_key, ref=ref)


def _staff(request: SchoolRequest) -> MemberQuerySet:
    return Member.objects.visible_to(request.viewer).select_related("user")
