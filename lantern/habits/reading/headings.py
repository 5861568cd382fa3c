"""What the columns of an attendance export are called (standards 4.6), dated headings too."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lantern.roster.rules import is_known_heading, read_date


class Field(StrEnum):
    """What a column can hold; the values are what a saved choice spells."""

    IGNORE = "ignore"
    REF = "ref"
    UPN = "upn"
    FULL_NAME = "full_name"
    FORENAME = "forename"
    SURNAME = "surname"
    BORN_ON = "born_on"
    DATE = "date"
    SESSION = "session"
    MARK = "mark"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    DAY = "day"
    MARKS = "marks"
    WEEK = "week"
    POSSIBLE = "possible"
    ATTENDED = "attended"
    ABSENT = "absent"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    PERCENT = "percent"
    SINCE = "since"
    UNTIL = "until"


LABELS = {
    Field.IGNORE: "Leave this column out",
    Field.REF: "Lantern's own reference of the child",
    Field.UPN: "Unique pupil number",
    Field.FULL_NAME: "Full name",
    Field.FORENAME: "Forename",
    Field.SURNAME: "Surname",
    Field.BORN_ON: "Date of birth",
    Field.DATE: "Date",
    Field.SESSION: "Session: AM or PM",
    Field.MARK: "Mark",
    Field.MORNING: "Mark of the morning",
    Field.AFTERNOON: "Mark of the afternoon",
    Field.DAY: "Marks of the day in the heading",
    Field.MARKS: "Marks in a row, two a day",
    Field.WEEK: "Week beginning",
    Field.POSSIBLE: "Possible sessions",
    Field.ATTENDED: "Sessions attended",
    Field.ABSENT: "Sessions absent",
    Field.AUTHORISED: "Sessions absent with leave",
    Field.UNAUTHORISED: "Sessions absent without leave",
    Field.PERCENT: "Attendance in per cent",
    Field.SINCE: "First day",
    Field.UNTIL: "Last day",
}

_SPELLINGS = {
    Field.REF: "ref pupilref childref lanternref reference",
    Field.DATE: "date day markdate attendancedate sessiondate registerdate",
    Field.SESSION: "session ampm sessionname sessiontype period registersession",
    Field.MARK: "mark code attendancemark attendancecode registermark sessionmark markcode "
    "registercode registrationcode registrationmark",
    Field.MORNING: "am ammark morning amcode morningmark amsession",
    Field.AFTERNOON: "pm pmmark afternoon pmcode afternoonmark pmsession",
    Field.MARKS: "marks attendancemarks register codes weekmarks sessionmarks registrationmarks",
    Field.WEEK: "week weekbeginning weekcommencing weekstarting weekstart wc wb",
    Field.POSSIBLE: "possible possiblesessions sessionspossible totalpossible possiblemarks "
    "totalsessions sessions possibleattendances possibleattendance",
    Field.ATTENDED: "attended present presents attendances sessionsattended presentmarks "
    "attendancesmade totalattended totalpresent sessionspresent presentsessions actual made",
    Field.ABSENT: "absent absences absence totalabsences sessionsabsent sessionsmissed missed "
    "totalabsence absentsessions",
    Field.AUTHORISED: "authorised authorisedabsences authorisedabsence authabsences authabs "
    "authorisedabsent authorisedsessions authorised absencesauthorised",
    Field.UNAUTHORISED: "unauthorised unauthorisedabsences unauthorisedabsence unauthabsences "
    "unauthabs unauthorisedabsent unauthorisedsessions absencesunauthorised",
    Field.PERCENT: "percent percentage attendance attendancepercent attendancepercentage "
    "percentattendance percentageattendance percentpresent overallattendance attendancepc pct "
    "percentagepresent percentattended percentageattended percentatt percentageatt attpercent "
    "attpercentage attendancepct attpct pctattendance pctatt attendancerate attrate",
    Field.SINCE: "from startdate datefrom fromdate periodstart start starts startson since",
    Field.UNTIL: "to enddate dateto todate periodend end ends endson until",
}
_WORDS = {word: field for field, words in _SPELLINGS.items() for word in words.split()}
_OF_SHARES = frozenset(
    ["", "att", "attend", "attendance", "attendances", "attended", "sessionsattended", "present",
     "pres", "overall", "overallatt", "overallattendance", "totalattendance"]
)  # fmt: skip

_HALF = re.compile(r"\b(am|pm|a\.m\.?|p\.m\.?|morning|afternoon|[ap])(?=$|\W)", re.ASCII)
_WEEK = re.compile(r"(?:w/?[cb]|week (?:commencing|beginning|starting|of)|week)\b[ :.\-]*(.+)")
_WEEKDAY = re.compile(
    r"\b(?:(mon)(?:day)?|(tue)(?:s|sday)?|(wed)(?:s|nesday)?|(thu)(?:rs?|rsday)?|(fri)(?:day)?"
    r"|(sat)(?:urday)?|(sun)(?:day)?)\b"
)
_NO_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?([ \-/.]+)(\d{1,2}|[a-z]{3,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read: its field, and the day, weekday (0 is Monday) or session that it names."""

    field: Field
    on: date | None = None
    weekday: int | None = None
    session: str = ""


def knows(text: str, on: date) -> bool:
    """Whether a cell reads like a heading of an attendance export.

    AM and PM alone are none: they may stand in a second row, beneath the days.
    """
    found = read_heading(text, on)
    if found and found.field in (Field.MORNING, Field.AFTERNOON):
        return False
    return found is not None or is_known_heading(text)


def read_heading(text: str, on: date) -> Heading | None:
    """What a heading says of attendance, or None; one about the child is the roster's to read."""
    plain = " ".join(text.casefold().split())
    if word := _word(plain):
        return Heading(word)
    if found := _WEEK.fullmatch(plain):
        monday = _heading_date(found[1], on)
        return Heading(Field.MARKS, on=monday) if monday else None
    return _dated(plain, on)


def _word(plain: str) -> Field | None:
    key = "".join(mark for mark in plain if mark.isalnum()).replace("authorized", "authorised")
    if "%" in plain:
        return Field.PERCENT if key in _OF_SHARES else None
    return _WORDS.get(key)


def _dated(plain: str, on: date) -> Heading | None:
    half = read_session_in(plain)
    rest = _HALF.sub(" ", plain)
    named = _WEEKDAY.search(rest)
    weekday = next(n for n, day in enumerate(named.groups()) if day) if named else None
    rest = _WEEKDAY.sub(" ", rest).strip(" ,()[]-–:")
    if day := _heading_date(rest, on):
        return Heading(Field.DAY, on=day, session=half)
    if weekday is None or rest:
        return None
    return Heading(Field.DAY, weekday=weekday, session=half)


def read_session_in(plain: str) -> str:
    """The session that small letters name, am or pm, or nothing."""
    found = _HALF.search(plain)
    return ("am" if found[1][0] in "am" and found[1] != "pm" else "pm") if found else ""


def _heading_date(text: str, on: date) -> date | None:
    """A date as read_date has it, or one without its year: the last such day not after today."""
    text = text.strip(" ,")
    if full := read_date(text, latest_year=on.year):
        return full
    found = _NO_YEAR.fullmatch(text)
    if not found:
        return None
    gap = "/" if found[3].isdigit() else " "
    for year in (on.year, on.year - 1):
        day = read_date(f"{found[1]}{gap}{found[3]}{gap}{year}", latest_year=on.year)
        if day and day <= on:
            return day
    return None
