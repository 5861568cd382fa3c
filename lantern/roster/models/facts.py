"""Facts about a child: added, never edited; a correction supersedes (domain 2.31)."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from lantern.accounts.models import User, Viewer
from lantern.roster.models.pupils import Pupil

F = TypeVar("F", bound="PupilFact")


class PupilFactQuerySet(models.QuerySet[F]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The facts about children whom this person may see."""
        return self.filter(pupil__in=Pupil.objects.visible_to(viewer))

    def standing(self) -> Self:
        """Those that no correction has superseded."""
        return self.filter(stands=True)

    def since(self, on: date) -> Self:
        """Those of a day or of days that are not over by it, superseded ones too."""
        return self.filter(**{f"{self.model.holds_until}__gte": on})

    def step_down(self) -> int:
        """Say that these are superseded; the one change a fact ever sees. How many were."""
        return self.filter(stands=True).update(stands=False)


class PupilFact(models.Model):
    """Something that was recorded about a child, by whom, when, and what it corrects.

    `stands` is whether it is still believed: the only column that is ever changed, once, from
    true to false, so that the database itself can promise one standing fact a place.
    `holds_until` is the path to the day of each kind of fact, or to the last of its days.
    """

    holds_until: ClassVar[str]

    # each kind of fact has its own index that begins with the pupil; nobody asks by recorder
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    stands = models.BooleanField(default=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    correction = models.CharField(max_length=300, blank=True, help_text="Why it was corrected.")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(correction="") | Q(supersedes__isnull=False),
                name="%(class)s_corrects_something",
            )
        ]
