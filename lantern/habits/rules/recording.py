"""What is handed over to be recorded, as plain values, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MORNING, AFTERNOON = "am", "pm"
SESSIONS = (MORNING, AFTERNOON)
MONDAY = 0


class CannotRecord(ValueError):
    """Why nothing was recorded, in one plain sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """What was left in a place meanwhile and by whom, empty for oneself; None is blank."""

    count: int | None
    by: str


class ChangedMeanwhile(CannotRecord):
    """Others changed places first: what they `left`, by child, week or day, and fact."""

    def __init__(self, left: Mapping[tuple[int, date, str], Left]) -> None:
        super().__init__("Someone changed this a moment ago. It stands as they left it.")
        self.left = left


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One child's code for one session, `am` or `pm`. `pupil` is the child's number."""

    pupil: int
    on: date
    session: str
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """One child's half-day sessions between two days, both counted in."""

    pupil: int
    starts_on: date
    ends_on: date
    possible: int
    attended: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many of one of the scheme's facts in the week of a Monday; None takes it back."""

    pupil: int
    week: date
    fact: str
    count: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCount:
    """How many of one of the scheme's facts on one day; None takes it back."""

    pupil: int
    on: date
    fact: str
    count: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """How many were new, how many superseded another, and how many said nothing new.

    `uncounted` are those among them that count for nothing, as something else wins (domain 2.35).
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    uncounted: int = 0

    @property
    def wrote(self) -> int:
        """How many rows were written."""
        return self.added + self.changed


def total_trouble(possible: int, attended: int, starts_on: date, ends_on: date) -> str | None:
    """Why these totals cannot be, or None. Sessions are half days, two a weekday at most."""
    if ends_on < starts_on:
        return "The last day is before the first."
    if min(possible, attended) < 0:
        return "A number of sessions cannot be less than none."
    if attended > possible:
        return f"{attended} sessions attended is more than the {possible} that were possible."
    most = 2 * weekdays(starts_on, ends_on)
    if possible > most:
        return f"{possible} sessions do not fit: those days have {most} at most."
    return None


def weekdays(starts_on: date, ends_on: date) -> int:
    """How many Mondays to Fridays there are from one day to another, both counted in."""
    whole, rest = divmod((ends_on - starts_on).days + 1, 7)
    days = (starts_on + timedelta(days=n) for n in range(rest))
    return whole * 5 + sum(1 for day in days if day.weekday() < 5)


def count_trouble(count: int | None, most: int) -> str | None:
    """Why a week's count cannot be, or None; `most` is the scheme's bound for one week."""
    if count is None or 0 <= count <= most:
        return None
    return f"{count} is not from 0 to {most}."
