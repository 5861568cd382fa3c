"""What the scheme says that somebody must be told, and what a leader decided (domain 2.37)."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.behaviour.models.given import Given
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import School


class DueQuerySet(models.QuerySet["Due"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the viewer's school, for whoever decides what is told."""
        if not viewer.may(Can.DECIDE_DUE):
            return self.none()
        return self.filter(school=viewer.school)

    def not_withdrawn(self) -> Self:
        """Those whose award nobody took back."""
        gone = Decision.objects.standing().filter(word=Decision.Word.WITHDRAWN)
        return self.filter(~Exists(gone.filter(due=OuterRef("pk"))))

    def waiting(self) -> Self:
        """Those of which nothing was decided yet."""
        return self.filter(~Exists(Decision.objects.standing().filter(due=OuterRef("pk"))))


class Due(models.Model):
    """A milestone that a child or a class reached in one span of its counter; raised once.

    `since` is the first day of the span, `given` the tap by which it was reached. It is never
    raised a second time in that span, whatever is taken back or comes late.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+", db_index=False)
    milestone = models.CharField(max_length=60)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+", db_index=False)
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, null=True, related_name="+", db_index=False
    )
    since = models.DateField()
    given = models.ForeignKey(Given, models.PROTECT, related_name="+")

    objects = DueQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"milestone", "since"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "version", "pupil", "school_class", "given"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pupil=None, school_class__isnull=False)
                | Q(pupil__isnull=False, school_class=None),
                name="due_is_of_a_child_or_a_class",
            ),
            models.UniqueConstraint(
                fields=["pupil", "milestone", "since"], condition=Q(school_class=None),
                name="due_once_a_span_for_a_child",
            ),
            models.UniqueConstraint(
                fields=["school_class", "milestone", "since"], condition=Q(pupil=None),
                name="due_once_a_span_for_a_class",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["school", "since"], name="due_at_a_school")]

    def __str__(self) -> str:
        return f"{self.milestone} since {self.since}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> Self:
        """What is decided now, where anything was decided before it."""
        return self.filter(stands=True)

    def step_down(self) -> int:
        """Say that these were decided otherwise since. How many were."""
        return self.filter(stands=True).update(stands=False)


class Decision(models.Model):
    """What became of something due: a leader's word, or that the award was taken back."""

    class Word(models.TextChoices):
        APPROVED = "approved", "Approved"
        HELD = "held", "Held"
        DISMISSED = "dismissed", "Dismissed"
        WITHDRAWN = "withdrawn", "Taken back"

    due = models.ForeignKey(Due, models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=9, choices=Word.choices)
    why = models.CharField(max_length=300, blank=True)
    stands = models.BooleanField(default=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    objects = DecisionQuerySet.as_manager()

    class Privacy:
        within = "due"
        personal: ClassVar = {"word", "why", "at", "by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "due", "stands"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["due"], condition=Q(stands=True), name="one_decision_stands"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["due"], name="decisions_of_what_is_due")]

    def __str__(self) -> str:
        return self.word
