"""One cell: why it is as it is, and changing it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.judgements.models import Cell, Voice, What
from lantern.profiles.drawing import Looks, draw_cell, place_of
from lantern.reviews.actions import judge
from lantern.reviews.forms import CellForm
from lantern.reviews.pictures import (
    Correction,
    Review,
    corrections_of,
    of_cell,
    period_of,
    review_of_pupil,
)
from lantern.reviews.pictures.cells import CellPicture, cell_of
from lantern.reviews.views.asked import addresses_for, period_of_pupil, pupil_asked
from lantern.reviews.views.troubles import TROUBLES, trouble_words
from lantern.roster.models import Pupil

SAY_WHY = "Nothing is saved yet. Say why, in a few words."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One cell of one child in one period, as it stands."""

    pupil: Pupil
    review: Review
    cell: CellPicture
    query: str


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def show(request: SchoolRequest, ref: uuid.UUID, what: str, key: str) -> HttpResponse:
    """Why a cell is as it is, what each rating means, and all that was ever said."""
    asked = _asked(request, ref, what, key)
    return _shown(request, asked, pending=_wanted(asked) if "why" in request.GET else None)


@require_POST
@allow(Can.JUDGE)
def judgement(request: SchoolRequest, ref: uuid.UUID, what: str, key: str) -> HttpResponse:
    """One voice judges the cell; a view that differs from the facts says why first."""
    asked = _asked(request, ref, what, key)
    form = CellForm(request.POST)
    if not form.is_valid():
        return _not_valid(request, asked, form)
    said = form.cleaned_data
    if not said["undo"] and _wants_reason(asked.cell, said):
        blank = SAY_WHY if "reason" in request.POST else ""
        return _shown(request, asked, pending=said, trouble=blank, at=said["voice"])
    try:
        judge(
            cell=_cell(asked, said["voice"]), school_class=asked.review.school_class,
            value=said["value"], reason=said["reason"], seen=said["seen"], by=request.viewer,
        )  # fmt: skip
    except TROUBLES as why:
        fresh = _asked(request, ref, what, key)
        words = trouble_words(why, by=_who(fresh.cell, said["voice"]))
        response = _shown(request, fresh, trouble=words, at=said["voice"])
        detail = {**_where(fresh), "cell": _drawn(request, fresh)}
        return trigger_client_event(response, "changed-meanwhile", detail, after="swap")
    before = None if said["undo"] else _before(request, asked, said)
    return _saved(request, _asked(request, ref, what, key), before)


def _not_valid(request: SchoolRequest, asked: Asked, form: CellForm) -> HttpResponse:
    """A reason that is too long stays to be shortened; else nobody's page sent this."""
    if set(form.errors) != {"reason"}:
        return _shown(request, asked, trouble="That could not be read. Nothing was changed.")
    said = {**form.cleaned_data, "reason": form["reason"].value()}
    words = f"Nothing is saved yet. {form.errors['reason'][0]}"
    return _shown(request, asked, pending=said, trouble=words, at=said["voice"])


def _asked(request: SchoolRequest, ref: uuid.UUID, what: str, key: str) -> Asked:
    pupil = pupil_asked(request, ref)
    period = period_of_pupil(request, pupil)
    review = review_of_pupil(pupil, period, by=request.viewer)
    if what not in What.values or review is None or not review.profiles:
        raise Http404
    cell = cell_of(review, pupil, What(what), key, by=request.viewer)
    if cell is None:
        raise Http404
    query = "" if period == period_of(pupil, request.viewer.today) else f"?period={period.ref}"
    return Asked(pupil=pupil, review=review, cell=cell, query=query)


def _wants_reason(cell: CellPicture, said: dict[str, str]) -> bool:
    line = next((line for line in cell.voices if line.voice == said["voice"]), None)
    return line is not None and line.box.differs(said["value"]) and not said["reason"]


def _wanted(asked: Asked) -> dict[str, str] | None:
    """The view that counts as it stands, if it wants a reason; None if it wants none."""
    wanting = (line for line in reversed(asked.cell.voices) if line.box.wants_reason)
    found = next(wanting, None)
    return {"voice": found.voice.value, "value": found.box.value} if found else None


def _before(request: SchoolRequest, asked: Asked, said: dict[str, str]) -> dict[str, str]:
    """What a script sends to put back what stood there before."""
    line = next(line for line in asked.cell.voices if line.voice == said["voice"])
    return {
        "address": request.path, "period": str(asked.review.period.ref), "voice": said["voice"],
        "value": line.box.value, "reason": line.box.reason, "seen": said["value"], "undo": "yes",
    }  # fmt: skip


def _who(cell: CellPicture, voice: str) -> str:
    return next((line.by for line in cell.voices if line.voice == voice), "")


def _cell(asked: Asked, voice: str) -> Cell:
    return Cell(
        pupil=asked.pupil, period=asked.review.period, version=asked.review.version,
        what=asked.cell.what, key=asked.cell.picture.key, voice=Voice(voice),
    )  # fmt: skip


def _shown(
    request: SchoolRequest,
    asked: Asked,
    *,
    trouble: str = "",
    at: str = "",
    pending: dict[str, str] | None = None,
) -> HttpResponse:
    template = "reviews/parts/cell.html" if request.htmx else "reviews/cell.html"
    rights, cell, pk = asked.review.rights, asked.cell, asked.cell.profile.pk
    lines = [
        line
        for line in cell.voices
        if rights.may_judge(pk, cell.what, cell.picture.key, line.voice)
    ]
    may_judge = asked.review.is_open and bool(lines)
    page = {
        "asked": asked, "cell": asked.cell, "review": asked.review, "trouble": trouble,
        "trouble_at": at if may_judge else "", "pending": pending, "next": _next(request),
        "here": _address(request, asked), "corrections": _corrections(asked),
        "part": bool(request.htmx), "may_judge": may_judge, "lines": lines,
        "taught": rights.in_set(pk, cell.what, cell.picture.key), "leads": rights.overrules,
        "may_take_back": any(line.box.value for line in lines),
    }  # fmt: skip
    response = render(request, template, page)
    if request.method == "POST" and request.htmx:
        return reswap(retarget(response, "#why"), "innerHTML")
    return response


def _corrections(asked: Asked) -> Sequence[Correction]:
    """What changed beneath the closed review of what is shown here."""
    review, cell = asked.review, asked.cell
    if review.closure is None:
        return ()
    found = corrections_of(review.closure, [asked.pupil.pk])
    return of_cell(found, review.closure, cell.what, cell.picture.key)


def _saved(request: SchoolRequest, asked: Asked, before: dict[str, str] | None) -> HttpResponse:
    """The cell as the grid draws it, for a script; the page again for anyone else."""
    done = "Saved" if before else "Undone"
    words = f"{done}: {asked.cell.profile.name}, {asked.cell.name}, {asked.cell.face.says}."
    if not request.htmx:
        messages.success(request, words)
        return redirect(_next(request) or _address(request, asked))
    detail = {**_where(asked), "said": words, "before": before}
    response = HttpResponse(_drawn(request, asked))
    return trigger_client_event(response, "judged", detail, after="swap")


def _drawn(request: SchoolRequest, asked: Asked) -> str:
    """The cell as the grid draws it."""
    looks = Looks.of(asked.review.version.scheme)
    leading = looks.leading(addresses_for(request.viewer, asked.query))
    return draw_cell(asked.cell.profile, asked.cell.picture, leading)


def _where(asked: Asked) -> dict[str, str]:
    """Where it stands in the grid."""
    place = place_of(asked.cell.what.value, asked.cell.picture.key)
    return {"pupil": str(asked.cell.profile.pupil), "k": place}


def _address(request: SchoolRequest, asked: Asked) -> str:
    addresses = addresses_for(request.viewer, asked.query)
    return addresses.cell(asked.pupil.ref, asked.cell.what.value, asked.cell.picture.key)


def _next(request: SchoolRequest) -> str:
    """Where to come back to, if it is an address of ours."""
    there = request.POST.get("next", "") or request.GET.get("next", "")
    ours = there.startswith("/") and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return there if ours else ""
