"""Counters, awards, milestones and ladders, in sentences."""

from collections.abc import Iterator

from lantern.schemes.pictures.words import and_, lines, people, sentence, years_words
from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Counter, Ladder, LadderStep, Milestone
from lantern.schemes.rules import find

Lines = tuple[str, tuple[str, ...]]

DIRECTION = {
    "earn": "Earned, never taken away.",
    "both": "Earned and lost.",
    "lose": "Lost, never earned.",
    "spend": "Earned and spent.",
}
TIES = {
    "all win": "Where two have the most, both win.",
    "leader chooses": "Where two have the most, a leader chooses.",
}
TELL = {"same day": "parents are told the same day", "weekly": "parents are told once a week"}


def counters(scheme: Scheme) -> Iterator[Lines]:
    """What is collected, by whom, and when it starts again."""
    for counter in scheme.counters:
        yield counter.name, _counter(scheme, counter)


def _counter(scheme: Scheme, counter: Counter) -> tuple[str, ...]:
    into = find(scheme.counters, counter.converts.into) if counter.converts else None
    again = "Never starts again." if counter.resets == "never" else (
        f"Starts again each {counter.resets.replace('-', ' ')}"
        + (f", at {counter.start}." if counter.start else ".")
    )  # fmt: skip
    return lines(
        f"Each {counter.of} has its own. {DIRECTION[counter.direction]}",
        f"The aim is {counter.aim}." if counter.aim else "",
        again,
        *_losses(counter),
        f"Every {counter.converts.every} become one of {into.name}."
        if counter.converts and into
        else "",
    )


def _losses(counter: Counter) -> tuple[str, ...]:
    """How one is lost, of a counter that can fall."""
    if counter.direction == "earn":
        return ()
    reason = "with its reason" if counter.loss_needs_reason else "and may have a reason"
    child = "with the child’s name" if counter.loss_names_child else "and names no child"
    return (
        f"A loss is written down {reason}, {child}.",
        "" if counter.floor is None else f"Never less than {counter.floor}.",
    )


def awards(scheme: Scheme) -> Iterator[Lines]:
    """What an adult gives, for what, and what it moves."""
    for award in scheme.awards:
        moves = [
            f"{'+' if move.by > 0 else '−'}{abs(move.by)} {found.name}"
            for move in award.moves
            if (found := find(scheme.counters, move.counter))
        ]
        reasons = f"For: {', '.join(award.reasons)}." if award.reasons else ""
        yield award.name, lines(reasons, f"{and_(moves)}." if moves else "")


def milestones(scheme: Scheme) -> Iterator[Lines]:
    """What happens when a number is reached."""
    for milestone in scheme.milestones:
        yield (
            _reached(scheme, milestone),
            lines(
                sentence(milestone.reward),
                *(
                    f"{phase.name}: {said}."
                    for key, said in milestone.phases.items()
                    if (phase := find(scheme.phases, key))
                ),
                "A letter goes home." if milestone.letter else "",
                TIES[milestone.ties] if milestone.most_in_school else "",
                f"Decided by a {people(scheme, [milestone.decided_by])}.",
            ),
        )


def _reached(scheme: Scheme, milestone: Milestone) -> str:
    counter = find(scheme.counters, milestone.counter)
    name = counter.name if counter else milestone.counter
    if milestone.most_in_school:
        return f"The most {name} in the school"
    if milestone.whole_class:
        return f"{milestone.at} {name} for every child in a class"
    return f"{milestone.at} {name}"


def ladders(scheme: Scheme) -> Iterator[Lines]:
    """Steps of consequence, gentlest first."""
    for ladder in scheme.ladders:
        for step in ladder.steps:
            yield step.name, _step(scheme, step)
        if said := _letter(ladder):
            yield ladder.name, said


def _step(scheme: Scheme, step: LadderStep) -> tuple[str, ...]:
    where = ", ".join(
        part for part in (step.place, f"{step.minutes} minutes" if step.minutes else "") if part
    )
    follows = [
        "it is kept in the file" if step.in_file else "",
        TELL.get(step.tell_parents, ""),
        "leaders are told" if step.tell_leaders else "",
    ]
    counts = find(scheme.facts, step.counts_as)
    return lines(
        sentence(where),
        sentence(and_([part for part in follows if part])),
        f"Counts as one of: {counts.name}." if counts else "",
        f"The next is suggested after {step.hint_after}." if step.hint_after else "",
    )


def _letter(ladder: Ladder) -> tuple[str, ...]:
    after = f"A hint comes after {ladder.letter_after}." if ladder.letter_after else ""
    letter = f"A letter goes home: {ladder.letter}." if ladder.letter else ""
    return lines(f"For {years_words(ladder.years)}." if ladder.years else "", letter, after)
