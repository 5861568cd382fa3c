"""What the office and the leaders wish for the year to come, put together by and by."""

from collections.abc import Callable

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.roster.models import RolloverDraft
from lantern.roster.rules.rollover import Wishes, wishes_from_plain, wishes_to_plain
from lantern.schools.models import AcademicYear, School


@transaction.atomic
def wish(*, year: AcademicYear, change: Callable[[Wishes], Wishes], by: Viewer) -> Wishes:
    """The wishes as `change` makes them of those there are; what others wished meanwhile stays.

    Nothing of it is done until somebody confirms. The same again changes nothing.
    """
    School.objects.select_for_update().get(pk=by.school.pk)
    draft = RolloverDraft.objects.filter(year=year).first()
    before = wishes_from_plain(draft.wishes if draft else {})
    after = change(before)
    if draft is not None and after == before:
        return after
    told = {"wishes": wishes_to_plain(after), "drafted_at": by.now, "drafted_by": by.member.user}
    RolloverDraft.objects.update_or_create(year=year, school=by.school, defaults=told)
    note("next year planned", about=year, by=by, year=year.name)
    return after
