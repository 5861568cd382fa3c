"""What is asked about some children, with all that depends on no child worked out once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from lantern.habits.pictures import Wanted
from lantern.profiles.pictures.shapes import Past
from lantern.profiles.rules import Ready, Suggestion, ready
from lantern.schemes.models import SchemeVersion, scheme_of
from lantern.schemes.presets.shape import Area, Scheme, Subject
from lantern.schemes.rules import areas_for, expected_for, facts_of, find, subjects_for
from lantern.schools.models import Period
from lantern.schools.rules import Window

Trends = Mapping[int, Mapping[tuple[str, str], tuple[Past, ...]]]  # pupil, then what and key


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaPlan:
    """An area, the first day that counts in it, and its measure made ready if it has one."""

    area: Area
    since: date
    prepared: Ready | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectPlan:
    """A subject and the keys of the steps that are expected."""

    subject: Subject
    expected: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a child of one year group has in a period."""

    areas: tuple[AreaPlan, ...]
    subjects: tuple[SubjectPlan, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which period, by which version, seen on which day.

    `days_left` is how many school days the period has still to come, where anyone has counted.
    """

    period: Period
    version: SchemeVersion
    on: date
    days_left: int | None = None
    trends: Trends = field(default_factory=dict)

    @cached_property
    def window(self) -> Window:
        """The period as a plain value."""
        return self.period.window

    @cached_property
    def until(self) -> date:
        """The last day that counts: this one, or the period's last if that has passed."""
        return min(self.on, self.period.ends_on)

    @cached_property
    def scheme(self) -> Scheme:
        """The version as frozen dataclasses."""
        return self.version.scheme

    @cached_property
    def suggested(self) -> dict[tuple[object, ...], Suggestion]:
        """What has been suggested so far for such a question, by what was known."""
        return _suggested_so_far(self.version.ref, self.window, self.on, self.days_left)

    @cached_property
    def early(self) -> dict[tuple[str, date], bool]:
        """Whether it may be too early to say, by area and first day, as far as it was asked."""
        return {}

    @cached_property
    def plans(self) -> dict[int, Plan]:
        """The plans so far, by year group."""
        return {}

    def plan(self, year: int) -> Plan:
        """What a child of a year group has."""
        if year not in self.plans:
            self.plans[year] = _plan(self, year)
        return self.plans[year]

    @property
    def wanted(self) -> Wanted:
        """The facts that the scheme's measured areas need, each from its own first day."""
        return _wanted(self)


def _plan(question: Question, year: int) -> Plan:
    scheme, on, window = question.scheme, question.until, question.window
    prepared = _ready(question.version.ref)
    return Plan(
        areas=tuple(
            AreaPlan(area=area, since=_since(area, window), prepared=prepared.get(area.key))
            for area in areas_for(scheme, year, on)
        ),
        subjects=tuple(
            SubjectPlan(subject=subject, expected=_expected(question, subject, year))
            for subject in subjects_for(scheme, year, on)
        ),
    )


def _since(area: Area, window: Window) -> date:
    return window.since(area.measure.over) if area.measure else window.starts_on


def _expected(question: Question, subject: Subject, year: int) -> tuple[str, ...]:
    """The half term is asked of the period: a kept window never gains a value."""
    point = (question.window.term_number, question.period.half_term.number)
    steps = expected_for(question.scheme, subject.key, year, *point) or ()
    return tuple(step.key for step in steps)


@lru_cache(maxsize=8)  # a few thousand sentences each: a day of a school or two
def _suggested_so_far(
    version: UUID, window: Window, on: date, days_left: int | None
) -> dict[tuple[object, ...], Suggestion]:
    """A memory of pure answers: all that they depend on is in these and in what was known."""
    return {}


@lru_cache(maxsize=256)
def _ready(version: UUID) -> Mapping[str, Ready]:
    """By the ref of a version, which never changes: once a process."""
    scheme = scheme_of(version)
    made = {area.key: ready(scheme, area) for area in scheme.areas}
    return {key: prepared for key, prepared in made.items() if prepared is not None}


def _wanted(question: Question) -> Wanted:
    scheme = question.scheme
    attendance: set[date] = set()
    averaged: set[str] = set()
    tallies: dict[str, set[date]] = defaultdict(set)
    for area in scheme.areas:
        if area.measure is not None and area.measure.counted == "per-week":
            averaged.add(area.measure.fact)
        for key, since in _asked(area, question.window):
            fact = find(scheme.facts, key)
            if fact is not None and fact.kind == "attendance":
                attendance.add(since)
            elif fact is not None:
                tallies[key].add(since)
    return Wanted(
        school=question.period.year.school_id,
        until=question.until,
        on=question.on,
        whole_weeks=frozenset(averaged),
        attendance=frozenset(attendance),
        tallies={key: frozenset(firsts) for key, firsts in tallies.items()},
    )


def _asked(area: Area, window: Window) -> Iterable[tuple[str, date]]:
    if area.measure is None:
        return []
    since = window.since(area.measure.over)
    return [(key, since) for key in facts_of(area.measure)]
