"""A period closed for a class, and every profile as it was shown that day."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period


class Closure(models.Model):
    """One class's review of one period, closed by someone; reopening needs a reason."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)

    class Privacy:
        within = "school_class"
        personal: ClassVar = {"closed_at", "closed_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "period", "school_class", "version", "stands"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "school_class"],
                condition=Q(stands=True),
                name="closed_once_a_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_class_id} closed for {self.period_id}"


class Reopening(models.Model):
    """A leader opened a closed review again, and why."""

    closure = models.OneToOneField(Closure, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        within = "closure"
        personal: ClassVar = {"reason", "reopened_at", "reopened_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "closure"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopened_for_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.closure_id} reopened"


class ShownQuerySet(models.QuerySet["Shown"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Pictures of children whom this person may see, for roles that see judgements."""
        if not viewer.may(Can.SEE_JUDGEMENTS):
            return self.none()
        return self.filter(pupil__in=Pupil.objects.visible_to(viewer))


class Shown(models.Model):
    """One child's profile exactly as it was shown when the review was closed; never changed.

    `ratings` is the part that a trend needs: what each area and subject showed, by key. `began_on`
    is the period's first day, by which a child's latest are found however long their history.
    `early` is how many cells were too early to say; nothing where that was not kept yet.
    """

    closure = models.ForeignKey(Closure, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", db_index=False)
    began_on = models.DateField()
    ratings = models.JSONField()
    picture = models.JSONField()
    early = models.PositiveSmallIntegerField(null=True)

    objects = ShownQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"ratings", "picture"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "closure", "pupil", "began_on", "early"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closure", "pupil"], name="shown_once_a_closure")
        ]
        indexes: ClassVar = [models.Index(fields=["pupil", "began_on"], name="shown_of_a_child")]

    def __str__(self) -> str:
        return f"{self.pupil_id} as shown"
