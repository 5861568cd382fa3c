"""Inventing: children and what becomes of them, the same for the same seed."""

from lantern.demo.rules.attending import PRESENT, days_away
from lantern.demo.rules.children import Child, Room, class_of
from lantern.demo.rules.counting import count_of_week
from lantern.demo.rules.judging import decide, rating_of, step_of
from lantern.demo.rules.natures import Nature
from lantern.demo.rules.spreadsheet import as_csv

__all__ = [
    "PRESENT",
    "Child",
    "Nature",
    "Room",
    "as_csv",
    "class_of",
    "count_of_week",
    "days_away",
    "decide",
    "rating_of",
    "step_of",
]
