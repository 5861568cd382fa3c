"""Who is here for a day: their codes, and the names they see."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.actions import end_visit
from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Visit
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.actions import RosterTrouble
from lantern.roster.forms import LetInForm


@require_safe
@allow(Can.LET_IN)
def here_today(request: SchoolRequest) -> HttpResponse:
    """Everyone who was let in for today."""
    context = {"visitors": pictures.visitors_today(request.viewer)}
    return render(request, "roster/here_today.html", context)


@never_cache
@allow(Can.LET_IN)
def new_visit(request: SchoolRequest) -> HttpResponse:
    """Someone is let in for today; the code is shown once, on a slip."""
    form = LetInForm(request.POST or None, by=request.viewer)
    if form.is_valid():
        told = form.cleaned_data
        try:
            visit, code = actions.let_in_for(
                name=told["name"], classes=told["classes"].select_related("year"),
                until=form.over_at(), by=request.viewer,
            )  # fmt: skip
        except RosterTrouble as trouble:
            form.add_error("until", str(trouble))
        else:
            return _slip(request, visit, code)
    return render(request, "roster/new_visit.html", {"form": form})


@never_cache
@require_POST
@allow(Can.LET_IN)
def another_code(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The slip was lost: another code for the rest of the same day."""
    visit = _the_visit(request, ref)
    if visit.is_over:
        return redirect("roster:here-today", school=request.viewer.school_key)
    again, code = actions.let_in_again(visit=visit, by=request.viewer)
    return _slip(request, again, code)


@require_POST
@allow(Can.LET_IN)
def visit_ending(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """They are out at once."""
    end_visit(visit=_the_visit(request, ref), by=request.viewer)
    return redirect("roster:here-today", school=request.viewer.school_key)


@require_safe
@allow(Can.SEE_NAMES)
def names_today(request: SchoolRequest) -> HttpResponse:
    """The classes one is here for; where it is one, that."""
    by, classes = request.viewer, list(pictures.classes_named_to(request.viewer))
    if len(classes) == 1:
        return redirect("roster:class-names", school=by.school_key, ref=classes[0].ref)
    return render(request, "roster/names.html", {"classes": classes})


@require_safe
@allow(Can.SEE_NAMES)
def class_names(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What the children of a class are called, for whoever is new to them."""
    found = pictures.named_class(request.viewer, ref)
    if found is None:
        raise Http404
    return render(request, "roster/class_names.html", {"found": found})


def _the_visit(request: SchoolRequest, ref: UUID) -> Visit:
    visits = Visit.objects.visible_to(request.viewer)
    return get_object_or_404(visits.select_related("member__user", "member__school"), ref=ref)


def _slip(request: SchoolRequest, visit: Visit, code: str) -> HttpResponse:
    at = request.build_absolute_uri(resolve_url("account_visit"))
    context = {
        "visit": visit, "code": code, "at": at, "lock_after": request.viewer.school.lock_after,
        "until": visit.until.astimezone(request.viewer.now.tzinfo),
        "is_all_day": visit.until == request.viewer.school.midnight_after(request.viewer.today),
    }  # fmt: skip
    return render(request, "roster/day_slip.html", context)
