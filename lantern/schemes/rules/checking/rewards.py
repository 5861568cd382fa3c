"""Counters, awards, milestones, ladders and meetings: each can happen."""

from collections.abc import Iterator

from lantern.schemes.presets import Path, Problem, Scheme
from lantern.schemes.presets.shape import Calendars, CalendarsFor, Counter, Milestone
from lantern.schemes.rules.checking.said import look, wrong
from lantern.schemes.rules.lookups import find


def of_rewards(scheme: Scheme) -> Iterator[Problem]:
    for number, counter in enumerate(scheme.counters):
        yield from _counter(("counters", number), counter, scheme)
    yield from _awards(scheme)
    for number, milestone in enumerate(scheme.milestones):
        counter_of = find(scheme.counters, milestone.counter)
        if counter_of:
            yield from _milestone(("milestones", number), milestone, counter_of, scheme)
    yield from _ladders(scheme)
    yield from _gatherings(scheme)


def _counter(path: Path, counter: Counter, scheme: Scheme) -> Iterator[Problem]:
    if counter.floor is not None and counter.floor > counter.start:
        said = f"It starts at {counter.start}, below its floor of {counter.floor}."
        yield wrong((*path, "floor"), said, "Lower the floor.")
    if counter.aim is not None and counter.aim <= counter.start:
        said = f"The aim of {counter.aim} is reached before anyone begins."
        yield wrong((*path, "aim"), said, f"Use more than {counter.start}.")
    spans = _spans(scheme)
    if counter.resets == "half-term" and counter.resets not in spans:
        said = "It starts again each half-term, and no calendar here goes by half-terms."
        yield look((*path, "resets"), said, f"Your calendars go by: {', '.join(sorted(spans))}.")
    if counter.converts is not None and counter.converts.every < 2:
        said = f"Every {counter.converts.every} of {counter.name} can become nothing else."
        yield wrong((*path, "converts", "every"), said, "Use 2 or more.")
    if counter.key in _converted_into(counter, scheme):
        yield wrong((*path, "converts"), "It turns into itself.", "Name another counter.")


def _spans(scheme: Scheme) -> set[str]:
    usual = scheme.calendars
    whole: tuple[Calendars | CalendarsFor, ...] = (usual, *usual.exceptions)
    named = {span for c in whole for span in (c.judgements, c.targets, c.meetings, c.reports)}
    return {span for span in named if span}


def _converted_into(counter: Counter, scheme: Scheme) -> set[str]:
    """All that a counter turns into, one after the other."""
    seen: set[str] = set()
    now: Counter | None = counter
    while now and now.converts and now.converts.into not in seen:
        seen.add(now.converts.into)
        now = find(scheme.counters, now.converts.into)
    return seen


def _awards(scheme: Scheme) -> Iterator[Problem]:
    for number, award in enumerate(scheme.awards):
        path: Path = ("awards", number, "moves")
        if not award.moves:
            yield wrong(path, "This award moves nothing.", "Name a counter and by how much.")
        for at, move in enumerate(award.moves):
            counter = find(scheme.counters, move.counter)
            direction = counter.direction if counter else "both"
            if move.by == 0:
                yield wrong((*path, at, "by"), "It moves by nothing.", "Use 1 or more.")
            elif move.by < 0 and direction == "earn":
                said = f"{move.counter} is only earned."
                yield wrong((*path, at, "by"), said, 'Use a number above 0, or direction = "both".')
            elif move.by > 0 and direction == "lose":
                said = f"{move.counter} is only lost."
                yield wrong((*path, at, "by"), said, 'Use a number below 0, or direction = "both".')


def _milestone(path: Path, goal: Milestone, counter: Counter, scheme: Scheme) -> Iterator[Problem]:
    if goal.most_in_school:
        if goal.at is not None or goal.whole_class:
            said = "The class with the most is one thing, a number to reach another."
            yield wrong(path, said, "Keep most_in_school, or at.")
        if counter.of != "class":
            said = f"{counter.name} belong to a child, so no class has the most."
            yield wrong((*path, "most_in_school"), said, 'Use a counter with of = "class".')
    elif goal.at is None:
        yield wrong(path, "It can never be reached: no number is given.", "Add at = 50, say.")
    else:
        yield from _can_be_reached(path, goal.at, counter, scheme)
    if goal.whole_class and counter.of == "class":
        said = f"{counter.name} belong to a class, so its children have none."
        yield wrong((*path, "whole_class"), said, 'Use a counter with of = "child".')
    if (goal.whole_class or goal.most_in_school) and counter.resets == "never":
        said = f"It is decided when {counter.name} start again, and they never do."
        yield wrong(path, said, f'Under {counter.key} write resets = "term", say.')


def _can_be_reached(path: Path, at: int, counter: Counter, scheme: Scheme) -> Iterator[Problem]:
    where = (*path, "at")
    if at <= counter.start:
        said = f"Everyone has {at} from the start."
        yield wrong(where, said, f"Use more than {counter.start}.")
    elif not _can_rise(counter, scheme):
        said = f"Nothing adds to {counter.name}, so {at} is never reached."
        yield wrong(where, said, "Let an award add to it, or take this out.")


def _can_rise(counter: Counter, scheme: Scheme) -> bool:
    """A counter that no award moves is tapped by itself, one at a time."""
    moves = [m.by for award in scheme.awards for m in award.moves if m.counter == counter.key]
    fed = any(c.converts and c.converts.into == counter.key for c in scheme.counters)
    return counter.direction != "lose" and (fed or not moves or max(moves) > 0)


def _ladders(scheme: Scheme) -> Iterator[Problem]:
    for number, ladder in enumerate(scheme.ladders):
        if not ladder.steps:
            yield wrong(("ladders", number), "The ladder has no steps.", "Add one, or take it out.")
        if ladder.letter_after and not ladder.letter:
            said = "A letter goes home after a number, and nothing says which."
            yield wrong(("ladders", number, "letter_after"), said, "Add letter = …")


def _gatherings(scheme: Scheme) -> Iterator[Problem]:
    for number, meeting in enumerate(scheme.meetings):
        if not meeting.attends:
            yield look(("meetings", number), "Nobody is asked to come.", 'Add attends = ["child"].')
    for number, report in enumerate(scheme.reports):
        if not report.shows:
            yield look(
                ("reports", number), "This report shows nothing.", 'Add shows = ["attitude"].'
            )
