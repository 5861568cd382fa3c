"""When a counter begins again."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
