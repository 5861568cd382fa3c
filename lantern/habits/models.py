"""What was counted: attendance by the session or as totals, and the week's tallies."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from lantern.roster.models import PupilFact, PupilFactQuerySet
from lantern.schools.rules import week_of


class AttendanceMarkQuerySet(PupilFactQuerySet["AttendanceMark"]):
    """Marks as facts about children."""


class AttendanceMark(PupilFact):
    """One child's code for one session of one day; its meaning depends on the day (standards 3)."""

    class Session(models.TextChoices):
        MORNING = "am", "Morning"
        AFTERNOON = "pm", "Afternoon"

    holds_until = "on"

    on = models.DateField()
    session = models.CharField(max_length=2, choices=Session.choices)
    code = models.CharField(max_length=2)

    objects = AttendanceMarkQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"recorded_at", "recorded_by", "on", "correction"}
        special: ClassVar = {"code"}
        plain: ClassVar = {"id", "pupil", "session", "stands", "supersedes"}

    class Meta(PupilFact.Meta):
        constraints: ClassVar = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "on", "session"],
                condition=Q(stands=True),
                name="one_mark_stands_a_session",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["pupil", "on", "code"], condition=Q(stands=True), name="marks_of_a_pupil"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.session} {self.code}"


class AttendanceTotalQuerySet(PupilFactQuerySet["AttendanceTotal"]):
    """Totals as facts about children."""


class AttendanceTotal(PupilFact):
    """Sessions attended of those possible between two days, where no marks exist (domain 2.35)."""

    holds_until = "ends_on"

    starts_on = models.DateField()
    ends_on = models.DateField()
    possible = models.PositiveIntegerField()
    attended = models.PositiveIntegerField()

    objects = AttendanceTotalQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"recorded_at", "recorded_by", "possible", "attended", "correction"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pupil", "starts_on", "ends_on", "stands", "supersedes"}

    class Meta(PupilFact.Meta):
        constraints: ClassVar = [
            *PupilFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(attended__lte=F("possible")), name="attended_within_possible"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="total_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["pupil", "starts_on", "ends_on"],
                condition=Q(stands=True),
                name="one_total_stands_a_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attended} of {self.possible} from {self.starts_on}"


class TallyQuerySet(PupilFactQuerySet["Tally"]):
    """Tallies as facts about children."""

    def since(self, on: date) -> Self:
        """Those of the day's own week or a later one."""
        return self.filter(week__gte=week_of(on))


class Tally(PupilFact):
    """How many of one of the scheme's facts in the week that begins on a Monday.

    No count is one that was taken back: as if nothing had been entered, but kept (domain 2.31).
    """

    holds_until = "week"

    fact = models.CharField(max_length=60)
    week = models.DateField()
    count = models.PositiveSmallIntegerField(null=True)

    objects = TallyQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"recorded_at", "recorded_by", "count", "correction"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pupil", "fact", "week", "stands", "supersedes"}

    class Meta(PupilFact.Meta):
        constraints: ClassVar = [
            *PupilFact.Meta.constraints,
            models.CheckConstraint(condition=Q(week__week_day=2), name="tally_week_is_a_monday"),
            models.UniqueConstraint(
                fields=["pupil", "week", "fact"],
                condition=Q(stands=True),
                name="one_tally_stands_a_week",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["pupil", "week", "fact", "count"],
                condition=Q(stands=True),
                name="tallies_of_a_pupil",
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {'taken back' if self.count is None else self.count}"
