"""The leaders' list of what is due, to approve, hold or dismiss."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.behaviour import actions, pictures
from lantern.behaviour.actions import DecidedMeanwhile
from lantern.behaviour.forms import DecideForm
from lantern.behaviour.models import Due


@require_safe
@allow(Can.DECIDE_DUE)
def due(request: SchoolRequest) -> HttpResponse:
    """What waits, what is held, and what was decided lately."""
    return render(request, "behaviour/due.html", {"due": pictures.due_list(request.viewer)})


@require_POST
@allow(Can.DECIDE_DUE)
def deciding(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One thing is decided; then the list again."""
    row = get_object_or_404(Due.objects.visible_to(request.viewer), ref=ref)
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, "Say whether it is approved, held or dismissed; 300 letters at most."
        )
        return redirect("behaviour:due", school=request.viewer.school_key)
    try:
        actions.decide(due=row, **form.cleaned_data, by=request.viewer)
    except DecidedMeanwhile:
        messages.error(
            request, "It was decided or taken back meanwhile: this is how it stands now."
        )
    else:
        messages.success(request, "Decided.")
    return redirect("behaviour:due", school=request.viewer.school_key)
