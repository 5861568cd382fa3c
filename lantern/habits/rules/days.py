"""A week put together from its days, and what a press makes of a day's count, over plain values."""

from collections.abc import Collection, Mapping
from datetime import date


def week_from_days(
    counts: Mapping[date, int | None], due: Collection[date], *, more: bool
) -> int | None:
    """What the days of a week come to; None while that cannot be said.

    Where fewer is wanted each day counts as it comes. Where `more` is, a blank day may have been
    as good as any other, so nothing is said until each day that is `due` has its number: a week
    with a blank in it would be no fair part of an average.
    """
    given = {on: count for on, count in counts.items() if count is not None}
    if not given or (more and not set(due) <= given.keys()):
        return None
    return sum(given.values())


def fine_a_day(most: int, *, more: bool) -> int:
    """The count of a day on which all is well."""
    return most if more else 0


def pressed(count: int | None, most: int, *, more: bool) -> int | None:
    """The count after a press: from blank to fine, on to what is worse, and then to blank again."""
    if count is None:
        return fine_a_day(most, more=more)
    after = count - 1 if more else count + 1
    return after if 0 <= after <= most else None
