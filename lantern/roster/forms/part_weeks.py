"""What is typed of a child who is here for part of the week."""

from django import forms

from lantern.design.fields import DayField
from lantern.roster.models import PartWeek
from lantern.roster.rules.part_weeks import NAMES

ALL = [("", "Here all week"), *PartWeek.Why.choices]


class PartWeekForm(forms.Form):
    """Why, in which sessions they are not here, from and to which day, and in place of what."""

    why = forms.TypedChoiceField(
        label="Which is it", choices=ALL, required=False, empty_value=None,
        coerce=PartWeek.Why, widget=forms.RadioSelect,
    )  # fmt: skip
    away = forms.MultipleChoiceField(
        label="Not here on", choices=list(NAMES.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until", required=False, help_text="Empty: until you say otherwise.")
    mistaken = forms.BooleanField(
        label="What was said from that day on was a mistake", required=False,
        help_text="It is taken back, as if it had never been. The record of who did what keeps its "
        "days and sessions, but not which it was.",
    )  # fmt: skip
