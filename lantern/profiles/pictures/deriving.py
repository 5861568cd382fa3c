"""Deriving the profiles of some children from scheme, facts, judgements and an explicit day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from lantern.habits.pictures import Seen, Wanted, seen
from lantern.judgements.models import Voice, What
from lantern.judgements.pictures import Place, Said, said
from lantern.profiles.pictures.shapes import AreaPicture, Past, Profile, SubjectPicture
from lantern.profiles.rules import Evidence, Ready, Suggestion, ready, suggest_from
from lantern.roster.pictures import Child
from lantern.schemes.models import SchemeVersion, scheme_of
from lantern.schemes.presets.shape import Area, Scheme, Subject
from lantern.schemes.rules import areas_for, expected_for, find, subjects_for, tests_of
from lantern.schools.models import Period
from lantern.schools.rules import Window

Trends = Mapping[int, Mapping[tuple[str, str], tuple[Past, ...]]]  # pupil, then what and key


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

    @property
    def until(self) -> date:
        """The last day that counts: this one, or the period's last if that has passed."""
        return min(self.on, self.period.ends_on)

    @cached_property
    def scheme(self) -> Scheme:
        """The version as frozen dataclasses."""
        return self.version.scheme

    @cached_property
    def suggested(self) -> dict[tuple[object, ...], Suggestion]:
        """What has been suggested so far for this question, by what was known."""
        return {}

    @cached_property
    def ready(self) -> Mapping[str, Ready]:
        """Each measured area by key, made ready once for every child that is asked about."""
        return _ready(self.version.ref)


@lru_cache(maxsize=256)
def _ready(version: UUID) -> Mapping[str, Ready]:
    """By the ref of a version, which never changes: once a process."""
    scheme = scheme_of(version)
    made = {area.key: ready(scheme, area) for area in scheme.areas}
    return {key: prepared for key, prepared in made.items() if prepared is not None}


def profiles(children: Sequence[Child], question: Question) -> list[Profile]:
    """Each child's profile, in the order given; three queries however many children there are."""
    pupils = [child.pk for child in children]
    counted = seen(pupils, _wanted(question))
    voices = said(pupils, question.period)
    return [
        profile_of(child, question, counted[child.pk], voices.get(child.pk, {}))
        for child in children
    ]


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
    keys = {area.measure.fact, *(test.fact for test in tests_of(area.measure))}
    return [(key, since) for key in keys]


def profile_of(
    child: Child, question: Question, counted: Mapping[date, Seen], voices: Mapping[Place, Said]
) -> Profile:
    """One child's profile from what was counted by first day, and what the voices said."""
    scheme, on = question.scheme, question.until
    return Profile(
        pupil=child.ref,
        pk=child.pk,
        name=child.name,
        forename=child.forename,
        year=child.year,
        class_name=child.class_name,
        mentor=child.mentor,
        window=question.window,
        on=on,
        version=question.version.ref,
        areas=tuple(
            _area(area, child, question, counted, voices)
            for area in areas_for(scheme, child.year, on)
        ),
        subjects=tuple(
            _subject(subject, child, question, voices)
            for subject in subjects_for(scheme, child.year, on)
        ),
    )


def _area(
    area: Area,
    child: Child,
    question: Question,
    counted: Mapping[date, Seen],
    voices: Mapping[Place, Said],
) -> AreaPicture:
    evidence = _evidence(area, child, question, counted)
    return AreaPicture(
        key=area.key,
        name=area.name,
        short=area.short or area.name,
        measured=area.measure is not None,
        suggestion=_suggestion(question, area.key, evidence) if evidence else None,
        mentor=voices.get((What.AREA, area.key, Voice.MENTOR)),
        child=voices.get((What.AREA, area.key, Voice.CHILD)),
        agreed=voices.get((What.AREA, area.key, Voice.AGREED)),
        trend=_trend(question, child, What.AREA, area.key),
    )


def _suggestion(question: Question, area: str, evidence: Evidence) -> Suggestion | None:
    """The area's suggestion; children of whom the same is known share one."""
    prepared = question.ready.get(area)
    if prepared is None:
        return None
    known = (
        area, evidence.since, evidence.possible, evidence.attended, evidence.told_until,
        bool(evidence.weeks),
        *((key, evidence.totals.get(key), evidence.weeks.get(key)) for key in prepared.keys),
    )  # fmt: skip
    if known not in question.suggested:
        question.suggested[known] = suggest_from(prepared, evidence)
    return question.suggested[known]


def _evidence(
    area: Area, child: Child, question: Question, counted: Mapping[date, Seen]
) -> Evidence | None:
    if area.measure is None:
        return None
    since = question.window.since(area.measure.over)
    found = counted.get(since, Seen())
    whole = found.told_until is None or question.on <= question.period.ends_on
    exact = whole or found.told_until == question.period.ends_on
    return Evidence(
        since=max(since, child.since),
        until=question.until,
        possible=found.possible if exact else 0,
        attended=found.attended if exact else 0,
        told_until=found.told_until if exact else None,
        totals=found.totals,
        weeks=found.weeks,
        days_left=question.days_left,
        after_break=question.window.half_term_since,
    )


def _subject(
    subject: Subject, child: Child, question: Question, voices: Mapping[Place, Said]
) -> SubjectPicture:
    term = question.window.term_number
    expected = expected_for(question.scheme, subject.key, child.year, term) or ()
    trend = _trend(question, child, What.SUBJECT, subject.key)
    return SubjectPicture(
        key=subject.key,
        name=subject.name,
        short=subject.short or subject.name,
        mentor=voices.get((What.SUBJECT, subject.key, Voice.MENTOR)),
        child=voices.get((What.SUBJECT, subject.key, Voice.CHILD)),
        agreed=voices.get((What.SUBJECT, subject.key, Voice.AGREED)),
        expected=tuple(step.key for step in expected),
        before=trend[-1].value if trend else "",
        trend=trend,
    )


def _trend(question: Question, child: Child, what: What, key: str) -> tuple[Past, ...]:
    return question.trends.get(child.pk, {}).get((what, key), ())
