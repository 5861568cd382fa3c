"""A period closed for a class, and every profile as it was shown that day."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period, School


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
    """

    closure = models.ForeignKey(Closure, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", db_index=False)
    began_on = models.DateField()
    ratings = models.JSONField()
    picture = models.JSONField()

    objects = ShownQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"ratings", "picture"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "closure", "pupil", "began_on"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closure", "pupil"], name="shown_once_a_closure")
        ]
        indexes: ClassVar = [models.Index(fields=["pupil", "began_on"], name="shown_of_a_child")]

    def __str__(self) -> str:
        return f"{self.pupil_id} as shown"


class PrintRunQuerySet(models.QuerySet["PrintRun"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """A person's own prints, while they may print and see every child who is in them."""
        if not viewer.may(Can.PRINT):
            return self.none()
        theirs = self.filter(school=viewer.school, asked_by=viewer.member.user)
        known = dict(theirs.filter(finished=True).values_list("pk", "pupils"))
        everyone = {pupil for pupils in known.values() for pupil in pupils or ()}
        seen = Pupil.objects.visible_to(viewer).filter(pk__in=everyone)
        visible = set(seen.values_list("pk", flat=True)) if everyone else set()
        gone = [pk for pk, pupils in known.items() if pupils is None or set(pupils) - visible]
        return theirs.exclude(pk__in=gone)


class PrintRun(models.Model):
    """A print of a whole school, waiting, under way or ready; it is a row until it is fetched.

    `beat` is when a worker last said it was at work on it. `pupils` are the numbers of the
    children in it once it is finished, and `marked` names those with characters that no font has.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    beat = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    pupils = models.JSONField(null=True)
    marked = models.JSONField(default=list)
    trouble = models.CharField(max_length=300, blank=True)
    finished = models.BooleanField(default=False)
    content = models.BinaryField(null=True)

    objects = PrintRunQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"asked_at", "asked_by", "pupils", "marked", "content"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "ref", "school", "period", "beat", "total", "done", "finished", "trouble",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.school_id}: {self.done} of {self.total}"

    @property
    def going(self) -> bool:
        """Whether it is waiting or under way."""
        return not self.finished and not self.trouble
