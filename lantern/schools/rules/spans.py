"""Spans of a school's own calendar, as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

SATURDAY = 5
SCHOOL_DAYS = 190  # what a maintained school meets; an academy sets its own (standards 7)


class CalendarTrouble(ValueError):
    """Dates that contradict each other, said in one plain sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """A named span; both days belong to it."""

    name: str
    starts_on: date
    ends_on: date

    def holds(self, on: date) -> bool:
        """Whether the day lies in the span."""
        return self.starts_on <= on <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class TermDates:
    """A term as typed: its own dates and those of its half terms."""

    dates: Dates
    halves: Sequence[Dates]


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A closed day as typed: `why` inset, holiday, planned, unplanned; `part` all, am or pm."""

    on: date
    why: str
    name: str = ""
    part: str = "all"


@dataclass(frozen=True, kw_only=True)
class YearDates:
    """A whole year as typed; `free` holds review periods that follow no half term or term."""

    dates: Dates
    terms: Sequence[TermDates]
    closed: Sequence[Closed] = ()
    free: Sequence[Dates] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A review period, and the first days of the longer spans that it lies in.

    `term_number` counts the terms of the year from 1.
    """

    name: str
    starts_on: date
    ends_on: date
    half_term_since: date
    term_since: date
    year_since: date
    term_number: int

    def since(self, over: str) -> date:
        """The first day that counts, for `over` one of period, half-term, term, year."""
        match over:
            case "period":
                return self.starts_on
            case "half-term":
                return self.half_term_since
            case "term":
                return self.term_since
            case "year":
                return self.year_since
            case _:
                raise ValueError(over)


def days(span: Dates) -> Iterator[date]:
    """Each day of a span in order."""
    for n in range((span.ends_on - span.starts_on).days + 1):
        yield span.starts_on + timedelta(days=n)


def school_days(halves: Iterable[Dates], closed: Iterable[date]) -> list[date]:
    """Weekdays inside the half terms, without those closed all day."""
    shut = frozenset(closed)
    return [
        on for half in halves for on in days(half) if on.weekday() < SATURDAY and on not in shut
    ]


def shut_days(closed: Iterable[tuple[date, str]]) -> set[date]:
    """The days on which no session is left, of days each with its part: all, am or pm."""
    parts: dict[date, set[str]] = defaultdict(set)
    for on, part in closed:
        parts[on].add(part)
    return {on for on, some in parts.items() if "all" in some or {"am", "pm"} <= some}


def sessions(halves: Iterable[Dates], closed: Iterable[Closed]) -> int:
    """How many half days the school is open to children: two a school day (standards 7)."""
    half_days = {(day.on, day.part) for day in closed}
    open_days = school_days(halves, shut_days(half_days))
    return 2 * len(open_days) - sum(on in open_days for on, _ in half_days)


def year_name(starts_on: date, ends_on: date) -> str:
    """What people call an academic year: 2026/27."""
    if starts_on.year == ends_on.year:
        return str(starts_on.year)
    return f"{starts_on.year}/{ends_on.year % 100:02}"


def week_of(on: date) -> date:
    """The Monday of the day's week."""
    return on - timedelta(days=on.weekday())


def in_order(spans: Iterable[Dates]) -> list[Dates]:
    """The spans by date. Raises CalendarTrouble if one ends before it starts, or two overlap."""
    ordered = sorted(spans, key=lambda span: span.starts_on)
    for _, trouble in out_of_order(ordered):
        raise CalendarTrouble(trouble)
    return ordered


def out_of_order(spans: Iterable[Dates]) -> list[tuple[Dates, str]]:
    """Each span that ends before it starts, then each that begins before the last is over: why."""
    spans = list(spans)
    back = [span for span in spans if span.ends_on < span.starts_on]
    over = [pair for pair in pairwise(spans) if pair[1].starts_on <= pair[0].ends_on]
    return [
        *((span, f"{span.name} ends before it starts.") for span in back),
        *(
            (after, f"{before.name} and {after.name} overlap.")
            for before, after in over
            if before not in back
        ),
    ]


def inside(parts: Iterable[Dates], whole: Dates) -> None:
    """Raise CalendarTrouble unless every part lies within the whole."""
    for part in parts:
        if part.starts_on < whole.starts_on or part.ends_on > whole.ends_on:
            raise CalendarTrouble(f"{part.name} is not within {whole.name}.")
