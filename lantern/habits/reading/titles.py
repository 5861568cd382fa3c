"""The days that a title says, above the headings or between one week's rows and the next's."""

import re
from collections.abc import Iterable
from datetime import date

from lantern.habits.reading.parts import Span
from lantern.roster.reading import Row
from lantern.roster.rules import read_date

FULLEST = 3  # cells that hold anything; a row with more of them is about a child
_GAP = r"[ \-/.]{1,2}"
_DATE = (
    rf"(\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?{_GAP}(?:\d{{1,2}}|[a-z]{{3,9}}){_GAP}\d{{2,4}})"
    r"(?!\d)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?,? )?"
_WEEK = re.compile(
    rf"\b(?:w/?[cb]|week (?:commencing|beginning|starting|of))[ :.\-]*{_DAY}{_DATE}", re.ASCII
)
_WEEKS = re.compile(r"w/?[cb]\b|week", re.ASCII)
_SPAN = re.compile(rf"(?<!\d){_DATE} ?(?:to|until|-|–) ?{_DAY}{_DATE}", re.ASCII)


def span_above(rows: Iterable[Row], on: date) -> Span:
    """What the last title above the headings says that says any days; `on` is today."""
    told = [span for row in rows if (span := span_told(row, on)).since]
    return told[-1] if told else Span()


def title_told(row: Row, on: date) -> Span:
    """What a title between the rows says, which stands alone or begins with the word week."""
    filled = [str(cell) for cell in row.cells if cell is not None]
    alone = len(filled) == 1 or (filled and _WEEKS.match(filled[0].casefold()))
    return span_told(row, on) if alone else Span()


def span_told(row: Row, on: date) -> Span:
    """“Week beginning 2 November 2026”, “2/11/2026 to 6/11/2026”; an empty one for anything else.

    A date alone, such as that of printing, says nothing.
    """
    filled = [str(cell) for cell in row.cells if cell is not None]
    if not filled or len(filled) > FULLEST:
        return Span()
    text = " ".join(" ".join(filled).casefold().split())
    if found := _WEEK.search(text):
        return Span(read_date(found[1], latest_year=on.year + 1))
    if found := _SPAN.search(text):
        since, until = (read_date(day, latest_year=on.year + 1) for day in found.groups())
        if since and until and since <= until:
            return Span(since, until)
    return Span()
