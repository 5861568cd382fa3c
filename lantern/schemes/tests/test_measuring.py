"""Thresholds hold for any scheme: one rating for every value, in order, nothing rounded up."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from lantern.schemes.presets import load
from lantern.schemes.presets.shape import Band, Fact, Measure
from lantern.schemes.presets.shape import Test as Bound
from lantern.schemes.rules import (
    check,
    first_that_holds,
    is_sound,
    measuring,
    sentence_of_band,
)
from lantern.schemes.tests.making import measured, percents

VALUES = st.fractions(0, 100)
RANKS = ("a", "b", "c", "d", "e")


@st.composite
def lower_bounds(draw: st.DrawFn) -> Measure:
    """Two to five ratings by lower bounds, best first, the last taking whoever is left."""
    bounds = sorted(draw(st.sets(percents(), min_size=1, max_size=4)), reverse=True)
    tests = [Bound(rating=key, at_least=low) for key, low in zip(RANKS, bounds, strict=False)]
    return Measure(fact="f", counted="percent", tests=(*tests, Bound(rating=RANKS[len(tests)])))


@st.composite
def printed_bands(draw: st.DrawFn) -> Measure:
    """From-to pairs that do not overlap, in any order, with any gaps."""
    ends = sorted(draw(st.sets(percents(), min_size=2, max_size=10)), reverse=True)
    pairs = list(zip(ends[1::2], ends[::2], strict=False))[:5]
    bands = [Band(rating=RANKS[n], low=low, high=high) for n, (low, high) in enumerate(pairs)]
    gaps: Literal["down", "up"] = draw(st.sampled_from(["down", "up"]))
    shuffled = draw(st.permutations(bands))
    return Measure(fact="f", counted="percent", bands=tuple(shuffled), gaps=gaps)


def earned(measure: Measure, value: Fraction) -> str:
    found = first_that_holds(measuring.tests_of(measure), {"f": value})
    assert found is not None
    return found.rating


@given(lower_bounds() | printed_bands(), VALUES, VALUES)
def test_every_value_earns_one_rating_and_more_never_earns_less(
    measure: Measure, one: Fraction, other: Fraction
) -> None:
    less, more = sorted((one, other))
    assert earned(measure, more) <= earned(measure, less)  # a is best


@given(lower_bounds())
def test_nothing_is_rounded_up(measure: Measure) -> None:
    """A bound is met by itself and by nothing less, however near (domain 2.3)."""
    for number, test in enumerate(measure.tests[:-1]):
        assert test.at_least is not None
        bound = Fraction(test.at_least)
        assert earned(measure, bound) == RANKS[number]
        assert earned(measure, bound - Fraction(1, 10**12)) == RANKS[number + 1]


@given(printed_bands(), VALUES)
def test_a_printed_pair_holds_both_its_ends_and_a_gap_goes_where_it_was_sent(
    measure: Measure, value: Fraction
) -> None:
    """Domain 2.39."""
    for band in measure.bands:
        assert band.low is not None
        assert band.high is not None
        assert earned(measure, Fraction(band.low)) == band.rating
        assert earned(measure, Fraction(band.high)) == band.rating
    for higher, lower in measuring.gaps_between(measure):
        assert higher.low is not None
        assert lower.high is not None
        if lower.high < value < higher.low:
            side = lower if measure.gaps == "down" else higher
            assert earned(measure, value) == side.rating


def test_a_value_that_is_missing_decides_nothing() -> None:
    tests = (
        Bound(rating="red", fact="exits", at_least=Decimal(1)),
        Bound(rating="amber", fact="warnings", at_least=Decimal(1)),
        Bound(rating="green", fact="exits"),
    )
    zero, one = Fraction(0), Fraction(1)
    assert first_that_holds(tests, {}) is None
    assert first_that_holds(tests, {"exits": zero}) is None
    found = first_that_holds(tests, {"exits": one})
    assert found is not None
    assert found.rating == "red"


def test_each_bound_keeps_to_its_word() -> None:
    two = Decimal(2)
    for bound, below, at, above in (
        (Bound(rating="x", at_least=two), False, True, True),
        (Bound(rating="x", above=two), False, False, True),
        (Bound(rating="x", at_most=two), True, True, False),
        (Bound(rating="x", below=two), True, False, False),
    ):
        near = Fraction(1, 10**9)
        held = [measuring.holds(bound, 2 + step) for step in (-near, Fraction(0), near)]
        assert held == [below, at, above]


SLIPS = Fact(key="f", name="Slips", kind="tally", one="slip", many="slips", none="no slips", most=5)


def test_ranges_in_words() -> None:
    d = Decimal
    for counted, tests, said in (
        ("percent", (Bound(rating="x", at_least=d(100)),), "100 %"),
        ("percent", (Bound(rating="x", at_least=d(98)),), "98 % or more"),
        ("percent", (Bound(rating="x", above=d(98)),), "above 98 %"),
        ("percent", (Bound(rating="x", at_least=d(95), below=d(98)),), "95 to under 98 %"),
        ("percent", (Bound(rating="y", at_least=d(98)), Bound(rating="x")), "less than 98 %"),
        ("percent", (Bound(rating="y", above=d("97.5")), Bound(rating="x")), "up to 97.5 %"),
        ("count", (Bound(rating="y", at_least=d(1)), Bound(rating="x")), "no slips"),
        ("count", (Bound(rating="x", at_least=d(1)),), "one or more slips"),
        ("count", (Bound(rating="y", at_least=d(2)), Bound(rating="x")), "up to one slip"),
        ("count", (Bound(rating="x", at_least=d(2), at_most=d(3)),), "two or three slips"),
        ("count", (Bound(rating="x", at_least=d(2), below=d(5)),), "two to four slips"),
        ("count", (Bound(rating="x", above=d(0), at_most=d(1)),), "one slip"),
        ("per-week", (Bound(rating="x", at_least=d(5)),), "5 slips a week"),
        ("per-week", (Bound(rating="x", below=d(3)),), "fewer than 3 slips a week"),
        ("per-week", (Bound(rating="x", at_most=d(1)),), "up to 1 slip a week"),
        ("per-week", (Bound(rating="x", at_least=d(1)),), "1 or more slips a week"),
        ("percent", (Bound(rating="x"),), "everyone else"),
    ):
        measure = Measure(fact="f", counted=counted, tests=tests)  # type: ignore[arg-type]
        assert sentence_of_band(measure, "x", [SLIPS]) == said
    assert sentence_of_band(Measure(fact="f", tests=(Bound(rating="y"),)), "x") == ""


@given(lower_bounds())
def test_sound_lower_bounds_pass_the_check(measure: Measure) -> None:
    """What check() lets through has no rating that can never be earned."""
    rows = [f"{{ rating = 'top', at_least = {test.at_least} }}" for test in measure.tests[:1]]
    rows += [
        f"{{ rating = 'middle', at_least = {test.at_least} }}"
        for test in measure.tests[1:2]
        if test.at_least is not None
    ]
    lines = 'fact = "present"\ncounted = "percent"\ntests = [' + ", ".join(rows)
    scheme = load(measured(lines + ", { rating = 'low' }]"))
    bottom = measure.tests[len(rows) - 1].at_least
    assert is_sound(check(scheme)) == (bottom is not None and bottom > 0)
