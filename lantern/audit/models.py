"""Who did or looked at what: plain values and no foreign keys, so it never blocks an erasure."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models


class NoteQuerySet(models.QuerySet["Note"]):
    def of_school(self, key: str) -> Self:
        """The school's notes, the latest first."""
        return self.filter(school=key).order_by("-at", "-pk")

    def before(self, at: datetime, pk: int) -> Self:
        """Those that come after one in such a list: older, or of the same moment and beneath."""
        return self.filter(at__lte=at).exclude(at=at, pk__gte=pk)


class Note(models.Model):
    """One line of the audit; added, and the database lets nobody change it.

    It is never used to draw a screen but that of the audit.
    """

    at = models.DateTimeField()
    at_by = models.CharField(max_length=200, help_text="The name of the person, or of the job.")
    user = models.BigIntegerField(null=True, help_text="The account's number; null for a job.")
    school = models.CharField(max_length=60, help_text="The school's key.")
    did = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    objects = NoteQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"at_by", "user", "details"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "at", "school", "did", "about_kind", "about"}

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["school", "at"], name="note_by_school_and_time"),
            models.Index(fields=["school", "user", "at"], name="note_by_person"),
            models.Index(fields=["school", "did", "at"], name="note_by_kind"),
            models.Index(fields=["school", "about", "at"], name="note_by_what_it_is_about"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.at_by}: {self.did}"
