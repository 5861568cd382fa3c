"""What is typed while judging and closing, made valid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal  # what was sent is Django's own business
from uuid import UUID

from django import forms
from pydantic import TypeAdapter, ValidationError

from lantern.design.fields import LineField
from lantern.design.rules import one_line
from lantern.judgements.models import Voice
from lantern.profiles.drawing import Look
from lantern.profiles.pictures import Profile
from lantern.reviews.models import Reminder
from lantern.reviews.pictures.reminders import Slip
from lantern.reviews.pictures.sheets import Box

LONGEST_REASON, LONGEST_KEY = 500, 60
NUL = "\0"  # which PostgreSQL does not take
MOST_AT_ONCE = 2000


class CellForm(forms.Form):
    """One voice's judgement of one cell; `seen` is what stood there when the page was made.

    `undo` puts back what was there before, which had its reason or had none.
    """

    voice = forms.ChoiceField(choices=Voice.choices)
    undo = forms.BooleanField(required=False)
    value = forms.CharField(required=False, max_length=LONGEST_KEY)
    reason = LineField(required=False, max_length=LONGEST_REASON)
    seen = forms.CharField(required=False, max_length=LONGEST_KEY)


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
        if any(len(each.reason) > LONGEST_REASON for each in typed):
            raise forms.ValidationError(f"A reason has at most {LONGEST_REASON} letters.")
        if any(len(word) > LONGEST_KEY for each in typed for word in (each.key, each.value)):
            raise forms.ValidationError(f"A key has at most {LONGEST_KEY} letters.")
        if any(NUL in word for each in typed for word in (each.key, each.value, each.reason)):
            raise forms.ValidationError("A character is in it that nobody can write.")
        return [replace(each, reason=one_line(each.reason)) for each in typed]


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
                required=False, max_length=LONGEST_REASON, initial=box.reason
            )
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
