"""The classes of a school today, one's own first, and how far each has come."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any  # a row with what was annotated has no type of its own
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.behaviour.pictures import waiting_for
from lantern.doors.staff.pictures.beginning import NextStep, next_step
from lantern.doors.staff.pictures.setting_up import SettingUp, still_setting_up
from lantern.habits.pictures import missing_in
from lantern.judgements.models import Piece
from lantern.reviews.pictures import Progress, progress_now, running_now
from lantern.roster.models import ClassStaff, Enrolment, Group, Pupil, SchoolClass
from lantern.roster.pictures import Mentee, works_in
from lantern.roster.rules import academic_year_of, in_a_list, year_group
from lantern.roster.rules.years import OLDEST
from lantern.schools.models import Period
from lantern.schools.rules import week_of


@dataclass(frozen=True, kw_only=True)
class ClassLine:
    """One class: `own` is whether the viewer works in it, `count` how many children it has.

    `progress` is how far its review has come; None where the viewer sees no judgement, or there is
    nothing to judge yet.
    """

    ref: UUID
    name: str
    teachers: str
    count: int
    own: bool
    progress: Progress | None


@dataclass(frozen=True, kw_only=True)
class Home:
    """The classes that someone may see, their own apart; the periods that are being judged.

    `mentees` are those in classes that are not their own, `sets` those that they lead and may
    judge; none where they see no judgement.
    `prints` is whether they may print every class, and any child has a profile; `seconds` how many
    second opinions they are asked for; `due` how much waits for their decision; `missing` how many
    classes lack a register or a number of this week, for whoever chases them; `next` what the
    school still lacks, or, for those who set it up, all of a new one.
    """

    periods: Sequence[Period]
    prints: bool
    own: list[ClassLine]
    others: list[ClassLine]
    mentees: list[Mentee]
    sets: list[Group]
    seconds: int
    missing: int
    due: int
    next: NextStep | None
    setting_up: SettingUp | None

    @property
    def period(self) -> Period | None:
        """The one that most year groups are judged in."""
        return next(iter(self.periods), None)


def home_of(by: Viewer) -> Home:
    """What a member of staff sees first."""
    periods = running_now(by) if by.may(Can.SEE_JUDGEMENTS) else []
    lines = _classes(by, progress_now(periods, by=by))
    new, begun = still_setting_up(by), any(line.progress for line in lines)
    return Home(
        periods=periods,
        prints=begun and by.may(Can.PRINT) and not by.own_classes_only,
        own=[line for line in lines if line.own],
        others=[line for line in lines if not line.own],
        mentees=_mentees(by) if periods else [],
        sets=list(Group.objects.visible_to(by).judged_by(by)) if periods else [],
        missing=_missing(by),
        due=waiting_for(by),
        seconds=Piece.objects.asked_of(by).waiting().count(),
        next=None if new or begun else next_step(by),
        setting_up=new,
    )


def _missing(by: Viewer) -> int:
    return missing_in(by, week_of(by.today)).count if by.may(Can.LOAD_ATTENDANCE) else 0


def _mentees(by: Viewer) -> list[Mentee]:
    here = Enrolment.objects.on(by.today).filter(pupil=OuterRef("pk"))
    theirs = Pupil.objects.visible_to(by).only_mentored_by(by).on_roll(by.today)
    named: QuerySet[Any] = theirs.annotate(
        class_name=Subquery(here.values("school_class__name")[:1])
    ).in_order()
    return [Mentee(ref=row.ref, name=row.name, class_name=row.class_name) for row in named]


def _classes(by: Viewer, come: Mapping[int, Progress]) -> list[ClassLine]:
    found = SchoolClass.objects.visible_to(by).in_year_of(by.today).with_rights(by)
    teachers, counts = _teachers(by), _counts(by)
    nobody: tuple[int, date | None] = (0, None)
    return [
        ClassLine(
            ref=row.ref,
            name=row.name,
            teachers=", ".join(teachers[row.pk]),
            count=counts.get(row.pk, nobody)[0],
            own=works_in(row, by),
            progress=come.get(row.pk),
        )
        for row in sorted(
            found, key=lambda row: _place(row.name, counts.get(row.pk, nobody)[1], by.today)
        )
    ]


def _place(name: str, youngest: date | None, on: date) -> tuple[int, tuple[str, ...]]:
    """By the youngest year group that is in it by age, then by name; a class of nobody last."""
    year = year_group(youngest, academic_year_of(on)) if youngest else OLDEST + 1
    return year, in_a_list(name)


def _teachers(by: Viewer) -> dict[int, list[str]]:
    rows = ClassStaff.objects.visible_to(by).on(by.today).filter(lead=True)
    found: dict[int, list[str]] = defaultdict(list)
    for school_class, name in rows.order_by("starts_on", "pk").values_list(
        "school_class", "member__user__name"
    ):
        found[school_class].append(name)
    return found


def _counts(by: Viewer) -> dict[int, tuple[int, date | None]]:
    """How many children each class has, and the last birth among those who are in it by age."""
    here = Enrolment.objects.on(by.today).filter(pupil__in=Pupil.objects.visible_to(by))
    by_age = Q(pupil__years_apart=0)
    rows = here.values_list("school_class").annotate(
        count=Count("pk"), youngest=Max("pupil__born_on", filter=by_age)
    )
    return {pk: (count, youngest) for pk, count, youngest in rows}
