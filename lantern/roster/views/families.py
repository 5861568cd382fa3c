"""The adults of a child's family, and restrictions."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms import GuardianForm, RestrictionForm
from lantern.roster.models import GuardianLink, Restriction
from lantern.roster.views.doing import ask, done, the_pupil, to_record


@allow(Can.SET_FAMILIES)
def new_guardian(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Another adult of the child's family."""
    pupil, by = the_pupil(request, ref), request.viewer
    form = GuardianForm(request.POST or None)
    if done(form, lambda: actions.add_guardian(pupil=pupil, told=form.told(), by=by)):
        return to_record(request, pupil)
    return ask(request, pupil, form, "Add an adult of the family")


@allow(Can.SET_FAMILIES)
def guardian(request: SchoolRequest, link: UUID) -> HttpResponse:
    """What is known of an adult, put right."""
    found, by = _link(request, link), request.viewer
    form = GuardianForm(request.POST or None, initial=GuardianForm.as_known(found))
    if done(form, lambda: actions.change_guardian(link=found, told=form.told(), by=by)):
        return to_record(request, found.pupil)
    others = ", ".join(child.name for child in pictures.other_children(found, by))
    words = f"Name, email address and telephone change for {others} too." if others else ""
    return ask(request, found.pupil, form, f"{found.guardian}", words)


@require_POST
@allow(Can.SET_FAMILIES)
def ending(request: SchoolRequest, link: UUID) -> HttpResponse:
    """An adult who is of the family no longer."""
    found, by = _link(request, link), request.viewer
    actions.end_link(link=found, on=by.today, by=by)
    return to_record(request, found.pupil)


@require_POST
@allow(Can.SET_FAMILIES)
def resuming(request: SchoolRequest, link: UUID) -> HttpResponse:
    """That taken back."""
    found = actions.resume_link(link=_link(request, link), by=request.viewer)
    return to_record(request, found.pupil)


def _link(request: SchoolRequest, ref: UUID) -> GuardianLink:
    links = GuardianLink.objects.visible_to(request.viewer).select_related("pupil", "guardian")
    return get_object_or_404(links, ref=ref)


@allow(Can.SET_FAMILIES)
def new_restriction(request: SchoolRequest, link: UUID) -> HttpResponse:
    """A limit on what one adult may be given about this child."""
    found, by = _link(request, link), request.viewer
    form = RestrictionForm(request.POST or None, initial={"made_on": by.today})
    if done(form, lambda: actions.restrict(link=found, **form.cleaned_data, by=by)):
        return to_record(request, found.pupil)
    words = f"For {found.guardian}. Lantern keeps it beside their name and gives them nothing."
    return ask(request, found.pupil, form, "Record a restriction", words)


@require_POST
@allow(Can.SET_FAMILIES)
def lifting(request: SchoolRequest, restriction: UUID) -> HttpResponse:
    """A restriction binds no longer."""
    rows = Restriction.objects.visible_to(request.viewer).select_related("link__pupil")
    found = get_object_or_404(rows, ref=restriction)
    actions.lift(restriction=found, by=request.viewer)
    return to_record(request, found.link.pupil)
