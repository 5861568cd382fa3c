"""A class's review as one voice judges it: the grid for the keyboard, and a column at a time."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.judgements.models import Cell
from lantern.profiles.drawing import Column, Looks, class_key, columns_of
from lantern.profiles.drawing.looks import Look
from lantern.profiles.pictures import Profile
from lantern.reviews.actions import Mark
from lantern.reviews.drawing import (
    choices_for_scripts,
    class_line,
    judging_grid,
    key_of_not_rated,
    not_rated,
)
from lantern.reviews.forms import ColumnForm
from lantern.reviews.pictures.sheets import Box, column_of, unsaid
from lantern.reviews.views.asked import class_asked
from lantern.reviews.views.sheet import Sheet, set_asked, sheet_of_class, sheet_of_set
from lantern.reviews.views.troubles import TROUBLES, trouble_words


@require_safe
@allow(Can.JUDGE)
def show(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The whole class, for the keyboard."""
    sheet = sheet_of_class(request, ref)
    if sheet is None:
        return render(request, "reviews/nothing.html", {"school_class": class_asked(request, ref)})
    if not sheet.review.cells:
        page = {"review": sheet.review, "periods": sheet.periods}
        return render(
            request, "reviews/nothing.html", {**page, "school_class": class_asked(request, ref)}
        )
    return _grid_shown(request, sheet)


@require_safe
@allow(Can.JUDGE)
def show_set(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The whole set in what it teaches, for the keyboard."""
    sheet = sheet_of_set(request, ref)
    if sheet is None:
        return render(request, "reviews/nothing_in_set.html", {"group": set_asked(request, ref)})
    return _grid_shown(request, sheet)


def _grid_shown(request: SchoolRequest, sheet: Sheet) -> HttpResponse:
    page = {
        "sheet": sheet, "review": sheet.review, "voices": sheet.voices.items(),
        "voice_kept": f"&voice={sheet.voice.value}",
    }  # fmt: skip
    if not sheet.review.is_open:
        return render(request, "reviews/closed.html", page)
    choices = choices_for_scripts(sheet.review)
    drawn = {
        "grid": judging_grid(sheet.review, sheet.voice, _columns_at(request, sheet)),
        "choices": choices,
        "not_rated_key": key_of_not_rated(choices),
        "key": class_key(sheet.review.profiles, sheet.review.version.scheme),
        "line": _line(request, sheet),
        "home": sheet.home(request), "done": sheet.done(request),
        "sent_to": sheet.at(request, "judgements"),
    }  # fmt: skip
    return render(request, "reviews/judging.html", {**page, **drawn})


def _columns_at(request: SchoolRequest, sheet: Sheet) -> str:
    """A column's address with places for its what and key, and for what lies beneath it.

    Empty where none of its children are this person's to judge.
    """
    if not sheet.may_judge:
        return ""
    address = sheet.at(request, "column", what="what", key="key").removesuffix("what/key/")
    return f"{address}{{what}}/{{key}}/{{tail}}{sheet.query}"


Row = tuple[Profile, Box, list[Look]]


@require_safe
@allow(Can.JUDGE)
def column(request: SchoolRequest, ref: uuid.UUID, what: str, key: str) -> HttpResponse:
    """One column, a line a child: where no script runs, or a finger judges."""
    return _column(request, *_column_asked(sheet_of_class(request, ref), what, key))


@require_safe
@allow(Can.JUDGE)
def set_column(request: SchoolRequest, ref: uuid.UUID, what: str, key: str) -> HttpResponse:
    """One column of a set."""
    return _column(request, *_column_asked(sheet_of_set(request, ref), what, key))


def _column(request: SchoolRequest, sheet: Sheet, found: Column) -> HttpResponse:
    if not sheet.review.is_open:
        return render(request, "reviews/closed.html", {"sheet": sheet, "review": sheet.review})
    return _column_shown(request, sheet, found, ColumnForm(None, rows=_rows(sheet, found)))


@require_POST
@allow(Can.JUDGE)
def column_judgements(request: SchoolRequest, ref: uuid.UUID, what: str, key: str) -> HttpResponse:
    """A column judged: as chosen, or by accepting all that is suggested."""
    return _judged(request, *_column_asked(sheet_of_class(request, ref), what, key))


@require_POST
@allow(Can.JUDGE)
def set_column_judgements(
    request: SchoolRequest, ref: uuid.UUID, what: str, key: str
) -> HttpResponse:
    """A column of a set judged."""
    return _judged(request, *_column_asked(sheet_of_set(request, ref), what, key))


def _judged(request: SchoolRequest, sheet: Sheet, found: Column) -> HttpResponse:
    rows = _rows(sheet, found)
    form = ColumnForm(request.POST, rows=rows)
    accepts = "accept" in request.POST
    if not accepts and not form.is_valid():
        return _column_shown(request, sheet, found, form)
    marks = _accepted(request, sheet, rows) if accepts else _chosen(request, sheet, rows, form)
    try:
        saved = sheet.save(request, marks)
    except TROUBLES as why:
        messages.error(request, trouble_words(why))
        return redirect(request.get_full_path())
    messages.success(request, f"{found.clear}: {len(saved)} saved.")
    return redirect(sheet.back(request))


def _column_asked(sheet: Sheet | None, what: str, key: str) -> tuple[Sheet, Column]:
    if sheet is None:
        raise Http404
    groups = columns_of(sheet.review.profiles, sheet.review.version.scheme)
    every = [each for group in groups for each in group]
    found = next((each for each in every if (each.what.value, each.key) == (what, key)), None)
    if found is None:
        raise Http404
    return sheet, found


def _rows(sheet: Sheet, found: Column) -> list[Row]:
    looks = Looks.of(sheet.review.version.scheme)
    return [
        (profile, box, [*looks.choices(found.what, found.key, profile.year).values(),
                        not_rated(looks)])
        for profile, box in column_of(sheet.review, sheet.voice, found.what, found.key)
    ]  # fmt: skip


def _accepted(request: SchoolRequest, sheet: Sheet, rows: Sequence[Row]) -> list[Mark]:
    offered = [(profile, box) for profile, box, _ in rows if box.is_offered]
    return _marks(
        request, sheet,
        [(each, box, box.offer, box.offer_reason, box.value) for each, box in offered],
    )  # fmt: skip


def _chosen(
    request: SchoolRequest, sheet: Sheet, rows: Sequence[Row], form: ColumnForm
) -> list[Mark]:
    said = form.cleaned_data
    wishes = [
        (each, box, said[f"value-{each.pupil}"], said[f"reason-{each.pupil}"],
         said[f"seen-{each.pupil}"])
        for each, box, _ in rows
    ]  # fmt: skip
    changed = [wish for wish in wishes if (wish[2], wish[3]) != (wish[4], wish[1].reason)]
    return _marks(request, sheet, changed)


def _marks(
    request: SchoolRequest, sheet: Sheet, wishes: Sequence[tuple[Profile, Box, str, str, str]]
) -> list[Mark]:
    """As marks of the children this person may see; nobody else is in a sheet."""
    pupils = sheet.pupils(request).in_bulk([each.pk for each, *_ in wishes])
    review = sheet.review
    return [
        Mark(
            cell=Cell(
                pupil=pupils[profile.pk], period=review.period, version=review.version,
                what=box.what, key=box.key, voice=sheet.voice,
            ),
            value=value, reason=reason, seen=seen,
        )
        for profile, box, value, reason, seen in wishes
    ]  # fmt: skip


def _column_shown(
    request: SchoolRequest, sheet: Sheet, found: Column, form: ColumnForm
) -> HttpResponse:
    lines = [
        {
            "profile": profile, "box": box, "looks": looks,
            "value": form[f"value-{profile.pupil}"], "reason": form[f"reason-{profile.pupil}"],
        }
        for profile, box, looks in _rows(sheet, found)
    ]  # fmt: skip
    page = {
        "sheet": sheet, "review": sheet.review, "column": found, "lines": lines, "form": form,
        "offers": any(box.is_offered for _, box, _ in _rows(sheet, found)),
        "back": sheet.back(request), "line": _line(request, sheet),
        "home": sheet.home(request),
        "sent_to": sheet.at(
            request, "column-judgements", what=found.what.value, key=found.key
        ) + sheet.query,
    }  # fmt: skip
    return render(request, "reviews/column.html", page)


def _line(request: SchoolRequest, sheet: Sheet) -> SafeString:
    """What is true of the voice that is shown."""
    left = unsaid(sheet.review, sheet.voice)
    return class_line(sheet.review, request.viewer.today, unsaid=left)
