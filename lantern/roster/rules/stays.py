"""How long a child has been here, of all the times they came and went."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from lantern.schools.rules import SATURDAY, Dates, days

LONGEST_HOLIDAY = timedelta(days=70)
ONE_DAY = timedelta(days=1)


def stay_began(
    placements: Iterable[tuple[date, date | None]], *, on: date, school_days: Sequence[date]
) -> date | None:
    """The first day of the unbroken stay that a child is in on a day, or was in last before it.

    A placement is its first and its last day, None while it lasts. One that follows another with
    no school day between them, as in a move of class or over a holiday, goes on with the same
    stay (domain 2.41). `school_days` are those of all years known, in order; beyond them only
    weekends are known to be shut. None when the child had not come by that day.
    """
    began: date | None = None
    last = date.min
    for starts_on, ends_on in sorted(placements, key=lambda placed: placed[0]):
        if starts_on > on:
            break
        if began is None or _missed_school(last, starts_on, school_days):
            began = starts_on
        last = max(last, ends_on or date.max)
    return began


def needs_school_days(placements: Iterable[tuple[date, date | None]]) -> bool:
    """Whether only the calendar can say if a child missed school between two placements."""
    spans = sorted(placements, key=lambda placed: placed[0])
    gaps = [after[0] - before[1] for before, after in pairwise(spans) if before[1]]
    return any(ONE_DAY < gap <= LONGEST_HOLIDAY for gap in gaps)


def _missed_school(last: date, first: date, school_days: Sequence[date]) -> bool:
    """Whether there was school after the last day of one placement, before the first of another."""
    if first <= last or first - last == ONE_DAY:
        return False
    if first - last > LONGEST_HOLIDAY:
        return True
    if not school_days or last < school_days[0] or first > school_days[-1]:
        away = Dates(name="away", starts_on=last + ONE_DAY, ends_on=first - ONE_DAY)
        return any(day.weekday() < SATURDAY for day in days(away))
    return bisect_right(school_days, last) < bisect_left(school_days, first)
