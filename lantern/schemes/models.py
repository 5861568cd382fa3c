"""The schemes that a school has adopted: dated versions, each a whole copy."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.schemes.presets import Scheme, load_once
from lantern.schools.models import School


class SchemeVersionQuerySet(models.QuerySet["SchemeVersion"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The versions of the viewer's own school, for those who see judgements."""
        if not viewer.may(Can.SEE_JUDGEMENTS):
            return self.none()
        return self.filter(school=viewer.school)

    def on(self, on: date) -> Self:
        """Those in force by a day, the newest first."""
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-number")


class SchemeVersion(models.Model):
    """One dated version of a school's scheme: the whole text as adopted, which never changes."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    text = models.TextField()
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SchemeVersionQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"adopted_at", "adopted_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "number", "starts_on", "text"}

    class Meta:
        ordering: ClassVar = ["school", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "number"], name="version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} from {self.starts_on}"

    @property
    def scheme(self) -> Scheme:
        """The scheme as frozen dataclasses, read once a process."""
        return load_once(self.text)
