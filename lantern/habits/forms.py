"""What is typed to load attendance and into a week's grid, made valid."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django import forms

from lantern.design.fields import LineField, SentField
from lantern.habits.pictures import Week, WeekCell
from lantern.habits.reading import Field, Span
from lantern.habits.rules import Count, count_trouble
from lantern.roster.reading import MAX_BYTES

IF_UNSAID = "Needed where the file does not say its days itself."
MEGABYTE = 1024 * 1024
COLUMN = re.compile(r"column-([0-9]{1,3})")
WHOLE = re.compile(r"[0-9]{1,4}")


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class DaysForm(forms.Form):
    """The days that a file covers, where it does not say them itself."""

    since = _day("First day")
    until = _day("Last day")

    def clean(self) -> dict[str, object]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first.")
        return cleaned

    @property
    def span(self) -> Span:
        """The days as a plain value."""
        return Span(self.cleaned_data.get("since"), self.cleaned_data.get("until"))


class FileForm(DaysForm):
    """A file, and its days if it does not say them."""

    file = SentField(
        label="The file",
        help_text="An Excel workbook (.xlsx) or CSV: session marks, a grid of days, or totals.",
        largest=MAX_BYTES,
        too_large=(
            f"The file is larger than {MAX_BYTES // MEGABYTE} MB: export fewer days at a time."
        ),
    )
    field_order = ("file", "since", "until")


def chosen_columns(posted: Mapping[str, str]) -> dict[int, Field]:
    """What each column was said to hold; anything that no page offers is left out."""
    known = {field.value for field in Field}
    return {
        int(found[1]): Field(posted[name])
        for name in posted
        if (found := COLUMN.fullmatch(name)) and posted[name] in known
    }


class WhyForm(forms.Form):
    """Why a week is changed beneath a review that is closed; nobody is made to say."""

    why = LineField(
        label="Why is it changed?", max_length=300, required=False,
        help_text="Kept with each number you change on this page, such as “wrong entry”.",
    )  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """A week's grid as it was sent: what to record, and by cell what cannot be, and why."""

    counts: list[Count] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def on(self, week: Week) -> Week:
        """The week with what was typed in its cells, so that nothing has to be typed again."""
        rows = tuple(
            replace(row, cells=tuple(self._on_cell(cell) for cell in row.cells))
            for row in week.rows
        )
        return replace(week, rows=rows)

    def _on_cell(self, cell: WeekCell) -> WeekCell:
        text = self.texts.get(cell.name, cell.text)
        return replace(cell, text=text, wrong=self.wrong.get(cell.name, ""))


def counts_typed(posted: Mapping[str, str], week: Week) -> Typed:
    """The cells that were sent and differ from what the page showed; blanks filled if asked for.

    A cell that this person may not change is not read at all.
    """
    typed = Typed()
    was = _was(posted.get("was", ""))
    filled = posted.get("fill", "")
    for row, cell in week.open_cells:
        text = posted.get(cell.name, was.get(cell.name, "")).strip()
        if not text and cell.fact.key == filled:
            text = posted.get(f"fill.{filled}", "").strip()
        sent = cell.name in posted or text
        if not sent or text == was.get(cell.name):
            continue
        typed.texts[cell.name] = text
        if trouble := _trouble(text, cell):
            typed.wrong[cell.name] = f"{cell.label}: {trouble}"
        else:
            count = int(text) if text else None
            typed.counts.append(
                Count(pupil=row.pupil, week=week.monday, fact=cell.fact.key, count=count)
            )
    return typed


def _was(text: str) -> dict[str, str]:
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in told.items()} if type(told) is dict else {}


def _trouble(text: str, cell: WeekCell) -> str | None:
    if text and not WHOLE.fullmatch(text):
        return f"“{text[:20]}” is not a whole number."
    return count_trouble(int(text) if text else None, cell.fact.most)
