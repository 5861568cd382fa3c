"""Who did or looked at what: plain values and no foreign keys, so it never blocks an erasure."""

from typing import ClassVar

from django.db import models


class Note(models.Model):
    """One line of the audit; added, never changed, and never used to draw a screen."""

    at = models.DateTimeField()
    at_by = models.CharField(max_length=200, help_text="The name of the person, or of the job.")
    user = models.BigIntegerField(null=True, help_text="The account's number; null for a job.")
    school = models.CharField(max_length=60, db_index=True, help_text="The school's key.")
    did = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    class Privacy:
        personal: ClassVar = {"at_by", "user", "details"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "at", "school", "did", "about_kind", "about"}

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "at"], name="note_by_school_and_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.at_by}: {self.did}"
