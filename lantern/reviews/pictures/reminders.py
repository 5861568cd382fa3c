"""Whom to remind of what is left to judge, and who was reminded when: never of which child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.reviews.models import Reminder
from lantern.reviews.pictures.overview import ClassStands, Overview
from lantern.roster.models import ClassStaff
from lantern.schools.models import Period

A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The last time that someone was reminded: `state` is what became of it, in words."""

    at: datetime
    by: str
    way: str
    state: str
    lately: bool


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One class teacher and what is left in one class: `key` is their word in a form."""

    key: str
    school_class: int
    class_ref: UUID
    class_name: str
    member: int
    name: str
    email: str
    left: int
    cells: int
    reasons: int
    asked: Asked | None

    @property
    def lately(self) -> bool:
        """Whether they were reminded within a day."""
        return self.asked is not None and self.asked.lately


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """Everyone to remind in a period, and the classes that nobody leads."""

    period: Period
    slips: tuple[Slip, ...]
    leaderless: tuple[str, ...]

    @property
    def due_on(self) -> date:
        """The period's last day."""
        return self.period.ends_on


def reminders(found: Overview, *, by: Viewer) -> Reminders:
    """A slip for each class teacher of each class with something left; two queries."""
    wanting = {each.ref: each for each in found.wanting}
    staff = (
        ClassStaff.objects.visible_to(by)
        .on(min(by.today, found.period.year.ends_on))
        .filter(lead=True, school_class__ref__in=wanting)
        .select_related("member__user", "school_class")
        .order_by("starts_on", "pk")
    )
    last = _last(found.period, by)
    places = list(staff)
    order = list(wanting)
    places.sort(key=lambda place: order.index(place.school_class.ref))
    led = {place.school_class.ref for place in places}
    return Reminders(
        period=found.period,
        slips=tuple(_slip(place, wanting[place.school_class.ref], last) for place in places),
        leaderless=tuple(each.name for ref, each in wanting.items() if ref not in led),
    )


def _slip(place: ClassStaff, stands: ClassStands, last: Mapping[tuple[int, int], Asked]) -> Slip:
    member = place.member
    return Slip(
        key=f"{stands.ref}.{member.ref}", school_class=place.school_class_id,
        class_ref=stands.ref, class_name=stands.name, member=member.pk, name=member.user.name,
        email=member.user.email, left=stands.to_judge, cells=stands.cells,
        reasons=len(stands.reasons), asked=last.get((place.school_class_id, member.pk)),
    )  # fmt: skip


def _last(period: Period, by: Viewer) -> dict[tuple[int, int], Asked]:
    """By class and member, the latest reminder of each."""
    rows = Reminder.objects.visible_to(by).filter(period=period).select_related("asked_by")
    return {
        (row.school_class_id, row.member_id): asked_of(row, by.now)
        for row in rows.order_by("asked_at", "pk")
    }


def asked_of(row: Reminder, now: datetime) -> Asked:
    """One reminder as a page tells of it."""
    reached = row.state in (Reminder.State.TRYING, Reminder.State.DONE)
    return Asked(
        at=row.asked_at,
        by=row.asked_by.name,
        way=row.get_way_display().lower(),
        state="" if row.state == Reminder.State.DONE else row.get_state_display().lower(),
        lately=reached and row.asked_at > now - A_DAY,
    )
