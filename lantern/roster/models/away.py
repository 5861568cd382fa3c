"""Staff who are away for weeks or months, and have not left."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from lantern.accounts.models import Member, Viewer
from lantern.roster.models.dated import Dated, DatedQuerySet
from lantern.schools.models import School


class StaffAbsenceQuerySet(DatedQuerySet["StaffAbsence"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the staff whom this person may see."""
        return self.filter(member__in=Member.objects.visible_to(viewer))


class StaffAbsence(Dated):
    """A member of staff is away from a day; why is nobody's business here."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    objects = StaffAbsenceQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"member", "starts_on", "ends_on"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "school"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["member"], condition=Q(ends_on=None), name="away_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} from {self.starts_on}"
