"""What is typed about one child."""

from datetime import date
from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.accounts.models import Viewer
from lantern.design.fields import DayField, LineField
from lantern.roster.forms.choices import ClassField, GroupsField, KindField, StaffField
from lantern.roster.models import Group, Pupil
from lantern.roster.rules import in_words, name_key, upn_trouble, year_name
from lantern.roster.rules.doubts import age_refusal
from lantern.roster.rules.upn import tidy_upn
from lantern.roster.rules.years import YOUNGEST

OLDEST_PRIMARY = 8
YEARS = [("", "By age")] + [(str(n), year_name(n)) for n in range(YOUNGEST, OLDEST_PRIMARY + 1)]


class PlaceForm(forms.Form):
    """Which class from which day."""

    starts_on = DayField(label="First day in it")

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["school_class"] = ClassField(by=by)
        self.order_fields(["school_class", "starts_on"])
        self.initial.setdefault("starts_on", by.today)


class LastDayForm(forms.Form):
    last_day = DayField(label="Last day in school")


class MentorForm(forms.Form):
    """Any adult of the school, or nobody: then the class teacher."""

    starts_on = DayField(label="From")

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mentor"] = StaffField(
            by=by, label="Mentor", empty_label="The class teacher", required=False
        )
        self.order_fields(["mentor", "starts_on"])
        self.initial.setdefault("starts_on", by.today)


class NamesForm(forms.Form):
    preferred_forename = LineField(label="Called", max_length=100, required=False)
    preferred_surname = LineField(label="Surname used", max_length=100, required=False)
    legal_forename = LineField(label="Legal forename", max_length=100)
    legal_surname = LineField(
        label="Legal surname",
        max_length=100,
        required=False,
        help_text="Changing it needs the consent of everyone with parental responsibility.",
    )


class YearGroupForm(forms.Form):
    year = forms.TypedChoiceField(
        label="Year group", choices=YEARS, coerce=int, empty_value=None, required=False
    )


class GroupsForm(forms.Form):
    """The school's groups, and a new one by its name and its kind."""

    new = LineField(label="Another group", max_length=60, required=False)

    def __init__(self, *args: Any, by: Viewer, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["groups"] = GroupsField(by=by, pupil=pupil)
        self.fields["kind"] = KindField(
            by=by, label="What that one is, if it is new", initial=Group.Kind.CLUB
        )
        self.fields["kind"].required = False
        self.order_fields(["groups", "new", "kind"])

    def clean_kind(self) -> Group.Kind:
        """A club, where nothing is said."""
        return self.cleaned_data["kind"] or Group.Kind.CLUB


class NewPupilForm(NamesForm):
    """A child who joins by hand rather than from the office's file."""

    born_on = DayField(label="Date of birth")
    upn = LineField(label="UPN", max_length=20, required=False)
    another = forms.BooleanField(label="It is another child", required=False)

    def __init__(self, *args: Any, by: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        if not self.is_bound:
            del self.fields["another"]
        self.fields["school_class"] = ClassField(by=by)
        self.fields["starts_on"] = DayField(label="First day", initial=by.today)
        self.order_fields(["legal_forename", "legal_surname"])

    def clean_upn(self) -> str:
        """A UPN with its check letter, or none."""
        upn = tidy_upn(self.cleaned_data["upn"])
        if upn and (trouble := upn_trouble(upn)):
            raise forms.ValidationError(trouble)
        return upn

    def clean_born_on(self) -> date:
        """Of an age to be here."""
        born_on: date = self.cleaned_data["born_on"]
        if trouble := age_refusal(born_on, self.by.today):
            raise forms.ValidationError(trouble)
        return born_on

    def clean(self) -> None:
        """Whoever has the name and the birthday of a child with a record is asked about first."""
        told = self.cleaned_data
        if not self._has_a_record():
            del self.fields["another"]
        elif not told.get("another"):
            name = f"{told['legal_forename']} {told['legal_surname']}".strip()
            said = f"{name}, born on {in_words(told['born_on'])}, has a record here. Tick if "
            self.add_error("another", f"{said}this is somebody else; else look for them in Pupils.")

    def _has_a_record(self) -> bool:
        told = self.cleaned_data
        if not {"legal_forename", "legal_surname", "born_on"} <= told.keys():
            return False
        wanted = name_key(told["legal_forename"], told["legal_surname"])
        born_then = Pupil.objects.visible_to(self.by).filter(born_on=told["born_on"])
        return any(
            wanted
            in (
                name_key(child.legal_forename, child.legal_surname),
                name_key(child.called_forename, child.called_surname),
            )
            for child in born_then
        )
