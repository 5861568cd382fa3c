"""When a counter begins again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lantern.schools.rules import week_of

ALWAYS = date.min  # since when something counts that never begins again


@dataclass(frozen=True, kw_only=True)
class Beginnings:
    """The first days of a school's half terms, terms and years, each in order."""

    halves: Sequence[date] = ()
    terms: Sequence[date] = ()
    years: Sequence[date] = ()


def since(resets: str, on: date, known: Beginnings) -> date:
    """The day on which the counter that is running on a day began.

    A week begins on its Monday, a holiday or not. What happens between two spans belongs to the one
    before; before the first of them everything is one span. Raises ValueError for another reset.
    """
    match resets:
        case "never":
            return ALWAYS
        case "day":
            return on
        case "week":
            return week_of(on)
        case "half-term":
            return _last_begun(known.halves, on)
        case "term":
            return _last_begun(known.terms, on)
        case "year":
            return _last_begun(known.years, on)
        case _:
            raise ValueError(resets)


def _last_begun(firsts: Sequence[date], on: date) -> date:
    begun = bisect_right(firsts, on)
    return firsts[begun - 1] if begun else ALWAYS


def last_day(resets: str, on: date, known: Beginnings, *, today: date) -> date:
    """The last day so far of the span that a day is in: today, while it is running.

    Of a span that is over, the day before the next began.
    """
    first = since(resets, on, known)
    if since(resets, today, known) == first:
        return max(today, on)
    later = (day for day in _firsts(resets, on, known) if day > on)
    return next(later) - timedelta(days=1)


def _firsts(resets: str, on: date, known: Beginnings) -> Iterable[date]:
    match resets:
        case "day":
            return [on + timedelta(days=1)]
        case "week":
            return [week_of(on) + timedelta(days=7)]
        case "half-term":
            return known.halves
        case "term":
            return known.terms
        case _:
            return known.years
