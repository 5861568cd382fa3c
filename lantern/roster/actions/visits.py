"""Who is here for a day, and in which classes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantern.accounts.actions import StaffTrouble, end_visit, let_in
from lantern.accounts.models import Viewer, Visit
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import ClassStaff, SchoolClass


@transaction.atomic
def let_in_for(
    *, name: str, classes: Sequence[SchoolClass], until: datetime, by: Viewer
) -> tuple[Visit, str]:
    """Someone may see the names of these classes today; the code for their slip, shown this once.

    Raises RosterTrouble for no class, one that is not of this school and year, and a moment that
    is over.
    """
    if not classes:
        raise RosterTrouble("Choose at least one class.")
    for each in classes:
        if each.school_id != by.school.pk or not each.year.dates.holds(by.today):
            raise RosterTrouble(f"{each.name} is no class of today.")
    try:
        visit, code = let_in(
            name=name, where=", ".join(each.name for each in classes), until=until, by=by
        )
    except StaffTrouble as trouble:
        raise RosterTrouble(str(trouble)) from trouble
    ClassStaff.objects.bulk_create(
        ClassStaff(
            school_class=each, member=visit.member, starts_on=by.today, ends_on=by.today
        )
        for each in classes
    )  # fmt: skip
    return visit, code


@transaction.atomic
def let_in_again(*, visit: Visit, by: Viewer) -> tuple[Visit, str]:
    """Another code for the same person, classes and time; the one before opens nothing now.

    For a slip that was lost, or a second computer. Raises RosterTrouble as `let_in_for`.
    """
    places = ClassStaff.objects.filter(member=visit.member).select_related("school_class__year")
    end_visit(visit=visit, by=by)
    return let_in_for(
        name=visit.member.user.name,
        classes=[place.school_class for place in places.order_by("school_class__name")],
        until=visit.until.astimezone(by.now.tzinfo),
        by=by,
    )
