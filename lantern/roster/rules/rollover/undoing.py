"""For how long a rollover may be undone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

A_WEEK = timedelta(days=7)


def last_day_to_undo(done_at: datetime, time_zone: str) -> date:
    """The same weekday a week later, all of it, by the school's clock, which may change between."""
    return done_at.astimezone(ZoneInfo(time_zone)).date() + A_WEEK
