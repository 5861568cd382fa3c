"""Recording what was counted: in bulk, all or nothing, never over what was there."""

from lantern.habits.actions.attendance import record_marks, record_totals
from lantern.habits.actions.days import record_days
from lantern.habits.actions.loading import (
    cancel_file,
    confirm_file,
    file_sent,
    forget_old_files,
    keep_file,
    load_file,
    understand_file,
)
from lantern.habits.actions.nightly import refuse_nightly, same_nightly, take_nightly
from lantern.habits.actions.summing import sum_again, sum_as_here
from lantern.habits.actions.tallies import record_tallies

__all__ = [
    "cancel_file",
    "confirm_file",
    "file_sent",
    "forget_old_files",
    "keep_file",
    "load_file",
    "record_days",
    "record_marks",
    "record_tallies",
    "record_totals",
    "refuse_nightly",
    "same_nightly",
    "sum_again",
    "sum_as_here",
    "take_nightly",
    "understand_file",
]
