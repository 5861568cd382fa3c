"""September: the school as it stands at the turn of a year, and what would become of it."""

from lantern.roster.pictures.rollover.preview import NextClass, Preview, preview_of
from lantern.roster.pictures.rollover.turn import (
    class_names,
    planned,
    turn_of,
    wishes_for,
    year_to_come,
)

__all__ = [
    "NextClass",
    "Preview",
    "class_names",
    "planned",
    "preview_of",
    "turn_of",
    "wishes_for",
    "year_to_come",
]
