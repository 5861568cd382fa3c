"""What the screens of the roll share: fetch a child, try an action, go back to the record."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render

from lantern.accounts.gates import SchoolRequest
from lantern.roster.actions import ChangedMeanwhile, RosterTrouble
from lantern.roster.models import Pupil


def the_pupil(request: SchoolRequest, ref: UUID) -> Pupil:
    """A child whom this person may see, or 404."""
    found = Pupil.objects.visible_to(request.viewer).select_related("school")
    return get_object_or_404(found, ref=ref)


def done(form: Form, action: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether what was typed is sound and the action went through; else the form says why not.

    It says so beside a field, where the action can only be refused for that, or for a change that
    was made meanwhile.
    """
    if not form.is_valid():
        return False
    try:
        action()
    except RosterTrouble as trouble:
        beside = None if isinstance(trouble, ChangedMeanwhile) else field
        form.add_error(beside, str(trouble))
        return False
    return True


def to_record(request: SchoolRequest, pupil: Pupil) -> HttpResponseRedirect:
    """Back to the child's record."""
    return redirect("roster:pupil", school=request.viewer.school_key, ref=pupil.ref)


def ask(
    request: SchoolRequest, pupil: Pupil, form: Form, heading: str, words: str = ""
) -> HttpResponse:
    """One form about one child."""
    context = {"pupil": pupil, "form": form, "heading": heading, "words": words}
    return render(request, "roster/change.html", context)
