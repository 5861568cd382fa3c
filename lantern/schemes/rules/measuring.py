"""From what a school printed to tests in order, and from an exact value to the test that it meets.

Fractions throughout: nothing is rounded, up or down (domain 2.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from lantern.schemes.presets.shape import Band, Measure, Test

LEAST = Decimal("-Infinity")


def tests_of(measure: Measure) -> tuple[Test, ...]:
    """The tests of a measure in the order they are tried, each with its fact named.

    Printed pairs become lower bounds, highest first, the lowest band taking whoever is left; a
    number between two bands goes to the side that `gaps` names, `down` if it names none (2.39).
    """
    tests = measure.tests or _from_bands(measure)
    return tuple(replace(test, fact=test.fact or measure.fact) for test in tests)


def facts_of(measure: Measure) -> tuple[str, ...]:
    """The keys of the facts that a measure asks for: its own, and those of its tests."""
    return tuple(dict.fromkeys([measure.fact, *(test.fact for test in tests_of(measure))]))


def first_that_holds(tests: Sequence[Test], values: Mapping[str, Fraction]) -> Test | None:
    """The first test that a child's values meet, compared exactly.

    None when none holds, or when a value that must be known first is missing.
    """
    for test in tests:
        if test.fact not in values:
            return None
        if holds(test, values[test.fact]):
            return test
    return None


def holds(test: Test, value: Fraction) -> bool:
    """Whether a value is within all the bounds of a test."""
    return (
        (test.at_least is None or value >= exact(test.at_least))
        and (test.above is None or value > exact(test.above))
        and (test.at_most is None or value <= exact(test.at_most))
        and (test.below is None or value < exact(test.below))
    )


@lru_cache(maxsize=4096)
def exact(bound: Decimal) -> Fraction:
    """A bound as the fraction it is; each is asked for once a child."""
    return Fraction(bound)


def is_bounded(test: Test) -> bool:
    """Whether a test asks for anything, or takes whoever is left."""
    return any(b is not None for b in (test.at_least, test.above, test.at_most, test.below))


def descending(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Bands by the numbers they hold, highest first, whatever order they were printed in."""
    return tuple(sorted(bands, key=_from, reverse=True))


def gaps_between(measure: Measure) -> tuple[tuple[Band, Band], ...]:
    """The neighbours, higher first, between whose printed numbers a value could fall."""
    one = 1 if measure.counted == "count" else 0  # between 2 and 3 whole things there is nothing
    return tuple(
        (higher, lower)
        for higher, lower in pairwise(descending(measure.bands))
        if higher.low is not None and lower.high is not None and higher.low - lower.high > one
    )


def _from_bands(measure: Measure) -> tuple[Test, ...]:
    bands = descending(measure.bands)
    up = {id(higher): lower.high for higher, lower in gaps_between(measure)}
    if measure.gaps != "up":
        up = {}
    return tuple(
        _test(band, above=up.get(id(band)), last=number == len(bands))
        for number, band in enumerate(bands, 1)
    )


def _test(band: Band, *, above: Decimal | None, last: bool) -> Test:
    """A band as a test: above the gap below it, or from its own lower end, or whoever is left."""
    if last:
        return Test(rating=band.rating, source=band.source, ours=band.ours)
    at_least = band.low if above is None else None
    return Test(
        rating=band.rating, at_least=at_least, above=above, source=band.source, ours=band.ours
    )


def _from(band: Band) -> Decimal:
    return LEAST if band.low is None else band.low
