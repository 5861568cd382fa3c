"""The last day of something dated."""

from datetime import date

from lantern.roster.models import ClassStaff, GroupPlace, GroupStaff, Mentoring


def end_on(row: ClassStaff | GroupPlace | GroupStaff | Mentoring, last_day: date) -> None:
    """Give it that last day; what never began is taken away."""
    if last_day < row.starts_on:
        row.delete()
        return
    row.ends_on = last_day
    row.save(update_fields=["ends_on"])
