"""September: what a school wishes for its next year, done at once, and undone within a week."""

from lantern.roster.actions.rollover.choosing import wish
from lantern.roster.actions.rollover.rolling import RolloverMoved, roll_over
from lantern.roster.actions.rollover.undoing import undo_rollover

__all__ = ["RolloverMoved", "roll_over", "undo_rollover", "wish"]
