"""What is wrong with a scheme that loads, and what a school may want to look at again."""

from collections.abc import Iterator
from dataclasses import replace

from lantern.schemes.presets import (
    Problem,
    Scheme,
    SchemeTrouble,
    line_of,
    load,
    place,
    positions,
    read,
)
from lantern.schemes.rules.checking.attainment import of_attainment
from lantern.schemes.rules.checking.calendars import of_calendars
from lantern.schemes.rules.checking.everywhere import of_every_table
from lantern.schemes.rules.checking.later import of_what_is_kept
from lantern.schemes.rules.checking.measures import of_facts, of_measures
from lantern.schemes.rules.checking.ratings import of_ratings
from lantern.schemes.rules.checking.rewards import of_rewards


def check(scheme: Scheme, text: str = "") -> list[Problem]:
    """Every problem, those to mend first; `text` lends the lines.

    A scheme with any problem that is `wrong` must not be adopted.
    """
    found = positions(text)
    problems = [
        replace(
            problem, where=place(scheme, problem.path), line=line_of(found, _typed(problem.path))
        )
        for problem in _all(scheme)
    ]
    return sorted(problems, key=lambda each: (each.severity != "wrong", each.line or 0))


def examine(text: str | bytes) -> tuple[Scheme | None, list[Problem]]:
    """A scheme and all that is wrong with it; no scheme when it can't be read at all."""
    try:
        plain = read(text)
        scheme = load(plain)
    except SchemeTrouble as trouble:
        return None, list(trouble.problems)
    return scheme, check(scheme, plain)


def is_sound(problems: list[Problem]) -> bool:
    """Whether a scheme with these problems may be adopted."""
    return all(problem.severity != "wrong" for problem in problems)


def _all(scheme: Scheme) -> Iterator[Problem]:
    yield from of_every_table(scheme)
    yield from of_ratings(scheme)
    yield from of_facts(scheme)
    yield from of_measures(scheme)
    yield from of_attainment(scheme)
    yield from of_rewards(scheme)
    yield from of_calendars(scheme)
    yield from of_what_is_kept(scheme)


def _typed(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A path with the keys as they are typed."""
    written: dict[str | int, str] = {"low": "from", "high": "to"}
    return tuple(written.get(step, step) for step in path)
