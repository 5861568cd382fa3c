"""What is typed about a family."""

from django import forms

from lantern.design.fields import DayField, LineField
from lantern.roster.models import GuardianLink
from lantern.roster.rules import Guardian

ITS_OWN = ("title", "forename", "surname", "email", "phone")
OF_THE_TIE = ("relationship", "parental_responsibility", "lives_with")
ANSWERS = [("", "Not known"), ("yes", "Yes"), ("no", "No")]
MEANT = {"yes": True, "no": False}


class GuardianForm(forms.Form):
    title = LineField(label="Title", max_length=30, required=False)
    forename = LineField(label="Forename", max_length=100, required=False)
    surname = LineField(label="Surname", max_length=100, required=False)
    relationship = LineField(label="Relationship to the child", max_length=60, required=False)
    parental_responsibility = forms.ChoiceField(
        label="Has parental responsibility", choices=ANSWERS, required=False
    )
    lives_with = forms.ChoiceField(
        label="The child lives with them", choices=ANSWERS, required=False
    )
    email = forms.EmailField(label="Email address", required=False)
    phone = LineField(label="Telephone", max_length=40, required=False)

    @staticmethod
    def as_known(link: GuardianLink) -> dict[str, str]:
        """What is known of an adult and a child, to be changed."""
        its_own = {field: getattr(link.guardian, field) for field in ITS_OWN}
        return its_own | {field: getattr(link, field) for field in OF_THE_TIE}

    def told(self) -> Guardian:
        """The adult as a plain value."""
        told = self.cleaned_data
        answers = {key: MEANT.get(told[key]) for key in ("parental_responsibility", "lives_with")}
        return Guardian(**{**told, **answers})


class RestrictionForm(forms.Form):
    kind = LineField(
        label="What is restricted",
        max_length=120,
        help_text="As the order says it: no contact, no information, collection by others only.",
    )
    made_on = DayField(label="From")
    expires_on = DayField(label="Until", required=False)
    court = LineField(label="Court", max_length=120, required=False)
    document = LineField(label="Where the order is kept", max_length=120, required=False)
