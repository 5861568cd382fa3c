"""What a counter stands at: worked out from every move of it, whatever order they came in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lantern.behaviour.rules.turns import Beginnings, since
from lantern.schemes.presets.shape import Counter


@dataclass(frozen=True, kw_only=True, order=True, slots=True)
class Moved:
    """A counter was moved `by` so many: `at` the moment it happened, `on` the school's own day.

    `ref` is of what was given, so that two of one moment have an order that never changes.
    """

    at: datetime
    ref: UUID
    on: date
    by: int


Moves = Mapping[str, Sequence[Moved]]  # of one child or one class, by counter


def stands_at(counter: Counter, moves: Iterable[Moved]) -> int:
    """Where it stands after the moves of one of its spans; never below its floor (domain 2.18)."""
    *_, last = [counter.start, *(now for _, now in _running(counter, moves))]
    return last


def counts(
    counters: Sequence[Counter], moves: Moves, *, on: date, known: Beginnings
) -> dict[str, int]:
    """Where each counter of one child or class stands on a day, conversions counted in."""
    grown = with_conversions(counters, moves, known=known)
    return {
        each.key: stands_at(each, of_span(grown.get(each.key, ()), each, on=on, known=known))
        for each in counters
    }


def of_span(
    moves: Iterable[Moved], counter: Counter, *, on: date, known: Beginnings
) -> list[Moved]:
    """Those moves that count in the span of a counter that is running on a day."""
    first = since(counter.resets, on, known)
    return [each for each in moves if since(counter.resets, each.on, known) == first]


def with_conversions(
    counters: Sequence[Counter], moves: Moves, *, known: Beginnings
) -> dict[str, list[Moved]]:
    """The moves, and one of another counter each time that so many are reached (domain 4).

    It happens at the moment in which they are reached, and once: what falls and rises again in the
    same span makes no second one. Counters that turn into each other are refused by the check.
    """
    grown = {key: list(some) for key, some in moves.items()}
    for counter in _sources_first(counters):
        if counter.converts is not None:
            made = _converted(counter, counter.converts.every, grown.get(counter.key, ()), known)
            grown.setdefault(counter.converts.into, []).extend(made)
    return grown


def _converted(
    counter: Counter, every: int, moves: Iterable[Moved], known: Beginnings
) -> Iterator[Moved]:
    spans: dict[date, list[Moved]] = defaultdict(list)
    for each in moves:
        spans[since(counter.resets, each.on, known)].append(each)
    for span in spans.values():
        most = counter.start // every
        for move, now in _running(counter, span):
            if now // every > most:
                yield Moved(at=move.at, ref=move.ref, on=move.on, by=now // every - most)
                most = now // every


def _running(counter: Counter, moves: Iterable[Moved]) -> Iterator[tuple[Moved, int]]:
    """Each move in its order, and where the counter stands after it."""
    now = counter.start
    for move in sorted(moves):
        now += move.by
        if counter.floor is not None:
            now = max(now, counter.floor)
        yield move, now


def _sources_first(counters: Sequence[Counter]) -> list[Counter]:
    """So that what is turned into another has got all that turns into it."""
    by_key = {each.key: each for each in counters}
    fed = {each.key: 0 for each in counters}
    for counter in counters:
        now: Counter | None = counter
        for depth in range(1, len(counters) + 1):
            now = by_key.get(now.converts.into) if now and now.converts else None
            if now is not None:
                fed[now.key] = max(fed[now.key], depth)
    return sorted(counters, key=lambda each: fed[each.key])
