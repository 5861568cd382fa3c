"""What is typed while judging and closing, made valid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, cast  # what was sent is Django's own business
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from pydantic import TypeAdapter, ValidationError

from lantern.accounts.models import Member
from lantern.design.fields import DayField, LineField
from lantern.design.rules import one_line
from lantern.judgements.models import Voice
from lantern.profiles.drawing import Look
from lantern.profiles.pictures import Profile
from lantern.reviews.models import Reminder
from lantern.reviews.pictures.reminders import Slip
from lantern.reviews.pictures.sheets import Box
from lantern.reviews.rules import NOT_RATED
from lantern.roster.models import SchoolClass

LONGEST_REASON, LONGEST_KEY = 500, 60
NUL = "\0"  # which PostgreSQL does not take
MOST_AT_ONCE = 2000


class CellForm(forms.Form):
    """One voice's judgement of one cell; `seen` is what stood there when the page was made.

    `undo` puts back what was there before, which had its reason or had none. `instead` is said in
    place of `value`, and what was begun of a reason for that goes with it.
    """

    voice = forms.ChoiceField(choices=Voice.choices)
    undo = forms.BooleanField(required=False)
    value = forms.CharField(required=False, max_length=LONGEST_KEY)
    instead = forms.CharField(required=False, max_length=LONGEST_KEY)
    reason = LineField(required=False, max_length=LONGEST_REASON)
    seen = forms.CharField(required=False, max_length=LONGEST_KEY)

    def clean(self) -> dict[str, Any]:
        """With what is said instead in place of the value, and no reason."""
        told = super().clean() or {}
        if told.get("instead"):
            self.errors.pop("reason", None)
            told |= {"value": told["instead"], "reason": ""}
        return told


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """One cell as a script sends it: a rating's or step's key in `value`, or a typed `word`."""

    pupil: UUID
    what: Literal["area", "subject"]
    key: str
    value: str = ""
    word: str = ""
    reason: str = ""
    seen: str | None = None


_TYPED = TypeAdapter(list[Typed])


class MarksForm(forms.Form):
    """Many cells of one voice at once, as JSON."""

    voice = forms.ChoiceField(choices=Voice.choices)
    marks = forms.CharField()

    def clean_marks(self) -> list[Typed]:
        """The cells. Raises ValidationError for what is no list of cells, or far too long."""
        try:
            typed = _TYPED.validate_json(self.cleaned_data["marks"])
        except ValidationError as trouble:
            raise forms.ValidationError("That is no list of cells.") from trouble
        if len(typed) > MOST_AT_ONCE:
            raise forms.ValidationError(f"At most {MOST_AT_ONCE} cells at once.")
        if any(len(word) > LONGEST_KEY for each in typed for word in (each.key, each.value)):
            raise forms.ValidationError(f"A key has at most {LONGEST_KEY} letters.")
        if any(NUL in word for each in typed for word in (each.key, each.value, each.reason)):
            raise forms.ValidationError("A character is in it that nobody can write.")
        kept = [replace(each, reason=one_line(each.reason)) for each in typed]
        if any(len(each.reason) > LONGEST_REASON for each in kept):
            raise forms.ValidationError(f"A reason has at most {LONGEST_REASON} letters.")
        return kept


class ColumnForm(forms.Form):
    """One column for every child, where no script runs or a finger judges."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, rows: Iterable[tuple[Profile, Box, list[Look]]]
    ) -> None:
        super().__init__(data)
        for profile, box, looks in rows:
            choices = [("", "not judged"), *((look.key, look.name) for look in looks)]
            self.fields[f"value-{profile.pupil}"] = forms.ChoiceField(
                choices=choices, required=False, initial=box.value, label=profile.name
            )
            self.fields[f"reason-{profile.pupil}"] = LineField(
                required=False, max_length=LONGEST_REASON, initial=box.reason,
                label=f"{profile.name}, why",
            )  # fmt: skip
            self.fields[f"seen-{profile.pupil}"] = forms.CharField(
                required=False, max_length=LONGEST_KEY, initial=box.value
            )


class ReopeningForm(forms.Form):
    """Why a closed review is opened again."""

    reason = LineField(
        label="Why is it opened again?", max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the review. What was shown before stays as it was.",
    )  # fmt: skip


class ReminderForm(forms.Form):
    """Whom to remind and how; `again` are those whom the page told to have been asked lately."""

    way = forms.ChoiceField(choices=Reminder.Way.choices)

    def __init__(self, data: Mapping[str, Any] | None, *, slips: Iterable[Slip]) -> None:
        super().__init__(data)
        choices = [(slip.key, slip.name) for slip in slips]
        self.fields["slip"] = forms.MultipleChoiceField(
            choices=choices,
            error_messages={
                "required": "Tick first whom to remind.",
                "invalid_choice": "Someone has finished meanwhile: look at the list again.",
            },
        )
        self.fields["again"] = forms.MultipleChoiceField(
            choices=choices, required=False,
            error_messages={"invalid_choice": "Look at the list again."},
        )  # fmt: skip


MOST_OF_A_CLASS, WEEKS_TO_JUDGE = 10, 6


class SampleForm(forms.Form):
    """Two classes, one subject or area, how many children of each, who judges, and until when."""

    cell = forms.ChoiceField(label="Subject or area")
    first = forms.ModelChoiceField(
        SchoolClass.objects.none(),
        label="One class",
        to_field_name="ref",
        empty_label="Choose a class",
    )
    by_first = forms.ModelChoiceField(
        Member.objects.none(), label="Its work is judged by", to_field_name="ref", required=False,
        empty_label="the other class’s teacher",
    )  # fmt: skip
    second = forms.ModelChoiceField(
        SchoolClass.objects.none(),
        label="The other class",
        to_field_name="ref",
        empty_label="Choose a class",
    )
    by_second = forms.ModelChoiceField(
        Member.objects.none(), label="Its work is judged by", to_field_name="ref", required=False,
        empty_label="the first class’s teacher",
    )  # fmt: skip
    many = forms.IntegerField(
        label="How many children of each", min_value=1, max_value=MOST_OF_A_CLASS, initial=3
    )
    until = DayField(
        label="They may look until",
        help_text="Whoever is asked sees these children’s names and this one thing until then.",
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, cells: Sequence[tuple[tuple[str, str], str]],
        classes: "QuerySet[SchoolClass]", staff: "QuerySet[Member]", today: date,
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.today = today
        _choices(self.fields["cell"], [(f"{what}.{key}", name) for (what, key), name in cells])
        for name, rows in (("first", classes), ("second", classes)):
            _choices(self.fields[name], rows)
        for name in ("by_first", "by_second"):
            _choices(self.fields[name], staff)
        self.fields["until"].initial = today + timedelta(weeks=2)

    def clean_until(self) -> date:
        """A day to come, not too far: for so long someone sees children who are not theirs."""
        until: date = self.cleaned_data["until"]
        last = self.today + timedelta(weeks=WEEKS_TO_JUDGE)
        if not self.today <= until <= last:
            raise forms.ValidationError(f"Choose a day from today to {last.day} {last:%B %Y}.")
        return until

    def clean(self) -> dict[str, Any]:
        """Two different classes."""
        told = super().clean() or {}
        if told.get("first") and told.get("first") == told.get("second"):
            self.add_error("second", "Choose two different classes.")
        return told


def _choices(field: forms.Field, offered: object) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = cast("QuerySet[Any]", offered)
    elif isinstance(field, forms.ChoiceField):
        field.choices = cast("list[tuple[str, str]]", offered)


class OpinionForm(forms.Form):
    """A second opinion, or what was agreed after two: one of the choices, and why."""

    value = forms.ChoiceField(widget=forms.RadioSelect)
    reason = LineField(
        label="Why, in a few words", max_length=LONGEST_REASON - 100,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, looks: Iterable[Look], not_rated: str,
        asks: str,
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.fields["value"].label = asks
        names = [(look.key, look.name) for look in looks]
        _choices(self.fields["value"], [*names, (NOT_RATED, not_rated)])
