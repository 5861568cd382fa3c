"""What was counted, read and shaped for showing and for the rules downstream."""

from lantern.habits.pictures.counted import Seen, Wanted, seen
from lantern.habits.pictures.week import Week, WeekCell, WeekRow, tally_facts, week_of_class

__all__ = [
    "Seen",
    "Wanted",
    "Week",
    "WeekCell",
    "WeekRow",
    "seen",
    "tally_facts",
    "week_of_class",
]
