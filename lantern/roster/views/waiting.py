"""What the screens of a file share that waits for someone's yes, whatever is in it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantern.accounts.gates import SchoolRequest
from lantern.accounts.models import Viewer
from lantern.roster import actions
from lantern.roster.forms import ConfirmForm
from lantern.roster.models import Upload

NOT_THERE = 404
Look = Callable[[SchoolRequest, Upload], HttpResponse]


class Load(Protocol):
    """The action that does what was shown."""

    def __call__(self, *, upload: Upload, digest: str, by: Viewer) -> object:
        """Raises RosterTrouble where it cannot be done, or is not what was shown."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A kind of file that is looked at before anything is done with it.

    `look_at` and `send_at` are the names of addresses, `done` and `gone` templates for a file that
    was loaded and for one that is kept no longer, and `says` that nothing came of it.
    """

    kind: str
    look_at: str
    send_at: str
    done: str
    gone: str
    says: str


def the_upload(request: SchoolRequest, ref: UUID, waiting: Waiting) -> Upload:
    """One's own file, whatever became of it; 404 for another's."""
    own = Upload.objects.visible_to(request.viewer).filter(kind=waiting.kind)
    return get_object_or_404(own, ref=ref)


def over(request: SchoolRequest, upload: Upload, waiting: Waiting) -> HttpResponse | None:
    """What became of a file that is confirmed, or let go; None while it waits."""
    still = Upload.objects.visible_to(request.viewer).waiting(request.viewer.now)
    if still.filter(pk=upload.pk).exists():
        return None
    if became := actions.what_became_of(upload):
        return render(request, waiting.done, {"upload": upload, "became": became})
    return render(request, waiting.gone, {"upload": upload}, status=NOT_THERE)


def looked_at(request: SchoolRequest, ref: UUID, waiting: Waiting, look: Look) -> HttpResponse:
    """What the file would do; then what was done."""
    upload = the_upload(request, ref, waiting)
    return over(request, upload, waiting) or look(request, upload)


def confirmed(
    request: SchoolRequest, ref: UUID, waiting: Waiting, load: Load, look: Look
) -> HttpResponse:
    """All that was shown is done, or nothing; then it is shown anew, with why."""
    upload, by = the_upload(request, ref, waiting), request.viewer
    if ended := over(request, upload, waiting):
        return ended
    form = ConfirmForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        with suppress(actions.NoLongerWaiting):  # the next page tells what became of it
            load(upload=upload, digest=digest, by=by)
    except actions.RosterTrouble as trouble:
        messages.warning(request, str(trouble))
        return looked_at(request, ref, waiting, look)
    return redirect(waiting.look_at, school=by.school_key, ref=ref)


def let_go(request: SchoolRequest, ref: UUID, waiting: Waiting) -> HttpResponse:
    """The file goes and nothing is done."""
    upload, key = the_upload(request, ref, waiting), request.viewer.school_key
    if ended := over(request, upload, waiting):
        return ended
    try:
        actions.forget_upload(upload=upload, by=request.viewer)
    except actions.NoLongerWaiting:
        return redirect(waiting.look_at, school=key, ref=ref)
    messages.success(request, waiting.says)
    return redirect(waiting.send_at, school=key)
