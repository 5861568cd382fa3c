"""What is typed about mentees whose mentor leaves."""

from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.accounts.models import Viewer
from lantern.roster.forms.choices import StaffField
from lantern.roster.models import Mentoring, Pupil


class GiveOnForm(forms.Form):
    """Which children go to whom; its page draws a tick for each child."""

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pupils"] = forms.ModelMultipleChoiceField(
            queryset=Pupil.objects.visible_to(by).on_roll(by.today), to_field_name="ref",
            error_messages={"required": "Choose at least one child."},
        )  # fmt: skip
        self.fields["mentor"] = StaffField(
            by=by, label="Their mentor is now", empty_label="The class teacher", required=False,
            but=Mentoring.objects.to_give_on(by.today).values_list("mentor", flat=True),
        )  # fmt: skip
