"""What was counted, read and shaped for showing and for the rules downstream."""

from lantern.habits.pictures import nightly
from lantern.habits.pictures.alike import folded
from lantern.habits.pictures.closed import ClosedReview
from lantern.habits.pictures.counted import Seen, Wanted, seen
from lantern.habits.pictures.day import Day, DayCell, daily_facts, day_of_class, last_school_day
from lantern.habits.pictures.loading import (
    Understood,
    loaded_lately,
    registers,
    understood,
)
from lantern.habits.pictures.missing import MissingWeek, missing_in
from lantern.habits.pictures.preview import Preview, preview
from lantern.habits.pictures.rows import rows_told
from lantern.habits.pictures.week import Week, WeekCell, WeekRow, tally_facts, week_of_class

__all__ = [
    "ClosedReview",
    "Day",
    "DayCell",
    "MissingWeek",
    "Preview",
    "Seen",
    "Understood",
    "Wanted",
    "Week",
    "WeekCell",
    "WeekRow",
    "daily_facts",
    "day_of_class",
    "folded",
    "last_school_day",
    "loaded_lately",
    "missing_in",
    "nightly",
    "preview",
    "registers",
    "rows_told",
    "seen",
    "tally_facts",
    "understood",
    "week_of_class",
]
