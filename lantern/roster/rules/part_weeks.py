"""Sessions of the week in which a child is not at this school, and when X may be marked.

A session is a digit of 0 to 9: twice the day from Monday, and one more for its afternoon.
"""

from collections.abc import Iterable
from datetime import date

NAMES = {
    str(2 * day + half): f"{name} {part}"
    for day, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
    for half, part in enumerate(("morning", "afternoon"))
}
EVERY = {"02468": "every morning", "13579": "every afternoon"}
SESSIONS = ("am", "pm")
PRESCRIBED = ((3, 31), (8, 31), (12, 31))  # when compulsory school age begins (standards 7)


def session_of(on: date, session: str) -> str:
    """The digit of a session of a day; of a weekend it is none of a week's."""
    return str(2 * on.weekday() + SESSIONS.index(session))


def sessions_kept(sessions: Iterable[str]) -> str:
    """Each once, in order."""
    return "".join(sorted({each for each in sessions if each in NAMES}))


def sessions_told(kept: str) -> str:
    """Monday and Tuesday afternoon; whole days by their name alone; every afternoon."""
    if kept in EVERY:
        return EVERY[kept]
    days: list[str] = []
    for day in range(5):
        halves = [half for half in "01" if str(2 * day + int(half)) in kept]
        name = NAMES[str(2 * day)].split()[0]
        if len(halves) == 2:
            days.append(name)
        elif halves:
            days.append(NAMES[str(2 * day + int(halves[0]))])
    return " and ".join(part for part in (", ".join(days[:-1]), *days[-1:]) if part)


def too_old_for(born_on: date, until: date | None) -> date | None:
    """The first day of compulsory school age, if a part-time week by age lasts into it."""
    first = compulsory_from(born_on)
    return first if until is None or until >= first else None


def compulsory_from(born_on: date) -> date:
    """The first day of compulsory school age: the prescribed day on or after the fifth birthday.

    Who is born on 29 February is five on the 28th, or the 1st of March: no prescribed day lies
    between the two.
    """
    fifth = date(born_on.year + 5, born_on.month, min(born_on.day, 28))
    if born_on.day < 29 or born_on.month != 2:
        fifth = born_on.replace(year=born_on.year + 5)
    days = (date(year, *day) for year in (fifth.year, fifth.year + 1) for day in PRESCRIBED)
    return min(day for day in days if day >= fifth)
