"""What holds from one day to another."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model)


def on_day(on: date, prefix: str = "") -> Q:
    """Holds on a day: begun, and not ended before it."""
    return not_over_on(on, prefix) & Q(**{f"{prefix}starts_on__lte": on})


def not_over_on(on: date, prefix: str = "") -> Q:
    """Holds on a day, or begins after it."""
    return Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})


class DatedQuerySet(models.QuerySet[M]):
    def on(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(on_day(on))

    def not_over(self, on: date) -> Self:
        """Those that hold on a day, or begin after it."""
        return self.filter(not_over_on(on))


class Dated(models.Model):
    """A first day, and a last one or none yet; both belong to it."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
            )
        ]
