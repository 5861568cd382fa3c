"""An area's measure with all that depends on no child, worked out once for a class."""

from collections.abc import Mapping
from dataclasses import dataclass

from lantern.profiles.rules.words import quoted
from lantern.schemes.presets.shape import Area, Fact, Measure, Rating, Scheme, Test
from lantern.schemes.rules import find, scale_of, sentence_of_band, tests_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Better:
    """The next better rating that facts can give: its test, and its range in words."""

    rating: Rating
    test: Test
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """A measured area: its facts and their keys, the measure's own first, and its tests in order.

    By rating, `rules` has the range in words ("“Red” is less than 95 %"), `better` the next one.
    """

    measure: Measure
    facts: tuple[Fact, ...]
    keys: tuple[str, ...]
    tests: tuple[Test, ...]
    rules: Mapping[str, str]
    better: Mapping[str, Better]
    too_early: str


def ready(scheme: Scheme, area: Area) -> Ready | None:
    """The area made ready; None for one that an adult alone can judge."""
    measure, ratings = area.measure, scale_of(scheme, area).ratings
    if measure is None or not ratings:
        return None
    tests = tests_of(measure)
    says = {each.key: sentence_of_band(measure, each.key, scheme.facts) for each in ratings}
    facts = _facts(scheme, measure, tests)
    return Ready(
        measure=measure,
        facts=facts,
        keys=tuple(fact.key for fact in facts),
        tests=tests,
        rules={
            each.key: f"{quoted(each.name)} is {says[each.key]}"
            for each in ratings
            if says[each.key]
        },
        better=_better(ratings, tests, says),
        too_early=scheme.words.too_early,
    )


def _facts(scheme: Scheme, measure: Measure, tests: tuple[Test, ...]) -> tuple[Fact, ...]:
    keys = dict.fromkeys([measure.fact, *(test.fact for test in tests)])
    return tuple(fact for key in keys if (fact := find(scheme.facts, key)) is not None)


def _better(
    ratings: tuple[Rating, ...], tests: tuple[Test, ...], says: Mapping[str, str]
) -> dict[str, Better]:
    """For each rating the one above it that a test gives; none for the best."""
    found: dict[str, Better] = {}
    above: Better | None = None
    for each in ratings:
        if above is not None:
            found[each.key] = above
        test = next((test for test in tests if test.rating == each.key), None)
        if test is not None:
            above = Better(rating=each, test=test, says=says[each.key])
    return found
