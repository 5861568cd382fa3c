"""Session marks: one a row, one or two a day side by side, or a week's in a row of letters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, product

from lantern.habits.reading.cells import Cells
from lantern.habits.reading.columns import Column, Columns
from lantern.habits.reading.headings import Field, read_session_in
from lantern.habits.reading.parts import FIRST_DAY, Said, Span, ToldMark, as_day, in_short

HALVES = ("am", "pm")
UNMARKED = frozenset([".", "-", "–", "_"])
MARK = re.compile(r"[CJYcjy]\d|\S")
WEEK = 10  # sessions
FRIDAY = 4
NUMBERED = {"1": "am", "2": "pm"}
ONE_WEEK = (
    "there are more marks than one week has: give the first and the last day that the file covers"
)


def read_mark(cells: Cells, columns: Columns, span: Span) -> Said:
    """A row for each date, with a session and its mark, or with a mark for each half of the day."""
    on = cells.day(Field.DATE)
    if on is None:
        missing = not cells.text(Field.DATE)
        return Said(troubles=("The date is missing.",) if missing else ())
    halves = {"am": cells.text(Field.MORNING), "pm": cells.text(Field.AFTERNOON)}
    text = cells.text(Field.MARK)
    if text and not any(halves.values()):
        session = read_session(cells.text(Field.SESSION))
        if session:
            halves[session] = text
        elif len(MARK.findall(text)) == len(HALVES) and not cells.text(Field.SESSION):
            halves = dict(zip(HALVES, MARK.findall(text), strict=True))
        else:
            said = in_short(cells.text(Field.SESSION))
            return Said(troubles=(f"The session “{said}” is not AM or PM.",))
    return _said(_marks((on, half, text) for half, text in halves.items()))


def read_session(text: str) -> str:
    """`am` or `pm` as school systems write it, or nothing."""
    plain = text.casefold().strip()
    return NUMBERED.get(plain) or read_session_in(plain)


def read_days(cells: Cells, columns: Columns, span: Span) -> Said:
    """A column for each session, or for each day with both its marks."""
    monday = cells.day(Field.WEEK) or span.since
    marks: list[ToldMark] = []
    troubles: list[str] = []
    for place in columns.places(Field.DAY):
        text = cells.at(place)
        if not text or text in UNMARKED:
            continue
        on = _day_of(columns.by_place[place], monday)
        if on is None:
            troubles.append("The week is not known: give the first day that the file covers.")
            return Said(marks=tuple(marks), troubles=tuple(troubles), needs=(FIRST_DAY,))
        found, trouble = _of_day(on, columns.by_place[place].session, text)
        marks.extend(found)
        troubles.extend(trouble)
    return Said(marks=tuple(marks), troubles=tuple(troubles))


def _day_of(column: Column, monday: date | None) -> date | None:
    if column.on is not None or column.weekday is None or monday is None:
        return column.on
    return monday - timedelta(days=monday.weekday()) + timedelta(days=column.weekday)


def _of_day(on: date, session: str, text: str) -> tuple[list[ToldMark], list[str]]:
    if session:
        return list(_marks([(on, session, text)])), []
    codes = MARK.findall(text)
    if len(codes) != len(HALVES):
        why = "needs two marks, one for each half of the day"
        return [], [f"{as_day(on)}: “{in_short(text)}” {why}."]
    return list(_marks((on, half, code) for half, code in zip(HALVES, codes, strict=True))), []


def read_strings(cells: Cells, columns: Columns, span: Span) -> Said:
    r"""Marks in a row such as `/\/\L\//\..`, two a weekday; a full stop is a session unmarked."""
    marks: list[ToldMark] = []
    troubles: list[str] = []
    needs: tuple[str, ...] = ()
    for place in columns.places(Field.MARKS):
        if not (text := cells.at(place)):
            continue
        since = columns.by_place[place].on or cells.day(Field.WEEK)
        codes = MARK.findall(text)
        days = Span(since) if since else span
        sessions, trouble = _sessions(codes, days)
        needs = (FIRST_DAY,) if days.since is None else needs
        if trouble := _gaps(text) or trouble:
            troubles.append(f"Marks “{in_short(text)}”: {trouble}.")
        else:
            marks.extend(
                _marks((on, half, code) for (on, half), code in zip(sessions, codes, strict=False))
            )
    return Said(marks=tuple(marks), troubles=tuple(troubles), needs=needs)


def _gaps(text: str) -> str:
    """Spaces may part days or weeks; anywhere else nobody knows which session is missing."""
    pieces = [len(MARK.findall(piece)) for piece in text.split()]
    if len(pieces) == 1 or set(pieces) == {2} or set(pieces[:-1]) == {WEEK}:
        return ""
    return "there are gaps, so nobody can say which session is which: write . for one unmarked"


def _sessions(codes: Sequence[str], span: Span) -> tuple[list[tuple[date, str]], str]:
    """The sessions that the marks stand for, and why that cannot be said."""
    if span.since is None:
        return [], "the first day is not known: give the first day that the file covers"
    if span.until is None:
        until = span.since + timedelta(days=max(0, FRIDAY - span.since.weekday()))
        sessions = _between(span.since, until)
        return sessions, ONE_WEEK if len(codes) > len(sessions) else ""
    sessions = _between(span.since, span.until)
    if len(codes) != len(sessions):
        days = f"the weekdays from {as_day(span.since)} to {as_day(span.until)}"
        return [], f"there are {len(codes)} marks, but {days} have {len(sessions)} sessions"
    return sessions, ""


def _between(since: date, until: date) -> list[tuple[date, str]]:
    days = (since + timedelta(days=n) for n in range(min((until - since).days + 1, 400)))
    return list(product((on for on in days if on.weekday() <= FRIDAY), HALVES))


def _marks(cells: Iterable[tuple[date, str, str]]) -> Iterator[ToldMark]:
    for on, session, text in cells:
        code = "".join(text.split()).upper()
        if code and code not in UNMARKED:
            yield ToldMark(on, session, code)


def _said(*marks: Iterable[ToldMark]) -> Said:
    return Said(marks=tuple(chain(*marks)))
