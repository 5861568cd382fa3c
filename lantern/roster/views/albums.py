"""Many photographs on their way to the children: sent, looked at row by row, confirmed."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms.photographs import AlbumForm
from lantern.roster.models import Upload
from lantern.roster.reading import FileTrouble
from lantern.roster.views.waiting import Waiting, confirmed, let_go, looked_at

ALBUM = Waiting(
    kind=actions.PHOTOGRAPHS, look_at="roster:album-preview", send_at="roster:photographs",
    done="roster/album_done.html", gone="roster/album_gone.html",
    says="The photographs were let go. Nothing was changed.",
)  # fmt: skip


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
    return looked_at(request, ref, ALBUM, _preview)


def _preview(request: SchoolRequest, upload: Upload) -> HttpResponse:
    plan = actions.what_album_would_do(upload, request.viewer)
    return render(request, "roster/album_preview.html", {"upload": upload, "plan": plan})


@require_POST
@allow(Can.SET_PHOTOGRAPHS)
def confirm(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """All that was shown is done, or nothing."""
    return confirmed(request, ref, ALBUM, actions.load_album, _preview)


@require_POST
@allow(Can.SET_PHOTOGRAPHS)
def forget(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The files are let go and nothing is done."""
    return let_go(request, ref, ALBUM)
