"""Saving cells as they are judged: what the script of the grid talks to."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.judgements.models import Cell, Judgement, Voice, What
from lantern.profiles.drawing import Looks, place_of
from lantern.reviews.actions import JudgedMeanwhile, Mark, judge_many, judge_set
from lantern.reviews.drawing import typed_choices
from lantern.reviews.forms import MarksForm, Typed
from lantern.reviews.pictures import Periods, version_for
from lantern.reviews.rules import understood
from lantern.reviews.views.asked import class_asked, periods_asked
from lantern.reviews.views.sheet import school_periods_asked, set_asked
from lantern.reviews.views.troubles import TROUBLES, trouble_words
from lantern.roster.models import Pupil, PupilQuerySet
from lantern.roster.pictures import pupils_of_set
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period

UNREADABLE, REFUSED, CHANGED_MEANWHILE = 400, 403, 409


class Save(Protocol):
    """Keeps all of the marks, or none."""

    def __call__(self, *, marks: Sequence[Mark]) -> object: ...


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which period, version and voice is judged, of which children, and how it is kept."""

    period: Period
    version: SchemeVersion
    voice: Voice
    pupils: PupilQuerySet
    save: Save


@require_POST
@allow(Can.JUDGE)
def judgements(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """Some cells of one class: all that could be understood are kept, or none; answered in JSON.

    `cells` says what now stands in each, `troubles` which typed words meant nothing.
    """
    return _judge(request, lambda voice: _in_class(request, ref, voice))


def _in_class(request: SchoolRequest, ref: uuid.UUID, voice: Voice) -> Place:
    school_class, by = class_asked(request, ref), request.viewer
    periods = periods_asked(request, school_class)
    period, version = _period_and_version(request, periods)
    return Place(
        period=period, version=version, voice=voice, pupils=Pupil.objects.visible_to(by),
        save=partial(judge_many, school_class=school_class, period=period, by=by),
    )  # fmt: skip


@require_POST
@allow(Can.JUDGE)
def set_judgements(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The same of a set."""
    return _judge(request, lambda voice: _in_set(request, ref, voice))


def _in_set(request: SchoolRequest, ref: uuid.UUID, voice: Voice) -> Place:
    group, by = set_asked(request, ref), request.viewer
    period, version = _period_and_version(request, school_periods_asked(request))
    return Place(
        period=period, version=version, voice=voice,
        pupils=pupils_of_set(group, on=min(by.today, period.ends_on), by=by),
        save=partial(judge_set, group=group, period=period, by=by),
    )  # fmt: skip


def _period_and_version(
    request: SchoolRequest, periods: Periods | None
) -> tuple[Period, SchemeVersion]:
    version = version_for(periods.chosen, request.viewer) if periods else None
    if periods is None or version is None:
        raise Http404
    return periods.chosen, version


def _judge(request: SchoolRequest, asked: Callable[[Voice], Place]) -> HttpResponse:
    form = MarksForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"words": "That could not be read."}, status=UNREADABLE)
    place = asked(Voice(form.cleaned_data["voice"]))
    marks, troubles = _understood(place, form.cleaned_data["marks"])
    try:
        place.save(marks=marks)
    except TROUBLES as why:
        meanwhile = isinstance(why, JudgedMeanwhile)
        cells = _standing(request, marks) if meanwhile else []
        by = cells[0]["by"] if len(cells) == 1 else ""
        status = CHANGED_MEANWHILE if meanwhile else REFUSED
        return JsonResponse({"words": trouble_words(why, by=by), "cells": cells}, status=status)
    cells = [{**cell, "by": ""} for cell in _standing(request, marks)]
    return JsonResponse({"cells": cells, "troubles": troubles})


def _understood(place: Place, typed: Sequence[Typed]) -> tuple[list[Mark], list[dict[str, str]]]:
    """The marks that were meant, and each word that meant nothing. 404 for a child unseen."""
    seen = place.pupils.filter(ref__in={each.pupil for each in typed})
    pupils = {pupil.ref: pupil for pupil in seen}
    looks = Looks.of(place.version.scheme)
    marks, troubles = [], []
    for each in typed:
        if each.pupil not in pupils:
            raise Http404
        value = _value(each, pupils[each.pupil], place, looks)
        if value is None:
            troubles.append(
                {
                    "pupil": str(each.pupil),
                    "k": place_of(each.what, each.key),
                    "words": f"“{each.word}” for {pupils[each.pupil].name}",
                }
            )
        else:
            cell = _cell(each, pupils[each.pupil], place)
            marks.append(Mark(cell=cell, value=value, reason=each.reason, seen=each.seen))
    return marks, troubles


def _value(each: Typed, pupil: Pupil, place: Place, looks: Looks) -> str | None:
    if not each.word:
        return each.value
    year = pupil.year_in(place.period.year.starts_on)
    choices = [*looks.choices(each.what, each.key, year).values()]
    return understood(each.word, typed_choices(choices), not_rated=looks.scheme.words.not_rated)


def _cell(each: Typed, pupil: Pupil, place: Place) -> Cell:
    return Cell(
        pupil=pupil, period=place.period, version=place.version, what=What(each.what),
        key=each.key, voice=place.voice,
    )  # fmt: skip


def _said(cell: Cell, value: str, reason: str, by: str) -> dict[str, str]:
    place = place_of(cell.what.value, cell.key)
    return {
        "pupil": str(cell.pupil.ref), "k": place, "value": value, "reason": reason, "by": by,
    }  # fmt: skip


def _standing(request: SchoolRequest, marks: Sequence[Mark]) -> list[dict[str, str]]:
    """What stands in each cell now, and whose it is; one query."""
    cells = [mark.cell for mark in marks]
    rows = (
        Judgement.objects.visible_to(request.viewer)
        .standing()
        .filter(
            period__in={cell.period for cell in cells},
            pupil__in={cell.pupil.pk for cell in cells},
            key__in={cell.key for cell in cells},
            voice__in={cell.voice for cell in cells},
        )
    )
    found = {
        (row.pupil_id, row.what, row.key, row.voice): row
        for row in rows.select_related("recorded_by")
    }
    return [
        _stands(cell, found.get((cell.pupil.pk, cell.what, cell.key, cell.voice))) for cell in cells
    ]


def _stands(cell: Cell, row: Judgement | None) -> dict[str, str]:
    if row is None:
        return _said(cell, "", "", "")
    return _said(cell, row.value, row.reason, row.recorded_by.name)
