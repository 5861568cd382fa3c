"""The plain values that rows of an attendance file come down to."""

from dataclasses import dataclass
from datetime import date

from lantern.roster.rules import name_key


@dataclass(frozen=True, kw_only=True, slots=True)
class Child:
    """How a row names its child; blank is "the file does not say"."""

    ref: str = ""
    upn: str = ""
    forename: str = ""
    surname: str = ""
    born_on: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The name as it is compared."""
        return name_key(self.forename, self.surname)

    @property
    def name(self) -> str:
        """The name as the file has it."""
        return f"{self.forename} {self.surname}".strip()


FIRST_DAY, LAST_DAY = "since", "until"


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day that the user gave for a file that does not say them itself."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ToldMark:
    """A code for one session, `am` or `pm`, of one day."""

    on: date
    session: str
    code: str


@dataclass(frozen=True, slots=True)
class ToldTotal:
    """Half-day sessions possible and attended between two days."""

    starts_on: date
    ends_on: date
    possible: int
    attended: int


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says, and why some of it could not be read.

    `needs` are the days of the file, by the fields of a Span, without which nobody can tell.
    """

    marks: tuple[ToldMark, ...] = ()
    totals: tuple[ToldTotal, ...] = ()
    troubles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def in_short(text: str) -> str:
    """As much of a cell as a sentence can hold."""
    return text if len(text) <= 40 else text[:39] + "…"


def as_day(on: date) -> str:
    """A day as a sentence names it: Monday 23 November 2026."""
    return f"{on:%A} {on.day} {on:%B %Y}"
