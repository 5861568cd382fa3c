"""A child's profile as plain values: what the page, the grid and the paper are all drawn from."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lantern.judgements.pictures import Said
from lantern.profiles.rules import Suggestion
from lantern.schools.rules import Window


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What one earlier review showed, in the words and the colour that it had then."""

    period: str
    value: str
    name: str
    symbol: str = ""
    colour: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaPicture:
    """One area of attitude: what the facts suggest, and what each voice said."""

    key: str
    name: str
    short: str
    measured: bool
    suggestion: Suggestion | None
    mentor: Said | None
    child: Said | None
    agreed: Said | None
    trend: tuple[Past, ...] = ()

    @property
    def decided(self) -> Said | None:
        """The view that counts: what was agreed, else the mentor's."""
        return self.agreed or self.mentor

    @property
    def shows(self) -> str:
        """The rating to show: the one decided, else the one suggested; empty for neither."""
        if self.decided is not None:
            return self.decided.value
        return self.suggestion.rating if self.suggestion else ""

    @property
    def differs(self) -> bool:
        """Whether an adult decided otherwise than the facts suggest."""
        suggested = self.suggestion.rating if self.suggestion else ""
        return self.decided is not None and suggested not in ("", self.decided.value)

    @property
    def early(self) -> bool:
        """Whether it is too early to say and nobody did, so that nobody need judge it."""
        return self.decided is None and self.suggestion is not None and self.suggestion.early

    @property
    def wants_reason(self) -> bool:
        """Whether the decision differs from the facts and nobody has said why."""
        return self.differs and self.decided is not None and not self.decided.reason


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectPicture:
    """One subject: the band now, before, and expected, and what each voice said."""

    key: str
    name: str
    short: str
    mentor: Said | None
    child: Said | None
    agreed: Said | None
    expected: tuple[str, ...] = ()
    before: str = ""
    trend: tuple[Past, ...] = ()

    @property
    def decided(self) -> Said | None:
        """The view that counts: what was agreed, else the mentor's."""
        return self.agreed or self.mentor

    @property
    def shows(self) -> str:
        """The step to show; empty while nobody has judged."""
        return self.decided.value if self.decided else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """My Pupil Profile: one child in one period on one day, by one version of the scheme.

    `year` is the national curriculum year, 0 for Reception.
    """

    pupil: UUID
    pk: int
    name: str
    forename: str
    year: int
    class_name: str
    mentor: str
    window: Window
    on: date
    version: UUID
    areas: tuple[AreaPicture, ...]
    subjects: tuple[SubjectPicture, ...]

    @property
    def unjudged(self) -> int:
        """How many areas and subjects have no adult's decision."""
        areas = sum(area.decided is None for area in self.areas)
        return areas + sum(subject.decided is None for subject in self.subjects)

    @property
    def early(self) -> int:
        """How many of those are too early to say, so that nobody need judge them."""
        return sum(area.early for area in self.areas)

    @property
    def cells(self) -> int:
        """How many areas and subjects there are to judge."""
        return len(self.areas) + len(self.subjects)

    @property
    def wants_reason(self) -> bool:
        """Whether any decision differs from the facts and nobody has said why."""
        return any(area.wants_reason for area in self.areas)
