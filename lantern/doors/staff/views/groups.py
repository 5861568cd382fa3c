"""The school's groups: who is in each, who leads it, what a set teaches."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff.pictures.groups import subjects_of, subjects_to_teach
from lantern.roster import actions, pictures
from lantern.roster.forms import (
    ChangeGroupForm,
    LastDayInForm,
    LeadForm,
    NewGroupForm,
    PutInForm,
    SubjectsForm,
)
from lantern.roster.models import Group, GroupPlace, GroupStaff, SchoolClass
from lantern.roster.models.dated import DatedQuerySet, M


@require_safe
@allow(Can.SEE_CHILDREN)
def groups(request: SchoolRequest) -> HttpResponse:
    """Every group that lasts, by kind."""
    found = pictures.groups_of_school(request.viewer)
    return render(request, "staff/groups.html", {"kinds": found})


@allow(Can.SET_GROUPS)
def new_group(request: SchoolRequest) -> HttpResponse:
    """One more group; who is in it comes next."""
    by, made = request.viewer, list[Group]()
    form = NewGroupForm(request.POST or None, by=by, initial={"starts_on": by.today})

    def make() -> None:
        made.append(actions.open_group(school=by.school, **form.cleaned_data, by=by))

    if _done(form, make):
        return redirect("staff:group", school=by.school_key, ref=made[0].ref)
    page = {"form": form, "heading": "Make a group", "back": _to_groups(request)}
    return render(request, "staff/group_change.html", page)


@require_safe
@allow(Can.SEE_CHILDREN)
def group(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One group: its children with their classes, its adults, and what it teaches."""
    found, by = _the_group(request, ref), request.viewer
    classes = pictures.classes_of_year(by, by.today) if by.may(Can.SET_GROUPS) else []
    page = {
        "group": found, "lasts": not found.ends_on or found.ends_on >= by.today,
        "members": pictures.members_of(found, by, on=by.today),
        "leaders": pictures.leaders_of(found, by, on=by.today),
        "subjects": subjects_of(found, by), "classes": classes,
    }  # fmt: skip
    return render(request, "staff/group.html", page)


@allow(Can.SET_GROUPS)
def group_children(request: SchoolRequest, ref: UUID, school_class: UUID) -> HttpResponse:
    """Children of one class are put in from a day."""
    found, by = _the_group(request, ref), request.viewer
    there = get_object_or_404(SchoolClass.objects.visible_to(by), ref=school_class)
    pupils = pictures.to_put_in(found, there, by)
    form = PutInForm(request.POST or None, pupils=pupils, today=by.today)
    if _done(form, lambda: _put_in(found, form, request)):
        return _to_group(request, found)
    return _ask(request, found, form, f"From {there.name} into {found.name}")


def _put_in(found: Group, form: PutInForm, request: SchoolRequest) -> None:
    actions.put_in_group(
        group=found, pupils=form.chosen(), starts_on=form.cleaned_data["starts_on"],
        by=request.viewer,
    )  # fmt: skip


@allow(Can.SET_GROUPS)
def group_child_end(request: SchoolRequest, ref: UUID, pupil: UUID) -> HttpResponse:
    """A child's last day in the group."""
    found, by = _the_group(request, ref), request.viewer
    rows = GroupPlace.objects.visible_to(by).filter(group=found, pupil__ref=pupil)
    place = _last(rows.select_related("pupil", "group"), by.today)
    form = _last_day(request, place)
    if _done(form, lambda: actions.take_out_of_group(place=place, **form.cleaned_data, by=by)):
        return _to_group(request, found)
    return _ask(request, found, form, f"{place.pupil.name} leaves {found.name}")


@allow(Can.SET_PEOPLE)
def group_staff(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """An adult leads the group from a day."""
    found, by = _the_group(request, ref), request.viewer
    form = LeadForm(request.POST or None, by=by)
    if _done(form, lambda: actions.lead_group(group=found, **form.cleaned_data, by=by)):
        return _to_group(request, found)
    return _ask(request, found, form, f"Who leads {found.name}")


@allow(Can.SET_PEOPLE)
def group_staff_end(request: SchoolRequest, ref: UUID, member: UUID) -> HttpResponse:
    """An adult's last day with the group."""
    found, by = _the_group(request, ref), request.viewer
    rows = GroupStaff.objects.visible_to(by).filter(group=found, member__ref=member)
    staff = _last(rows.select_related("member__user", "group"), by.today)
    form = _last_day(request, staff)
    if _done(form, lambda: actions.end_leading(staff=staff, **form.cleaned_data, by=by)):
        return _to_group(request, found)
    return _ask(request, found, form, f"{staff.member.user.name} leads {found.name} no longer")


@allow(Can.SET_PEOPLE)
def group_subjects(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What a set teaches."""
    found, by = _the_group(request, ref), request.viewer
    initial = {"subjects": pictures.taught_in(found)}
    form = SubjectsForm(request.POST or None, subjects=subjects_to_teach(by), initial=initial)
    if request.method == "POST" and _done(form, lambda: _teach(found, form, request)):
        return _to_group(request, found)
    return _ask(request, found, form, f"What {found.name} teaches")


def _teach(found: Group, form: SubjectsForm, request: SchoolRequest) -> None:
    by = request.viewer
    actions.set_subjects(group=found, keys=form.cleaned_data["subjects"], on=by.today, by=by)


@allow(Can.SET_GROUPS)
def group_name(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Another name or kind for the group."""
    found, by = _the_group(request, ref), request.viewer
    initial = {"name": found.name, "kind": found.kind}
    form = ChangeGroupForm(request.POST or None, by=by, initial=initial)
    if _done(form, lambda: actions.change_group(group=found, **form.cleaned_data, by=by)):
        return _to_group(request, found)
    return _ask(request, found, form, f"Name and kind of {initial['name']}")


@allow(Can.SET_GROUPS)
def group_ending(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The group's last day."""
    found, by = _the_group(request, ref), request.viewer
    initial = {"last_day": by.today}
    form = LastDayInForm(request.POST or None, initial=initial, was=found.ends_on)
    if _done(form, lambda: actions.end_group(group=found, **form.cleaned_data, by=by)):
        return redirect("staff:groups", school=by.school_key)
    return _ask(request, found, form, f"End {found.name}")


def _the_group(request: SchoolRequest, ref: UUID) -> Group:
    return get_object_or_404(Group.objects.visible_to(request.viewer), ref=ref)


def _last(rows: DatedQuerySet[M], today: date) -> M:
    """The row that lasts, or the last that is still to come; or 404."""
    found = rows.not_over(today).order_by("starts_on", "pk").last()
    if found is None:
        raise Http404
    return found


def _last_day(request: SchoolRequest, row: GroupPlace | GroupStaff) -> LastDayInForm:
    was = row.ends_on if row.ends_on != row.group.ends_on else None
    yesterday = request.viewer.today - timedelta(days=1)
    return LastDayInForm(request.POST or None, initial={"last_day": yesterday}, was=was)


def _to_groups(request: SchoolRequest) -> str:
    return reverse("staff:groups", kwargs={"school": request.viewer.school_key})


def _to_group(request: SchoolRequest, found: Group) -> HttpResponseRedirect:
    return redirect("staff:group", school=request.viewer.school_key, ref=found.ref)


def _done(form: Form, action: Callable[[], object]) -> bool:
    """Whether what was typed is sound and the action went through; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        action()
    except actions.RosterTrouble as trouble:
        form.add_error(None, str(trouble))
        return False
    return True


def _ask(request: SchoolRequest, found: Group, form: Form, heading: str) -> HttpResponse:
    place = {"school": request.viewer.school_key, "ref": found.ref}
    page = {"form": form, "heading": heading, "back": reverse("staff:group", kwargs=place)}
    return render(request, "staff/group_change.html", {**page, "group": found})
