"""What is typed about teachers who share a class."""

from collections.abc import Sequence
from datetime import date

from django import forms

from lantern.accounts.models import Member
from lantern.design.fields import DayField
from lantern.roster.models import ClassStaff
from lantern.roster.rules.sharing import DAYS


class SharingForm(forms.Form):
    """On which days each of them is there, and which of them mentors."""

    mentor = forms.ChoiceField(
        label="Who mentors the children with no mentor of their own?", widget=forms.RadioSelect
    )
    starts_on = DayField(label="From")

    def __init__(self, data: object = None, *, staff: Sequence[ClassStaff], on: date) -> None:
        super().__init__(data, initial={"starts_on": on})  # type: ignore[arg-type]  # a POST or nothing
        self.staff = {str(place.member.ref): place for place in staff}
        self.fields["mentor"].choices = [  # type: ignore[attr-defined]  # of a choice
            (ref, place.member.user.name) for ref, place in self.staff.items()
        ]
        self.initial["mentor"] = next((ref for ref, p in self.staff.items() if p.mentors), "")
        for ref, place in self.staff.items():
            self.fields[f"days-{ref}"] = forms.MultipleChoiceField(
                label=f"{place.member.user.name} is there on", choices=list(DAYS.items()),
                required=False, widget=forms.CheckboxSelectMultiple,
                initial=list(place.weekdays or DAYS), help_text="None ticked: every day.",
            )  # fmt: skip
        self.order_fields([*(f"days-{ref}" for ref in self.staff), "mentor", "starts_on"])

    def told(self) -> list[tuple[Member, list[str], bool]]:
        """Of each who they are, their days, and whether they mentor."""
        found = self.cleaned_data
        return [
            (place.member, found[f"days-{ref}"], found["mentor"] == ref)
            for ref, place in self.staff.items()
        ]
