"""Everything that was ever said in one cell, and every closing and opening of a review."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lantern.accounts.models import Viewer
from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.models import Closure, Reopening
from lantern.roster.models import Pupil, SchoolClass
from lantern.schools.models import Period


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One judgement of a cell, standing or superseded; an empty value took one back."""

    voice: Voice
    value: str
    reason: str
    correction: str
    at: datetime
    by: str
    stands: bool


def history_of(pupil: Pupil, period: Period, what: What, key: str, *, by: Viewer) -> list[Entry]:
    """Every judgement of a cell in all voices, the latest first; one query (domain 2.15)."""
    rows = Judgement.objects.visible_to(by).filter(pupil=pupil, period=period, what=what, key=key)
    return [
        Entry(
            voice=Voice(row.voice), value=row.value, reason=row.reason, correction=row.correction,
            at=row.recorded_at, by=row.recorded_by.name, stands=row.stands,
        )
        for row in rows.select_related("recorded_by").order_by("-recorded_at", "-pk")
    ]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A review was closed, or a closed one opened again and why; `closure` is its ref."""

    closure: UUID
    closed: bool
    at: datetime
    by: str
    reason: str = ""


def turns_of(school_class: SchoolClass, period: Period) -> list[Turn]:
    """Every closing and reopening of a class's review, the oldest first; two queries."""
    closures = Closure.objects.filter(school_class=school_class, period=period)
    opened = Reopening.objects.filter(
        closure__school_class=school_class, closure__period=period
    ).select_related("reopened_by", "closure")
    turns = [
        *(
            Turn(closure=row.ref, closed=True, at=row.closed_at, by=row.closed_by.name)
            for row in closures.select_related("closed_by")
        ),
        *(
            Turn(
                closure=row.closure.ref,
                closed=False,
                at=row.reopened_at,
                by=row.reopened_by.name,
                reason=row.reason,
            )
            for row in opened
        ),
    ]
    return sorted(turns, key=lambda turn: turn.at)


def closings_seen_by(by: Viewer) -> QuerySet[Closure]:
    """Every closing of the classes this person may see, also where it was opened again since."""
    closings = Closure.objects.filter(school_class__in=SchoolClass.objects.visible_to(by))
    about = ("period__year", "period__term", "period__half_term", "school_class", "closed_by")
    return closings.select_related(*about, "version").defer("version__text")


def opened_again(closure: Closure) -> Reopening:
    """When a closing that no longer stands was undone, by whom and why."""
    return Reopening.objects.select_related("reopened_by").get(closure=closure)
