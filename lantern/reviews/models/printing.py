"""A print of a whole school: a row until it is fetched."""

import uuid
from typing import ClassVar, Self

from django.db import models

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import Pupil
from lantern.schools.models import Period, School


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
        within = "school"
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
