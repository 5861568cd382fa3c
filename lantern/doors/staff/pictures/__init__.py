"""What staff see of several subjects together, and where they may go."""

from lantern.doors.staff.pictures.beginning import NextStep, next_step
from lantern.doors.staff.pictures.calendar import (
    Marked,
    YearPicture,
    calendar,
    closed_days_of,
    half_terms_of,
    has_year,
    is_set,
    judged_each,
    marked_on,
    marked_on_days,
    replaced_by,
    years_of,
)
from lantern.doors.staff.pictures.classes import ClassLine, Home, home_of
from lantern.doors.staff.pictures.moving_up import besides, lately, year_name_after
from lantern.doors.staff.pictures.places import menu
from lantern.doors.staff.pictures.setting_up import SettingUp, setting_up, still_setting_up
from lantern.doors.staff.pictures.staff import OnStaff, Permission, Right, staff_of, table
from lantern.doors.staff.pictures.staff_list import StaffLine, StaffPlan, staff_plan

__all__ = [
    "ClassLine",
    "Home",
    "Marked",
    "NextStep",
    "OnStaff",
    "Permission",
    "Right",
    "SettingUp",
    "StaffLine",
    "StaffPlan",
    "YearPicture",
    "besides",
    "calendar",
    "closed_days_of",
    "half_terms_of",
    "has_year",
    "home_of",
    "is_set",
    "judged_each",
    "lately",
    "marked_on",
    "marked_on_days",
    "menu",
    "next_step",
    "replaced_by",
    "setting_up",
    "staff_of",
    "staff_plan",
    "still_setting_up",
    "table",
    "year_name_after",
    "years_of",
]
