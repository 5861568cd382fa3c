"""Which numbers have been reached, so that something is due (001-6, domain 2.16 and 2.37)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lantern.behaviour.rules.turns import Beginnings, since
from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Counter, Milestone
from lantern.schemes.rules import find


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """A milestone in one span of its counter, which began on `since`."""

    milestone: Milestone
    counter: Counter
    since: date


def numbers(scheme: Scheme, moved: Iterable[str]) -> Iterator[tuple[Milestone, Counter]]:
    """The milestones that are a number of one child's or class's own, of counters that moved.

    What a whole class reaches together, or which class has the most, is decided when the span is
    over, and not by any one award.
    """
    touched = _with_what_they_turn_into(scheme, moved)
    for milestone in scheme.milestones:
        counter = find(scheme.counters, milestone.counter)
        if milestone.whole_class or milestone.most_in_school or counter is None:
            continue
        if counter.key in touched:
            yield milestone, counter


def reached(
    some: Iterable[tuple[Milestone, Counter]], counts: Mapping[str, int], *, on: date,
    known: Beginnings,
) -> Iterator[Reached]:  # fmt: skip
    """Those that a child or a class has reached, by where its counters stand on a day."""
    for milestone, counter in some:
        if milestone.at is not None and counts[counter.key] >= milestone.at:
            first = since(counter.resets, on, known)
            yield Reached(milestone=milestone, counter=counter, since=first)


def _with_what_they_turn_into(scheme: Scheme, moved: Iterable[str]) -> set[str]:
    found = set(moved)
    for _ in scheme.counters:
        found |= {
            each.converts.into for each in scheme.counters if each.converts and each.key in found
        }
    return found


def reward_of(scheme: Scheme, milestone: Milestone, year: int | None) -> str:
    """What follows for a child of a year group: the reward of their phase, else everyone's."""
    for phase in scheme.phases:
        if year is not None and year in phase.years and phase.key in milestone.phases:
            return milestone.phases[phase.key]
    return milestone.reward


def milestone_of(scheme: Scheme, key: str) -> tuple[Milestone, Counter]:
    """One milestone and its counter, as the check of a scheme promises. Raises LookupError."""
    milestone = find(scheme.milestones, key)
    counter = find(scheme.counters, milestone.counter) if milestone else None
    if milestone is None or counter is None:
        raise LookupError(key)
    return milestone, counter
