"""What rules of behaviour need to know of a school: its spans, and its scheme on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any  # the rows of a question have no types
from uuid import UUID

from django.db.models import QuerySet

from lantern.behaviour.rules import Beginnings
from lantern.prepared import Prepared, given_row
from lantern.schemes.models import SchemeVersion, scheme_of
from lantern.schemes.presets import Scheme
from lantern.schools.models import HalfTerm, School


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """A scheme version as far as what is given needs it."""

    pk: int
    ref: UUID
    starts_on: date

    @property
    def scheme(self) -> Scheme:
        """The scheme itself, read once a process."""
        return scheme_of(self.ref)


def policies_of(school: School) -> list[Policy]:
    """Every version of a school's scheme, the newest first; one query."""
    return [Policy(pk=pk, ref=ref, starts_on=on) for pk, ref, on in _versions(school=school.pk)]


def policy_on(policies: Sequence[Policy], on: date) -> Policy | None:
    """The one in force on a day."""
    return next((each for each in policies if each.starts_on <= on), None)


def beginnings_of(school: School) -> Beginnings:
    """When the school's half terms, terms and years begin; one query."""
    rows = _halves(school=school.pk)
    halves, terms, years = (sorted(set(some)) for some in zip(*rows, strict=True)) if rows else (
        [], [], []
    )  # fmt: skip
    return Beginnings(halves=halves, terms=terms, years=years)


@Prepared
def _versions() -> QuerySet[Any, Any]:
    rows = SchemeVersion.objects.filter(school=given_row("school"))
    return rows.order_by("-starts_on", "-number").values_list("pk", "ref", "starts_on")


@Prepared
def _halves() -> QuerySet[Any, Any]:
    rows = HalfTerm.objects.filter(term__year__school=given_row("school")).order_by()
    return rows.values_list("starts_on", "term__starts_on", "term__year__starts_on")
