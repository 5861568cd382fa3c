"""What is typed about someone who is here for a day."""

from datetime import datetime, time
from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.accounts.models import Viewer
from lantern.design.fields import LineField
from lantern.roster.forms.choices import ClassesTodayField


class LetInForm(forms.Form):
    """Who it is, for which classes, and until when."""

    name = LineField(label="Name", max_length=120, help_text="As children say it: Mrs Hart.")
    until = forms.TimeField(
        label="Until", required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="Otherwise until midnight.", error_messages={"invalid": "Write it like 15:30."},
    )  # fmt: skip

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        self.fields["classes"] = ClassesTodayField(by=by, label="Classes")
        self.order_fields(["name", "classes", "until"])

    def over_at(self) -> datetime:
        """The moment at which it is over."""
        told: time | None = self.cleaned_data["until"]
        if told is None:
            return self.by.school.midnight_after(self.by.today)
        return datetime.combine(self.by.today, told, tzinfo=self.by.now.tzinfo)
