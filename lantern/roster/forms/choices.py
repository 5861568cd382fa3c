"""Fields that offer what the viewer may choose from."""

from collections.abc import Iterable

from django import forms

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Group, GroupPlace, Pupil, SchoolClass, kinds_seen
from lantern.roster.pictures.lists import classes_of_year
from lantern.roster.rules import in_words


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none as it runs
    """One of the staff of the viewer's school who may work with children, by name and role.

    `but` are the numbers of those who are not offered.
    """

    def __init__(
        self, *, by: Viewer, label: str, empty_label: str | None, required: bool,
        but: Iterable[int] = (),
    ) -> None:  # fmt: skip
        here = Member.objects.visible_to(by).with_children().current(by.today)
        staff = here.exclude(pk__in=but)
        super().__init__(
            queryset=staff.select_related("user").order_by("user__name", "pk"),
            to_field_name="ref", label=label, empty_label=empty_label, required=required,
        )  # fmt: skip


class ClassField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none as it runs
    """A class of this year or one to come."""

    def __init__(self, *, by: Viewer, label: str = "Class") -> None:
        classes = SchoolClass.objects.visible_to(by).filter(year__ends_on__gte=by.today)
        super().__init__(
            queryset=classes.select_related("year").order_by("year__starts_on", "name"),
            to_field_name="ref",
            label=label,
            empty_label="Choose a class",
        )

    def label_from_instance(self, obj: SchoolClass) -> str:
        """Its name and year."""
        return f"{obj.name}, {obj.year.name}"


class ClassesTodayField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Any of this year's classes."""

    def __init__(self, *, by: Viewer, label: str) -> None:
        super().__init__(
            queryset=classes_of_year(by, by.today),
            to_field_name="ref", label=label, widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(
                ("required", "list", "invalid_choice", "invalid_pk_value"),
                "Choose at least one of these.",
            ),
        )  # fmt: skip


class KindField(forms.TypedChoiceField):
    """What kind of group one is, of those whose groups the viewer sees."""

    def __init__(self, *, by: Viewer, label: str, initial: Group.Kind | None = None) -> None:
        super().__init__(
            label=label, choices=[(kind.value, kind.label) for kind in kinds_seen(by)],
            coerce=Group.Kind, initial=initial,
            help_text="Who is in a group of a need or an intervention is shown only to those who "
            "may see that, and to whoever leads it." if by.may(Can.SEE_NEEDS) else "",
        )  # fmt: skip


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes none as it runs
    """Any of the school's groups that are not over; of those that a child is to be in, when."""

    def __init__(self, *, by: Viewer, pupil: Pupil) -> None:
        places = GroupPlace.objects.not_over(by.today).filter(pupil=pupil)
        self.places = {place.group_id: place for place in places}
        self.today = by.today
        super().__init__(
            queryset=Group.objects.visible_to(by).lasting(by.today), to_field_name="ref",
            label="Groups",
            required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def label_from_instance(self, obj: Group) -> str:
        """Its name, and the days that are still to come: Set 2, from 5 January 2027."""
        place = self.places.get(obj.pk)
        said = [obj.name]
        if place and place.starts_on > self.today:
            said.append(f"from {in_words(place.starts_on)}")
        if place and place.ends_on:
            said.append(f"until {in_words(place.ends_on)}")
        return ", ".join(said)
