"""The board of a class: praise in two taps, safe to project."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.behaviour import actions, pictures
from lantern.behaviour.forms import tapped
from lantern.behaviour.pictures import Board, PrivateBoard
from lantern.behaviour.rules import NotADeed
from lantern.roster.models import SchoolClass


@require_safe
@allow(Can.PRAISE)
def boards(request: SchoolRequest) -> HttpResponse:
    """The class one works in today, where it is one; else each class that has a board."""
    found = pictures.classes_with_boards(request.viewer)
    own = [each for each in found if each.own]
    if len(own) == 1:
        return redirect("behaviour:board", school=request.viewer.school_key, ref=own[0].ref)
    return render(request, "behaviour/boards.html", {"own": own, "classes": found})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.PRAISE)
def board(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The board as it opens; what is sent is a tap where no script runs."""
    school_class = _class(request, ref)
    if request.method == "POST":
        return _tapped(request, school_class)
    return _show(request, pictures.board_of(school_class, request.viewer))


@require_safe
@allow(Can.SEE_BEHAVIOUR)
def private_board(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The same with each child's numbers: a press of its own, and it goes back by itself."""
    visible = SchoolClass.objects.visible_to(request.viewer).select_related("year")
    school_class = get_object_or_404(visible, ref=ref)
    return _show(request, pictures.private_board_of(school_class, request.viewer))


@require_safe
@allow(Can.PRAISE)
def names(request: SchoolRequest) -> HttpResponse:
    """Children of the whole school by two letters of a name: a name and a class, no more."""
    found = pictures.found_by(request.GET.get("find", ""), request.viewer)
    rows = [{"ref": str(e.ref), "name": e.name, "class": e.class_name} for e in found]
    return JsonResponse({"found": rows})


def _show(request: SchoolRequest, shown: Board | None) -> HttpResponse:
    if shown is None:
        return render(request, "behaviour/no_board.html")
    typed, there = request.GET.get("find", ""), {tile.ref for tile in shown.tiles}
    found = pictures.found_by(typed, request.viewer)
    context = {
        "board": shown, "own": isinstance(shown, PrivateBoard), "ref": uuid4(),
        "everyone": "everyone" in request.GET,
        "find": typed, "found": [each for each in found if each.ref not in there],
        "may_see": request.viewer.may(Can.SEE_BEHAVIOUR),
    }  # fmt: skip
    return render(request, "behaviour/board.html", context)


def _class(request: SchoolRequest, ref: UUID) -> SchoolClass:
    found = pictures.class_named(ref, request.viewer)
    if found is None:
        raise Http404
    return found


def _tapped(request: SchoolRequest, school_class: SchoolClass) -> HttpResponse:
    """One tap without a script: given, or said why not; then the board again."""
    try:
        deed = tapped(request.POST, school_class.ref, request.viewer)
        (answer,) = actions.record(deeds=[deed], by=request.viewer)
    except NotADeed as trouble:
        messages.error(request, str(trouble))
    else:
        told = messages.error if answer.outcome == "refused" else messages.success
        told(request, answer.words or "Given.")
    return redirect(reverse("behaviour:board", args=[request.viewer.school_key, school_class.ref]))
