"""Adding facts in bulk: what says nothing new is left, what differs supersedes (domain 2.31)."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar  # a fact's own columns are whatever its model has

from lantern.accounts.models import Viewer
from lantern.audit.actions import Actor
from lantern.bulk import add_rows
from lantern.habits.models import DayTally, Tally
from lantern.habits.pictures.standing import Standing, batched
from lantern.habits.rules import CannotRecord, ChangedMeanwhile, Left, Recorded
from lantern.roster.models import PupilFact, PupilQuerySet

NOT_THEIRS = "One of these children is not one for whom you may record this."

P = TypeVar("P", bound=Hashable)
V = TypeVar("V", bound=Hashable)
F = TypeVar("F", bound=PupilFact)
Counted = Tally | DayTally
Place: TypeAlias = tuple[int, date, str]  # child, week or day, and fact


@dataclass(frozen=True, kw_only=True)
class Writing:
    """Who records, and why, if something they record corrects something else."""

    by: Actor
    reason: str

    @property
    def at(self) -> datetime:
        """When it is written."""
        return self.by.moment() if isinstance(self.by, Viewer) else self.by.now


def hold(children: PupilQuerySet, pupils: Iterable[int]) -> list[int]:
    """Keep others from recording about these children until we are done; their numbers in order.

    Two who record at once then follow each other, and the later one supersedes. Raises CannotRecord
    unless each is among `children`.
    """
    wanted = sorted(set(pupils))
    held: set[int] = set()
    for some in batched(wanted):
        locked = children.filter(pk__in=some).order_by("pk").select_for_update(no_key=True)
        held.update(locked.values_list("pk", flat=True))
    if len(held) < len(wanted):
        raise CannotRecord(NOT_THEIRS)
    return wanted


def told_once(told: Iterable[tuple[P, V]]) -> dict[P, V]:
    """Each place and what is said of it. Raises CannotRecord if two things are said of one."""
    found: dict[P, V] = {}
    for place, says in told:
        if found.setdefault(place, says) != says:
            raise CannotRecord("The same place was given two different values.")
    return found


def refuse_changed(
    seen: Mapping[Place, int | None], told: Mapping[Place, int | None],
    standing: Mapping[Place, Standing], about: tuple[type[Counted], Viewer],
) -> None:  # fmt: skip
    """Raise ChangedMeanwhile if something else stands by now than was `seen` of what is told.

    Two who say the same are of one mind, whoever came first.
    """
    other = {
        standing[place].pk: place
        for place, count in told.items()
        if place in seen and place in standing and standing[place].says not in (seen[place], count)
    }
    if other:
        raise ChangedMeanwhile(_left(other, *about))


def _left(places: Mapping[int, Place], model: type[Counted], by: Viewer) -> dict[Place, Left]:
    rows = model._default_manager.filter(pk__in=places).select_related("recorded_by")
    return {
        places[row.pk]: Left(
            count=row.count, by="" if row.recorded_by_id == by.user_id else row.recorded_by.name
        )
        for row in rows
    }


def write(
    told: Mapping[P, V],
    standing: Mapping[P, Standing],
    model: type[F],
    columns: Callable[[P, V], dict[str, Any]],
    writing: Writing,
) -> Recorded:
    """Add what is new, supersede what differs; inside the caller's transaction."""
    new = {place: says for place, says in told.items() if place not in standing}
    other = {
        place: says
        for place, says in told.items()
        if place in standing and standing[place].says != says
    }
    _step_down(model, [standing[place].pk for place in other])
    at = writing.at
    rows = [_row(columns(place, says), None, at, writing) for place, says in new.items()]
    for place, says in other.items():
        rows.append(_row(columns(place, says), standing[place].pk, at, writing))
    add_rows(model, rows)
    return Recorded(added=len(new), changed=len(other), same=len(told) - len(rows))


def _step_down(model: type[F], numbers: Sequence[int]) -> None:
    for some in batched(numbers):
        rows = model._default_manager.filter(pk__in=some, stands=True)
        rows.update(stands=False)


def _row(
    columns: dict[str, Any], replaced: int | None, at: datetime, writing: Writing
) -> dict[str, Any]:
    return {
        "recorded_by_id": writing.by.user_id,
        **columns,
        "recorded_at": at,
        "stands": True,
        "supersedes_id": replaced,
        "correction": "" if replaced is None else writing.reason,
    }
