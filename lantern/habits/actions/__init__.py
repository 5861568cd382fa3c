"""Recording what was counted: in bulk, all or nothing, never over what was there."""

from lantern.habits.actions.attendance import record_marks, record_totals
from lantern.habits.actions.tallies import record_tallies

__all__ = ["record_marks", "record_tallies", "record_totals"]
