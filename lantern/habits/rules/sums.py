"""Half-day sessions added up: attendance, absence and lates (standards 3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantern.habits.rules.codes import Category, category

PERSISTENT = 10  # one session in ten of the child's own
SEVERE = 2  # one in two
LATE, LATE_AFTER_CLOSE = "L", "U"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sessions:
    """One child's half-day sessions; the three kinds add up to `possible`.

    `late` and `late_after_close` are counted within them, not beside them.
    """

    present: int = 0
    authorised: int = 0
    unauthorised: int = 0
    late: int = 0
    late_after_close: int = 0

    @property
    def absent(self) -> int:
        """Sessions missed, with leave or without."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Sessions that could have been attended."""
        return self.present + self.absent


def added_up(marks: Iterable[tuple[str, date, int]]) -> Sessions:
    """The sum of codes, each with a day on which it was carried and how many times.

    Raises UnknownCode.
    """
    sums = dict.fromkeys(Category, 0)
    lates = {LATE: 0, LATE_AFTER_CLOSE: 0}
    for code, on, times in marks:
        sums[category(code, on)] += times
        if code in lates:
            lates[code] += times
    return Sessions(
        present=sums[Category.PRESENT],
        authorised=sums[Category.AUTHORISED],
        unauthorised=sums[Category.UNAUTHORISED],
        late=lates[LATE],
        late_after_close=lates[LATE_AFTER_CLOSE],
    )


def percent(attended: int, possible: int) -> Decimal | None:
    """The percentage attended to a tenth, never rounded up; None with no possible session.

    For showing beside its two numbers; a rule compares `attended` and `possible` (domain 2.3).
    """
    if not possible:
        return None
    return Decimal(attended * 1000 // possible).scaleb(-1)


def is_persistent(absent: int, possible: int) -> bool | None:
    """Whether a tenth or more of the child's own sessions were missed; None with none possible."""
    return PERSISTENT * absent >= possible if possible else None


def is_severe(absent: int, possible: int) -> bool | None:
    """Whether half or more of the child's own sessions were missed; None with none possible."""
    return SEVERE * absent >= possible if possible else None
