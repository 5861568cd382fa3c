"""How two teachers share a class: who is there on which days, and who mentors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantern.accounts.models import Member, Viewer
from lantern.audit.actions import note
from lantern.roster.actions.ending import end_before
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.turns import hold_classes
from lantern.roster.models import ClassStaff, SchoolClass
from lantern.roster.rules.sharing import weekdays_kept, weekdays_told


@dataclass(frozen=True, kw_only=True)
class Share:
    """One class teacher's part: days of the week, 1 Monday to 5 Friday, all where none is named.

    Whoever `mentors` is the mentor of each child who has none of their own (001-16).
    """

    member: Member
    weekdays: Sequence[str]
    mentors: bool


@transaction.atomic
def share_class(
    *, school_class: SchoolClass, shares: Sequence[Share], starts_on: date, by: Viewer
) -> int:
    """From a day its class teachers share it so; how many places change.

    What was so before stays so until the day before. Raises RosterTrouble unless one of them
    mentors, for someone who is no class teacher of it then, and for the day on which one of them
    began, or a day before it.
    """
    if sum(share.mentors for share in shares) != 1:
        raise RosterTrouble("Choose one of them who mentors the children with no other mentor.")
    hold_classes([school_class])
    rows = ClassStaff.objects.on(starts_on).filter(school_class=school_class, lead=True)
    there = {row.member_id: row for row in rows.select_related("member__user", "school_class")}
    changed = []
    for share in shares:
        row = there.get(share.member.pk)
        if row is None:
            name = share.member.user.name
            raise RosterTrouble(f"{name} is no class teacher of {school_class.name} then.")
        if (row.weekdays, row.mentors) != (weekdays_kept(share.weekdays), share.mentors):
            changed.append((share, row, row.ends_on))
    for _, row, _ in changed:
        end_before(row, starts_on, by=by)
    for share, _, until in changed:
        _place(school_class, share, (starts_on, until), by)
    return len(changed)


def _place(
    school_class: SchoolClass, share: Share, days: tuple[date, date | None], by: Viewer
) -> None:
    made = ClassStaff.objects.create(
        school_class=school_class, member=share.member, lead=True, mentors=share.mentors,
        weekdays=weekdays_kept(share.weekdays), starts_on=days[0], ends_on=days[1],
    )  # fmt: skip
    note(
        "class shared", about=school_class, by=by, who=str(share.member.ref), on=str(days[0]),
        days=weekdays_told(made.weekdays) or "every day",
        mentors="mentors" if made.mentors else "does not mentor",
    )  # fmt: skip
