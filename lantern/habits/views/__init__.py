"""The screens of habits: loading attendance, and the day and the week of a class."""

from lantern.habits.views.attendance import (
    attendance,
    attendance_cancel,
    attendance_confirm,
    attendance_file,
)
from lantern.habits.views.day import day
from lantern.habits.views.missing import missing
from lantern.habits.views.week import week

__all__ = [
    "attendance",
    "attendance_cancel",
    "attendance_confirm",
    "attendance_file",
    "day",
    "missing",
    "week",
]
