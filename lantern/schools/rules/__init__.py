"""Spans of a school's own calendar, as plain values, and as someone typed them."""

from lantern.schools.rules.naming import key_from
from lantern.schools.rules.pasting import Pasted, read_pasted
from lantern.schools.rules.redrawing import Redrawn, divided, redrawn
from lantern.schools.rules.spans import (
    SATURDAY,
    SCHOOL_DAYS,
    CalendarTrouble,
    Closed,
    Dates,
    TermDates,
    Window,
    YearDates,
    days,
    in_order,
    inside,
    out_of_order,
    school_days,
    sessions,
    shut_days,
    week_of,
    year_name,
)
from lantern.schools.rules.typed import read_spans, read_year

__all__ = [
    "SATURDAY",
    "SCHOOL_DAYS",
    "CalendarTrouble",
    "Closed",
    "Dates",
    "Pasted",
    "Redrawn",
    "TermDates",
    "Window",
    "YearDates",
    "days",
    "divided",
    "in_order",
    "inside",
    "key_from",
    "out_of_order",
    "read_pasted",
    "read_spans",
    "read_year",
    "redrawn",
    "school_days",
    "sessions",
    "shut_days",
    "week_of",
    "year_name",
]
