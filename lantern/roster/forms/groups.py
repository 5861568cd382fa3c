"""What is typed about a group: its kind, who is in it, who leads it, what a set teaches."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.accounts.models import Viewer
from lantern.design.fields import DayField, LineField
from lantern.roster.forms.choices import KindField, StaffField
from lantern.roster.models import Group, Pupil
from lantern.roster.rules import in_words


class NewGroupForm(forms.Form):
    """A group's name, what kind it is, and its first day."""

    name = LineField(label="Name", max_length=60)
    starts_on = DayField(label="From")

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = KindField(by=by, label="What it is", initial=Group.Kind.SET)
        self.order_fields(["name", "kind"])


class ChangeGroupForm(forms.Form):
    """Another name, another kind."""

    name = LineField(label="Name", max_length=60)

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = KindField(by=by, label="What it is")


class PutInForm(forms.Form):
    """Children of one class, and their first day in the group."""

    starts_on = DayField(label="First day in it")

    def __init__(self, *args: Any, pupils: Sequence[Pupil], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.there = {str(pupil.ref): pupil for pupil in pupils}
        self.fields["pupils"] = forms.MultipleChoiceField(
            label="Children", choices=[(ref, pupil.name) for ref, pupil in self.there.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Tick the children first.",
                "invalid_choice": "Someone is in it already: look at the list again.",
            },
        )  # fmt: skip
        self.initial.setdefault("starts_on", today)
        self.order_fields(["pupils", "starts_on"])

    def chosen(self) -> list[Pupil]:
        """Those who were ticked."""
        return [self.there[ref] for ref in dict.fromkeys(self.cleaned_data["pupils"])]


class LastDayInForm(forms.Form):
    """The last day in a group, of a group, or with one; `was` is that which is set by now."""

    last_day = DayField(label="Last day")

    def __init__(self, *args: Any, was: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if was is not None:
            self.fields["last_day"].required = False
            self.fields[
                "last_day"
            ].help_text = f"Now it is {in_words(was)}. Leave it empty to set none."
            self.initial["last_day"] = was


class LeadForm(forms.Form):
    """An adult, and their first day with the group."""

    starts_on = DayField(label="From")

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"] = StaffField(by=by, label="Who", empty_label=None, required=True)
        self.order_fields(["member", "starts_on"])
        self.initial.setdefault("starts_on", by.today)


class SubjectsForm(forms.Form):
    """What a set teaches, of the subjects of the school's scheme."""

    def __init__(self, *args: Any, subjects: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["subjects"] = forms.MultipleChoiceField(
            label="Subjects", choices=list(subjects), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
