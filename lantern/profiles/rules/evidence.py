"""What is known of one child over one span, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from lantern.schemes.presets.shape import Fact, Measure

SATURDAY = 5
LONGEST_HALF_TERM = 10  # weekdays: some areas have two weeks in October (standards 7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One child over one span, both days counted in.

    `since` is the first day of the span, or the child's own first day if later. `days_left` is how
    many school days the span has still to come, where anyone has counted. `told_until` is the last
    day of an attendance total. `after_break` is the first day of this half term, where a holiday
    lies before it.
    """

    since: date
    until: date
    possible: int = 0
    attended: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    weeks: Mapping[str, int] = field(default_factory=dict)
    days_left: int | None = None
    told_until: date | None = None
    after_break: date | None = None

    @property
    def days(self) -> int:
        """School days in the span, at the least: one that crosses a holiday loses two weeks."""
        crosses = self.after_break is not None and self.since < self.after_break <= self.until
        return max(0, weekdays(self.since, self.until) - (LONGEST_HALF_TERM if crosses else 0))


@lru_cache(maxsize=1024)  # a class has few first days
def weekdays(since: date, until: date) -> int:
    """Mondays to Fridays between two days, both counted in; 0 if there are none."""
    length = (until - since).days + 1
    if length <= 0:
        return 0
    whole, rest = divmod(length, 7)
    odd = [(since + timedelta(days=n)).weekday() < SATURDAY for n in range(rest)]
    return whole * SATURDAY + sum(odd)


def value_of(fact: Fact, measure: Measure, evidence: Evidence) -> Fraction | None:
    """The exact number that tests compare; None while nobody has counted.

    Where somebody has counted something of the child in the span, silence about what the school
    wants fewer of is good news: 0.
    """
    if fact.kind == "attendance":
        known = evidence.possible > 0
        return Fraction(100 * evidence.attended, evidence.possible) if known else None
    weeks = evidence.weeks.get(fact.key, 0)
    if weeks == 0:
        return Fraction(0) if fact.wanted == "fewer" and evidence.weeks else None
    total = Fraction(evidence.totals.get(fact.key, 0))
    return total / weeks if measure.counted == "per-week" else total
