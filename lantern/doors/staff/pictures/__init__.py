"""What staff see of several subjects together, and where they may go."""

from lantern.doors.staff.pictures.beginning import NextStep, next_step
from lantern.doors.staff.pictures.calendar import (
    YearPicture,
    calendar,
    closed_days_of,
    judged_each,
    years_of,
)
from lantern.doors.staff.pictures.classes import ClassLine, Home, home_of
from lantern.doors.staff.pictures.places import menu
from lantern.doors.staff.pictures.staff import Permission, schools_of, staff_of, table

__all__ = [
    "ClassLine",
    "Home",
    "NextStep",
    "Permission",
    "YearPicture",
    "calendar",
    "closed_days_of",
    "home_of",
    "judged_each",
    "menu",
    "next_step",
    "schools_of",
    "staff_of",
    "table",
    "years_of",
]
