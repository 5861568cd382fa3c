"""What is typed about a class."""

from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.accounts.models import Viewer
from lantern.design.fields import DayField, LineField
from lantern.roster.forms.choices import StaffField

PLACES = [("lead", "Class teacher"), ("other", "Works in the class")]


class ClassForm(forms.Form):
    name = LineField(label="Name", max_length=60)


class StaffingForm(forms.Form):
    """Who works in the class, as what, from which day."""

    place = forms.ChoiceField(label="As", choices=PLACES)
    starts_on = DayField(label="From")

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"] = StaffField(by=by, label="Who", empty_label=None, required=True)
        self.order_fields(["member", "place", "starts_on"])
        self.initial.setdefault("starts_on", by.today)
