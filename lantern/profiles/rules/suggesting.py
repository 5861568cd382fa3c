"""A rating suggested from facts, and the sentence why: exact, not rounded up (domain 2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

SATURDAY = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What is known of one child over one span, both days counted in.

    `days_left` is how many school days of the span are still to come, where anyone has counted.
    """

    since: date
    until: date
    possible: int = 0
    attended: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    weeks: Mapping[str, int] = field(default_factory=dict)
    days_left: int | None = None

    @property
    def weekdays(self) -> int:
        """Mondays to Fridays in the span."""
        return weekdays(self.since, self.until)


def weekdays(since: date, until: date) -> int:
    """Mondays to Fridays between two days, both counted in; 0 if there are none."""
    length = (until - since).days + 1
    if length <= 0:
        return 0
    whole, rest = divmod(length, 7)
    odd = [(since + timedelta(days=n)).weekday() < SATURDAY for n in range(rest)]
    return whole * SATURDAY + sum(odd)


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """What the facts say of one area, in sentences.

    `rating` is empty while it is too early to say. `figure` is the fact at its shortest, for a
    grid; `rule` is the range it fell in; `upwards` is what would move it up, or empty.
    """

    rating: str
    figure: str
    because: str
    rule: str = ""
    upwards: str = ""
    too_early: bool = False


def percent(value: Fraction) -> str:
    """A percentage to one decimal place, cut off and never rounded up: 97.36… is 97.3 %."""
    tenths = value * 10 // 1
    whole, tenth = divmod(tenths, 10)
    return f"{whole} %" if value == whole else f"{whole}.{tenth} %"


def number(value: Fraction) -> str:
    """A count, or an average to one decimal place, cut off."""
    tenths = value * 10 // 1
    whole, tenth = divmod(tenths, 10)
    return str(whole) if value == whole else f"{whole}.{tenth}"


def day_words(on: date) -> str:
    """A day as a sentence says it: 2 November."""
    return f"{on.day} {on:%B}"


def full_days_to(bound: Fraction, *, attended: int, possible: int) -> int | None:
    """Full days with no absence that would bring attendance to `bound` per cent; None if never."""
    if attended * 100 >= bound * possible:
        return 0
    if bound >= 100:
        return None
    short = bound * possible - 100 * attended
    return -(-short // (2 * (100 - bound)))
