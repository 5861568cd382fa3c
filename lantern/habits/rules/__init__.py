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
from lantern.habits.rules.sums import Sessions, added_up, is_persistent, is_severe, percent

__all__ = [
    "CODES",
    "Category",
    "Code",
    "Sessions",
    "UnknownCode",
    "added_up",
    "category",
    "counts",
    "eras",
    "is_persistent",
    "is_severe",
    "percent",
    "tidy_code",
]
