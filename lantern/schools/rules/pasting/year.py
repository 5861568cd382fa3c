"""A whole year put together from what the lines of a council's page say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from lantern.schools.rules.pasting.days import NAMES, began_by
from lantern.schools.rules.pasting.lines import NOT_WHAT_FOR, Fact, Kind, Line, read_lines
from lantern.schools.rules.spans import (
    SATURDAY,
    SCHOOL_DAYS,
    CalendarTrouble,
    Closed,
    Dates,
    TermDates,
    YearDates,
    days,
    in_order,
    school_days,
    sessions,
    year_name,
)

A_DAY = timedelta(days=1)
INSET_DAYS = 5  # teachers' 195 days less the children's 190 (standards 7)
A_LONG_GAP = 31  # days between two half terms; between years it is longer
AUTUMN_FROM, SUMMER_FROM = 8, (3, 25)  # no spring half term begins so late, whenever Easter is
SEASONS = ("Autumn", "Spring", "Summer")


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """What was understood of a text: line by line, and the year that it comes to.

    With a `trouble` there is none to set. `notes` are to be looked at, and stop nobody.
    """

    lines: Sequence[Line]
    year: YearDates | None
    troubles: Sequence[str]
    notes: Sequence[str]
    days: int = 0
    sessions: int = 0

    @property
    def can_be_set(self) -> bool:
        """Whether it may be confirmed as it is."""
        return self.year is not None and not self.troubles


def read_pasted(text: str, *, began: int) -> Pasted:
    """The academic year that began in a calendar year, from text as it was pasted."""
    read = [_of_the_year(line, began) for line in read_lines(text, began=began)]
    wrong = [f"Line {line.number}: {line.wrong}" for line in read if line.wrong]
    facts = [fact for line in read for fact in line.facts]
    halves, shut = _halves(facts)
    closed = _closed(facts, shut, halves)
    lines = [_left_out(line, halves) for line in read]
    try:
        year = _year(in_order(halves), closed, began)
    except CalendarTrouble as trouble:
        return Pasted(lines=lines, year=None, troubles=[*wrong, str(trouble)], notes=())
    every = [half for term in year.terms for half in term.halves]
    whole = [day.on for day in closed]
    return Pasted(
        lines=lines, year=year, troubles=wrong,
        notes=[*_not_understood(lines), *_notes(every, closed)],
        days=len(school_days(every, whole)), sessions=sessions(every, closed),
    )  # fmt: skip


def _of_the_year(line: Line, began: int) -> Line:
    facts = [fact for fact in line.facts if began_by(fact.first.year, fact.first.month) == began]
    if line.facts and not facts:
        return replace(line, facts=(), unknown="That is another year, so it is left out.")
    return replace(line, facts=facts)


def _halves(facts: Sequence[Fact]) -> tuple[list[Dates], list[date]]:
    """The half terms, without names; and single days within them on which it says to be shut."""
    spans = [fact for fact in facts if fact.kind is Kind.OPEN]
    spans += _paired(facts, Kind.STARTS, Kind.ENDS, Kind.OPEN)
    breaks = [fact for fact in facts if fact.kind is Kind.BREAK]
    breaks += _paired(facts, Kind.BREAK_STARTS, Kind.BREAK_ENDS, Kind.BREAK)
    long = [fact for fact in breaks if fact.name or len(_weekdays(fact)) > 2]
    pieces = [_span(fact.first, fact.last) for fact in _innermost(spans)]
    for each in long:
        pieces = [part for piece in pieces for part in _without(piece, each)]
    halves = _with_insets(pieces, [f.first for f in facts if f.kind is Kind.INSET])
    return halves, [on for fact in breaks if fact not in long for on in _weekdays(fact)]


def _paired(facts: Sequence[Fact], first: Kind, last: Kind, kind: Kind) -> list[Fact]:
    """Each start with the end that follows it; one that has none is nothing."""
    turns = sorted((f for f in facts if f.kind in {first, last}), key=lambda fact: fact.first)
    return [
        Fact(kind=kind, first=one.first, last=two.last, name=one.name)
        for one, two in pairwise(turns)
        if (one.kind, two.kind) == (first, last)
    ]


def _innermost(spans: Sequence[Fact]) -> list[Fact]:
    """Without those said twice, and without a term whose half terms are said too."""
    once = list({(fact.first, fact.last): fact for fact in spans}.values())
    return [fact for fact in once if not any(_holds(fact, one) for one in once if one != fact)]


def _holds(outer: Fact, inner: Fact) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _span(first: date, last: date) -> Dates:
    return Dates(name="", starts_on=first, ends_on=last)


def _weekdays(fact: Fact) -> list[date]:
    return [on for on in days(_span(fact.first, fact.last)) if on.weekday() < SATURDAY]


def _without(piece: Dates, fact: Fact) -> Iterable[Dates]:
    """What a holiday leaves of a span: the part before it and the part after."""
    if fact.last < piece.starts_on or fact.first > piece.ends_on:
        yield piece
        return
    before = _span(piece.starts_on, _weekday_from(fact.first - A_DAY, -A_DAY))
    after = _span(_weekday_from(fact.last + A_DAY, A_DAY), piece.ends_on)
    yield from (part for part in (before, after) if part.starts_on <= part.ends_on)


def _weekday_from(on: date, step: timedelta) -> date:
    while on.weekday() >= SATURDAY:
        on += step
    return on


def _with_insets(pieces: Sequence[Dates], insets: Sequence[date]) -> list[Dates]:
    """Half terms begin and end with the INSET days beside them, as the calendar has them."""
    first = {piece.starts_on: piece.starts_on for piece in pieces}
    last = {piece.ends_on: piece.ends_on for piece in pieces}
    for on in sorted(insets, reverse=True):
        _stretched(first, on, _weekday_from(on + A_DAY, A_DAY))
    for on in sorted(insets):
        _stretched(last, on, _weekday_from(on - A_DAY, -A_DAY))
    return [_span(first[piece.starts_on], last[piece.ends_on]) for piece in pieces]


def _stretched(ends: dict[date, date], on: date, beside: date) -> None:
    for end, now in ends.items():
        if now == beside:
            ends[end] = on


def _closed(facts: Sequence[Fact], shut: Iterable[date], halves: Sequence[Dates]) -> list[Closed]:
    """The closed days within the half terms, each once, by date."""
    told = [Closed(on=on, why="planned") for on in shut]
    told += [_as_closed(fact) for fact in facts if fact.kind in {Kind.INSET, Kind.BANK}]
    by_day = {day.on: day for day in told if _open(halves, day.on)}
    return [by_day[on] for on in sorted(by_day)]


def _as_closed(fact: Fact) -> Closed:
    why = "inset" if fact.kind is Kind.INSET else "holiday"
    return Closed(on=fact.first, why=why, name=fact.name)


def _open(halves: Sequence[Dates], on: date) -> bool:
    return on.weekday() < SATURDAY and any(half.holds(on) for half in halves)


def _left_out(line: Line, halves: Sequence[Dates]) -> Line:
    """A closed day that is none, as the school is shut then anyway, says so."""
    single = {Kind.INSET, Kind.BANK}
    if not line.facts or any(f.kind not in single or _open(halves, f.first) for f in line.facts):
        return line
    return replace(line, facts=(), unknown="The school is shut then anyway, so it is left out.")


def _year(halves: Sequence[Dates], closed: Sequence[Closed], began: int) -> YearDates:
    if not halves:
        raise CalendarTrouble("No line says from when to when the school is open.")
    terms = [_term(season, [h for h in halves if _season(h) == season]) for season in SEASONS]
    first = min(date(began, 9, 1), halves[0].starts_on)
    last = date(began + 1, 8, 31)
    whole = Dates(name=year_name(first, last), starts_on=first, ends_on=last)
    return YearDates(dates=whole, terms=[term for term in terms if term], closed=closed)


def _season(half: Dates) -> str:
    begins = half.starts_on
    if begins.month >= AUTUMN_FROM:
        return "Autumn"
    return "Spring" if (begins.month, begins.day) < SUMMER_FROM else "Summer"


def _term(season: str, halves: Sequence[Dates]) -> TermDates | None:
    if not halves:
        return None
    named = [
        replace(half, name=f"{season} {n}" if len(halves) > 1 else season)
        for n, half in enumerate(halves, start=1)
    ]
    whole = Dates(name=season, starts_on=named[0].starts_on, ends_on=named[-1].ends_on)
    return TermDates(dates=whole, halves=named)


def _not_understood(lines: Sequence[Line]) -> Iterable[str]:
    """Which lines have a day that was taken for nothing; many are of trips and clubs."""
    numbers = [str(line.number) for line in lines if line.unknown == NOT_WHAT_FOR]
    if numbers:
        some = f"Line {numbers[0]}" if len(numbers) == 1 else f"Lines {', '.join(numbers)}"
        yield (
            f"{some}: left out, as nothing there says that school is shut or open. Is it closed "
            "then? Write so, and look again."
        )


def _notes(halves: Sequence[Dates], closed: Sequence[Closed]) -> list[str]:
    """What looks odd, in sentences."""
    there = {_season(half) for half in halves}
    notes = [f"There is no {s.lower()} term. Is a line missing?" for s in SEASONS if s not in there]
    for before, after in pairwise(halves):
        gap = (after.starts_on - before.ends_on).days - 1
        if gap > A_LONG_GAP:
            notes.append(f"Between {before.name} and {after.name} are {gap} days. Is that right?")
    notes += [_at_the_weekend(half) for half in halves if _at_the_weekend(half)]
    insets = sum(day.why == "inset" for day in closed)
    if insets != INSET_DAYS:
        notes.append(f"INSET days: {insets or 'none'}. Most schools have {INSET_DAYS}.")
    open_days = len(school_days(halves, [day.on for day in closed]))
    if open_days != SCHOOL_DAYS:
        notes.append(_not_190(open_days))
    return notes


def _at_the_weekend(half: Dates) -> str:
    for which, on in (("begins", half.starts_on), ("ends", half.ends_on)):
        if on.weekday() >= SATURDAY:
            return f"{half.name} {which} on a {NAMES[on.weekday()]}."
    return ""


def _not_190(open_days: int) -> str:
    apart = abs(open_days - SCHOOL_DAYS)
    more = "more" if open_days > SCHOOL_DAYS else "fewer"
    days_word = "day" if apart == 1 else "days"
    return (
        f"That is {apart} {days_word} {more} than the {SCHOOL_DAYS} ({2 * SCHOOL_DAYS} sessions) "
        "that maintained schools meet. Are all INSET days and bank holidays there?"
    )
