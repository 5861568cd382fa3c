"""The days that a line of text names, whatever way they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TURN = 8  # an academic year begins in August at the earliest

_WEEKDAY = (
    r"(?:(?<![a-z])(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?,?\s*(?:the\s+)?)?"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBER = r"(?<![\d/.])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDED = _WEEKDAY + _NUMBER + r"(?:\s+of)?[\s-]*" + _MONTH + r"(?:,?[\s-]*(?P<year>20\d\d)\b)?"
_NUMERIC = (
    _WEEKDAY
    + r"(?<![\d/.])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)"
    + r"(?P<year>20\d\d|\d\d)(?!\d|[/.]\d)"
)
_SHORT = _WEEKDAY + r"(?<![\d-])(?P<day>\d{1,2})-" + _MONTH + r"-(?P<year>20\d\d|\d\d)\b"
_ISO = _WEEKDAY + r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"
_BARE = _WEEKDAY + _NUMBER + r"\b(?![/:.]\d)"
_WAYS = [
    re.compile(way, re.IGNORECASE | re.ASCII) for way in (_ISO, _NUMERIC, _SHORT, _WORDED, _BARE)
]
_TO = re.compile(r"\s*(?:to|until|till|through|-)\s*(?:and including\s*)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|&|,|,\s*and)\s*", re.IGNORECASE)
# A number after one of these counts: Term 1 - 2 September.
_COUNTS = re.compile(
    r"(?:\b(?:term|half|day|week|year|part|autumn|spring|summer))\s*$", re.IGNORECASE
)

_HALF_TERM = re.compile(r"half[\s-]*term\s*$", re.IGNORECASE)

MOST_TERMS = 6
LONGEST_COUNTED = 20  # characters, of such a word and the spaces after it


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of a line, where it stands, and what is wrong with it; `to` the next it is a span."""

    on: date | None
    starts: int
    ends: int
    wrong: str = ""
    to: bool = False


def began_by(year: int, month: int) -> int:
    """The calendar year in which the academic year of a month began."""
    return year if month >= TURN else year - 1


def days_in(line: str, *, began: int) -> list[Day]:
    """Every day that a line names, in its order.

    One without its year is of the academic year of another of the line, else of that which `began`.
    """
    found = _whole_and_bare(line)
    years = [_year_of(each) for each in found if each["year"]]
    own = years[0] if years else began
    return [_day(line, each, found[n + 1 : n + 2], own) for n, each in enumerate(found)]


Found = dict[str, str | int]


def _whole_and_bare(line: str) -> list[Found]:
    """The days from the last to the first: a bare number has the month of the next, if joined."""
    found: list[Found] = []
    for each in sorted(_matches(line), key=lambda each: each["starts"], reverse=True):
        if not each["month"]:
            after = found[-1] if found else None
            joined = after and _joined(line[int(each["ends"]) : int(after["starts"])])
            if not joined or after is None or _counts(line, each, found):
                continue
            each |= {"month": after["month"], "year": after["year"]}
        found.append(each)
    return found[::-1]


def _counts(line: str, bare: Found, later: Sequence[Found]) -> bool:
    """Whether a number is no day: Term 1 - 2 September. The 23 of "half term 23 to 27" is one.

    `later` are the days that follow, the next of them last.
    """
    starts, ends = int(bare["starts"]), int(bare["ends"])
    before = line[max(0, starts - LONGEST_COUNTED) : starts]
    between = line[ends : int(later[-1]["starts"])]
    if int(bare["day"]) > MOST_TERMS or not _COUNTS.search(before):
        return False
    if between == "-" or any(map(str.isalpha, between)):
        return False
    return not _HALF_TERM.search(before) or _leads_to_another(line, later)


def _leads_to_another(line: str, later: Sequence[Found]) -> bool:
    """Half term 1 - 4 September to 20 October: its first day has a last one."""
    if len(later) < 2:
        return False
    return bool(_TO.fullmatch(line[int(later[-1]["ends"]) : int(later[-2]["starts"])]))


def _matches(line: str) -> list[Found]:
    found: list[Found] = []
    taken = bytearray(len(line))
    for way in _WAYS:
        for match in way.finditer(line):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"x" * len(match[0])
            told = {"month": "", "year": "", **match.groupdict(default="")}
            found.append({**told, "starts": match.start(), "ends": match.end()})
    return found


def _joined(between: str) -> bool:
    return bool(_TO.fullmatch(between) or _AND.fullmatch(between))


def _month(found: Found) -> int:
    word = str(found["month"]).lower()
    return int(word) if word.isdecimal() else MONTHS.index(word[:3]) + 1


def _calendar_year(found: Found) -> int:
    """2026 from 2026 or 26; 0 where none is written."""
    written = int(found["year"] or 0)
    return written + 2000 if 0 < written < 100 else written


def _year_of(found: Found) -> int:
    return began_by(_calendar_year(found), _month(found))


def _day(line: str, found: Found, after: Sequence[Found], began: int) -> Day:
    starts, ends = int(found["starts"]), int(found["ends"])
    month = _month(found)
    year = _calendar_year(found) or (began if month >= TURN else began + 1)
    told = line[starts:ends].strip()
    to = bool(after) and bool(_TO.fullmatch(line[ends : int(after[0]["starts"])]))
    try:
        on = date(year, month, int(found["day"]))
    except ValueError:
        return Day(on=None, starts=starts, ends=ends, wrong=f"There is no {told}.")
    return Day(on=on, starts=starts, ends=ends, wrong=_misfit(str(found["weekday"]), on), to=to)


def _misfit(weekday: str, on: date) -> str:
    if not weekday or WEEKDAYS.index(weekday[:3].lower()) == on.weekday():
        return ""
    said = NAMES[WEEKDAYS.index(weekday[:3].lower())]
    return f"{on.day} {on:%B %Y} is a {NAMES[on.weekday()]}, not a {said}."
