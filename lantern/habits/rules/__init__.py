"""What attendance codes mean and how sessions are added up, over plain values."""

from lantern.habits.rules.codes import (
    CODES,
    Category,
    Code,
    UnknownCode,
    category,
    counts,
    eras,
    tidy_code,
)
from lantern.habits.rules.matching import Found, Known, Roll, Sought
from lantern.habits.rules.recording import (
    AFTERNOON,
    MORNING,
    SESSIONS,
    CannotRecord,
    Count,
    Mark,
    Recorded,
    Total,
    count_trouble,
    total_trouble,
    weekdays,
)
from lantern.habits.rules.sums import Sessions, added_up, is_persistent, is_severe, percent

__all__ = [
    "AFTERNOON",
    "CODES",
    "MORNING",
    "SESSIONS",
    "CannotRecord",
    "Category",
    "Code",
    "Count",
    "Found",
    "Known",
    "Mark",
    "Recorded",
    "Roll",
    "Sessions",
    "Sought",
    "Total",
    "UnknownCode",
    "added_up",
    "category",
    "count_trouble",
    "counts",
    "eras",
    "is_persistent",
    "is_severe",
    "percent",
    "tidy_code",
    "total_trouble",
    "weekdays",
]
