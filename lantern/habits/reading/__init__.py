"""An attendance file turned into plain rows: marks by the session, week by week, or totals."""

from datetime import date
from functools import partial

from lantern.habits.reading.columns import (
    Column,
    Columns,
    columns_of,
    guess_columns,
)
from lantern.habits.reading.headings import LABELS, Field, knows
from lantern.habits.reading.remembering import headings_key, remembered, to_remember
from lantern.habits.reading.told import (
    Child,
    Line,
    Span,
    ToldMark,
    ToldTotal,
    days_needed,
    span_of,
    tell,
)
from lantern.roster.reading import FileTrouble, Most, Table, read_table

__all__ = [
    "LABELS",
    "MOST",
    "Child",
    "Column",
    "Columns",
    "Field",
    "FileTrouble",
    "Line",
    "Span",
    "Table",
    "ToldMark",
    "ToldTotal",
    "columns_of",
    "days_needed",
    "guess_columns",
    "headings_key",
    "read_attendance",
    "remembered",
    "span_of",
    "tell",
    "to_remember",
]


MOST = Most(200_000, "export fewer days at a time")  # a year of 420 children is 159,600 marks


def read_attendance(content: bytes, filename: str, *, on: date) -> Table:
    """The table in a CSV or Excel file; `on` is today, for headings such as “Mon 23 Nov”.

    Raises FileTrouble, and nothing else, for whatever cannot be read.
    """
    return read_table(content, filename, knows=partial(knows, on=on), most=MOST)
