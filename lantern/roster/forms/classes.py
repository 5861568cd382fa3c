"""What is typed about a class."""

from collections.abc import Sequence
from datetime import date
from typing import Any  # a form's data and options are Django's

from django import forms
from django.db.models import Q

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import WITH_CHILDREN
from lantern.design.fields import DayField, LineField
from lantern.roster.forms.choices import StaffField
from lantern.roster.models import SchoolClass
from lantern.roster.pictures import StaffedClass, class_teachers, teachers_told

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


class TeachersForm(forms.Form):
    """The class teachers of every class at once; two share one.

    `seen` is who they were when the page was made.
    """

    starts_on = DayField(label="From")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: object = None, *, by: Viewer, classes: Sequence[StaffedClass], on: date
    ) -> None:
        now = class_teachers([one.school_class for one in classes])
        super().__init__(data, initial={"starts_on": on, "seen": teachers_told(now)})  # type: ignore[arg-type]  # a POST or nothing
        there = Q(ref__in=[ref for leads in now.values() for ref in leads])
        offer = Member.objects.visible_to(by).not_over(by.today).select_related("user")
        staff = offer.filter(Q(role__in=WITH_CHILDREN) | there)
        self.staff = {str(each.ref): each for each in staff.order_by("user__name", "pk")}
        offered = [("", "Nobody"), *((ref, str(each)) for ref, each in self.staff.items())]
        self.named = {
            each: [f"{each.ref}-{n}" for n in range(max(2, len(leads)))]
            for each, leads in now.items()
        }
        for each, names in self.named.items():
            for n, name in enumerate(names):
                self.fields[name] = forms.ChoiceField(
                    label=f"{each.name}: {'class teacher' if n == 0 else 'shares the class'}",
                    choices=offered, required=False, initial=(*now[each], "", "")[n],
                )  # fmt: skip

    def rows(self) -> list[tuple[SchoolClass, list[forms.BoundField]]]:
        """Each class with its questions."""
        return [(each, [self[name] for name in names]) for each, names in self.named.items()]

    def clean(self) -> None:
        """Nobody is chosen twice for one class."""
        for names in self.named.values():
            chosen = [self.cleaned_data.get(name) for name in names]
            for name, one in zip(names, chosen, strict=True):
                if one and chosen.count(one) > 1:
                    self.add_error(name, "Choose each person once.")

    def wanted(self) -> dict[SchoolClass, list[Member]]:
        """Whom each class is to have."""
        told = self.cleaned_data
        return {
            each: [self.staff[told[name]] for name in names if told[name]]
            for each, names in self.named.items()
        }
