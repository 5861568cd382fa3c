"""This year's classes and who works in them."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms import ClassForm, StaffingForm, TeachersForm
from lantern.roster.forms.sharing import SharingForm
from lantern.roster.models import ClassStaff, SchoolClass
from lantern.roster.views.doing import done


@allow(Can.SET_PEOPLE)
def class_staff(request: SchoolRequest) -> HttpResponse:
    """Every class of the year with its adults, and of the next once it has any."""
    by = request.viewer
    classes = pictures.staffed_classes(by, on=by.today)
    year = pictures.next_year_with_classes(by)
    to_come = pictures.staffed_classes(by, on=year.starts_on) if year else []
    context = {
        "classes": classes,
        "to_come": to_come,
        "year": year,
        "leavers": pictures.to_give_on(by),
    }
    return render(request, "roster/class_staff.html", context)


@allow(Can.SET_PEOPLE)
def class_teachers(request: SchoolRequest) -> HttpResponse:
    """Who teaches each class, all on one page; of the next year while this one has no class."""
    by = request.viewer
    year = pictures.next_year_with_classes(by)
    on, classes = by.today, pictures.staffed_classes(by, on=by.today)
    if not classes and year:
        on, classes = year.starts_on, pictures.staffed_classes(by, on=year.starts_on)
    form = TeachersForm(request.POST or None, by=by, classes=classes, on=on)
    if classes and done(form, lambda: _set_teachers(form, request), field="starts_on"):
        return redirect("roster:class-staff", school=by.school_key)
    return render(request, "roster/class_teachers.html", {"form": form})


def _set_teachers(form: TeachersForm, request: SchoolRequest) -> None:
    told = form.cleaned_data
    changes = actions.set_class_teachers(
        wanted=form.wanted(), seen=told["seen"], starts_on=told["starts_on"], by=request.viewer
    )
    messages.success(request, "Saved." if changes else "They are the class teachers already.")


@allow(Can.SET_PEOPLE)
def new_class(request: SchoolRequest) -> HttpResponse:
    """One more class this year."""
    by = request.viewer
    form = ClassForm(request.POST or None)
    if done(form, lambda: _open(form, request)):
        return redirect("roster:class-staff", school=by.school_key)
    return render(request, "roster/new_class.html", {"form": form})


def _open(form: ClassForm, request: SchoolRequest) -> None:
    by = request.viewer
    actions.open_class_on(school=by.school, on=by.today, **form.cleaned_data, by=by)


@allow(Can.SET_PEOPLE)
def staffing(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Who works in one class."""
    found, by = _the_class(request, ref), request.viewer
    on = max(by.today, found.year.starts_on)
    form = StaffingForm(request.POST or None, by=by, initial={"starts_on": on})
    if done(form, lambda: _staff(found, form, request)):
        return redirect("roster:staffing", school=by.school_key, ref=ref)
    staff = ClassStaff.objects.visible_to(by).on(on).filter(school_class=found)
    rows = staff.select_related("member__user").order_by("-lead", "starts_on")
    context = {"school_class": found, "staff": rows, "form": form, "on": on}
    return render(request, "roster/staffing.html", context)


def _staff(school_class: SchoolClass, form: StaffingForm, request: SchoolRequest) -> None:
    told = form.cleaned_data
    actions.staff_class(
        school_class=school_class,
        member=told["member"],
        lead=told["place"] == "lead",
        starts_on=told["starts_on"],
        by=request.viewer,
    )


@allow(Can.SET_PEOPLE)
def sharing(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """How the teachers of one class share it, from a day."""
    found, by = _the_class(request, ref), request.viewer
    on = max(by.today, found.year.starts_on)
    staff = ClassStaff.objects.visible_to(by).on(on).filter(school_class=found, lead=True)
    rows = staff.select_related("member__user").order_by("starts_on", "pk")
    form = SharingForm(request.POST or None, staff=list(rows), on=on)
    if done(form, lambda: _share(found, form, request), field="starts_on"):
        return redirect("roster:staffing", school=by.school_key, ref=ref)
    return render(request, "roster/sharing.html", {"school_class": found, "form": form})


def _share(school_class: SchoolClass, form: SharingForm, request: SchoolRequest) -> None:
    shares = [
        actions.Share(member=member, weekdays=days, mentors=mentors)
        for member, days, mentors in form.told()
    ]
    actions.share_class(
        school_class=school_class, shares=shares, starts_on=form.cleaned_data["starts_on"],
        by=request.viewer,
    )  # fmt: skip


@require_POST
@allow(Can.SET_PEOPLE)
def staffing_end(request: SchoolRequest, ref: UUID, member: UUID) -> HttpResponse:
    """Someone works in the class no longer, from today."""
    by = request.viewer
    staff = ClassStaff.objects.visible_to(by).filter(school_class__ref=ref, ends_on=None)
    rows = staff.select_related("member", "school_class")
    place = get_object_or_404(rows, member__ref=member)
    actions.end_staffing(place=place, last_day=by.today - timedelta(days=1), by=by)
    return redirect("roster:staffing", school=by.school_key, ref=ref)


def _the_class(request: SchoolRequest, ref: UUID) -> SchoolClass:
    found = SchoolClass.objects.visible_to(request.viewer).select_related("year")
    return get_object_or_404(found, ref=ref)
