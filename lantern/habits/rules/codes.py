"""The codes of the attendance register, each with the days on which it holds (standards 3.1)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from lantern.habits.rules.recording import CannotRecord

CHANGE = date(2024, 8, 19)  # the School Attendance (Pupil Registration) (England) Regulations 2024
NO_CODE = "is no attendance code: write one that registers have, or leave it blank."
TOO_YOUNG = "X"  # marked before compulsory school age alone (standards 3.1, 7)
LAST_OF_OLD = CHANGE - timedelta(days=1)


class Category(Enum):
    """What a code counts as: one of the three that make a possible session, or none."""

    PRESENT = "P"
    AUTHORISED = "A"
    UNAUTHORISED = "U"
    NOT_POSSIBLE = "X"


@dataclass(frozen=True, slots=True)
class Code:
    """One code, what it means, and its first and last day; None where it has no such day."""

    code: str
    meaning: str
    category: Category
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a register may carry it on that day."""
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on <= self.until)

    @property
    def when(self) -> str:
        """Its days in words that follow the code."""
        if self.until is not None:
            return f"ended on {_said(self.until)}"
        return "always holds" if self.since is None else f"begins on {_said(self.since)}"


class UnknownCode(CannotRecord):
    """A code that no register may carry on that day, said in one plain sentence."""


_P, _A = Category.PRESENT, Category.AUTHORISED
_U, _X = Category.UNAUTHORISED, Category.NOT_POSSIBLE

CODES: tuple[Code, ...] = (
    Code("/", "Present in the morning", _P),
    Code("\\", "Present in the afternoon", _P),
    Code("L", "Late, before the register closed", _P),
    Code("K", "Education that the local authority arranged elsewhere", _P, CHANGE),
    Code("V", "Educational visit or trip", _P),
    Code("P", "Sporting activity", _P),
    Code("W", "Work experience", _P),
    Code("B", "Other approved education off the site", _P),
    Code("D", "At the other school where they are registered", _X),
    Code("C1", "Leave for a performance or for work abroad", _A, CHANGE),
    Code("M", "Medical or dental appointment", _A),
    Code("J1", "Interview for work or for another school", _A, CHANGE),
    Code("S", "Study leave for public examinations", _A),
    Code(TOO_YOUNG, "Below compulsory school age and not expected", _X),
    Code("C2", "Part-time timetable", _A, CHANGE),
    Code("C", "Leave in exceptional circumstances", _A),
    Code("T", "A parent is travelling for work", _A),
    Code("R", "Religious observance", _A),
    Code("I", "Illness", _A),
    Code("E", "Suspended or excluded, and no other provision", _A),
    Code("Q", "No arrangements for getting to school", _X, CHANGE),
    Code("Y1", "Their usual transport was not running", _X, CHANGE),
    Code("Y2", "Travel was disrupted widely", _X, CHANGE),
    Code("Y3", "Part of the site was closed", _X, CHANGE),
    Code("Y4", "The whole site was closed unexpectedly", _X, CHANGE),
    Code("Y5", "In criminal justice detention", _X, CHANGE),
    Code("Y6", "Kept away by public health guidance or law", _X, CHANGE),
    Code("Y7", "Another cause that could not be avoided", _X, CHANGE),
    Code("G", "Holiday that was not granted", _U),
    Code("N", "Reason not known yet", _U),
    Code("O", "Absent without a reason that the school accepts", _U),
    Code("U", "Late, after the register closed", _U),
    Code("Z", "Not on the roll yet", _X),
    Code("#", "Planned closure of the whole school", _X),
    Code("H", "Holiday that was granted", _A, None, LAST_OF_OLD),
    Code("J", "Interview for work or for another school", _P, None, LAST_OF_OLD),
    Code("Y", "Could not attend because of exceptional circumstances", _X, None, LAST_OF_OLD),
)


def _by_code() -> Mapping[str, tuple[Code, ...]]:
    found: dict[str, list[Code]] = defaultdict(list)
    for code in CODES:
        found[code.code].append(code)
    return {code: tuple(entries) for code, entries in found.items()}


_BY_CODE = _by_code()
_CHANGES = tuple(
    sorted(
        {code.since for code in CODES if code.since}
        | {code.until + timedelta(days=1) for code in CODES if code.until}
    )
)
_COUNTS = {
    Category.PRESENT: (1, 1),
    Category.AUTHORISED: (1, 0),
    Category.UNAUTHORISED: (1, 0),
    Category.NOT_POSSIBLE: (0, 0),
}


def tidy_code(text: str) -> str:
    """A code as the table writes it: capitals, no spaces."""
    return "".join(text.split()).upper()


def category(code: str, on: date) -> Category:
    """What a code counts as on a day. Raises UnknownCode if none may be carried that day."""
    for entry in _BY_CODE.get(code, ()):
        if entry.holds(on):
            return entry.category
    raise UnknownCode(_why_not(code))


def counts(code: str, on: date) -> tuple[int, int]:
    """How many possible sessions one mark is, and how many attended: each 0 or 1.

    Raises UnknownCode if none may be carried that day.
    """
    return _COUNTS[category(code, on)]


def eras(since: date, until: date) -> tuple[date, ...]:
    """The first day, then each later day up to the last from which some code means another thing.

    Between one and the next every code has one meaning.
    """
    return (since, *(change for change in _CHANGES if since < change <= until))


def _why_not(code: str) -> str:
    entries = _BY_CODE.get(code, ())
    return f"Code {code} {entries[0].when}." if entries else f"“{code}” {NO_CODE}"


def _said(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
