"""What every table of a scheme must keep: names, numbers, years, and words that exist."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from typing import TypeVar

from lantern.schemes.presets import Path, Problem, Scheme, did_you_mean
from lantern.schemes.presets.shape import (
    Area,
    AttainmentUse,
    Expectation,
    Milestone,
    Sourced,
    Voices,
    Words,
)
from lantern.schemes.rules.checking.said import look, wrong

T = TypeVar("T")

YEARS = range(-2, 7)  # nursery to Year 6
TERMS = range(1, 4)
HALF_TERMS = range(1, 7)
LEAST = {
    "most": 1,
    "most_a_day": 1,
    "floor_sessions": 0,
    "floor_days": 0,
    "each": 0,
    "personal": 0,
    "minutes": 0,
    "hint_after": 0,
    "letter_after": 0,
    "every": 1,
}


def of_every_table(scheme: Scheme) -> Iterator[Problem]:
    known = _known(scheme)
    for path, table in tables(scheme):
        yield from _names(path, table)
        yield from _numbers(path, table)
        yield from _years(path, table, scheme)
        yield from _ours(path, table)
        yield from _keyed_once(path, table)
        yield from _references(path, table, known)


def tables(table: Sourced, path: Path = ()) -> Iterator[tuple[Path, Sourced]]:
    """A table and every table in it, each with its path."""
    yield path, table
    for each in fields(table):
        value = getattr(table, each.name)
        if isinstance(value, Sourced):
            yield from tables(value, (*path, each.name))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Sourced):
                    yield from tables(item, (*path, each.name, number))


def _names(path: Path, table: Sourced) -> Iterator[Problem]:
    """What must have words has some."""
    spoken = {"name", "reward", "says"}
    for each in fields(table):
        must = each.name in spoken and each.default is MISSING
        if isinstance(table, Words) or (isinstance(table, Voices) and each.name == "mentor"):
            must = each.name not in {"source", "ours"}
        if must and getattr(table, each.name) == "":
            yield wrong((*path, each.name), "There are no words here.", "Write what you call it.")


def _numbers(path: Path, table: Sourced) -> Iterator[Problem]:
    for key, least in LEAST.items():
        value = getattr(table, key, None)
        if isinstance(value, int) and value < least:
            yield wrong((*path, key), f"{value} is too small.", f"Use {least} or more.")


def _years(path: Path, table: Sourced, scheme: Scheme) -> Iterator[Problem]:
    for key, allowed, words in (
        ("years", YEARS, "A year group is -2 to 6; Reception is 0."),
        ("terms", TERMS, "A term is 1 autumn, 2 spring or 3 summer."),
        (
            "half_terms",
            HALF_TERMS,
            "A half term is 1 to 6: 1 and 2 are autumn's, 3 and 4 spring's.",
        ),
    ):
        chosen: tuple[int, ...] = getattr(table, key, ())
        for number in chosen:
            if number not in allowed:
                yield wrong((*path, key), f"There is no {number} here.", words)
        for number in _twice(chosen):
            yield wrong((*path, key), f"{number} is given twice.", "Keep one.")
    outside = set(getattr(table, "years", ())) - set(scheme.years) if scheme.years and path else ()
    if outside:
        shown = ", ".join(map(str, sorted(outside)))
        yield look((*path, "years"), f"The scheme itself is not for {shown}.", "Is that meant?")


def _ours(path: Path, table: Sourced) -> Iterator[Problem]:
    known = [each.name for each in fields(table) if each.name not in {"source", "ours"}]
    for name in table.ours:
        if name not in {"*", "from", "to", *known}:
            yield wrong(
                (*path, "ours"), f'There is no key "{name}" here.', did_you_mean(name, known)
            )


def _keyed_once(path: Path, table: Sourced) -> Iterator[Problem]:
    """No two items of a list have one key, and a list of words says nothing twice."""
    for each in fields(table):
        value = getattr(table, each.name)
        if not isinstance(value, tuple):
            continue
        keys = [getattr(item, "key", None) for item in value]
        for key in _twice([key for key in keys if key is not None]):
            second = len(keys) - 1 - keys[::-1].index(key)
            where = (*path, each.name, second)
            yield wrong(where, f'The key "{key}" is given twice.', "Give one of them another key.")
        if each.name != "years":
            for word in _twice([item for item in value if isinstance(item, str)]):
                yield wrong((*path, each.name), f'"{word}" is given twice.', "Keep one.")


def _known(scheme: Scheme) -> dict[str, list[str]]:
    """Which keys a reference may name, by the name of the key that holds it."""
    facts = [fact.key for fact in scheme.facts]
    subjects = [subject.key for subject in scheme.subjects]
    counters = [counter.key for counter in scheme.counters]
    return {
        "part": [part.key for part in scheme.parts],
        "fact": facts,
        "counts_as": facts,
        "subject": subjects,
        "subjects": subjects,
        "counter": counters,
        "into": counters,
        "scale of ratings": [scale.key for scale in scheme.scales],
        "scale of steps": [scale.key for scale in scheme.attainment],
        "phases": [phase.key for phase in scheme.phases],
    }


def _references(path: Path, table: Sourced, known: dict[str, list[str]]) -> Iterator[Problem]:
    for each in fields(table):
        if (kind := _kind(table, each.name)) in known:
            for named in _named(getattr(table, each.name)):
                if named and named not in known[kind]:
                    yield _unknown((*path, each.name), named, each.name, known[kind])


def _kind(table: Sourced, key: str) -> str:
    match table, key:
        case Area(), "scale":
            return "scale of ratings"
        case ((AttainmentUse() | Expectation()), "scale"):
            return "scale of steps"
        case _, "phases" if not isinstance(table, Milestone):
            return ""  # the scheme's own list of phases, not a mention of them
        case _, ("subjects" | "parts") if isinstance(table, Scheme):
            return ""
    return key


def _named(value: object) -> Sequence[str]:
    """The keys that a reference names: one, several, or those of a table of words."""
    match value:
        case str():
            return (value,)
        case tuple() | dict():
            return [item for item in value if isinstance(item, str)]
    return ()


def _unknown(path: Path, named: str, what: str, known: list[str]) -> Problem:
    if not known:
        return wrong(
            path, f'"{named}" is named, but the scheme has none.', "Add it, or leave this out."
        )
    one = {"subjects": "subject", "phases": "phase", "into": "counter", "counts_as": "fact"}
    said = f'There is no {one.get(what, what)} "{named}" in this scheme.'
    return wrong(path, said, did_you_mean(named, known))


def _twice(items: Sequence[T]) -> list[T]:
    return [item for item, times in Tally(items).items() if times > 1]
