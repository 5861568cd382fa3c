"""Waiting for one's turn: whoever changes the same in this moment comes before or after.

A transaction that waits for two takes the school before its classes.
"""

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist

from lantern.roster.actions.trouble import ChangedMeanwhile
from lantern.roster.models import Group, GroupPlace, GroupStaff, SchoolClass
from lantern.schools.models import School


def hold_groups(school_id: int) -> None:
    """Nobody else changes a group of the school, or who is in one, until this is done."""
    School.objects.select_for_update(no_key=True).get(pk=school_id)


def hold_group(group: Group) -> None:
    """The same, and the group is as the last who changed it left it."""
    hold_groups(group.school_id)
    group.refresh_from_db(fields=["kind", "starts_on", "ends_on"])


def hold_row(row: GroupPlace | GroupStaff) -> None:
    """The same for a child's place or an adult's. Raises ChangedMeanwhile if it is gone."""
    hold_group(row.group)
    try:
        row.refresh_from_db(fields=["starts_on", "ends_on"])
    except ObjectDoesNotExist:
        raise ChangedMeanwhile from None


def hold_classes(classes: Iterable[SchoolClass]) -> None:
    """Nobody else changes who works in these classes until this is done."""
    rows = SchoolClass.objects.filter(pk__in=[each.pk for each in classes]).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
