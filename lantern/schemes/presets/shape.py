"""What a school's scheme can say, as frozen dataclasses: one attribute a key of the TOML file.

Every class carries `source`, the ids of the source rules it holds (`000-17`), and `ours`, the names
of its keys whose value is our default because the source is silent (domain 2.34); `["*"]` means all
of them. docs/scheme-format.md explains each key to a school.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lantern.schemes.presets.kinds import Colour, Day, Exact, Key, MaybeKey, Text, Whole, YesNo
from lantern.schemes.presets.learning import Cutoff, Mark, Statement, Statements
from lantern.schemes.presets.praise import (
    Award,
    Conversion,
    Counter,
    Ladder,
    LadderStep,
    Milestone,
    Move,
)
from lantern.schemes.presets.sourced import Counted, Person, Reset, Sourced, Span, Window

__all__ = [
    "Area",
    "AttainmentScale",
    "AttainmentUse",
    "Award",
    "Band",
    "Calendars",
    "CalendarsFor",
    "Conversion",
    "Counted",
    "Counter",
    "Cutoff",
    "Expectation",
    "Fact",
    "FileRules",
    "Ladder",
    "LadderStep",
    "Mark",
    "Measure",
    "Meeting",
    "Milestone",
    "Move",
    "Part",
    "Person",
    "Phase",
    "Rating",
    "RatingScale",
    "Report",
    "Reset",
    "Scheme",
    "Sourced",
    "Span",
    "Statement",
    "Statements",
    "Step",
    "Subject",
    "Targets",
    "Test",
    "Voices",
    "Window",
    "Words",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating(Sourced):
    """One rating of a scale: a word, and if the school likes a letter, a shape and a colour."""

    key: Key
    name: Text
    letter: Text = ""
    symbol: Text = ""
    colour: Colour = ""
    means: Text = ""
    met: YesNo = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingScale(Sourced):
    """Up to seven ratings, best first (domain 4)."""

    key: Key
    name: Text = ""
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Test(Sourced):
    """A rating and what earns it; with no bound it takes whoever is left."""

    __test__: ClassVar = False  # pytest would take it for a class of tests

    rating: Key
    fact: MaybeKey = ""
    at_least: Exact | None = None
    above: Exact | None = None
    at_most: Exact | None = None
    below: Exact | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Band(Sourced):
    """A rating with the from-to pair as the school prints it, both ends counted in.

    Without `from` it takes all that is lower than the other pairs, without `to` all that is higher.
    """

    rating: Key
    low: Annotated[Exact | None, Field(alias="from")] = None
    high: Annotated[Exact | None, Field(alias="to")] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure(Sourced):
    """How facts suggest a rating: tests in order, the first that holds wins (domain 2.3, 2.6).

    Either `tests` or `bands`. `gaps` says on which side a number between two bands falls: `down`
    with the lower numbers, `up` with the higher. Below a floor it is too early to say (2.41).
    """

    fact: Key
    counted: Counted = "count"
    over: Window = "period"
    tests: tuple[Test, ...] = ()
    bands: tuple[Band, ...] = ()
    gaps: Literal["down", "up"] | None = None
    floor_sessions: Whole = 0
    floor_days: Whole = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Area(Sourced):
    """One area of attitude, the words for each of its ratings, and its measure if it has one."""

    key: Key
    name: Text
    short: Text = ""
    scale: MaybeKey = ""
    without: tuple[Key, ...] = ()
    says: Mapping[Key, Text] = field(default_factory=dict)
    measure: Measure | None = None
    part: MaybeKey = ""
    years: tuple[Whole, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact(Sourced):
    """Something counted about a child; a tally is entered by the week, `most` a week.

    One with a `most_a_day` may be entered by the day as well. `attendance` and `test` are
    percentages; the words for one, many and none are of a tally.
    """

    key: Key
    name: Text
    kind: Literal["attendance", "tally", "test"]
    one: Text = ""
    many: Text = ""
    none: Text = ""  # what to say for 0, such as "no exits"
    most: Whole = 99
    most_a_day: Whole | None = None
    wanted: Literal["more", "fewer"] = "more"
    part: MaybeKey = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Sourced):
    """One step of an attainment scale."""

    key: Key
    name: Text
    short: Text = ""
    letter: Text = ""
    symbol: Text = ""
    colour: Colour = ""
    means: Text = ""
    group: Text = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AttainmentScale(Sourced):
    """Ordered steps, lowest first; no step has a meaning in code (domain 2.30)."""

    key: Key
    name: Text = ""
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AttainmentUse(Sourced):
    """Which scale a subject and year group use; the first that fits wins (domain 2.13)."""

    scale: Key
    subjects: tuple[Key, ...] = ()
    years: tuple[Whole, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation(Sourced):
    """The step or range expected of a year group at a point in the year; the first that fits.

    Half terms are counted through the year: 1 and 2 are autumn's, 3 and 4 spring's.
    """

    scale: Key
    lowest: Key
    highest: MaybeKey = ""
    subjects: tuple[Key, ...] = ()
    years: tuple[Whole, ...] = ()
    terms: tuple[Whole, ...] = ()
    half_terms: tuple[Whole, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject(Sourced):
    """A subject that is assessed."""

    key: Key
    name: Text
    short: Text = ""
    part: MaybeKey = ""
    years: tuple[Whole, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Part(Sourced):
    """A part of the scheme that begins on its own day (domain 2.40); with no day it has begun."""

    key: Key
    name: Text
    about: Text = ""
    starts_on: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Voices(Sourced):
    """Whose views are kept, and what each is called."""

    mentor: Text = "Mentor"
    child: Text = ""
    agreed: Text = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarsFor(Sourced):
    """Where some year groups keep another calendar."""

    years: tuple[Whole, ...]
    judgements: Span | None = None
    targets: Span | None = None
    meetings: Span | None = None
    reports: Span | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendars(Sourced):
    """How often each thing happens; each has its own dates (domain 2.12)."""

    judgements: Span = "half-term"
    targets: Span = "half-term"
    meetings: Span = "term"
    reports: Span = "half-term"
    exceptions: tuple[CalendarsFor, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Targets(Sourced):
    """Which subjects have targets, how many, who sets them, and the words for how they end.

    Fewer than `each` is said, never blocked.
    """

    subjects: tuple[Key, ...] = ()
    each: Whole = 1
    personal: Whole = 0
    attitude: YesNo = False
    set_by: tuple[Person, ...] = ()
    personal_set_by: tuple[Person, ...] = ()
    advice: Text = ""
    shared: Text = ""
    improvement_points: Text = ""
    when_met: YesNo = False
    outcomes: tuple[Text, ...] = ()
    part: MaybeKey = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting(Sourced):
    """One kind of mentoring meeting."""

    key: Key
    name: Text
    every: Span = "term"
    attends: tuple[Person, ...] = ()
    minutes: Whole = 10
    sessions: tuple[Text, ...] = ()
    replaces: Text = ""
    asks_feedback: YesNo = False
    part: MaybeKey = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report(Sourced):
    """One kind of report home."""

    key: Key
    name: Text
    every: Span = "half-term"
    shows: tuple[Literal["attainment", "attitude", "behaviour", "targets"], ...] = ()
    form: Literal["profile", "tick sheet", "prose"] = "profile"
    part: MaybeKey = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase(Sourced):
    """Year groups that a school speaks of together."""

    key: Key
    name: Text
    years: tuple[Whole, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRules(Sourced):
    """What the child's file is called, holds, who may look, and where it goes."""

    name: Text = "Mentoring file"
    holds: tuple[Text, ...] = ()
    open_to: tuple[Person, ...] = ()
    any_time: YesNo = False
    at_parents_evening: YesNo = False
    whole_time: YesNo = False
    leaves_with_child: YesNo = False
    goes_to: Text = ""
    owned_by: tuple[Person, ...] = ()
    part: MaybeKey = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words(Sourced):
    """What this school calls the things that every scheme has."""

    profile: Text = "My Pupil Profile"
    attitude: Text = "Attitude"
    attainment: Text = "Attainment"
    mentor: Text = "mentor"
    not_rated: Text = "not rated"
    too_early: Text = "too early to say"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme(Sourced):
    """A whole scheme, as a school wrote it."""

    format: Literal[1]
    key: Key
    name: Text
    about: Text = ""
    years: tuple[Whole, ...] = ()
    aims: tuple[Text, ...] = ()
    benefits: tuple[Text, ...] = ()
    joins: tuple[Text, ...] = ()
    child_knows: tuple[Text, ...] = ()
    rules: tuple[Text, ...] = ()
    guide: Text = ""
    mentors: tuple[Person, ...] = ()
    words: Words = field(default_factory=Words)
    voices: Voices = field(default_factory=Voices)
    calendars: Calendars = field(default_factory=Calendars)
    parts: tuple[Part, ...] = ()
    phases: tuple[Phase, ...] = ()
    scales: tuple[RatingScale, ...] = ()
    areas: tuple[Area, ...] = ()
    facts: tuple[Fact, ...] = ()
    attainment: tuple[AttainmentScale, ...] = ()
    uses: tuple[AttainmentUse, ...] = ()
    expected: tuple[Expectation, ...] = ()
    subjects: tuple[Subject, ...] = ()
    statements: tuple[Statements, ...] = ()
    targets: Targets = field(default_factory=Targets)
    meetings: tuple[Meeting, ...] = ()
    reports: tuple[Report, ...] = ()
    counters: tuple[Counter, ...] = ()
    awards: tuple[Award, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    file: FileRules = field(default_factory=FileRules)
