"""Whom to remind of what is left to judge, and who was reminded when: never of which child."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lantern.accounts.models import Member, Viewer
from lantern.reviews.models import Reminder
from lantern.reviews.pictures.overview import ClassStands, InASet, Overview
from lantern.roster.models import ClassStaff, SchoolClass
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
    """One adult and what is left to them in one class: `key` is their word in a form.

    `set_ref` is the set that they judge it in, where they are no class teacher of it.
    """

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
    set_ref: UUID | None = None

    @property
    def lately(self) -> bool:
        """Whether they were reminded within a day."""
        return self.asked is not None and self.asked.lately


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """Everyone to remind in a period, and the classes that nobody who is here leads."""

    period: Period
    slips: tuple[Slip, ...]
    leaderless: tuple[str, ...]

    @property
    def due_on(self) -> date:
        """The period's last day."""
        return self.period.ends_on


def reminders(found: Overview, *, by: Viewer) -> Reminders:
    """A slip for each adult who has something left in a class; three queries, four with sets.

    Those are its class teachers who are not away for long, and whoever leads a set of its children:
    what is judged in a set is never asked of the class's own.
    """
    open_classes = [each for each in found.classes if not each.shut]
    own = {each.ref: each for each in open_classes if each.is_wanting}
    staff = (
        ClassStaff.objects.visible_to(by)
        .mentoring(min(by.today, found.period.year.ends_on))
        .filter(school_class__ref__in=[each.ref for each in open_classes])
        .select_related("member__user", "school_class")
    )
    wanted = _Wanted(
        leads={(row.school_class.ref, row.member_id): row.member for row in staff},
        members=_members({pk for each in open_classes for one in each.sets for pk in one.members}),
        numbers=_numbers([each.ref for each in open_classes]),
        last=_last(found.period, by),
    )
    led = {ref for ref, _ in wanted.leads}
    return Reminders(
        period=found.period,
        slips=tuple(slip for each in open_classes for slip in wanted.slips(each)),
        leaderless=tuple(each.name for ref, each in own.items() if ref not in led),
    )


@dataclass(frozen=True)
class _Wanted:
    """Who leads what, by class and member, and who was asked last."""

    leads: Mapping[tuple[UUID, int], Member]
    members: Mapping[int, Member]
    numbers: Mapping[UUID, int]
    last: Mapping[tuple[int, int], Asked]

    def slips(self, stands: ClassStands) -> Iterator[Slip]:
        """First the class's own teachers, then those who lead a set of its children."""
        own = [pk for ref, pk in self.leads if ref == stands.ref]
        for pk in own:
            if stands.is_wanting or any(pk in each.members for each in stands.sets):
                yield self._slip(stands, self.leads[stands.ref, pk], own=True)
        others = dict.fromkeys(pk for each in stands.sets for pk in sorted(each.members))
        for pk in others:
            if pk not in own and pk in self.members:
                yield self._slip(stands, self.members[pk], own=False)

    def _slip(self, stands: ClassStands, member: Member, *, own: bool) -> Slip:
        theirs = [each for each in stands.sets if member.pk in each.members]
        in_sets = sum(each.cells for each in stands.sets)
        number = self.numbers[stands.ref]
        return Slip(
            key=f"{stands.ref}.{member.ref}", school_class=number, class_ref=stands.ref,
            class_name=stands.name if own else _in_sets(stands, theirs), member=member.pk,
            name=member.user.name, email=member.user.email,
            left=sum(each.left for each in theirs) + (stands.left_to_class if own else 0),
            cells=sum(each.cells for each in theirs) + (stands.cells - in_sets if own else 0),
            reasons=len(stands.reasons) if own else 0, asked=self.last.get((number, member.pk)),
            set_ref=None if own else theirs[0].ref,
        )  # fmt: skip


def _in_sets(stands: ClassStands, theirs: Sequence[InASet]) -> str:
    """Set 2, for Kestrels."""
    return f"{' and '.join(each.name for each in theirs)}, for {stands.name}"


def _members(numbers: Collection[int]) -> dict[int, Member]:
    if not numbers:
        return {}
    return Member.objects.select_related("user").in_bulk(numbers)


def _numbers(refs: Sequence[UUID]) -> dict[UUID, int]:
    rows = SchoolClass.objects.filter(ref__in=refs).order_by()
    return dict(rows.values_list("ref", "pk"))


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
