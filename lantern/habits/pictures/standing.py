"""The facts about attendance that stand now, each with its place."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeAlias, TypeVar

from lantern.habits.models import AttendanceMark, AttendanceTotal

BATCH = 5_000  # values in one statement; SQLite takes no more than 32,766
T = TypeVar("T")
MarkPlace: TypeAlias = tuple[int, date, str]
TotalPlace: TypeAlias = tuple[int, date, date]


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact that stands now: its number, and what it says."""

    pk: int
    says: Hashable


def batched(things: Iterable[T]) -> Iterator[list[T]]:
    """As many at a time as one statement takes."""
    rest = iter(things)
    while some := list(islice(rest, BATCH)):
        yield some


def standing_marks(pupils: Sequence[int], since: date, until: date) -> dict[MarkPlace, Standing]:
    """By child, day and session."""
    found: dict[MarkPlace, Standing] = {}
    for some in batched(pupils):
        rows = AttendanceMark.objects.standing().filter(
            pupil__in=some, on__gte=since, on__lte=until
        )
        told = rows.values_list("pk", "pupil", "on", "session", "code")
        for pk, pupil, on, session, code in told.iterator():
            found[pupil, on, session] = Standing(pk, code)
    return found


def standing_totals(pupils: Sequence[int], since: date, until: date) -> dict[TotalPlace, Standing]:
    """By child, first day and last day; those that lie between two days."""
    return {
        (row.pupil_id, row.starts_on, row.ends_on): Standing(row.pk, (row.possible, row.attended))
        for some in batched(pupils)
        for row in AttendanceTotal.objects.standing().filter(
            pupil__in=some, starts_on__gte=since, ends_on__lte=until
        )
    }
