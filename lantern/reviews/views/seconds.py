"""Giving a second opinion of a child's work, and agreeing what stands."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.judgements.actions import AlreadyGiven, NotTheirOpinion, give
from lantern.judgements.models import Piece
from lantern.reviews.actions import agree
from lantern.reviews.forms import OpinionForm
from lantern.reviews.pictures.seconds import (
    PIECES,
    asked_of,
    choices_of,
    compared,
    means_of,
    name_of,
    opinion_of,
    talked_over_by,
)
from lantern.reviews.views.troubles import TROUBLES, trouble_words
from lantern.roster.models import Pupil

THINKS, STANDS = "What you think", "What stands"


@require_safe
@allow(Can.JUDGE)
def seconds(request: SchoolRequest) -> HttpResponse:
    """What this person is asked for, and what was said about their own children."""
    asked = [(piece, name_of(piece.sample)) for piece in asked_of(request.viewer)]
    given = [(each, name_of(each.piece.sample)) for each in talked_over_by(request.viewer)]
    return render(request, "reviews/seconds.html", {"asked": asked, "given": given})


@require_safe
@allow(Can.JUDGE)
def second(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The child's name and this one cell, to be judged; both views once that is done."""
    piece = _piece(request, ref)
    if _is_asked(request, piece):
        note("second opinion looked at", about=piece.pupil, by=request.viewer)
        return _blind(request, piece, None)
    return _both(request, piece, None)


@require_POST
@allow(Can.JUDGE)
def opinion(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The second opinion, once and for good."""
    piece = _piece(request, ref)
    if not _is_asked(request, piece):
        return redirect("reviews:second-opinion", school=request.viewer.school_key, ref=ref)
    form = _form(request, piece, THINKS)
    if not form.is_valid():
        return _blind(request, piece, form)
    told = form.cleaned_data
    try:
        give(piece=piece, value=told["value"], reason=told["reason"], by=request.viewer)
        messages.success(request, "Kept. Below is what both of you think.")
    except AlreadyGiven:
        messages.info(request, "It was given a moment ago, and stays as it was.")
    except NotTheirOpinion:
        messages.error(request, "You are not asked for it any more. Nothing was kept.")
        return redirect("reviews:second-opinions", school=request.viewer.school_key)
    return redirect("reviews:second-opinion", school=request.viewer.school_key, ref=ref)


@require_POST
@allow(Can.JUDGE)
def agreeing(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """What stands after both views were compared, as an ordinary judgement."""
    piece = _piece(request, ref)
    given = opinion_of(piece)
    if given is None:
        return redirect("reviews:second-opinion", school=request.viewer.school_key, ref=ref)
    form = _form(request, piece, STANDS)
    if not form.is_valid():
        return _both(request, piece, form)
    told = form.cleaned_data
    try:
        agree(opinion=given, value=told["value"], reason=told["reason"], by=request.viewer)
        messages.success(request, "That is what stands now. Both views are kept beside it.")
    except TROUBLES as trouble:
        messages.error(request, trouble_words(trouble))
    return redirect("reviews:second-opinion", school=request.viewer.school_key, ref=ref)


def _piece(request: SchoolRequest, ref: uuid.UUID) -> Piece:
    rows = Piece.objects.visible_to(request.viewer).select_related(*PIECES)
    return get_object_or_404(rows, ref=ref)


def _is_asked(request: SchoolRequest, piece: Piece) -> bool:
    rows = Piece.objects.visible_to(request.viewer).asked_of(request.viewer)
    return rows.waiting().filter(pk=piece.pk).exists()


def _form(request: SchoolRequest, piece: Piece, asks: str, *, sent: bool = True) -> OpinionForm:
    words = piece.sample.version.scheme.words
    looks = choices_of(piece).values()
    told = request.POST if sent else None
    return OpinionForm(told, looks=looks, not_rated=words.not_rated, asks=asks)


def _blind(request: SchoolRequest, piece: Piece, form: OpinionForm | None) -> HttpResponse:
    page = {
        "piece": piece,
        "name": name_of(piece.sample),
        "means": means_of(piece),
        "form": form or _form(request, piece, THINKS, sent=False),
    }
    return render(request, "reviews/second_blind.html", page)


def _both(request: SchoolRequest, piece: Piece, form: OpinionForm | None) -> HttpResponse:
    found = compared(piece, by=request.viewer)
    theirs = Pupil.objects.visible_to(request.viewer).judged_by(request.viewer)
    may_settle = found.second is not None and theirs.filter(pk=piece.pupil_id).exists()
    page = {
        "line": found,
        "piece": piece,
        "name": name_of(piece.sample),
        "may_settle": may_settle,
        "form": form or _form(request, piece, STANDS, sent=False),
    }
    return render(request, "reviews/second_both.html", page)
