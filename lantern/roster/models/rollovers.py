"""One academic year rolled over into the next: what was wished, what was done, and if undone."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.rules.rollover import last_day_to_undo
from lantern.schools.models import AcademicYear, School


class RolloverQuerySet(models.QuerySet["Rollover"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the viewer's own school, for those who may do one."""
        return self.filter(school=viewer.school) if viewer.may(Can.ROLL_OVER) else self.none()

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Rollover(models.Model):
    """What one rollover made and ended, as numbers and former values, so that it can be undone."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made = models.JSONField(help_text="The rows that are new: by table, number and values.")
    ended = models.JSONField(help_text="The rows that end: by table, number, before and after.")
    counts = models.JSONField(help_text="How many of what, for the page that tells of it.")
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RolloverQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"made", "ended", "done_at", "done_by", "undone_at", "undone_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "year", "digest", "counts"}

    class Meta:
        ordering: ClassVar = ["-done_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="rollover_undone_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id} into {self.year_id}"

    @property
    def until(self) -> date:
        """The last day on which it may be undone."""
        return last_day_to_undo(self.done_at, self.school.time_zone)

    def may_be_undone(self, today: date) -> bool:
        """Whether it stands, and a week has not gone by."""
        return self.undone_at is None and today <= self.until


class RolloverDraftQuerySet(models.QuerySet["RolloverDraft"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """That of the viewer's own school, which the office and the leaders share."""
        return self.filter(school=viewer.school) if viewer.may(Can.ROLL_OVER) else self.none()


class RolloverDraft(models.Model):
    """What a school wishes for a year to come, while it is put together; one a year."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    year = models.OneToOneField(AcademicYear, models.CASCADE, related_name="+")
    wishes = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = RolloverDraftQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"wishes", "drafted_at", "drafted_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "school", "year"}

    def __str__(self) -> str:
        return f"for {self.year_id}"
