"""The schemes that a school has adopted: dated versions, each a whole copy."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import ClassVar, Self

from django.db import models

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.schemes.presets import Scheme, load_once
from lantern.schemes.rules import Choice, ours, with_choices
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
        within = "school"
        personal: ClassVar = {"adopted_at", "adopted_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "number", "starts_on", "text"}

    class Meta:
        ordering: ClassVar = ["school", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "number"], name="version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} from {self.starts_on.day} {self.starts_on:%B %Y}"

    @property
    def scheme(self) -> Scheme:
        """The scheme as frozen dataclasses, read once a process."""
        return scheme_of(self.ref)


@lru_cache(maxsize=256)
def scheme_of(ref: uuid.UUID) -> Scheme:
    """The scheme of a version, remembered in this process: its text never changes."""
    return load_once(SchemeVersion.objects.values_list("text", flat=True).get(ref=ref))


class SchemeDraftQuerySet(models.QuerySet["SchemeDraft"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """A leader's own drafts: nobody confirms what another has looked through."""
        if not viewer.may(Can.ADOPT_SCHEMES):
            return self.none()
        return self.filter(school=viewer.school, drafted_by=viewer.member.user)

    def stale(self, now: datetime) -> Self:
        """Those left lying for more than a day."""
        return self.filter(drafted_at__lt=now - timedelta(days=1))

    def fresh(self, now: datetime) -> Self:
        """The others, with which one may go on."""
        return self.filter(drafted_at__gte=now - timedelta(days=1))


class SchemeDraft(models.Model):
    """A scheme between its choice and its adoption; gone once adopted, or after a day.

    `chosen` is what the leader typed for our defaults, by path; `text` stays as it came.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    text = models.TextField()
    chosen = models.JSONField(default=dict)
    starts_on = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = SchemeDraftQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"drafted_at", "drafted_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "text", "chosen", "starts_on"}

    def __str__(self) -> str:
        return self.scheme.name

    @property
    def scheme(self) -> Scheme:
        """The scheme as it came."""
        return load_once(self.text)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Our defaults in it, as they came."""
        return ours(self.scheme)

    def text_with(self, chosen: Mapping[str, str]) -> str:
        """The text with other values for our defaults. Raises SchemeTrouble, or ValueError."""
        known = {choice.path: choice for choice in self.choices}
        read = {path: known[path].read(typed) for path, typed in chosen.items() if path in known}
        changed = {path: value for path, value in read.items() if value != known[path].value}
        return with_choices(self.text, changed) if changed else self.text

    def whole_text(self) -> str:
        """The text as it would be adopted."""
        return self.text_with(self.chosen)

    def mark(self, after: SchemeVersion | None) -> str:
        """The same only for the same text, from the same day, after the same version."""
        told = (self.whole_text(), str(self.starts_on), str(after.ref if after else ""))
        return sha256("\0".join(told).encode()).hexdigest()
