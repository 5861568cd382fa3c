"""Teachers who were asked to finish a review: who, when, by whom, and how."""

import uuid
from typing import ClassVar, Self

from django.db import models

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models import SchoolClass
from lantern.schools.models import Period


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those about classes that this person may see, for those who remind."""
        if not viewer.may(Can.REMIND):
            return self.none()
        return self.filter(school_class__in=SchoolClass.objects.visible_to(viewer))

    def reached(self) -> Self:
        """Those that reached someone, or may have: what failed asked nobody."""
        return self.filter(state__in=[Reminder.State.TRYING, Reminder.State.DONE])


class Reminder(models.Model):
    """One class teacher was asked to finish one class's review of a period; it names no child.

    A mail waits until what asked for it is written, and is tried once: TRYING is what one that was
    interrupted stays. `left` and `reasons` are how much it said was left to do.
    """

    class Way(models.TextChoices):
        MAIL = "mail", "By email"
        PAPER = "paper", "On paper"

    class State(models.TextChoices):
        WAITING = "waiting", "Not sent"
        TRYING = "trying", "Perhaps sent"
        DONE = "done", "Done"
        FAILED = "failed", "Not sent"

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    left = models.PositiveIntegerField()
    reasons = models.PositiveIntegerField()
    way = models.CharField(max_length=5, choices=Way.choices)
    state = models.CharField(max_length=7, choices=State.choices)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ReminderQuerySet.as_manager()

    class Privacy:
        within = "school_class"
        personal: ClassVar = {"member", "asked_at", "asked_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "ref", "period", "school_class", "left", "reasons", "way", "state",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member_id} about {self.school_class_id}"
