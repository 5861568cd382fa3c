"""What is typed about mentees whose mentor leaves or is away."""

from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.accounts.models import Member, Viewer
from lantern.roster.forms.choices import StaffField
from lantern.roster.models import Mentoring, Pupil, StaffAbsence
from lantern.roster.pictures import to_give_on

NOBODY = "Choose at least one child."


class GiveOnForm(forms.Form):
    """Which children go to whom, one by one or all of one mentor; its page draws the ticks."""

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.leavers = to_give_on(by)
        self.here = Pupil.objects.visible_to(by).on_roll(by.today)
        self.fields["pupils"] = forms.ModelMultipleChoiceField(
            queryset=self.here, to_field_name="ref", required=False
        )
        self.fields["whose"] = forms.MultipleChoiceField(
            choices=[(str(one.ref), one.name) for one in self.leavers], required=False,
            error_messages={"invalid_choice": "All of theirs are given on already."},
        )  # fmt: skip
        self.fields["mentor"] = StaffField(
            by=by, label="Their mentor is now", empty_label="The class teacher", required=False,
            but=_who_cannot(by),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The children of the mentors who were ticked, too."""
        told: dict[str, Any] = self.cleaned_data
        if self.errors:
            return told
        whose = [one for one in self.leavers if str(one.ref) in told["whose"]]
        refs = {child.ref for one in whose for child in one.children}
        told["pupils"] = self.here.filter(ref__in=refs | {each.ref for each in told["pupils"]})
        if not told["pupils"]:
            raise forms.ValidationError(NOBODY)
        return told


def _who_cannot(by: Viewer) -> list[int]:
    """Those who leave, left or are away for long."""
    there = Member.objects.visible_to(by)
    leave = Mentoring.objects.to_give_on(by.today).filter(mentor__in=there)
    away = StaffAbsence.objects.on(by.today).filter(member__in=there)
    told = (leave.values_list("mentor", flat=True), away.values_list("member", flat=True))
    return [pk for rows in told for pk in rows]
