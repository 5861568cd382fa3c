"""What is typed to load attendance and into a week's grid, made valid."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from django import forms

from lantern.design.fields import LineField, SentField
from lantern.habits.pictures import Day, Week, WeekCell
from lantern.habits.reading import Field, Span
from lantern.habits.rules import ChangedMeanwhile, Count, DayCount, Left, count_trouble
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
    """The days that a file covers, where it does not say them itself.

    A page that shows a file which says nothing without them sends back which of them it `needs`.
    """

    since = _day("First day")
    until = _day("Last day")

    def need(self, days: Iterable[str]) -> Self:
        """Those of its days have to be given from now on."""
        for name in self.fields.keys() & set(days):
            self.fields[name].required = True
        return self

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
    """Why a week or a day is changed beneath a review that is closed; nobody is made to say."""

    why = LineField(
        label="Why is it changed?", max_length=300, required=False,
        help_text="Kept with each number you change on this page, such as “wrong entry”.",
    )  # fmt: skip


def closed_meanwhile(posted: Mapping[str, str], week: Week | Day) -> str:
    """Which reviews of it were closed since its page was opened, in sentences; or nothing."""
    told = posted.get("told", "").split()
    return " ".join(
        f"{each.period} was closed for {each.school_class} by {each.by} since this page was opened."
        for each in week.closed
        if each.mark not in told
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftCell:
    """What someone left in a cell before it was sent, as its text, and a sentence that says so."""

    stands: str
    words: str


@dataclass(frozen=True)
class Typed:
    """A week's grid as it was sent: what to record, and by cell what cannot be, and why.

    `showed` is what the page showed in the cells that were typed in, where it says so.
    """

    counts: list[Count] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    showed: dict[str, str] = field(default_factory=dict)
    seen: dict[tuple[int, date, str], int | None] = field(default_factory=dict)
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

    def summed_again(self, week: Week) -> dict[str, str]:
        """Of what was cleared, what its days come to: that stands there again (decision 33)."""
        now = {cell.name: cell.text for _, cell in week.open_cells if cell.summed}
        return {name: now[name] for name, text in self.texts.items() if not text and name in now}

    def was(self, week: Week, told: Collection[str] = ()) -> str:
        """What the page shows when it comes back: in typed cells what it showed before.

        But for those where whoever typed is `told` what stands there by now.
        """
        now = {cell.name: cell.text for _, cell in week.open_cells}
        now |= {name: text for name, text in self.showed.items() if name not in told}
        return json.dumps({name: text for name, text in now.items() if text})


def counts_typed(posted: Mapping[str, str], week: Week) -> Typed:
    """The cells that were sent and differ from what the page showed; blanks filled if asked for.

    A cell that this person may not change is not read at all.
    """
    typed = Typed()
    was = _was(posted.get("was", ""))
    filled = posted.get("fill", "")
    for row, cell in week.open_cells:
        showed = None if was is None else was.get(cell.name, "")
        text = posted.get(cell.name, showed or "").strip()
        if not text and cell.fact.key == filled:
            text = posted.get(f"fill.{filled}", "").strip()
        sent = cell.name in posted or text
        if not sent or text == showed:
            continue
        typed.texts[cell.name] = text
        place = (row.pupil, week.monday, cell.fact.key)
        if showed is not None:
            typed.showed[cell.name] = showed
            typed.seen[place] = int(showed) if WHOLE.fullmatch(showed) else None
        if trouble := _trouble(text, cell):
            typed.wrong[cell.name] = f"{cell.label}: {trouble}"
        else:
            typed.counts.append(_count(place, text))
    return typed


def _count(place: tuple[int, date, str], text: str) -> Count:
    pupil, week, fact = place
    return Count(pupil=pupil, week=week, fact=fact, count=int(text) if text else None)


def _was(text: str) -> dict[str, str] | None:
    """What a page says that it showed; None if it does not say."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return {str(name): str(value) for name, value in told.items()} if type(told) is dict else None


def left_meanwhile(week: Week, trouble: ChangedMeanwhile) -> dict[str, LeftCell]:
    """By cell, what others left in it first, and what is said of that."""
    return {
        cell.name: LeftCell(stands=_text(left), words=f"{cell.label}: {_words(left)}")
        for row, cell in week.open_cells
        if (left := trouble.left.get((row.pupil, week.monday, cell.fact.key)))
    }


def _text(left: Left) -> str:
    return "" if left.count is None else str(left.count)


def _words(left: Left) -> str:
    stands = _text(left) or "blank"
    if not left.by:
        return f"You changed this a moment ago on another page. It stands as you left it: {stands}."
    return f"{left.by} changed this a moment ago. It stands as they left it: {stands}."


def _trouble(text: str, cell: WeekCell) -> str | None:
    if text and not WHOLE.fullmatch(text):
        return f"“{text[:20]}” is not a whole number."
    return count_trouble(int(text) if text else None, cell.fact.most)


PRESSED = re.compile(r"(?P<name>[^:]{1,120}):(?P<was>[0-9]{0,3}):(?P<now>[0-9]{0,3})")
EVERY = "*"


@dataclass(frozen=True)
class Pressed:
    """A day's cells as they were pressed: what each was and becomes; or what is fine in blanks.

    `unread` is whether anything was sent that no page of this day could have sent.
    """

    days: list[DayCount] = field(default_factory=list)
    seen: dict[tuple[int, date, str], int | None] = field(default_factory=dict)
    fine: bool = False
    unread: bool = False


def cells_pressed(sets: Collection[str], day: Day) -> Pressed:
    """`ref.fact:was:now` of each; the last of one cell counts."""
    known = {cell.name: (row.pupil, cell) for row, cell in day.open_cells}
    found: dict[str, tuple[str, str]] = {}
    unread = False
    for text in sets:
        told = PRESSED.fullmatch(text)
        if told is None or told["name"] not in known:
            unread = True
        else:
            first = found.get(told["name"], (told["was"], ""))[0]
            found[told["name"]] = (first, told["now"])
    pressed = Pressed(unread=unread)
    for name, (was, now) in found.items():
        pupil, cell = known[name]
        place = (pupil, day.on, cell.fact.key)
        pressed.days.append(_day_count(place, now))
        pressed.seen[place] = int(was) if was else None
    return pressed


def blanks_fine(asked: str, day: Day) -> Pressed:
    """Every blank that is open gets what is fine: of one fact, or of each."""
    blank = [
        _day_count((row.pupil, day.on, cell.fact.key), str(cell.fine))
        for row, cell in day.open_cells
        if cell.count is None and not row.away and asked in (EVERY, cell.fact.key)
    ]
    return Pressed(days=blank, fine=True)


def _day_count(place: tuple[int, date, str], text: str) -> DayCount:
    pupil, on, fact = place
    return DayCount(pupil=pupil, on=on, fact=fact, count=int(text) if text else None)


def left_that_day(day: Day, trouble: ChangedMeanwhile) -> dict[str, LeftCell]:
    """By cell, what others left in it first, and what is said of that."""
    return {
        cell.name: LeftCell(stands=_text(left), words=f"{cell.label}: {_words(left)}")
        for row, cell in day.open_cells
        if (left := trouble.left.get((row.pupil, day.on, cell.fact.key)))
    }
