"""What a scheme says about one child's year, one subject, one area, on one day.

`year` is the child's year group: 0 is Reception, -1 and -2 are nursery, 1 to 6 the primary years.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Protocol, TypeVar

from lantern.schemes.presets.shape import (
    Area,
    AttainmentScale,
    AttainmentUse,
    Expectation,
    Fact,
    Rating,
    RatingScale,
    Scheme,
    Span,
    Step,
    Subject,
)
from lantern.schools.rules.review_calendar import ReviewCalendar
from lantern.schools.rules.year_groups import YEAR_GROUPS

NO_RATINGS = RatingScale(key="")


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=_Keyed)


def find(things: Sequence[T], key: str) -> T | None:
    """The one of some areas, facts, scales or the like that has this key."""
    return next((thing for thing in things if thing.key == key), None)


def in_scope(scheme: Scheme, year: int) -> bool:
    """Whether the scheme is for this year group; a scheme that names none is for all."""
    return _covers(scheme.years, year)


def judged_each(scheme: Scheme, year: int) -> Span:
    """How often children of a year group are judged: its own calendar's, else everyone's.

    The first exception that says it wins. Free dates are typed once, for everyone who has them: a
    year group by itself has none.
    """
    for other in scheme.calendars.exceptions:
        if other.judgements and other.judgements != "free" and year in other.years:
            return other.judgements
    return scheme.calendars.judgements


def review_calendar(scheme: Scheme) -> ReviewCalendar:
    """How often everyone is judged, and the year groups that are judged otherwise."""
    usual = scheme.calendars.judgements
    every = {year: judged_each(scheme, year) for year in YEAR_GROUPS}
    return ReviewCalendar(
        usual=usual, apart={year: span for year, span in every.items() if span != usual}
    )


def has_begun(scheme: Scheme, part: str, on: date) -> bool:
    """Whether a part runs on a day; with no part named, or no day, it has begun (domain 2.40)."""
    found = find(scheme.parts, part)
    return found is None or found.starts_on is None or found.starts_on <= on


def areas_for(scheme: Scheme, year: int, on: date) -> tuple[Area, ...]:
    """The areas that a child of this year has on this day, as the school orders them."""
    if not in_scope(scheme, year):
        return ()
    return tuple(
        area
        for area in scheme.areas
        if _covers(area.years, year) and has_begun(scheme, area.part, on)
    )


def subjects_for(scheme: Scheme, year: int, on: date) -> tuple[Subject, ...]:
    """The subjects that a child of this year is assessed in on this day."""
    if not in_scope(scheme, year):
        return ()
    return tuple(
        subject
        for subject in scheme.subjects
        if _covers(subject.years, year) and has_begun(scheme, subject.part, on)
    )


def facts_for(scheme: Scheme, year: int, on: date) -> tuple[Fact, ...]:
    """What is counted about a child of this year on this day."""
    if not in_scope(scheme, year):
        return ()
    return tuple(fact for fact in scheme.facts if has_begun(scheme, fact.part, on))


def scale_of(scheme: Scheme, area: Area) -> RatingScale:
    """The ratings that an area can have, best first, those it is `without` left out (2.8).

    An area with no scale has no ratings.
    """
    scale = find(scheme.scales, area.scale)
    if scale is None:
        return NO_RATINGS
    return replace(scale, ratings=tuple(r for r in scale.ratings if r.key not in area.without))


def rating(scheme: Scheme, area_key: str, key: str) -> Rating | None:
    """One rating of an area, if the area can have it."""
    area = find(scheme.areas, area_key)
    return find(scale_of(scheme, area).ratings, key) if area else None


def attainment_for(scheme: Scheme, subject_key: str, year: int) -> AttainmentScale | None:
    """The steps that a subject uses for a year group: the first use that fits (domain 2.13)."""
    for use in scheme.uses:
        if _fits(use, subject_key, year):
            return find(scheme.attainment, use.scale)
    return None


def rows_of(scale: AttainmentScale) -> list[tuple[Step, ...]]:
    """Its steps, lowest first, neighbours of one group together: one row, two codes (000-12)."""
    alone = enumerate(scale.steps)
    return [
        tuple(step for _, step in together)
        for _, together in groupby(alone, key=lambda each: each[1].group or each[0])
    ]


def step(scheme: Scheme, subject_key: str, year: int, key: str) -> Step | None:
    """One step of the scale that a subject uses for a year group."""
    scale = attainment_for(scheme, subject_key, year)
    return find(scale.steps, key) if scale else None


def expected_for(
    scheme: Scheme, subject_key: str, year: int, term: int, half_term: int
) -> tuple[Step, ...] | None:
    """The steps expected in a term (1 autumn, 2 spring, 3 summer) and half term, lowest first.

    Half terms count through the year from 1. The first expectation that fits the subject, year,
    time and scale wins; None when the school expects nothing, which is no step too low.
    """
    scale = attainment_for(scheme, subject_key, year)
    if scale is None:
        return None
    for wanted in scheme.expected:
        in_time = _covers(wanted.terms, term) and _covers(wanted.half_terms, half_term)
        if wanted.scale == scale.key and in_time and _fits(wanted, subject_key, year):
            return _between(scale, wanted.lowest, wanted.highest or wanted.lowest)
    return None


def _between(scale: AttainmentScale, lowest: str, highest: str) -> tuple[Step, ...]:
    keys = [each.key for each in scale.steps]
    return scale.steps[keys.index(lowest) : keys.index(highest) + 1]


def _fits(rule: AttainmentUse | Expectation, subject_key: str, year: int) -> bool:
    named = not rule.subjects or subject_key in rule.subjects
    return named and _covers(rule.years, year)


def _covers(chosen: tuple[int, ...], number: int) -> bool:
    """Whether a number is among those chosen; choosing none means all."""
    return not chosen or number in chosen
