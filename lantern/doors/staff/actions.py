"""Adding a whole staff from a list; school days that change, and the weeks they are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from lantern.accounts.actions import add_member, invite
from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Role
from lantern.doors.staff.pictures.staff_list import LEADS, StaffLine, staff_plan
from lantern.doors.staff.rules import NOTHING_SAID, Column, Rows
from lantern.habits.actions import sum_again
from lantern.roster.actions import staff_class
from lantern.roster.rules import in_words
from lantern.schools.actions import change_half_terms, close_day, open_day
from lantern.schools.models import AcademicYear, ClosedDay, School
from lantern.schools.pictures import HalfChange
from lantern.schools.rules import Closed, Dates

FEW = 3
ADDED = (
    "All of it is done already, and nothing was changed now. If the slips are lost, print new "
    "ones: the codes before then open nothing."
)


class ListMoved(ValueError):
    """The staff or the classes changed since the list was looked through, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What to hand to someone new; the code is shown this once."""

    member: Member
    code: str
    until: datetime


@transaction.atomic
def add_staff(
    *, rows: Rows, columns: Sequence[Column], mark: str, by: Viewer,
    said: Mapping[str, Role] = NOTHING_SAID,
) -> list[Slip]:  # fmt: skip
    """Do what was looked through, all of it or nothing; a slip for each who is new and has none.

    The same list again changes nothing, and `slips_again` has its slips. Raises ListMoved if it
    would do something else by now, and ValidationError for an address that cannot be.
    """
    School.objects.select_for_update().get(pk=by.school.pk)  # pressed twice, the second waits
    plan = staff_plan(rows, columns, by, said)
    if plan.is_done:
        raise ListMoved(ADDED)
    if plan.mark != mark or not plan.can_be_done:
        raise ListMoved("The staff or the classes changed meanwhile. Look through the list again.")
    slips = []
    for line in plan.lines:
        member = line.member or _added(line, by)
        _in_classes(line, member, by)
        if line.kind == "added" and not member.user.has_usable_password():
            slips.append(_slip(member, by))
    return slips


@transaction.atomic
def slips_again(
    *, rows: Rows, columns: Sequence[Column], by: Viewer, said: Mapping[str, Role] = NOTHING_SAID
) -> list[Slip]:
    """New slips for those of a list who are on the staff and have not come in yet."""
    return [_slip(member, by) for member in staff_plan(rows, columns, by, said).to_come]


def _slip(member: Member, by: Viewer) -> Slip:
    made, code = invite(member=member, how="slip", by=by)
    return Slip(member=member, code=code, until=made.until)


def _added(line: StaffLine, by: Viewer) -> Member:
    one = line.wanted
    try:
        return add_member(
            school=by.school, email=one.email, name=one.name, role=one.role, starts_on=by.today,
            password=None, by=by,
        )  # fmt: skip
    except ValidationError as trouble:
        raise ValidationError(
            [f"Row {one.number}: {said}" for said in trouble.messages]
        ) from trouble


def _in_classes(line: StaffLine, member: Member, by: Viewer) -> None:
    for each in line.classes:
        staff_class(
            school_class=each, member=member, lead=member.role in LEADS,
            starts_on=max(by.today, each.year.starts_on), by=by,
        )  # fmt: skip


@transaction.atomic
def shut_day(*, closed: Closed, by: Viewer) -> ClosedDay:
    """The school is shut on a day, and its week says at once what its days come to (decision 33).

    Raises CalendarTrouble where `close_day` does.
    """
    row = close_day(school=by.school, closed=closed, by=by)
    sum_again(days=[row.on], why=f"The school was closed on {in_words(row.on)}", by=by)
    return row


@transaction.atomic
def open_after_all(*, closed: ClosedDay, by: Viewer) -> None:
    """The school is open on a day after all, and its week says at once what its days come to."""
    open_day(closed=closed, by=by)
    sum_again(days=[closed.on], why=f"The school was open on {in_words(closed.on)}", by=by)


@transaction.atomic
def move_half_terms(
    *, year: AcademicYear, asked: Mapping[int, Dates], by: Viewer, seen: str | None = None
) -> HalfChange:
    """Other days for half terms, and the weeks of those that come or go say what they come to.

    Raises CalendarTrouble where `change_half_terms` does.
    """
    change = change_half_terms(year=year, asked=asked, by=by, seen=seen)
    why = f"The days of {_named([half.name for half, _ in change.halves])} were changed"
    sum_again(days=[*change.shut, *change.opened], why=why, by=by)
    return change


def _named(names: Sequence[str]) -> str:
    """Few by name: a reason has room for three of any length."""
    return ", ".join(names) if len(names) <= FEW else f"{len(names)} half terms"
