"""A file between its preview and its confirm."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models

from lantern.accounts.models import User, Viewer
from lantern.schools.models import School

KEPT = timedelta(days=1)
DONE = "done"  # what a mapping holds once the file is confirmed


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """A person's own uploads: nobody confirms what another has previewed."""
        return self.filter(school=viewer.school, uploaded_by=viewer.member.user)

    def waiting(self, now: datetime) -> Self:
        """Those neither confirmed nor forgotten, and not older than a day."""
        kept = self.filter(uploaded_at__gt=now - KEPT).exclude(content=b"")
        return kept.exclude(mapping__has_key=DONE)


class Upload(models.Model):
    """A file someone sent, how its columns were understood; its content goes once it is done."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"name", "uploaded_at", "uploaded_by"}
        special: ClassVar = {"content"}
        plain: ClassVar = {"id", "ref", "school", "kind", "mapping"}

    def __str__(self) -> str:
        return self.name
