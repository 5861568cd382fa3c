"""September: the school moves up into a new year: planned, looked at, done, perhaps undone."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.roster.actions import RosterTrouble
from lantern.roster.actions.rollover import roll_over, undo_rollover, wish
from lantern.roster.forms import AloneForm, ConfirmForm, PeopleForm, RowsForm
from lantern.roster.models import Group, Rollover, SchoolClass
from lantern.roster.pictures.rollover import (
    class_names,
    planned,
    preview_of,
    turn_of,
    wishes_for,
    year_to_come,
)
from lantern.roster.rules.rollover import Wishes
from lantern.schools.models import AcademicYear


@allow(Can.ROLL_OVER)
def moving_up(request: SchoolRequest) -> HttpResponse:
    """Where each class goes, by year group; the dates of the new year come first."""
    by = request.viewer
    year = year_to_come(by.school, by.today)
    if year is None:
        shown = {"name": pictures.year_name_after(by), "lately": pictures.lately(by)}
        return render(request, "staff/moving_up_dates.html", shown)
    turn, wishes, plan = planned(year, by.today)
    form = RowsForm(request.POST or None, turn=turn, wishes=wishes)
    if form.is_valid():
        _wish(request, year, lambda was: replace(was, rows={**was.rows, **form.rows()}))
        return _after_rows(request)
    context = {
        "turn": turn, "form": form, "names": class_names(turn, wishes), "plan": plan,
        "lately": pictures.lately(by),
    }  # fmt: skip
    return render(request, "staff/moving_up.html", context)


def _wish(request: SchoolRequest, year: AcademicYear, change: Callable[[Wishes], Wishes]) -> None:
    wish(year=year, change=change, by=request.viewer)


def _after_rows(request: SchoolRequest) -> HttpResponse:
    """To one class's children, if its button was pressed; else to the adults."""
    key, alone = request.viewer.school_key, request.POST.get("alone", "")
    if alone == "new":
        return redirect("staff:moving-up-new", school=key)
    try:
        return redirect("staff:moving-up-class", school=key, ref=UUID(alone))
    except ValueError:
        return redirect("staff:moving-up-people", school=key)


@allow(Can.ROLL_OVER)
def one_class(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The children of a present class, one by one: to split it, or for a single child."""
    found = get_object_or_404(SchoolClass.objects.visible_to(request.viewer), ref=ref)
    return _one_by_one(request, str(found.ref))


@allow(Can.ROLL_OVER)
def new_children(request: SchoolRequest) -> HttpResponse:
    """The same for those who are known and in no class yet."""
    return _one_by_one(request, "")


def _one_by_one(request: SchoolRequest, ref: str) -> HttpResponse:
    by = request.viewer
    year = year_to_come(by.school, by.today)
    if year is None:
        return redirect("staff:moving-up", school=by.school_key)
    turn, wishes = turn_of(year), wishes_for(year)
    here = (child for child in turn.children if child.row[0] == ref and child.then is None)
    there = sorted(here, key=lambda child: child.register)
    if not there:
        raise Http404
    names = class_names(turn, wishes)
    form = AloneForm(request.POST or None, there=there, names=names, wishes=wishes)
    if form.is_valid():
        refs = {child.ref for child in there}
        _wish(request, year, lambda was: _with_alone(was, refs, form))
        return redirect("staff:moving-up", school=by.school_key)
    context = {"turn": turn, "form": form, "was": there[0].was}
    return render(request, "staff/moving_up_class.html", context)


def _with_alone(was: Wishes, refs: set[UUID], form: AloneForm) -> Wishes:
    others = {ref: goes for ref, goes in was.alone.items() if ref not in refs}
    return replace(was, alone={**others, **form.alone()})


@allow(Can.ROLL_OVER)
def people(request: SchoolRequest) -> HttpResponse:
    """Who works in each class, which mentors carry on, which groups end."""
    by = request.viewer
    year = year_to_come(by.school, by.today)
    if year is None:
        return redirect("staff:moving-up", school=by.school_key)
    turn, wishes, plan = planned(year, by.today)
    names = plan.class_names | set(turn.opened)
    seen = set(Group.objects.visible_to(by).values_list("ref", flat=True))
    form = PeopleForm(
        request.POST or None, turn=turn, wishes=wishes, names=sorted(names), seen=seen
    )
    if form.is_valid():
        _wish(request, year, lambda was: _with_people(was, form))
        return redirect("staff:moving-up-preview", school=by.school_key)
    return render(request, "staff/moving_up_people.html", {"turn": turn, "form": form})


def _with_people(was: Wishes, form: PeopleForm) -> Wishes:
    return replace(
        was, teams={**was.teams, **form.teams()}, mentors_stay=form.mentors_stay(),
        groups_end=form.groups_end(),
    )  # fmt: skip


@require_safe
@allow(Can.ROLL_OVER)
def preview(request: SchoolRequest) -> HttpResponse:
    """What would be done, child by child."""
    return _preview(request)


def _preview(request: SchoolRequest) -> HttpResponse:
    by = request.viewer
    year = year_to_come(by.school, by.today)
    if year is None:
        return redirect("staff:moving-up", school=by.school_key)
    turn, _, plan = planned(year, by.today)
    seen = set(Group.objects.visible_to(by).values_list("ref", flat=True))
    groups = [each for each in plan.ends_groups if each.ref in seen]
    context = {
        "year": year, "turn": turn, "preview": preview_of(turn, plan), "plan": plan,
        "groups": groups, "unseen": len(plan.ends_groups) - len(groups),
        "besides": pictures.besides(year, by),
    }  # fmt: skip
    return render(request, "staff/moving_up_preview.html", context)


@require_POST
@allow(Can.ROLL_OVER)
def confirm(request: SchoolRequest) -> HttpResponse:
    """All that was shown is done, or nothing."""
    by, form = request.viewer, ConfirmForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    done = Rollover.objects.visible_to(by).standing().filter(digest=digest).first()
    year = done.year if done else year_to_come(by.school, by.today)
    if year is None:
        return redirect("staff:moving-up", school=by.school_key)
    try:
        rollover = roll_over(year=year, digest=digest, by=by)
    except RosterTrouble as trouble:
        messages.warning(request, str(trouble))
        return _preview(request)
    return redirect("staff:moved-up", school=by.school_key, ref=rollover.ref)


@require_safe
@allow(Can.ROLL_OVER)
def moved_up(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What was done, and for a week how to take it back."""
    found = _rollover(request, ref)
    context = {"done": found, "may_undo": found.may_be_undone(request.viewer.today)}
    return render(request, "staff/moved_up.html", context)


@require_POST
@allow(Can.ROLL_OVER)
def undoing(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """All of it taken back."""
    by, found = request.viewer, _rollover(request, ref)
    try:
        undo_rollover(rollover=found, by=by)
        messages.success(request, "It is undone: everything is as it was before.")
    except RosterTrouble as trouble:
        messages.error(request, str(trouble))
    return redirect("staff:moved-up", school=by.school_key, ref=ref)


def _rollover(request: SchoolRequest, ref: UUID) -> Rollover:
    rows = Rollover.objects.visible_to(request.viewer)
    return get_object_or_404(rows.select_related("year", "school", "done_by", "undone_by"), ref=ref)
