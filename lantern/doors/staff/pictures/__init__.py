"""What staff see of several subjects together, and where they may go."""

from lantern.doors.staff.pictures.calendar import YearPicture, calendar, closed_days_of, years_of
from lantern.doors.staff.pictures.classes import ClassLine, classes_today
from lantern.doors.staff.pictures.places import menu
from lantern.doors.staff.pictures.staff import Permission, here_today, schools_of, staff_of, table

__all__ = [
    "ClassLine",
    "Permission",
    "YearPicture",
    "calendar",
    "classes_today",
    "closed_days_of",
    "here_today",
    "menu",
    "schools_of",
    "staff_of",
    "table",
    "years_of",
]
