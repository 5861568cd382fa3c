"""Many photographs on their way to the children: sent, looked at row by row, confirmed."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms import ConfirmForm
from lantern.roster.forms.photographs import AlbumForm
from lantern.roster.models import Upload
from lantern.roster.reading import FileTrouble

NOT_THERE = 404


@allow(Can.SET_PHOTOGRAPHS)
def send(request: SchoolRequest) -> HttpResponse:
    """How many children have a photograph, and more of them sent."""
    sent = request.POST if request.method == "POST" else None
    form = AlbumForm(sent, request.FILES if sent is not None else None)
    if form.is_valid():
        try:
            kept = actions.keep_album(sent=_each(form), name=form.called(), by=request.viewer)
            return redirect("roster:album-preview", school=kept.school.key, ref=kept.ref)
        except (FileTrouble, actions.RosterTrouble) as trouble:
            form.add_error("photographs", str(trouble))
    context = {"form": form, "found": pictures.photographed(request.viewer)}
    return render(request, "roster/photographs.html", context)


def _each(form: AlbumForm) -> Iterator[tuple[str, bytes]]:
    """The files one after another, so that one alone is in memory."""
    for file in form.cleaned_data["photographs"]:
        yield file.name, file.read()


@allow(Can.SET_PHOTOGRAPHS)
def preview(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Which file is of which child, which is refused, and why; then what was done."""
    upload = _upload(request, ref)
    return _over(request, upload) or _preview(request, upload)


def _preview(request: SchoolRequest, upload: Upload) -> HttpResponse:
    plan = actions.what_album_would_do(upload, request.viewer)
    return render(request, "roster/album_preview.html", {"upload": upload, "plan": plan})


@require_POST
@allow(Can.SET_PHOTOGRAPHS)
def confirm(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """All that was shown is done, or nothing."""
    upload, by = _upload(request, ref), request.viewer
    if over := _over(request, upload):
        return over
    form = ConfirmForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        with suppress(actions.NoLongerWaiting):  # the next page tells what became of it
            actions.load_album(upload=upload, digest=digest, by=by)
    except actions.RosterTrouble as trouble:
        messages.warning(request, str(trouble))
        again = _upload(request, ref)
        return _over(request, again) or _preview(request, again)
    return redirect("roster:album-preview", school=by.school_key, ref=ref)


@require_POST
@allow(Can.SET_PHOTOGRAPHS)
def forget(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The files are let go and nothing is done."""
    upload, key = _upload(request, ref), request.viewer.school_key
    if over := _over(request, upload):
        return over
    try:
        actions.forget_upload(upload=upload, by=request.viewer)
    except actions.NoLongerWaiting:
        return redirect("roster:album-preview", school=key, ref=ref)
    messages.success(request, "The photographs were let go. Nothing was changed.")
    return redirect("roster:photographs", school=key)


def _upload(request: SchoolRequest, ref: UUID) -> Upload:
    """One's own files, whatever became of them; 404 for another's."""
    own = Upload.objects.visible_to(request.viewer).filter(kind=actions.PHOTOGRAPHS)
    return get_object_or_404(own, ref=ref)


def _over(request: SchoolRequest, upload: Upload) -> HttpResponse | None:
    """What became of files that are confirmed, or let go; None while they wait."""
    waiting = Upload.objects.visible_to(request.viewer).waiting(request.viewer.now)
    if waiting.filter(pk=upload.pk).exists():
        return None
    if became := actions.what_became_of(upload):
        context = {"upload": upload, "became": became}
        return render(request, "roster/album_done.html", context)
    return render(request, "roster/album_gone.html", {"upload": upload}, status=NOT_THERE)
