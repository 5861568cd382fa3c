"""Children who are at this school for part of the week."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import Viewer
from lantern.roster.models.dated import Dated, DatedQuerySet
from lantern.roster.models.pupils import Pupil
from lantern.roster.rules.part_weeks import sessions_told


class PartWeekQuerySet(DatedQuerySet["PartWeek"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the children whom this person may see."""
        return self.filter(pupil__in=Pupil.objects.visible_to(viewer))


class PartWeek(Dated):
    """In some sessions of each week a child is not here from a day: `away` holds their digits."""

    class Why(models.TextChoices):
        ELSEWHERE = "else", "Educated elsewhere"
        YOUNG = "young", "Part-time, not of compulsory school age"

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    why = models.CharField(max_length=5, choices=Why.choices)
    away = models.CharField(max_length=10)

    objects = PartWeekQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"away", "starts_on", "ends_on"}
        special: ClassVar = {"why"}
        plain: ClassVar = {"id", "pupil"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(ends_on=None), name="one_part_week_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(away=""), name="part_week_leaves_something_out"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} without {self.away}"

    @property
    def told(self) -> str:
        """The sessions in which they are not here, in words."""
        return sessions_told(self.away)
