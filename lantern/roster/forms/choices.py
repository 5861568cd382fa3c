"""Fields that offer what the viewer may choose from."""

from django import forms

from lantern.accounts.models import Member, Viewer
from lantern.roster.models import Group, SchoolClass


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none as it runs
    """One of the staff of the viewer's school who may work with children, by name and role."""

    def __init__(self, *, by: Viewer, label: str, empty_label: str | None, required: bool) -> None:
        staff = Member.objects.visible_to(by).with_children().current(by.today)
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
        )

    def label_from_instance(self, obj: SchoolClass) -> str:
        """Its name and year."""
        return f"{obj.name}, {obj.year.name}"


class ClassesTodayField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Any of this year's classes."""

    def __init__(self, *, by: Viewer, label: str) -> None:
        super().__init__(
            queryset=SchoolClass.objects.visible_to(by).in_year_of(by.today),
            to_field_name="ref", label=label, widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(
                ("required", "list", "invalid_choice", "invalid_pk_value"),
                "Choose at least one of these.",
            ),
        )  # fmt: skip


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes none as it runs
    """Any of the school's groups that are not over."""

    def __init__(self, *, by: Viewer) -> None:
        super().__init__(
            queryset=Group.objects.visible_to(by).lasting(by.today), to_field_name="ref",
            label="Groups",
            required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
