"""What someone thinks of a child in one area or subject in one period, and in which voice."""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar, Self  # a cell's columns are what the model has

from django.db import models
from django.db.models import Q

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Pupil, PupilFact, PupilFactQuerySet, taught_by
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period


class What(models.TextChoices):
    AREA = "area", "Area"
    SUBJECT = "subject", "Subject"


class Voice(models.TextChoices):
    """Whose view it is (domain 2.15)."""

    MENTOR = "mentor", "Mentor"
    CHILD = "child", "Child"
    AGREED = "agreed", "Agreed"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One voice's place for one child in one period: an area or a subject of a scheme version."""

    pupil: Pupil
    period: Period
    version: SchemeVersion
    what: What
    key: str
    voice: Voice

    def columns(self) -> dict[str, Any]:
        """The cell as the columns of a judgement."""
        return {
            "pupil": self.pupil, "period": self.period, "version": self.version,
            "what": self.what, "key": self.key, "voice": self.voice,
        }  # fmt: skip


class JudgementQuerySet(PupilFactQuerySet["Judgement"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those about children whom this person may see, for roles that see judgements.

        Whoever leads a set sees what was judged in it, of its children and in what it teaches.
        """
        if not viewer.may(Can.SEE_JUDGEMENTS):
            return self.none()
        if not viewer.own_classes_only:
            return super().visible_to(viewer)
        theirs = Q(pupil__in=Pupil.objects.visible_to(viewer))
        return self.filter(theirs | Q(what=What.SUBJECT) & Q(taught_by(viewer)))

    def of(self, cell: Cell) -> Self:
        """What stands in a cell: one row, or none."""
        return self.filter(
            pupil=cell.pupil, period=cell.period, what=cell.what, key=cell.key, voice=cell.voice,
            stands=True,
        )  # fmt: skip


class Judgement(PupilFact):
    """One voice's rating of an area, or band in a subject; added, never edited.

    `value` is a rating's or step's key in `version`; `-` says "not rated" on purpose (domain 2.5),
    and an empty one takes a judgement back. `reason` is the adult's, where they differ from facts.
    """

    NOT_RATED = "-"
    holds_until = "period__ends_on"

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=7, choices=What.choices)
    key = models.CharField(max_length=60)
    voice = models.CharField(max_length=6, choices=Voice.choices)
    value = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = JudgementQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {
            "recorded_at", "recorded_by", "value", "voice", "reason", "correction",
        }  # fmt: skip
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "ref", "pupil", "period", "version", "what", "key", "stands", "supersedes",
        }  # fmt: skip

    class Meta(PupilFact.Meta):
        constraints: ClassVar = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["period", "pupil", "what", "key", "voice"],
                condition=Q(stands=True),
                name="one_judgement_stands",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["pupil", "period"], name="judgements_of_a_pupil"),
            models.Index(fields=["version", "period"], name="judgements_by_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value} ({self.voice})"
