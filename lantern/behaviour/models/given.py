"""One tap, what it moved, and what was taken back: added, never edited (decision 36)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import School


class GivenQuerySet(models.QuerySet["Given"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """What was given at the viewer's school, for whoever sees praise and concerns there.

        Of someone who sees only their own classes: what moved something of their children, or of
        their classes.
        """
        if not viewer.may(Can.SEE_BEHAVIOUR):
            return self.none()
        here = self.filter(school=viewer.school)
        if not viewer.own_classes_only:
            return here
        return here.filter(pk__in=Move.objects.visible_to(viewer).values("given"))


class Given(models.Model):
    """One tap of an adult: an award of a scheme version, for what, and when.

    `ref` is made by the device, so that what is sent twice is known again. `at` is when it
    happened, `on` the school's own day of it; `recorded_at` when it came here, which may be later.
    """

    ref = models.UUIDField(unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+", db_index=False)
    award = models.CharField(max_length=80)
    reason = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    objects = GivenQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"award", "reason", "at", "on", "recorded_at", "recorded_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "version"}

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "on"], name="given_at_a_school")]

    def __str__(self) -> str:
        return f"{self.award} on {self.on}"


class MoveQuerySet(models.QuerySet["Move"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of children and of classes whom this person may see."""
        if not viewer.may(Can.SEE_BEHAVIOUR):
            return self.none()
        return self.filter(
            Q(pupil__in=Pupil.objects.visible_to(viewer))
            | Q(school_class__in=SchoolClass.objects.visible_to(viewer)),
            school=viewer.school,
        )

    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(stands=True)

    def step_down(self) -> int:
        """Say that these were taken back; the one change that a move ever sees. How many were."""
        return self.filter(stands=True).update(stands=False)

    def since(self, on: date) -> Self:
        """Those of a day or later."""
        return self.filter(on__gte=on)


class Move(models.Model):
    """By how much one tap moved one counter of one child, or of one class.

    `stands` is whether nobody took it back. The school is said again, so that PostgreSQL need not
    look at what was given to know whose it is.
    """

    given = models.ForeignKey(Given, models.PROTECT, related_name="+", db_index=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+", db_index=False)
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, null=True, related_name="+", db_index=False
    )
    counter = models.CharField(max_length=60)
    by = models.SmallIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    stands = models.BooleanField(default=True)

    objects = MoveQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"counter", "by", "at", "on", "stands"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "given", "school", "pupil", "school_class"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pupil=None, school_class__isnull=False)
                | Q(pupil__isnull=False, school_class=None),
                name="move_is_of_a_child_or_a_class",
            ),
            models.UniqueConstraint(
                fields=["given", "counter", "pupil"], condition=Q(school_class=None),
                name="a_tap_moves_a_childs_counter_once",
            ),
            models.UniqueConstraint(
                fields=["given", "counter", "school_class"], condition=Q(pupil=None),
                name="a_tap_moves_a_classs_counter_once",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                fields=["pupil", "counter", "on", "by"],
                condition=Q(stands=True, school_class=None), name="moves_of_a_child",
            ),
            models.Index(
                fields=["school_class", "counter", "on", "by"],
                condition=Q(stands=True, pupil=None), name="moves_of_a_class",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.counter} {self.by:+}"


class TakenBack(models.Model):
    """Someone took back a tap, or one child's part of it; known even before the tap itself comes.

    A slip that is taken back at once has no word. `of` is the tap's own ref.
    """

    ref = models.UUIDField(unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    of = models.UUIDField(db_index=True)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+", db_index=False)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Privacy:
        within = "school"
        personal: ClassVar = {"why", "at", "recorded_at", "recorded_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "of", "pupil"}

    def __str__(self) -> str:
        return f"{self.of} taken back"
