"""A child's photograph: served, put in place, taken away; and whether the school keeps any."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms.photographs import EndPhotographsForm, PhotographForm
from lantern.roster.models import Photograph, Pupil
from lantern.roster.reading import FileTrouble
from lantern.roster.views.doing import done, the_pupil, to_record

WANTS = {"none": actions.refuse_photograph, "one": actions.allow_photograph}


@require_safe
@allow(Can.SEE_PHOTOGRAPHS)
def picture(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The photograph itself, for whoever sees the child; no browser keeps it."""
    found = get_object_or_404(Photograph.objects.visible_to(request.viewer), ref=ref)
    return HttpResponse(bytes(found.picture or b""), content_type="image/jpeg")


@allow(Can.SET_PHOTOGRAPHS)
def of_child(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One child's: another, none, or their family's no."""
    pupil, by = the_pupil(request, ref), request.viewer
    files = request.FILES if request.method == "POST" else None
    form = PhotographForm(request.POST if files is not None else None, files)
    try:
        if done(form, lambda: _set(pupil, form, request), field="file"):
            return to_photograph(request, pupil)
    except FileTrouble as trouble:
        form.add_error("file", str(trouble))
    context = {
        "pupil": pupil, "form": form, "refused": pictures.refuses_photograph(pupil),
        "photograph": pictures.photograph_of(pupil, by), "kept": pictures.has_photograph(pupil),
    }  # fmt: skip
    return render(request, "roster/photograph.html", context)


def _set(pupil: Pupil, form: PhotographForm, request: SchoolRequest) -> None:
    content = form.cleaned_data["file"].read()
    changed = actions.set_photograph(pupil=pupil, content=content, by=request.viewer)
    messages.success(request, "Saved." if changed else "It is this photograph already.")


@require_POST
@allow(Can.SET_PHOTOGRAPHS)
def removal(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The photograph is taken away; another may be put in its place."""
    pupil = the_pupil(request, ref)
    if actions.take_photograph_away(pupil=pupil, by=request.viewer):
        messages.success(request, "The photograph is deleted.")
    return to_photograph(request, pupil)


@require_POST
@allow(Can.SET_PHOTOGRAPHS)
def refusal(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The family says no, or has nothing against it after all."""
    pupil = the_pupil(request, ref)
    if change := WANTS.get(request.POST.get("wants", "")):  # else it says neither, and a no stays
        change(pupil=pupil, by=request.viewer)
        messages.success(request, "Saved.")
    return to_photograph(request, pupil)


def to_photograph(request: SchoolRequest, pupil: Pupil) -> HttpResponse:
    """Back to the page of the child's photograph; to their record is a step from there."""
    if not request.viewer.may(Can.SEE_FAMILIES):
        return redirect("roster:photograph-of", school=request.viewer.school_key, ref=pupil.ref)
    return to_record(request, pupil)


@allow(Can.SET_SCHOOL)
def choice(request: SchoolRequest) -> HttpResponse:
    """Whether the school keeps photographs at all, which a leader chooses."""
    by = request.viewer
    kept = pictures.kept_in(by.school)
    form = EndPhotographsForm(request.POST or None, kept=kept)
    if "keep" in request.POST:
        actions.begin_photographs(by=by)
        messages.success(request, "Photographs may be loaded from now on.")
    elif form.is_valid():
        _end(form, request)
    else:
        return render(request, "roster/photographs_choice.html", {"form": form, "kept": kept})
    return redirect("roster:photographs-choice", school=by.school_key)


def _end(form: EndPhotographsForm, request: SchoolRequest) -> None:
    """Where there are more or fewer by now, it is asked again."""
    try:
        gone = actions.stop_photographs(seen=form.cleaned_data["seen"], by=request.viewer)
    except actions.ChangedMeanwhile as trouble:
        messages.warning(request, str(trouble))
        return
    what = "1 photograph was" if gone == 1 else f"{gone} photographs were"
    messages.success(request, f"The school keeps no photographs any more: {what} deleted.")
