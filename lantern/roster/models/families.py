"""Guardians, what ties each to a child, and what a court has restricted (standards 6.6)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models.pupils import Pupil
from lantern.schools.models import School


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "", "Not known"


class GuardianLinkQuerySet(models.QuerySet["GuardianLink"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The families of children whom this person may see, if their role shows families."""
        if not viewer.may(Can.SEE_FAMILIES):
            return self.none()
        return self.filter(pupil__in=Pupil.objects.visible_to(viewer))


class Guardian(models.Model):
    """An adult of a family, known to one school."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    title = models.CharField(max_length=30, blank=True)
    forename = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Privacy:
        within = "school"
        personal: ClassVar = {"title", "forename", "surname", "email", "phone"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school"}

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.forename, self.surname) if part)


class GuardianLink(models.Model):
    """What one adult is to one child; living with the child is a thing apart."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="+")
    relationship = models.CharField(max_length=60, blank=True)
    parental_responsibility = models.CharField(
        max_length=3, choices=YesNo.choices, default=YesNo.UNKNOWN, blank=True
    )
    lives_with = models.CharField(
        max_length=3, choices=YesNo.choices, default=YesNo.UNKNOWN, blank=True
    )
    contact_order = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = GuardianLinkQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {
            "guardian", "relationship", "parental_responsibility", "lives_with", "contact_order",
            "ended_on",
        }  # fmt: skip
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "pupil"}

    class Meta:
        ordering: ClassVar = ["contact_order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pupil", "guardian"], name="one_link_a_guardian")
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} of {self.pupil_id}"


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The restrictions of families whom this person may see."""
        return self.filter(link__in=GuardianLink.objects.visible_to(viewer))

    def binding(self, on: date) -> Self:
        """Those that are not over on a day, even of an adult who is no longer of the family."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=on), lifted_at=None)


class Restriction(models.Model):
    """A limit on what a guardian may be given, by whom, and until when."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.ForeignKey(GuardianLink, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=120)
    court = models.CharField(max_length=120, blank=True)
    made_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RestrictionQuerySet.as_manager()

    class Privacy:
        within = "link"
        personal: ClassVar = {
            "recorded_at", "recorded_by", "lifted_at", "lifted_by", "made_on", "expires_on",
        }  # fmt: skip
        special: ClassVar = {"kind", "court", "document"}
        plain: ClassVar = {"id", "ref", "link"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="restriction_lifted_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.made_on}"

    def over_on(self, on: date) -> bool:
        """Whether it no longer binds on a day: lifted, or run out. Until then it may be to come."""
        return self.lifted_at is not None or (self.expires_on is not None and self.expires_on < on)
