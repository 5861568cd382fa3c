"""Photographs of children, where a school chose to keep any (decision 34)."""

import uuid
from typing import ClassVar, Self

from django.db import models

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models.pupils import Pupil


class PhotographQuerySet(models.QuerySet["Photograph"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of children who are here, whom this person may see by name; or none at all."""
        if not (viewer.school.keeps_photographs and viewer.may(Can.SEE_PHOTOGRAPHS)):
            return self.none()
        children = Pupil.objects.named_to(viewer).here_or_to_come(viewer.today)
        return self.taken().filter(pupil__in=children)

    def taken(self) -> Self:
        """Those with a picture."""
        return self.filter(picture__isnull=False)

    def refused(self) -> Self:
        """Of the children whose families want none."""
        return self.filter(picture=None)


class Photograph(models.Model):
    """One child's photograph, small and made anew by us; or, without a picture, the family's no.

    One row a child, so that nobody can have both.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pupil = models.OneToOneField(Pupil, models.PROTECT, related_name="+")
    picture = models.BinaryField(null=True, help_text="A JPEG; null where the family wants none.")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = PhotographQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"set_at", "set_by"}
        special: ClassVar = {"picture"}
        plain: ClassVar = {"id", "ref", "pupil"}

    def __str__(self) -> str:
        return f"of {self.pupil_id}"
