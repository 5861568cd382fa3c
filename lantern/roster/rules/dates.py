"""Dates as school systems write them: the day first, or as a spreadsheet's day number."""

import re
from datetime import date, timedelta
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
CLOCK = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m)?Z?", re.ASCII | re.IGNORECASE)
DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.\- ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", re.ASCII)
YEAR_FIRST = re.compile(
    r"(\d{4})([/.\-]?)(\d{2})\2(\d{2})|(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})", re.ASCII
)
IN_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]*([a-z]{3,9})[ \-/.,]*(\d{4}|\d{2})", re.ASCII
)
SERIAL = re.compile(r"\d{5}", re.ASCII)


@lru_cache(maxsize=4096)  # a register says each day hundreds of times
def read_date(value: str | int | date, *, latest_year: int, from_1904: bool = False) -> date | None:
    """The day a cell names, or None if it names none.

    Text is read day first (`4/9/2018` is 4 September), by ISO 8601, or with the month in words. A
    two-digit year is the last such year not after `latest_year`. A whole number is a spreadsheet's
    day number, counted from 1900 or 1904 (standards 4.6).
    """
    if isinstance(value, date):
        return value
    text = CLOCK.sub("", str(value).strip())
    if SERIAL.fullmatch(text):
        return day_number(int(text), from_1904=from_1904)
    return _year_first(text) or _day_first(text, latest_year) or _in_words(text, latest_year)


def day_number(number: int, *, from_1904: bool = False) -> date | None:
    """The day a spreadsheet means by a number of five digits (1927 on); None for any other.

    The 1900 calendar counts from 30 December 1899, since it holds a 29 February 1900 that never
    was (standards 4.6).
    """
    if not 10_000 <= number <= 99_999:
        return None
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return first + timedelta(days=number)


def _year_first(text: str) -> date | None:
    found = YEAR_FIRST.fullmatch(text)
    if not found:
        return None
    year, _, month, day = found.groups()[:4] if found[1] else (found[5], "", found[6], found[7])
    return _day(int(year), int(month), int(day))


def _day_first(text: str, latest_year: int) -> date | None:
    found = DAY_FIRST.fullmatch(text)
    if not found:
        return None
    return _day(_full_year(found[4], latest_year), int(found[3]), int(found[1]))


def _in_words(text: str, latest_year: int) -> date | None:
    found = IN_WORDS.fullmatch(text.casefold())
    if not found:
        return None
    word = "sep" if found[2] == "sept" else found[2]
    names = MONTH_NAMES if word in MONTH_NAMES else MONTHS
    if word not in names:
        return None
    return _day(_full_year(found[3], latest_year), names.index(word) + 1, int(found[1]))


def _full_year(digits: str, latest_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    return latest_year - (latest_year - int(digits)) % 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_words(day: date) -> str:
    """A day as people write it: `4 September 2018`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1].capitalize()} {day.year}"


def age_on(born_on: date, on: date) -> int:
    """Whole years old on a day; a child of 29 February has a birthday on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
