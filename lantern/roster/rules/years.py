"""Year groups as whole numbers: Reception is 0, the nursery years are -1 and -2 (standards 7)."""

from collections.abc import Iterable, Mapping
from datetime import date

RECEPTION = 0
YOUNGEST, OLDEST = -2, 13
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SHORT = {
    "r": 0, "rec": 0, "recep": 0, "reception": 0, "yr": 0, "yearr": 0, "fs2": 0, "f2": 0,
    "n": -1, "nur": -1, "nursery": -1, "n2": -1, "nursery2": -1, "fs1": -1, "f1": -1,
    "n1": -2, "nursery1": -2,
}  # fmt: skip


def academic_year_of(on: date) -> int:
    """The calendar year in which the academic year holding this day began (1 September)."""
    return on.year if on.month >= 9 else on.year - 1


def year_group(born_on: date, academic_year: int) -> int:
    """The year group of a child born on a day, in the academic year starting in `academic_year`.

    The cut-off is 31 August (standards 7). Only a default: a school may place a child elsewhere.
    """
    cohort = born_on.year if born_on.month <= 8 else born_on.year + 1
    return academic_year - cohort - 4


def year_group_of(born_on: date, years_apart: int, academic_year: int) -> int:
    """The year group that a child is taught in, `years_apart` from the one of their age.

    It moves up with the child: whoever is taught with the year below is so next year too.
    """
    return year_group(born_on, academic_year) + years_apart


def year_name(year: int) -> str:
    """A year group in words: `Year 3`, `Reception`, `Nursery 2` (aged three), `Nursery 1`."""
    if year > RECEPTION:
        return f"Year {year}"
    return {0: "Reception", -1: "Nursery 2", -2: "Nursery 1"}.get(year, "Before nursery")


def years_beside(years: Iterable[int]) -> Mapping[int, str]:
    """What stands beside each name of a list, by year group: nothing where all are of one."""
    every = set(years)
    return {year: year_name(year) for year in every} if len(every) > 1 else {}


def read_year(text: str) -> int | None:
    """The year group a school wrote, or None when it is not one year (`EYFS`, `3/4`).

    Reads `Year 3`, `Yr 3`, `Y3`, `3`, `03`, `Year three`, `R`, `Rec`, `N2`, `FS1`, `0`, `-1`.
    """
    tight = "".join(text.casefold().split())
    if tight in ("-1", "-2"):
        return int(tight)
    tight = "".join(mark for mark in tight if mark not in "-._")
    if tight in SHORT:
        return SHORT[tight]
    for start in ("ncyear", "year", "yr", "y"):
        tight = tight.removeprefix(start)
    return _number(tight)


def _number(text: str) -> int | None:
    if text in WORDS:
        return WORDS.index(text) + 1
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return None
    return int(text) if int(text) <= OLDEST else None
