"""What a scheme may say, and Lantern keeps and shows without acting on it yet."""

from collections.abc import Iterator

from lantern.schemes.presets import Problem, Scheme
from lantern.schemes.rules.checking.said import look
from lantern.schemes.rules.lookups import find


def of_what_is_kept(scheme: Scheme) -> Iterator[Problem]:
    """Said on checking, or a school would wait for something that does not come."""
    yield from _tested(scheme)


def _tested(scheme: Scheme) -> Iterator[Problem]:
    for number, area in enumerate(scheme.areas):
        fact = find(scheme.facts, area.measure.fact) if area.measure else None
        if fact and fact.kind == "test":
            said = f"Nothing enters {fact.name} yet, so nothing is suggested in {area.name}."
            yield look(("areas", number, "measure", "fact"), said, "An adult can still pick.")
