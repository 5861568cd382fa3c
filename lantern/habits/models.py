"""What was counted: attendance by the session or as totals, and the week's tallies."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import PupilFact, PupilFactQuerySet
from lantern.schools.models import School
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
        within = "pupil"
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
        within = "pupil"
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


class NightlyFileQuerySet(models.QuerySet["NightlyFile"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the person's school, to whoever may load attendance there."""
        if not viewer.may(Can.LOAD_ATTENDANCE):
            return self.none()
        return self.of_school(viewer.school)

    def of_school(self, school: School) -> Self:
        """One school's, the newest first."""
        return self.filter(school=school).order_by("-at", "-pk")

    def taken(self) -> Self:
        """Those that were recorded."""
        return self.filter(outcome=NightlyFile.Outcome.TAKEN)


class NightlyFile(models.Model):
    """A file that the school's own system put into its folder, and what became of it.

    `digest` is of its content, or of its name and moment where that could not be read;
    `came_again` is when the same content last came again.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Taken"
        REFUSED = "refused", "Refused"

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    rows = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    words = models.TextField()
    at = models.DateTimeField()
    came_again = models.DateTimeField(null=True)

    objects = NightlyFileQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"name", "words"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "school", "digest", "outcome", "rows", "refused", "at", "came_again",
        }  # fmt: skip

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "at"], name="nightly_files")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_at(self) -> datetime:
        """When it last came."""
        return self.came_again or self.at


class TallyQuerySet(PupilFactQuerySet["Tally"]):
    """Tallies as facts about children."""

    def since(self, on: date) -> Self:
        """Those of the day's own week or a later one."""
        return self.filter(week__gte=week_of(on))


class Tally(PupilFact):
    """How many of one of the scheme's facts in the week that begins on a Monday.

    No count is one that was taken back: as if nothing had been entered, but kept (domain 2.31).
    `summed` is whether it is what the week's days come to, and not typed for the week (decision
    33): one number stands for a week, so that nothing counts twice.
    """

    holds_until = "week"

    fact = models.CharField(max_length=60)
    week = models.DateField()
    count = models.PositiveSmallIntegerField(null=True)
    summed = models.BooleanField(default=False)

    objects = TallyQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"recorded_at", "recorded_by", "count", "correction"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pupil", "fact", "week", "summed", "stands", "supersedes"}

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


class DayTallyQuerySet(PupilFactQuerySet["DayTally"]):
    """Tallies of days as facts about children."""


class DayTally(PupilFact):
    """How many of one of the scheme's facts on one day; no count is one that was taken back."""

    holds_until = "on"

    fact = models.CharField(max_length=60)
    on = models.DateField()
    count = models.PositiveSmallIntegerField(null=True)

    objects = DayTallyQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"recorded_at", "recorded_by", "count", "correction"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pupil", "fact", "on", "stands", "supersedes"}

    class Meta(PupilFact.Meta):
        constraints: ClassVar = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "on", "fact"],
                condition=Q(stands=True),
                name="one_tally_stands_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} on {self.on}: {'taken back' if self.count is None else self.count}"
