"""A half term's facts, in bulk as an office and teachers load them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from lantern.demo.actions.half import Half
from lantern.demo.actions.stage import Stage
from lantern.demo.rules import PRESENT, Child, count_of_week, days_away
from lantern.habits.actions import record_marks, record_tallies
from lantern.habits.pictures import tally_facts
from lantern.habits.rules import MORNING, SESSIONS, Count, Mark
from lantern.roster.models import SchoolClass
from lantern.schemes.presets.shape import Fact
from lantern.schools.rules import week_of


def record_attendance(stage: Stage, half: Half) -> None:
    """The office loads the registers of the half term."""
    trips = {each.name: _trips(stage, half, each) for each in half.classes}
    marks = [
        mark
        for child in stage.children
        if half.calendar in child.classes
        for mark in _marks(stage, half, child, trips[child.classes[half.calendar]])
    ]
    record_marks(marks=marks, by=stage.office(half.last_day))


def _trips(stage: Stage, half: Half, school_class: SchoolClass) -> frozenset[date]:
    chance = Random(f"{stage.recipe.seed}/{stage.school.key}/{school_class.name}/{half.step}")
    return frozenset([chance.choice(half.days)] if chance.random() < 0.5 else [])


def _marks(stage: Stage, half: Half, child: Child, trips: frozenset[date]) -> Iterator[Mark]:
    if not (days := half.days_of(child)):
        return
    pupil, odd = stage.pupils[child.upn].pk, days_away(child.nature, days, trips)
    for on in days:
        so_far = SESSIONS if on < stage.recipe.today else (MORNING,)
        for session in so_far:
            code = odd.get((on, session), PRESENT[session])
            yield Mark(pupil=pupil, on=on, session=session, code=code)


def record_weeks(stage: Stage, half: Half) -> None:
    """Each class's teacher enters its weeks, a leaver's before they go.

    The week that runs is left for whoever tries it. Of years gone by, a child's first week of each
    half term is kept whole, and then only what is not nothing.
    """
    facts = tally_facts(stage.school, {week_of(on) for on in half.days})
    in_full = half.calendar == stage.pretence.years[-1]
    for (name, last_day), children in _together(stage, half).items():
        tallies = [
            count
            for child in children
            for week in {week_of(on) for on in half.days_of(child)} - {week_of(stage.recipe.today)}
            for count in _counts(stage, half, child, week, facts[week])
            if in_full
            or count.count
            or week == week_of(half.days_of(child)[0])
            or _is_wanted(facts[week], count.fact)
        ]
        by = stage.teacher_of(half.class_named(name), last_day)
        record_tallies(tallies=tallies, by=by)


def _together(stage: Stage, half: Half) -> dict[tuple[str, date], list[Child]]:
    """The children of each class, those apart who leave on a day of their own."""
    found: dict[tuple[str, date], list[Child]] = defaultdict(list)
    for child in stage.children:
        if days := half.days_of(child):
            found[child.classes[half.calendar], days[-1]].append(child)
    return found


def _counts(
    stage: Stage, half: Half, child: Child, week: date, facts: tuple[Fact, ...]
) -> Iterator[Count]:
    pupil = stage.pupils[child.upn].pk
    for fact in facts:
        rare = fact.key in stage.pretence.rare
        count = count_of_week(child.nature, fact, week, half.step, rare=rare)
        yield Count(pupil=pupil, week=week, fact=fact.key, count=count)


def _is_wanted(facts: tuple[Fact, ...], key: str) -> bool:
    return any(fact.key == key and fact.wanted == "more" for fact in facts)
